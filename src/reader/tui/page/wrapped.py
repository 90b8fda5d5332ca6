"""Parts wrapped into lines, and as many of them as are looked at: wrapping a book takes longer than a key may.

Rows are counted from the top. Those of parts that are not laid out yet are guessed, until `complete` lays them out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple

from reader.text.wrap import wrap
from reader.tui.page.outline import Outline
from reader.tui.page.parts import Part

SHORT: Final = 30_000
"""Characters of a page that is laid out whole at once, in a quarter of a millisecond."""

_WASTED: Final = 3
"""Cells that a line leaves empty at its end in most languages, for a first guess."""

_ENOUGH: Final = 600
"""Characters of text laid out from which guesses are made for the rest."""


class Row(NamedTuple):
    """One line of the page: its part and the (start, end) of its characters there; an empty line has start -1."""

    part: int
    start: int
    end: int


class Wrapped:
    """Parts in lines of `width` cells. What is long is laid out where `settle` was asked for, and whole by `complete`.

    Both return where a line is that was at some row: until all is exact, rows are those of the last call of either.
    `beyond` are the characters and the blocks that follow the parts but were not read: they make the page longer.
    """

    def __init__(self, parts: Sequence[Part], width: int, beyond: tuple[int, int] = (0, 0)) -> None:
        self.parts = outline = parts if isinstance(parts, Outline) else Outline.of(parts)
        self.width = width
        # the starts and ends of each part's lines
        self._lines: list[array[int] | None] = [None] * len(outline)
        # how many lines each part has with the empty ones above, and the row at which it begins with these
        self._heights = array("l")
        self._begins: list[int] = []
        self._beyond, self._lines_beyond = beyond, 0
        self._exact = bytearray(len(outline))
        self._left = len(outline)
        self._guess(max(1, width - _WASTED) if width > 2 * _WASTED else width)
        if sum(outline.lengths) <= SHORT:
            self.complete()

    @property
    def exact(self) -> bool:
        """Whether all of the page is laid out."""
        return not self._left

    def is_exact(self, part: int) -> bool:
        """Whether a part is laid out."""
        return bool(self._exact[part])

    @property
    def height(self) -> int:
        """How many lines the page has, as far as that is known."""
        return self._begins[-1] + self._lines_beyond

    @property
    def reach(self) -> int:
        """How many lines there are before those that were not read."""
        return self._begins[-1]

    def complete(self, row: int = 0) -> int:
        """Lay out all of the page, and return the row of the line that was at `row`."""
        if not self._left:
            return row
        part, line = self._place(row)
        for index in range(len(self.parts)):
            self._lay(index)
        self._count()
        return self._begins[part] + min(line, self._heights[part] - 1)

    def advance(self, characters: int) -> bool:
        """Wrap about so many characters more, for `complete` to count; False when nothing is left to wrap."""
        for index, lines in enumerate(self._lines):
            if lines is None:
                if characters <= 0:
                    return True
                self._lines_of(index)
                characters -= self.parts.lengths[index]
        return False

    def settle(self, row: int, height: int, margin: int = 0) -> int:
        """Lay out the lines from `row` on that fill `height`, and `margin` lines around; return where that line is now.

        Near the end of the page those above are laid out too that come into sight when it is scrolled to.
        """
        part, line = self._place(row)
        if not self._left:
            return min(row, self.reach - 1)
        changed = self._lay(part)
        line = min(line, self._heights[part] - 1)
        below = height + margin - (self._heights[part] - line)
        at = part + 1
        while below > 0 and at < len(self.parts):
            changed |= self._lay(at)
            below -= self._heights[at]
            at += 1
        above = margin - line + max(0, below)
        at = part - 1
        while above > 0 and at >= 0:
            changed |= self._lay(at)
            above -= self._heights[at]
            at -= 1
        if changed:
            self._count()
        return self._begins[part] + line

    def _regard(self, part: int, height: int) -> None:
        """Guess again by what stands at the place that is gone to: its words may be wide."""
        seen = lines = 0.0
        for index in range(part, len(self.parts)):
            self._lay(index)
            seen += self.parts.lengths[index]
            # the last line of a part is half full
            lines += max(0.5, self._heights[index] - self.parts.gaps[index] - 0.5)
            if lines >= height:
                break
        if seen >= _ENOUGH:
            self._guess(seen / lines)
        else:
            self._count()

    def _guess(self, characters: float) -> None:
        """Guess the heights of what is not laid out, for full lines of so many characters."""
        share = 1 / characters
        heights = zip(self.parts.gaps, self.parts.lengths, strict=True)
        guessed = array("l", [gap + 1 + int(length * share) for gap, length in heights])
        for index, exact in enumerate(self._exact):
            if exact:
                guessed[index] = self._heights[index]
        self._heights = guessed
        characters_beyond, blocks_beyond = self._beyond
        self._lines_beyond = int(1.5 * blocks_beyond + characters_beyond * share)
        self._count()

    def _count(self) -> None:
        self._begins = list(accumulate(self._heights, initial=0))

    def _lay(self, index: int) -> bool:
        if self._exact[index]:
            return False
        self._exact[index] = 1
        self._left -= 1
        height = len(self._lines_of(index)) // 2 + self.parts.gaps[index]
        changed = height != self._heights[index]
        self._heights[index] = height
        return changed

    def _lines_of(self, index: int) -> array[int]:
        """Return the starts and ends of a part's lines, one after the other."""
        lines = self._lines[index]
        if lines is None:
            lines = array("l", chain.from_iterable(self._wrapped(self.parts[index])))
            self._lines[index] = lines
        return lines

    def _wrapped(self, part: Part) -> list[tuple[int, int]]:
        if part.indent == len(part.first) or not part.text:
            return wrap(part.text, self.width - part.indent)
        # the first line has more room than those that hang below it
        lines = wrap(part.text, self.width - len(part.first))
        if len(lines) == 1:
            return lines
        first = lines[0]
        begin = lines[1][0]
        shift = wrap(part.text[begin:], self.width - part.indent)
        return [first, *((start + begin, end + begin) for start, end in shift)]

    def __len__(self) -> int:
        self.complete()
        return self.height

    def _place(self, row: int) -> tuple[int, int]:
        """Return the part that holds a row, and which of its lines that is, those of its gap first."""
        row = min(max(0, row), self.reach - 1)
        part = bisect_right(self._begins, row) - 1
        return part, row - self._begins[part]

    def row(self, index: int) -> Row:
        """Return line `index` of the page. Raises IndexError beyond its end."""
        if not 0 <= index < self.height:
            raise IndexError(index)
        part, line = self._place(index)
        line -= self.parts.gaps[part]
        if line < 0:
            return Row(part, -1, -1)
        lines = self._lines_of(part)
        at = min(2 * line, len(lines) - 2)
        return Row(part, lines[at], lines[at + 1])

    def first_row(self, part: int) -> int:
        """Return the first line of text of a part."""
        return self._begins[part] + self.parts.gaps[part]

    def last_row(self, part: int) -> int:
        """Return the last line of a part."""
        return self._begins[part + 1] - 1

    def row_of(self, part: int, offset: int) -> int:
        """Return the line on which the character `offset` of a part stands."""
        starts = self._lines_of(part)[::2]
        return self.first_row(part) + max(0, bisect_right(starts, offset) - 1)
