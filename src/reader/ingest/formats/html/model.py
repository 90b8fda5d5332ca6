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

Tree = float | tuple[int, float, "Tree", "Tree"]
"""A leaf's value, or a fork: feature, threshold, the tree for values up to it and the tree for those above."""


def probability(row: Sequence[float]) -> float:
    """Return the probability (0 to 1) that the block with the numbers `row` is article text."""
    total = 0.0
    for tree in _trees():
        node = tree
        while isinstance(node, tuple):
            feature, threshold, left, right = node
            node = left if row[feature] <= threshold else right
        total += node
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))


@cache
def _trees() -> tuple[Tree, ...]:
    stored = json.loads(PATH.read_text("utf-8"))
    if tuple(stored["names"]) != NAMES:
        raise ValueError("the model was trained on other features: run benchmarks/train_html_blocks.py")
    return tuple(_tree(nodes, 0) for nodes in stored["trees"])


def _tree(nodes: Sequence[Sequence[float]], place: int) -> Tree:
    entry = nodes[place]
    if len(entry) == 1:
        return float(entry[0])
    feature, threshold, left, right = entry
    return int(feature), float(threshold), _tree(nodes, int(left)), _tree(nodes, int(right))
