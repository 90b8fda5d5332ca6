"""The page, and the way from a place in the article to its line and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.article import Anchor, Article
from reader.tui.page.parts import Kind, Part
from reader.tui.page.wrapped import Row, Wrapped

__all__ = ["Page", "Row", "Spot"]

CONTEXT: Final = 60
"""Characters of text that an anchor keeps, by which its place is found again."""

_TEXT_FOR_CONTEXT: Final = 12
"""A context shorter than this is too common to look for."""

_MOST_ABOVE: Final = 9
"""Lines of the page itself above a block that an anchor counts."""


class Spot(NamedTuple):
    """A run of characters in one part of the page."""

    part: int
    start: int
    end: int


class Page(Wrapped):
    """An article's parts wrapped to `width` cells, and what stands where."""

    def __init__(self, article: Article, parts: Sequence[Part], width: int, beyond: tuple[int, int] = (0, 0)) -> None:
        self.article = article
        super().__init__(parts, width, beyond)
        outline = self.parts
        self._body_parts = [index for index, body in enumerate(outline.bodies) if body >= 0]
        self._body_starts = [outline.bodies[index] for index in self._body_parts]
        self._block_parts = [index for index, block in enumerate(outline.blocks) if block >= 0]
        self._blocks = [outline.blocks[index] for index in self._block_parts]

    def part_of(self, block: int) -> int:
        """Return the part that a block stands in, -1 when it is not on the page."""
        at = bisect_left(self._blocks, block)
        return self._block_parts[at] if at < len(self._blocks) and self._blocks[at] == block else -1

    @property
    def blocks(self) -> list[int]:
        """The numbers of the blocks on the page, in order."""
        return self._blocks

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
        if row >= self.height - 1 or not total:
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
        """Return the place in the article that stands on line `row`, or on the first line of text below it.

        The context of the latter begins with a line end for each line between the two.
        """
        row = min(max(0, row), self.reach - 1)
        for index in range(row, self.reach):
            part, start, _ = self.row(index)
            block = self.parts.blocks[part]
            if start >= 0 and block >= 0:
                if row == 0:
                    # the very top is the head, which has no block of its own
                    return Anchor(block, 0, "")
                raw = self.parts[part].raw(start)
                text = self.article.blocks[block].text
                above = "\n" * min(index - row, _MOST_ABOVE)
                return Anchor(block, raw, (above + " ".join(text[raw : raw + CONTEXT].split()))[:CONTEXT])
        last = self._blocks[-1] if self._blocks else 0
        return Anchor(last, len(self.article.blocks[last].text) if self._blocks else 0, "")

    def row_at(self, anchor: Anchor) -> int:
        """Return the line where the anchor's place stands now; 0 when it is the top.

        The place is found by its words when its block has moved, else by its number.
        """
        self.complete()
        return self._row_of(self._target(anchor))

    def land(self, anchor: Anchor, height: int, margin: int = 0) -> int:
        """Lay out what is in sight when the anchor's place is the first line, and return its row."""
        place = self._target(anchor)
        if place is None:
            self._regard(0, height + margin)
        else:
            if not self.is_exact(place[0]):
                self._regard(place[0], height + margin)
            # what the page itself has above the block is part of the place
            self.settle(self.row_of(*place[:2]), height, max(margin, place[2]))
        return self.settle(self._row_of(place), height, margin)

    def _target(self, anchor: Anchor) -> tuple[int, int, int] | None:
        """Return the part where an anchor's place stands, the character there, and the lines that are to be seen above.

        None is the top of the page.
        """
        if not self._blocks:
            return None
        block, offset = self._found(anchor)
        at = bisect_left(self._blocks, block)
        if at == len(self._blocks):
            return len(self.parts) - 1, len(self.parts[-1].text), 0
        if self._blocks[at] != block:
            block, offset = self._blocks[at], 0
        if at == 0 and offset == 0 and not anchor.context:
            return None
        index = self._block_parts[at]
        above = len(anchor.context) - len(anchor.context.lstrip("\n"))
        return index, self.parts[index].shown(offset), above

    def _row_of(self, place: tuple[int, int, int] | None) -> int:
        if place is None:
            return 0
        part, offset, above = place
        row = self.row_of(part, offset)
        if above and row == self.first_row(part):
            # not above what the page itself has between this block and the one before
            at = bisect_left(self._block_parts, part)
            return max(row - above, self._begins[self._block_parts[at - 1] + 1] if at else 1)
        return row

    def _found(self, anchor: Anchor) -> tuple[int, int]:
        blocks = self.article.blocks
        words = anchor.context.lstrip("\n")
        if len(words) < _TEXT_FOR_CONTEXT:
            return anchor.block, anchor.offset

        def at(index: int) -> int:
            text = blocks[index].text
            if index == anchor.block:
                here = " ".join(text[anchor.offset : anchor.offset + CONTEXT].split())
                if here.startswith(words):
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
        return [index for index, kind in enumerate(self.parts.kinds) if kind in kinds]
