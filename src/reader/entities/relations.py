"""How the candidates of an article bear on each other, once each has been judged by itself.

The numbers here are the evidence of a second look: a surname gains from the full name that ends with it, a piece
loses against the whole that holds it, and the members of a list ("Aldby, Corwen and Thrale") are of one type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from reader.entities.document import Document

Row = tuple[float, ...]
"""Probabilities of the types in their order, "no name" last."""

_TYPES: Final = ("person", "org", "place", "other")
_GLUE: Final = frozenset({", ", " and ", ", and ", " or ", " & ", "/", "-"})
_BONDS: Final = frozenset({" of ", " of the ", " at ", " at the ", " from ", " for ", " for the ", " in ", " with "})
"""What stands between somebody and a body, or a body and its place: "Anna Roe of Brightwell"."""
_LONGEST_GLUE: Final = 9
_FLOOR: Final = 1e-3

NUMBERS: Final = (
    *(f"own {name}" for name in (*_TYPES, "none")),
    *(f"mean {name}" for name in (*_TYPES, "none")),
    *(
        f"{relation} {name}"
        for relation in ("ends", "begins", "amid", "its end", "its start", "its middle")
        for name in _TYPES
    ),
    *("inside", "holds", "crosses", "inside likelier", "holds likelier", "crosses likelier"),
    *(f"{side} in list {name}" for side in ("before", "after") for name in _TYPES),
    *(f"{side} by a bond {name}" for side in ("before", "after") for name in _TYPES),
    *("mentions", "single word", "bias"),
)
"""What the numbers of `relations` mean, in order."""


def relations(text: str, document: Document, judged: Sequence[Row]) -> Iterator[list[float]]:
    """Yield the numbers of each mention of the document, in its order; `judged` are the probabilities so far."""
    means = _means(document, judged)
    ends, begins, amid = _longer(means)
    rivals = _rivals(document, judged)
    sides = _joined(text, document, judged)
    nothing = (0.0,) * len(_TYPES)
    for index, (mention, own) in enumerate(zip(document.mentions, judged, strict=True)):
        words = mention.key.split()
        single = len(words) == 1
        mean = means[mention.key]
        yield [
            *(math.log(p + _FLOOR) for p in own),
            *(math.log(p + _FLOOR) for p in mean),
            *(ends.get(mention.key, nothing) if single else nothing),
            *(begins.get(mention.key, nothing) if single else nothing),
            *(amid.get(mention.key, nothing) if single else nothing),
            *(nothing if single else means.get(words[-1], nothing)[: len(_TYPES)]),
            *(nothing if single else means.get(words[0], nothing)[: len(_TYPES)]),
            *next((means[word][: len(_TYPES)] for word in words[1:-1] if word in means), nothing),
            *rivals[index],
            *(number for side in sides for number in side.get(index, nothing)),
            math.log(len(document.groups[mention.key])),
            float(single),
            1.0,
        ]


def _means(document: Document, judged: Sequence[Row]) -> dict[str, Row]:
    """Return for each key the mean over its free mentions, over all where none is free."""
    rows: dict[str, list[Row]] = {}
    pieces: dict[str, list[Row]] = {}
    for mention, row in zip(document.mentions, judged, strict=True):
        (rows if mention.free else pieces).setdefault(mention.key, []).append(row)
    return {
        key: tuple(sum(column) / len(found) for column in zip(*found, strict=True))
        for key, found in {**pieces, **rows}.items()
    }


def _longer(means: dict[str, Row]) -> tuple[dict[str, Row], dict[str, Row], dict[str, Row]]:
    """Return for each word the best probabilities of the longer names that end with it, begin with it, have it amid."""
    ends: dict[str, Row] = {}
    begins: dict[str, Row] = {}
    amid: dict[str, Row] = {}
    for key, row in means.items():
        words = key.split()
        if len(words) > 1:
            for table, word in ((ends, words[-1]), (begins, words[0]), *((amid, word) for word in words[1:-1])):
                table[word] = tuple(map(max, table.get(word, row), row[: len(_TYPES)]))
    return ends, begins, amid


def _rivals(document: Document, judged: Sequence[Row]) -> list[list[float]]:
    """Return how likely the likeliest overlapping candidate is: around it, within it, across its edge; then by how
    much each is likelier than the mention itself."""
    found = [[0.0] * 6 for _ in document.mentions]
    mentions = document.mentions
    for index, mention in enumerate(mentions):
        start, end = mention.candidate.start, mention.candidate.end
        other = index + 1
        while other < len(mentions) and mentions[other].candidate.start < end:
            inner = mentions[other].candidate
            # sorted by start, then end: the later one is inside, or holds the first when both start together
            if inner.end <= end:
                kinds = (1, 0)
            elif inner.start == start:
                kinds = (0, 1)
            else:
                kinds = (2, 2)
            for here, there, kind in ((index, other, kinds[0]), (other, index, kinds[1])):
                rival, own = 1 - judged[there][-1], 1 - judged[here][-1]
                found[here][kind] = max(found[here][kind], rival)
                found[here][kind + 3] = max(found[here][kind + 3], rival - own)
            other += 1
    return found


def _joined(text: str, document: Document, judged: Sequence[Row]) -> tuple[dict[int, Row], ...]:
    """Return the likeliest neighbour before and after each mention that a comma, "and" or the like joins to it, then
    those that "of", "at" and the like bind to it."""
    before: dict[int, Row] = {}
    after: dict[int, Row] = {}
    bound_before: dict[int, Row] = {}
    bound_after: dict[int, Row] = {}
    starting: dict[int, int] = {}
    for index, mention in enumerate(document.mentions):
        start = mention.candidate.start
        best = starting.get(start)
        if best is None or judged[index][-1] < judged[best][-1]:
            starting[start] = index
    for index, mention in enumerate(document.mentions):
        end = mention.candidate.end
        for size in range(1, _LONGEST_GLUE):
            other = starting.get(end + size)
            if other is None:
                continue
            between = text[end : end + size]
            if between in _GLUE:
                after[index] = _better(after.get(index), judged[other])
                before[other] = _better(before.get(other), judged[index])
            elif between in _BONDS:
                bound_after[index] = _better(bound_after.get(index), judged[other])
                bound_before[other] = _better(bound_before.get(other), judged[index])
    return before, after, bound_before, bound_after


def _better(old: Row | None, row: Row) -> Row:
    new = row[: len(_TYPES)]
    return new if old is None or sum(new) > sum(old) else old
