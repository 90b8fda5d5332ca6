"""What tells an organisation or a place by its words, and which names mean the same body or country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from reader.names.keys import initials, name_key
from reader.names.wordlists import load

_DEFINITION: Final = re.compile(
    r"(?<=[\w.’'])[ \u00a0]\([\"“‘']?(?P<short>(?:[A-Z][A-Za-z0-9]*[.&/-]?){1,8})[\"”’']?(?=\)|[,;] )"
)
_LONG: Final = re.compile(
    r"(?P<short>[A-Z][A-Za-z&.-]{1,9}) \((?P<long>[^\W\d_][^()\n]{5,90})\)",
)
_SMALL_WORDS: Final = frozenset(
    {"of", "the", "and", "for", "on", "in", "de", "du", "des", "la", "del", "to", "&", "against", "by"}
)
_LEGAL_END: Final = re.compile(r"[, ]+(?P<form>[^\s,]+(?: [^\s,]+)?)$")
_LONGEST_DEFINED: Final = 12
"""How many words an acronym's long form may have."""


class Definition(NamedTuple):
    """`Long Name (LN)` or `LN (Long Name)` in a text, as (start, end) of both names."""

    long: tuple[int, int]
    short: tuple[int, int]


def organisation_word(key: str) -> bool:
    """Return whether the words of a name (its key, two or more) say that it is an organisation."""
    words = key.split()
    lists = _words("organisation_words")
    return len(words) > 1 and (
        words[-1] in lists["end"] or words[-1] in lists["legal"] or starts_with(key, "organisation_words")
    )


def place_word(key: str) -> bool:
    """Return whether the words of a name (its key, two or more) say that it is a place."""
    words = key.split()
    return len(words) > 1 and (words[-1] in _words("place_words")["end"] or starts_with(key, "place_words"))


def known_body(key: str) -> str | None:
    """Return "media", "company" or "body" for a well-known organisation's key, None for any other."""
    return _known_bodies().get(key)


def word_kind(word: str) -> str:
    """Return "organisation", "place" or "building" for a word that ends names of that kind, "" for any other."""
    if word in _words("organisation_words")["end"] or word in _words("organisation_words")["legal"]:
        return "organisation"
    if word in _words("place_words")["building"]:
        return "building"
    return "place" if word in _words("place_words")["end"] else ""


def starts_with(key: str, listing: str) -> bool:
    """Return whether the key's first word, or its first two, open names of that list's kind."""
    words = key.split()
    first = _words(listing)["start"]
    return len(words) > 1 and (words[0] in first or " ".join(words[:2]) in first)


def without_legal_form(name: str) -> str:
    """Return the name without "Inc.", "Ltd" and the like at its end; the name itself if nothing else would remain."""
    legal = _words("organisation_words")["legal"]
    match = _LEGAL_END.search(name)
    while match and (name_key(match["form"]) in legal or name_key(match["form"].split()[-1]) in legal):
        if name_key(match["form"]) in legal:
            rest = name[: match.start()]
        else:
            rest = name[: match.start()] + " " + match["form"].split()[0]
        if not rest.strip():
            break
        name = rest.rstrip(" ,")
        match = _LEGAL_END.search(name)
    return name


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
    """Return where the long form starts of which `short` is the acronym and which ends at `end`."""
    line = text.rfind("\n", 0, end) + 1
    words = list(re.finditer(r"[^\s\"“”(),;:]+", text[max(line, end - 120) : end]))[-_LONGEST_DEFINED:]
    base = max(line, end - 120)
    best = None
    for word in reversed(words):
        token = word.group()
        if not token[0].isupper() and token.casefold() not in _SMALL_WORDS:
            break
        if re.search(r"[\"“”(),;:]", text[base + word.end() : end]):
            break
        if token[0].isupper() and _spells(short, text[base + word.start() : end]):
            best = base + word.start()
    return best


def _spells(short: str, long: str) -> bool:
    """Return whether most letters of `short` are initials of `long`, in order, the first being the first."""
    letters = [char.upper() for char in short if char.isalpha()]
    heads = initials(long)
    if len(letters) < 2 or len(heads) < 2 or len(long.split()) < 2 or letters[0] != heads[0]:
        return False
    found = at = 0
    for letter in letters:
        where = heads.find(letter, at)
        if where >= 0:
            found, at = found + 1, where + 1
    return found >= 0.7 * len(letters) and len(heads) <= len(letters) + 2


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
