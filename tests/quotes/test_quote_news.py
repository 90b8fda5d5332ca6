"""Short news in the styles of many papers: every quotation and its speaker, and nothing else.

The passages were written before the rules were run on them, each set after the faults of the one before had been
mended, and `fresh` in each file says how much was right at that first run: that share, not this test, tells what to
expect of an article that nobody has looked at. What is still wrong stands in `known_gaps.json`; nothing else may go
wrong, and a gap that has closed must leave the list.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from reader.article import Quote
from reader.quotes import find_quotes

HERE: Final = Path(__file__).parent
FILES: Final = tuple(
    f"news_{number}.yaml"
    for number in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
)
_EDGE: Final = " .,!?;:“”\"'‘’«»„"
_ARTICLES: Final = ("the ", "a ", "an ", "residents ")
_OVERLAP: Final = 0.5
"""How much of a reported clause must be found, as a share of what is wanted and found together."""


@cache
def passages() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in FILES:
        found |= {passage["name"]: passage for passage in yaml.safe_load((HERE / file).read_text("utf-8"))["passages"]}
    return found


@cache
def known_gaps() -> dict[str, list[str]]:
    gaps: dict[str, list[str]] = json.loads((HERE / "known_gaps.json").read_text("utf-8"))
    return gaps


def faults(passage: dict[str, Any]) -> list[str]:
    """What is wrong with the quotations of a passage, a sentence each."""
    text = passage["text"]
    quotes = find_quotes(text, language=passage.get("language"))
    marked = [quote for quote in quotes if quote.type != "indirect"]
    reported = [quote for quote in quotes if quote.type == "indirect"]
    wrong = []
    for words, speaker, kind in passage["want"]:
        same = [quote for quote in marked if text[quote.start : quote.end].strip(_EDGE) == words.strip(_EDGE)]
        if not same:
            wrong.append(f"missed: {words}")
            continue
        marked.remove(same[0])
        if same[0].type != kind:
            wrong.append(f"{same[0].type}: {words}")
        if not said_by(same[0], speaker):
            wrong.append(f"speaker: {words}")
    wrong += [f"no quotation: {text[quote.start : quote.end]}" for quote in marked]
    for words, speaker in passage.get("said", ()):
        near = [quote for quote in reported if overlap(quote, text, words) >= _OVERLAP]
        if not near:
            wrong.append(f"not reported: {words}")
        elif not said_by(near[0], speaker):
            wrong.append(f"speaker: {words}")
    return wrong


def said_by(quote: Quote, speaker: str | None) -> bool:
    if speaker is None:
        return quote.speaker is None
    return plain(speaker) in (plain(quote.speaker or ""), plain(quote.speaker_mention or ""))


def plain(name: str) -> str:
    low = name.lower().strip()
    for article in _ARTICLES:
        low = low.removeprefix(article)
    return low


def overlap(quote: Quote, text: str, words: str) -> float:
    start = text.index(words)
    end = start + len(words)
    shared = min(end, quote.end) - max(start, quote.start)
    return max(0, shared) / (max(end, quote.end) - min(start, quote.start))


@pytest.mark.parametrize("name", passages())
def test_every_quotation_of_the_news_has_its_speaker_and_nothing_else_is_one(name: str) -> None:
    gaps = known_gaps().get(name, [])
    assert [fault for fault in faults(passages()[name]) if fault not in gaps] == []


@pytest.mark.parametrize("name", known_gaps())
def test_a_gap_that_has_closed_leaves_the_list(name: str) -> None:
    wrong = faults(passages()[name])
    assert [gap for gap in known_gaps()[name] if gap not in wrong] == []


def test_there_are_passages_enough_and_few_gaps() -> None:
    wanted = sum(len(passage["want"]) for passage in passages().values())
    assert len(passages()) >= 100
    assert sum(map(len, known_gaps().values())) <= wanted // 10
