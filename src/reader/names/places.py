"""Which names are countries, regions, big cities, and which are peoples.

Tables of names, not of things: being in one is evidence for a name that a text uses, never a finding by itself
("Jordan" is a first name too). Sources and licence: docs/decisions/0005-place-names.md.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from reader.names.keys import name_key
from reader.names.wordlists import load

PlaceKind = Literal["country", "continent", "water", "state", "city"]


def place_kind(key: str) -> PlaceKind | None:
    """Return what kind of place the name with this key is, None for any other name."""
    if key in _countries():
        return "country"
    region = _regions().get(key)
    if region is not None:
        return region
    return "city" if key in _cities() else None


def demonym_kind(key: str) -> str | None:
    """Return the class of a people's name or adjective (nationality, people, faith, politics, language), else None."""
    table = _demonyms()
    kind = table.get(key)
    if kind is None and key.endswith("s"):
        kind = table.get(key[:-1])
    return kind


@cache
def _countries() -> frozenset[str]:
    return frozenset(name_key(name) for line in load("countries")["country"] for name in line.split(";"))


@cache
def _regions() -> dict[str, PlaceKind]:
    kinds: tuple[PlaceKind, ...] = ("state", "water", "continent")
    return {name_key(name): kind for kind in kinds for name in load("regions")[kind]}


@cache
def _cities() -> frozenset[str]:
    return frozenset(name_key(name) for names in load("cities").values() for name in names)


@cache
def _demonyms() -> dict[str, str]:
    return {name_key(name): kind for kind, names in load("demonyms").items() for name in names}
