"""HTML inside other formats, taken off without a parser: small, linear, and safe on anything."""

from __future__ import annotations

import re
from typing import Final

from reader.text.references import unescape

_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>]|\Z)")
_HIDDEN: Final = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "head", "textarea"})
_BLOCK: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul",
})  # fmt: skip
_LINE: Final = frozenset({"br"})
_SPACES: Final = re.compile(r"[\s\x00]+")
_BREAK: Final = "\x00"


def plain_blocks(markup: str) -> list[str]:
    """Return the text of a piece of HTML, one string for each block, tags, comments and scripts left out."""
    pieces: list[str] = []
    at = 0
    while (start := markup.find("<", at)) >= 0:
        pieces.append(_SPACES.sub(" ", markup[at:start]))
        at, mark = _after_tag(markup, start)
        pieces.append(mark)
    pieces.append(_SPACES.sub(" ", markup[at:]))
    # references come last: what they bring is text, whatever it looks like
    blocks = (unescape(block).strip() for block in "".join(pieces).split(_BREAK))
    return [block for block in blocks if block]


def _after_tag(markup: str, start: int) -> tuple[int, str]:
    """Return where the tag that opens at `start` ends, and what it stands for in the text."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        return (len(markup) if end < 0 else end + 3), ""
    match = _NAME.match(markup, start + 1)
    if match is None:
        if markup.startswith(("<!", "<?"), start):
            end = markup.find(">", start)
            return (len(markup) if end < 0 else end + 1), ""
        return start + 1, "<"  # a sign, as in "3 < 4"
    name = match[1].lower()
    end = markup.find(">", match.end())
    end = len(markup) if end < 0 else end + 1
    if name in _HIDDEN and markup[start + 1] != "/":
        close = re.compile(f"</{name}\\b[^>]*>?", re.IGNORECASE).search(markup, end)
        return (close.end() if close else len(markup)), _BREAK
    return end, _BREAK if name in _BLOCK else "\n" if name in _LINE else ""
