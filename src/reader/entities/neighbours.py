"""What plainly stands beside a name and settles what it is, where the weights hear too little of it.

Weights are sums over many articles; these few patterns leave no doubt in any one of them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged
from reader.entities.surfaces import SCORE
from reader.entities.words import words
from reader.names.gender import is_given_name
from reader.names.organisations import known_body, word_kind
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_modifier, is_role, is_title

_PROBABILITY: Final = 0.6
_FURTHEST: Final = 4
"""A name stands at most so many words behind the words of its office."""
_SAINTS: Final = frozenset({"st", "st.", "saint"})
_LONGEST_STAMP: Final = 3


def settled(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions after what stands beside them, in order."""
    found = [_as_body(item, document) for item in judged if not _office(item, judged, document)]
    found = _with(found, _datelines(document))
    found = _with(found, _named_after_somebody(document))
    taken = {place for item in found for place in item.mention.tokens}
    bodies = {(item.mention.line, item.mention.candidate.last) for item in found if item.type == "ORG"}
    missed = [mention for mention in document.mentions if mention.free and taken.isdisjoint(mention.tokens)]
    found = _with(found, (item for mention in missed for item in _missed(mention, bodies, document)))
    return _with(found, _aged(found, document))


def _aged(judged: Sequence[Judged], document: Document) -> Iterator[Judged]:
    """Yield full names with an age behind them that were missed: "June Okafor, 9, joined". A piece of one gives way."""
    whole = {place for item in judged if item.mention.candidate.last > item.mention.candidate.first
             for place in item.mention.tokens}  # fmt: skip
    for mention in document.mentions:
        line = document.lines[mention.line]
        first, last = mention.candidate.first, mention.candidate.last
        after = [token.text for token in line[last + 1 : last + 4]]
        if len(after) < 3 or after[::2] != [",", ","] or not after[1].isdigit() or len(after[1]) > 2:
            continue
        named = mention.free and 1 <= last - first <= 3 and is_given_name(line[first].text)
        if named and whole.isdisjoint(mention.tokens) and not line[last].text.isdigit():
            yield Judged(mention, "PERSON", _PROBABILITY, _PROBABILITY)


def _missed(mention: Mention, bodies: Container[tuple[int, int]], document: Document) -> Iterator[Judged]:
    """Yield a mention that was taken for no name, as what its neighbours say: "posted on X", "beat Thrale United 3-2",
    "the Welsh School in Corwen"."""
    line = document.lines[mention.line]
    first, last = mention.candidate.first, mention.candidate.last
    before = line[first - 1].text if first else ""
    after = line[last + 1] if last + 1 < len(line) else None
    if mention.text == "X":
        if before == "on" and (after is None or not after.word or after.text == "that"):
            yield Judged(mention, "ORG", _PROBABILITY, _PROBABILITY)
    elif after is not None and SCORE.fullmatch(after.text) and word_kind(line[last].lower) == "society":
        yield Judged(mention, "ORG", _PROBABILITY, _PROBABILITY)
    elif before == "in" and (mention.line, first - 2) in bodies and _strange(mention, document):
        yield Judged(mention, "PLACE", _PROBABILITY, _PROBABILITY)


def _strange(mention: Mention, document: Document) -> bool:
    """Whether a name is of no known kind: no month, no language, no acronym, no everyday word."""
    words_of_it = mention.key.split()
    known = words("calendar").intersection(words_of_it) or demonym_kind(mention.key) or mention.text.isupper()
    return not known and not any(word in document.lower_words for word in words_of_it)


def _as_body(item: Judged, document: Document) -> Judged:
    """Return a name as an organisation that is one by its neighbours, unless it is surely a person.

    It stands behind "the charity" or "the union"; a well-known company has it and nobody is called by its last word
    alone; it is a town's team ("Delhi Monarchs"); or a land's branch of a well-known body ("Fiji Red Cross").
    """
    mention = item.mention
    first, last, key = mention.candidate.first, mention.candidate.last, mention.key
    line = document.lines[mention.line]
    if item.type == "PERSON" and " " in key and not (first and line[first - 1].capital):
        start, _, surname = key.rpartition(" ")
        alone = any(other.free for other in document.groups.get(surname, ()))
        aged = last + 2 < len(line) and line[last + 2].text.isdigit()
        town = place_kind(start) is not None and surname.endswith("s") and not is_given_name(line[first].text)
        if (known_body(key) == "company" and not alone) or (town and not aged):
            return replace(item, type="ORG")
    if item.type == "OTHER" and any(known_body(key[at + 1 :]) for at in range(len(key)) if key[at] == " "):
        return replace(item, type="ORG")
    if item.type == "ORG" or place_kind(key) or first < 1 or line[first - 1].text not in words("body-noun"):
        return item
    sure = item.type == "PERSON" and (" " not in key or is_given_name(line[first].text))
    return item if sure else replace(item, type="ORG")


def _office(item: Judged, judged: Sequence[Judged], document: Document) -> bool:
    """Whether a "body" is what somebody is minister of: "Trade" of "Trade Minister Olu Bankole"."""
    candidate = item.mention.candidate
    line = document.lines[item.mention.line]
    inside = line[candidate.first : candidate.last + 1]
    if item.type == "PERSON":
        return False
    if not all(token.lower in words("portfolio") or is_modifier(token.text) for token in inside):
        return False
    place = candidate.last + 1
    while place < len(line) and (is_title(line[place].text) or is_role(line[place].text)):
        place += 1
    if place == candidate.last + 1 or place - candidate.last > _FURTHEST:
        return False
    people = {(other.mention.line, other.mention.candidate.first) for other in judged if other.type == "PERSON"}
    return (item.mention.line, place) in people


def _datelines(document: Document) -> Iterator[Judged]:
    """Yield the places with which lines begin: "SALTBY - The flood barrier"."""
    for mention in document.mentions:
        dateline = document.datelines.get(mention.line)
        if dateline is None or not mention.free:
            continue
        if mention.candidate.first and mention.candidate.end == dateline[0] and _ends_dateline(mention, document):
            yield Judged(mention, "PLACE", _PROBABILITY, _PROBABILITY)
        if mention.candidate.first:
            continue
        text = mention.text
        if (
            mention.candidate.end <= dateline[0]
            and text.isupper()
            and len(text.split()) <= _LONGEST_STAMP
            and not words("stamp").intersection(mention.key.split())
        ):
            yield Judged(mention, "PLACE", _PROBABILITY, _PROBABILITY)


def _ends_dateline(mention: Mention, document: Document) -> bool:
    """Whether a name is the land behind the comma of a dateline: "PORT ELLERY, Santalva -"."""
    line = document.lines[mention.line]
    before = line[: mention.candidate.first]
    town = all(token.text.isupper() for token in before[:-1])
    return town and before[-1].text == "," and not words("calendar").intersection(mention.key.split())


def _named_after_somebody(document: Document) -> Iterator[Judged]:
    """Yield bodies and buildings that bear somebody's name: "St Mary's Primary School".

    A country or a body before the 's owns what follows ("Kenya's Supreme Court"); somebody who is named elsewhere does
    too.
    """
    named = {word for key in document.groups if " " in key for word in key.split()}
    for mention in document.mentions:
        candidate = mention.candidate
        line = document.lines[mention.line]
        holders = [i for i in range(candidate.first, candidate.last) if line[i].possessive]
        if len(holders) != 1 or candidate.source not in ("chain", "names"):
            continue
        owner = line[candidate.first : holders[0] + 1]
        if any(not token.capital for token in line[candidate.first : candidate.last + 1]):
            continue
        saint = len(owner) == 2 and owner[0].lower in _SAINTS
        given = len(owner) == 1 and is_given_name(owner[0].text) and _uses(owner[0].lower, mention, named, document)
        kind = word_kind(line[candidate.last].lower)
        if (saint or given) and kind in ("learning", "society", "building") and place_kind(mention.key) is None:
            yield Judged(mention, "PLACE" if kind == "building" else "ORG", _PROBABILITY, _PROBABILITY)


def _uses(name: str, mention: Mention, named: set[str], document: Document) -> bool:
    """Whether the article has the name only in the mention itself."""
    return name not in named - set(mention.key.split()) and all(
        other.line == mention.line and other.candidate.start >= mention.candidate.start
        for other in document.groups.get(name, ())
    )


def _with(judged: Sequence[Judged], settled_ones: Iterator[Judged]) -> list[Judged]:
    """Return the mentions with others that take the place of those that they overlap, in order."""
    kept = dict(enumerate(judged))
    holders = {place: number for number, item in kept.items() for place in item.mention.tokens}
    for number, new in enumerate(settled_ones, len(kept)):
        for place in new.mention.tokens:
            kept.pop(holders.get(place, number), None)
            holders[place] = number
        kept[number] = new
    return sorted(kept.values(), key=lambda item: item.mention.candidate.start)
