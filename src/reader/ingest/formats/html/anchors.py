"""The links of a page: what its anchors lead to, and where their words stand in its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.article import Link, RawBlock
from reader.ingest.links import moved, spread

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.ingest.formats.html.page import PageBlock


# not frozen: most are made for a menu and thrown away, and freezing costs more than all the rest of it
@dataclass(slots=True)
class Anchored:
    """Text as the parts in which it was met, the links in it as (first part, part behind it, target), and the `pieces`
    that it became. Most text with links is a menu, and where its links
    stand is worked out for none of that."""

    parts: Sequence[str]
    spans: Sequence[tuple[int, int, str]]
    pieces: Sequence[str]

    def links(self) -> list[tuple[Link, ...]]:
        """Return for each piece the links in it."""
        ends = [0, *accumulate(map(len, self.parts))]
        marks = [(ends[start], ends[end], target) for start, end, target in self.spans]
        return spread("".join(self.parts), marks, self.pieces)


def anchored(text: str, links: Sequence[Link]) -> Anchored:
    """Return one text whose links are known."""
    edges = [0, *(edge for link in links for edge in (link.start, link.end)), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return Anchored(parts, [(2 * at + 1, 2 * at + 2, link.target) for at, link in enumerate(links)], [text])


class Anchors:
    """The links in the text that a walk gathers, part by part, until it makes blocks of it."""

    __slots__ = ("_closed", "_element", "_start", "_target", "any")

    def __init__(self) -> None:
        self._element: _Element | None = None
        self._target = ""
        self._start = 0
        self._closed: list[tuple[int, int, str]] = []
        self.any = False
        """Whether `take` has anything to give."""

    def open(self, element: _Element, target: str, part: int) -> None:
        """Take note that the text from part number `part` on leads to `target`, until `element` is closed."""
        if self._element is None:
            self._element, self._target, self._start = element, target, part
            self.any = True

    def close(self, element: _Element, part: int) -> None:
        """Take note that `element` is closed, if it is the link that is open."""
        if element is self._element:
            self._closed.append((self._start, part, self._target))
            self._element = None

    def take(self, parts: Sequence[str], pieces: Sequence[str]) -> Anchored:
        """Return the links in `parts`, which became `pieces`, and begin anew. One that is open goes on in what follows,
        whose parts are counted from 0."""
        spans, self._closed = self._closed, []
        if self._element is not None:
            spans.append((self._start, len(parts), self._target))
            self._start = 0
        else:
            self.any = False
        return Anchored(parts, spans, pieces)


def linked(blocks: Sequence[RawBlock], page: Sequence[PageBlock], root: _Element) -> list[RawBlock]:
    """Return a page's blocks with their links; `page` holds what each was made of.

    Only the links of what stands between the article's first block and its last one are kept: what is left out there is
    shown in its place, while menus and footers have more addresses than all articles together.
    """
    found = list(blocks)
    inside = [index for index, block in enumerate(blocks) if block.main is not False]
    if not inside:
        return found
    base = _base(root)
    last: Anchored | None = None
    links: Iterator[tuple[Link, ...]] = iter(())
    pieces: Iterator[str] = iter(())
    # from the first block on: those that one text became share it
    for index, read in enumerate(page[: inside[-1] + 1]):
        source = read.anchored
        if source is None:
            continue
        if source is not last:
            last = source
            wanted = index + len(source.pieces) > inside[0]
            links, pieces = iter(source.links() if wanted else ()), iter(source.pieces)
        own, piece = next(links, ()), next(pieces, "")
        if own and index >= inside[0]:
            # what a block has beyond its piece is the marker of a list item
            by = len(read.text) - len(piece)
            own = _based(own, base)
            found[index] = replace(blocks[index], links=moved(own, by) if by else own)
    return found


def _base(root: _Element) -> str | None:
    """Return the address that the page itself names for its relative links."""
    return next((href for element in root.iter("base") if (href := element.get("href"))), None)


def _based(links: Sequence[Link], base: str | None) -> tuple[Link, ...]:
    if not base:
        return tuple(links)
    return tuple(Link(link.start, link.end, _joined(base, link.target)) for link in links)


def _joined(base: str, target: str) -> str:
    try:
        return target if target.startswith("#") else urljoin(base, target)
    except ValueError:
        return target
