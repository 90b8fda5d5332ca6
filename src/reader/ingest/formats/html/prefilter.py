"""A page's source made harmless before any parser sees it: one linear scan, no recursion.

Parsers lose text in silence (libxml2 drops what lies deeper than its limit, trafilatura gives up on one control
character reference) and have quadratic corners (attributes, runs of line breaks). What they cannot bear is taken out
here; the words of the page stay.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Final

from reader.ingest.formats.html.repairs import with_closed_quotes, with_wordy_tags_as_text, without_raw_parts
from reader.ingest.formats.html.wordlists import members
from reader.ingest.formats.markup import plain_blocks
from reader.ingest.formats.prose import running_text

MAX_DEPTH: Final = 200
MAX_ATTRIBUTES: Final = 500
MAX_BREAKS: Final = 2_000
MAX_VALUE: Final = 1_000_000
"""Longest attribute value that is kept, in characters; libxml2 drops the rest of a page after one of 10 MB."""

_LONG_TAG: Final = 4_000
_TEMPLATE: Final = re.compile(r"\btype\s{0,9}=\s{0,9}[\"']?text/(?!javascript|ecmascript)", re.IGNORECASE)
_STYLED_TEXT: Final = re.compile(r"""content\s{0,9}:\s{0,9}(?:"[^"]{80,}"|'[^']{80,}')""")
_DRAWN: Final = ("<text", "<tspan", "<desc", "<title", "<foreign", "<TEXT", "<TITLE")
"""How text in a drawing is marked up; most drawings are signs without any."""
_SCRIPT_KEPT: Final = re.compile(r"ld\+json|application/json\+ld", re.IGNORECASE)
_SPECIAL: Final = re.compile(r"<(?:!--|!\[CDATA\[|(?:script|style|svg)(?=[\s/>])|!doctype|\?[a-z]+)", re.IGNORECASE)
_CONTROLS: Final = "\x00\x0b\x0c"
_SOFT: Final = ("\u00ad", "&shy;", "\u200b")
"""Places where a word may be broken; they would part it for every comparison."""
_PAGE_ENDS: Final = re.compile("</(?:body|html|BODY|HTML)>")
"""The parser drops what stands behind these; browsers show it."""
_REFERENCE: Final = re.compile(r"&#(?:[xX]0{0,6}([0-9a-fA-F]{1,2})|0{0,6}(\d{1,3}))(?![0-9a-fA-F]);?")
_DATA_URL: Final = re.compile(r"data:[\w/+.;=,-]{0,80}base64,[A-Za-z0-9+/=%]+", re.IGNORECASE)
_BREAKS: Final = re.compile(rf"(?:<br[^<>]{{0,40}}>\s{{0,20}}){{{MAX_BREAKS},}}", re.IGNORECASE)
_MARKUP_IN_VALUE: Final = re.compile(
    r"""=\s{0,20}(?:"[^"<>]{0,2000}<[^"]{0,100000}"|'[^'<>]{0,2000}<[^']{0,100000}')(?=[\s/>])"""
)
"""An attribute's value with a tag in it; the scan for scripts and comments would take that for one of the page."""
_BIG_TAG: Final = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG_TAG},}}>?")
_ATTRIBUTE: Final = re.compile(r"""[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")
_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>?")
_BLOCKISH: Final = re.compile(r"<(?:p|div|article|section|main|h[1-6]|body|/head)[\s>]", re.IGNORECASE)
_LEAST_CUT: Final = 150
"""Shorter parts hold a sentence at most."""
_CP1252_UNDEFINED: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Filtered:
    """A page's source for the parser, and what was taken out of it that may hold text after all: comments,
    processing instructions, templates in scripts, text in style sheets."""

    source: str
    cut: tuple[str, ...] = ()


def prefilter(html: str) -> str:
    """Return the source of `filtered(html)`."""
    return filtered(html).source


def filtered(html: str) -> Filtered:
    """Return `html` without scripts (JSON-LD stays), styles, comments, drawings, data URLs, control characters and
    references to them, and with attributes, values and runs of line breaks cut to the limits above. Running text in
    drawings, and in scripts and comments that are never closed, stays in a template.

    Linear in the length of `html`.
    """
    html = _MARKUP_IN_VALUE.sub(lambda value: value.group().replace("<", "&lt;"), html)
    html, cut = _without_special_parts(html)
    # scripts are most of a page: what is looked for in all the rest is looked for without them
    for control in _CONTROLS:
        html = html.replace(control, " ")
    for hyphen in _SOFT:
        html = html.replace(hyphen, "")
    html = _PAGE_ENDS.sub(" ", html)
    html = with_wordy_tags_as_text(with_closed_quotes(without_raw_parts(html)))
    html = _without_references(html)
    if "base64," in html:
        html = _DATA_URL.sub("data:,", html)
    if html.count("<br") + html.count("<BR") > MAX_BREAKS:
        html = _BREAKS.sub("<br><br>", html)
    html = _BIG_TAG.sub(_smaller_tag, html) if _may_hold_big_tag(html) else html
    return Filtered(html, tuple(cut))


def _may_hold_big_tag(html: str) -> bool:
    """Whether any two openings of tags are that far apart: a few leaps over the page, which the pattern reads all."""
    at = html.find("<")
    while at >= 0:
        following = html.rfind("<", at + 1, at + 2 + _LONG_TAG)
        if following < 0:
            return len(html) - at > _LONG_TAG
        at = following
    return False


def _without_references(html: str) -> str:
    """Resolve or cut references to control characters; plain search finds them at a fourth of the pattern's time."""
    parts: list[str] = []
    position, at = 0, html.find("&#")
    while at >= 0:
        after = at + 2
        if match := _REFERENCE.match(html, at):
            after = match.end()
            parts += (html[position:at], _reference(match))
            position = after
        at = html.find("&#", after)
    return "".join((*parts, html[position:])) if parts else html


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if code in (9, 10, 13):
        return match.group()
    if code < 32 or code == 127:
        return " "
    if 128 <= code <= 159:
        # browsers read these as Windows-1252, and old pages write their quotation marks so
        char = bytes([code]).decode("cp1252", "replace")
        return " " if char == _CP1252_UNDEFINED else char
    return "" if code == 0xAD else match.group()


def _without_special_parts(html: str) -> tuple[str, list[str]]:
    """Cut comments, scripts, styles, drawings, processing instructions and DOCTYPE subsets; one pass over the source.

    What is never closed is cut only as far as the next block of the page, so that no article goes with it.
    """
    parts: list[str] = []
    cut: list[str] = []
    dead_ends: set[str] = set()
    position = 0
    while match := _SPECIAL.search(html, position):
        start = match.start()
        name = "<?" if html[start + 1] == "?" else match.group().lower()
        end = max(_end_of_special(html, name, start, dead_ends), match.end())
        parts.append(html[position:start])
        part = html[start:end]
        if name == "<![cdata[":
            parts.append(part[9:] if name in dead_ends else part[9:-3])
        elif name in dead_ends or (name == "<svg" and any(tag in part for tag in _DRAWN)):
            parts.append(_as_template(part, name))
        elif name == "<script" and _SCRIPT_KEPT.search(part[:300].partition(">")[0]):
            parts.append(part)
        elif name == "<!doctype":
            parts.append("<!DOCTYPE html>")
        elif len(part) > _LEAST_CUT and (text := _may_be_text(part, name)):
            cut.append(text)
        position = end
    parts.append(html[position:])
    return "".join(parts), cut


def _may_be_text(part: str, name: str) -> str:
    """Return what of a part that is cut out may be text: scripts and styles are code, most of them."""
    if name == "<style":
        return "\n".join(_STYLED_TEXT.findall(part))
    if name == "<script":
        tag, _, inner = part.partition(">")
        return inner if _TEMPLATE.search(tag[:300]) else ""
    return part[len(name) :].removesuffix("-->")


def _as_template(part: str, name: str) -> str:
    """Return the running text of a part that is cut out, as what the page does not show at once."""
    found = plain_blocks(part[len(name) :])
    if name != "<svg":
        found = [run for block in found for run in running_text(block)]
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in found)
    return f"<template>{paragraphs}</template>" if running_text(" ".join(found)) else ""


# written out in both cases: a pattern that begins with plain characters is found many times faster
_CLOSERS: Final = {
    "<!--": re.compile("--!?>"),
    "<![cdata[": re.compile("]]>"),
    "<script": re.compile("</[sS][cC][rR][iI][pP][tT]"),
    "<style": re.compile("</[sS][tT][yY][lL][eE]"),
    "<svg": re.compile("</[sS][vV][gG]"),
    "<?": re.compile(">"),
}


def _end_of_special(html: str, name: str, start: int, dead_ends: set[str]) -> int:
    if name == "<!doctype":
        return _end_of_doctype(html, start)
    if name not in dead_ends:
        # "<!-->" is a whole comment
        closer = _CLOSERS[name].search(html, start + (2 if name == "<!--" else len(name)))
        if closer:
            block = _block_in_drawing(html, start, closer.start()) if name == "<svg" else None
            end = html.find(">", closer.start())
            return block or (end + 1 if end >= 0 else len(html))
        dead_ends.add(name)
    following = _BLOCKISH.search(html, start + len(name))
    return following.start() if following else len(html)


def _block_in_drawing(html: str, start: int, end: int) -> int | None:
    """Return where a block of the page begins inside a drawing: for a browser that ends it, shut later or not."""
    block = _BLOCKISH.search(html, start, end)
    if block is None or "<foreignobject" in html[start : block.start()].lower():
        return None
    return block.start()


def _end_of_doctype(html: str, start: int) -> int:
    close = html.find(">", start)
    subset = html.find("[", start, close if close >= 0 else len(html))
    if subset >= 0:
        end = re.compile(r"\]\s*>").search(html, subset)
        if end:
            return end.end()
    return close + 1 if close >= 0 else len(html)


def _smaller_tag(match: re.Match[str]) -> str:
    tag = match.group()
    if len(tag) > MAX_VALUE:
        tag = _QUOTED.sub(lambda quoted: quoted.group() if len(quoted.group()) <= MAX_VALUE else '""', tag)
    name = re.match(r"<[^\s/>]{1,60}", tag)
    if name is None:
        return " "
    attributes = list(_ATTRIBUTE.finditer(tag, name.end()))
    if len(attributes) <= MAX_ATTRIBUTES:
        return tag
    return f"{name.group()} {' '.join(found.group() for found in attributes[:MAX_ATTRIBUTES])}>"


def flattened(html: str) -> str:
    """Return `html` with the tags of elements deeper than `MAX_DEPTH` replaced by spaces; linear in its length.

    To be asked for when a parser met its limit or a tree turned out to be so deep: most pages need no such scan.
    """
    if html.count("<") <= MAX_DEPTH:
        return html
    shallow = members("tags", "shallow")
    stack: list[str] = []
    open_names: Counter[str] = Counter()
    cuts: list[tuple[int, int]] = []
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in shallow or match[3].endswith("/"):
            continue
        if not match[1]:
            stack.append(name)
            open_names[name] += 1
            if len(stack) > MAX_DEPTH:
                cuts.append(match.span())
        elif open_names[name]:
            if len(stack) > MAX_DEPTH:
                cuts.append(match.span())
            while (popped := stack.pop()) != name:
                open_names[popped] -= 1
            open_names[name] -= 1
    if not cuts:
        return html
    parts: list[str] = []
    position = 0
    for start, end in cuts:
        parts.append(html[position:start])
        parts.append(" ")
        position = end
    parts.append(html[position:])
    return "".join(parts)
