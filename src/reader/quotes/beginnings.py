"""Where a name begins in a capitalised run of German, French or Spanish.

German writes every noun like a name ("Fahrgast Emil Roth", "Sein Trainer Roth"), and in all three the complement of an
office runs into the name behind it ("le ministre du Travail Luc Roux"). A known given name shows where a name begins;
in German so do an article before a noun and the noun's ending.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from reader.names.chains import PARTICLES
from reader.names.gender import is_given_name
from reader.names.titles import is_title, role_word
from reader.quotes.lexicon import Lexicon

_GRAMMAR: Final = "RDPCSULXOA"
"""Tags of words that are capitalised only where a sentence begins."""
_LONG: Final = 10
"""A German word of so many letters before two others is a compound and no given name."""
_WITH_NOUN: Final = 4
"""So many parts besides the first: a preposition, a noun and a name of two parts."""
_PLURAL_VERBS: Final = ("an", "en", "on")
_PREPOSITIONS: Final = frozenset(
    {"a", "de", "du", "des", "del", "d", "la", "los", "las", "aux", "au", "al", "à", "en", "y", "et", "e"}
)


def parts_before_name(parts: tuple[str, ...], before: str, known: Collection[str], lex: Lexicon) -> int:
    """Return how many of a run's parts stand before the name. `before` is the word before the run, "" at a sentence's
    start; `known` are the surnames that the article gives in full, with a given name."""
    cut = 0
    determined = lex.language == "de" and lex.tag(before) == "D"
    while cut < len(parts) - 1 and not is_given_name(parts[cut]) and lex.tag(parts[cut].lower()) in _GRAMMAR:
        determined = lex.tag(parts[cut].lower()) == "D"
        cut += 1
    if lex.language == "de":
        return _german(parts, cut, known, lex, determined=determined)
    if len(parts) > cut + 2 and lex.tag(before) == "D" and not is_given_name(parts[cut]):
        return cut + 1  # "la Bordelaise Anne Roux"
    given = _given(parts, cut)
    opens = not before and lex.language == "es" and parts[cut].endswith(_PLURAL_VERBS)  # "Actúan Ana Ruiz y"
    return given if given == cut or opens or before in _PREPOSITIONS else cut


def parts_of_name(parts: tuple[str, ...], lex: Lexicon) -> int:
    """Return how many of a run's parts are the name, without "von der Universität Aue" behind it."""
    if lex.language == "es":
        return len(parts)  # "Ana Ruiz de la Fuente"
    for index in range(2, len(parts) - 1):
        if (
            parts[index] in ("von", "vom", "de", "du")
            and not is_given_name(parts[index - 1])
            and is_given_name(parts[0])
        ):
            return index
    return len(parts)


def pair_at(parts: tuple[str, ...], lex: Lexicon) -> int:
    """Return the place of the "y" that joins two full names in Spanish ("Ana Ruiz y Luz Gil"), 0 where there is none;
    "Ortega y Gasset" is one."""
    place = next((index for index, part in enumerate(parts) if part in ("y", "e")), 0) if lex.language == "es" else 0
    two = 2 <= place <= len(parts) - 3 or (place and place < len(parts) - 1 and is_given_name(parts[place + 1]))
    return place if two else 0


def is_complement(before: str, lex: Lexicon) -> bool:
    """Whether the word before a run, in lower case, makes it hang on a noun: "du Travail", "der Stadt Roth"."""
    return before in _PREPOSITIONS or lex.tag(before) == "P" or before in ("des", "der")


def _given(parts: tuple[str, ...], first: int) -> int:
    """Return the first part that is a given name and has another behind it, `first` when there is none."""
    for index in range(first, len(parts) - 1):
        if is_given_name(parts[index]):
            return index
    return first


@cache
def _endings(lex: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lex.classes.get("calling-ending", ())))


def _german(parts: tuple[str, ...], first: int, known: Collection[str], lex: Lexicon, *, determined: bool) -> int:
    given = _given(parts, first)
    if given > first or is_given_name(parts[first]):
        return given
    cut = first
    if determined and len(parts) > cut + _WITH_NOUN and parts[cut + 1] in PARTICLES:
        cut += 2  # "Der Vertrag von Intendant Emil Roth"
    while cut < len(parts) - 1 and parts[cut + 1] not in PARTICLES:
        word, left = parts[cut], len(parts) - cut
        if not word[1:].replace("-", "").isalpha() or is_given_name(word):
            break
        office = role_word(word) is not None or is_title(word) or lex.is_in(word, "before-name")
        if left == 2:
            lone = determined or office or parts[-1] in known
            return cut + 1 if lone else cut
        if not (determined or office or word.lower().endswith(_endings(lex)) or len(word) >= _LONG):
            break
        cut += 1
        determined = False
    return cut
