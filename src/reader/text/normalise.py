"""Foldings shared by the rooms that compare texts: what counts as a word, and when two lines are the same.

Nothing here is shown to a reader; the results serve as keys and counts only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONE_CHARACTERS: Final = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Scripts written without spaces, or with spaces that do not part words as Latin ones do: a character is a word."""

_WORD: Final = re.compile(rf"[{LONE_CHARACTERS}]|[^\W_{LONE_CHARACTERS}]+(?:'[^\W_{LONE_CHARACTERS}]+)*")

_HEAD: Final = 120


def folded(text: str) -> str:
    """Return `text` in compatibility form and lower case, with straight apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text)
    return plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'").lower()


def words(text: str) -> list[str]:
    """Return the words of `text`, folded. In scripts without spaces each character is a word."""
    return _WORD.findall(folded(text))


def first_word(text: str) -> str | None:
    """Return the first of `words(text)`, None when a look at the beginning does not tell."""
    head = folded(text[:_HEAD])
    found = _WORD.search(head)
    cut = found is None or found.end() == len(head)
    return None if found is None or (cut and len(text) > _HEAD) else found.group()


def line_key(text: str) -> str:
    """Return what two lines have in common when only case, spacing and punctuation differ."""
    return " ".join(words(text))
