"""The links of a page: what its anchors lead to, and where their words stand in its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from reader.article import Link, RawBlock
from reader.ingest.links import Mark, spread
from reader.text.addresses import LONGEST

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.ingest.formats.html.page import PageBlock

_NOWHERE: Final = ("#", "javascript:", "data:", "about:", "blob:")


class Anchors:
    """The links in the text that a walk over a page gathers, part by part, until it makes blocks of it."""

    def __init__(self) -> None:
        self._element: _Element | None = None
        self._target = ""
        self._start = 0
        self._closed: list[tuple[int, int, str]] = []

    def open(self, element: _Element, target: str, part: int) -> None:
        """Take note that what follows part number `part` leads to `target`, until `element` is closed."""
        if self._element is None and not target.startswith(_NOWHERE) and len(target) <= LONGEST:
            self._element, self._target, self._start = element, target, part

    def close(self, element: _Element, part: int) -> None:
        """Take note that `element` is closed, if it is the link that is open."""
        if element is self._element:
            self._closed.append((self._start, part, self._target))
            self._element = None

    def take(self, parts: Sequence[str]) -> list[Mark]:
        """Return the links in the joined `parts`, and begin anew; one that is open goes on in the text that follows."""
        closed, self._closed = self._closed, []
        if self._element is not None:
            closed.append((self._start, len(parts), self._target))
            self._start = 0
        if not closed:
            return []
        ends = [0, *accumulate(map(len, parts))]
        return [(ends[start], ends[end], target) for start, end, target in closed if start < end]


def placed(text: str, marks: Sequence[Mark], pieces: Sequence[str]) -> Iterable[tuple[str, tuple[Link, ...]]]:
    """Return each of `pieces`, made of `text`, with the links in it."""
    return zip(pieces, spread(text, marks, pieces) if marks else repeat(()), strict=False)


def linked(blocks: Sequence[RawBlock], page: Sequence[PageBlock], root: _Element) -> list[RawBlock]:
    """Return a page's blocks with their links; `page` holds what each was made of.

    Only the links of what stands between the article's first block and its last one are kept: what is left out there is
    shown in its place, while menus and footers have more addresses than all articles together.
    """
    inside = [index for index, block in enumerate(blocks) if block.main is not False]
    if not inside:
        return list(blocks)
    base = _base(root)
    first, last = inside[0], inside[-1]
    return [
        replace(block, links=_based(read.links, base)) if read.links and first <= index <= last else block
        for index, (block, read) in enumerate(zip(blocks, page, strict=True))
    ]


def _base(root: _Element) -> str | None:
    """Return the address that the page itself names for its relative links."""
    element = root.find(".//base[@href]")
    return None if element is None else element.get("href")


def _based(links: Sequence[Link], base: str | None) -> tuple[Link, ...]:
    if not base:
        return tuple(links)
    return tuple(replace(link, target=_joined(base, link.target)) for link in links)


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target
