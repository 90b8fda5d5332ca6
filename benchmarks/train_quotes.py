"""Would a learned ranking beat the quotation rules? Measured on articles that the model never saw, fold by fold.

usage: train_quotes.py GOLD_FOLDER SCORER [--folds 10] [--limit N] [--out indirect_seen_en.txt]

GOLD_FOLDER and SCORER are those of quotes.py; polnear and aeb15 are used. Three questions, each answered with gradient
boosted trees over numbers (places, shapes and agreement; no words, no names), trained on nine folds of the articles and
asked on the tenth:

speaker   which of the noun phrases around a quotation says it (ranked beside, and instead of, the rules' choice)
type      direct, a fragment or nobody's words, for every run in marks
indirect  which of the reported clauses that the grammar allows are reports (the verb by its precision in training);
          beside the trees a plain list of verbs with that precision, which is what the reader ships

docs/decisions/0019-counted-verbs.md tells what came of it. Needs scikit-learn, which the reader does not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from reader.quotes import find_quotes, indirect
from reader.quotes.attribution import speaking_subjects
from reader.quotes.document import Document, read_document
from reader.quotes.indirect import Reported, find_reported
from reader.quotes.passages import Candidate, find_candidates
from reader.quotes.spans import is_clause, is_title_case, starts_sentence, word_count
from reader.quotes.subjects import first_subject

Row = dict[str, Any]
Span = tuple[int, int]
CORPORA = ("polnear", "aeb15")
RULES = (
    "after",
    "before",
    "fragment",
    "same",
    "next",
    "unclosed",
    "paragraph",
    "last",
    "introduced",
    "action",
    "framed",
)
CONSTRUCTIONS = ("that", "zero", "fronted", "interrupted", "according", "to", "object", "with", "relative", "noun")
SUBJECTS = "RNDnKO"
SEEN = 3
"""A pair of verb and construction counts from so many sentences on."""
LEAST = 50
"""From which share of reports, in percent, a counted pair is taken for one."""
STRICT = len(CONSTRUCTIONS) + len(SUBJECTS) + len("RDNnTS") + 3
"""Where among the numbers of a clause stands that the lists have it."""
HEADER = """\
# How often a clause behind a verb was a report, in percent: pairs of verb and construction that indirect_en.txt lacks.
# Counted by benchmarks/train_quotes.py in annotated news; docs/decisions/0019-counted-verbs.md has the origin.
"""
SMOOTHING = 4.0
"""So many imagined sentences temper the precision of a rare verb."""


@dataclass
class Example:
    """What the model may see of one case, its right answer, and where it belongs."""

    features: list[float]
    right: int
    fold: int
    article: str
    case: int
    payload: Any = None


def fold_of(identity: str, folds: int) -> int:
    return int.from_bytes(hashlib.sha1(identity.encode(), usedforsecurity=False).digest()[:4], "big") % folds


def iou(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def one_hot(value: str, values: Iterable[str]) -> list[float]:
    return [float(value == known) for known in values]


def out_of_fold(examples: list[Example], folds: int, classes: int = 2) -> np.ndarray:
    """Return for each example the probabilities of the classes, by a model that never saw its article."""
    table = np.array([example.features for example in examples])
    right = np.array([example.right for example in examples])
    fold = np.array([example.fold for example in examples])
    found = np.zeros((len(examples), classes))
    for number in range(folds):
        held = fold == number
        if not held.any():
            continue
        model = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.08, max_leaf_nodes=15, random_state=0)
        model.fit(table[~held], right[~held])
        found[np.ix_(held, model.classes_)] = model.predict_proba(table[held])
    return found


# who speaks


def mentions(document: Document, candidates: list[Candidate], place: int) -> dict[Span, list[float]]:
    """Return the noun phrases that may name the speaker of one quotation, with the numbers that tell them apart."""
    here = candidates[place]
    run = here.run
    near = range(max(0, here.passage - 2), min(len(document.passages), here.passage + 2))
    found: dict[Span, list[float]] = {}
    spoken = [candidate.run for candidate in candidates]

    def add(span: Span, tag: str, cue: float, cue_at: int, sentence: Span, passage: int, inverted: float) -> None:
        after = span[0] >= run.end
        gap = span[0] - run.end if after else run.start - span[1]
        between = (run.end, span[0]) if after else (span[1], run.start)
        text = document.text[between[0] : between[1]] if gap > 0 else ""
        beside = cue_at - run.end if cue_at >= run.end else run.start - cue_at
        same = sentence[0] <= run.start < sentence[1]
        found.setdefault(
            span,
            [
                float(after),
                math.log1p(max(0, gap)),
                math.log1p(max(0, beside)) if cue else 9.0,
                cue,
                inverted,
                float(same),
                passage - here.passage,
                text.count("\n"),
                text.count(","),
                text.count(". "),
                float(":" in text),
                float(sum(between[0] <= other.start < between[1] for other in spoken)),
                *one_hot(tag, SUBJECTS),
                float(span[1] - span[0]),
                float(any(other.outer[0] <= span[0] < other.outer[1] for other in spoken)),
            ],
        )

    for index in near:
        passage = document.passages[index]
        for sentence in passage.sentences:
            if abs(sentence.start - run.start) > 1500:
                continue
            whole = (sentence.start, sentence.end)
            for weak in (False, True):
                for cue, subject in speaking_subjects(sentence, weak=weak):
                    span = sentence.span(subject.first, subject.last)
                    at = sentence.tokens[cue.index].start
                    add(span, sentence.tags[subject.first], 1.0 if weak else 2.0, at, whole, index, subject.inverted)
            opening = first_subject(sentence, len(sentence.tags))
            if opening is not None:
                span = sentence.span(opening.first, opening.last)
                add(span, sentence.tags[opening.first], 0.0, span[0], whole, index, 0.0)
    chosen = here.attribution.mention if here.attribution is not None else None
    if chosen is not None and chosen not in found:
        add(chosen, "", 0.5, chosen[0], (0, 0), document.passage_at(chosen[0]), 0.0)
    inner = document.text[run.start : run.end]
    shape = [
        float(here.bare),
        float(here.leads),
        word_count(inner),
        float(inner.rstrip().endswith(",")),
        float(starts_sentence(inner)),
    ]
    before = candidates[place - 1].attribution if place else None
    behind = candidates[place + 1].attribution if place + 1 < len(candidates) else None
    for span, numbers in found.items():
        numbers += [
            *shape,
            float(before is not None and before.mention == span),
            float(behind is not None and behind.mention == span),
            float(chosen == span),
            here.attribution.confidence if here.attribution is not None else 0.0,
            *one_hot(here.attribution.rule.split("-")[0] if here.attribution is not None else "", RULES),
        ]
    return found


RULE_FEATURES = 2 + len(RULES)


def ask_speakers(rows: list[Row], scorer: Any, folds: int) -> None:
    examples: list[Example] = []
    spare: list[Example] = []
    by_rules = cases = reachable = 0
    hits: Counter[str] = Counter()
    for row in rows:
        document = read_document(row["text"])
        candidates = find_candidates(document)
        for place, candidate in enumerate(candidates):
            run = (candidate.run.start, candidate.run.end)
            gold = max(
                (q for q in row["quotes"] if q["type"] == "direct"),
                key=lambda q: iou(run, (q["start"], q["end"])),
                default=None,
            )
            if gold is None or iou(run, (gold["start"], gold["end"])) < 0.8 or not gold.get("speaker_text"):
                continue
            chosen = candidate.attribution.mention if candidate.attribution is not None else None
            cases += 1
            by_rules += chosen is not None and scorer.mention_match(row["text"][slice(*chosen)], gold["speaker_text"])
            found = mentions(document, candidates, place)
            right = {span for span in found if scorer.mention_match(row["text"][slice(*span)], gold["speaker_text"])}
            reachable += bool(right)
            for span, numbers in found.items():
                fold = fold_of(row["id"], folds)
                examples.append(Example(numbers, int(span in right), fold, row["id"], cases, span))
                spare.append(Example(numbers[:-RULE_FEATURES], int(span in right), fold, row["id"], cases, span))
    print(f"speaker   {cases} quotations; the right phrase is among those looked at: {reachable / cases:.2%}")
    print(f"          rules                        {by_rules / cases:.2%}")
    for name, table in (("trees instead of the rules", spare), ("trees over the rules' choice", examples)):
        chance = out_of_fold(table, folds)[:, 1]
        best: dict[int, tuple[float, int]] = defaultdict(lambda: (-1.0, 0))
        for probability, example in zip(chance, table, strict=True):
            best[example.case] = max(best[example.case], (float(probability), example.right))
        hits[name] = sum(right for _, right in best.values())
        print(f"          {name:28s} {hits[name] / cases:.2%}")


# direct, fragment, nobody's


def ask_types(rows: list[Row], folds: int) -> None:
    examples: list[Example] = []
    rules: list[int] = []
    for row in rows:
        document = read_document(row["text"])
        kept = {candidate.run: candidate for candidate in find_candidates(document)}
        with mock.patch("reader.quotes.passages._is_speech", return_value=True):
            everything = find_candidates(document)
        for candidate in everything:
            run, attribution = candidate.run, candidate.attribution
            if run.typewritten:
                continue
            span = (run.start, run.end)
            right = 0
            for quote in row["quotes"]:
                if quote["type"] == "direct" and iou(span, (quote["start"], quote["end"])) >= 0.8:
                    right = 2
                elif quote["type"] == "mixed" and quote["start"] <= run.start and run.end <= quote["end"] + 3:
                    right = max(right, 1)
            inner = document.text[run.start : run.end]
            left, behind = run.outer
            examples.append(
                Example(
                    [
                        word_count(inner),
                        float(starts_sentence(inner)),
                        float(is_clause(inner)),
                        float(is_title_case(inner)),
                        *one_hot(inner.rstrip()[-1:], ",.?!"),
                        *one_hot(document.text[max(0, left - 2) : left].strip()[-1:], ",:.(—"),
                        *one_hot(document.text[behind : behind + 1], ",. "),
                        float(document.text[behind : behind + 2].strip()[:1].islower()),
                        float(candidate.bare),
                        float(candidate.leads),
                        float(candidate.own),
                        float(run.closed),
                        float(attribution is not None),
                        attribution.confidence if attribution is not None else 0.0,
                        float(attribution is not None and attribution.whole),
                        float(attribution is not None and attribution.strong),
                        *one_hot(attribution.rule.split("-")[0] if attribution is not None else "", RULES),
                    ],
                    right,
                    fold_of(row["id"], folds),
                    row["id"],
                    len(examples),
                )
            )
            known = kept.get(run)
            rules.append(0 if known is None or known.type is None else 2 if known.type == "direct" else 1)
    learned = out_of_fold(examples, folds, classes=3).argmax(axis=1).tolist()
    right = [example.right for example in examples]
    counts = [right.count(kind) for kind in (2, 1, 0)]
    print(f"type      {len(examples)} runs: {counts[0]} direct, {counts[1]} fragments, {counts[2]} nobody's")
    for name, got in (("rules", rules), ("trees", learned)):
        share = sum(a == b for a, b in zip(got, right, strict=True)) / len(right)
        print(f"          {name:6s} right {share:.2%}", end="")
        for kind, label in ((2, "direct"), (1, "fragments"), (0, "nobody's")):
            print(f"   {label} F1 {f1(got, right, kind):.2%}", end="")
        print()


def f1(got: list[int], right: list[int], kind: int) -> float:
    both = sum(a == b == kind for a, b in zip(got, right, strict=True))
    return 2 * both / max(1, got.count(kind) + right.count(kind))


# reported clauses


def clauses(document: Document, *, loose: bool) -> dict[Span, tuple[Reported, Any]]:
    """Return the reported clauses by span; `loose` takes every verb of speech or thought for one that may open one."""
    found: dict[Span, tuple[Reported, Any]] = {}
    opens = (lambda *_: True) if loose else indirect._opens
    with mock.patch.object(indirect, "_opens", opens), mock.patch.object(indirect, "share", return_value=0.0):
        for passage in document.passages:
            for sentence in passage.sentences:
                for reported in find_reported(sentence):
                    found.setdefault(reported.span, (reported, sentence))
    return found


def ask_reports(rows: list[Row], scorer: Any, folds: int, out: Path | None) -> None:
    examples: list[Example] = []
    verbs: list[str] = []
    plain: dict[str, list[Row]] = {}
    as_told: dict[tuple[str, Span], Row] = {}
    for row in rows:
        document = read_document(row["text"])
        strict = set(clauses(document, loose=False))
        gold = [(q["start"], q["end"]) for q in row["quotes"] if q["type"] in ("indirect", "mixed")]
        plain[row["id"]] = by_lists(row["text"])
        as_told |= {(row["id"], (q["start"], q["end"])): q for q in plain[row["id"]] if q["type"] == "indirect"}
        for span, (reported, sentence) in clauses(document, loose=True).items():
            if reported.construction == "position" and span not in strict:
                continue  # what only seems so, or is seen, nobody has said, whatever the labels call it
            words = row["text"][span[0] : span[1]]
            attribution = reported.attribution
            mention = attribution.mention or span
            first = next((i for i, t in enumerate(sentence.tokens) if t.start >= span[0]), 0)
            subject = next((i for i, t in enumerate(sentence.tokens) if t.start >= mention[0]), 0)
            examples.append(
                Example(
                    [
                        *one_hot(reported.construction, CONSTRUCTIONS),
                        *one_hot(sentence.tags[subject], SUBJECTS),
                        *one_hot(sentence.tags[first], "RNDnTS"),
                        float(len(words.split())),
                        float(first),
                        float(len(sentence.tags)),
                        float(span in strict),
                        attribution.confidence,
                        float(attribution.strong),
                        float("“" in words or '"' in words),
                        words.count(","),
                        float(any(tag in "XvVW" for tag in sentence.tags[first:])),
                        abs(attribution.cue_at - span[0]),
                        float(mention[0] == sentence.start),
                    ],
                    int(any(iou(span, other) >= 0.5 for other in gold)),
                    fold_of(row["id"], folds),
                    row["id"],
                    len(examples),
                    {
                        "start": span[0],
                        "end": span[1],
                        "type": "indirect",
                        "speaker": row["text"][mention[0] : mention[1]],
                        "cue": attribution.cue,
                    },
                )
            )
            verbs.append((attribution.cue or "").lower() + "/" + reported.construction)
    encode(examples, verbs, folds)
    base = measure(rows, plain, scorer)
    print(f"indirect  {len(examples)} clauses, {sum(e.right for e in examples)} of them reports")
    print(f"          listed verbs alone      span F1 {base[0]:.2%}   word F1 {base[1]:.2%}")
    counted = np.array([e.features[-2] if e.features[-1] >= math.log1p(SEEN) else 0.0 for e in examples])
    judged = {(example.article, place_of(example.payload)) for example in examples}
    for name, chance in (("counted verbs", counted), ("trees", out_of_fold(examples, folds)[:, 1])):
        for least in (0.3, 0.4, 0.5, 0.6):
            learned = {
                identity: [quote for quote in quotes if (identity, place_of(quote)) not in judged]
                for identity, quotes in plain.items()
            }
            add_reports(learned, examples, chance, least, as_told)
            got = measure(rows, learned, scorer)
            print(f"          + {name:14s} {least:.1f}    span F1 {got[0]:.2%}   word F1 {got[1]:.2%}")
    if out is not None:
        out.write_text(as_list(examples, verbs), encoding="utf-8")


def place_of(quote: Row) -> Span:
    return quote["start"], quote["end"]


def add_reports(
    learned: dict[str, list[Row]],
    examples: list[Example],
    chance: Any,
    least: float,
    as_told: dict[tuple[str, Span], Row],
) -> None:
    """Add the clauses of the rules, and of the others, likeliest first, those that overlap none before them."""
    taken: dict[str, list[Span]] = defaultdict(list)
    for probability, example in sorted(zip(chance, examples, strict=True), key=lambda pair: -pair[0]):
        span = place_of(example.payload)
        told = as_told.get((example.article, span))
        if told is None and (probability < least or any(iou(span, other) > 0.3 for other in taken[example.article])):
            continue
        taken[example.article].append(span)
        learned[example.article].append(told or example.payload)


def as_list(examples: list[Example], verbs: list[str]) -> str:
    """Return the data file: the pairs of verb and construction that the lists lack, with their share in percent."""
    seen: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for example, verb in zip(examples, verbs, strict=True):
        if not example.features[STRICT]:
            seen[verb] += 1
            good[verb] += example.right
    usual = sum(good.values()) / max(1, sum(seen.values()))
    lists: dict[str, list[str]] = defaultdict(list)
    for verb in sorted(seen):
        word, construction = verb.split("/")
        percent = round(100 * (good[verb] + SMOOTHING * usual) / (seen[verb] + SMOOTHING))
        if seen[verb] >= SEEN and percent >= LEAST and word.isalpha():
            lists[construction].append(f"{word} {percent}")
    sections = [f"[{name}]\n" + "\n".join(lines) for name, lines in sorted(lists.items())]
    return HEADER + "\n".join(sections) + "\n"


def encode(examples: list[Example], verbs: list[str], folds: int) -> None:
    """Add each verb's precision in its construction, counted in the other folds only."""
    for number in range(folds):
        seen: Counter[str] = Counter()
        good: Counter[str] = Counter()
        for example, verb in zip(examples, verbs, strict=True):
            if example.fold != number:
                seen[verb] += 1
                good[verb] += example.right
        usual = sum(good.values()) / max(1, sum(seen.values()))
        for example, verb in zip(examples, verbs, strict=True):
            if example.fold == number:
                example.features += [
                    (good[verb] + SMOOTHING * usual) / (seen[verb] + SMOOTHING),
                    math.log1p(seen[verb]),
                ]


def by_lists(text: str) -> list[Row]:
    """Return what the reader finds without the counted verbs."""
    with mock.patch.object(indirect, "share", return_value=0.0):
        return [
            {"start": quote.start, "end": quote.end, "type": quote.type, "speaker": quote.speaker, "cue": quote.cue}
            for quote in find_quotes(text)
        ]


def measure(rows: list[Row], predicted: dict[str, list[Row]], scorer: Any) -> tuple[float, float]:
    result = scorer.score(rows, predicted)
    return result["indirect_mixed_iou50"]["F1"], result["indirect_mixed_words"]["F1"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--out", type=Path, help="write the list of counted verbs")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", args.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows: list[Row] = []
    for corpus in CORPORA:
        with gzip.open(args.gold / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines][: args.limit]
    reported = [row for row in rows if any(quote["type"] == "indirect" for quote in row["quotes"])]
    questions: list[Callable[[], None]] = [
        lambda: ask_speakers(rows, scorer, args.folds),
        lambda: ask_types(rows, args.folds),
        lambda: ask_reports(reported, scorer, args.folds, args.out),
    ]
    for question in questions:
        question()


if __name__ == "__main__":
    main()
