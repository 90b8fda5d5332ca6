"""A page's source made harmless before any parser sees it: one linear scan, no recursion.

Parsers lose text in silence (libxml2 drops what lies deeper than its limit, trafilatura gives up on one control
character reference) and have quadratic corners (attributes, runs of line breaks). What they cannot bear is taken out
here; the words of the page stay.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from reader.ingest.formats.html.wordlists import members

MAX_DEPTH: Final = 200
MAX_ATTRIBUTES: Final = 500
MAX_BREAKS: Final = 2_000
MAX_VALUE: Final = 1_000_000
"""Longest attribute value that is kept, in characters; libxml2 drops the rest of a page after one of 10 MB."""

_LONG_TAG: Final = 4_000
_SCRIPT_KEPT: Final = re.compile(r"ld\+json|application/json\+ld", re.IGNORECASE)
_SPECIAL: Final = re.compile(r"<(?:!--|!\[CDATA\[|(?:script|style|svg)(?=[\s/>])|!doctype|\?xml)", re.IGNORECASE)
_CONTROLS: Final = "\x00\x0b\x0c"
_SOFT: Final = ("\u00ad", "&shy;", "\u200b")
"""Places where a word may be broken; they would part it for every comparison."""
_PAGE_ENDS: Final = ("</body>", "</html>", "</BODY>", "</HTML>")
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
_CP1252_UNDEFINED: Final = "\ufffd"


def prefilter(html: str) -> str:
    """Return `html` without scripts (JSON-LD stays), styles, comments, drawings, data URLs, control characters and
    references to them, and with attributes, values and runs of line breaks cut to the limits above.

    Linear in the length of `html`.
    """
    html = _MARKUP_IN_VALUE.sub(lambda value: value.group().replace("<", "&lt;"), html)
    html = _without_special_parts(html)
    # scripts are most of a page: what is looked for in all the rest is looked for without them
    for control in _CONTROLS:
        html = html.replace(control, " ")
    for hyphen in _SOFT:
        html = html.replace(hyphen, "")
    for end in _PAGE_ENDS:
        html = html.replace(end, " ")
    if "&#" in html:
        html = _REFERENCE.sub(_reference, html)
    if "base64," in html:
        html = _DATA_URL.sub("data:,", html)
    if html.count("<br") + html.count("<BR") > MAX_BREAKS:
        html = _BREAKS.sub("<br><br>", html)
    return _BIG_TAG.sub(_smaller_tag, html)


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


def _without_special_parts(html: str) -> str:
    """Cut comments, scripts, styles, drawings, XML declarations and DOCTYPE subsets; one pass over the source.

    What is never closed is cut only as far as the next block of the page, so that no article goes with it.
    """
    parts: list[str] = []
    dead_ends: set[str] = set()
    position = 0
    while match := _SPECIAL.search(html, position):
        start = match.start()
        name = match.group().lower()
        end = _end_of_special(html, name, start, dead_ends)
        parts.append(html[position:start])
        if name == "<script" and _SCRIPT_KEPT.search(html[start : min(end, start + 300)].partition(">")[0]):
            parts.append(html[start:end])
        elif name == "<!doctype":
            parts.append("<!DOCTYPE html>")
        elif name == "<![cdata[":
            parts.append(html[start + 9 : max(start + 9, end - 3)])
        position = max(end, match.end())
    parts.append(html[position:])
    return "".join(parts)


# written out in both cases: a pattern that begins with plain characters is found many times faster
_CLOSERS: Final = {
    "<!--": re.compile("-->"),
    "<![cdata[": re.compile("]]>"),
    "<script": re.compile("</[sS][cC][rR][iI][pP][tT]"),
    "<style": re.compile("</[sS][tT][yY][lL][eE]"),
    "<svg": re.compile("</[sS][vV][gG]"),
    "<?xml": re.compile(">"),
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
