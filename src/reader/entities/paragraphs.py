"""An article's text as short, harmless pieces for a tagger, with the way back to the article's offsets.

Tokenisers of statistical taggers are quadratic in runs of punctuation and hold a whole paragraph in memory, and a
saved file can contain anything. What a tagger sees is therefore a shadow copy of the same length: every offset in
a piece is an offset in the text, and what could do harm is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

MAX_PIECE: Final = 2_000
"""Longest piece that is given to a tagger, in characters."""

MAX_TEXT: Final = 200_000
"""How much of an article is searched for names, in characters."""

_KEPT_RUN: Final = 20
_LONGEST_WORD: Final = 120
_RUN: Final = re.compile(rf"([^\w\s])\1{{{_KEPT_RUN},}}")
_PICTURES: Final = re.compile(rf"[☀-➿⬀-⯿️\U0001f000-\U0001faff]{{{_KEPT_RUN + 1},}}")
_PUNCTUATION: Final = re.compile(rf"[^\w\s]{{{2 * _KEPT_RUN},}}")
_LONG_WORD: Final = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+")


class Piece(NamedTuple):
    """A stretch of the text for the tagger; `start` is where it stands in the article's text."""

    start: int
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """Yield the text's lines in order, long ones cut at sentence ends, none longer than `MAX_PIECE` characters.

    Blank lines are left out.
    """
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip()
        if body:
            shadow = _shadow(body)
            for start, end in _cuts(shadow):
                part = shadow[start:end]
                if not part.isspace():
                    yield Piece(position + start, part)
        position += len(line)


def _shadow(line: str) -> str:
    """Return the line with runs of one mark, of emoji and of unbroken signs blanked, its length unchanged."""
    line = _RUN.sub(_blank, line)
    line = _PICTURES.sub(_blank, line)
    line = _PUNCTUATION.sub(_blank, line)
    return _LONG_WORD.sub(_blank, line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _cuts(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(line) - start > MAX_PIECE:
        end = start + MAX_PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(line, start, end)]
        if not ends or ends[-1] - start < MAX_PIECE // 4:
            space = line.rfind(" ", start + MAX_PIECE // 2, end)
            ends.append(space + 1 if space > 0 else end)
        yield start, ends[-1]
        start = ends[-1]
    yield start, len(line)
