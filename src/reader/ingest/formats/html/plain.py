"""The second way to a page's text: tags stripped from the source in one pass, without any parser."""

from __future__ import annotations

import re
from typing import Final

from reader.text.references import unescape

_LEFT_OUT: Final = re.compile(r"<(script|title|noscript|textarea)\b[^<>]*>.*?</\1\b[^<>]*>", re.IGNORECASE | re.DOTALL)
_BREAKING: Final = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head"
    r"|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BETWEEN: Final = re.compile(r">([^<>]+)")
_TAG: Final = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_PARAGRAPHS: Final = re.compile(r"\n[^\S\n]*(?:\n\s*)+")


def plain_paragraphs(source: str) -> list[str]:
    """Return the paragraphs of a pre-filtered page's source by stripping its tags; nothing is judged.

    Linear in the length of `source` and without recursion, so it holds where parsers give up.
    """
    text = _LEFT_OUT.sub(" ", source)
    text = " ".join(re.split(r"[\r\n\t ]+", text))
    text = _BREAKING.sub("\n\n", text)
    text = _BREAK.sub("\n", text)
    text = unescape(_TAG.sub("", text))
    paragraphs = ("\n".join(line.strip() for line in piece.split("\n")).strip() for piece in _PARAGRAPHS.split(text))
    return [paragraph for paragraph in paragraphs if paragraph]


def text_size(source: str) -> int:
    """Return an estimate of how many characters of text, white space aside, a page's source holds."""
    text = "".join(_BETWEEN.findall(_LEFT_OUT.sub("", f">{source}")))
    return len(text) - sum(map(text.count, " \n\t\r\xa0"))
