"""Train the scorer of whole pages' text and check it on sites that it has not seen.

usage: train_cleaning.py GOLD [--write]

GOLD is the folder with text.jsonl.gz and html.jsonl.gz. Needs scikit-learn and lxml. Without --write only the
half-and-half check is printed: trained on the sites of one half (by hash), measured on the other, and the reverse.
With --write the scorer is then trained on all sites and stored beside the code that uses it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reader.article import Draft, RawBlock
from reader.cleaning.cleaner import examine
from reader.cleaning.measures import NAMES, Measures
from reader.cleaning.verdicts import is_protected
from reader.text.normalise import words

TARGET = Path(__file__).resolve().parent.parent / "src/reader/cleaning/raw_page_scorer.json"
BLOCKS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "blockquote", "figcaption", "figure", "pre"),
    *("section", "article", "ul", "ol", "header", "footer", "aside", "nav", "br", "form", "label", "button", "option"),
    *("dt", "dd"),
)
STRENGTH = 0.02
"""Inverse of the penalty on large weights (scikit-learn's C)."""


@dataclass
class Text:
    """One whole page's text: its lines and the label of each (body, drop, meta or mixed)."""

    site: str
    title: str
    lines: list[str]
    labels: list[str]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def texts(gold: Path) -> list[Text]:
    """Return the raw texts of the text gold, and the pages of the HTML gold as lines, labelled by their gold body."""
    found = [
        Text(row["site"], row["title"], [b["text"] for b in row["blocks"]], [b["label"] for b in row["blocks"]])
        for row in rows(gold / "text.jsonl.gz")
        if row["mode"] == "raw"
    ]
    for row in rows(gold / "html.jsonl.gz"):
        if row["gold"]["body"] and "<" in row["html"]:
            lines = page_lines(row["html"])
            title = row["gold"].get("title") or ""
            meta = [text for key in ("title", "dek", "byline", "caption") for text in (row["meta"] or {}).get(key, [])]
            found.append(Text(row["site"], title, lines, labels_of(lines, row["gold"]["body"], [*meta, title])))
    return found


def page_lines(html: str) -> list[str]:
    """Return a page's text, one line for each element that begins a line."""
    from lxml import etree
    from lxml import html as markup

    root = markup.document_fromstring(html.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, "script", "style", "noscript", "template", "head", with_tail=False)
    for element in root.iter(*BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(str(part) for part in root.itertext()).split("\n"))
    return [line for line in lines if line]


def labels_of(lines: list[str], body: list[str], meta: list[str]) -> list[str]:
    inside, beside = coverage(lines, body), coverage(lines, meta)
    return [
        "meta" if not words(line) or in_meta >= 0.8 else "body" if share >= 0.8 else "drop" if share < 0.5 else "mixed"
        for line, share, in_meta in zip(lines, inside, beside, strict=True)
    ]


def coverage(lines: list[str], texts_: list[str]) -> list[float]:
    """Return for each line the share of its words that are in runs of three in `texts_`, or 1 for a whole line."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in texts_:
        found = tuple(words(text))
        whole.add(found)
        runs.update(found[at : at + 3] for at in range(len(found) - 2))
    shares: list[float] = []
    for line in lines:
        found = tuple(words(line))
        covered = {place for at in range(len(found) - 2) if found[at : at + 3] in runs for place in range(at, at + 3)}
        shares.append(float(found in whole) if len(found) < 4 else len(covered) / len(found))
    return shares


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
        half = int(hashlib.md5(text.site.encode(), usedforsecurity=False).hexdigest(), 16) % 2
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
    model.fit(scaler.transform(data.numbers[chosen]), data.residue[chosen], sample_weight=data.weight[chosen])
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def report(data: Data, chance: np.ndarray, chosen: np.ndarray, name: str) -> None:
    body, drop = chosen & (data.residue == 0), chosen & (data.residue == 1)
    print(f"{name:12} threshold  drop precision  drop recall  body words lost  residue words left of all shown")
    for threshold in (2.0, 0.7, 0.8, 0.85, 0.9, 0.95):
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
