"""P2: whatever a command prints about hostile files, a terminal acts on no byte of it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_cases import ESC, json_line
from hostile_set import dirty_cases

from reader.article import BODY_ROLES
from reader.cli import main
from reader.cli.commands import COMMANDS
from reader.cli.common import emit, emit_json, warn
from reader.decisions import Decision, Kind, Reach
from reader.library.library import Library

CONTROLS = re.compile(b"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
HIDDEN = re.compile("[\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
EVIL = f"{ESC}]0;owned\x07{ESC}[2J\x9b31m\u202eexe\u2066\x7f\x85\r\b"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A folder of small hostile files, and the state folder of a library that has read and analysed them."""
    root = tmp_path_factory.mktemp("dirty")
    folder, home = root / "articles", root / "state"
    for item in dirty_cases():
        path = os.path.join(os.fsencode(folder), item.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(item.data)
    os.symlink(b"no\x1b[2Jwhere", os.fsencode(folder) + b"/li\x1b[2Jnk.txt")
    patch = pytest.MonkeyPatch()
    patch.setenv("READER_HOME", str(home))
    try:
        assert main(["index", str(folder), "--json"]) == 1
        decide(home, folder)
        yield folder, home
    finally:
        patch.undo()
        shutil.rmtree(root)


def decide(home: Path, folder: Path) -> None:
    """Highlight, note and hide what stands in hostile files, with hostile words."""
    with Library.open(home / "index.db", home / "marks.db") as library:
        library.add_decision(Decision(Kind.HIDE_LINE, Reach.FOLDER, str(folder / "hidden"), f"weir {EVIL}"))
        library.add_decision(Decision(Kind.HIDE_LINE, Reach.FOLDER, f"{folder}/x{EVIL}", "weir"))
        library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, f"x{EVIL}.example", "weir"))
        for number in library.ids():
            article = library.article(number)
            for at, block in enumerate(article.blocks if article is not None else ()):
                if block.role in BODY_ROLES and block.text.strip():
                    library.add_note(number, at, 0, len(block.text), f"note {EVIL}")
                    library.hide_line(number, at)
                    break


def clean(output: bytes) -> str:
    """Return output as text after seeing that nothing in it acts or hides."""
    found = CONTROLS.search(output)
    assert not found, output[max(0, found.start() - 60) : found.end() + 20]
    text = output.decode("utf-8")
    hidden = HIDDEN.search(text)
    assert not hidden, text[max(0, hidden.start() - 60) : hidden.end() + 20]
    return text


ON_FOLDER = (
    "show --no-analysis --format markdown",
    "show --no-analysis --format jsonl",
    "show --no-analysis --removed --width 30",
    "index",
    "ls --no-update",
    "ls --no-update --format json",
    "search --no-update weir",
    "search --no-update weir --format json",
    "entities --no-update",
    "entities --no-update --format json",
    "entities --no-update --format csv",
    "quotes --no-update --explain",
    "quotes --no-update --format csv",
    "quotes --no-update --format jsonl",
    "quotes --no-update --format markdown",
    "export --format csv",
    "overview --no-update",
    "overview --no-update --format json",
    "notes --no-update",
    "notes --no-update --format json",
    "notes --no-update --format csv",
    "notes --no-update --format markdown",
    "rules",
    "rules --format json",
)


@pytest.mark.parametrize("command", ON_FOLDER)
def test_p2_a_command_over_hostile_files_prints_nothing_that_acts(
    indexed: tuple[Path, Path],
    command: str,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, home = indexed
    monkeypatch.setenv("READER_HOME", str(home))
    name, *options = command.split()
    # export analyses what it is given anew
    where = str(folder / "hidden") if name == "export" else str(folder)
    words = [*options, where] if name != "search" else ["weir", where, *(word for word in options if word != "weir")]
    assert main([name, *words]) in (0, 1)
    out, err = capfdbinary.readouterr()
    text = clean(out)
    assert len(text) > 100, err.decode()
    clean(err)


def test_p2_every_command_is_tried() -> None:
    tried = {command.split()[0] for command in ON_FOLDER} | {"batch", "doctor", "marks"}
    tried |= {"config", "paths", "completion"}
    assert tried == {command.name for command in COMMANDS}


def test_p2_settings_and_places_are_printed_without_what_acts(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / f"ho{EVIL}me"
    home.mkdir()
    monkeypatch.setenv("READER_HOME", str(home))
    evil = json.dumps(EVIL)
    settings = f"theme = {evil}\n{evil} = 1\n[keys]\n{evil} = 1\n'go.next' = {evil}\n".replace("\x7f", "\\u007f")
    (home / "config.toml").write_text(settings, "utf-8")
    for words in (["config"], ["config", "--format", "json"], ["config", "--init"], ["paths"],
                  ["paths", "--format", "json"], ["completion", "bash"], ["completion", EVIL]):  # fmt: skip
        main(words)
        out, err = capfdbinary.readouterr()
        clean(out)
        clean(err)
        assert out or err
    (home / "config.toml").write_text("theme = " + evil.replace("\x7f", "\\u007f"), "utf-8")
    assert main(["config"]) == 1
    out, err = capfdbinary.readouterr()
    assert "theme" in clean(out)
    assert "no theme" in clean(err)


def test_p2_files_that_export_writes_hold_and_are_named_by_nothing_that_acts(
    indexed: tuple[Path, Path],
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, home = indexed
    monkeypatch.setenv("READER_HOME", str(home))
    assert main(["export", str(folder / "names"), "-o", str(tmp_path / "out")]) == 0
    out, err = capfdbinary.readouterr()
    clean(out)
    clean(err)
    files = list((tmp_path / "out").rglob("*"))
    assert len(files) > 30
    for file in files:
        clean(os.fsencode(file.name))
        clean(file.read_bytes())
        assert not file.name.startswith("-")


@pytest.mark.parametrize(
    "arguments",
    [
        [f"no{EVIL}such"],
        ["show", f"no{EVIL}such"],
        ["show", "--format", EVIL, "x"],
        ["show", f"--{EVIL}"],
        [f"--{EVIL}"],
        ["ls", f"no{EVIL}such"],
        ["ls", "--sort", EVIL],
        ["ls", "--limit", EVIL],
        ["ls", "--query", f"is:{EVIL}"],
        ["search", f'"{EVIL}'],
        ["search", f"{EVIL}:x"],
        ["search", f"before:{EVIL}"],
        ["search", "a\ud800b"],
        ["entities", "--type", EVIL],
        ["quotes", "--speaker", EVIL],
        ["export", "-o", f"/proc/no{EVIL}where"],
        ["batch", f"no{EVIL}such"],
        ["batch", "--steps", EVIL],
        ["batch", "--workers", EVIL],
        ["show", "--model", EVIL, os.devnull],
    ],
    ids=lambda arguments: " ".join(arguments).encode("ascii", "backslashreplace").decode().translate({27: "E"})[:40],
)
def test_p2_an_error_repeats_nothing_that_acts(
    arguments: list[str],
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    try:
        status = main(arguments)
    except SystemExit as end:
        status = int(end.code or 0)
    out, err = capfdbinary.readouterr()
    clean(out)
    assert status in (1, 2)
    assert clean(err).startswith("reader") or arguments[0] in ("search", "entities", "quotes")


def test_p2_settings_with_control_characters_are_named_harmlessly(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / f"ho{ESC}[2Jme"
    home.mkdir()
    monkeypatch.setenv("READER_HOME", str(home))
    for line in (
        'theme = "\\u001b[2J"',
        '"\\u001b]0;x" = 1',
        'model = "\\u001b[2J"',
        "measure = \x1b",
        '[keys]\n"\\u009b" = "x"',
    ):
        (home / "config.toml").write_text(f"{line}\n")
        main(["doctor"])
        main(["show", "--no-analysis", os.devnull])
        out, err = capfdbinary.readouterr()
        assert "settings" in clean(out)
        clean(err)


def test_p2_marks_of_hostile_names_are_exported_and_hostile_marks_are_refused_harmlessly(
    indexed: tuple[Path, Path],
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reader.library.library import Library
    from reader.library.model import ReadState

    folder, home = indexed
    monkeypatch.setenv("READER_HOME", str(home))
    with Library.open(home / "index.db", home / "marks.db") as library:
        library.set_scope([str(folder / "names")])
        library.set_state(list(library.ids()), ReadState.READ)
    assert main(["marks", "export"]) == 0
    out, err = capfdbinary.readouterr()
    assert len(clean(out).splitlines()) > 30
    clean(err)
    for line in (
        f"{EVIL}",
        json.dumps({EVIL: EVIL}),
        json.dumps({"title": EVIL, "file": EVIL, "state": EVIL, "tags": [EVIL]}),
    ):
        (tmp_path / "marks.jsonl").write_bytes(line.encode("utf-8", "surrogatepass"))
        assert main(["marks", "import", str(tmp_path / "marks.jsonl")]) in (0, 1, 2)
        assert main(["marks", "import", f"no{EVIL}such"]) == 2
        out, err = capfdbinary.readouterr()
        clean(out)
        clean(err)


def test_p2_batch_answers_hostile_lines_harmlessly(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    lines = [
        json_line("batch", id=EVIL, title=EVIL),
        json.dumps({"id": {EVIL: [EVIL]}, "html": f"<p>The weir {EVIL} is shut and the gate is open.</p>"}),
        json.dumps({"id": 3, "path": f"/no{EVIL}where"}),
        f'{{"id": "{EVIL}',
        json.dumps({EVIL: EVIL}),
        json.dumps({"id": "\ud800", "text": "\ud800 The weir is shut."}),
    ]
    (tmp_path / "in.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    main(["batch", "--steps", "clean", str(tmp_path / "in.jsonl")])
    out, err = capfdbinary.readouterr()
    answers = [json.loads(line) for line in clean(out).splitlines()]
    assert [answer["id"] for answer in answers][:3] == [EVIL, {EVIL: [EVIL]}, 3]
    clean(err)


def test_p2_output_and_messages_pass_the_gate_even_where_a_caller_forgot(capsys: pytest.CaptureFixture[str]) -> None:
    emit(f"one{EVIL}")
    emit_json({f"two{EVIL}": [f"three{EVIL}"]})
    warn(f"four{EVIL}\nfive")
    said = capsys.readouterr()
    assert said.out.count("one") == said.out.count("two") == said.out.count("three") == 1
    assert said.err.count("\n") == 1
    for text in (said.out, said.err):
        assert not CONTROLS.search(text.encode("utf-8", "surrogatepass"))
        assert not HIDDEN.search(text)
