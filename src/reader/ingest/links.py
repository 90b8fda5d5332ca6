"""Where links stand in text that was put in order after they were read.

What readers do to text between a tag and a block (join, trim, part, wrap) moves white space and nothing else. So the
place of a link's words is kept by counting the characters that are no white space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final

from reader.article import Link, RawBlock

MOST: Final = 2_000
"""Links of one article that are kept."""

Mark = tuple[int, int, str]
"""Where a link's words begin and end in raw text, and what the file says it leads to."""

Linked = tuple[str, tuple[Link, ...]]
"""A text with the links in it."""

_WORD: Final = re.compile(r"\S+")
# noncharacters, which no text holds: they stand for where a link begins, which one, and where it ends
_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
_NUMBERS: Final = 0xF0000
_SIGN: Final = re.compile(f"{_OPEN}([\U000f0000-\U000fffff])|{_CLOSE}")
_MOST_SIGNS: Final = 0xFFFF


def spread(raw: str, marks: Iterable[Mark], pieces: Sequence[str]) -> list[tuple[Link, ...]]:
    """Return for each of `pieces` the links in it. `marks` are in order in `raw`, whose characters but white space the
    pieces hold, in order; a link that goes over the end of a piece is one in each. Linear in the length of `raw`."""
    found: list[list[Link]] = [[] for _ in pieces]
    whole = "\n".join(pieces)
    words = whole.split()
    # where each run of white space is one character, which is nearly always, counting words and letters is enough
    even = len(whole) == sum(map(len, words)) + max(0, len(words) - 1)
    counts, places = ([], []) if even else _words(whole)
    ends = list(accumulate(len(piece) + 1 for piece in pieces))
    solid = begun = at = 0
    for start, end, target in marks:
        if start < at or start >= end:
            continue
        begun += _begun(raw, at, start)
        solid += _solid(raw[at:start])
        inside = raw[start:end]
        size = _solid(inside)
        at = end
        if not size:
            continue
        opened = begun + (inside[0].isspace() or not start or raw[start - 1].isspace())
        begun += _begun(raw, start, end)
        first, last = solid, solid + size - 1
        solid += size
        if even:
            first, last = first + opened - 1, last + begun - 1
        else:
            first, last = (places[word := bisect_right(counts, n) - 1] + n - counts[word] for n in (first, last))
        for piece in range(bisect_right(ends, first), min(bisect_right(ends, last) + 1, len(pieces))):
            before = ends[piece] - len(pieces[piece]) - 1
            begin, stop = max(first - before, 0), min(last + 1 - before, len(pieces[piece]))
            if begin < stop:
                found[piece].append(Link(begin, stop, target))
    return [tuple(links) for links in found]


def _solid(text: str) -> int:
    return sum(map(len, text.split()))


def _begun(raw: str, start: int, end: int) -> int:
    """Return how many words begin between two places."""
    goes_on = 0 < start < end and not raw[start].isspace() and not raw[start - 1].isspace()
    return len(raw[start:end].split()) - goes_on


def _words(text: str) -> tuple[list[int], list[int]]:
    """Return how many characters but white space stand before each word of `text`, and where each word begins."""
    counts, places = [], []
    count = 0
    for word in _WORD.finditer(text):
        counts.append(count)
        places.append(word.start())
        count += word.end() - word.start()
    return counts, places


def moved(links: Iterable[Link], by: int) -> tuple[Link, ...]:
    """Return `links` in text that has `by` more characters before them, fewer when negative; those cut off go."""
    return tuple(Link(link.start + by, link.end + by, link.target) for link in links if link.start + by >= 0)


def joined(texts: Sequence[Linked], separator: str) -> Linked:
    """Return texts and their links, joined by `separator`."""
    links: list[Link] = []
    at = 0
    for text, own in texts:
        if own:
            links.extend(moved(own, at))
        at += len(text) + len(separator)
    return separator.join(text for text, _ in texts), tuple(links)


def carried(block: RawBlock, text: str, change: Callable[[str], str]) -> tuple[Link, ...]:
    """Return the links of `block` as they stand in `text`, which is its own text, changed by `change` and trimmed.

    Where the change does not work on each part of the text by itself, a link is looked for by its words from where the
    last one ended. Linear in the length of the text.
    """
    edges = [0, *(edge for link in block.links for edge in (link.start, link.end)), len(block.text)]
    parts = [change(block.text[start:end]) for start, end in pairwise(edges)]
    whole = "".join(parts)
    exact = whole.strip() == text.strip()
    places: list[Mark] = []
    at = 0
    for link, before, words in zip(block.links, parts[::2], parts[1::2], strict=False):
        start = at + len(before) if exact else text.find(words, at)
        if start < 0:
            break
        at = start + len(words)
        places.append((start, at, link.target))
    return spread(whole if exact else text, places, [text])[0]


class Signs:
    """Signs around the words of links in text that is read by way of strings. `targets` are those given so far."""

    def __init__(self) -> None:
        self.targets: list[str] = []

    def opening(self, target: str) -> str:
        """Return the sign that opens a link to `target`, "" when there are too many."""
        if len(self.targets) >= _MOST_SIGNS:
            return ""
        self.targets.append(target)
        return _OPEN + chr(_NUMBERS + len(self.targets) - 1)

    closing = _CLOSE

    def links(self, blocks: Sequence[str], signed: Sequence[str]) -> list[tuple[Link, ...]]:
        """Return the links in `blocks`, which are `signed`, read without signs; none where both differ in more."""
        parts: list[str] = []
        marks: list[Mark] = []
        opened: tuple[int, str] | None = None
        text = "\n".join(signed)
        size = at = 0
        for sign in _SIGN.finditer(text):
            parts.append(text[at : sign.start()])
            size += sign.start() - at
            at = sign.end()
            if opened is not None:
                marks.append((opened[0], size, opened[1]))
            number = ord(sign[1]) - _NUMBERS if sign[1] else -1
            opened = (size, self.targets[number]) if 0 <= number < len(self.targets) else None
        parts.append(text[at:])
        raw = "".join(parts)
        if "".join(raw.split()) != "".join("".join(blocks).split()):
            return [() for _ in blocks]
        return spread(raw, marks, blocks)
