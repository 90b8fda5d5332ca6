"""Names in languages other than English, for which no weights were trained.

With a pipeline of the language its labels are believed, after the same repairs of spans and with one type a name.
Without one the capitalised runs are judged by the English weights, whose evidence of shape, repetition and known names
holds anywhere, but only what they are sure of is kept: a sidebar that lacks a name is better than one with a wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged, Type, Weights, judge, without_overlap
from reader.entities.tokens import Token
from reader.names.gender import bare
from reader.names.keys import name_key
from reader.names.wordlists import load_from

_TYPES: Final[Mapping[str, Type]] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}
_LABELLED: Final = 0.9
"""The probability of what a model of the language labels: enough for its repeats to be sought."""
_SURE: Final = 0.6
"""Without a model a type must be this likely; junk (German nouns, first words) stays below it on sample texts."""
_LONG: Final = 2
_LONGEST_LOST: Final = 1
"""So many small words may be cut from the start of a labelled span ("la", "der"): a longer loss leaves a torso."""


def judge_foreign(text: str, document: Document, weights: Weights, language: str) -> list[Judged]:
    """Return the mentions that are names, with their types, in order, for a text that is not English."""
    if any(mention.candidate.label for mention in document.mentions):
        return without_overlap(_labelled(document, language))
    judged = judge(text, document, weights)
    sure = {item.mention.key for item in judged if item.probability >= _SURE}
    sure |= {
        item.mention.key.rpartition(" ")[2] for item in judged if item.mention.key in sure and item.type == "PERSON"
    }
    sure |= {key for short, long in document.shorts.items() if sure & {short, long} for key in (short, long)}
    return [_without_article(item, document) for item in judged if item.mention.key in sure]


def _labelled(document: Document, language: str) -> Iterator[Judged]:
    mentions = [
        _without_address(mention, document, language)
        for mention in document.mentions
        if mention.candidate.label and not _torso(mention, document)
    ]
    types = _types(mentions, document)
    for mention in mentions:
        yield Judged(mention, types[mention.key], _LABELLED, _LABELLED)


def _torso(mention: Mention, document: Document) -> bool:
    """Whether only the end of what the model marked is left: "Santé" of "ministre de la Santé"."""
    tags = document.tags[mention.line]
    before = mention.candidate.first - 1
    lost = 0
    while before >= 0 and tags[before] and tags[before] == mention.candidate.label:
        word = document.lines[mention.line][before]
        if word.capital or not word.word:
            break
        lost += 1
        before -= 1
    return lost > _LONGEST_LOST


def _without_article(item: Judged, document: Document) -> Judged:
    """Return a body without the article that begins its sentence: "Die Europäische Union". A short name keeps it."""
    candidate = item.mention.candidate
    line = document.lines[item.mention.line]
    first = line[candidate.first]
    if item.type != "ORG" or candidate.last - candidate.first < _LONG or not first.opens:
        return item
    return replace(item, mention=_from(item.mention, candidate.first + 1, line)) if first.lower in _articles() else item


def _from(mention: Mention, first: int, line: Sequence[Token]) -> Mention:
    """Return the mention from another token on."""
    candidate = mention.candidate
    start = line[first].start
    surface = mention.text[start - candidate.start :]
    return replace(mention, candidate=candidate._replace(start=start, first=first), key=name_key(surface), text=surface)


def _without_address(mention: Mention, document: Document, language: str) -> Mention:
    """Return the mention without a form of address at its start: "Mme Aubrac" is "Aubrac"."""
    candidate = mention.candidate
    line = document.lines[mention.line]
    first = candidate.first
    while first < candidate.last and bare(line[first].text) in _addresses(language):
        first += 1
        if not line[first].word and first < candidate.last:
            first += 1  # the full stop behind it
    return _from(mention, first, line) if first > candidate.first and line[first].capital else mention


@cache
def _addresses(language: str) -> frozenset[str]:
    return frozenset(load_from("reader.entities", "foreign_words").get(language, ()))


@cache
def _articles() -> frozenset[str]:
    return frozenset(load_from("reader.entities", "foreign_words")["articles"])


def _types(mentions: list[Mention], document: Document) -> dict[str, Type]:
    """Return one type for each name: what the model calls it most often; a surname is a person, an acronym what it
    stands for."""
    votes: dict[str, Counter[Type]] = defaultdict(Counter)
    for mention in mentions:
        key = document.shorts.get(mention.key, mention.key)
        votes[key][_TYPES.get(mention.candidate.label, "OTHER")] += 1
    best: dict[str, Type] = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    surnames = {key.rpartition(" ")[2] for key, type_ in best.items() if type_ == "PERSON" and " " in key}
    types: dict[str, Type] = {}
    for mention in mentions:
        key = document.shorts.get(mention.key, mention.key)
        types[mention.key] = "PERSON" if mention.key in surnames else best[key]
    return types
