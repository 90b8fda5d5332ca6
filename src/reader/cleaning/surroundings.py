"""What the first reading of a whole page says about a block's neighbours: the second reading's further numbers.

A page's article is one stretch of blocks, and so are its menus and lists. The first reading scores each block by
itself; here these scores are seen together, so that a doubtful block is judged by the stretch that it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp, log1p
from typing import Final

_OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
_WINDOWS: Final = (5, 12)
_OUTSIDE: Final = 3.0
"""The score of what lies beyond the page's first and last block."""
_MOST: Final = 6.0
_MOST_WORDS: Final = 80
_TEXT: Final = -1.0
_TEXT_WORDS: Final = 15
"""A block with a lower score and so many words is surely the article's."""
_FARTHEST: Final = 30
_NEAREST: Final = -10

HIDDEN: Final = 4.0
HEAD: Final = -2.0
"""The scores of blocks that the rules have judged."""

NAMES: Final[tuple[str, ...]] = (
    *(f"score[{offset:+d}]" for offset in _OFFSETS),
    *(f"{side} {window}" for window in _WINDOWS for side in ("above", "below")),
    "text_above",
    "text_below",
    "text",
    "before_text",
    "after_text",
    "score",
)
"""What each number of a row is, in order."""


class Surroundings:
    """The numbers of one page, from each block's `scores` (log odds of being residue) and `sizes` in words."""

    def __init__(self, scores: Sequence[float], sizes: Sequence[int]) -> None:
        self._scores = [max(-_MOST, min(_MOST, score)) for score in scores]
        self._sums = list(accumulate(self._scores, initial=0.0))
        own = (min(size, _MOST_WORDS) / (1 + exp(score)) for score, size in zip(self._scores, sizes, strict=True))
        self._text = list(accumulate(own, initial=0.0))
        self._total = self._text[-1] or 1.0
        sure = [at for at, score in enumerate(self._scores) if score < _TEXT and sizes[at] >= _TEXT_WORDS]
        self._first, self._last = (sure[0], sure[-1]) if sure else (0, len(scores) - 1)

    def row(self, at: int) -> list[float]:
        """Return the numbers of one block, in the order of `NAMES`."""
        scores, sums, count = self._scores, self._sums, len(self._scores)
        row = [scores[at + step] if 0 <= at + step < count else _OUTSIDE for step in _OFFSETS]
        for window in _WINDOWS:
            low, high = max(0, at - window), min(count, at + 1 + window)
            row.append((sums[at] - sums[low] + _OUTSIDE * (window - at + low)) / window)
            row.append((sums[high] - sums[at + 1] + _OUTSIDE * (window - high + at + 1)) / window)
        row.append(self._text[at] / self._total)
        row.append(1 - self._text[at + 1] / self._total)
        row.append(log1p(self._total))
        row.append(max(_NEAREST, min(_FARTHEST, self._first - at)) / 10)
        row.append(max(_NEAREST, min(_FARTHEST, at - self._last)) / 10)
        row.append(scores[at])
        return row
