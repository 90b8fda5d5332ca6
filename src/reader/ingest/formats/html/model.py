"""Boosted trees over the numbers of `features`: all blocks of a page go down all trees at once.

`data/blocks_model.json` is written by `benchmarks/train_html_blocks.py` and holds numbers only. The model is a
binary classifier of the LightGBM kind: the sum of one leaf a tree is the log-odds that a block is article text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Final

from reader.ingest.formats.html.features import NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATH: Final = resources.files("reader.ingest.formats.html") / "data" / "blocks_model.json"
THRESHOLD: Final = 0.5
"""From this probability on a block is article text."""


@dataclass(frozen=True, slots=True)
class _Forest:
    """The nodes of all trees in one row: what each compares, and where it leads. A leaf leads to itself.

    `steps` holds for node n at 2n where values up to the threshold go, at 2n + 1 where those above go. `roots` are the
    trees' first nodes, `depth` is that of the deepest tree.
    """

    roots: NDArray[np.intp]
    features: NDArray[np.intp]
    thresholds: NDArray[np.float64]
    steps: NDArray[np.intp]
    leaves: NDArray[np.float64]
    depth: int


def probabilities(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return for each block, given by its row of numbers, the probability (0 to 1) that it is article text."""
    import numpy as np  # 60 ms: in workers only

    forest = _forest()
    table = np.array(rows, dtype=np.float64)
    starts = np.arange(len(rows)) * table.shape[1]
    # one line a tree, one column a block
    at = np.repeat(forest.roots[:, None], len(rows), axis=1)
    for _ in range(forest.depth):
        above = table.ravel()[starts + forest.features[at]] > forest.thresholds[at]
        at = forest.steps[2 * at + above]
    totals = np.zeros(len(rows))
    # tree by tree, as a sum in another order differs in its last digits
    for tree in forest.leaves[at]:
        totals += tree
    return [1.0 / (1.0 + exp(-max(-50.0, min(50.0, total)))) for total in totals.tolist()]


@cache
def _forest() -> _Forest:
    import numpy as np

    stored = json.loads(PATH.read_text("utf-8"))
    if tuple(stored["names"]) != NAMES:
        raise ValueError("the model was trained on other features: run benchmarks/train_html_blocks.py")
    roots: list[int] = []
    features: list[int] = []
    thresholds: list[float] = []
    steps: list[int] = []
    leaves: list[float] = []
    for nodes in stored["trees"]:
        root = len(leaves)
        roots.append(root)
        for node in nodes:
            is_leaf = len(node) == 1
            feature, threshold, left, right = (0, 0.0, len(leaves) - root, len(leaves) - root) if is_leaf else node
            features.append(int(feature))
            thresholds.append(float(threshold))
            steps += (root + int(left), root + int(right))
            leaves.append(float(node[0]) if is_leaf else 0.0)
    return _Forest(
        np.array(roots),
        np.array(features),
        np.array(thresholds),
        np.array(steps),
        np.array(leaves),
        max(_depth(nodes, 0) for nodes in stored["trees"]),
    )


def _depth(nodes: Sequence[Sequence[float]], place: int) -> int:
    node = nodes[place]
    return 0 if len(node) == 1 else 1 + max(_depth(nodes, int(node[2])), _depth(nodes, int(node[3])))
