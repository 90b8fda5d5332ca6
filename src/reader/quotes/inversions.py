"""German, French and Spanish clauses around a quotation: the verb before its subject, hearers and adverbs between."""

from __future__ import annotations

import re
from typing import Final

from reader.names.gender import is_given_name
from reader.quotes.shapes import Sentence

ONE_OF_THEM: Final = re.compile(r"DP[RO]|[DR]P[D#]*[nNK]+")
"""'einer von ihnen', 'uno de los vecinos'."""
_COMPLEMENT: Final = re.compile(r"(?:PD?|D)#?[nZ]*[nNK]N*")
_GENITIVES: Final = frozenset({"der", "des", "von", "vom", "de", "du", "del", "d’", "d'", "aux", "für", "pour", "para"})
_IMPERSONAL: Final = frozenset({"hieß", "heißt"})
_MOST_COMPLEMENTS: Final = 3


def behind_hearer(sentence: Sentence, index: int) -> int:
    """Return the token behind a reflexive pronoun and an agency that was told: "se quejó", "dijo a EFE Ana Ruiz"."""
    tags = sentence.tags
    while index < len(tags) and tags[index] in "OA":
        index += 1
    told = index
    while told < len(tags) and tags[told] in "PD" and told - index < 2:
        told += 1
    if told == index or told + 1 >= len(tags) or tags[told : told + 2] != "NN":
        return index
    start, end = sentence.span(told, told + 1)
    return told + 1 if sentence.text[start:end].isupper() or sentence.word(told) == "dpa" else index


def spoken_by_nobody(sentence: Sentence, cue: int) -> int | None:
    """Return the preposition behind "hieß es", whose noun is the source; None for every other verb."""
    if sentence.word(cue) not in _IMPERSONAL or sentence.word(cue + 1) != "es":
        return None
    index = cue + 2
    while index < len(sentence.tags) and sentence.tags[index] in "An":
        index += 1
    return index if sentence.tags[index : index + 1] == "P" else None


def with_complements(sentence: Sentence, first: int, last: int) -> int:
    """Return the token behind a noun phrase and what hangs on its noun: "ein Sprecher der Polizei", "une source proche
    du dossier". A phrase that ends in a name has nothing behind it."""
    tags = sentence.tags
    if sentence.lexicon.language == "de" and "N" in tags[first:last]:
        last = first + tags[first:last].rindex("N") + 1  # a noun has a capital: "ist der Arzt überzeugt"
    noun = tags[last - 1] in "nK" or (
        sentence.lexicon.language == "de" and tags[first] == "D" and tags[last - 1] == "N"
    )
    if not noun or tags[last - 2 : last] == "NN":
        return last
    for _ in range(_MOST_COMPLEMENTS):
        match = _COMPLEMENT.match(tags, last)
        if match is None or sentence.word(last) not in _GENITIVES:
            break
        last = match.end()
    return last


def can_be_subject(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a French or Spanish phrase can be who speaks: one noun without an article is none, unless there are
    several of them ("vecinos")."""
    if sentence.lexicon.language == "de" or not set(sentence.tags[first:last]) <= {"n", "A"}:
        return True
    return sentence.word(first).endswith("s") or sentence.word(first)[1:2] in ("’", "'")


def is_inverted(sentence: Sentence, cue: int) -> bool:
    """Whether the verb behind a comma has its subject behind it: a pronoun or somebody's given name."""
    if sentence.lexicon.language == "en":
        return False
    return sentence.tags[cue + 1 : cue + 2] == "R" or is_given_name(sentence.word(cue + 1))


def is_between(sentence: Sentence, index: int) -> bool:
    """Whether a token may stand between a subject and its verb in French and Spanish: "lo niega", "en appelle",
    "a simplement dit"."""
    tag, word = sentence.tags[index], sentence.word(index)
    adverb = tag == "n" and word.endswith(("ment", "mente")) and sentence.tags[index - 1 : index] == "X"
    return tag == "O" or adverb
