"""Train the model that tells a page's article text from the rest, and write it where the package finds it.

    python benchmarks/train_html_blocks.py GOLD.jsonl.gz [--write] [--trees 80]

GOLD has one page a line: {"html", "url", "site", "gold": {"body": [...], "title"}, "meta": {"dek": [...], ...}}.
Prints how well blocks of unseen sites are told apart (six folds by site), then, with --write, trains on all pages
and writes the trees. Needs lightgbm, which the package itself does not: it walks the trees in plain Python.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from reader.article import Role
from reader.ingest.formats.html import features, read
from reader.ingest.formats.html.model import PATH, THRESHOLD
from reader.ingest.formats.html.opinion import coverage
from reader.text.normalise import words

FOLDS = 6
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.09,
    "num_leaves": 12,
    "max_depth": 6,
    "min_child_samples": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 1,
    "num_threads": 2,
    "deterministic": True,
    "force_row_wise": True,
}


@dataclass
class Example:
    """The blocks of one page that a model is asked about: numbers, right answers, weights."""

    site: str
    rows: np.ndarray
    answers: np.ndarray
    weights: np.ndarray


def runs(texts: list[str]) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    lines = [words(line) for text in texts for line in text.split("\n")]
    return {tuple(line[i : i + 3]) for line in lines for i in range(len(line) - 2)}, {tuple(line) for line in lines}


def example(page: dict) -> Example:
    parsed = read.examine(page["html"], page["url"])
    if parsed is None:
        return Example(page["site"], np.zeros((0, len(features.NAMES))), np.zeros(0), np.zeros(0))
    evidence, roles, title = parsed
    body, body_lines = runs(page["gold"]["body"])
    meta = page.get("meta") or {}
    dek, _ = runs(meta.get("dek", []))
    rest, rest_lines = runs([t for key in ("title", "byline", "caption") for t in meta.get(key, [])])
    table = features.PageFeatures(evidence, title, features.title_place(roles))
    copies = Counter(block.text for block in evidence.page.blocks)
    rows, answers, weights = [], [], []
    for i in features.candidates(evidence):
        block = evidence.page.blocks[i]
        found = block.words
        if block.hint is Role.LIST and found and found[0].isdigit() and block.text[:1].isdigit():
            found = found[1:]
        if i in roles or not found:
            continue
        short = len(found) < 4
        is_body = tuple(found) in body_lines or (not short and coverage(found, body) >= 0.5)
        is_dek = not is_body and len(found) >= 5 and coverage(found, dek) >= 0.8
        weight = 1.0
        if is_dek:
            weight = 0.5 if evidence.inside[i] or i <= evidence.first else 0.0
        elif is_body and not evidence.inside[i] and (copies[block.text] > 1 or (short and not evidence.kept[i])):
            weight = 0.0  # the same words by chance
        elif not is_body and (tuple(found) in rest_lines or coverage(found, rest) >= 0.8):
            weight = 0.3  # captions and the like cost little where they are shown
        rows.append(table.row(i))
        answers.append(is_body or is_dek)
        weights.append(weight)
    total = sum(weights)
    scale = (60 / max(total, 5)) ** 0.7  # a page with many blocks does not outweigh the others
    return Example(
        page["site"],
        np.array(rows or np.zeros((0, len(features.NAMES)))),
        np.array(answers, float),
        np.array(weights) * scale,
    )


def fold(site: str) -> int:
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def train(examples: list[Example], trees: int) -> lightgbm.Booster:
    rows = np.vstack([e.rows for e in examples])
    answers = np.concatenate([e.answers for e in examples])
    weights = np.concatenate([e.weights for e in examples])
    chosen = weights > 0
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows[chosen], answers[chosen], weight=weights[chosen]), trees)


def flat(node: dict, out: list[list[float]]) -> int:
    """Append a tree's nodes: [feature, threshold, left, right] for a fork, [value] for a leaf; return the place."""
    place = len(out)
    if "leaf_value" in node:
        out.append([round(node["leaf_value"], 5)])
        return place
    out.append([])
    left, right = flat(node["left_child"], out), flat(node["right_child"], out)
    # the threshold is rounded up so that values equal to it still go left
    out[place] = [node["split_feature"], float(np.nextafter(node["threshold"], np.inf).round(6)), left, right]
    return place


def write(model: lightgbm.Booster) -> None:
    trees = []
    for tree in model.dump_model()["tree_info"]:
        nodes: list[list[float]] = []
        flat(tree["tree_structure"], nodes)
        trees.append(nodes)
    Path(str(PATH)).write_text(json.dumps({"names": features.NAMES, "trees": trees}, separators=(",", ":")) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--trees", type=int, default=80)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--write-fold", type=int, help="train without the sites of one fold and write that")
    arguments = parser.parse_args()
    opener = gzip.open if arguments.gold.suffix == ".gz" else open
    with opener(arguments.gold, "rt", encoding="utf-8") as lines:
        examples = [example(json.loads(line)) for line in lines]
    if arguments.write_fold is not None:
        write(train([e for e in examples if fold(e.site) != arguments.write_fold], arguments.trees))
        return
    hits = misses = wrong = 0.0
    for held in range(FOLDS):
        model = train([e for e in examples if fold(e.site) != held], arguments.trees)
        for e in examples:
            if fold(e.site) == held and len(e.rows):
                said = model.predict(e.rows) > THRESHOLD
                hits += (e.weights * (said & (e.answers > 0))).sum()
                misses += (e.weights * (~said & (e.answers > 0))).sum()
                wrong += (e.weights * (said & (e.answers == 0))).sum()
    print(f"unseen sites: precision {hits / (hits + wrong):.4f} recall {hits / (hits + misses):.4f}")
    if arguments.write:
        write(train(examples, arguments.trees))


if __name__ == "__main__":
    main()
