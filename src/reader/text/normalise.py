"""Foldings shared by the rooms that compare texts: what counts as a word, and when two lines are the same.

Nothing here is shown to a reader; the results serve as keys and counts only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

LONE_CHARACTERS: Final = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Scripts written without spaces, or with spaces that do not part words as Latin ones do: a character is a word."""

_WORD: Final = re.compile(rf"[{LONE_CHARACTERS}]|[^\W_{LONE_CHARACTERS}]+(?:'[^\W_{LONE_CHARACTERS}]+)*")

_HEAD: Final = 120

_SIGNS: Final = ("\u201c", "\u201d", "\u2013", "\u2014", "\u201e")
"""Quotation marks and dashes: what stands in most English texts beside ASCII. They part words and mean nothing here."""
_ASCII_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'")


def folded(text: str) -> str:
    """Return `text` in compatibility form and lower case, with straight apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text)
    return plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'").lower()


def words(text: str) -> list[str]:
    """Return the words of `text`, folded. In scripts without spaces each character is a word."""
    plain = without_signs(folded(text))
    return ascii_words(plain) if plain.isascii() else _WORD.findall(plain)


def without_signs(plain: str) -> str:
    """Return a folded text with blanks for quotation marks and dashes, so that more texts are plain ASCII."""
    if not plain.isascii():
        for sign in _SIGNS:
            plain = plain.replace(sign, " ")
    return plain


def ascii_words(plain: str, marks: str = "") -> list[str]:
    """Return the words of a folded ASCII text, and each of the `marks` in it as a word: what a pattern finds in twice
    the time. Words are parts of most of what is done, so that is felt."""
    for mark in marks:
        if mark in plain:
            plain = plain.replace(mark, f" {mark} ")
    if "''" in plain:
        plain = plain.replace("''", " ")
    found = plain.encode("ascii").translate(_blanks(marks)).decode("ascii").split()
    if "'" in plain:
        # only inside a word is an apostrophe a part of it
        found = [word for part in found if (word := part.strip("'"))]
    return found


@cache
def _blanks(marks: str) -> bytes:
    """Return the table by which all bytes but those of words and of `marks` become blanks."""
    kept = _ASCII_WORD.union(marks)
    return bytes(byte if chr(byte) in kept else 0x20 for byte in range(0x100))


def first_word(text: str) -> str | None:
    """Return the first of `words(text)`, None when a look at the beginning does not tell."""
    head = folded(text[:_HEAD])
    found = _WORD.search(head)
    cut = found is None or found.end() == len(head)
    return None if found is None or (cut and len(text) > _HEAD) else found.group()


def line_key(text: str) -> str:
    """Return what two lines have in common when only case, spacing and punctuation differ."""
    return " ".join(words(text))
