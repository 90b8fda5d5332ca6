"""`reader rules`, `reader notes`, and `reader show` under what the user decided."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli import main
from reader.library.library import Library

BOARD = (
    "Shopkeepers on the east quay had feared for their weekend trade. Brun said the survey would be published in April."
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def opened(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "state" / "index.db", tmp_path / "state" / "marks.db")


def block_of(library: Library, number: int, line: str) -> int:
    article = library.article(number)
    assert article is not None
    return [block.text for block in article.blocks].index(line)


@pytest.fixture
def indexed(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(capsys, "index", "--text-only", folder)[0] == 0
    return folder


def test_a_rule_is_made_listed_followed_by_show_and_dropped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules") == (1, "", "")
    status, said, _ = run(capsys, "rules", "--hide", BOARD.upper(), "--folder", folder)
    assert status == 0
    assert said.startswith("Hide lines like “SHOPKEEPERS ON THE EAST QUAY")
    _, text, _ = run(capsys, "show", "--no-analysis", folder / "bridge.txt")
    assert "Shopkeepers" not in text
    _, text, _ = run(capsys, "show", "--no-analysis", "--no-rules", folder / "bridge.txt")
    assert "Shopkeepers" in text
    _, text, _ = run(capsys, "show", "--no-analysis", "--removed", folder / "bridge.txt")
    assert "your rule" in text
    status, listed, _ = run(capsys, "rules")
    assert status == 0
    assert listed.split(maxsplit=1)[0] == "1"
    assert run(capsys, "rules", "--drop", 1)[1].startswith("Taken back: hide lines like")
    assert run(capsys, "rules")[0] == 1
    _, text, _ = run(capsys, "show", "--no-analysis", folder / "bridge.txt")
    assert "Shopkeepers" in text


def test_a_removed_line_is_kept_by_a_rule(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "Sign up for our newsletter and get the day's stories in your inbox."
    assert line not in run(capsys, "show", "--no-analysis", folder / "bridge.txt")[1]
    run(capsys, "rules", "--keep", line, "--folder", folder)
    record = json.loads(run(capsys, "show", "--no-analysis", "--format", "jsonl", folder / "bridge.txt")[1])
    assert record["text"].endswith(line)
    assert record["blocks"][-1]["shown"]


def test_a_rule_for_a_site_goes_by_its_address_or_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "quay.md"
    body = "The harbour board met on Monday to speak of the quay.\n\nNothing was decided.\n\nMind the tide\n"
    path.write_text(f"---\ntitle: Quay\nsource: https://www.harbour.example/quay\nsite: The Harbour\n---\n\n{body}")
    for site in ("https://harbour.example/", "WWW.harbour.example"):
        assert run(capsys, "rules", "--hide", "Mind the tide", "--site", site)[0] == 0
        assert "tide" not in run(capsys, "show", "--no-analysis", path)[1]
        (rule,) = json.loads(run(capsys, "rules", "--format", "json")[1])
        assert (rule["reach"], rule["place"], rule["kind"]) == ("site", "harbour.example", "hide-line")
        run(capsys, "rules", "--drop", rule["number"])
    run(capsys, "rules", "--hide", "Mind the tide", "--site", "elsewhere.example")
    assert "tide" in run(capsys, "show", "--no-analysis", path)[1]


def test_show_follows_what_was_decided_about_one_article_wherever_it_went(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path) as library:
        number = library.find(str(indexed / "bridge.txt"))
        assert number is not None
        library.hide_line(number, block_of(library, number, BOARD))
    moved = tmp_path / "elsewhere.txt"
    (indexed / "bridge.txt").rename(moved)
    assert "Shopkeepers" not in run(capsys, "show", "--no-analysis", moved)[1]
    _, listed, _ = run(capsys, "rules")
    assert "in “Swing bridge stays open” (" in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ("--hide", "x"),
        ("--keep", "x", "--site", "  "),
        ("--hide", "  ", "--site", "harbour.example"),
        ("--site", "harbour.example"),
        ("--hide", "x", "--keep", "y", "--site", "harbour.example"),
        ("--hide", "x", "--site", "harbour.example", "--folder", "."),
        ("--hide", "x", "--folder", "nowhere at all"),
        ("--drop", "0"),
        ("--drop", "99"),
        ("--drop", "1", "."),
        ("--hide", "x", "--site", "harbour.example", "."),
    ],
)
def test_a_rule_that_makes_no_sense_is_said(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, output, errors = run(capsys, "rules", *arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("reader: Wrong use")
    assert run(capsys, "rules")[0] == 1


def test_the_list_of_rules_is_narrowed_by_paths(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    run(capsys, "rules", "--hide", "In the folder", "--folder", indexed)
    run(capsys, "rules", "--hide", "In the other folder", "--folder", tmp_path / "other")
    run(capsys, "rules", "--hide", "On a site", "--site", "harbour.example")
    with opened(tmp_path) as library:
        number = library.find(str(indexed / "bridge.txt"))
        assert number is not None
        library.hide_line(number, block_of(library, number, BOARD))

    def numbers(*paths: object) -> list[int]:
        return [rule["number"] for rule in json.loads(run(capsys, "rules", "--format", "json", *paths)[1] or "[]")]

    assert numbers() == [1, 2, 3, 4]
    assert numbers(indexed) == [1, 4]
    assert numbers(indexed / "bridge.txt") == [1, 4]
    assert numbers(indexed / "ferry.txt") == [1]
    assert numbers(tmp_path / "other") == [2]
    assert numbers(tmp_path) == [1, 2, 4]


def test_show_makes_nothing_and_says_nothing_without_marks(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, errors = run(capsys, "show", "--no-analysis", folder)
    assert (status, errors) == (0, "")
    assert not (tmp_path / "state").exists()


def test_show_changes_no_byte_of_the_marks(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "rules", "--hide", BOARD, "--folder", folder)
    before = {path: path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()}
    assert "Shopkeepers" not in run(capsys, "show", "--no-analysis", folder)[1]
    assert {path: path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_show_goes_on_when_the_marks_cannot_be_read(
    content: bytes, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "marks.db").write_bytes(content)
    status, text, errors = run(capsys, "show", "--no-analysis", folder / "bridge.txt")
    assert status == 0
    assert "Shopkeepers" in text
    assert "marks file" in errors
    assert (tmp_path / "state" / "marks.db").read_bytes() == content


def test_show_reads_marks_of_an_older_reader(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reader.library.connection import MARKS
    from reader.library.migrations import script

    (tmp_path / "state").mkdir()
    with closing(sqlite3.connect(tmp_path / "state" / "marks.db")) as raw:
        raw.executescript(
            f"{script(MARKS, 1)}; PRAGMA user_version = 1; PRAGMA application_id = {MARKS.application_id};"
        )
    before = (tmp_path / "state" / "marks.db").read_bytes()
    status, text, errors = run(capsys, "show", "--no-analysis", folder / "bridge.txt")
    assert (status, errors) == (0, "")
    assert "Shopkeepers" in text
    assert (tmp_path / "state" / "marks.db").read_bytes() == before


# notes


@pytest.fixture
def noted(indexed: Path, tmp_path: Path) -> Path:
    with opened(tmp_path) as library:
        bridge, ferry = (library.find(str(indexed / name)) for name in ("bridge.txt", "ferry.txt"))
        assert bridge is not None
        assert ferry is not None
        library.add_note(bridge, block_of(library, bridge, BOARD), 0, 11, "=who?\nask them")
        quay = block_of(library, ferry, next(b.text for b in library.article(ferry).blocks if "tide" in b.text))  # type: ignore[union-attr]  # it is there
        library.add_note(ferry, quay, 0, 9)
    return indexed


def test_notes_come_newest_article_first_ready_to_cite(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text, errors = run(capsys, "notes", "--no-update")
    assert (status, errors) == (0, "")
    assert text.index("“The ferry”") < text.index("“Shopkeepers”")
    assert "    =who?\n    ask them\n  Tom Ek, “Swing bridge stays open”, 2026-03-05\n" in text
    assert str(noted / "bridge.txt") in text


def test_notes_as_markdown(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "notes", "--no-update", "--format", "markdown")
    assert "> “The ferry”\n>\n> — Lena Vost, “Ferry timetable redrawn”, 2026-03-09\n" in text
    assert "=who?\nask them" in text


def test_notes_as_json(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = json.loads(run(capsys, "notes", "--no-update", "--format", "json")[1])
    assert [(note["passage"], note["words"], note["placed"]) for note in notes] == [
        ("The ferry", "", True),
        ("Shopkeepers", "=who?\nask them", True),
    ]
    assert notes[1]["file"] == str(noted / "bridge.txt")
    assert notes[1]["offset"] == 0


def test_notes_as_csv_run_nothing_in_a_spreadsheet(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(capsys, "notes", "--no-update", "--format", "csv")[1])))
    assert [row["passage"] for row in rows] == ["The ferry", "Shopkeepers"]
    assert rows[1]["words"] == "'=who?\nask them"


def test_notes_are_narrowed_by_paths_and_query(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def passages(*arguments: object) -> list[str]:
        return [
            n["passage"] for n in json.loads(run(capsys, "notes", "--format", "json", "--no-update", *arguments)[1])
        ]

    assert passages(noted / "bridge.txt") == ["Shopkeepers"]
    assert passages("--query", "marrow") == ["The ferry"]
    assert passages("--limit", "1") == ["The ferry"]


def test_notes_of_files_that_are_gone_are_told(noted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (noted / "bridge.txt").unlink()
    run(capsys, "index", "--text-only", noted)
    status, text, errors = run(capsys, "notes")
    assert status == 0
    assert "Shopkeepers" not in text
    assert "1 note is on an article whose file is gone" in errors
    assert "Shopkeepers" in run(capsys, "marks", "export")[1]


def test_without_notes_there_is_nothing(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "notes") == (1, "", "")
    assert run(capsys, "notes", "--format", "json") == (1, "[]\n", "")


def test_rules_and_notes_go_to_another_machine(
    noted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "rules", "--hide", "Mind the tide", "--site", "harbour.example")
    marks = tmp_path / "marks.jsonl"
    marks.write_text(run(capsys, "marks", "export")[1])
    rules, notes = run(capsys, "rules")[1], run(capsys, "notes", "--no-update")[1]
    monkeypatch.setenv("READER_HOME", str(tmp_path / "second"))
    run(capsys, "index", "--text-only", noted)
    assert run(capsys, "marks", "import", marks)[1] == "The marks of 2 articles and 1 rule were added.\n"
    assert run(capsys, "marks", "import", marks)[1] == "The marks of 2 articles were added.\n"
    assert run(capsys, "rules")[1] == rules
    assert run(capsys, "notes", "--no-update")[1] == notes
