"""The people of one article: who bears which name, and whom a short form means.

Built by `reader.names.roster.gather_people` from the name chains of the text; nothing here reads the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from reader.names.gender import Gender, is_given_name
from reader.names.keys import name_key
from reader.names.titles import is_suffix

NEAR: Final = 600
"""How far back, in characters, a full name outweighs a more frequent bearer of the same surname."""

MOST: Final = 20
"""So many bearers of one role are looked at; where there are more, nobody is meant by it."""
VERY_NEAR: Final = 200
"""How far for one who comes later and is named in full less often: the brother of the one who is meant."""


@dataclass(frozen=True, slots=True)
class Person:
    """One bearer of a name.

    `name` is the best full form, `forms` all full forms seen. `starts` are the offsets of all mentions, `full_starts`
    those of full names, both in order. `roles` are role nouns and titles in their normal form ("senator"); `note`
    is the fullest title or role phrase ("Finance Minister"). `gender` is None when nothing says it. `group` marks a
    chain that looks like an organisation or a place. `evidence` is 0 to 1 that this is a person at all.
    """

    name: str
    forms: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    full_starts: tuple[int, ...] = ()
    roles: frozenset[str] = frozenset()
    note: str | None = None
    gender: Gender | None = None
    group: bool = False
    evidence: float = 0.5

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the best form."""
        return tuple(self.name.split())

    @property
    def count(self) -> int:
        """How often the person is named."""
        return len(self.starts)

    def last_before(self, at: int) -> int:
        """Return the offset of the last mention that starts before `at`, -1 when there is none."""
        index = bisect_left(self.starts, at)
        return self.starts[index - 1] if index else -1


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name without suffixes such as "Jr."."""
    parts = [part for part in name.split() if not is_suffix(part)]
    return tuple(key for key in map(name_key, parts or name.split()) if key)


def compatible(short: str, full: str) -> bool:
    """Whether one name can be a form of the other: equal surnames and no clash of first names.

    An initial agrees with its name; a single name agrees with any name that it begins or ends.
    """
    one, other = name_parts(short), name_parts(full)
    if not one or not other:
        return False
    if len(one) == 1 or len(other) == 1:
        single, parts = (one, other) if len(one) == 1 else (other, one)
        return single[0] in (parts[0], parts[-1]) or single[0] == " ".join(parts)
    if _suffixes(short) != _suffixes(full) and _suffixes(short) and _suffixes(full):
        return False
    if one[-1] == other[-1] and first_names_agree(one[0], other[0]):
        return True
    return _is_tail(one, other) or _is_tail(other, one)


def first_names_agree(one: str, other: str) -> bool:
    """Whether two first names can be one person's: equal, an initial, or a clipped form ("Jeff", "Jeffrey")."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and (len(shorter) == 1 or len(shorter) >= 3)


def _is_tail(short: Sequence[str], full: Sequence[str]) -> bool:
    return len(short) < len(full) and tuple(full[-len(short) :]) == tuple(short)


def _suffixes(name: str) -> tuple[str, ...]:
    return tuple(name_key(part) for part in name.split() if is_suffix(part))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names somebody: offsets of the whole chain and the index of the person in `People`."""

    start: int
    end: int
    who: int


@dataclass(frozen=True)
class People:
    """The table of an article's people, in the order of their first mention, and all mentions in text order."""

    everyone: tuple[Person, ...] = ()
    mentions: tuple[Mention, ...] = ()
    _tails: dict[str, list[int]] = field(init=False, repr=False, default_factory=dict)
    _heads: dict[str, list[int]] = field(init=False, repr=False, default_factory=dict)
    _roles: dict[str, list[int]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for index, person in enumerate(self.everyone):
            for form in dict.fromkeys((person.name, *person.forms)):
                parts = name_parts(form)
                for cut in range(len(parts)):
                    _append(self._tails, " ".join(parts[cut:]), index)
                if len(parts) > 1 and not person.group:
                    _append(self._heads, parts[0], index)
            for role in person.roles:
                _append(self._roles, role, index)

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that start in `start` to `end`, in order."""
        low = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        high = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return self.mentions[low:high]

    def person(self, mention: Mention) -> Person:
        """Return the person a mention names."""
        return self.everyone[mention.who]

    def resolve(
        self, name: str, at: int | None = None, gender: Gender | None = None, roles: Iterable[str] = ()
    ) -> Person | None:
        """Return whom `name` means at offset `at`: the person whose full name ends with it, else one whose full
        name begins with it ("Xi", "Emma"). None when nobody fits; never somebody whose name contradicts it.

        Several bearers of one surname: the last one named in full nearby, else the most frequent. `gender`
        ("Mrs.") leaves out those known to have the other one; `roles` ("President") prefer who has one of them.
        """
        parts = name_parts(name)
        if not parts:
            return None
        key = " ".join(parts)
        found = self._pick(self._tails.get(key, ()), key, at, gender, roles)
        if found is not None and (len(found.parts) > 1 or len(parts) > 1):
            return found
        if len(parts) == 1:
            return self._pick(self._heads.get(key, ()), key, at, gender, roles) or found
        bearers = [index for index in self._tails.get(parts[-1], ()) if compatible(name, self.everyone[index].name)]
        return self._pick(bearers, key, at, gender, roles)

    def with_any_role(self, role: str) -> Sequence[Person]:
        """Return the persons who have a role, in the order of their first mention, at most `MOST`."""
        return [self.everyone[index] for index in self._roles.get(role, ())[:MOST]]

    def with_role(self, roles: Iterable[str], at: int, gender: Gender | None = None) -> Person | None:
        """Return the person with one of the roles who was named last before `at`, else the one first named after."""
        indexes = dict.fromkeys(index for role in roles for index in self._roles.get(role, ()))
        bearers = [self.everyone[i] for i in indexes if _may_be(self.everyone[i], gender)]
        if not bearers:
            return None
        before = max(bearers, key=lambda person: person.last_before(at))
        if before.last_before(at) >= 0:
            return before
        return min(bearers, key=lambda person: person.starts[0] if person.starts else 0)

    def _pick(
        self, indexes: Iterable[int], key: str, at: int | None, gender: Gender | None, roles: Iterable[str] = ()
    ) -> Person | None:
        bearers = [self.everyone[index] for index in dict.fromkeys(indexes)]
        bearers = [person for person in bearers if _may_be(person, gender)]
        full = [person for person in bearers if len(person.parts) > 1]
        exact = [person for person in full if " ".join(name_parts(person.name)) == key]
        plain = [person for person in full if not person.group]
        plain = [person for person in plain if not is_suffix(person.parts[-1])] or plain  # the elder goes without "Jr."
        candidates = exact or plain or full or bearers
        titled = frozenset(roles)
        candidates = [person for person in candidates if person.roles & titled] or candidates
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        if at is not None:
            latest = max(candidates, key=lambda person: _latest(person.full_starts, at))
            near = _latest(latest.full_starts, at)
            most = max(person.count for person in candidates)
            first = min(candidates, key=lambda person: person.full_starts[:1] or (at,))
            reach = NEAR if latest is first or len(latest.full_starts) > len(first.full_starts) else VERY_NEAR
            if near >= 0 and (at - near < reach or (latest is first and latest.count * 2 >= most)):
                return latest
        known = [person for person in candidates if is_given_name(person.parts[0])]
        return max(known or candidates, key=lambda person: (len(person.full_starts), person.count))


def _latest(starts: Sequence[int], at: int) -> int:
    index = bisect_left(starts, at)
    return starts[index - 1] if index else -1


def _may_be(person: Person, gender: Gender | None) -> bool:
    return gender is None or person.gender in (None, gender)


def _append(table: dict[str, list[int]], key: str, index: int) -> None:
    entries = table.setdefault(key, [])
    if index not in entries[-4:]:
        entries.append(index)
