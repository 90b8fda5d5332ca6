"""The second way to a page's text: tags stripped from the source in one pass, without any parser."""

from __future__ import annotations

import re
from typing import Final

from reader.text.references import unescape

_LEFT_OUT: Final = re.compile(r"<(script|title|noscript|textarea)\b[^<>]*>", re.IGNORECASE)
_CLOSERS: Final = {
    "script": re.compile(r"</[sS][cC][rR][iI][pP][tT]\b[^<>]*>"),
    "title": re.compile(r"</[tT][iI][tT][lL][eE]\b[^<>]*>"),
    "noscript": re.compile(r"</[nN][oO][sS][cC][rR][iI][pP][tT]\b[^<>]*>"),
    "textarea": re.compile(r"</[tT][eE][xX][tT][aA][rR][eE][aA]\b[^<>]*>"),
}
_BREAKING: Final = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head"
    r"|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BETWEEN: Final = re.compile(r">([^<>]+)")
_LONG: Final = re.compile(r">([^<>]{40,})")
_TAG: Final = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_PARAGRAPHS: Final = re.compile(r"\n[^\S\n]*(?:\n\s*)+")


def plain_paragraphs(source: str) -> list[str]:
    """Return the paragraphs of a pre-filtered page's source by stripping its tags; nothing is judged.

    Linear in the length of `source` and without recursion, so it holds where parsers give up.
    """
    text = _shown(source)
    text = " ".join(re.split(r"[\r\n\t ]+", text))
    text = _BREAKING.sub("\n\n", text)
    text = _BREAK.sub("\n", text)
    text = unescape(_TAG.sub("", text))
    paragraphs = ("\n".join(line.strip() for line in piece.split("\n")).strip() for piece in _PARAGRAPHS.split(text))
    return [paragraph for paragraph in paragraphs if paragraph]


def text_size(source: str) -> int:
    """Return an estimate of how many characters of text, white space aside, a page's source holds."""
    text = "".join(_BETWEEN.findall(_shown(f">{source}")))
    return len(text) - sum(map(text.count, " \n\t\r\xa0"))


def long_texts(source: str) -> list[str]:
    """Return what stands between two tags and may be a sentence, references and all."""
    return _LONG.findall(_shown(f">{source}"))


def _shown(source: str) -> str:
    """Return `source` without scripts, titles and the like; one that is never closed hides nothing."""
    parts: list[str] = []
    open_names: set[str] = set()
    done = at = 0
    while match := _LEFT_OUT.search(source, at):
        name = match[1].lower()
        at = match.end()
        closed = None if name in open_names else _CLOSERS[name].search(source, at)
        if closed is None:
            open_names.add(name)
            continue
        parts.append(source[done : match.start()])
        done = at = closed.end()
    parts.append(source[done:])
    return " ".join(parts)
