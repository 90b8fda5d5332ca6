"""The learned scorer of whole pages' text: how unlike the article a block is, from numbers only.

Two logistic regressions, the second over the first one's scores of a block's surroundings as well. The weights stand
in `raw_page_scorer.json` with what they were trained on; `docs/decisions/0004-learned-cleaning.md` says where the
scorer helps and where it was left out, 0022 why it reads a page twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp
from operator import mul
from typing import Final

from reader.cleaning import measures, surroundings
from reader.cleaning.cues import Cue
from reader.cleaning.features import Page
from reader.cleaning.measures import Measures
from reader.cleaning.runs import is_headline
from reader.cleaning.surroundings import HEAD, HIDDEN, Surroundings
from reader.cleaning.verdicts import Verdict, Verdicts, is_protected
from reader.cleaning.zones import Zones

SURE: Final = 0.85
"""From this probability on a block is hidden; on held-out sites 98 % of what is hidden, by rules too, is residue."""
DOUBTFUL: Final = 0.5
"""Below this probability a full sentence outside the densest text is the article's after all."""

Model = tuple[tuple[float, ...], float]


def score_raw_page(
    page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, verdicts: Verdicts, heads: Sequence[bool]
) -> None:
    """Hide what the rules left and the scorer holds for no part of the article, and show sentences that only their
    place called a menu and that the scorer holds for the article. The guard rails come first."""
    rows = Rows(page, cues, zones, verdicts, heads)
    found: dict[int, Verdict | None] = {}
    for at, verdict in enumerate(verdicts):
        if heads[at]:
            continue
        if verdict is None and not is_protected(page, at, zones):
            probability = rows.probability(at)
            if probability >= SURE:
                reason = "teaser" if is_headline(page.shapes[at]) else "unlike-article"
                found[at] = Verdict(reason, round(probability, 3))
        elif is_misplaced(page, at, verdict) and rows.probability(at) < DOUBTFUL:
            found[at] = None
    for at, judged in found.items():
        verdicts[at] = judged


def is_misplaced(page: Page, at: int, verdict: Verdict | None) -> bool:
    """Return whether a block is a sentence that was hidden for its place only."""
    return verdict is not None and verdict.reason == "menu" and page.shapes[at].sentence


class Rows:
    """The numbers of a page's blocks for both readings. What the rules hid or took for the head has a set score."""

    def __init__(
        self, page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, verdicts: Verdicts, heads: Sequence[bool]
    ) -> None:
        self._measures = Measures(page, cues, zones, verdicts, heads)
        self._first: dict[int, list[float]] = {}
        self._settled = [HEAD if head else HIDDEN if verdicts[at] else None for at, head in enumerate(heads)]
        self._sizes = [item.count for item in page.shapes]
        self._around: Surroundings | None = None

    def first(self, at: int) -> list[float]:
        """Return a block's numbers for the first reading."""
        found = self._first.get(at)
        if found is None:
            found = self._first[at] = self._measures.row(at)
        return found

    def probability(self, at: int) -> float:
        """Return the probability (0 to 1) that a block is residue."""
        if self._around is None:
            once = _models()[0]
            scores = [
                log_odds(once, self.first(place)) if settled is None else settled
                for place, settled in enumerate(self._settled)
            ]
            self._around = Surroundings(scores, self._sizes)
        return 1 / (1 + exp(-log_odds(_models()[1], [*self.first(at), *self._around.row(at)])))


def log_odds(model: Model, row: Sequence[float]) -> float:
    """Return by how much (natural logarithm, -50 to 50) a block is more likely residue than not."""
    weights, bias = model
    total: float = sum(map(mul, weights, row), bias)
    return max(-50.0, min(50.0, total))


@cache
def _models() -> tuple[Model, Model]:
    """Return the first and the second reading's weights."""
    text = resources.files("reader.cleaning").joinpath("raw_page_scorer.json").read_text("utf-8")
    stored = json.loads(text)
    return _model(stored["first"], measures.NAMES), _model(stored["second"], measures.NAMES + surroundings.NAMES)


def _model(stored: dict[str, float], names: Sequence[str]) -> Model:
    return tuple(float(stored[name]) for name in names), float(stored["bias"])
