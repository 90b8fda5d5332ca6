"""Runs of text that the page lifts out: matches of a search, mentions of a name, quotes."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from reader.tui.page.layout import Page, Spot
from reader.tui.page.parts import Kind

MAX_MATCHES: Final = 10_000
"""Matches that a search in an article counts; more are of use to nobody."""

_BACK: Final = 4
"""How many spots that begin above a line are looked at: those of one kind hardly overlap."""

_PLAIN: Final = {
    ord(sign): plain
    for signs, plain in (("“”„«»", '"'), ("‘’‚`´", "'"), ("–—‑", "-"), ("\u00a0\t\n", " "))
    for sign in signs
}


class _Fold(dict[int, str]):
    """Each character's plain form, one for one, worked out once: small letters, no accents, typewriter quotes."""

    def __missing__(self, code: int) -> str:
        plain = _PLAIN.get(code)
        if plain is None:
            base = unicodedata.normalize("NFKD", chr(code))[:1].casefold()
            plain = base if len(base) == 1 else chr(code)
        self[code] = plain
        return plain


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """Return `text` as a search compares it, of the same length: without case, accents and the shapes of quotes."""
    return text.lower() if text.isascii() and "\n" not in text and "\t" not in text else text.translate(_FOLD)


class Spots:
    """Spots in the order of the page, found by line; `here` is the one that was jumped to last, -1 for none."""

    def __init__(self, groups: Iterable[Sequence[Spot]] = ()) -> None:
        self._given = groups
        self.here = -1

    @cached_property
    def groups(self) -> list[Sequence[Spot]]:
        """The spots of each quote or mention, by the article's numbers; one that is not on the page has none."""
        return list(self._given)

    @cached_property
    def _in_order(self) -> tuple[list[Spot], list[int]]:
        flat = sorted((spot, number) for number, group in enumerate(self.groups) for spot in group)
        return [spot for spot, _ in flat], [number for _, number in flat]

    def __len__(self) -> int:
        return len(self.groups)

    def __bool__(self) -> bool:
        return len(self) > 0

    @property
    def spot(self) -> Spot | None:
        """The first spot of the one that was jumped to."""
        group = self.groups[self.here] if 0 <= self.here < len(self.groups) else ()
        return group[0] if group else None

    def within(self, part: int, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return (start, end, number) of the spots that touch characters `start` to `end` of a part."""
        flat, numbers = self._in_order
        at = bisect_left(flat, Spot(part, start, -1))
        found: list[tuple[int, int, int]] = []
        for index in range(max(0, at - _BACK), len(flat)):
            spot = flat[index]
            if spot.part > part or (spot.part == part and spot.start >= end):
                break
            if spot.part == part and spot.end > start:
                found.append((max(start, spot.start), min(end, spot.end), numbers[index]))
        return found

    def next(self, part: int, offset: int, steps: int) -> int:
        """Return the number of the spot `steps` on (back when negative) from the last one, or from a place.

        Wraps around at both ends. Raises ValueError when there are none.
        """
        numbers = sorted((number for number, group in enumerate(self.groups) if group), key=lambda n: self.groups[n][0])
        if not numbers:
            raise ValueError("no spots")
        if self.here in numbers:
            return numbers[(numbers.index(self.here) + steps) % len(numbers)]
        at = bisect_left(numbers, Spot(part, offset, -1), key=lambda n: self.groups[n][0])
        return numbers[(at + steps - 1 if steps > 0 else at + steps) % len(numbers)]


class RangeSpots(Spots):
    """The spots of runs of `Article.text`, worked out where they are drawn: a book has thousands of quotes."""

    def __init__(self, page: Page, ranges: Iterable[tuple[int, int]]) -> None:
        super().__init__()
        self._page = page
        self._ranges = list(ranges)
        self._order = sorted(range(len(self._ranges)), key=self._ranges.__getitem__)
        self._starts = [self._ranges[number][0] for number in self._order]

    def __len__(self) -> int:
        return len(self._ranges)

    @cached_property
    def groups(self) -> list[Sequence[Spot]]:
        """The spots of each run, in the order of the runs."""
        return [self._page.spots(start, end) for start, end in self._ranges]

    def within(self, part: int, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return (start, end, number) of the spots that touch characters `start` to `end` of a part."""
        drawn = self._page.parts[part]
        if drawn.body < 0 or not self._ranges:
            return []
        low, high = start, end
        if drawn.shifts:
            # what is drawn stands in another order than the text
            low, high = 0, self._page.parts.lengths[part]
        found: list[tuple[int, int, int]] = []
        for index in range(max(0, bisect_left(self._starts, drawn.body + low) - _BACK), len(self._starts)):
            if self._starts[index] >= drawn.body + high:
                break
            number = self._order[index]
            if self._ranges[number][1] > drawn.body + low:
                found += [
                    (max(start, spot.start), min(end, spot.end), number)
                    for spot in self._page.spots(*self._ranges[number])
                    if spot.part == part and spot.start < end and spot.end > start
                ]
        return sorted(found)


def spots_of(page: Page, ranges: Iterable[tuple[int, int]]) -> Spots:
    """Return the spots of (start, end) runs of `Article.text`."""
    return RangeSpots(page, ranges)


def matches_of(page: Page, words: str) -> Spots:
    """Return every place on the page where `words` stand, whatever their case, accents or quotation marks."""
    wanted = fold(" ".join(words.split()))
    if not wanted:
        return Spots()
    found: list[list[Spot]] = []
    for index, part in enumerate(page.parts):
        if part.kind in (Kind.FACTS, Kind.FOLD, Kind.LABEL):
            continue
        text = fold(part.text)
        at = text.find(wanted)
        while at >= 0 and len(found) < MAX_MATCHES:
            found.append([Spot(index, at, at + len(wanted))])
            at = text.find(wanted, at + len(wanted))
    return Spots(found)
