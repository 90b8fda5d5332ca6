"""When two lines are the same line of a site, though a number, a sign or the case differs.

Used where lines that a site repeats are counted, and where the reader says what is to become of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.text.normalise import first_word, words

COMPARED: Final = 4000
"""So many characters of a line are looked at; what is longer is a story, and no site's line."""

SENTENCE: Final = 8
"""From so many words on, a line that ends like a sentence is one."""

ENDS: Final = frozenset('.!?…”“"’‘»«)」』。！？')
"""What a sentence can end with."""

NUMBER: Final = "#"
"""Stands for any number."""


def repeated_line(text: str) -> str | None:
    """Return what a line has in common with those that a site repeats, None without words or mostly of numbers.

    Case, spacing and punctuation do not count. Numbers are masked ("12 comments" and "7 comments" are one line), but
    not in sentences: a report's may differ in nothing but their numbers.
    """
    return repeated_words(words(text[:COMPARED]), text)


def repeated_words(found: Sequence[str], text: str) -> str | None:
    """Return `repeated_line(text)` where the words of the line, of its first `COMPARED` characters, are known."""
    numbers = sum([word[0].isdigit() for word in found])
    if numbers * 2 > len(found) or not found:
        return None
    if not numbers or (len(found) >= SENTENCE and text.rstrip()[-1:] in ENDS):
        return " ".join(found)
    return " ".join([NUMBER if word[0].isdigit() else word for word in found])


def same_line(text: str) -> str:
    """Return what is equal for lines that are the same to somebody who points at one of them.

    As `repeated_line`, but every line has such a key: numbers and signs alone are compared as they are, and so are
    texts that are too long for a line.
    """
    if len(text) > COMPARED:
        return " ".join(text.split())
    return repeated_line(text) or " ".join(words(text)) or " ".join(text.split())


def beginning(text: str) -> str | None:
    """Return the first word of `same_line(text)` at little cost, None when it takes more than a glance."""
    if len(text) > COMPARED:
        return None
    word = first_word(text)
    return NUMBER if word is not None and word[0].isdigit() else word
