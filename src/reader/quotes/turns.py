"""Turns of a conversation without marks: the paragraphs of a transcript ("ROE: We will see.") and of questions and
answers ("Q: Why?", "A: Because.").

One line with a colon is no transcript: labels count where there are several, and where they are names or the usual
words for who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from reader.names.gender import is_given_name
from reader.names.keys import name_key
from reader.names.titles import is_title
from reader.quotes.document import Document
from reader.text.sentences import SOFT_DOT, Span

_DOT: Final = re.escape(SOFT_DOT)
_CAPS: Final = rf"[^\W\d_a-z][^\W\d_a-z.{_DOT}’'-]*[.{_DOT}]?"
_LABEL: Final = re.compile(
    rf"(?P<name>{_CAPS}(?: {_CAPS}){{0,4}})(?:, [^\W\d_a-z][^a-z:\n]{{1,40}}| ?\([^()\n]{{1,40}}\))?: ?(?=\S)"
)
_NAMED: Final = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,3}): ?(?=\S)")
_LETTERS: Final = re.compile(rf"(?P<name>[QA])(?:[:.{_DOT}]|\)) ?(?=\S)")
_USUAL: Final = frozenset(
    {"host", "reporter", "question", "answer", "moderator", "interviewer", "anchor", "journalist", "caller", "court"}
    | {"unidentified", "male", "female", "announcer", "narrator", "correspondent", "operator", "witness", "staff"}
)
_LEAST: Final = 2
"""So many turns, of two speakers, make a conversation."""
_VOICES: Final = 4
"""So many labels at most are voices when nothing shows that they are names."""
_DENSE: Final = 0.7
"""Which share of the paragraphs of such an interview has a label."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a turn's words begin, and the span of the words that name who speaks; None for an unnamed asker."""

    start: int
    label: Span | None


def find_turns(document: Document) -> dict[int, Turn]:
    """Return the turns of the article by the index of their paragraph; empty where nobody converses."""
    return (
        _letters(document) or _labelled(document, _LABEL, capitals=True) or _labelled(document, _NAMED, capitals=False)
    )


def _labelled(document: Document, pattern: re.Pattern[str], *, capitals: bool) -> dict[int, Turn]:
    found = {}
    names: Counter[str] = Counter()
    for index, passage in enumerate(document.passages):
        match = pattern.match(document.text, passage.start, passage.end)
        if match is not None and not passage.block and not document.text[match.end()].isdigit():
            found[index] = Turn(match.end(), match.span("name"))
            names[match["name"]] += 1
    if len(found) < _LEAST or len(names) < _LEAST:
        return {}
    if not capitals and _alternate(found, names):
        return found
    known = _surnames(document, names)
    speakers = {name for name in names if _is_speaker(name, known, capitals=capitals)}
    short = {name.split()[-1] for name in names if " " in name} & set(names)
    if capitals and short:  # "ANN ROE: ..." and later "ROE: ...": these are names, whatever they are
        speakers |= {name for name in names if " " in name or name in short}
    turns = {i: turn for i, turn in found.items() if turn.label and document.text[slice(*turn.label)] in speakers}
    enough = len(turns) >= _LEAST and len(speakers) >= _LEAST
    # names in lower case are also the keys of lists ("Ann Roe: 12 goals"); there somebody must come twice
    return turns if enough and (capitals or max(names[name] for name in speakers) > 1) else {}


def _alternate(found: dict[int, Turn], names: Counter[str]) -> bool:
    """Whether a few labels come again and again, paragraph by paragraph: an interview, whoever they are."""
    dense = len(found) >= _DENSE * (max(found) - min(found) + 1)
    return dense and len(found) >= 2 * _LEAST and len(names) <= _VOICES and min(names.values()) >= _LEAST


def _surnames(document: Document, names: Counter[str]) -> frozenset[str]:
    """Return what a label of one word may be: the last part of a label of several words, or of somebody's name."""
    long = [name_key(name.split()[-1]) for name in names if " " in name and _is_full(name)]
    people = [name_key(person.parts[-1]) for person in document.people.everyone if person.parts and not person.group]
    return frozenset([*long, *people])


def _is_full(name: str) -> bool:
    words = name.replace(SOFT_DOT, ".").split()
    return any(is_given_name(word) for word in words[:-1]) or is_title(words[0])


def _is_speaker(name: str, known: frozenset[str], *, capitals: bool) -> bool:
    words = name.split()
    if capitals and any(word.lower() in _USUAL for word in words):
        return True
    if len(words) > 1:
        return _is_full(name)
    return name_key(name) in known


def _letters(document: Document) -> dict[int, Turn]:
    """Return the turns that are lettered: nobody is named as the asker, the answers are the story's person's."""
    turns = {}
    letters: Counter[str] = Counter()
    answering: Span | None = None
    for index, passage in enumerate(document.passages):
        match = _LETTERS.match(document.text, passage.start, passage.end)
        if match is None:
            continue
        if not letters:
            answering = _introduced(document, passage.start)
        letters[match["name"]] += 1
        turns[index] = Turn(match.end(), answering if match["name"] == "A" else None)
    return turns if letters["Q"] and letters["A"] and abs(letters["Q"] - letters["A"]) <= 1 + letters["Q"] // 4 else {}


def _introduced(document: Document, before: int) -> Span | None:
    """Return the mention of the person who is named in full most often before an offset."""
    people = document.people
    mentions = [mention for mention in people.mentions_in(0, before) if not people.person(mention).group]
    full = [mention for mention in mentions if len(people.person(mention).parts) > 1]
    if not full:
        return None
    counts = Counter(mention.who for mention in mentions)
    best = max(full, key=lambda mention: (counts[mention.who], -mention.start))
    return best.start, best.end
