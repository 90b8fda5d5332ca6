"""`reader entities`: who is named in a folder, how often, in how many articles."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import main

STORY = (
    "The harbour board in Saltby voted on Tuesday to keep the old swing bridge open to walkers for two winters.\n\n"
    "“It leaks, but it holds,” said Ada Brun, who chairs the board. Brun said that the survey of the piers and of both "
    "gates would be published in April, once the divers have been down for a second look at the oldest timbers.\n\n"
    "Shopkeepers on the east quay had feared for their weekend trade, since every visitor who walks into town comes "
    "across the bridge and past their doors before anything else is open in the morning.\n"
)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return a folder with one story in three papers, and another article that names somebody else."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number, day in enumerate((5, 6, 7)):
        (folder / f"story{number}.txt").write_text(f"Swing bridge stays open\n\n{day} March 2026\n\n{STORY}")
    (folder / "ferry.txt").write_text(
        "Ferry redrawn\n\n9 March 2026\n\nThe ferry will leave an hour later from April because of the tide, said Piet "
        "Oller, the harbourmaster of Saltby. Oller has been there for a decade.\n"
    )
    return folder


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[dict[str, tuple[int, int]], str]:
    assert main(["entities", *arguments, "--model", "rules", "--format", "json"]) == 0
    told = capsys.readouterr()
    return {row["name"]: (row["articles"], row["mentions"]) for row in json.loads(told.out)}, told.err


def test_a_story_in_several_papers_counts_once_and_that_is_said(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts, words = counted(capsys, str(papers))
    assert counts["Ada Brun"] == (1, 2)
    assert counts["Piet Oller"] == (1, 2)
    assert "2 copies of stories are not counted; --copies counts them too." in words


def test_copies_count_when_they_are_asked_for(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, words = counted(capsys, str(papers), "--copies")
    assert counts["Ada Brun"] == (3, 6)
    assert words == ""
    counts, words = counted(capsys, str(papers), "--query", "is:copy")
    assert counts["Ada Brun"] == (2, 4)
    assert words == ""


def test_a_search_and_a_type_narrow_the_counts(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, words = counted(capsys, str(papers), "--type", "PERSON", "--query", "ferry")
    assert counts == {"Piet Oller": (1, 2)}
    assert words == ""


def test_counts_are_a_table_for_other_programs(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", str(papers), "--model", "rules", "--type", "PERSON", "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        ["name", "type", "articles", "mentions"],
        ["Ada Brun", "PERSON", "1", "2"],
        ["Piet Oller", "PERSON", "1", "2"],
    ]


def test_another_model_finds_the_names_anew(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import spacy

    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ada Brun"}])  # type: ignore[attr-defined]
    made.to_disk(papers.parent / "tiny")
    counted(capsys, str(papers))
    assert main(["show", str(papers / "story0.txt"), "--model", str(papers.parent / "tiny"), "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)
    assert shown["model"] == "en_pipeline"
    assert main(["entities", str(papers), "--model", "no-such-model", "--format", "json"]) == 0
    assert "There is no model no-such-model" in capsys.readouterr().err
