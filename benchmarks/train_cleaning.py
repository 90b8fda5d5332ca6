"""Train the scorer of whole pages' text and check it on sites that it has not seen.

usage: train_cleaning.py GOLD [--write]

GOLD is the folder with text.jsonl.gz and html.jsonl.gz. Needs scikit-learn and lxml. Without --write only the
half-and-half check is printed: trained on the sites of one half (by hash), measured on the other, and the reverse.
With --write the scorer is then trained on all sites and stored beside the code that uses it.

The second reading learns from first scores that were given by models of other sites, as it will meet them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cleaning_gold import Text, half_of, texts
from reader.article import Draft, RawBlock
from reader.cleaning import measures, surroundings
from reader.cleaning.cleaner import examine
from reader.cleaning.measures import Measures
from reader.cleaning.scorer import DOUBTFUL, SURE, is_misplaced
from reader.cleaning.surroundings import HEAD, HIDDEN, Surroundings
from reader.cleaning.verdicts import is_protected

TARGET = Path(__file__).resolve().parent.parent / "src/reader/cleaning/raw_page_scorer.json"
STRENGTH = 0.02
"""Inverse of the penalty on large weights (scikit-learn's C)."""
FOLDS = 4
COPIES = frozenset({"duplicate", "pull-quote"})

Fit = tuple[np.ndarray, float]


@dataclass
class Data:
    """One row a block: numbers, 1 for residue (0 for body, -1 for neither), weight, half of the sites, hidden by the
    rules, by them for its place only, as a copy, guarded, in the head, in a whole page, words; `pages` bounds the rows
    of each page, `sites` names them."""

    numbers: np.ndarray
    residue: np.ndarray
    weight: np.ndarray
    half: np.ndarray
    hidden: np.ndarray
    misplaced: np.ndarray
    copied: np.ndarray
    guarded: np.ndarray
    head: np.ndarray
    raw: np.ndarray
    size: np.ndarray
    pages: list[tuple[int, int]]
    sites: np.ndarray


def gather(found: list[Text]) -> Data:
    per_site = Counter(text.site for text in found)
    table: list[list[float]] = []
    other: list[tuple[float, ...]] = []
    pages: list[tuple[int, int]] = []
    sites: list[str] = []
    for text in found:
        draft = Draft("text", tuple(RawBlock(line.replace("\n", " ")) for line in text.lines), title=text.title)
        seen = examine(draft, scored=False)
        if len(seen.parts) != len(text.lines):
            continue  # joined lines have no one label
        heads = [at in seen.head.roles for at in range(len(seen.page))]
        rows = Measures(seen.page, seen.cues, seen.zones, seen.verdicts, heads)
        pages.append((len(table), len(table) + len(text.lines)))
        for at, label in enumerate(text.labels):
            verdict = seen.verdicts[at]
            table.append(rows.row(at))
            sites.append(text.site)
            other.append(
                (
                    float(label == "drop") if label in ("body", "drop") and not heads[at] else -1.0,
                    per_site[text.site] ** -0.7,
                    half_of(text.site) == "B",
                    verdict is not None,
                    is_misplaced(seen.page, at, verdict),
                    verdict is not None and verdict.reason in COPIES,
                    is_protected(seen.page, at, seen.zones),
                    heads[at],
                    seen.zones.raw,
                    seen.page.shapes[at].count,
                )
            )
    return Data(np.array(table), *np.array(other, dtype=float).T, pages, np.array(sites))


def fitted(data: Data, numbers: np.ndarray, chosen: np.ndarray) -> Fit:
    """Return weights and bias for plain numbers."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    chosen = chosen & (data.residue >= 0)
    scaler = StandardScaler().fit(numbers[chosen])
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    # a paragraph lost or shown counts for more than a menu's word
    weight = data.weight * np.sqrt(np.maximum(1, data.size)) / 3
    model.fit(scaler.transform(numbers[chosen]), data.residue[chosen], sample_weight=weight[chosen])
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def log_odds(fit: Fit, numbers: np.ndarray) -> np.ndarray:
    return np.asarray(numbers @ fit[0] + fit[1])


def both(data: Data, chosen: np.ndarray) -> tuple[Fit, Fit, Callable[[], np.ndarray]]:
    """Return the fits of the two readings on `chosen` blocks, and what gives all blocks' probabilities by them."""
    from sklearn.model_selection import GroupKFold

    first = fitted(data, data.numbers, chosen)
    scores = log_odds(first, data.numbers)
    unseen = scores.copy()
    rows = np.flatnonzero(chosen)
    for others, left in GroupKFold(FOLDS).split(rows, groups=data.sites[rows]):
        part = np.zeros(len(chosen), dtype=bool)
        part[rows[others]] = True
        unseen[rows[left]] = log_odds(fitted(data, data.numbers, part), data.numbers[rows[left]])
    second = fitted(data, with_surroundings(data, unseen), chosen)

    def chance() -> np.ndarray:
        return np.asarray(1 / (1 + np.exp(-np.clip(log_odds(second, with_surroundings(data, scores)), -50, 50))))

    return first, second, chance


def with_surroundings(data: Data, scores: np.ndarray) -> np.ndarray:
    settled = np.where(data.head == 1, HEAD, np.where(data.hidden == 1, HIDDEN, scores))
    rows: list[list[float]] = []
    for start, end in data.pages:
        around = Surroundings(list(settled[start:end]), [int(size) for size in data.size[start:end]])
        rows.extend(around.row(at) for at in range(end - start))
    return np.hstack([data.numbers, np.array(rows)])


def report(data: Data, chance: np.ndarray, chosen: np.ndarray, name: str) -> None:
    body, drop = chosen & (data.residue == 0), chosen & (data.residue == 1)
    print(f"{name:8} threshold  drop precision  drop recall  body words lost  without copies  residue of all shown")
    for threshold in (2.0, 0.75, 0.8, SURE, 0.87, 0.9, 0.95):
        shown_again = (data.misplaced == 1) & (chance < DOUBTFUL) & (threshold <= 1)
        found = (chance >= threshold) & (data.guarded == 0) & (data.raw == 1) & (data.head == 0)
        hides = ((data.hidden == 1) & ~shown_again) | found
        lost, left = data.size[body & hides].sum(), data.size[drop & ~hides].sum()
        gone = data.size[body & hides & (data.copied == 0)].sum() / data.size[body].sum()
        right = (drop & hides).sum() / max(1, ((body | drop) & hides).sum())
        recall = (drop & hides).sum() / max(1, drop.sum())
        shown = left + data.size[body & ~hides].sum()
        label = "rules only" if threshold > 1 else f"{threshold:.2f}"
        share = lost / data.size[body].sum()
        print(f"{'':8} {label:>9}  {right:14.4f}  {recall:11.4f}  {share:15.4f}  {gone:14.4f}  {left / shown:.4f}")


def stored_fit(fit: Fit, names: tuple[str, ...]) -> dict[str, float]:
    weights, bias = fit
    return {
        "bias": round(bias, 5),
        **{name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="train on all sites and store the weights")
    arguments = parser.parse_args()
    found = texts(arguments.gold)
    data = gather(found)
    labelled = int((data.residue >= 0).sum())
    print(f"{len(found)} texts of {len({text.site for text in found})} sites, {labelled} labelled blocks")
    for half in (0, 1):
        chance = both(data, data.half != half)[2]()
        report(data, chance, data.half == half, f"half {'AB'[half]}")
    if arguments.write:
        first, second, _ = both(data, np.ones(len(data.residue), dtype=bool))
        stored = {
            "about": "two logistic regressions: residue or article text, for blocks of whole pages' text",
            "trained": f"{labelled} blocks of {len({text.site for text in found})} sites, C={STRENGTH}",
            "script": "benchmarks/train_cleaning.py",
            "first": stored_fit(first, measures.NAMES),
            "second": stored_fit(second, measures.NAMES + surroundings.NAMES),
        }
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
        print(f"written: {TARGET.name}")


if __name__ == "__main__":
    main()
