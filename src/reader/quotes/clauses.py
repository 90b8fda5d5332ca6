"""What the sentence that holds a pronoun says of whom the pronoun can mean."""

from __future__ import annotations

import re
from typing import Final

from reader.names.titles import is_plural_role
from reader.quotes.document import Document, sentences_before
from reader.quotes.scene import Speaker
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import first_subject

_ENDS: Final = re.compile(r",RA?V(?:O|[Dn]?n)?(?:[PTZ][^.,:SQ]{0,25})?[.]?$")
_REPLY: Final = re.compile(
    r"(?:[\w’'-]{1,20} ){1,5}?(?:replied|replies|answered|responded|retorted|countered|shot back)\b"
)
_AGENT: Final = re.compile(r"\bby (?:[\w’'-]{1,20} ){0,4}$")
_AGENT_REACH: Final = 60


def is_reply(text: str, at: int) -> bool:
    """Whether the mention that starts at an offset answers somebody: "the minister replied"."""
    return _REPLY.match(text, at) is not None


def asks(sentence: Sentence) -> bool:
    """Whether somebody asks in a sentence: who did is not who replies."""
    return any(
        sentence.word(index) in ("asked", "asks", "pressed") for index, tag in enumerate(sentence.tags) if tag in "VW"
    )


def ends_report(sentence: Sentence, at: int) -> bool:
    """Whether the pronoun at an offset only ends a report: "The bridge was shut, she said."."""
    match = _ENDS.search(sentence.tags)
    if match is None or sentence.tokens[match.start() + 1].start != at:
        return False
    return sentence.tags[0] not in "UPgGHv" and "Q" not in sentence.tags


def is_agent(text: str, start: int) -> bool:
    """Whether somebody is named as who asked, told or did: "Asked by Roe whether", where "he" is the one asked."""
    return _AGENT.search(text, max(0, start - _AGENT_REACH), start) is not None


def own_plural(document: Document, at: int) -> Speaker | None:
    """Return the people of the same sentence whom "they" means: "Traders want what they call a fair deal"."""
    passage = document.passages[document.passage_at(at)]
    sentence = next(iter(sentences_before(passage, at)), None)
    if sentence is None or sentence.end <= at:
        return None
    subject = first_subject(sentence, len(sentence.tags))
    if subject is None or sentence.tokens[subject.last - 1].end > at:
        return None
    head = next((i for i in range(subject.first, subject.last) if is_plural_role(sentence.word(i))), None)
    if head is None:
        return None
    start, end = sentence.span(subject.first, subject.last)
    return Speaker(sentence.text[start:end], group=True, named=False)
