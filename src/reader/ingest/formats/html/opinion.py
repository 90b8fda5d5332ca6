"""What trafilatura holds for the article, laid over our own blocks of the page."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from typing import TYPE_CHECKING, Final

from reader.ingest.formats.html.page import PageBlock
from reader.ingest.formats.html.wordlists import members
from reader.text.normalise import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS: Final = 30_000
MAX_CHARACTERS: Final = 3_000_000
MAX_TABLE_DEPTH: Final = 20
"""Pages beyond these sizes would hold trafilatura up for many seconds; its time grows with the square of the depth."""

Run = tuple[str, str, str]
_RUN: Final = 3
_COVERED: Final = 0.7
_TELLING: Final = 6
"""A line of so many words moves the place up to which the page has been read."""


def article_lines(root: HtmlElement, url: str | None) -> list[str] | None:
    """Return the lines that trafilatura (fast mode, no comments) extracts from the tree, None when it gives up.

    The tree is not changed. Elements that it would throw away later are left out at once, which saves a fifth of its
    time. Any failure inside trafilatura counts as giving up: the caller has its own reading.
    """
    import logging

    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pruned = copy(root)
    etree.strip_elements(pruned, *members("tags", "never"), with_tail=False)
    try:
        document = trafilatura.bare_extraction(pruned, url=url, fast=True, include_comments=False)
    except (etree.LxmlError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    text = getattr(document, "text", None)
    return [line for line in text.split("\n") if line.strip()] if text else None


def kept_blocks(blocks: Sequence[PageBlock], lines: Sequence[str]) -> list[bool]:
    """Return for each block whether `lines`, an extractor's output in page order, hold it.

    Equal texts are matched in order, so that of two copies the one that stands in place is taken; what the
    extractor cut or joined otherwise is found by runs of three words.
    """
    places: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for index, block in enumerate(blocks):
        places[tuple(_unmarked(block))].append(index)
    kept = [False] * len(blocks)
    reached = -1
    rest: list[str] = []
    for line in lines:
        found = words(line)
        candidates = places.get(tuple(found))
        if not candidates:
            rest.extend(found)
            continue
        while len(candidates) > 1 and candidates[0] <= reached:
            candidates.popleft()
        index = candidates.popleft() if len(candidates) > 1 else candidates[0]
        kept[index] = True
        if len(found) >= _TELLING:
            reached = max(reached, index)
    if rest:
        runs = set(runs_of_three(rest))
        for index, block in enumerate(blocks):
            if not kept[index] and len(block.words) > _RUN and coverage(block.words, runs) >= _COVERED:
                kept[index] = True
    return kept


def coverage(sequence: Sequence[str], runs: AbstractSet[Run]) -> float:
    """Return the share of words in `sequence` that stand in a run of three words that is in `runs`."""
    if not runs or runs.isdisjoint(runs_of_three(sequence)):
        return 0.0
    covered = bytearray(len(sequence))
    for start, run in enumerate(runs_of_three(sequence)):
        if run in runs:
            covered[start : start + _RUN] = b"\1\1\1"
    return sum(covered) / len(sequence)


def runs_of_three(sequence: Sequence[str]) -> Iterator[Run]:
    """Return an iterator over the runs of three words in `sequence`."""
    return zip(sequence, sequence[1:], sequence[2:], strict=False)


def _unmarked(block: PageBlock) -> list[str]:
    """The block's words without the number that an ordered list gave it."""
    return block.words[1:] if block.text[:1].isdigit() and block.hint == "list" else block.words
