"""Which body a noun means: "the airline", "the American company"."""

from __future__ import annotations

import re
from typing import Final

from reader.quotes.scene import Scene, Speaker, sentences_before

_PASSAGES_BACK: Final = 3
_THE_BODY: Final = re.compile(r"the (?:[\w’'-]{2,20} ){0,2}([\w’'-]+)")


def is_body_phrase(scene: Scene, low: str, head: str) -> bool:
    """Whether a phrase in lower case stands for the body that the story is about: "the company", "the US lender"."""
    found = _THE_BODY.fullmatch(low)
    return found is not None and found.group(1) == head and scene.document.lexicon.is_in(head, "body")


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
