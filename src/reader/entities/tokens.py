"""The words of a line, with what their writing says: capitals, glued marks, sentence starts."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reader.entities.words import words
from reader.names.organisations import spelled_possessive
from reader.names.titles import is_title

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., J.R.R.
    r"|[^\W_]+(?:(?:[-‐‑'’&+@](?=[^\W_])|\.(?=[a-z0-9]))[^\W_]+)*"  # words, with a mark inside: O'Neil, AT&T
    r"|[^\w\s]"
)
_ELIDED: Final = re.compile(
    r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|(?:d|n|s|c)?[ae]ll|sull|dall|nell|un|quest)['’](?=[^\W\d_])", re.IGNORECASE
)
"""French, Italian and Catalan articles that have lost their vowel: "l'Agence", "dell'Interno"."""
_OPENERS: Final = frozenset("\"“‘«„'([{•·►*|")
_QUOTED: Final = 300
"""How far back, in characters, a quotation may have begun that an apostrophe could end."""
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_SENTENCE_END: Final = frozenset(".!?:;…")


class Token(NamedTuple):
    """A word or a mark. `capital`: it starts like a name. `opens`: a sentence, a quotation or a line starts here.

    `spaced`: white space stands before it. `possessive`: an 's was cut off. Offsets are those of the text.
    """

    start: int
    end: int
    text: str
    lower: str
    word: bool
    capital: bool
    opens: bool
    spaced: bool
    possessive: bool


def tokens(text: str, start: int, end: int, *, elided: bool = False) -> list[Token]:
    """Return the tokens of `text[start:end]`, one line or piece of it; with `elided`, "l'" is a token of its own."""
    found: list[Token] = []
    opens, last, cursor = True, start, start
    for match in _TOKEN.finditer(text, start, end):
        a, b = match.span()
        if a < cursor:
            continue
        token = match.group()
        article = _ELIDED.match(token) if elided else None
        if article is not None and (token[0].islower() or opens):
            middle = a + article.end()
            spaced = a > last or a == start
            found.append(
                Token(a, middle, token[: middle - a], token[: middle - a].lower(), True, False, opens, spaced, False)
            )
            # what follows stands like a word of its own
            opens, last, token, a = False, middle - 1, token[middle - a :], middle
        first = token[0]
        word = first.isalnum()
        possessive = False
        if word:
            if len(token) > 2 and token[-1] in "sS" and token[-2] in "'’" and not spelled_possessive(token):
                token, b, possessive = token[:-2], b - 2, True
            elif token[-1] == "s" and _owns(text, start, b, end):
                possessive = True
            elif b < end and text[b] == "." and _abbreviates(token, text, b, end):
                token, b = token + ".", b + 1
        capital = word and (first.isupper() or (first.isdigit() and _numbers_a_name(token, text, b, end)))
        found.append(
            Token(a, b, token, token.lower(), word, capital, opens and word, a > last or a == start, possessive)
        )
        if word:
            opens = False
        elif token in _SENTENCE_END or token in _OPENERS:
            opens = True
        last = match.end() + (possessive and match.end() == b)
        cursor = max(b, last)
    return found


def _owns(text: str, start: int, at: int, end: int) -> bool:
    """Whether the apostrophe at `at` is that of an owner ("Workers' Front"), not the end of a quotation."""
    if at + 2 >= end or text[at] not in "'’" or text[at + 1] != " " or not text[at + 2].isupper():
        return False
    opened = max(text.rfind(" '", max(start, at - _QUOTED), at), text.rfind("‘", max(start, at - _QUOTED), at))
    return opened < 0 and text[start] != "'"


def _numbers_a_name(token: str, text: str, at: int, end: int) -> bool:
    """Whether a word that starts with a digit starts like a name: "4X", "31st" of "31st Mechanised Brigade"."""
    if any(char.isupper() for char in token):
        return True
    return token[-2:] in _ORDINALS and at + 1 < end and text[at] == " " and text[at + 1].isupper()


def _abbreviates(token: str, text: str, at: int, end: int) -> bool:
    """Whether the full stop at `at` belongs to the token: an initial, "Inc.", "Mr."."""
    lower = token.lower()
    if len(token) == 1:
        return token.isupper() and text[at + 1 : at + 3].strip()[:1].isupper()
    if lower in words("abbreviation"):
        return token[0].isupper()
    if lower in words("abbreviation-before") or (len(token) <= 5 and is_title(token)):
        return token[0].isupper() and at + 2 < end and text[at + 1] == " "
    return False
