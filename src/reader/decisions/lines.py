"""Lines that the user keeps or hides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reader.article import Article, Block, Entity, Quote, Role
from reader.decisions.model import Decision, Kind, Reach
from reader.text.lines import same_line

REASON: Final = "your-rule"
"""The reason of a line that the user hid."""

_FAR_FIRST: Final = (Reach.FOLDER, Reach.SITE, Reach.ARTICLE)
_MOST_SURFACES: Final = 500
_LONGEST: Final = 20_000


def apply_lines(article: Article, decisions: Sequence[Decision]) -> Article:
    """Return the article with lines kept and hidden as decided; for one line the nearest and then the last word counts.

    The headline is never hidden. Mentions and quotes in a line that is hidden go with it; in one that comes back, the
    names that the article has already are found by their writings.
    """
    if not decisions:
        return article
    # what was decided for one article goes before what was for its site, and that before what was for its folder
    nearest = sorted(decisions, key=lambda decision: _FAR_FIRST.index(decision.reach))
    wanted = {same_line(decision.subject): decision.kind for decision in nearest}
    blocks = tuple(_decided(block, wanted) for block in article.blocks)
    if blocks == article.blocks:
        return article
    changed = replace(article, blocks=blocks)
    moves = Moves(article, changed)
    entities = (_moved(entity, moves) for entity in _seen_again(article, changed))
    return replace(
        changed,
        entities=tuple(entity for entity in entities if entity.mentions),
        quotes=tuple(_quotes(article.quotes, moves)),
    )


def _decided(block: Block, wanted: dict[str, Kind]) -> Block:
    if block.role is Role.TITLE:
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


class _Added:
    """Mentions in lines that came back, in the new text's offsets, and the entity that has them."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.mentions: list[tuple[int, int]] = []


def _seen_again(before: Article, after: Article) -> list[_Added]:
    """Return the entities with their mentions in the lines that came back."""
    out = [_Added(entity) for entity in before.entities]
    came = [
        new
        for old, new in zip(before.spans, after.spans, strict=True)
        if old is None and new is not None and new[1] - new[0] <= _LONGEST
    ]
    if not came or not out:
        return out
    owners: dict[str, int] = {}
    for number, entity in enumerate(before.entities):
        for surface in {entity.name, *entity.aliases}:
            # a writing that two entities share says of neither
            owners[surface] = -1 if owners.get(surface, number) != number else number
    surfaces = sorted((surface for surface, owner in owners.items() if owner >= 0 and surface), key=len, reverse=True)
    if not surfaces:
        return out
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, surfaces[:_MOST_SURFACES]))})(?!\w)")
    for start, end in came:
        for match in pattern.finditer(after.text, start, end):
            out[owners[match.group()]].mentions.append(match.span())
    return out


def _moved(added: _Added, moves: Moves) -> Entity:
    kept = (moves(start, end) for start, end in added.entity.mentions)
    return replace(added.entity, mentions=tuple(sorted([*(span for span in kept if span), *added.mentions])))


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
