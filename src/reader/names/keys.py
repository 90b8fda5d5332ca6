"""Normal forms of names: what makes two surfaces the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# letters that carry no combining mark but are written without their stroke elsewhere
_STROKES: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
_POSSESSIVE: Final = re.compile(r"['’]s(?!\w)|(?<=s)['’](?!\w)")
_DASHES: Final = re.compile(r"[-‐‑–]")
_MARKS: Final = re.compile(r"[\"“”„'’‘ʻʼ`.,()]")
_ARTICLE: Final = re.compile(r"^the (?=.)")


def fold(text: str) -> str:
    """Return `text` without accents and strokes; case and punctuation stay. The length may change."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return the key under which spellings of one name are equal.

    Case, accents, full stops, quotation marks, hyphens, a leading "the" and a possessive make no difference:
    "The U.S.'s" and "US" are both "us". Empty when nothing of the name remains.
    """
    text = _POSSESSIVE.sub("", fold(name))
    text = _MARKS.sub("", _DASHES.sub(" ", text))
    text = " ".join(text.casefold().split())
    return _ARTICLE.sub("", text)


def initials(name: str) -> str:
    """Return the first letters of the name's capitalised words, in upper case ("Bank of Hill and Dale": "BHD")."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", fold(name)) if word[0].isupper())
