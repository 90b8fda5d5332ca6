"""Train the scorer of whole pages' text and check it on sites that it has not seen.

usage: train_cleaning.py GOLD [--write]

GOLD is the folder with text.jsonl.gz and html.jsonl.gz. Needs scikit-learn and lxml. Without --write only the
half-and-half check is printed: trained on the sites of one half (by hash), measured on the other, and the reverse.
With --write the scorer is then trained on all sites and stored beside the code that uses it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cleaning_gold import Text, half_of, texts
from reader.article import Draft, RawBlock
from reader.cleaning.cleaner import examine
from reader.cleaning.measures import NAMES, Measures
from reader.cleaning.scorer import SURE
from reader.cleaning.verdicts import is_protected

TARGET = Path(__file__).resolve().parent.parent / "src/reader/cleaning/raw_page_scorer.json"
STRENGTH = 0.02
"""Inverse of the penalty on large weights (scikit-learn's C)."""


@dataclass
class Data:
    """One row a block: numbers, 1 for residue, weight, half of the sites, hidden by the rules, guarded, words."""

    numbers: np.ndarray
    residue: np.ndarray
    weight: np.ndarray
    half: np.ndarray
    hidden: np.ndarray
    guarded: np.ndarray
    size: np.ndarray


def gather(found: list[Text]) -> Data:
    per_site = Counter(text.site for text in found)
    table: list[list[float]] = []
    other: list[tuple[float, float, float, float, float, float]] = []
    for text in found:
        half = half_of(text.site) == "B"
        draft = Draft("text", tuple(RawBlock(line.replace("\n", " ")) for line in text.lines), title=text.title)
        seen = examine(draft, scored=False)
        if len(seen.parts) != len(text.lines):
            continue  # joined lines have no one label
        heads = [at in seen.head.roles for at in range(len(seen.page))]
        measures = Measures(seen.page, seen.cues, seen.zones, seen.verdicts, heads)
        for at, label in enumerate(text.labels):
            if label in ("body", "drop") and not heads[at]:
                table.append(measures.row(at))
                guarded = is_protected(seen.page, at, seen.zones)
                hidden = seen.verdicts[at] is not None
                other.append(
                    (label == "drop", per_site[text.site] ** -0.7, half, hidden, guarded, seen.page.shapes[at].count)
                )
    columns = np.array(other, dtype=float).T
    return Data(np.array(table), *columns)


def fitted(data: Data, chosen: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias for plain numbers."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(data.numbers[chosen])
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    # a paragraph lost or shown counts for more than a menu's word
    weight = data.weight * np.sqrt(np.maximum(1, data.size)) / 3
    model.fit(scaler.transform(data.numbers[chosen]), data.residue[chosen], sample_weight=weight[chosen])
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def report(data: Data, chance: np.ndarray, chosen: np.ndarray, name: str) -> None:
    body, drop = chosen & (data.residue == 0), chosen & (data.residue == 1)
    print(f"{name:12} threshold  drop precision  drop recall  body words lost  residue words left of all shown")
    for threshold in (2.0, 0.75, 0.8, SURE, 0.87, 0.9, 0.95):
        hides = (data.hidden == 1) | ((chance >= threshold) & (data.guarded == 0))
        lost, left = data.size[body & hides].sum(), data.size[drop & ~hides].sum()
        right = (drop & hides).sum() / max(1, (chosen & hides).sum())
        recall = (drop & hides).sum() / max(1, drop.sum())
        shown = left + data.size[body & ~hides].sum()
        label = "rules only" if threshold > 1 else f"{threshold:.2f}"
        share = lost / data.size[body].sum()
        print(f"{'':12} {label:>9}  {right:14.4f}  {recall:11.4f}  {share:15.4f}  {left / shown:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="train on all sites and store the weights")
    arguments = parser.parse_args()
    found = texts(arguments.gold)
    data = gather(found)
    print(f"{len(found)} texts of {len({text.site for text in found})} sites, {len(data.residue)} labelled blocks")
    for half in (0, 1):
        weights, bias = fitted(data, data.half != half)
        chance = 1 / (1 + np.exp(-np.clip(data.numbers @ weights + bias, -50, 50)))
        report(data, chance, data.half == half, f"half {half}")
    if arguments.write:
        weights, bias = fitted(data, np.ones(len(data.residue), dtype=bool))
        stored = {
            "about": "logistic regression: residue or article text, for blocks of whole pages' text",
            "trained": f"{len(data.residue)} blocks of {len({text.site for text in found})} sites, C={STRENGTH}",
            "script": "benchmarks/train_cleaning.py",
            "bias": round(bias, 5),
            "weights": {name: round(float(weight), 5) for name, weight in zip(NAMES, weights, strict=True)},
        }
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
        print(f"written: {TARGET.name}")


if __name__ == "__main__":
    main()
