"""Where the article begins and ends inside a file, and whether the file is a whole page's text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from reader.cleaning.cues import Cue
from reader.cleaning.features import LONG, Page, Shape
from reader.cleaning.stamps import is_stamp, line_kind
from reader.cleaning.wordlists import word_list

_RAW_BLOCKS: Final = 40
_RAW_SHORT: Final = 0.6
_RAW_KINDS: Final = 5
_RAW_CUES: Final = 8
"""A raw page has so many blocks, such a share of short ones, and so many kinds and numbers of cued ones. Many
short lines alone are no sign: list articles have them too."""

_MENU_SHORT: Final = 0.4
_MENU_ENTRIES: Final = 12
_ENTRY: Final = 4
_MENU_LINES: Final = 20
_MENU_SIDE: Final = 4
"""Menus have so many lines in all, and at least so many on each side of the text, which leaves less room for others;
so many names of up to four words above the text are one by themselves."""

_PAGE_KINDS: Final = frozenset(
    {"cookies", "rights", "share", "newsletter", "paywall", "follow"}
    | {"comments", "related", "player", "contact", "app", "tags"}
)
_TAIL_FROM: Final = 0.6
"""No label before this share of the article's words ends the article."""
_TAIL_PROSE: Final = 0.15
"""After such a label at most this share of the article's words may be prose."""
_ABOVE: Final = 20
_BELOW: Final = 40
"""So many blocks above and below the densest text of a page may still be the article's."""
_EDGED: Final = 4
"""A text of fewer paragraphs has no edges."""
_MOST_WORDS: Final = 80
"""A longer paragraph is no stronger sign of the article than one of so many words."""


@dataclass(frozen=True, slots=True)
class Zones:
    """`start` and `end` bound the article's blocks (end exclusive); from `tail` on nothing but residue is expected.

    `raw` says that the file holds a whole page's text, menus and all. Up to `opening` and from `closing` on stands at
    most one paragraph of the article's own: what a publication says of itself stands there.
    """

    start: int
    end: int
    tail: int
    raw: bool
    opening: int = 0
    closing: int = 0

    def inside(self, index: int) -> bool:
        """Return whether a block stands in the body."""
        return self.start <= index < min(self.end, self.tail)

    def at_edge(self, index: int) -> bool:
        """Return whether a block stands where the article begins or ends."""
        return index <= self.opening or index >= self.closing


def find_zones(page: Page, cues: Sequence[Sequence[Cue]]) -> Zones:
    """Return the zones of a page; `cues` holds each block's cues."""
    count = len(page)
    good = [is_text(item, found) for item, found in zip(page.shapes, cues, strict=True)]
    start, end = _densest(page, cues, good, raw=False)
    raw = _is_raw(page, cues, start, end)
    if raw:
        start, end = _densest(page, cues, good, raw=True)
    tail = _tail(page, cues, good, start) if not raw else min(end, count)
    return Zones(start, end, tail, raw, *_edges(page, cues, start, min(end, tail)))


def _edges(page: Page, cues: Sequence[Sequence[Cue]], start: int, end: int) -> tuple[int, int]:
    """Return the first block of the article's own text, and the one after its last but one; both lie outside the text
    when it is too short to have an edge."""
    own = [
        at
        for at in range(start, end)
        if page.shapes[at].prose and not any(cue.strength in ("self", "call", "edge") for cue in cues[at])
    ]
    return (own[0], own[-2] + 1) if len(own) >= _EDGED else (start - 1, end)


def margins(page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, heads: Collection[int]) -> range:
    """Return the blocks of a whole page that may be the article's: its densest text and the lists and tables that join
    it, down to the first line that a cue or a stamp gives away, and up to the head if nothing else lies between."""

    def plain(at: int) -> bool:
        return at not in heads and not cues[at] and line_kind(page.shapes[at]) is None

    start, end = zones.start, zones.end
    while start > max(0, zones.start - _ABOVE) and plain(start - 1):
        start -= 1
    if start - 1 not in heads:
        start = zones.start
    while end < min(len(page), zones.end + _BELOW) and plain(end):
        end += 1
    return range(start, end)


def is_text(item: Shape, cues: Sequence[Cue]) -> bool:
    """Return whether a block is running text that no cue speaks against, or too long for the cue to matter."""
    if not item.prose:
        return False
    return item.count > 45 or not any(cue.strength in ("self", "call") for cue in cues)


def is_note(item: Shape) -> bool:
    """Return whether a block is a correction, an update or an editor's note, which always stays."""
    return item.count >= 6 and item.words[0] in word_list("notes") and not is_stamp(item)


def _is_raw(page: Page, cues: Sequence[Sequence[Cue]], start: int, end: int) -> bool:
    """Whether a file is mostly short lines with the cues of a page's frame, or has a page's menus beside the text."""
    count = len(page)
    short = [not item.prose for item in page.shapes]
    if count < _RAW_BLOCKS or sum(short) <= _MENU_SHORT * count:
        return False
    kinds = [found[0].kind for found in cues if found and found[0].strength != "weak"]
    frame = _PAGE_KINDS.intersection(kinds)
    if sum(short) > _RAW_SHORT * count and len(kinds) >= _RAW_CUES and len(frame) >= _RAW_KINDS:
        return True
    above, below = sum(short[:start]), sum(short[end:])
    if bool(frame) and above + below >= _MENU_LINES and min(above, below) >= _MENU_SIDE:
        return True
    # a menu above the text shows in any language, with cues or without
    return sum(map(_is_entry, page.shapes[:start])) >= _MENU_ENTRIES


def _is_entry(item: Shape) -> bool:
    """Whether a line can be a menu's entry; a table's row and a result have a number."""
    return 1 <= item.count <= _ENTRY and not item.sentence and not any(char.isdigit() for char in item.text)


def _densest(page: Page, cues: Sequence[Sequence[Cue]], good: Sequence[bool], raw: bool) -> tuple[int, int]:
    """Return the run of blocks with the most text, where each other block costs a little (Kadane's algorithm)."""
    best, best_start, best_end = 0.0, 0, len(page)
    current, start = 0.0, 0
    for index, item in enumerate(page.shapes):
        if good[index]:
            value = float(min(item.count, _MOST_WORDS))
        elif any(cue.strength in ("self", "call") for cue in cues[index]):
            value = -8.0 if raw else -4.0
        elif item.sentence:
            value = 0.6 * min(item.count, LONG)
        else:
            value = -5.0 if raw else -2.0
        if current <= 0:
            current, start = 0.0, index
        current += value
        if current > best:
            best, best_start, best_end = current, start, index + 1
    return best_start, best_end


def _tail(page: Page, cues: Sequence[Sequence[Cue]], good: Sequence[bool], start: int) -> int:
    """Return the index of the first label after which only residue follows, the number of blocks without one."""
    count = len(page)
    prose = [item.count if good[index] else 0 for index, item in enumerate(page.shapes)]
    total = sum(prose[start:]) or 1
    after = total
    last_note: int | None = None
    for index in range(start, count):
        after -= prose[index]
        if good[index] or not any(cue.strength == "tail" for cue in cues[index]):
            continue
        if page.shapes[index].text.endswith("?"):
            continue  # a label asks nothing
        if after > _TAIL_PROSE * total or total - after < _TAIL_FROM * total:
            continue
        if last_note is None:
            last_note = next((at for at in range(count - 1, index, -1) if is_note(page.shapes[at])), -1)
        if last_note <= index:
            return index
    return count
