"""Where a passage that was noted stands now that its article was read again, cleaned otherwise or saved anew."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\S+")


class Place(NamedTuple):
    """A block, a character in it, and how many characters the passage has there; block -1 is nowhere."""

    block: int
    offset: int
    length: int


NOWHERE: Final = Place(-1, 0, 0)


def placed(texts: Sequence[str], block: int, offset: int, passage: str, context: str = "") -> Place:
    """Return where `passage`, which stood at `offset` of block number `block`, is among the blocks' texts.

    `context` is the text from there on, past its end when it is short. The passage is where it was; or in the nearest
    block that has it at the same character (blocks have come or gone); or at the nearest place of the nearest block
    that has its words (a block was changed): with the same words behind it if there is such a place, else without,
    else whatever the spacing. Linear in the texts.
    """
    if not passage.strip():
        return NOWHERE
    near = sorted(range(len(texts)), key=lambda at: (abs(at - block), at))
    more = context.startswith(passage) and len(context) > len(passage)
    for words in (context, passage) if more else (passage,):
        for at in near:
            if texts[at].startswith(words, offset):
                return Place(at, offset, len(passage))
        for at in near:
            found = _nearest(texts[at], words, offset)
            if found >= 0:
                return Place(at, found, len(passage))
    for at in near:
        span = _spaced_otherwise(texts[at], passage)
        if span is not None:
            return Place(at, span[0], span[1] - span[0])
    return NOWHERE


def _nearest(text: str, passage: str, offset: int) -> int:
    """Return where the passage begins nearest to `offset`, -1 when it is not in the text."""
    before = text.rfind(passage, 0, offset + len(passage))
    after = text.find(passage, offset)
    if before < 0 or after < 0:
        return max(before, after)
    return before if offset - before <= after - offset else after


def _spaced_otherwise(text: str, passage: str) -> tuple[int, int] | None:
    """Return the span of the first place that has the passage's words with other white space between them."""
    words = " ".join(passage.split())
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    plain = " ".join(text[start:end] for start, end in tokens)
    first = plain.find(words)
    if first < 0:
        return None
    starts = []
    at = 0
    for start, end in tokens:
        starts.append(at)
        at += end - start + 1
    head, last = (bisect_right(starts, where) - 1 for where in (first, first + len(words) - 1))
    begin = tokens[head][0] + first - starts[head]
    return begin, tokens[last][0] + first + len(words) - starts[last]
