"""Quotations and speakers against hand-made gold data, beside a plain regex and, when installed, textacy.

Rows: the reader, the reader's direct path alone (its speed without reported speech), the regex, textacy's
`direct_quotations` with any installed small English model. Install textacy into an environment of its own and run this
with the reader's `src` on the path: textacy is no dependency of the reader.

usage: quotes.py GOLD_FOLDER SCORER [--limit N] [--half a|b] [--entities]

GOLD_FOLDER holds *.jsonl.gz with {"id", "text", "quotes"}; SCORER is the path of a score.py with `score(gold, pred)`.
`--half` takes the articles of one half (by the SHA-1 of their id): rules are made on a and checked on b.
`--entities` finds the entities first, as the pipeline does. Speed is CPU seconds of one thread, quotations only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import importlib.util
import json
import pkgutil
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from reader.quotes import find_quotes

Row = dict[str, Any]
SMALL_ENGLISH = "en_core_web_sm"
RUN = re.compile(r"[“\"«]([^“”\"«»\n]{12,2000})[”\"»]")
NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?= (?:said|says|told|added|asked|wrote))|(?<=said )[A-Z]\w+(?: [A-Z]\w+)*"
)


def by_reader(text: str, entities: Any = ()) -> list[Row]:
    return [
        {
            "start": quote.start,
            "end": quote.end,
            "type": quote.type,
            "speaker": quote.speaker,
            "speaker_mention": quote.speaker_mention,
            "cue": quote.cue,
        }
        for quote in find_quotes(text, entities=entities)
    ]


def by_regex(text: str, _: Any = ()) -> list[Row]:
    """The plain way: a run of four words or more in marks, the nearest name beside a verb of speech."""
    names = [(match.start(), match.group()) for match in NAME.finditer(text)]
    found = []
    for match in RUN.finditer(text):
        if len(match.group(1).split()) < 4:
            continue
        near = min(names, key=lambda item: min(abs(item[0] - match.end()), abs(item[0] - match.start())), default=None)
        found.append(
            {"start": match.start(1), "end": match.end(1), "type": "direct", "speaker": near[1] if near else None}
        )
    return found


def by_textacy() -> Callable[[str, Any], list[Row]] | None:
    model = next(
        (name for name in sorted(map(_module, pkgutil.iter_modules())) if name.startswith(SMALL_ENGLISH)), None
    )
    if importlib.util.find_spec("textacy") is None or model is None:
        return None
    extract = importlib.import_module("textacy.extract")
    nlp = importlib.import_module(model).load()

    def find(text: str, _: Any = ()) -> list[Row]:
        try:
            triples = list(extract.direct_quotations(nlp(text)))
        except ValueError:  # an odd number of marks costs it the article
            return []
        return [
            {
                "start": triple.content.start_char,
                "end": triple.content.end_char,
                "type": "direct",
                "speaker": " ".join(token.text for token in triple.speaker),
                "cue": " ".join(token.text for token in triple.cue),
            }
            for triple in triples
        ]

    return find


def _module(info: pkgutil.ModuleInfo) -> str:
    return info.name


def by_direct_path(text: str, entities: Any = ()) -> list[Row]:
    """The reader without reported speech: what is measured is its speed."""
    with mock.patch("reader.quotes.finder.find_unmarked", return_value=[]):
        return by_reader(text, entities)


def half_of(identity: str) -> str:
    return "ab"[hashlib.sha1(identity.encode(), usedforsecurity=False).digest()[0] % 2]


def percent(value: float | None) -> str:
    return "    -" if value is None else f"{100 * value:5.1f}"


def entities_of(rows: list[Row]) -> dict[str, Any]:
    from reader.entities import find_entities
    from reader.entities.tagger import load_tagger

    tagger = load_tagger()
    return {row["id"]: find_entities(row["text"], tagger=tagger, language="en") for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("--entities", action="store_true")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", args.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tools: dict[str, Callable[[str, Any], list[Row]] | None] = {
        "reader": by_reader,
        "direct": by_direct_path,
        "regex": by_regex,
        "textacy": by_textacy(),
    }
    find_quotes("“Warm,” Ann Roe said.")
    print(
        "data            tool          P       R  direct F1 speaker  e2e   canon  pieces ind.F1  words    words/s",
    )
    for path in sorted(args.gold.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][: args.limit]
        rows = [row for row in rows if args.half is None or half_of(row["id"]) == args.half]
        known = entities_of(rows) if args.entities else {}
        for name, tool in tools.items():
            if tool is None:
                continue
            begun = time.process_time()
            predicted = {row["id"]: tool(row["text"], known.get(row["id"], ())) for row in rows}
            spent = time.process_time() - begun
            result = scorer.score(rows, predicted)
            direct, end = result["direct_iou80"], result["end_to_end_mention"]
            speed = sum(len(row["text"].split()) for row in rows) / max(spent, 1e-9)
            columns = [
                direct["P"],
                direct["R"],
                direct["F1"],
                result["attribution"]["mention"],
                end["F1"],
                result["end_to_end_canonical_strict"]["F1"],
                result["mixed_fragment_recall"],
                result["indirect_mixed_iou50"]["F1"],
                result["indirect_mixed_words"]["F1"],
            ]
            print(f"{path.name.split('.')[0]:15s} {name:8s}", "  ".join(map(percent, columns)), f"{speed:10,.0f}")


if __name__ == "__main__":
    main()
