"""Which body a noun means: "the airline", "the American company"."""

from __future__ import annotations

import re
from typing import Final

from reader.names.chains import is_origin
from reader.names.keys import name_key
from reader.names.places import demonym_kind
from reader.quotes.document import sentences_before
from reader.quotes.scene import Scene, Speaker
from reader.quotes.subjects import first_subject

_PASSAGES_BACK: Final = 3
_THE_BODY: Final = re.compile(r"the (?:[\w’'-]{2,20} ){0,2}([\w’'-]+)")


def is_body_phrase(scene: Scene, low: str, head: str, at: int) -> bool:
    """Whether a phrase in lower case stands for the body that the story is about: "the company", "the US lender"."""
    found = _THE_BODY.fullmatch(low)
    if found is None or found.group(1) != head or not scene.document.lexicon.is_in(head, "body"):
        return False
    between = scene.document.text[at : at + len(low)].split()[1:-1]
    # "the Evening Roe newspaper" is another; "the Norwegian company" may be this one
    return all(word.islower() or is_origin(word) or demonym_kind(name_key(word)) is not None for word in between)


def story_body(scene: Scene) -> Speaker | None:
    """Return the body that the story's first sentence is about: "Roe Foods is to close 38 shops"."""
    for passage in scene.document.passages[:_PASSAGES_BACK]:
        if passage.headline or not passage.sentences:
            continue
        sentence = passage.sentences[0]
        subject = first_subject(sentence, len(sentence.tags))
        found = scene.named(sentence.span(subject.first, subject.last)) if subject is not None else None
        if found is None or found.name is None or found.personal or found.gender is not None:
            return None
        return found if found.group or " " in found.name else None
    return None


def body_before(scene: Scene, at: int, *, certain: bool = True) -> Speaker | None:
    """Return the group that was the last subject before an offset; unless `certain`, any name that is no person's
    for sure."""
    here = scene.document.passage_at(at)
    for index in range(here, max(-1, here - _PASSAGES_BACK), -1):
        passage = scene.document.passages[index]
        for sentence in () if passage.headline else sentences_before(passage, at):
            for subject, _ in scene.subjects_of(sentence):
                start, end = sentence.span(subject.first, subject.last)
                found = scene.named((start, end)) if end <= at else None
                if found is not None and (found.group or not (certain or found.personal or found.gender)):
                    return found
    return None
