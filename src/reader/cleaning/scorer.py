"""The learned scorer of whole pages' text: how unlike the article a block is, from numbers only.

A logistic regression over `measures.NAMES`; its weights stand in `raw_page_scorer.json` with what they were trained
on, and `docs/decisions/0004-learned-cleaning.md` says where it helps and where it was left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Final

from reader.cleaning.cues import Cue
from reader.cleaning.features import Page
from reader.cleaning.measures import NAMES, Measures
from reader.cleaning.runs import is_headline
from reader.cleaning.verdicts import Verdict, Verdicts, is_protected
from reader.cleaning.zones import Zones

SURE: Final = 0.83
"""From this probability on a block is hidden; on held-out sites 98 % of what is hidden, by rules too, is residue."""


def score_raw_page(
    page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, verdicts: Verdicts, heads: Sequence[bool]
) -> None:
    """Hide what the rules left and the scorer holds for no part of the article. The guard rails come first."""
    measures = Measures(page, cues, zones, verdicts, heads)
    found: dict[int, Verdict] = {}
    for at, verdict in enumerate(verdicts):
        if verdict is None and not heads[at] and not is_protected(page, at, zones):
            probability = residue_probability(measures.row(at))
            if probability >= SURE:
                reason = "teaser" if is_headline(page.shapes[at]) else "unlike-article"
                found[at] = Verdict(reason, round(probability, 3))
    for at, verdict in found.items():
        verdicts[at] = verdict


def residue_probability(row: Sequence[float]) -> float:
    """Return the probability (0 to 1) that a block with these numbers is residue."""
    weights, bias = _model()
    total = bias + sum(weight * value for weight, value in zip(weights, row, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


@cache
def _model() -> tuple[tuple[float, ...], float]:
    text = resources.files("reader.cleaning").joinpath("raw_page_scorer.json").read_text("utf-8")
    stored = json.loads(text)
    weights = stored["weights"]
    return tuple(float(weights[name]) for name in NAMES), float(stored["bias"])
