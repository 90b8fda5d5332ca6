"""Copies inside a file: second prints of a paragraph, pull quotes, highlight boxes.

Blocks are compared by runs of three words (shingles), found through one index, so that distance costs nothing.
The first copy of a text is never hidden, and a sentence stays where its paragraph is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from reader.article import Role
from reader.cleaning.features import Page, Shape

_FEWEST: Final = 5
"""Shorter blocks may repeat: labels, names of players, answers."""
_SHARE: Final = 0.8
_COPY: Final = 0.95
"""What is said in an interview or a debate ("A: ...") is a copy only if so much agrees: answers begin alike."""
_SAID: Final = re.compile(r"(?:[^\W\d_][\w.'’-]* ?){1,3}:\s")
_PULL_FROM: Final = 8
_PULL: Final = 70
"""A pull quote has so many words at least and at most; headings and quoted terms are repeated for good reasons."""
_QUOTED_FROM: Final = 3
_MARKED_FROM: Final = 7
_IN_MARKS: Final = re.compile(r"[\"'“‘„«»]\w")
_QUOTE_MARKS: Final = re.compile(r"[\"'“”‘’„«»]")
_ROUGH: Final = 14
"""Shorter sentences are copies only when every word agrees: lists and results differ in one."""
_MOST_OWNERS: Final = 6
"""A shingle that so many blocks have is no evidence; it also bounds the work on hostile input."""
_MOST_WORDS: Final = 600
"""Of a longer block only the first words are compared."""


def find_copies(page: Page, skip: Sequence[bool]) -> dict[int, str]:
    """Return for each block that repeats another one the reason `duplicate` or `pull-quote`.

    Blocks marked in `skip` neither count as a first copy nor are judged.
    """
    found: dict[int, str] = {}
    first: dict[tuple[str, ...], int] = {}
    for index, item in enumerate(page.shapes):
        fewest = _QUOTED_FROM if item.hint is Role.QUOTATION else _FEWEST
        if skip[index] or item.count < fewest or _may_repeat(item):
            continue
        if first.setdefault(item.words, index) != index:
            found[index] = "duplicate"
    shingles = {index: _shingles(page.shapes[index]) for index in sorted(first.values())}
    owners = _owners(shingles)
    for index, own in shingles.items():
        reason = _overlap(page, index, own, owners, found)
        if reason:
            found[index] = reason
    return found


def _owners(shingles: dict[int, set[tuple[str, ...]]]) -> dict[tuple[str, ...], list[int]]:
    """Return which blocks have a shingle, for the few shingles that more than one block has."""
    seen: set[tuple[str, ...]] = set()
    common: set[tuple[str, ...]] = set()
    for own in shingles.values():
        common |= own & seen
        seen |= own
    owners: dict[tuple[str, ...], list[int]] = {}
    for index, own in shingles.items():
        for shingle in own & common:
            holders = owners.setdefault(shingle, [])
            if len(holders) < _MOST_OWNERS:
                holders.append(index)
    return owners


def _may_repeat(item: Shape) -> bool:
    """Whether repetition is the block's nature: rows of a table, bullets without a sentence."""
    return item.text.startswith("|") or "\n" in item.text


def _shingles(item: Shape) -> set[tuple[str, ...]]:
    words = item.words[:_MOST_WORDS]
    return set(zip(words, words[1:], words[2:], strict=False))


def _overlap(
    page: Page,
    index: int,
    own: set[tuple[str, ...]],
    owners: dict[tuple[str, ...], list[int]],
    found: dict[int, str],
) -> str | None:
    item = page.shapes[index]
    counts: Counter[int] = Counter()
    for shingle in own & owners.keys():
        for other in owners[shingle]:
            if other != index and other not in found:
                counts[other] += 1
    needed = _SHARE * len(own)
    for other, shared in sorted(counts.items()):
        if shared < needed:
            continue
        length = page.shapes[other].count
        if length > 1.25 * item.count:
            if _is_pulled(item, after=other < index) and _is_run(item, page.shapes[other]):
                return "pull-quote"
        elif other < index and item.count >= _ROUGH:
            if _SAID.match(item.text) and shared < _COPY * len(own):
                continue
            return "duplicate"
    return None


def _is_pulled(item: Shape, after: bool) -> bool:
    """Whether a block can be a pull quote: a whole sentence, or what its marks or tags say is a quotation, but no
    heading, list item or answer in an interview. `after` says that the paragraph with its words comes first: a
    heading quotes what stands below it."""
    if item.hint is Role.QUOTATION:
        return _QUOTED_FROM <= item.count <= _PULL
    if after and _IN_MARKS.match(item.text) and _QUOTE_MARKS.match(item.text[-1:]):
        return _MARKED_FROM <= item.count <= _PULL
    return _PULL_FROM <= item.count <= _PULL and item.sentence and not item.bullet


def _is_run(item: Shape, longer: Shape) -> bool:
    """Whether the words of a block stand in one run in a longer block; a longer quote may differ in its outer words."""
    margin = 0 if item.count < _ROUGH else 1
    core = " ".join(item.words[margin : item.count - margin])
    return f" {core} " in f" {' '.join(longer.words)} "
