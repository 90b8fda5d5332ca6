"""The page laid out in lines of terminal cells, and the way from a place in the article to its line and back."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.article import Anchor, Article
from reader.text.wrap import wrap
from reader.tui.page.parts import Kind, Part

CONTEXT: Final = 60
"""Characters of text that an anchor keeps, by which its place is found again."""

_TEXT_FOR_CONTEXT: Final = 12
"""A context shorter than this is too common to look for."""


class Row(NamedTuple):
    """One line of the page: its part and the (start, end) of its characters there; an empty line has start -1."""

    part: int
    start: int
    end: int


class Spot(NamedTuple):
    """A run of characters in one part of the page."""

    part: int
    start: int
    end: int


class Page:
    """An article's parts wrapped to `width` cells.

    Built in one go, some 10 ms for 200,000 words; all look-ups are binary searches.
    """

    def __init__(self, article: Article, parts: Sequence[Part], width: int) -> None:
        self.article = article
        self.parts = tuple(parts)
        self.width = width
        self._part = array("l")
        self._start = array("l")
        self._end = array("l")
        self._first = array("l")
        for index, part in enumerate(self.parts):
            for _ in range(part.gap):
                self._part.append(index)
                self._start.append(-1)
                self._end.append(-1)
            self._first.append(len(self._part))
            lines = self._lines(part)
            # whole columns at a time: an article of 200,000 words has 30,000 lines
            starts, ends = zip(*lines, strict=True)
            self._part.extend(array("l", (index,)) * len(lines))
            self._start.extend(starts)
            self._end.extend(ends)
        bodies = [(part.body, index) for index, part in enumerate(self.parts) if part.body >= 0]
        self._body_starts = [start for start, _ in bodies]
        self._body_parts = [index for _, index in bodies]
        self._by_block = {part.block: index for index, part in enumerate(self.parts) if part.block >= 0}
        self._blocks = sorted(self._by_block)

    def _lines(self, part: Part) -> list[tuple[int, int]]:
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
        return len(self._part)

    def row(self, index: int) -> Row:
        """Return line `index` of the page."""
        return Row(self._part[index], self._start[index], self._end[index])

    def part_of(self, block: int) -> int:
        """Return the part that a block stands in, -1 when it is not on the page."""
        return self._by_block.get(block, -1)

    @property
    def blocks(self) -> list[int]:
        """The numbers of the blocks on the page, in order."""
        return self._blocks

    def first_row(self, part: int) -> int:
        """Return the first line of text of a part."""
        return self._first[part]

    def last_row(self, part: int) -> int:
        """Return the last line of a part."""
        if part + 1 < len(self.parts):
            return self._first[part + 1] - self.parts[part + 1].gap - 1
        return len(self) - 1

    def row_of(self, part: int, offset: int) -> int:
        """Return the line on which the character `offset` of a part stands."""
        first = self._first[part]
        found = bisect_right(self._start, offset, first, self.last_row(part) + 1) - 1
        return max(first, found)

    def spots(self, start: int, end: int) -> list[Spot]:
        """Return where `Article.text[start:end]` stands on the page, one spot for each part it touches."""
        found: list[Spot] = []
        at = max(0, bisect_right(self._body_starts, start) - 1)
        while at < len(self._body_starts) and self._body_starts[at] < max(end, start + 1):
            index = self._body_parts[at]
            part = self.parts[index]
            length = len(self.article.blocks[part.block].text)
            first = max(0, start - part.body)
            last = min(length, end - part.body)
            if first < last:
                # the cells of a table may be drawn in another order than they stand in the text
                low, high = sorted((part.shown(first), part.shown(last - 1)))
                found.append(Spot(index, low, high + 1))
            at += 1
        return found

    def offset(self, part: int, shown: int) -> int:
        """Return which character of `Article.text` stands at `shown` in a part, the next body's for any other part."""
        here = self.parts[part]
        if here.body >= 0:
            return here.body + here.raw(shown)
        following = bisect_left(self._body_parts, part)
        if following < len(self._body_parts):
            return self._body_starts[following]
        return len(self.article.text)

    def seen(self, row: int) -> float:
        """Return the share (0 to 1) of the article's text that ends above or on line `row`."""
        total = len(self.article.text)
        if row >= len(self) - 1 or not total:
            return 1.0
        if row < 0:
            return 0.0
        index, _, end = self.row(row)
        part = self.parts[index]
        if end < 0 or part.body < 0:
            return min(1.0, self.offset(index, 0) / total)
        if not part.shifts:
            return min(1.0, (part.body + end) / total)
        # a table's cells may be drawn in another order than they stand in the text: what counts is the farthest one
        ends = (shift.raw + min(shift.length, end - shift.shown) for shift in part.shifts if shift.shown < end)
        return min(1.0, (part.body + max(ends, default=0)) / total)

    def anchor(self, row: int) -> Anchor:
        """Return the place in the article that stands on line `row`, or on the first line of text below it."""
        row = min(max(0, row), len(self) - 1)
        for index in range(row, len(self)):
            part, start, _ = self.row(index)
            block = self.parts[part].block
            if start >= 0 and block >= 0:
                if row == 0:
                    # the very top is the head, which has no block of its own
                    return Anchor(block, 0, "")
                raw = self.parts[part].raw(start)
                text = self.article.blocks[block].text
                return Anchor(block, raw, " ".join(text[raw : raw + CONTEXT].split()))
        last = self._blocks[-1] if self._blocks else 0
        return Anchor(last, len(self.article.blocks[last].text) if self._blocks else 0, "")

    def row_at(self, anchor: Anchor) -> int:
        """Return the line where the anchor's place stands now; 0 when it is the top.

        The place is found by its words when its block has moved, else by its number.
        """
        if not self._blocks:
            return 0
        block, offset = self._found(anchor)
        at = bisect_left(self._blocks, block)
        if at == len(self._blocks):
            return max(0, len(self) - 1)
        if self._blocks[at] != block:
            block, offset = self._blocks[at], 0
        if at == 0 and offset == 0 and not anchor.context:
            return 0
        index = self._by_block[block]
        return self.row_of(index, self.parts[index].shown(offset))

    def _found(self, anchor: Anchor) -> tuple[int, int]:
        blocks = self.article.blocks
        words = anchor.context
        if len(words) < _TEXT_FOR_CONTEXT:
            return anchor.block, anchor.offset

        def at(index: int) -> int:
            text = blocks[index].text
            if index == anchor.block and " ".join(text[anchor.offset : anchor.offset + CONTEXT].split()) == words:
                return anchor.offset
            return text.find(words)

        near = sorted(range(len(blocks)), key=lambda index: abs(index - anchor.block))
        for index in near:
            offset = at(index)
            if offset >= 0:
                return index, offset
        return anchor.block, anchor.offset

    def steps(self, *kinds: Kind) -> list[int]:
        """Return the indexes of the parts with one of these kinds."""
        return [index for index, part in enumerate(self.parts) if part.kind in kinds]
