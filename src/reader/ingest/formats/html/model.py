"""Boosted trees over the numbers of `features`, walked in plain Python.

`data/blocks_model.json` is written by `benchmarks/train_html_blocks.py` and holds numbers only. The model is a
binary classifier of the LightGBM kind: the sum of one leaf a tree is the log-odds that a block is article text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Final

from reader.ingest.formats.html.features import NAMES

PATH: Final = resources.files("reader.ingest.formats.html") / "data" / "blocks_model.json"
THRESHOLD: Final = 0.5
"""From this probability on a block is article text."""

Node = tuple[int, float, int, int, float]
"""Feature, threshold, places of the left and the right child, and the value where it is a leaf (feature -1)."""


def probability(row: Sequence[float]) -> float:
    """Return the probability (0 to 1) that the block with the numbers `row` is article text."""
    total = 0.0
    for tree in _trees():
        feature, threshold, left, right, value = tree[0]
        while feature >= 0:
            feature, threshold, left, right, value = tree[left if row[feature] <= threshold else right]
        total += value
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))


@cache
def _trees() -> tuple[tuple[Node, ...], ...]:
    stored = json.loads(PATH.read_text("utf-8"))
    if tuple(stored["names"]) != NAMES:
        raise ValueError("the model was trained on other features: run benchmarks/train_html_blocks.py")
    return tuple(tuple(_node(entry) for entry in tree) for tree in stored["trees"])


def _node(entry: Sequence[float]) -> Node:
    if len(entry) == 1:
        return -1, 0.0, 0, 0, float(entry[0])
    feature, threshold, left, right = entry
    return int(feature), float(threshold), int(left), int(right), 0.0
