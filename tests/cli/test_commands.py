from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main
from reader.cli.commands import COMMANDS, overview

READER = [sys.executable, "-m", "reader"]


def reader(*arguments: str, data: bytes = b"", timeout: float = 120) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*READER, *arguments], input=data, capture_output=True, timeout=timeout, check=False)


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert out == f"{overview()}\n"
    assert all(f"  {command.name} " in out for command in COMMANDS)


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_explains_itself(name: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0


def test_show_prints_heading_body_people_and_quotes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(folder / "bridge.txt")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Swing bridge stays open\nTom Ek · 2026-03-05\n\nThe harbour board in Saltby")
    assert "newsletter" not in out
    assert "People: Ada Brun (2)" in out
    assert "Ada Brun: “It leaks, but it holds,”" in out


def test_show_tells_what_was_removed_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--removed", "--no-analysis", str(folder / "bridge.txt")]) == 0
    assert re.search(r"\[removed: newsletter, \d+ % sure\] Sign up", capsys.readouterr().out)


def test_json_keeps_the_published_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--format", "json", str(folder)]) == 0
    articles = json.loads(capsys.readouterr().out)
    assert [article["file"] for article in articles] == [str(folder / "bridge.txt"), str(folder / "ferry.txt")]
    for article in articles:
        assert {"file", "index", "title", "byline", "site", "url", "language", "published", "text", "blocks"} <= set(
            article
        )
        assert {"entities", "quotes", "confidence", "warnings"} <= set(article)
        assert {block["role"] for block in article["blocks"]} <= {
            "title", "standfirst", "byline", "date", "paragraph", "subhead", "list", "quotation", "table", "code",
            "caption", "removed",
        }  # fmt: skip
        for entity in article["entities"]:
            assert entity["count"] == len(entity["mentions"])
            assert entity["type"] in ("PERSON", "ORG", "PLACE", "OTHER")
        for quote in article["quotes"]:
            assert article["text"][quote["start"] : quote["end"]] == quote["text"]
            assert quote["type"] in ("direct", "mixed", "indirect")


def test_jsonl_is_one_object_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--no-analysis", "--format", "jsonl", str(folder)]) == 0
    assert [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()] == [
        "Swing bridge stays open",
        "Ferry timetable redrawn",
    ]


def test_standard_input_is_read(folder: Path) -> None:
    done = reader("show", "--no-analysis", "-", data=(folder / "ferry.txt").read_bytes())
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Ferry timetable redrawn\n")


def test_a_path_alone_prints_when_output_is_no_terminal(folder: Path) -> None:
    done = reader(str(folder / "ferry.txt"))
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Ferry timetable redrawn\nLena Vost · 2026-03-09\n")


@pytest.mark.parametrize("command", [["ls"], ["quotes"], ["entities"], ["search", "tide"], ["overview"], ["notes"]])
def test_an_empty_library_says_how_to_fill_it(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 1
    assert "The library is empty: reader FOLDER" in capsys.readouterr().err


@pytest.mark.parametrize(("word", "meant"), [("shwo", "show"), ("quote", "quotes"), ("serch", "search")])
def test_a_command_that_was_misspelt_is_named(word: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word, "tide"]) != 0
    assert f"There is no file or folder {word}. Did you mean the command {meant}?" in capsys.readouterr().err


def test_a_path_that_is_like_no_command_is_just_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path / "shwo")]) == 1
    assert "Did you mean" not in capsys.readouterr().err


def test_a_missing_path_is_told_and_the_rest_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--no-analysis", str(folder / "none.txt"), str(folder / "ferry.txt")]) == 1
    got = capsys.readouterr()
    assert "There is no file or folder" in got.err
    assert "Ferry timetable" in got.out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.html", bytes(range(256)) * 50),
        ("broken.json", b'{"title": "x", '),
        ("blank.md", b"\n \n\t\n"),
    ],
)
def test_a_file_that_holds_no_article_is_a_sentence_and_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["show", str(tmp_path / name)]) == 1
    got = capsys.readouterr()
    assert got.out == ""
    assert name in got.err
    assert "Traceback" not in got.err


def test_wrong_use_is_a_sentence_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show"]) == 2
    assert main(["batch", "--steps", "wash", os.devnull]) == 2
    assert main(["search", 'a "b']) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_only_what_is_needed_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search"]) == 2
    assert "are required: QUERY." in capsys.readouterr().err


@pytest.mark.parametrize("command", [["show"], ["ls"], ["quotes"], ["entities"], ["search", "tide"], ["export"]])
def test_a_folder_without_articles_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    empty = tmp_path / "nothing yet"
    empty.mkdir()
    assert main([*command, str(empty)]) == 1
    got = capsys.readouterr()
    assert got.out == ""
    assert got.err == f"reader: There is no article in {empty}.\n"


def test_a_search_that_finds_nothing_in_a_full_folder_is_silent(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "giraffe", str(folder)]) == 1
    assert capsys.readouterr() == ("", "")


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m reader show --format json --no-analysis '{folder}' | head -c 10"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == b'[\n{"file":'
    assert done.stderr == b""


def test_batch_answers_every_line_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "a", "text": "A first paragraph of some length stands here, and it ends.\n\nA second one follows it."},
        {"id": "b"},
        {
            "id": "c",
            "html": "<html><body><article><h1>Head</h1><p>A paragraph of text stands in this page.</p></article>",
        },
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join([json.dumps(lines[0]), "{broken", json.dumps(lines[1]), json.dumps(lines[2])]))
    assert main(["batch", str(source), "--steps", "clean"]) == 1
    got = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in got] == ["a", 2, "b", "c"]
    assert got[0]["error"] is None
    assert got[1]["error"]["message"] == "Line 2 is no JSON from column 2 on."
    assert "exactly one of text, html and path" in got[2]["error"]["message"]
    assert "A paragraph of text" in got[3]["text"]


def test_batch_without_cleaning_keeps_the_text_to_the_character(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "  “So be it,” said Ada Brun.\n\n\nSubscribe now!  \n"
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "text": text}))
    assert main(["batch", str(source), "--steps", "quotes"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["text"] == text
    assert got["quotes"][0]["speaker"] == "Ada Brun"
    assert text[got["quotes"][0]["start"] : got["quotes"][0]["end"]] == got["quotes"][0]["text"]


def test_index_counts_add_up_and_a_second_run_reads_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.json").write_text("{")
    (folder / "photo.xyz").write_bytes(b"\x00\x01")
    assert main(["index", "--json", "--text-only", str(folder)]) == 1
    first = json.loads(capsys.readouterr().out)
    assert set(first) == {"found", "read", "unchanged", "skipped", "failed"}
    assert first["found"] == first["read"] + first["unchanged"] + len(first["skipped"]) + len(first["failed"])
    assert first["read"] == 2
    assert [item["file"] for item in first["failed"]] == [str(folder / "bad.json")]
    main(["index", "--json", "--text-only", str(folder)])
    assert json.loads(capsys.readouterr().out)["read"] == 0


def test_search_finds_words_with_a_snippet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "tide", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "Ferry timetable redrawn" in out
    assert "tide" in out
    assert main(["search", "giraffe", str(folder)]) == 1


def test_what_could_not_be_read_says_why_in_columns_that_line_up(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gone.txt").write_text("")
    assert main(["ls", str(folder)]) == 0
    columns = {
        line.index(word)
        for line in capsys.readouterr().out.splitlines()
        for word in ("gone:", "Swing bridge")
        if word in line
    }
    assert len(columns) == 1
    assert main(["search", "is:failed", str(folder)]) == 0
    assert "  The file is empty.\n" in capsys.readouterr().out


def test_ls_shows_the_newest_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ls", "--format", "json", str(folder)]) == 0
    assert [row["title"] for row in json.loads(capsys.readouterr().out)] == [
        "Ferry timetable redrawn",
        "Swing bridge stays open",
    ]


def test_quotes_of_one_speaker_are_ready_to_cite(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", "--speaker", "Ada Brun", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "Ada Brun: “It leaks, but it holds,”" in out
    assert "Tom Ek, “Swing bridge stays open”, 2026-03-05" in out
    assert "Piet Oller" not in out


def test_quotes_come_as_csv_json_and_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["quotes", "--format", "csv", str(folder)])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["speaker"] for row in rows} >= {"Ada Brun", "Piet Oller"}
    main(["quotes", "--format", "json", "--no-update", str(folder)])
    assert len(json.loads(capsys.readouterr().out)) == len(rows)
    main(["quotes", "--format", "markdown", "--no-update", str(folder)])
    assert "> “It leaks, but it holds,”" in capsys.readouterr().out


def test_entities_are_counted_over_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", "--format", "json", str(folder)]) == 0
    counts = {item["name"]: item for item in json.loads(capsys.readouterr().out)}
    assert counts["Ada Brun"]["mentions"] == 2
    assert counts["Piet Oller"]["articles"] == 1


def test_a_file_that_no_room_is_left_for_is_told_of_and_not_left_half_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    opened = Path.open

    def full(path: Path, mode: str = "r", **options: Any) -> Any:
        stream = opened(path, mode, **options)
        if mode != "x":
            return stream
        stream.close()
        return Full()

    monkeypatch.setattr(Path, "open", full)
    assert main(["export", "-o", str(tmp_path / "out"), str(folder)]) == 1
    assert "Not exported: " in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_export_writes_one_file_an_article_and_overwrites_nothing(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", "-o", str(out), str(folder)]) == 0
    assert main(["export", "-o", str(out), str(folder / "ferry.txt")]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "2026-03-05-swing-bridge-stays-open.md",
        "2026-03-09-ferry-timetable-redrawn-2.md",
        "2026-03-09-ferry-timetable-redrawn.md",
    ]


def test_a_damaged_index_is_set_aside_and_built_anew(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "index.db").write_bytes(b"not a database at all" * 100)
    assert main(["search", "tide", str(folder)]) == 0
    got = capsys.readouterr()
    assert "Ferry timetable redrawn" in got.out
    assert "Traceback" not in got.err
    assert any(path.name.startswith("index.db.") for path in state.iterdir())


@pytest.mark.parametrize("arguments", [["--help"], ["ls", "--no-update"], ["search", "x", "--no-update"]])
def test_quick_commands_import_neither_textual_nor_spacy(arguments: list[str]) -> None:
    code = (
        "import sys; from reader.cli import main; main(sys.argv[1:]); "
        "sys.exit([name for name in ('textual', 'spacy', 'lxml', 'trafilatura') if name in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_doctor_runs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    out = capsys.readouterr().out
    assert "SQLite" in out
    assert "names: found with" in out
    assert out.count("state folder: ") == 1
    assert "\n\n" not in out.replace("\n\n1 thing is wrong.", "")


def test_batch_analyses_only_the_article_that_it_answers_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    stories = [
        {"title": f"Ferry {n}", "text": f"The ferry to Orrin left at {n} past noon, full of wool."} for n in range(40)
    ]
    (tmp_path / "many.json").write_text(json.dumps(stories))
    (tmp_path / "in.jsonl").write_text(json.dumps({"path": str(tmp_path / "many.json")}))
    assert main(["batch", str(tmp_path / "in.jsonl"), "--steps", "clean"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["title"] == "Ferry 0"
    assert answer["warnings"][-1] == "The file holds 40 articles; this is the first."
