"""Names of several words whose own words settle what they are, and how far they reach."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged, Type
from reader.entities.surfaces import QUOTES
from reader.entities.surroundings import noun_kind
from reader.entities.tokens import Token
from reader.entities.words import is_everyday
from reader.names.gender import is_given_name
from reader.names.organisations import known_body, starts_with, word_kind
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_honorific, is_role, is_title

_PROBABILITY: Final = 0.7
_MOST_NAMES: Final = 2
"""So many words stand on either side of a nickname."""
_SURE: Final = 0.97
_PURPOSEFUL: Final = frozenset({"state", "learning", "society", "building"})
_BODIES: Final = frozenset({"state", "learning", "society", "company", "media"})
_TYPES: Final[dict[str, Type]] = {
    **dict.fromkeys(("road", "natural", "administrative"), "PLACE"),
    **dict.fromkeys(("learning", "state", "society", "team"), "ORG"),
}
_DETERMINERS: Final = frozenset({"the", "his", "her", "its", "their", "our"})
_TOWNS: Final = frozenset({"city", "town", "county"})
_THINGS: Final = frozenset({"event", "law", "prize", "made"})
_PEOPLES: Final = ("i", "n", "an", "ian", "ese", "ish", "is", "ns", "ans", "ians")
"""What makes the name of a people from that of a place."""
_SHORTEST: Final = 4
_PLAIN_WORDS: Final = 3
_GOES_ON: Final = frozenset({"of", "for", "and", "&"})
_BASED: Final = frozenset({"based", "born", "listed", "area", "headquartered", "bound", "trained", "raised"})


def by_their_words(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions with those made whole or typed anew that their own words settle, in order."""
    places = {item.mention.key for item in judged if item.type == "PLACE"}
    found = [
        _as(item, "OTHER")
        if _is_thing(item) or _is_people(item.mention.key, places)
        else _as_firm(_by_last_word(item, document), document)
        for item in _owners(judged, document)
    ]
    found = [_as(item, "ORG") if document.sport and _is_team(item) else item for item in found]
    held = {place: item for item in found for place in item.mention.tokens}
    whole = _without_overlap(_whole(mention, document, held) for mention in document.mentions)
    inside = {place for item in whole for place in item.mention.tokens}
    found = [*whole, *(item for item in found if inside.isdisjoint(item.mention.tokens))]
    taken = {place for item in found for place in item.mention.tokens}
    free = (mention for mention in document.mentions if taken.isdisjoint(mention.tokens))
    found += _without_overlap(_missed(mention, document) for mention in free)
    return sorted(found, key=lambda item: item.mention.candidate.start)


def _without_overlap(found: Iterable[Judged | None]) -> list[Judged]:
    """Return what was found, the first of those that overlap."""
    kept: list[Judged] = []
    taken: set[tuple[int, int]] = set()
    for item in found:
        if item is not None and taken.isdisjoint(item.mention.tokens):
            kept.append(item)
            taken.update(item.mention.tokens)
    return kept


def _as(item: Judged, type_: Type) -> Judged:
    return item if item.type == type_ else replace(item, type=type_, probability=max(item.probability, _PROBABILITY))


def _as_firm(item: Judged, document: Document) -> Judged:
    """Return a "person" whose last word is of everyday language as a body: "Brackley Pumps", "Kordea Cycling".

    Not one who has a given name or a title, or who is called by that word alone elsewhere.
    """
    c = item.mention.candidate
    words = item.mention.key.split()
    line = document.lines[item.mention.line]
    last = line[c.last].lower
    if item.type == "PERSON" and "&" in words[1:-1]:
        return _as(item, "ORG")
    if item.type != "PERSON" or len(words) < 2 or not (is_everyday(last) or last in document.lower_words):
        return item
    before = line[c.first - 1].text if c.first else ""
    if is_given_name(line[c.first].text) or is_title(before) or is_honorific(before) or is_role(before):
        return item
    if any(mention.free for mention in document.groups.get(words[-1], ())):
        return item
    return _as(item, "ORG")


def _is_thing(item: Judged) -> bool:
    """Whether a "person" or "body" is a storm, a ship, a comet or a telescope by its first or last word."""
    key = item.mention.key
    if item.type == "OTHER" or " " not in key or item.probability > _SURE:
        return False
    if starts_with(key, "thing_words"):
        return True
    if item.type == "PLACE" or known_body(key) or starts_with(key, "organisation_words"):
        return False
    return word_kind(key.rpartition(" ")[2]) in _THINGS


def _is_people(key: str, places: Container[str]) -> bool:
    """Whether a name is that of the people of a place of the article: "Tazhani" where Tazhan is one."""
    stems = (key.removesuffix(end) for end in _PEOPLES if key.endswith(end))
    return any(len(stem) >= _SHORTEST and stem in places for stem in stems)


def _owners(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions, a "person" with an 's inside as its owner: "Ann Roe" of "Ann Roe's Edmund"."""
    ends = [_owned_at(item, document) for item in judged]
    if not any(ends):
        return list(judged)
    places = {(m.line, m.candidate.first, m.candidate.last): m for m in document.mentions}
    owners = (
        places.get((item.mention.line, item.mention.candidate.first, end)) if end else None
        for item, end in zip(judged, ends, strict=True)
    )
    return [item if owner is None else replace(item, mention=owner) for item, owner in zip(judged, owners, strict=True)]


def _owned_at(item: Judged, document: Document) -> int:
    """Return the token of a person's name, not its first, that an 's was cut off from, 0 for none."""
    if item.type != "PERSON":
        return 0
    c, line = item.mention.candidate, document.lines[item.mention.line]
    return next((index for index in range(c.first + 1, c.last) if line[index].possessive), 0)


def _by_last_word(item: Judged, document: Document) -> Judged:
    """Return a name as what its last word makes it: "Freedom Square" a place, "Grace Hill Academy" a body.

    In a report of sport "Green Bay" and "Corwen State" are teams.
    """
    key = item.mention.key
    first, _, last = key.rpartition(" ")
    if first and known_body(key) in ("body", "media"):
        return _as(item, "ORG")
    if item.type == "OTHER" and key.count(" ") == 1 and starts_with(key, "place_words") and demonym_kind(last) is None:
        return _as(item, "PLACE")
    type_ = _TYPES.get(word_kind(last) or "")
    if not first or type_ is None or item.probability > _SURE or (type_ == "PLACE" and document.sport):
        return item
    if item.type == "PERSON" and is_given_name(item.mention.text.split()[0]):
        return item
    if type_ == "PLACE" and starts_with(key, "organisation_words"):
        return item
    return _as(item, type_)


def _is_team(item: Judged) -> bool:
    """Whether a town in a report of sport is its team: "Harbury Town"."""
    return item.type != "ORG" and _is_towns_team(item.mention.key)


def _is_towns_team(key: str) -> bool:
    words = key.split()
    return 1 < len(words) <= _PLAIN_WORDS and words[-1] in _TOWNS and place_kind(key) is None


def _whole(mention: Mention, document: Document, held: Mapping[tuple[int, int], Judged]) -> Judged | None:
    """Return a name that its marks or small words make one, with its type, None for any other; `held` are the names
    that hold a token so far."""
    if mention.candidate.source == "names" and _has_nickname(mention, document):
        return Judged(mention, "PERSON", _PROBABILITY, _PROBABILITY)
    team = document.sport and mention.free and _is_towns_team(mention.key)
    if team or _is_one_body(mention, document) or _is_known(mention, held) or _is_named_for(mention, document):
        return Judged(mention, "ORG", _PROBABILITY, _PROBABILITY)
    return None


def _is_known(mention: Mention, held: Mapping[tuple[int, int], Judged]) -> bool:
    """Whether a name of several words is that of a well-known body, and no part of a longer one that was found."""
    if " " not in mention.key or known_body(mention.key) not in ("body", "media"):
        return False
    c = mention.candidate
    inside = (held[place].mention.candidate for place in mention.tokens if place in held)
    return all(c.first <= other.first and other.last <= c.last for other in inside)


def _is_named_for(mention: Mention, document: Document) -> bool:
    """Whether a name says what a body is for: "the Gulf Centre for Strategic Studies"."""
    c, line = mention.candidate, document.lines[mention.line]
    joints = [index for index in range(c.first + 1, c.last) if not line[index].capital]
    if c.source != "chain" or len(joints) != 1 or line[joints[0]].text != "for" or document.caps[mention.line]:
        return False
    before = line[c.first - 1] if c.first else None
    after = line[c.last + 1] if c.last + 1 < len(line) else None
    if (before is not None and before.capital) or (after is not None and after.lower in {*_GOES_ON, "on", "with"}):
        return False
    return word_kind(line[joints[0] - 1].lower) in _PURPOSEFUL and not any(
        line[index].possessive for index in range(c.first, c.last)
    )


def _has_nickname(mention: Mention, document: Document) -> bool:
    """Whether a name holds another in quotation marks: `Anton "the Wolf" Belik`."""
    c = mention.candidate
    marks = [index for index in range(c.first + 1, c.last) if document.lines[mention.line][index].text in QUOTES]
    if not marks or document.caps[mention.line]:
        return False
    return marks[0] - c.first <= _MOST_NAMES and c.last - marks[-1] <= _MOST_NAMES


def _is_one_body(mention: Mention, document: Document) -> bool:
    """Whether "and" stands inside one body's name: "the Maritime and Coastguard Agency", "Lindgren & Co."."""
    c = mention.candidate
    line = document.lines[mention.line]
    if c.source not in ("chain", "tag"):
        return False
    joints = [index for index in range(c.first + 1, c.last) if line[index].lower in ("and", "&")]
    if len(joints) != 1:
        return False
    kind = word_kind(line[c.last].lower.rstrip("."))
    (joint,) = joints
    if line[joint].text == "&":
        return kind == "company" and joint == c.last - 1
    if joint != c.first + 1 or kind not in _BODIES or c.first == 0 or line[c.first - 1].lower not in _DETERMINERS:
        return False
    left = line[c.first].lower
    described = is_role(left) or is_title(left) or word_kind(left) or known_body(left)
    return not described and not line[c.first].text.isupper()


def _missed(mention: Mention, document: Document) -> Judged | None:
    """Return a name that was taken for none, with the type that its own words give it, None for what is no name."""
    c = mention.candidate
    line = document.lines[mention.line]
    type_: Type | None = None
    if mention.free or c.source == "chain":
        known = " " in mention.key and known_body(mention.key) is not None
        if known or _is_office(mention, document):
            type_ = "ORG"
        elif mention.free:
            type_ = _plain_kind(mention, document)
    elif c.source == "glued" and line[c.last].text.partition("-")[2] in _BASED and _seats(mention, line):
        type_ = "PLACE"
    return None if type_ is None else Judged(mention, type_, _PROBABILITY, _PROBABILITY)


def _seats(mention: Mention, line: Sequence[Token]) -> bool:
    """Whether a name before "-based" is surely a place: a known one, or that of a firm ("Corwen-based chain")."""
    if place_kind(mention.key):
        return True
    ahead = line[mention.candidate.last + 1 : mention.candidate.last + 4]
    return known_body(mention.key) is None and any(noun_kind(token.lower) in ("body", "role") for token in ahead)


def _is_office(mention: Mention, document: Document) -> bool:
    """Whether a chain is a body by its first words: "Chamber of Deputies"."""
    c, line = mention.candidate, document.lines[mention.line]
    if c.source != "chain" or c.last != c.first + 2 or line[c.first + 1].text not in ("of", "for"):
        return False
    nobody = is_everyday(line[c.last].lower) or place_kind(line[c.last].lower)
    return bool(nobody) and starts_with(mention.key, "organisation_words") and not document.caps[mention.line]


def _plain_kind(mention: Mention, document: Document) -> Type | None:
    """Return the type of a name of two or three words by its last one ("the Corwen Orchestra under"), None where others
    of them are of everyday language or where more of the name stands beside it."""
    words = mention.key.split()
    if not 1 < len(words) <= _PLAIN_WORDS or document.caps[mention.line] or is_title(mention.text.split()[0]):
        return None
    if any(is_everyday(word) or word in document.lower_words for word in words[:-1]):
        return None
    line, c = document.lines[mention.line], mention.candidate
    before = line[c.first - 1] if c.first else None
    after = line[c.last + 1] if c.last + 1 < len(line) else None
    if (before is not None and before.capital) or (after is not None and (after.lower in _GOES_ON or after.capital)):
        return None
    type_ = _TYPES.get(word_kind(words[-1]) or "") if line[c.last].capital else None
    return None if type_ == "PLACE" and document.sport else type_
