"""Readers' comments below an article: a label, then names with times and what these people wrote.

A comment's text has no cue and reads like prose, so the thread is known by its signatures and by its voice: people who
comment say "I" and "you". A live report has names and times too, but not that voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Final

from reader.cleaning.cues import Cue
from reader.cleaning.features import Page
from reader.cleaning.stamps import is_stamp
from reader.cleaning.verdicts import Verdict, Verdicts
from reader.cleaning.wordlists import word_list
from reader.cleaning.zones import is_note

_LABEL: Final = 20
_LABELS: Final = 12
"""So many labels are tried: it bounds the work on hostile input."""
_NAMES: Final = 6
"""A signature has so many words besides its time at most."""
_NEAR: Final = 4
"""So many blocks after the label the first signature stands at the latest."""
_GAP: Final = 40
"""A comment has so many blocks at most."""
_FEWEST: Final = 2
_TEXT: Final = 5
_VOICE: Final = 0.4
"""In a thread at least this share of the texts speaks in the first or second person."""


def hide_threads(page: Page, cues: Sequence[Sequence[Cue]], heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide a thread of comments from its label to the end of the file. Corrections and the like stay."""
    start = _thread(page, cues, heads, verdicts)
    if start is None:
        return
    for at in range(start, len(page)):
        if verdicts[at] is None and at not in heads and not is_note(page.shapes[at]):
            verdicts[at] = Verdict("thread", 0.85)


def _thread(page: Page, cues: Sequence[Sequence[Cue]], heads: Collection[int], verdicts: Verdicts) -> int | None:
    """Return the block with the label of a thread, None without one. Text and the whole head stand above it."""
    signed: list[int] | None = None
    text, tried, above = False, 0, max(heads, default=-1)
    for at, item in enumerate(page.shapes):
        label = item.count <= _LABEL and any(cue.kind == "comments" and cue.strength == "self" for cue in cues[at])
        if label and text and at > above and tried < _LABELS:
            tried += 1
            if signed is None:
                signed = [place for place in range(at + 1, len(page)) if _is_signature(page, place)]
            if _is_thread(page, at, signed[bisect_right(signed, at) :]):
                return at
        text = text or (item.prose and verdicts[at] is None)
    return None


def _is_signature(page: Page, at: int) -> bool:
    """Whether a block is a name with a time, or a time below a short line that can be a name."""
    item = page.shapes[at]
    if not is_stamp(item, _NAMES):
        return False
    above = page.shapes[at - 1]
    return not is_stamp(item) or (above.count <= _TEXT and not above.sentence)


def _is_thread(page: Page, label: int, signed: Sequence[int]) -> bool:
    if len(signed) < _FEWEST or signed[0] > label + _NEAR or signed[1] > signed[0] + _GAP:
        return False
    voice = word_list("voice")
    texts = [item for item in page.shapes[signed[0] + 1 : signed[-1] + _NEAR] if item.count >= _TEXT]
    own = sum(1 for item in texts if not voice.isdisjoint(item.words))
    return bool(texts) and own >= _VOICE * len(texts)
