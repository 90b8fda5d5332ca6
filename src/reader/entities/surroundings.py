"""What the words beside a name say that it is: "the insurer Brightwell", "Corwen, a market town", "Anna Roe, who".

Only nouns of a list and a handful of pronouns are heard here; what they are worth is for the weights to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from reader.entities.tokens import Token
from reader.names.titles import role_word
from reader.names.wordlists import load_from

_DETERMINERS: Final = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "my", "one", "another"})
_NAMING: Final = frozenset({"called", "named", "dubbed", "nicknamed", "itself"})
"""What stands between a noun and its name: "a group called Night Heron", "a group calling itself Night Heron"."""
_COPULAS: Final = frozenset({"is", "was", "are", "were", "became", "remains"})
_RELATIVES: Final = frozenset({"who", "whose", "which", "where"})
_STOPS: Final = frozenset(
    {"who", "which", "whose", "where", "that", "of", "for", "in", "at", "on", "from", "with", "to", "by", "and", "but"}
    | {"as", "near", "about", "between", "when", "after", "before", "has", "had", "said"}
)
_WINDOW: Final = 7
"""How many words behind a name are searched for the noun that says what it is."""
_PERSONAL: Final = {
    "he": "he",
    "she": "he",
    "his": "he",
    "her": "he",
    "him": "he",
    "who": "he",
    "it": "it",
    "its": "it",
}
_REACH: Final = 12
"""How many tokens behind a name a pronoun still speaks of it, when no other name stands between."""
_AGE_DIGITS: Final = 2
_SPORT_SHARE: Final = 0.01
_SPORT_WORDS: Final = 4


def noun_before(line: Sequence[Token], first: int) -> str:
    """Return the class of the noun that runs into a name, with a comma where one stands between, else ""."""
    index = first - 1
    comma = index > 0 and line[index].text == ","
    index -= comma
    if index > 1 and line[index].lower in _NAMING and not comma:
        index -= 1 + (line[index].lower == "itself")
    if index < 0 or line[index].capital or not line[index].word:
        return ""
    kind = noun_kind(line[index].lower)
    return f"{kind}," if kind and comma else kind


def noun_behind(line: Sequence[Token], last: int) -> str:
    """Return what an apposition, a relative clause or "is a ..." behind a name says of it, else ""."""
    if last + 2 >= len(line):
        return ""
    one, two = line[last + 1], line[last + 2]
    if one.text == ",":
        if two.lower in _DETERMINERS:
            return _head(line, last + 3)
        if two.lower in _RELATIVES:
            return two.lower
        if two.text.isdigit() and len(two.text) <= _AGE_DIGITS:
            return "age"
        return f"bare-{kind}" if not two.capital and (kind := _head(line, last + 2)) else ""
    if one.lower in _COPULAS and two.lower in _DETERMINERS:
        return _head(line, last + 3)
    return ""


def _head(line: Sequence[Token], start: int) -> str:
    """Return the class of the last known noun before the words of its phrase end."""
    found = ""
    for token in line[start : start + _WINDOW]:
        if not token.word or token.lower in _STOPS:
            break
        if not token.capital:
            found = noun_kind(token.lower) or found
    return found


@lru_cache(maxsize=20_000)
def noun_kind(word: str) -> str:
    """Return "body", "place", "thing" or "role" for a noun in lower case that is known to name one, else ""."""
    nouns = _nouns()
    kind = nouns.get(word) or nouns.get(word.removesuffix("s"))
    if kind is None and "-" in word:
        return noun_kind(word.rpartition("-")[2])
    return kind or ("role" if role_word(word) is not None else "")


@cache
def _nouns() -> dict[str, str]:
    kinds = load_from("reader.entities", "nouns")
    return {word: kind for kind in ("body", "place", "thing") for word in kinds[kind]}


def pronouns(line: Sequence[Token]) -> tuple[str, ...]:
    """Return for each token the pronoun ("he" for all persons, "it") that follows it before any other name."""
    found = [""] * len(line)
    current, reach = "", 0
    for index in range(len(line) - 1, -1, -1):
        found[index] = current if reach > 0 else ""
        token = line[index]
        reach -= 1
        kind = _PERSONAL.get(token.lower)
        if kind is not None:
            current, reach = kind, _REACH
        elif token.capital and not token.opens:
            current = ""
    return tuple(found)


def is_sport(lower_words: Mapping[str, int]) -> bool:
    """Whether an article's words are those of a report of sport: four of them, and one in a hundred."""
    heard = [lower_words[word] for word in _sport_words() if word in lower_words]
    return len(heard) >= _SPORT_WORDS and sum(heard) >= _SPORT_SHARE * sum(lower_words.values())


@cache
def _sport_words() -> tuple[str, ...]:
    return load_from("reader.entities", "nouns")["sport"]
