from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.commands import run
from reader.library.library import Library
from reader.library.query import parse


def test_the_charts_stand_below_each_other_with_their_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["overview", str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 articles\n\nArticles by day\n")
    assert "\n  2026-03-05  █" in out
    assert "\n  2026-03-06  0\n" in out
    assert "Speakers, by quotes" in out


def test_json_gives_each_bar_the_query_that_finds_its_articles(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["overview", "--format", "json", str(folder)]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["articles"], value["undated"], value["unit"]) == (2, 0, "day")
    assert {"label": "Ada Brun", "quotes": 2, "articles": 1, "query": 'said:="Ada Brun"'}.items() <= next(
        bar for bar in value["speakers"] if bar["label"] == "Ada Brun"
    ).items() | {("quotes", 2)}
    bars = [bar for kind in ("time", "sites", "people", "places", "speakers") for bar in value[kind]]
    state = tmp_path / "state"
    with Library.open(state / "index.db", state / "marks.db", read_only=True) as library:
        assert [library.count(parse(bar["query"])) for bar in bars] == [bar["articles"] for bar in bars]


def test_a_query_narrows_it_and_nothing_found_is_status_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["overview", "-q", "ferry", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("1 article\n")
    assert run(["overview", "--no-update", "-q", "zeppelin", str(folder)]) == 1
    assert capsys.readouterr().out == "0 articles\n"


def test_files_that_cannot_be_read_are_named_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.txt").write_bytes(b"")
    assert run(["overview", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("2 articles; 1 file cannot be read\n")
    assert run(["overview", "--no-update", "--format", "json", str(folder)]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["articles"], value["undated"], value["unreadable"]) == (2, 0, 1)
