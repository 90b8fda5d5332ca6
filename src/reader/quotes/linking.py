"""The article's entities as the quotations use them: which of them stands at an offset or bears a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.article import Entity
from reader.names.keys import name_key


@dataclass(frozen=True, slots=True)
class Linked:
    """An entity that can speak: its canonical name, and whether it is a person."""

    name: str
    person: bool


class EntityNames:
    """Persons and organisations of an article by place and by name. Places and other things never speak."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        able = [entity for entity in entities if entity.type in ("PERSON", "ORG")]
        spans = sorted((start, end, number) for number, entity in enumerate(able) for start, end in entity.mentions)
        self._starts = [start for start, _, _ in spans]
        self._spans = spans
        self._linked = [Linked(entity.name, entity.type == "PERSON") for entity in able]
        mute = [span for entity in entities if entity.type not in ("PERSON", "ORG") for span in entity.mentions]
        self._mute = frozenset(start for start, _ in mute)
        self._by_name: dict[str, int] = {}
        for number, entity in enumerate(able):
            self._by_name[name_key(entity.name)] = number
        for number, entity in enumerate(able):
            for alias in entity.aliases:
                self._by_name.setdefault(name_key(alias), number)

    def at(self, start: int, end: int) -> Linked | None:
        """Return the entity with a mention that overlaps the span, the last such one; None without one."""
        index = bisect_right(self._starts, end - 1) - 1
        while index >= 0 and end > start and self._starts[index] > start - 100:
            if self._spans[index][1] > start:
                return self._linked[self._spans[index][2]]
            index -= 1
        return None

    def is_mute(self, start: int) -> bool:
        """Whether the mention that starts there is of a place or a thing."""
        return start in self._mute

    def named(self, name: str) -> Linked | None:
        """Return the entity that bears the name or has it among its aliases."""
        number = self._by_name.get(name_key(name))
        return self._linked[number] if number is not None else None
