"""What words do around a quotation: one tag a word, from word lists by language.

A sentence becomes a string of tags, one character a token (`reader.quotes.shapes`), and the rules are patterns over
that string. The tags:

====  =======================================  ====  ===========================================
`V`   strong reporting verb ("said")           `D`   article, possessive, quantity
`W`   weak reporting verb ("called")           `P`   preposition (`T` is "to")
`B`   verb of attitude ("believes")            `C`   and, or, but
`G`   participle of a strong verb ("saying")   `S`   subordinator ("that", "when")
`H`   participle of a weak verb ("calling")    `L`   relative pronoun
`R`   subject pronoun                          `X`   auxiliary
`O`   object pronoun                           `A`   adverb
`K`   noun of a document ("statement")         `v`   another finite verb
`N`   capitalised word                         `g`   another word in -ing
`U`   "when", "because", "as"                  `#`   number
`n`   any other word                           `~`   any other mark
`Z`   word of time ("Monday", "last")          `Q`   a quotation, `q` one that is only a term
====  =======================================  ====  ===========================================

Punctuation stands for itself, with `-` for dashes, `(` and `)` for brackets, `'` for a possessive and `~` for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from reader.names.wordlists import load_from

LANGUAGES: Final = ("en", "de", "fr", "es")

_TAGS: Final = (  # later classes win
    ("verb", "v"),
    ("noun", "n"),
    ("time", "Z"),
    ("adverb", "A"),
    ("document", "K"),
    ("attitude", "B"),
    ("calling", "H"),
    ("weak", "W"),
    ("saying", "G"),
    ("strong", "V"),
    ("preposition", "P"),
    ("conjunction", "C"),
    ("subordinator", "S"),
    ("when", "U"),
    ("relative", "L"),
    ("determiner", "D"),
    ("object", "O"),
    ("subject", "R"),
    ("auxiliary", "X"),
)
_STOPWORDS: Final = {
    "en": frozenset(
        {"the", "and", "of", "to", "that", "with", "is", "was", "in", "for", "it", "he", "she", "said", "at"}
    ),
    "de": frozenset(
        {"der", "die", "und", "das", "nicht", "mit", "von", "ist", "ein", "eine", "den", "zu", "im", "sagte"}
    ),
    "fr": frozenset(
        {"le", "les", "des", "est", "une", "dans", "que", "pour", "du", "et", "la", "de", "au", "sur", "qui"}
    ),
    "es": frozenset(
        {"el", "los", "las", "una", "por", "que", "para", "con", "la", "de", "y", "en", "del", "se", "dijo"}
    ),
}
_ALL_STOPWORDS: Final = frozenset().union(*_STOPWORDS.values())
_SAMPLE: Final = 6000
"""Characters from the start of a text that decide its language when nothing else does."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language: a tag for each known word, and the classes that no tag stands for."""

    language: str
    tags: MappingProxyType[str, str]
    classes: MappingProxyType[str, frozenset[str]]

    def tag(self, word: str) -> str:
        """Return the tag of a word token, whatever its case; capitals matter only for unknown words. "" has "~"."""
        if not word:
            return "~"
        low = word.lower()
        if self.language == "fr" and low[1:2] in ("’", "'"):
            low = low[2:]  # "s’indigne", "l’avocat"
        known = self.tags.get(low)
        if known is not None:
            return "n" if known == "K" and self.language == "de" else known
        if word[0].isupper():
            return "N"
        if self.language == "en":
            if low.endswith("ly") and len(low) > 4:
                return "A"
            if low.endswith("ed") and len(low) > 4:
                return "v"
            if low.endswith("ing") and len(low) > 4:
                return "g"
        return "n"

    def is_in(self, word: str, name: str) -> bool:
        """Whether the word is in the named class."""
        return word.lower() in self.classes.get(name, frozenset())


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language code; English for any that has none of its own."""
    code = language if language in LANGUAGES else "en"
    lists = load_from("reader.quotes", f"lexicon_{code}")
    classes = {name: frozenset(word for line in lines for word in line.split()) for name, lines in lists.items()}
    tags: dict[str, str] = {}
    for name, tag in _TAGS:
        tags.update(dict.fromkeys(classes.get(name, ()), tag))
    if code == "en":
        tags["to"] = "T"
        tags["that"] = "S"
    return Lexicon(code, MappingProxyType(tags), MappingProxyType(classes))


def guess_language(text: str) -> str:
    """Return the code of the language whose commonest words are most frequent at the text's start."""
    words = [word for word in text[:_SAMPLE].lower().split() if word in _ALL_STOPWORDS]
    best, most = "en", 0
    for code, stop in _STOPWORDS.items():
        hits = [word for word in words if word in stop]
        # two different words at least: "van der" and "de la" stand in names of every language
        if len(hits) > most and (code == "en" or len(set(hits)) > 1):
            best, most = code, len(hits)
    return best
