"""What tells an organisation or a place by its words, and which names mean the same body or country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from reader.names.keys import fold, initials, name_key
from reader.names.wordlists import load

_DEFINITION: Final = re.compile(
    r"(?<=[\w.’'])[ \u00a0]{1,2}[(\[] ?[\"“‘']?(?P<short>(?:[A-Z][A-Za-z0-9]*[.&/-]?){1,8})[\"”’']?(?= ?[)\]]|[,;] )"
)
_LONG: Final = re.compile(
    r"(?P<short>[A-Z][A-Za-z&.-]{1,9}) \((?P<long>[^\W\d_][^()\n]{5,90})\)",
)
_SMALL_WORDS: Final = frozenset(
    {"of", "the", "and", "for", "on", "in", "de", "du", "des", "la", "del", "to", "&", "against", "by"}
)
_LONGEST_DEFINED: Final = 12
"""How many words an acronym's long form may have."""
_LONGEST_FORM: Final = 120
"""And how many characters."""


class Definition(NamedTuple):
    """`Long Name (LN)` or `LN (Long Name)` in a text, as (start, end) of both names."""

    long: tuple[int, int]
    short: tuple[int, int]


def known_body(key: str) -> str | None:
    """Return "media", "company" or "body" for a well-known organisation's key, None for any other."""
    return _known_bodies().get(key)


def spelled_possessive(word: str) -> bool:
    """Return whether the 's of a word belongs to a well-known name ("McDonald's")."""
    return word.casefold().replace("’", "'") in _possessives()


def word_kind(word: str) -> str | None:
    """Return what a name is that ends with this word: an organisation ("company", "state", "learning", "media",
    "society", "team"), a place ("natural", "road", "administrative", "building") or another thing ("event", "law",
    "prize", "made"); None when the word does not tell."""
    return _kinds().get(word)


def starts_with(key: str, listing: str) -> bool:
    """Return whether the key's first word, or its first two, open names of that list's kind."""
    words = key.split()
    first = _words(listing)["start"]
    return len(words) > 1 and (words[0] in first or " ".join(words[:2]) in first)


def without_legal_form(key: str) -> str:
    """Return the key without "inc", "ltd" and the like at its end; the key itself if nothing else would remain."""
    legal = _words("organisation_words")["legal"]
    words = key.split()
    while len(words) > 1 and (words[-1] in legal or " ".join(words[-2:]) in legal):
        words = words[:-2] if len(words) > 2 and " ".join(words[-2:]) in legal else words[:-1]
    return " ".join(words) or key


def canonical_key(key: str) -> str:
    """Return the key of the country or body that this key names, after the fixed alias table; else the key."""
    return _aliases().get(key, key)


def definitions(text: str) -> Iterator[Definition]:
    """Yield the acronyms that the text defines, in order.

    The long form stands directly before the bracket, starts and ends with the words whose initials the acronym has
    (Schwartz and Hearst 2003, narrowed to capitalised words), or stands in the bracket behind the acronym.
    """
    for match in _DEFINITION.finditer(text):
        start = _long_start(text, match.start(), match["short"])
        if start is not None:
            yield Definition((start, match.start()), match.span("short"))
    for match in _LONG.finditer(text):
        if _spells(match["short"], match["long"]):
            yield Definition(match.span("long"), match.span("short"))


def _long_start(text: str, end: int, short: str) -> int | None:
    """Return where the shortest run of words before `end` starts that `short` abbreviates, None when none does."""
    base = max(text.rfind("\n", 0, end) + 1, end - _LONGEST_FORM)
    for word in reversed(list(re.finditer(r"\S+", text[base:end]))[-_LONGEST_DEFINED:]):
        token = word.group()
        if not token[0].isupper() and token.casefold() not in _SMALL_WORDS:
            return None
        if token[0].isupper() and _spells(short, text[base + word.start() : end]):
            return base + word.start()
        if token[-1] in ",;:.)" and len(token) > 3:
            return None
    return None


def _spells(short: str, long: str) -> bool:
    """Return whether all letters of `short` are in `long`, in order, half of them and the first as words' initials."""
    letters = [char for char in fold(short).casefold() if char.isalpha()]
    heads = initials(long).casefold()
    if len(letters) < 2 or len(heads) < 2 or letters[0] != heads[0] or len(heads) > len(letters) + 2:
        return False
    return _in_order(letters, fold(long).casefold()) == len(letters) and _in_order(letters, heads) * 2 >= len(letters)


def _in_order(letters: Sequence[str], text: str) -> int:
    """Return how many of the letters are found in the text one behind the other."""
    at = found = 0
    for letter in letters:
        where = text.find(letter, at)
        if where >= 0:
            at, found = where + 1, found + 1
    return found


@cache
def _possessives() -> frozenset[str]:
    names = (name.casefold() for names in load("known_bodies").values() for name in names)
    return frozenset(name for name in names if name.endswith("'s") and " " not in name)


@cache
def _kinds() -> dict[str, str]:
    kinds = dict.fromkeys(_words("organisation_words")["legal"], "company")
    for listing in ("thing_words", "place_words", "organisation_words"):
        for kind in load(listing):
            if kind not in ("", "start", "legal"):
                kinds.update(dict.fromkeys(_words(listing)[kind], kind))
    return kinds


@cache
def _words(listing: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(name_key(entry) for entry in entries) for name, entries in load(listing).items()}


@cache
def _known_bodies() -> dict[str, str]:
    known = {name_key(name): "body" for line in load("aliases")["body"] for name in line.split(";")}
    for kind, names in load("known_bodies").items():
        known.update({name_key(name): kind for name in names})
    return known


@cache
def _aliases() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (*load("countries")["country"], *load("aliases")["body"]):
        names = [name_key(name) for name in line.split(";")]
        table.update({name: names[0] for name in names[1:] if name != names[0]})
    return table
