from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli import main

LONG = " ".join(
    f"The council of Saltby heard report {number} on the quay and its {number} lamps." for number in range(12)
)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines(capsys)]


def index(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    main(["index", "--json", "--text-only", *arguments])
    (found,) = objects(capsys)
    return found


def test_marks_go_out_as_lines_and_come_back_on_another_machine(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.cli.common import open_library
    from reader.library.model import ReadState
    from reader.library.query import parse

    index(str(folder), capsys=capsys)
    with open_library() as library:
        ids = library.ids()
        library.set_state(ids[:1], ReadState.READ)
        library.add_tag(ids, "harbour works")
    assert main(["marks", "export"]) == 0
    text = capsys.readouterr().out
    first, second = sorted((json.loads(line) for line in text.splitlines()), key=lambda record: record["state"])
    assert (first["state"], second["state"]) == ("read", "unread")
    assert first["tags"] == ["harbour works"]
    (tmp_path / "marks.jsonl").write_text(text)

    monkeypatch.setenv("READER_HOME", str(tmp_path / "elsewhere"))
    folder.rename(tmp_path / "moved")
    index(str(tmp_path / "moved"), capsys=capsys)
    for _ in range(2):  # again changes nothing
        assert main(["marks", "import", str(tmp_path / "marks.jsonl")]) == 0
        assert lines(capsys) == ["The marks of 2 articles were added."]
        with open_library() as library:
            assert library.count(parse("is:read")) == 1
            assert library.count(parse('tag:"harbour works"')) == 2
            assert library.check() == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "Line 2 is not JSON"),
        ("[1]", "Line 2 is no mark"),
        ('{"index": 0}', "Record 2 is no mark: 'file' is missing"),
        ('{"file": "/a", "state": "eaten"}', "Record 2 is no mark"),
        ('{"file": "/a", "content": "xyz"}', "Record 2 is no mark"),
        ('{"file": "/a", "index": -1}', "Record 2 is no mark"),
        ('{"file": "/a", "tags": [3]}', "Record 2 is no mark"),
        ('{"file": "/a", "place": {"block": 1}}', "Record 2 is no mark"),
        ('{"file": "/a", "place": {"block": 1e400, "offset": 1, "fraction": 0}}', "Record 2 is no mark"),
    ],
)
def test_a_line_that_is_no_mark_is_named_and_nothing_is_added(
    line: str, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = f'{{"file": "/b", "starred": true}}\n{line}\n'.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["marks", "import"]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert "Nothing was added." in error
    assert main(["marks", "export"]) == 1


def test_export_takes_a_query_and_ls_shows_a_story_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Lamps on the quay {name}\n\n{LONG}\n")
    assert main(["ls", "--format", "jsonl", str(folder)]) == 0
    rows = {str(row["title"]): row["copies"] for row in objects(capsys)}
    assert len(rows) == 3
    assert sorted(rows.values(), key=str) == [0, 0, 1]
    main(["ls", str(folder)])
    assert sum("+1 copy" in line for line in lines(capsys)) == 1
    assert main(["export", "--format", "json", "--query", "lamps is:all", str(folder)]) == 0
    assert len(objects(capsys)) == 2
    assert main(["export", "--format", "json", "--query", "title:ferry", "--no-update"]) == 0
    (article,) = objects(capsys)
    assert article["title"] == "Ferry timetable redrawn"
    assert article["quotes"]
    assert main(["export"]) == 2


@pytest.mark.parametrize("command", ["ls", "quotes", "entities", "export"])
def test_a_wrong_query_has_a_mark_under_its_fault_in_every_command(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--query", "bridge is:red", str(folder)]) == 2
    error = capsys.readouterr().err.splitlines()
    at = error[1].index("red")
    assert error[2].strip() == "^^^"
    assert error[2].index("^") == at


def test_a_file_that_failed_before_is_failed_still_and_not_unchanged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.json").write_text("{")
    for read, unchanged in ((2, 0), (0, 2)):
        found = index(str(folder), capsys=capsys)
        assert list(found) == ["found", "read", "unchanged", "skipped", "failed"]
        assert (found["found"], found["read"], found["unchanged"]) == (3, read, unchanged)
        assert [Path(str(item["file"])).name for item in found["failed"]] == ["broken.json"]  # type: ignore[attr-defined]  # a list


def test_ctrl_c_ends_indexing_at_once_and_keeps_what_was_read(tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1500):
        (many / f"{number}.txt").write_text(
            f"Story {number}\n\n{LONG}\nNumber {number} of them was told by the quay.\n" * 3
        )
    environment = {**os.environ, "READER_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "reader", "index", "--text-only", str(many)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    database = tmp_path / "home" / "index.db"

    def read() -> int:
        if not database.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
                return int(connection.execute("SELECT count(*) FROM article WHERE stage = 1").fetchone()[0])
        except sqlite3.Error:
            return 0

    end = time.monotonic() + 90
    while read() < 40 and time.monotonic() < end:
        time.sleep(0.02)
    before = read()
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    output, errors = process.communicate(timeout=90)
    # a second, on a machine that does nothing else
    assert time.monotonic() - began < 15
    assert process.returncode == 130
    assert "Stopped." in errors
    assert "1,500 files:" in output
    assert 40 <= before <= read() < 1500


def test_repair_asks_and_puts_the_index_right(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    index(str(folder), capsys=capsys)
    with closing(sqlite3.connect(tmp_path / "state" / "index.db", isolation_level=None)) as raw:
        raw.execute("INSERT INTO name (type, folded, name, articles) VALUES ('PERSON', 'x', 'X', 7)")
        raw.execute("UPDATE article SET copy_of = 999 WHERE id = 1")
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n" * 5))
    assert main(["doctor", "--repair"]) == 1
    assert "copies have lost their group" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n" * 5))
    assert main(["doctor", "--repair"]) == 0
    assert "The library is in order." in capsys.readouterr().out
    assert not list((tmp_path / "state").glob("*.damaged-*"))


def test_damaged_marks_are_kept_aside_and_come_back_from_their_copy(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from reader.cli.common import open_library
    from reader.library.query import parse

    index(str(folder), capsys=capsys)
    with open_library() as library:
        library.toggle_star(library.ids())
    state = tmp_path / "state"
    with closing(sqlite3.connect(state / "marks.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("INSERT INTO tag VALUES (12345, 'lost', 'lost')")
    assert main(["doctor", "--repair", "--yes"]) == 0
    assert list(state.glob("marks.db.damaged-*"))
    with open_library() as library:
        assert library.count(parse("is:starred")) == 2
