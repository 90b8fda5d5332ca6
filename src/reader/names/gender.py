"""What a given name says about its bearer: a gender, or only that it is a given name.

The list is data (`data/given_names.txt`). A name in both lists, or under [both], states no gender.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, Literal

from reader.names.wordlists import load

Gender = Literal["m", "f"]
Known = Literal["m", "f", ""]

_EDGE: Final = ".,’'\u2024"


def bare(token: str) -> str:
    """Return a token in lower case, without the dots (soft ones too), commas and apostrophes at its edges."""
    return token.lower().strip(_EDGE)


def fold(word: str) -> str:
    """Return the word bare, in lower case and without accents."""
    plain = bare(word)
    if plain.isascii():
        return plain
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


@cache
def given_names() -> MappingProxyType[str, Known]:
    """Return the listed given names, folded, with "m", "f" or "" where the gender is open."""
    found: dict[str, Known] = {}
    sections: tuple[tuple[str, Known], ...] = (("m", "m"), ("f", "f"), ("both", ""))
    for section, gender in sections:
        for line in load("given_names")[section]:
            for name in map(fold, line.split()):
                found[name] = gender if found.get(name, gender) == gender else ""
    return MappingProxyType(found)


@lru_cache(maxsize=20_000)
def is_given_name(token: str) -> bool:
    """Whether the token is a common given name of any gender; for a hyphened one its first part counts."""
    names = given_names()
    word = fold(token)
    return word in names or word.split("-", 1)[0] in names


@lru_cache(maxsize=20_000)
def given_name_gender(token: str) -> Gender | None:
    """Return the gender that a given name usually states, None for unknown and for shared names."""
    names = given_names()
    word = fold(token)
    known = names.get(word) or names.get(word.split("-", 1)[0]) or ""
    return known or None
