"""Paragraphs and sentences of news text, by offsets.

Everything here preserves lengths: an offset into a softened copy is an offset into the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

Span = tuple[int, int]

SOFT_DOT: Final = "\u2024"
"""Stands for the dot of an abbreviation in a softened copy; it has the width and the look of a dot."""

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")
_DOT: Final = re.compile(r"\.(?=[\s,;:)\]’'”\"\-])")
# what may stand before the dot of an abbreviation: up to eight letters, or letters with a dot after each ("U.S", "J.K")
_ABBREVIATED: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]{1,3}\.){0,3}[^\W\d_]{1,8}$")
_ABBREVIATED_REACH: Final = 24
_SPACES: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_NEXT_WORD: Final = re.compile(r"\s+[“\"‘'(\[]*([^\W\d_]+)")
_ORDINAL: Final = re.compile(
    r"\.(?<=\d\.)(?= (?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)"
)
_END: Final = re.compile(r"[.!?…]+[\"”’'»“)\]]*(?=\s|$)|[。！？]+[」』”’）]*")
_OPENER: Final = "“\"‘'«„([—–-‹「『¿¡"

AbbreviationClass = Literal["before", "inside", "first"]


@cache
def _abbreviations() -> MappingProxyType[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in resources.files("reader.text").joinpath("data/abbreviations.txt").read_text("utf-8").splitlines():
        entry = line.split("#", 1)[0].strip()
        if entry.startswith("["):
            section = entry.split("]")[0].strip("[")
        elif entry:
            found.setdefault(section, set()).update(entry.split())
    return MappingProxyType({name: frozenset(words) for name, words in found.items()})


@cache
def _abbreviated_ends() -> frozenset[str]:
    """The words that may be abbreviated, in either case, each by what stands behind its last inner dot."""
    classes = _abbreviations()
    words = {word.rpartition(".")[2] for word in classes["before"] | classes["inside"]}
    return frozenset(words | {word.lower() for word in words})


def soften(text: str) -> str:
    """Return a copy of equal length in which dots of abbreviations and initials are `SOFT_DOT` and every kind of
    space is a plain one, so that a full stop before a space ends a sentence."""
    plain = _SPACES.sub(" ", text)
    soft: list[int] = []
    for match in _DOT.finditer(plain):
        soft.extend(_soft_dots(plain, match.start()))
    pieces: list[str] = []
    done = 0
    for at in soft:
        pieces += (plain[done:at], SOFT_DOT)
        done = at + 1
    pieces.append(plain[done:])
    return _ORDINAL.sub(SOFT_DOT, "".join(pieces))


def _soft_dots(text: str, at: int) -> list[int]:
    """Return the offsets of the dots that end no sentence in the word before the dot at `at`, that one included."""
    first = at
    while first > 0 and at - first < 9 and text[first - 1].isalpha():
        first -= 1
    tail = text[first:at]
    if not tail or (len(tail) > 1 and text[first - 1 : first] != "." and tail not in _abbreviated_ends()):
        return []  # an ordinary word at a sentence's end
    match = _ABBREVIATED.search(text[max(0, at - _ABBREVIATED_REACH) : at])
    if match is None:
        return []
    word = match.group()
    classes = _abbreviations()
    letters = word.replace(".", "")
    initials = len(letters) == 1 or ("." in word and all(len(part) == 1 for part in word.split(".")))
    inside = word in classes["inside"] or word.capitalize() in classes["inside"] or (initials and letters != "I")
    inner = [at - len(word) + index for index, char in enumerate(word) if char == "."]
    if word in classes["before"] or (inside and not _sentence_follows(text, at + 1, classes["first"])):
        return [*inner, at]
    return inner if initials else []


def _sentence_follows(text: str, end: int, first_words: frozenset[str]) -> bool:
    """Whether the dot before `end` stands last in its sentence: at a line's end, or before a usual first word."""
    behind = text[end]
    if behind in ",;:)]-":
        return False
    rest = text[end : end + 40]
    if behind in "’'”\"":
        return not rest[1:2].strip()
    if "\n" in rest[: len(rest) - len(rest.lstrip())]:
        return True
    follower = _NEXT_WORD.match(rest)
    return follower is not None and follower.group(1) in first_words


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the lines that hold more than white space; a line end always ends a paragraph."""
    return [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]


def split_sentences(text: str, start: int, end: int, quoted: Sequence[Span] = ()) -> list[Span]:
    """Return the sentences of `text[start:end]`, which is softened and one paragraph, without outer white space.

    `quoted` are the runs inside quotation marks, in order: a full stop in the middle of one ends nothing, one at a
    run's end does when a capital or a mark follows.
    """
    found: list[Span] = []
    begin = start
    waiting = iter(quoted)
    run = next(waiting, None)
    for match in _END.finditer(text, start, end):
        stop = match.start()
        while run is not None and run[1] <= stop:
            run = next(waiting, None)
        if run is not None and run[0] <= stop and text[match.end() - 1 : match.end()] and match.end() < run[1]:
            continue
        if match.end() < end and not _opens(text, match.end(), end):
            continue
        found.append((begin, match.end()))
        begin = match.end()
    if text[begin:end].strip():
        found.append((begin, end))
    return [_trimmed(text, span) for span in found if text[span[0] : span[1]].strip()]


def _opens(text: str, at: int, end: int) -> bool:
    while at < end and text[at].isspace():
        at += 1
    char = text[at : at + 1]
    return not char.islower() and (char.isalnum() or char in _OPENER or not char.isascii())


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
