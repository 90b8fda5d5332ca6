"""Openings of other languages that say whose view a sentence tells: "Pour l’économiste Anne Roux", "A juicio de"."""

from __future__ import annotations

from typing import Final

from reader.quotes.actors import can_speak
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import subject_after

_BARE: Final = {"fr": ("pour",), "es": ("para", "desde"), "de": ("für",)}
"""Prepositions that open a view where a name follows, and then a comma."""
_NOUNS: Final = {
    "fr": frozenset({"avis", "yeux", "dires", "mots", "après"}),
    "es": frozenset({"juicio", "opinión", "palabras", "entender", "ojos"}),
    "de": frozenset(
        {"ansicht", "angaben", "worten", "aussage", "aussagen", "einschätzung", "meinung", "auffassung", "überzeugung"}
    ),
}
"""Nouns behind a preposition at a sentence's start: "Nach Ansicht von Roth", "En palabras de Ruiz"."""
_OPENING: Final = 4
"""Within so many tokens a view opens."""


def viewpoint(sentence: Sentence, quote: int) -> tuple[Subject, str] | None:
    """Return whose view the sentence opens with, and the tags between them and the quotation; None without one."""
    language = sentence.lexicon.language
    first = 0
    while first < quote and sentence.tags[first] in "CA,":
        first += 1
    nouns = _NOUNS.get(language, frozenset())
    noun = next((i for i in range(first, min(first + _OPENING, quote)) if sentence.word(i) in nouns), None)
    bare = noun is None and sentence.word(first) in _BARE.get(language, ())
    if noun is None and not bare:
        return None
    index = first if noun is None else noun
    if noun is not None and sentence.tags[noun + 1 : noun + 2] == "P":
        index = noun + 1
    subject = subject_after(sentence, index)
    if subject is None or subject.last > quote:
        return None
    rest = sentence.tags[subject.last : quote]
    named = can_speak(sentence, subject) or ",N" in rest[:4] or any(map(str.isupper, _words(sentence, subject)))
    if bare and not named:
        return None
    if sentence.word(first) == "desde" and rest[:1] not in ("V", "W"):
        return None
    if bare and "," not in rest and language != "de" and sentence.word(first) != "desde":
        return None
    lead = rest.rpartition(",")[2].strip("A")
    return subject, lead


def _words(sentence: Sentence, subject: Subject) -> str:
    start, end = sentence.span(subject.first, subject.last)
    return sentence.text[start:end]
