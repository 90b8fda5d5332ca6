"""Short forms of bodies that the judgement missed or took for somebody: "Estuary" where Estuary Grid is the news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged
from reader.entities.words import words
from reader.names.gender import is_given_name
from reader.names.organisations import known_body, without_legal_form, word_kind
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_role, is_title

_PROBABILITY: Final = 0.5
_SHORTEST: Final = 4


def with_short_forms(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions in which the first word of a body that was named before, standing alone, is that body.

    Not where it is a place, a people, a word of the language, or part of a person's name; a word that was taken for a
    place is one, but for a town in a report of sport, which is its team.
    """
    heads = _heads(judged, document)
    if not heads:
        return list(judged)
    found = [_joined(item, heads, document) for item in judged]
    taken = {place for item in found for place in item.mention.tokens}
    for mention in document.mentions:
        start = heads.get(mention.key)
        if start is None or mention.candidate.source not in ("tag", "run") or mention.candidate.start < start:
            continue
        if taken.isdisjoint(mention.tokens) and _stands_free(mention, document):
            found.append(Judged(mention, "ORG", _PROBABILITY, _PROBABILITY))
            taken.update(mention.tokens)
    return sorted(found, key=lambda item: item.mention.candidate.start)


def _heads(judged: Sequence[Judged], document: Document) -> dict[str, int]:
    """Return the first words of bodies that can stand for them, with where the body is first named."""
    names: dict[str, set[str]] = defaultdict(set)
    starts: dict[str, int] = {}
    people: set[str] = set()
    for item in judged:
        parts = without_legal_form(item.mention.key).split()
        if item.type == "PERSON" and len(parts) > 1:
            people.update(parts)
        elif item.type == "ORG" and len(item.mention.key.split()) > 1:
            names[parts[0]].add(" ".join(parts))
            starts.setdefault(parts[0], item.mention.candidate.start)
    return {
        word: starts[word]
        for word, longer in names.items()
        if len(longer) == 1 and word not in people and _can_stand_alone(word, document)
    }


def _can_stand_alone(word: str, document: Document) -> bool:
    if len(word) < _SHORTEST or word in document.lower_words or word in words("opener") or word in words("calendar"):
        return False
    known = place_kind(word) or demonym_kind(word) or known_body(word) or word_kind(word)
    return not (known or is_given_name(word) or is_title(word) or is_role(word))


def _stands_free(mention: Mention, document: Document) -> bool:
    """Whether a word is no part of a name that the candidates do not hold: "bin Jassim", a headline."""
    line, first = document.lines[mention.line], mention.candidate.first
    return not document.caps[mention.line] and not (first and line[first - 1].lower in words("particle"))


def _joined(item: Judged, heads: dict[str, int], document: Document) -> Judged:
    start = heads.get(item.mention.key)
    if start is None or item.type == "ORG" or item.mention.candidate.start < start:
        return item
    if item.type == "OTHER" or (item.type == "PLACE" and not document.sport):
        return item
    return replace(item, type="ORG", probability=_PROBABILITY)
