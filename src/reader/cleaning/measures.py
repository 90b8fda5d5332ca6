"""A block in numbers, for the learned scorer: shape, place, neighbours and what it shares, never words or sites."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from reader.article import Role
from reader.cleaning.cues import Cue
from reader.cleaning.features import Page, Shape, names_in
from reader.cleaning.stamps import is_stamp
from reader.cleaning.verdicts import Verdicts
from reader.cleaning.wordlists import word_list
from reader.cleaning.zones import Zones

OWN: Final = (
    "words",
    "chars",
    "sentence",
    "stop_share",
    "capital",
    "capitals",
    "upper",
    "digits",
    "long_words",
    "quoted",
    "bullet",
    "colon",
    "mark",
    "question",
    "price",
    "at_sign",
    "address",
    "cue_self",
    "cue_call",
    "cue_weak",
    "cue_tail",
    "stamp",
    "prose",
    "comma",
    "end_mark",
    "names",
    "new_names",
)
AROUND: Final = ("words", "sentence", "hidden", "head", "prose", "capital", "upper", "stop_share", "shared", "bullet")
PLACE: Final = (
    "blocks",
    "from_top",
    "from_end",
    "words_before",
    "words_after",
    "before_start",
    "after_tail",
    "after_end",
    "since_prose",
    "until_prose",
    "run",
    "run_hidden",
    "raw",
    "short_share",
    "hidden_share",
    "hidden_near",
    "prose_words",
    "shared",
    "title_share",
    "names_shared",
    "rarest",
    "repeats",
)
OFFSETS: Final = (-3, -2, -1, 1, 2, 3)

NAMES: Final[tuple[str, ...]] = (
    *OWN,
    *PLACE,
    *(f"{name}[{offset:+d}]" for offset in OFFSETS for name in AROUND),
)
"""What each number of a row is, in order."""


class Measures:
    """The numbers of one page's blocks. A row is worked out only when it is asked for."""

    def __init__(
        self,
        page: Page,
        cues: Sequence[Sequence[Cue]],
        zones: Zones,
        verdicts: Verdicts,
        heads: Sequence[bool],
    ) -> None:
        self._page = page
        self._cues = cues
        self._zones = zones
        self._hidden = [float(verdict is not None) for verdict in verdicts]
        self._heads = [float(head) for head in heads]
        self._own: dict[int, list[float]] = {}
        shapes = page.shapes
        count = len(shapes)
        self._prose = [item.prose for item in shapes]
        self._words_before: list[int] = []
        total = 0
        for item in shapes:
            self._words_before.append(total)
            total += item.count
        self._total = total or 1
        self._since = _distances(self._prose)
        self._until = _distances(self._prose[::-1])[::-1]
        self._run, self._run_hidden = _runs(self._prose, self._hidden)
        self._short_share = 1 - sum(self._prose) / (count or 1)
        self._hidden_share = sum(self._hidden) / (count or 1)
        prose = [item.count for item in shapes if item.prose]
        self._prose_words = sum(prose) / len(prose) if prose else 0.0
        self._shared: dict[int, float] = {}
        self._seen: dict[tuple[str, ...], int] = {}
        for item in shapes:
            self._seen[item.words] = self._seen.get(item.words, 0) + 1

    def row(self, index: int) -> list[float]:
        """Return the numbers of one block, in the order of `NAMES`."""
        row = list(self._own_row(index))
        row.extend(self._place_row(index))
        for offset in OFFSETS:
            row.extend(self._neighbour(index + offset))
        return row

    def _own_row(self, index: int) -> list[float]:
        found = self._own.get(index)
        if found is None:
            found = self._own[index] = _own_numbers(self._page, self._page.shapes[index], self._cues[index])
        return found

    def _share(self, index: int) -> float:
        found = self._shared.get(index)
        if found is None:
            found = self._shared[index] = self._page.shared(index)
        return found

    def _neighbour(self, at: int) -> list[float]:
        if not 0 <= at < len(self._page):
            return [-1.0] * len(AROUND)
        own = self._own_row(at)
        return [
            own[0],
            own[2],
            self._hidden[at],
            self._heads[at],
            float(self._prose[at]),
            own[4],
            own[6],
            own[3],
            self._share(at),
            own[10],
        ]

    def _place_row(self, index: int) -> list[float]:
        page, zones, count = self._page, self._zones, len(self._page)
        item = page.shapes[index]
        near = self._hidden[max(0, index - 5) : index + 6]
        topics = page.topics(item)
        title = page.title_words
        return [
            math.log1p(count),
            index / count,
            (count - 1 - index) / count,
            self._words_before[index] / self._total,
            1 - (self._words_before[index] + item.count) / self._total,
            float(index < zones.start),
            float(index >= zones.tail),
            float(index >= zones.end),
            self._since[index],
            self._until[index],
            self._run[index],
            self._run_hidden[index],
            float(zones.raw),
            self._short_share,
            self._hidden_share,
            sum(near) / len(near),
            self._prose_words,
            self._share(index),
            len(topics & title) / len(topics) if topics else 0.0,
            float(page.shares_name(index)),
            _rarest(page, topics, item),
            float(self._seen[item.words] > 1),
        ]


def _distances(prose: Sequence[bool]) -> list[float]:
    """Return for each block how many blocks ago the last prose was, at most 12."""
    out: list[float] = []
    since = 12
    for flag in prose:
        out.append(float(since))
        since = 1 if flag else min(12, since + 1)
    return out


def _runs(prose: Sequence[bool], hidden: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return for each block the length of its run of blocks without prose, and the hidden share of that run."""
    count = len(prose)
    length, share = [0.0] * count, [0.0] * count
    at = 0
    while at < count:
        end = at
        while end < count and not prose[end]:
            end += 1
        if end > at:
            part = sum(hidden[at:end]) / (end - at)
            for place in range(at, end):
                length[place], share[place] = float(min(end - at, 40)), part
        at = max(end, at + 1)
    return length, share


def _rarest(page: Page, topics: set[str], item: Shape) -> float:
    """Return the share of a block's topic words that stand in four or more prose blocks."""
    if not topics:
        return 0.0
    own = 1 if item.prose else 0
    return sum(1 for word in topics if page.spread[word] - own >= 4) / len(topics)


def _own_numbers(page: Page, item: Shape, cues: Sequence[Cue]) -> list[float]:
    text, count = item.text[:2000], item.count
    tokens = text.split()
    letters = sum(1 for char in text if char.isalpha()) or 1
    capitals = sum(1 for token in tokens if token[:1].isupper()) / (len(tokens) or 1)
    strengths = {cue.strength for cue in cues}
    names = names_in(text) if count <= 80 else set()
    spread = page.spread
    own = 1 if item.prose else 0
    new = sum(1 for name in names if spread[name] <= own)
    address = word_list("address")
    return [
        math.log1p(count),
        math.log1p(len(item.text)),
        float(item.sentence),
        sum(1 for word in item.words if word in page.stop_words) / (count or 1),
        float(item.capital),
        capitals,
        sum(1 for char in text if char.isupper()) / letters,
        sum(1 for char in text if char.isdigit()) / (len(text) or 1),
        letters / (count or 1),
        float(item.quoted),
        float(item.bullet or item.hint is Role.LIST),
        float(":" in text[:40]),
        float(any(char in text for char in "|»›→•")),
        float(text.rstrip().endswith("?")),
        float(any(char in text for char in "$£€%")),
        float("@" in text or "http" in text or "www." in text),
        sum(1 for word in item.words if word in address) / (count or 1),
        float("self" in strengths),
        float("call" in strengths),
        float("weak" in strengths),
        float("tail" in strengths),
        float(is_stamp(item, 4)),
        float(item.prose),
        text.count(",") / (count or 1),
        float(text.rstrip()[-1:] in (":", ",", ";", "…")),
        min(len(names), 8.0),
        new / len(names) if names else 0.0,
    ]
