"""A hundred and twenty scraped texts of invented outlets: the body comes out as it is, everything else stays hidden."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from sample_results import RESIDUE, caption_text, head_faults, plain, text_faults, unknown

from reader.article import Article
from reader.cleaning import clean
from reader.ingest import read_file

every_text = pytest.mark.parametrize("name", [path.stem for path in sorted(RESIDUE.glob("*.txt"))])


def right(name: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((RESIDUE / f"{name}.expected.json").read_text(encoding="utf-8"))
    return result


@cache
def article(name: str) -> Article:
    (draft,) = read_file(str(RESIDUE / f"{name}.txt")).drafts
    return clean(draft)


def test_there_are_a_hundred_and_twenty_texts() -> None:
    assert len(list(RESIDUE.glob("*.txt"))) == len(list(RESIDUE.glob("*.expected.json"))) == 120


@every_text
def test_the_body_is_shown_whole_and_nothing_else(name: str) -> None:
    assert unknown("text", name, text_faults(article(name), right(name))) == []


@every_text
def test_title_and_byline_are_found(name: str) -> None:
    assert unknown("text head", name, head_faults(article(name), right(name))) == []


@every_text
def test_captions_stay_as_captions(name: str) -> None:
    captions = caption_text(article(name))
    missing = [caption for caption in right(name)["captions"] if plain(caption) not in captions]
    assert unknown("text caption", name, missing) == []
