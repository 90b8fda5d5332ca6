"""The parts of a page before they are made: what the layout needs to know of each one, at next to no cost."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from reader.tui.page.parts import Kind, Part


class Outline(Sequence["Part"]):
    """Parts in order, those of blocks made when they are first asked for: of thousands a screen shows a few.

    `make` makes the part of a block from its number, where it begins in `Article.text` (-1: it does not) and its gap.
    `kinds`, `blocks` (-1: none), `bodies`, `gaps` and `lengths` (of the block's text, in characters) tell of each part
    what it will be.
    """

    def __init__(self, make: Callable[[int, int, int], Part] | None = None) -> None:
        self._make = make
        self._parts: list[Part | None] = []
        self.kinds: list[Kind] = []
        self.blocks = array("l")
        self.bodies = array("q")
        self.gaps = array("b")
        self.lengths = array("q")

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Outline:
        """Return an outline of parts that are made already."""
        outline = cls()
        for part in parts:
            outline.add(part)
        return outline

    def add(self, part: Part) -> None:
        """Add a part that is made."""
        self.add_block(part.kind, part.block, part.body, part.gap, len(part.text))
        self._parts[-1] = part

    def add_block(self, kind: Kind, block: int, body: int, gap: int, length: int) -> None:
        """Add the part of a block, to be made later."""
        self._parts.append(None)
        self.kinds.append(kind)
        self.blocks.append(block)
        self.bodies.append(body)
        self.gaps.append(gap)
        self.lengths.append(length)

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> list[Part]: ...

    def __getitem__(self, index: int | slice) -> Part | list[Part]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        part = self._parts[index]
        if part is None:
            if self._make is None:
                raise IndexError(index)
            part = self._parts[index] = self._make(self.blocks[index], self.bodies[index], self.gaps[index])
        return part
