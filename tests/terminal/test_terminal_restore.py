"""P20: after every way to end, the terminal is as it was found, and the exit status tells the signal."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from pty_program import QUIT, Program

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

FAULTY = """
import sys
import reader.tui.screens.library as library
def fault(self, *_):
    secret = "Bram Okoro kept the gate \\x1b]0;taken over\\x07"
    raise LookupError(secret)
library.LibraryScreen.say = fault
library.LibraryScreen.perform = fault
from reader.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("number", ENDINGS, ids=lambda number: number.name)
def test_p20_a_signal_that_ends_gives_the_terminal_back_and_is_the_status(
    folder: Path, home: Path, number: signal.Signals
) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.signal(number)
        assert program.end() == 128 + number
        assert program.left_on() == []


@pytest.mark.parametrize("seconds", [0.25, 0.6])
def test_p20_a_signal_while_the_program_is_starting_leaves_nothing_switched_on(
    folder: Path, home: Path, seconds: float
) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_for(b"\x1b[?1049h")
        time.sleep(seconds)
        program.signal(signal.SIGTERM)
        assert program.end() == 128 + signal.SIGTERM
        assert program.left_on() == []


def test_p20_stopped_the_shell_has_a_whole_terminal_and_going_on_and_quitting_work(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.signal(signal.SIGTSTP)
        deadline = time.monotonic() + 10
        while not program.is_stopped() and time.monotonic() < deadline:
            program.read(0.05)
        program.settle()
        assert program.is_stopped()
        assert program.left_on() == []
        stopped = len(program.output)
        program.signal(signal.SIGCONT)
        program.wait_for(b"\x1b[?1049h", start=stopped)
        program.settle()
        program.send(QUIT)
        assert program.end() == 0
        assert program.left_on() == []


def test_p20_p24_a_fault_in_the_program_ends_in_one_sentence_that_names_the_log(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home, command=(sys.executable, "-c", FAULTY)) as program:
        program.wait_until_ready()
        program.send(b"*\x10j")
        assert program.end() == 1
        assert program.left_on() == []
        told = bytes(program.output[program.output.rfind(b"\x1b[") :])
    assert b"A fault in the program ended it (LookupError)" in told
    assert os.fsencode(home / "reader.log") in told.replace(b"\r\n", b"")
    for words in (b"Traceback", b"Okoro kept", b"taken over"):
        assert words not in told
    report = (home / "reader.log").read_text()
    assert "LookupError" in report
    assert "Okoro" not in report
    assert str(folder) not in report


def test_p20_a_terminal_left_by_kill_9_is_repaired_by_the_doctor(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.signal(signal.SIGKILL)
        program.end()
        assert program.left_on() != []
        assert not program.line_works()
        assert program.beside("doctor", "--terminal") == 0
        assert set(program.left_on()) <= {"terminal settings"}  # sane, though not to the bit as they were
        assert program.line_works()
