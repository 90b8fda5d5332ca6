"""Near-copies of articles: how alike two are, and the few numbers by which likely copies are found among many.

Texts are compared by their shingles, the runs of three words in them. `bands` is MinHash with banding (Broder 1997;
Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4): articles that share `SHARED` bands are worth comparing by
`alike`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from reader.text.normalise import LONE_CHARACTERS, folded, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    _Numbers = NDArray[np.uint64]

VERSION: Final = 1
"""Raised when other bands come out."""

BANDS: Final = 20
ROWS: Final = 3
SHARED: Final = 2
"""A band is shared with probability s**ROWS when the part s of all shingles is shared. Two bands of twenty find .997 of
the pairs at .7 and .95 at .6, and of 100,000 unrelated articles, at .05, less than one."""

FEWEST_WORDS: Final = 100
"""Shorter texts are too easily alike (a notice in place of the story): they must be the same, with the same title."""

FEWEST_SHINGLES: Final = 60
"""So must texts that say the same few things again and again."""

SAME: Final = 0.55
"""Texts are copies when so large a part of all their shingles is shared,"""

CUT: Final = 0.85
"""or when one is a cut version: so large a part of its shingles is in the other,"""

LEFT: Final = 0.4
"""of which it is at least so large a part."""

_MOST_WORDS: Final = 20_000
_MOST_CHARACTERS: Final = 10 * _MOST_WORDS
_BLOCK: Final = 1024
_LONE: Final = re.compile(f"[{LONE_CHARACTERS}]")
_SIGNS: Final = "“”„‘’«»—–…·•"
_BLANKS: Final = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(0x100))


def bands(title: str | None, text: str) -> tuple[int, ...]:
    """Return `BANDS` numbers (signed, 32 bits, the same in every run); `SHARED` of them for a short text."""
    found = _words(text)
    if len(found) < FEWEST_WORDS:
        return _whole(title, found)
    import numpy as np  # 60 ms: in workers only

    hashes = np.unique(_shingle_hashes(found))
    if len(hashes) < FEWEST_SHINGLES:
        return _whole(title, found)
    factors = _coefficients()[2]
    mixed = _lowest(hashes).reshape(BANDS, ROWS) @ factors[:ROWS]
    # the band's own number goes in, so that one column can hold them all
    mixed = (mixed ^ np.arange(1, BANDS + 1, dtype=np.uint64)) * factors[ROWS]
    return tuple((mixed >> np.uint64(32)).astype(np.uint32).view(np.int32).tolist())


def shingles(title: str | None, text: str) -> frozenset[int]:
    """Return an article's shingles as numbers that are good in this process only; of a short one, the whole of it."""
    found = _words(text)
    runs = frozenset(map(hash, zip(found, found[1:], found[2:], strict=False))) if len(found) >= FEWEST_WORDS else ()
    if len(runs) < FEWEST_SHINGLES:
        return frozenset((hash((*_words(title or ""), b"", *found)),)) if found else frozenset()
    return frozenset(runs)


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether two articles, given by their shingles, are copies or versions of one story."""
    small, large = sorted((len(one), len(other)))
    if not small or small < LEFT * large:
        return False
    shared = len(one & other)
    return shared >= SAME * (small + large - shared) or shared >= CUT * small


def _whole(title: str | None, found: Sequence[bytes]) -> tuple[int, ...]:
    if not found:
        return ()
    whole = b" ".join((*_words(title or ""), b"", *found))
    return tuple(_signed(crc32(whole, start)) for start in range(1, SHARED + 1))


def _words(text: str) -> list[bytes]:
    """Return the words of a text, folded: five times as fast as `words` where blanks and signs part them."""
    text = text[:_MOST_CHARACTERS]
    if _LONE.search(text):
        return [word.encode("utf-8", "surrogatepass") for word in words(text)[:_MOST_WORDS]]
    plain = folded(text)
    if not plain.isascii():
        for sign in _SIGNS:
            plain = plain.replace(sign, " ")
    return plain.encode("utf-8", "surrogatepass").translate(_BLANKS).split()[:_MOST_WORDS]


def _signed(number: int) -> int:
    return number - (1 << 32) if number >> 31 else number


def _shingle_hashes(found: Sequence[bytes]) -> _Numbers:
    import numpy as np

    hashes = np.fromiter(map(crc32, found), np.uint64, len(found))
    factors = _coefficients()[2]
    mixed: _Numbers = hashes[:-2] * factors[4] + hashes[1:-1] * factors[5] + hashes[2:] * factors[6]
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _lowest(hashes: _Numbers) -> _Numbers:
    """Return for each hash function (multiply, add, keep the upper half) the lowest value that it gives."""
    import numpy as np

    factors, terms, _ = _coefficients()
    lowest: _Numbers = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _BLOCK):
        mixed = np.multiply.outer(factors, hashes[start : start + _BLOCK])
        mixed += terms[:, None]
        np.minimum(lowest, mixed.min(axis=1), out=lowest)
    lowest >>= np.uint64(32)
    return lowest


@cache
def _coefficients() -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return factors and terms of the hash functions, and some more factors: the same whatever the version of numpy."""
    import numpy as np

    state, made = 0x9E3779B97F4A7C15, []
    for _ in range(2 * BANDS * ROWS + 8):
        # splitmix64 (Steele, Lea, Flood 2014)
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        made.append(mixed ^ (mixed >> 31))
    numbers, count = np.array(made, dtype=np.uint64), BANDS * ROWS
    return numbers[:count] | np.uint64(1), numbers[count : 2 * count], numbers[2 * count :] | np.uint64(1)
