"""The word lists of this room, `data/stopwords.txt`, by their class."""

from __future__ import annotations

from functools import cache
from typing import Literal

from reader.names.keys import name_key
from reader.names.wordlists import load_from

# fmt: off
_Class = Literal[
    "opener", "calendar", "connector", "particle", "address", "abbreviation", "abbreviation-before", "junk",
    "portfolio", "body-noun", "stamp", "team-role",
]
# fmt: on


@cache
def words(name: _Class) -> frozenset[str]:
    """Return the words of a class, in lower case as they are listed."""
    return frozenset(load_from("reader.entities", "stopwords")[name])


def is_everyday(word: str) -> bool:
    """Whether a word in lower case is one of everyday language, such as nobody is called by."""
    known = _everyday()
    return word in known or word.removesuffix("s") in known


@cache
def _everyday() -> frozenset[str]:
    return frozenset(load_from("reader.entities", "everyday")[""])


@cache
def junk_keys() -> frozenset[str]:
    """Return the keys of what is no entry of its own, though its capitals suggest it: "CEO", "Monday", "Read more"."""
    days = words("calendar")
    return frozenset(name_key(entry) for entry in words("junk") | days | {f"{day}s" for day in days})
