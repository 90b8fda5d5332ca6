"""P21: without a terminal, on a poor one or a tiny one: a sentence or plain text, a proper status, no traceback."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pty_program import QUIT, READER, Program


def run(home: Path, *arguments: str, shell: str = "", stdin: int | None = subprocess.DEVNULL) -> tuple[int, str, str]:
    """Run the reader without a terminal; `shell` holds redirections for a POSIX shell."""
    words = ["sh", "-c", f'exec "$@" {shell}', "sh", *READER, *arguments] if shell else [*READER, *arguments]
    environment = {**os.environ, "READER_HOME": str(home)}
    done = subprocess.run(words, stdin=stdin, capture_output=True, text=True, env=environment, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def test_p21_keys_that_cannot_be_read_are_a_sentence(folder: Path, home: Path) -> None:
    command = ("sh", "-c", 'exec "$@" </dev/null', "sh", *READER)
    with Program([str(folder)], home=home, command=command) as program:
        assert program.end() == 2
        assert b"Standard input is no terminal" in program.output
        assert b"\x1b" not in program.output


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_p21_a_terminal_that_cannot_draw_is_a_sentence(folder: Path, home: Path, term: str) -> None:
    with Program([str(folder)], home=home, env={"TERM": term}) as program:
        assert program.end() == 2
        assert b"reader show" in program.output
        assert b"\x1b" not in program.output


def test_p21_output_into_a_pipe_is_the_plain_article(folder: Path, home: Path) -> None:
    status, output, errors = run(home, str(folder))
    assert status == 0
    assert "The sluice at Ottermouth" in output
    assert "\x1b" not in output
    assert errors == ""


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        ("show >&- 2>&-", 0),
        ("ls >&- 2>&- <&-", 0),
        ("show >/dev/full", 1),
        ("ls 2>/dev/full", 0),
        ("show | head -c 1 >&2", 0),
        ("ls | true", 0),
        ("doctor >/dev/full 2>&-", 2),
    ],
)
def test_p21_streams_that_are_closed_or_full_end_with_a_status_and_no_traceback(
    folder: Path, home: Path, shell: str, expected: int
) -> None:
    command, _, redirections = shell.partition(" ")
    status, output, errors = run(home, command, str(folder), shell=redirections)
    assert status == expected, errors
    for text in ("Traceback", "Exception ignored", "A fault in the program"):
        assert text not in output + errors
    assert ("cannot be written" in errors) == (expected == 1)


def test_p21_a_terminal_of_one_cell_starts_and_quits(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home, size=(1, 1)) as program:
        program.wait_until_ready()
        program.send(b"j\rJx")
        program.settle()
        program.send(QUIT)
        assert program.end() == 0
        assert program.left_on() == []


def test_p21_three_hundred_resizes_in_two_seconds_and_the_keys_still_answer(folder: Path, home: Path) -> None:
    sizes = random.Random(7)
    with Program([str(folder)], home=home, size=(400, 3)) as program:
        program.wait_until_ready()
        started = time.monotonic()
        for _ in range(300):
            program.resize(sizes.randint(1, 200), sizes.randint(1, 500))
            program.read(0)
            time.sleep(max(0.0, 2.0 / 300 - 0.001))
        assert time.monotonic() - started < 30
        program.resize(24, 80)
        program.settle()
        program.send(QUIT)
        assert program.end() == 0
        assert program.left_on() == []


def test_p21_a_window_that_is_closed_ends_the_program(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.hang_up()
        program.end()


def test_p20_the_doctor_changes_nothing_where_no_terminal_is(home: Path) -> None:
    status, output, _ = run(home, "doctor", "--terminal")
    assert status == 0
    assert output == ""


def test_the_harness_sees_what_is_left_switched_on(home: Path) -> None:
    code = r"import sys; sys.stdout.write('\x1b[?1049h\x1b[?1000;2004h\x1b[?25l')"
    with Program([], home=home, command=(sys.executable, "-c", code)) as program:
        assert program.end() == 0
        assert program.left_on() == ["alternate screen", "bracketed paste", "mouse reports", "hidden cursor"]
