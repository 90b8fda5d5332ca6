"""One entry for each person, body and place, however often and in whatever form it is named.

Who a short name means is decided by `reader.names` (the same table that finds the speakers of quotes); organisations
and places merge by their acronyms, by a fixed table of countries and bodies, and by what the text states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.article import Entity
from reader.entities.document import Document
from reader.entities.judging import Judged, Type
from reader.entities.statements import equations
from reader.names.chains import Chain
from reader.names.organisations import canonical_key, known_body, without_legal_form
from reader.names.places import demonym_kind, place_kind
from reader.names.roster import gather_people
from reader.names.titles import is_honorific, is_modifier, is_role, is_title
from reader.text.sentences import soften

_MAX_TITLES: Final = 6


@dataclass(slots=True)
class _Group:
    type: Type
    members: list[Judged] = field(default_factory=list)
    name: str | None = None
    note: str | None = None


def merge(text: str, judged: Sequence[Judged], document: Document, shorts: Mapping[str, str]) -> list[Entity]:
    """Return the entities of a text without salience; `shorts` leads from an acronym's key to its long form's."""
    owner: dict[int, str] = {}
    groups: dict[str, _Group] = {}
    _add_people(text, judged, document, owner, groups)
    for index, item in enumerate(judged):
        if index not in owner:
            key = f"{item.type}:{_key(item, shorts)}"
            owner[index] = key
            groups.setdefault(key, _Group(item.type)).members.append(item)
    _join_short_forms(owner, groups)
    for equation in equations(text, judged):
        _equate(owner, groups, judged, equation.name, equation.other)
    return [_entity(group) for group in groups.values()]


def _add_people(
    text: str, judged: Sequence[Judged], document: Document, owner: dict[int, str], groups: dict[str, _Group]
) -> None:
    chains = {}
    for index, item in enumerate(judged):
        if item.type == "PERSON":
            chain = _chain(item, document)
            chains[chain.start] = (index, chain)
    if not chains:
        return
    people = gather_people(soften(text), [chain for _, chain in chains.values()], looks_like_group=lambda _name: False)
    for mention in people.mentions:
        index = chains[mention.start][0]
        person = people.everyone[mention.who]
        key = f"PERSON#{mention.who}"
        owner[index] = key
        groups.setdefault(key, _Group("PERSON", name=person.name, note=person.note)).members.append(judged[index])


def _chain(item: Judged, document: Document) -> Chain:
    """Return the mention as a name chain, with the titles that stand before it."""
    line, first = document.lines[item.mention.line], item.mention.candidate.first
    start = first
    while start > 0 and first - start < _MAX_TITLES:
        token = line[start - 1]
        if not token.word or not token.capital or not line[start].spaced:
            break
        if not (is_honorific(token.text) or is_title(token.text) or is_role(token.text) or is_modifier(token.text)):
            break
        start -= 1
    titles = tuple(token.text for token in line[start:first])
    candidate = item.mention.candidate
    name = " ".join(item.mention.text.split())
    return Chain(line[start].start if titles else candidate.start, candidate.end, candidate.start, name, titles)


def _join_short_forms(owner: dict[int, str], groups: dict[str, _Group]) -> None:
    """Put a body's short form to its full name: "Rovers" and "Marlowe" to "Saltby Rovers" and "Marlowe Foods Inc.".

    It is the first or the last word of exactly one body that was named before it, and nothing that is known by itself.
    """
    bodies = {key: group for key, group in groups.items() if group.type == "ORG"}
    starts = {key: group.members[0].mention.candidate.start for key, group in bodies.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for key in bodies:
        words = without_legal_form(key.removeprefix("ORG:")).split()
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                holders[word].append(key)
    joined: dict[str, str] = {}
    for key in bodies:
        word = key.removeprefix("ORG:")
        fitting = holders.get(word, ())
        if len(fitting) != 1 or known_body(word) or place_kind(word) or demonym_kind(word):
            continue
        if starts[fitting[0]] < starts[key]:
            joined[key] = fitting[0]
    for index, key in owner.items():
        owner[index] = joined.get(key, key)
    for short, full in joined.items():
        group = groups[full]
        group.members = sorted((*group.members, *groups.pop(short).members), key=lambda m: m.mention.candidate.start)


def _key(item: Judged, shorts: Mapping[str, str]) -> str:
    """Return the key under which an organisation, a place or another thing is listed."""
    key = shorts.get(item.mention.key, item.mention.key)
    if item.type == "ORG":
        key = without_legal_form(key)
    if item.type == "OTHER" and key.endswith("s") and demonym_kind(key[:-1]):
        key = key[:-1]
    return canonical_key(key)


def _equate(owner: dict[int, str], groups: dict[str, _Group], judged: Sequence[Judged], name: int, other: int) -> None:
    """Put two entries together that the text says are one, under the type of the surer one."""
    one, two = owner[name], owner[other]
    if one == two:
        return
    first, second = groups[one], groups[two]
    if _evidence(second) > _evidence(first):
        first.type = second.type
    first.name = first.name or judged[name].mention.text
    first.note = first.note or second.note
    first.members = sorted((*first.members, *second.members), key=lambda item: item.mention.candidate.start)
    for index, key in owner.items():
        if key == two:
            owner[index] = one
    del groups[two]


def _entity(group: _Group) -> Entity:
    forms = Counter(" ".join(item.mention.text.split()) for item in group.members)
    name = group.name or _best_form(forms)
    return Entity(
        name=name,
        type=group.type,
        mentions=tuple((item.mention.candidate.start, item.mention.candidate.end) for item in group.members),
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        note=group.note,
        evidence=_evidence(group),
    )


def _evidence(group: _Group) -> float:
    return max(item.probability for item in group.members)


def _best_form(forms: Mapping[str, int]) -> str:
    """Return the form to show: the most frequent spelled-out one; an acronym or capitals for want of another."""
    spelled = [form for form in forms if " " in form and not form.isupper()]
    mixed = spelled or [form for form in forms if not form.isupper()] or list(forms)
    return max(mixed, key=lambda form: (forms[form], len(form)))
