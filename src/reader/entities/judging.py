"""Weigh the evidence: which candidates are names, and of what type.

A multinomial logistic regression over the named pieces of evidence. Each candidate is judged by its own surroundings,
by the mean of the surroundings of all mentions of the same name, and by the name itself, so that a name mostly has one
type in an article. A second, small regression looks again when all are judged, at how they bear on each other. The
weights are data (`data/evidence_weights.tsv`); where they come from is told in
docs/decisions/0006-learned-retyper.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Final, Literal

from reader.entities.document import Document, Mention
from reader.entities.evidence import mention_evidence, surface_evidence
from reader.entities.relations import NUMBERS, Row, relations
from reader.names.organisations import known_body
from reader.names.places import demonym_kind, place_kind

Type = Literal["PERSON", "ORG", "PLACE", "OTHER"]
TYPES: Final[tuple[Type, ...]] = ("PERSON", "ORG", "PLACE", "OTHER")
"""The types in the order of the weights; behind them stands "no name"."""

SCALE: Final = 100
"""The weights are stored as whole hundredths."""

_CLASSES: Final = len(TYPES) + 1
_THRESHOLD: Final = 0.52
_LABELLED_THRESHOLD: Final = 0.45
"""For exactly what the tagger marked."""
_KNOWN_THRESHOLD: Final = 0.35
"""For countries, regions, peoples and bodies of several words: what else should they be?"""
_SECOND: Final = "second:"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by evidence.

    `around` has two rows in one for each piece of evidence around a mention: for the mention itself and for the mean
    over all mentions of the name; `own` has one row for each piece of evidence of the name, `second` one for each of
    the numbers of the second look.
    """

    around: Mapping[str, Row]
    own: Mapping[str, Row]
    second: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with its type, the probability of that type, and the probability that it is a name at all."""

    mention: Mention
    type: Type
    probability: float
    name_probability: float


@cache
def default_weights() -> Weights:
    """Return the weights that ship with the package."""
    return read_weights(files("reader.entities").joinpath("data", "evidence_weights.tsv").read_text("utf-8"))


def read_weights(table: str) -> Weights:
    """Return the weights of a table: lines of evidence, tab, whole hundredths; ten for `around`, five for `own`.

    Raises ValueError when a line is none of these, KeyError when the second look lacks one of its numbers.
    """
    around: dict[str, Row] = {}
    own: dict[str, Row] = {}
    second: dict[str, Row] = {}
    for line in table.splitlines():
        if not line or line.startswith("# "):
            continue
        name, _, numbers = line.partition("\t")
        row = tuple(int(number) / SCALE for number in numbers.split())
        if name.startswith(_SECOND) and len(row) == _CLASSES:
            second[name.removeprefix(_SECOND)] = row
        elif len(row) == 2 * _CLASSES:
            around[name] = row
        elif len(row) == _CLASSES:
            own[name] = row
        else:
            raise ValueError(f"{len(row)} weights for {name!r}")
    return Weights(around, own, tuple(second[name] for name in NUMBERS) if second else ())


def judge(text: str, document: Document, weights: Weights) -> list[Judged]:
    """Return the mentions that are names, with their types, in order; of overlapping ones the likeliest is kept."""
    rows = first_look(document, weights)
    if weights.second:
        rows = second_look(text, document, rows, weights)
    return without_overlap(map(_judged, document.mentions, rows))


def first_look(document: Document, weights: Weights) -> list[Row]:
    """Return the probabilities of every mention of the document, each judged by itself and its namesakes."""
    around: list[tuple[Row, Row]] = []
    means: dict[str, list[Row]] = {}
    pieces: dict[str, list[Row]] = {}
    for mention in document.mentions:
        rows = [row for name in mention_evidence(mention, document) if (row := weights.around.get(name))]
        sums = tuple(map(sum, zip(*rows, strict=True))) or (0.0,) * (2 * _CLASSES)
        around.append((sums[:_CLASSES], sums[_CLASSES:]))
        (means if mention.free else pieces).setdefault(mention.key, []).append(sums[_CLASSES:])
    shared: dict[str, Row] = {}
    for key, group in document.groups.items():
        free = means.get(key) or pieces[key]
        mean = [sum(column) / len(free) for column in zip(*free, strict=True)]
        rows = [row for name in surface_evidence(key, group[0].text, document) if (row := weights.own.get(name))]
        shared[key] = tuple(map(sum, zip(mean, *rows, strict=True)))
    return [
        _softmax([a + b for a, b in zip(own, shared[mention.key], strict=True)])
        for mention, (own, _) in zip(document.mentions, around, strict=True)
    ]


def second_look(text: str, document: Document, judged: Sequence[Row], weights: Weights) -> list[Row]:
    """Return the probabilities of every mention in the light of all the others'."""
    columns = tuple(zip(*weights.second, strict=True))
    return [
        _softmax([sum(map(mul, numbers, column)) for column in columns])
        for numbers in relations(text, document, judged)
    ]


def without_overlap(judged: Iterable[Judged]) -> list[Judged]:
    """Return those that are rather names than not, in order, the likelier of two that overlap."""
    kept: list[Judged] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    names = (item for item in judged if item.name_probability >= _threshold(item.mention))
    for item in sorted(names, key=lambda item: (-item.name_probability, item.mention.candidate.start)):
        start, end = item.mention.candidate.start, item.mention.candidate.end
        spans = taken.setdefault(item.mention.line, [])
        if not any(low < end and start < high for low, high in spans):
            spans.append((start, end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.mention.candidate.start)


def _threshold(mention: Mention) -> float:
    key = mention.key
    known = demonym_kind(key) or place_kind(key) not in (None, "city", "water") or (" " in key and known_body(key))
    if known:
        return _KNOWN_THRESHOLD
    return _LABELLED_THRESHOLD if mention.candidate.label else _THRESHOLD


def _judged(mention: Mention, probabilities: Sequence[float]) -> Judged:
    best = max(range(len(TYPES)), key=probabilities.__getitem__)
    return Judged(mention, TYPES[best], probabilities[best], 1 - probabilities[-1])


def _softmax(scores: Sequence[float]) -> Row:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return tuple(power / total for power in powers)
