"""Sixty small cases, each with a twin in which the rule must stay quiet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.quotes import find_quotes

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))


def found(text: str) -> list[tuple[str, str | None, str]]:
    return [(text[quote.start : quote.end], quote.speaker, quote.type) for quote in find_quotes(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_case_is_found(case: dict[str, Any]) -> None:
    got = found(case["text"])
    for text, speaker, kind in case["want"]:
        assert (text, speaker, kind) in got


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_twin_stays_quiet(case: dict[str, Any]) -> None:
    got = found(case["twin"])
    for never in case["never"]:
        if isinstance(never, str):
            assert never not in [text for text, _, _ in got]
        else:
            assert tuple(never) not in [(text, speaker) for text, speaker, _ in got]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
