"""Links on the page: where their words stand, which one is at a place, which one comes next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.article import Article, Link
from reader.tui.page.layout import Page, Spot


class Linked(NamedTuple):
    """One link of an article and the number of the block that it is in."""

    block: int
    link: Link


def links_of(article: Article) -> list[Linked]:
    """Return the links of an article in the order of its blocks, hidden ones too."""
    return [Linked(number, link) for number, block in enumerate(article.blocks) for link in block.links]


def link_spot(page: Page, linked: Linked) -> Spot | None:
    """Return where the words of a link stand on the page, None when their block is not on it."""
    index = page.part_of(linked.block)
    if index < 0:
        return None
    part = page.parts[index]
    if not part.shifts:
        return Spot(index, linked.link.start, linked.link.end)
    # the cells of a table may be drawn in another order than they stand in the text
    low, high = sorted((part.shown(linked.link.start), part.shown(linked.link.end - 1)))
    return Spot(index, low, high + 1)


def links_within(page: Page, part: int, start: int, end: int) -> Iterator[tuple[int, int, Link]]:
    """Yield (start, end, link) of the links that touch characters `start` to `end` of a part, cut to these."""
    block = page.parts.blocks[part]
    links: Sequence[Link] = page.article.blocks[block].links if block >= 0 else ()
    if not links:
        return
    if not page.parts[part].shifts:
        # a block may have hundreds, a line shows a few
        first = bisect_right(links, start, key=lambda link: link.end)
        links = links[first : bisect_right(links, end - 1, key=lambda link: link.start)]
    for link in links:
        spot = link_spot(page, Linked(block, link))
        if spot is not None and spot.start < end and spot.end > start:
            yield max(start, spot.start), min(end, spot.end), link


def link_at(page: Page, part: int, offset: int) -> Linked | None:
    """Return the link whose words hold a character of a part, None when none does."""
    found = next(links_within(page, part, offset, offset + 1), None)
    return None if found is None else Linked(page.parts.blocks[part], found[2])


def link_from(page: Page, part: int, offset: int, steps: int) -> Linked | None:
    """Return the link that is `steps` on from a place, back when negative, round and round; None without any.

    Only links whose words are on the page count.
    """
    on_page = [Linked(number, link) for number in page.blocks for link in page.article.blocks[number].links]
    if not on_page:
        return None
    number = next((block for block in page.parts.blocks[part:] if block >= 0), len(page.article.blocks))
    within = page.parts[part].raw(offset) if page.parts.blocks[part] == number else -1
    here = (number, within)
    starts = [(linked.block, linked.link.start) for linked in on_page]
    at = bisect_right(starts, here)
    stands = at > 0 and starts[at - 1] == here
    if steps > 0:
        return on_page[(at + steps - 1) % len(on_page)]
    return on_page[(at - stands + steps) % len(on_page)]
