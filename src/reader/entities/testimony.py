"""What the words around a name plainly say it is, taken together over the article and believed before the weights.

"Tessaro, the phone maker": whatever a tagger holds Tessaro for, it is a firm. Such words speak for every mention of the
name. They are not heard against a person who is one by other words (a title, a given name, an age, "who").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged, Type
from reader.entities.surfaces import Candidate
from reader.entities.surroundings import noun_before, noun_behind, noun_kind
from reader.entities.tokens import Token
from reader.entities.words import words
from reader.names.chains import is_time
from reader.names.gender import is_given_name
from reader.names.organisations import known_body
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_honorific, is_title

_PROBABILITY: Final = 0.7
_SURE: Final = 0.97
"""So sure of a name's type the weights are not contradicted."""
_SHARE: Final = 4
"""One word about a name speaks for at most so many of its mentions."""
_DATELINE: Final[tuple[Type, ...]] = ("PLACE",) * 4
"""A dateline speaks for its place as four words do."""
_TOWNS: Final = ("mouth", "shire")
"""So end names of towns and counties, and hardly a surname."""
_ENDS: Final = frozenset(",.;:)–—-") | {
    "that",
    "which",
    "of",
    "in",
    "for",
    "with",
    "based",
    "owned",
    "behind",
    "on",
    "near",
}


def heard(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions after what is plainly said of them, in order; names that were missed are added."""
    said = _said(document)
    found = [_as_said(item, said) for item in judged if item.type == "PERSON" or not _is_day(item.mention.key)]
    taken = {place for item in found for place in item.mention.tokens}
    for mention in document.mentions:
        type_ = said.get(mention.key)
        if (
            type_ not in ("PLACE", "ORG")
            or (type_ == "ORG" and noun_before(document.lines[mention.line], mention.candidate.first) != "body")
            or not mention.free
            or not taken.isdisjoint(mention.tokens)
            or not _nameable(mention, document)
        ):
            continue
        found.append(Judged(mention, type_, _PROBABILITY, _PROBABILITY))
        taken.update(mention.tokens)
    return sorted(found, key=lambda item: item.mention.candidate.start)


def _is_day(key: str) -> bool:
    """Whether a name of several words is a day: "Easter Sunday"."""
    names = key.split()
    return len(names) > 1 and all(map(is_time, names))


def _as_said(item: Judged, said: dict[str, Type]) -> Judged:
    type_ = said.get(item.mention.key)
    if type_ is None or type_ == item.type or item.probability > _SURE:
        return item
    return replace(item, type=type_, probability=max(item.probability, _PROBABILITY))


def _nameable(mention: Mention, document: Document) -> bool:
    key = mention.key
    return not demonym_kind(key) and not any(word in document.lower_words for word in key.split())


def _said(document: Document) -> dict[str, Type]:
    """Return the type of each name of which the text says one, and no other, at a fair share of its mentions."""
    votes: dict[str, Counter[Type]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for mention in document.mentions:
        if mention.free:
            votes[mention.key].update(_testimony(mention, document))
            sizes[mention.key] += 1
    found: dict[str, Type] = {}
    for key, counts in votes.items():
        if not counts and known_body(key) and not any(other.endswith(f" {key}") for other in document.groups):
            # a party, a club or a firm that everybody knows, and nothing makes it somebody's surname here
            counts["ORG"] = sizes[key]
        elif not counts and key.endswith(_TOWNS) and not any(other.endswith(f" {key}") for other in document.groups):
            counts["PLACE"] = sizes[key]
        if len(counts) == 1 and not (place_kind(key) or demonym_kind(key)):
            ((type_, count),) = counts.items()
            if type_ != "PERSON" and sizes[key] <= _SHARE * count:
                found[key] = type_
    return found


def _testimony(mention: Mention, document: Document) -> Iterator[Type]:
    """Yield the types for which words around a mention speak; those for a person only keep others from being heard."""
    line = document.lines[mention.line]
    c = mention.candidate
    before, behind = noun_before(line, c.first), noun_behind(line, c.last)
    if _is_a_persons(mention, line, before, behind):
        yield "PERSON"
    apposed = behind in ("body", "place", "thing") and _closes(line, c.last)
    if before == "body" or (behind == "body" and apposed) or (before == "body," and _between_commas(line, c)):
        yield "ORG"
    if (behind == "place" and apposed) or _of(line, c.first) == "place":
        yield "PLACE"
    if before == "thing" or (before == "thing," and _between_commas(line, c)) or (behind == "thing" and apposed):
        yield "OTHER"
    dateline = document.datelines.get(mention.line)
    if (
        dateline is not None
        and c.first == 0
        and c.end <= dateline[0]
        and mention.text.isupper()
        and (not words("stamp").intersection(mention.key.split()))
    ):
        yield from _DATELINE
    if _in_business(line, c.first, c.last) or (document.sport and _in_sport(line, c.last)):
        yield "ORG"


def _closes(line: Sequence[Token], last: int) -> bool:
    """Whether the phrase behind a name ends like an apposition ("Corwen, a market town,") and is no new clause
    ("In Corwen, the council voted")."""
    phrase = line[last + 3 : last + 9]
    for token, following in pairwise((*phrase, None)):
        if token is None or not token.word:
            return False
        if not token.capital and not token.possessive and noun_kind(token.lower):
            if following is None or following.lower in _ENDS:
                return True
            if not noun_kind(following.lower):
                return False
    return False


def _between_commas(line: Sequence[Token], candidate: Candidate) -> bool:
    last = candidate.last
    return candidate.first == last and last + 1 < len(line) and line[last + 1].text in (",", ".")


def _is_a_persons(mention: Mention, line: Sequence[Token], before: str, behind: str) -> bool:
    c = mention.candidate
    if behind in ("who", "age", "role", "bare-role") or before in ("role", "role,"):
        return True
    previous = line[c.first - 1] if c.first else None
    titled = previous is not None and (is_title(previous.text) or is_honorific(previous.text)) and previous.capital
    return titled or (c.first < c.last and is_given_name(line[c.first].text))


def _of(line: Sequence[Token], first: int) -> str:
    """Return the class of the noun of which a name is the name: "place" for "the northern province of Tarrow"."""
    if first < 2 or line[first - 1].lower != "of" or line[first - 2].capital:
        return ""
    return noun_kind(line[first - 2].lower)


def _in_business(line: Sequence[Token], first: int, last: int) -> bool:
    """Whether words of the market stand beside a name: "shares in Brightwell", "Brightwell shares"."""
    before2 = line[first - 2].lower if first > 1 else ""
    after = line[last + 1].lower if last + 1 < len(line) else ""
    if before2 in ("shares", "stake", "stakes", "shareholders", "investors") and line[first - 1].lower in ("in", "of"):
        return True
    return after in ("shares", "shareholders", "stock", "employees", "customers")


def _in_sport(line: Sequence[Token], last: int) -> bool:
    """Whether a name has what only a team has: "Harbury manager Sue Tillotson"."""
    after = line[last + 1] if last + 1 < len(line) else None
    return after is not None and after.spaced and not line[last].possessive and after.lower in words("team-role")
