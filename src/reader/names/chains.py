"""Capitalised name chains in plain text: "Anna de la Cruz", "J. K. Rowe", "Karim al-Masri".

A chain is found by its shape alone. What stands before the name in it (titles, a sentence's first word, a party)
is told apart; whether it names a person or an organisation is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reader.names.gender import bare, is_given_name
from reader.names.groups import looks_like_group
from reader.names.keys import name_key
from reader.names.places import place_kind
from reader.names.titles import is_honorific, is_plural_role, is_suffix, is_title, split_titles
from reader.names.wordlists import load
from reader.text.sentences import SOFT_DOT

_UPPER: Final = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x530)) if char.isupper())
_DOT: Final = re.escape(SOFT_DOT)
_PART: Final = rf"[{_UPPER}][\w{_DOT}]*(?:[’'](?![st]\b|re\b|ve\b|ll\b|d\b)\w+|[-‐‑&]\w[\w{_DOT}]*)*"
_ARABIC: Final = rf"(?:al|el|ad|as|an|ul|ibn)-[{_UPPER}]\w+"
PARTICLES: Final = frozenset(
    {"de", "da", "do", "dos", "das", "du", "di", "del", "della", "van", "von", "der", "den", "ten", "ter", "zu", "bin"}
    | {"ibn", "bint", "al", "el", "la", "le", "las", "los", "st", "y", "e", "af", "av", "op", "ap"}
)
"""Words in lower case that stand inside a name."""
_PARTICLES: Final = "|".join(sorted(PARTICLES))
_NICKNAME: Final = rf"[“\"‘](?:The )?[{_UPPER}]\w{{1,20}}[”\"’] "
_CHAIN: Final = re.compile(
    rf"(?<![\w’'{_DOT}@#&/])(?<!\d-)(?:{_ARABIC}|{_PART})"
    rf"(?:(?:,? (?=(?:Jr|Sr)\b)| (?:(?:{_PARTICLES}) ){{0,3}}(?:{_NICKNAME})?)(?:{_PART}|{_ARABIC})){{0,9}}"
)
_MAX_TOKEN: Final = 40
_GIVEN_MONTHS: Final = ("April ", "May ", "June ", "August ", "Sunday ")
_NAME_MAY_FOLLOW: Final = frozenset({"and", "said", "says", "but", "with", "when", "told", "asked", "that", "as"})
"""Words in lower case behind which a month's name may be somebody's given name."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A capitalised run at `start` to `end` of a softened text.

    `name` is the run without titles and first words, its parts joined by one space and with plain dots; it starts at
    `name_start`. `titles` are the tokens that stood before it ("Sen.", "Republican"). A chain of titles only has an
    empty name.
    """

    start: int
    end: int
    name_start: int
    name: str
    titles: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The name's parts."""
        return tuple(self.name.split())


@cache
def _not_names() -> dict[str, str]:
    return {
        word: section
        for section, lines in reversed(load("not_names").items())
        for line in lines
        for word in line.split()
    }


def is_function_word(token: str) -> bool:
    """Whether the word is one of grammar ("The", "But", "According"), never a name by itself."""
    return _not_names().get(bare(token)) == "function"


def is_no_name(token: str) -> bool:
    """Whether a capitalised word names nobody when it stands alone: grammar, days, months, peoples and parties."""
    return bare(token) in _not_names()


def is_origin(token: str) -> bool:
    """Whether a capitalised word says of what people, party or faith somebody is."""
    return _not_names().get(bare(token)) == "origin"


def is_time(token: str) -> bool:
    """Whether a word names a day, a month or a feast."""
    return _not_names().get(bare(token)) == "time"


def find_chains(
    text: str, start: int = 0, end: int | None = None, *, hidden: Callable[[int], bool] | None = None
) -> Iterator[Chain]:
    """Yield the chains of `text[start:end]` in order; `text` is softened. A chain that begins where `hidden` holds
    (inside a quotation, say) is left out."""
    for match in _CHAIN.finditer(text, start, len(text) if end is None else end):
        if hidden is not None and hidden(match.start()):
            continue
        chain = _chain(match)
        if chain is not None:
            yield chain


def _chain(match: re.Match[str]) -> Chain | None:
    found = _read(match.group(), month_opens=_opens_with_month(match))
    if found is None:
        return None
    offset, name, titles = found
    return Chain(match.start(), match.end(), match.start() + offset, name, titles)


def _opens_with_month(match: re.Match[str]) -> bool:
    """Whether a run's first word is a month that is a given name here: "June Ashdown", but not "in June Ashdown";
    and so is "Will" where no question can begin."""
    run = match.group()
    if run.startswith("Will "):
        lead = match.string[max(0, match.start() - 3) : match.start()]
        return lead[-1:] == " " and (lead[-2:-1].islower() or lead[-2:-1] == ",")
    if not run.startswith(_GIVEN_MONTHS) or is_no_name(run.split(" ", 2)[1]):
        return False
    before = match.string[max(0, match.start() - 12) : match.start()].rsplit(None, 1)
    return not before or not before[-1].isalpha() or before[-1] in _NAME_MAY_FOLLOW


@lru_cache(maxsize=20_000)
def _read(run: str, *, month_opens: bool = False) -> tuple[int, str, tuple[str, ...]] | None:
    """Return where in a capitalised run the name starts, the name, and what stood before it; names come again."""
    tokens = run.split(" ")
    words = [token.rstrip(",") for token in tokens]
    if len(words) == 1 and _not_names().get(bare(words[0])) == "origin":
        return 0, words[0], ()  # "Cuban" may be a surname; the roster knows
    first = 0
    months = 1 if month_opens else 0
    titles: list[str] = []
    while first + months < len(words) and not months and (is_no_name(words[first]) or not words[first]):
        if not is_function_word(words[first]):
            titles.append(words[first])
        first += 1
    whose = first
    while whose > 0 and _not_names().get(bare(words[whose - 1])) == "origin":
        whose -= 1
    if whose < first and first < len(words) and looks_like_group(" ".join(words[first:])):
        first = whose  # "British Dental Association": the people is part of a body's name
        titles.clear()
    before, name = split_titles(words[first:])
    titles += before
    surname = bool(before) and is_honorific(before[-1])  # "Mr. King"
    if len(name) == 1 and not surname and (is_title(name[0]) or is_suffix(name[0]) or is_plural_role(name[0])):
        titles.append(name[0])
        name = ()
    if not name and not titles:
        return None
    if any(len(word) > _MAX_TOKEN for word in name):
        return None
    if len(name) > 2 and _is_place_before(name):
        titles.append(name[0])
        before, name = (*before, name[0]), name[1:]
    offset = sum(len(token) + 1 for token in tokens[: first + len(before)])
    return min(offset, len(run)), " ".join(name).replace(SOFT_DOT, "."), tuple(titles)


def _is_place_before(name: Sequence[str]) -> bool:
    """Whether the first part is a place that only stands before the name: "the envoy to Norway Ann Roe"."""
    place = place_kind(name_key(name[0].replace(SOFT_DOT, "."))) is not None and not is_given_name(name[0])
    return place and not looks_like_group(" ".join(name[1:]))
