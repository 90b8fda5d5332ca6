"""Score the entities of labelled news articles beside the raw tagger, and measure the speed.

usage: entities.py FOLDER [--limit N] [--model NAME]

FOLDER holds `*.jsonl.gz` files of {"id", "text", "entities": [{"start", "end", "label"[, "cluster", "salience"]}]}.
Four numbers a source: `mention` is F1 of strict spans with types; `list` F1 of the entries that a sidebar shows, each
matched by its type and one of its names; `twice` the same of entries with two mentions and more; `order` is NDCG@5 of
the list's order where the labels have a salience.
The shipped weights were trained on labelled articles too: for scores on unseen ones see train_retyper.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.article import Entity
from reader.entities import find_entities
from reader.entities.paragraphs import pieces
from reader.entities.tagger import Tagger, load_tagger
from reader.names.keys import name_key
from reader.names.organisations import canonical_key

TYPES = ("PERSON", "ORG", "PLACE")
LABELS = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "PLACE", "GPE": "PLACE", "FAC": "PLACE"}


class Score:
    """Right, found and wanted, added up."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    def __str__(self) -> str:
        return f"{200 * self.right / max(1, self.found + self.wanted):5.1f}"


Span = tuple[int, int]
Names = dict[tuple[str, str], set[Span]]


def trimmed(text: str, start: int, end: int) -> Span:
    """Cut a leading "the" and a trailing possessive, in which labelling schemes differ."""
    lead = re.match(r"\s*(?:the\s+)?", text[start:end], re.IGNORECASE)
    if lead and lead.end() < end - start:
        start += lead.end()
    return (start, end - 2) if re.search(r"..['’]s$", text[start:end]) else (start, end)


def labelled(row: Mapping[str, Any], found: Iterable[tuple[int, int, str]]) -> dict[Span, str]:
    return {trimmed(row["text"], a, b): LABELS[label] for a, b, label in found if LABELS.get(label) in TYPES}


def raw_spans(row: Mapping[str, Any], tagger: Tagger) -> dict[Span, str]:
    parts = list(pieces(row["text"]))
    spans = tagger.tag([part.text for part in parts])
    return labelled(
        row,
        ((a + p.start, b + p.start, label) for p, tagged in zip(parts, spans, strict=True) for a, b, label in tagged),
    )


def entries(text: str, spans: Mapping[Span, str]) -> Names:
    """Merge labelled spans by the plain rule: equal names, acronyms into their long forms, surnames into full names."""
    long_forms = acronyms(text, spans)
    groups: Names = defaultdict(set)
    for (start, end), kind in spans.items():
        key = canonical_key(name_key(text[start:end]))
        groups[kind, long_forms.get((kind, key), key)].add((start, end))
    full = [key for kind, key in groups if kind == "PERSON" and " " in key]
    for kind, key in [pair for pair in groups if pair[0] == "PERSON" and " " not in pair[1]]:
        holders = [name for name in full if key in name.split()]
        if holders:
            best = max(holders, key=lambda name: (name.split()[-1] == key, len(groups["PERSON", name])))
            groups["PERSON", best] |= groups.pop((kind, key))
    return groups


def acronyms(text: str, spans: Mapping[Span, str]) -> dict[tuple[str, str], str]:
    """Return the long form of each short one in brackets behind it: "Long Name (LN)"."""
    found: dict[tuple[str, str], str] = {}
    for long, short in pairwise(sorted(spans)):
        opened = re.fullmatch(r"\s*\(\s*", text[long[1] : short[0]]) and re.match(r"\s*\)", text[short[1] :][:3])
        kind = spans[short]
        one, two = (canonical_key(name_key(text[slice(*span)])) for span in (long, short))
        if opened and spans[long] == kind != "PERSON" and " " in one and " " not in two:
            found.setdefault((kind, two), one)
    return found


Found = tuple[str, set[str], int]
"""An entry that was found: its type, the keys of its names, how many mentions it has."""


def matched(gold: Names, found: Sequence[Found], text: str) -> dict[int, tuple[str, str]]:
    """Return the gold entry that each found one stands for, each used once."""
    used: dict[int, tuple[str, str]] = {}
    for (kind, name), spans in gold.items():
        keys = {name} | {key for a, b in spans if " " in (key := name_key(text[a:b])) or kind != "PERSON"}
        for index, (other, names, _) in enumerate(found):
            if index not in used and other == kind and names & keys:
                used[index] = (kind, name)
                break
    return used


def add_lists(scores: dict[str, Score], gold: Names, found: Sequence[Found], text: str) -> None:
    """Add what one document says of all entries and of those with two mentions and more."""
    used = matched(gold, found, text)
    scores["list"].add(len(used), len(found), len(gold))
    twice = {entry for entry, spans in gold.items() if len(spans) > 1}
    right = {index for index, entry in used.items() if entry in twice}
    shown = {index for index, (_, _, count) in enumerate(found) if count > 1}
    scores["twice"].add(len(right), len(shown | right), len(twice))


def order_gain(row: Mapping[str, Any], entities: Sequence[Entity]) -> float | None:
    """Return NDCG@5 of the entities' order against the labelled salience, None when nothing is labelled salient."""
    salience: Counter[str] = Counter()
    cluster: dict[Span, str] = {}
    for entity in row["entities"]:
        salience[entity["cluster"]] = max(salience[entity["cluster"]], entity["salience"])
        cluster[trimmed(row["text"], entity["start"], entity["end"])] = entity["cluster"]
    gains, seen = [], set()
    for entity in (entity for entity in entities if entity.type in TYPES):
        votes = Counter(cluster[span] for span in entity.mentions if span in cluster)
        best = votes.most_common(1)[0][0] if votes else None
        gains.append(salience[best] if best is not None and best not in seen else 0)
        seen.add(best)
    ideal = discounted(sorted(salience.values(), reverse=True))
    return discounted(gains) / ideal if ideal else None


def discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:5]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="documents a source")
    parser.add_argument("--model")
    args = parser.parse_args()
    tagger = load_tagger(args.model)
    words, seconds = 0, 0.0
    print(f"{'source':12} {'system':8} mention  PERSON    ORG  PLACE   list  twice  order")
    for path in sorted(args.folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][: args.limit]
        scores: dict[str, dict[str, Score]] = {system: defaultdict(Score) for system in ("tagger", "reader")}
        gains: list[float] = []
        for row in rows:
            text = row["text"]
            gold = labelled(row, ((e["start"], e["end"], e["label"]) for e in row["entities"]))
            raw = raw_spans(row, tagger)
            began = time.process_time()
            entities = find_entities(text, tagger=tagger)
            seconds += time.process_time() - began
            words += len(text.split())
            ours = {span: entity.type for entity in entities for span in entity.mentions if entity.type in TYPES}
            for system, spans in (("tagger", raw), ("reader", ours)):
                for kind in TYPES:
                    one, two = ({s for s, t in side.items() if t == kind} for side in (spans, gold))
                    scores[system][kind].add(len(one & two), len(one), len(two))
                    scores[system]["all"].add(len(one & two), len(one), len(two))
            wanted = entries(text, gold)
            plain = [
                (kind, {key} | {name_key(text[a:b]) for a, b in s}, len(s))
                for (kind, key), s in entries(text, raw).items()
            ]
            merged = [
                (e.type, {name_key(n) for n in (e.name, *e.aliases)}, e.count) for e in entities if e.type in TYPES
            ]
            add_lists(scores["tagger"], wanted, plain, text)
            add_lists(scores["reader"], wanted, merged, text)
            if row["entities"] and "salience" in row["entities"][0]:
                gain = order_gain(row, entities)
                gains += [gain] if gain is not None else []
        for system in ("tagger", "reader"):
            cells = "  ".join(str(scores[system][kind]) for kind in ("all", *TYPES, "list", "twice"))
            order = f"{sum(gains) / len(gains):.3f}" if gains and system == "reader" else ""
            print(f"{path.name.partition('.')[0]:12} {system:8}   {cells}  {order}", flush=True)
    print(f"{words / max(seconds, 1e-9):,.0f} words a CPU second, tagger included")


if __name__ == "__main__":
    main()
