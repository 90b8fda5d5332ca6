"""Whether a name's own words make it a group, a place or a thing rather than a person."""

from __future__ import annotations

from functools import cache, lru_cache

from reader.names.gender import bare, is_given_name
from reader.names.keys import name_key
from reader.names.places import place_kind
from reader.names.titles import role_word
from reader.names.wordlists import load


@cache
def _group_words() -> frozenset[str]:
    return frozenset(word for line in load("group_words")[""] for word in line.split())


@lru_cache(maxsize=20_000)
def looks_like_group(name: str) -> bool:
    """Whether a chain is by its words an organisation, a place or a thing: a keyword in it, an acronym, a digit."""
    parts = [bare(part) for part in name.split()]
    words = _group_words()
    if len(parts) == 2 and parts[0] in words and is_given_name(parts[0]):
        del parts[0]  # "Bill Roe" is no bill
    if place_kind(name_key(name)) is not None:
        return True
    if any(part in words or part.removesuffix("s") in words for part in parts):
        return True
    if any(char.isdigit() for char in name):
        return True
    return len(parts) == 1 and 1 < len(name) <= 5 and name.isupper() and role_word(name) is None
