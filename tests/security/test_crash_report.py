"""P24: a fault in the program is one sentence and a report in the log, without a word of any article."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli import main
from reader.config import faults

SECRET = "Bram Okoro keeps the gate \x1b]0;owned\x07"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


def fail(*_: object, **__: object) -> None:
    secret = SECRET
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise RuntimeError(f"{secret} in /home/odile/clippings") from error


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("READER_LOG_DETAILS", raising=False)
    return tmp_path / "state" / "reader.log"


@pytest.mark.parametrize(
    "command", ["show", "ls", "search weir", "entities", "quotes", "export", "index", "doctor", "batch", "read"]
)
def test_p24_a_fault_in_any_command_is_one_sentence_that_names_the_log(
    command: str, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import importlib

    name, *words = command.split()
    monkeypatch.setattr(importlib.import_module(f"reader.cli.{name}"), "run", fail)
    article = "/home/odile/clippings/gate.txt"
    arguments = [article] if name == "read" else [name] if name == "doctor" else [name, *words, article]
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("reader: A fault in the program ended it (RuntimeError); ")
    assert err.count("\n") == 1
    assert str(log) in err
    report = log.read_text()
    assert f"reader {name}\n" in report
    assert "RuntimeError\n" in report
    assert "because of KeyError\n" in report
    assert "test_crash_report.py:" in report
    for text in (err, report):
        assert "Okoro" not in text
        assert "odile" not in text.replace(str(log), "")
        assert not CONTROLS.search(text)


def test_p24_the_words_of_an_error_are_kept_only_when_the_user_says_so_and_pass_the_gate(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_LOG_DETAILS", "1")
    monkeypatch.setattr("reader.cli.doctor.run", fail)
    assert main(["doctor"]) == 1
    report = log.read_text()
    assert "Bram Okoro keeps the gate" in report
    assert not CONTROLS.search(report)


def test_p24_the_log_is_for_its_owner_and_its_size_is_limited(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "MAX_BYTES", 2_000)
    for _ in range(40):
        assert faults.keep_report(ValueError("x"), log, "a test")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    files = sorted(path.name for path in log.parent.iterdir())
    assert files == ["reader.log", "reader.log.1"]
    assert sum(path.stat().st_size for path in log.parent.iterdir()) < 6_000


def _full(log: Path) -> None:
    log.parent.mkdir(parents=True)
    log.symlink_to("/dev/full")


def _folder(log: Path) -> None:
    log.mkdir(parents=True)


def _file(log: Path) -> None:
    log.parent.parent.mkdir(parents=True, exist_ok=True)
    log.parent.write_text("in the way")


def _pipe(log: Path) -> None:
    log.parent.mkdir(parents=True)
    os.mkfifo(log)


@pytest.mark.parametrize("obstacle", [_full, _folder, _file, _pipe])
def test_p24_a_log_that_cannot_be_written_is_said_and_nothing_else_breaks(
    log: Path,
    obstacle: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    obstacle(log)
    monkeypatch.setattr("reader.cli.show.run", fail)
    assert main(["show", "x"]) == 1
    assert "the log could not be written" in capsys.readouterr().err


def test_p24_endless_and_deep_errors_give_a_short_report() -> None:
    def deep(level: int) -> None:
        if level:
            deep(level - 1)
        raise ValueError(SECRET)

    error: BaseException = ValueError()
    for _ in range(50):
        outer = RuntimeError()
        outer.__cause__ = error
        error = outer
    loop = RuntimeError()
    loop.__cause__ = loop
    for start in (error, loop):
        assert len(faults.report(start, "a test")) < 5_000
    with pytest.raises(ValueError, match="Okoro") as caught:
        deep(400)
    assert len(faults.report(caught.value, "a test")) < 8_000


THREAD = """
import sys, threading
import reader.cli.show as show
from reader.cli import main
def run(arguments):
    def fail():
        raise LookupError("Bram Okoro keeps the gate")
    class Odd:
        def __del__(self):
            raise ArithmeticError("Bram Okoro keeps the gate")
    Odd()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return 0
show.run = run
sys.exit(main())
"""


def test_p24_a_fault_that_nobody_catches_goes_to_the_log_and_not_over_the_screen(log: Path) -> None:
    words = [sys.executable, "-c", THREAD, "show", "x"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = log.read_text()
    assert "LookupError" in report
    assert "ArithmeticError" in report
    assert "Okoro" not in report


def test_p24_a_fault_while_the_sentence_cannot_be_written_ends_quietly(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.show.run", fail)
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    assert main(["show", "x"]) == 1
    assert "RuntimeError" in log.read_text()


@pytest.mark.parametrize("place", ["/home/ada/novel/chapter.py", "/srv/w\x1b[31meir/reader/cli/x.py", "relative/x.py"])
def test_p24_the_places_in_a_report_name_no_folder_of_the_user(place: str) -> None:
    try:
        exec(compile("raise ValueError('The weir')", place, "exec"))
    except ValueError as error:
        told = faults.report(error, "reader show")
    assert "x.py" in told or "chapter.py" in told
    for never in ("/home", "ada", "novel", "/srv", "relative/", "\x1b", "The weir", str(Path(__file__).parent)):
        assert never not in told
