"""HTML inside other formats, taken off without a parser: small, linear, and safe on anything."""

from __future__ import annotations

import re
from typing import Final

from reader.ingest.formats.prose import running_text
from reader.text.references import unescape

_NAME: Final = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>]|\Z)")
_CODE: Final = frozenset({"script", "style"})
_HIDDEN: Final = frozenset({*_CODE, "template", "noscript", "svg", "iframe", "object", "head", "textarea"})
_BLOCK: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul",
})  # fmt: skip
_LINE: Final = frozenset({"br"})
_LONG: Final = 80
_SPACES: Final = re.compile(r"[\s\x00]+")
_BREAK: Final = "\x00"


def plain_blocks(markup: str) -> list[str]:
    """Return the text of a piece of HTML, one string for each block, tags, comments and scripts left out.

    What browsers hide stays when it is running text, and so does what follows a script or comment that is never closed.
    """
    return _Stripper(markup).blocks()


class _Stripper:
    """One pass over a piece of HTML. `shown_to` is the place up to which nothing is hidden any more, `open_names` are
    the elements (and "<!--") of which no end tag follows."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.shown_to = 0
        self.open_names: set[str] = set()

    def blocks(self) -> list[str]:
        markup = self.markup
        pieces: list[str] = []
        at = 0
        while (start := markup.find("<", at)) >= 0:
            pieces.append(_SPACES.sub(" ", markup[at:start]))
            at, mark = self._after_tag(start)
            pieces.append(mark)
        pieces.append(_SPACES.sub(" ", markup[at:]))
        # references come last: what they bring is text, whatever it looks like
        blocks = (unescape(block).strip() for block in "".join(pieces).split(_BREAK))
        return [block for block in blocks if block]

    def _after_tag(self, start: int) -> tuple[int, str]:
        """Return where the tag that opens at `start` ends, and what it stands for in the text."""
        markup = self.markup
        if markup.startswith("<!--", start):
            end = self._find("<!--", re.compile("--!?>"), start + 2)
            return (start + 4, _BREAK) if end is None else (end, "")
        match = _NAME.match(markup, start + 1)
        if match is None:
            if markup.startswith(("<!", "<?"), start):
                return self._after_declaration(start), _BREAK
            return start + 1, "<"  # a sign, as in "3 < 4"
        name = match[1].lower()
        end = self._find(">", re.compile(">"), match.end()) or match.end()
        if name in _HIDDEN and markup[start + 1] != "/":
            return self._after_hidden(name, end), _BREAK
        return end, _BREAK if name in _BLOCK else "\n" if name in _LINE else ""

    def _after_declaration(self, start: int) -> int:
        """Return where the text goes on after a declaration or an instruction; what holds running text is none."""
        if self.markup.startswith("<![CDATA[", start):
            return start + 9
        end = self._find("<!", re.compile(">"), start)
        return start + 2 if end is None or (end - start > _LONG and running_text(self.markup[start : end - 1])) else end

    def _after_hidden(self, name: str, start: int) -> int:
        if start <= self.shown_to and name not in _CODE:
            return start
        end = self._find(name, re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE), start)
        if end is None or (name not in _CODE and running_text(self.markup[start:end])):
            self.shown_to = len(self.markup) if end is None else end
            return start
        return end

    def _find(self, what: str, pattern: re.Pattern[str], start: int) -> int | None:
        """Return where the next match of `pattern` ends; None when there is none, which is sought once only."""
        match = None if what in self.open_names else pattern.search(self.markup, start)
        if match is None:
            self.open_names.add(what)
            return None
        return match.end()
