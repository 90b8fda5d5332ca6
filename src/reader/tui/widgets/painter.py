"""One line of the page as a strip: margin, gutter, lead and text with what is lifted out of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from rich.style import Style
from textual.strip import Strip

from reader.article import Link
from reader.tui.page.linked import links_within
from reader.tui.page.measure import GUTTER
from reader.tui.page.reading import Layer, Reading
from reader.tui.page.wording import Signs
from reader.tui.widgets.lines import strip_of

_LOOKS: Final[dict[Layer, tuple[str, str]]] = {
    "notes": ("page--marked", "page--marked-here"),
    "quotes": ("page--quote", "page--quote-here"),
    "mentions": ("page--mention", "page--mention-here"),
    "matches": ("page--match", "page--match-here"),
    "passage": ("page--selection", "page--selection"),
}
"""What lies over what: links lie below all of these, a match is seen on a mention, a mention on a quote. The second
look is that of the one that was jumped to."""


class Painter:
    """Draws lines of a reading's page. `look` gives a class's whole style, `accent` what it adds to another."""

    def __init__(
        self,
        reading: Reading,
        signs: Signs,
        width: int,
        look: Callable[[str], Style],
        accent: Callable[[str], Style],
        base: Style,
    ) -> None:
        self._reading = reading
        self._signs = signs
        self._width = width
        self._look = look
        self._accent = accent
        self._base = base
        self.margin = max(GUTTER, (width - reading.page.width) // 2)

    def text_at(self, row: int) -> int:
        """Return at which character of the drawn line the part's text begins."""
        part, start, _ = self._reading.page.row(row)
        return self.margin + (len(self._lead(part, start)) if start >= 0 else 0)

    def _lead(self, part: int, start: int) -> str:
        drawn = self._reading.page.parts[part]
        return drawn.first if start == 0 else drawn.rest

    def strip(self, row: int, selected: tuple[int, int] | None = None, selection: Style | None = None) -> Strip:
        """Return line `row`; `selected` is a span of characters of the drawn line that shows `selection`."""
        page = self._reading.page
        index, start, end = page.row(row)
        part = page.parts[index]
        if start < 0:
            return Strip.blank(self._width, self._base)
        bar, bar_name = self._reading.bar(index, start, end, self._signs)
        pieces: list[tuple[str, Style]] = [
            (" " * (self.margin - GUTTER), self._base),
            (bar, self._look(bar_name) if bar_name else self._base),
            (" " * (GUTTER - 1), self._base),
            (self._lead(index, start), self._look("page--lead")),
        ]
        text = part.text[start:end]
        looks = self._looks(index, start, end)
        if selected is not None and selection is not None:
            shift = self.text_at(row) - start
            first = min(max(selected[0] - shift, start), end)
            last = end if selected[1] < 0 else min(max(selected[1] - shift, start), end)
            looks.append((first, last, selection))
        pieces.extend(_runs(text, start, self._look(f"page--{part.kind}"), looks))
        return strip_of(pieces, self._width, self._base)

    def _looks(self, index: int, start: int, end: int) -> list[tuple[int, int, Style]]:
        found = [
            (first, last, self._accent("page--link-here" if self._is_here(index, link) else "page--link"))
            for first, last, link in links_within(self._reading.page, index, start, end)
        ]
        for layer, (plain, here) in _LOOKS.items():
            spots = self._reading.layers[layer]
            for first, last, number in spots.within(index, start, end):
                style = self._accent(here if number == spots.here else plain)
                found.append((first, last, style))
        return found

    def _is_here(self, part: int, link: Link) -> bool:
        here = self._reading.link
        return here is not None and here.link == link and here.block == self._reading.page.parts.blocks[part]


def _runs(text: str, start: int, base: Style, looks: list[tuple[int, int, Style]]) -> list[tuple[str, Style]]:
    """Cut `text`, whose first character is `start`, where looks begin or end; later looks lie over earlier ones."""
    if not looks:
        return [(text, base)]
    end = start + len(text)
    cuts = sorted({start, end, *(edge for first, last, _ in looks for edge in (first, last) if start < edge < end)})
    runs: list[tuple[str, Style]] = []
    for first, last in pairwise(cuts):
        style = base
        for from_, to, look in looks:
            if from_ <= first and last <= to:
                style = style + look
        runs.append((text[first - start : last - start], style))
    return runs
