"""Who acts in a sentence: the subjects of its reporting verbs, and whether a noun phrase can speak at all."""

from __future__ import annotations

from collections.abc import Sequence

from reader.names.titles import role_word
from reader.quotes.cues import Cue, find_cues
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import subject_after, subject_before


def can_speak(sentence: Sentence, subject: Subject) -> bool:
    """Whether a noun phrase holds a name or a noun of people, of a group or of a document."""
    for index in range(subject.first, subject.last):
        word = sentence.word(index)
        if sentence.tags[index] in "NK" or role_word(word) is not None or sentence.lexicon.is_in(word, "plural"):
            return True
        if sentence.lexicon.is_in(word, "group") or sentence.lexicon.is_in(word, "document"):
            return True
    return False


def speaking_subjects(sentence: Sentence, *, weak: bool = False) -> Sequence[tuple[Cue, Subject]]:
    """Return the strong (or the `weak`) verbs of a sentence with their subjects, in order: who speaks in it."""
    found = []
    for cue in find_cues(sentence, tags="W" if weak else "V"):
        if not cue.passive:
            subject = subject_before(sentence, cue.index)
            if subject is None and (not cue.index or sentence.tags[cue.index - 1] in ",Q"):
                subject = subject_after(sentence, cue.index)
            if subject is not None:
                found.append((cue, subject))
    return found
