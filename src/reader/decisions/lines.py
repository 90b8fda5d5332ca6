"""Lines that the user keeps or hides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import Final

from reader.article import Article, Block, Entity, Quote, Role
from reader.decisions.mentions import Writings
from reader.decisions.model import Decision, Kind
from reader.text.lines import beginning, same_line

REASON: Final = "your rule"
"""The reason of a line that the user hid."""


def apply_lines(article: Article, decisions: Sequence[Decision]) -> Article:
    """Return the article with lines kept and hidden as decided; for one line the last word counts.

    The headline is never hidden. Mentions and quotes in a line that is hidden go with it; in one that comes back, the
    names that the article has already are found by their writings.
    """
    blocks = decided_blocks(article.blocks, decisions)
    if blocks is article.blocks:
        return article
    changed = replace(article, blocks=blocks)
    moves = Moves(article, changed)
    again = _seen_again(article, changed)
    entities = [_moved(entity, moves, added) for entity, added in zip(article.entities, again, strict=True)]
    return replace(
        changed,
        entities=tuple(
            entity
            for entity, before in zip(entities, article.entities, strict=True)
            # what lost its last mention goes; what stands in the headline alone never had one
            if entity.mentions or not before.mentions
        ),
        quotes=tuple(_quotes(article.quotes, moves)),
    )


def decided_blocks(blocks: tuple[Block, ...], decisions: Sequence[Decision]) -> tuple[Block, ...]:
    """Return an article's blocks with lines kept and hidden as decided; `blocks` itself where no line is meant."""
    if not decisions:
        return blocks
    wanted = {same_line(decision.subject): decision.kind for decision in decisions}
    begun = {beginning(decision.subject) for decision in decisions}
    decided = tuple([_decided(block, wanted, begun) for block in blocks])
    return blocks if all(map(is_, decided, blocks)) else decided


def _decided(block: Block, wanted: dict[str, Kind], begun: set[str | None]) -> Block:
    if block.role is Role.TITLE:
        return block
    if None not in begun:
        # most lines are told apart by their first word, at a fraction of the cost
        first = beginning(block.text)
        if first is not None and first not in begun:
            return block
    kind = wanted.get(same_line(block.text))
    if kind is Kind.HIDE_LINE and block.shown:
        return replace(block, role=Role.REMOVED, reason=REASON, confidence=1.0)
    if kind is Kind.KEEP_LINE and not block.shown:
        return replace(block, role=Role.PARAGRAPH, reason=None, confidence=1.0)
    return block


class Moves:
    """Where places of one version of an article's text are in another one that has the same blocks."""

    def __init__(self, before: Article, after: Article) -> None:
        pairs = [
            (old, new)
            for old, new in zip(before.spans, after.spans, strict=True)
            if old is not None  # a line that was hidden held no place
        ]
        self._starts = [old[0] for old, _ in pairs]
        self._pairs = pairs

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where [start, end) is now, None where its block is hidden or it is in no one block."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        old, new = self._pairs[at]
        if new is None or end > old[1]:
            return None
        return start - old[0] + new[0], end - old[0] + new[0]


def _seen_again(before: Article, after: Article) -> list[list[tuple[int, int]]]:
    """Return for each entity its mentions in the lines that came back, in the new text's offsets."""
    found: list[list[tuple[int, int]]] = [[] for _ in before.entities]
    pairs = zip(before.spans, after.spans, strict=True)
    came = [new for old, new in pairs if old is None and new is not None]
    if came and before.entities:
        writings = Writings(before.entities)
        for start, end in came:
            for number, span in writings.find(after.text, start, end):
                found[number].append(span)
    return found


def _moved(entity: Entity, moves: Moves, added: Sequence[tuple[int, int]]) -> Entity:
    kept = (moves(start, end) for start, end in entity.mentions)
    return replace(entity, mentions=tuple(sorted([*(span for span in kept if span), *added])))


def _quotes(quotes: Sequence[Quote], moves: Moves) -> Iterator[Quote]:
    lost = False
    for quote in quotes:
        span = moves(quote.start, quote.end)
        if span is None:
            lost = True
            continue
        # what a quote went on from may be hidden: then it begins by itself
        yield replace(quote, start=span[0], end=span[1], continues=quote.continues and not lost)
        lost = False
