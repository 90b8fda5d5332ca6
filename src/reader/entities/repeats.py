"""Names that the judgement missed: repeats of a sure name, and a country left over before a person's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from reader.entities.document import Document
from reader.entities.judging import Judged
from reader.names.places import place_kind

_SURE: Final = 0.9
_PROBABILITY: Final = 0.5
"""The probability of a repeat: its own surroundings spoke against it."""
_SOURCES: Final = frozenset({"tag", "run", "glued"})
_SHORTEST: Final = 3


def with_repeats(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions with those repeats added that stand alone (or in a hyphenated word), in order.

    Only a name that is sure somewhere, that was believed in half of its places, and that the article never writes in
    lower case is repeated; with it the last name of a sure person.
    """
    counts = Counter(item.mention.key for item in judged)
    best: dict[str, Judged] = {}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item in judged:
        key = item.mention.key
        if key not in best or item.name_probability > best[key].name_probability:
            best[key] = item
        taken[item.mention.line].append((item.mention.candidate.start, item.mention.candidate.end))
    sure = {
        key: item
        for key, item in best.items()
        if item.name_probability >= _SURE
        and len(item.mention.text) >= _SHORTEST
        and key not in document.lower_words
        and 2 * counts[key] >= sum(mention.free for mention in document.groups[key])
    }
    for key, item in list(sure.items()):
        last = key.rpartition(" ")[2]
        new = len(last) >= _SHORTEST and last not in counts and last not in document.lower_words
        if item.type == "PERSON" and new and place_kind(last) is None:
            sure.setdefault(last, item)
    added = []
    for key, item in sure.items():
        for mention in document.groups.get(key, ()):
            start, end = mention.candidate.start, mention.candidate.end
            if mention.candidate.source not in _SOURCES:
                continue
            if not any(low < end and start < high for low, high in taken[mention.line]):
                taken[mention.line].append((start, end))
                added.append(Judged(mention, item.type, _PROBABILITY, _PROBABILITY))
    return sorted((*judged, *added), key=lambda found: found.mention.candidate.start)


def with_remainders(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions with those countries added that run into the name of a person, in order.

    "the ambassador to the U.K. Elin Stor": capitals make one run of it; when the person is found, what is left is the
    country.
    """
    taken = {index for item in judged for index in item.mention.tokens}
    people = {(item.mention.line, item.mention.candidate.first) for item in judged if item.type == "PERSON"}
    added = []
    for mention in document.mentions:
        candidate = mention.candidate
        if (mention.line, candidate.last + 1) in people and not taken.intersection(mention.tokens):
            runs_in = not document.lines[mention.line][candidate.last].possessive
            if candidate.source in ("part", "tag") and runs_in and place_kind(mention.key) == "country":
                added.append(Judged(mention, "PLACE", _PROBABILITY, _PROBABILITY))
    return sorted((*judged, *added), key=lambda found: found.mention.candidate.start)
