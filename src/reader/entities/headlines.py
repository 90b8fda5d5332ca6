"""Names in headlines: where every word has a capital, only the rest of the article tells which are names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged
from reader.entities.surfaces import Candidate
from reader.names.keys import name_key
from reader.names.places import place_kind

_MIN_BODY: Final = 5
"""With fewer names than this in running text, the body confirms nothing and the judgement stands."""

_LONG_WORD: Final = 4
_MOST_WORDS: Final = 6
_SHORTEST: Final = 3
_PROBABILITY: Final = 0.5


def confirmed(text: str, judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions with those in lines of title case or capitals set right by the running text, in order.

    In such a line every name of the running text is found, whatever its case; what else was found there stays only
    if it is a country or has no word that the article also writes in lower case.
    """
    body = [item for item in judged if not document.caps[item.mention.line]]
    if len(body) < _MIN_BODY:
        return list(judged)
    known = _known(body)
    heads = [item for item in judged if document.caps[item.mention.line]]
    found = [item for number in range(len(document.lines)) for item in _known_names(text, number, known, document)]
    taken = {token for item in found for token in item.mention.tokens}
    kept = [item for item in heads if _stands(item.mention.key, document) and taken.isdisjoint(item.mention.tokens)]
    return sorted((*body, *found, *kept), key=lambda item: item.mention.candidate.start)


def _known(body: Iterable[Judged]) -> dict[str, Judged]:
    """Return the likeliest mention of each name of the running text, and of each person's last name."""
    known: dict[str, Judged] = {}
    for item in sorted(body, key=lambda item: item.probability):
        known[item.mention.key] = item
    for key, item in list(known.items()):
        if item.type == "PERSON":
            known.setdefault(key.rpartition(" ")[2], item)
    return known


def _known_names(text: str, number: int, known: Mapping[str, Judged], document: Document) -> Iterator[Judged]:
    """Yield the known names of a headline, the longest first where they overlap."""
    if not document.caps[number]:
        return
    line = document.lines[number]
    index = 0
    while index < len(line):
        for last in range(min(index + _MOST_WORDS, len(line)) - 1, index - 1, -1):
            if not (line[index].capital and line[last].capital):
                continue
            start, end = line[index].start, line[last].end
            key = name_key(text[start:end])
            item = known.get(key)
            if item is not None and len(key) >= _SHORTEST:
                candidate = Candidate(start, end, index, last, "", "head", "")
                yield Judged(Mention(candidate, number, key, text[start:end]), item.type, _PROBABILITY, _PROBABILITY)
                index = last
                break
        index += 1


def _stands(key: str, document: Document) -> bool:
    if place_kind(key) == "country":
        return True
    return not any(len(word) >= _LONG_WORD and word in document.lower_words for word in key.split())
