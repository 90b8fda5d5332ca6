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

JOB = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
def own():
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
job = subprocess.Popen([sys.executable, "-m", "reader", *sys.argv[1:]], preexec_fn=own)
_, status = os.waitpid(job.pid, os.WUNTRACED)
if os.WIFSTOPPED(status):
    os.tcsetpgrp(0, os.getpgrp())
    input("the shell again")
    os.tcsetpgrp(0, job.pid)
    os.killpg(job.pid, signal.SIGCONT)
    _, status = os.waitpid(job.pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
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


def test_p20_a_window_that_closes_while_the_editor_is_open_ends_the_program(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home, env={"VISUAL": "/bin/sh -c cat"}) as program:
        program.wait_until_ready()
        program.send(b"e")
        program.settle()
        program.signal(signal.SIGHUP)  # the editor has the terminal, and the event loop sleeps
        program.send(b"\x04")
        assert program.end() == 128 + signal.SIGHUP
        assert program.left_on() == []


def test_p20_a_window_that_closes_ends_the_program_even_when_it_is_continued_first(folder: Path, home: Path) -> None:
    # the kernel sends both when the leader of a session ends
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.hang_up()
        program.signal(signal.SIGCONT)
        program.signal(signal.SIGHUP)
        assert program.end() == 128 + signal.SIGHUP


def test_p20_ctrl_z_gives_the_shell_its_terminal_and_fg_comes_back(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home, command=(sys.executable, "-c", JOB)) as program:
        program.wait_until_ready()
        program.send(b"\x1a")
        program.wait_for(b"the shell again")
        assert program.left_on() == []
        stopped = len(program.output)
        program.send(b"\n")
        program.wait_for(b"\x1b[?1049h", start=stopped)
        program.settle()
        program.send(QUIT)
        assert program.end() == 0
        assert program.left_on() == []


def test_p20_ctrl_z_without_a_shell_behind_it_stops_nothing(folder: Path, home: Path) -> None:
    with Program([str(folder)], home=home) as program:
        program.wait_until_ready()
        program.send(b"\x1a")
        program.wait_for(b"No shell waits behind the reader")
        assert not program.is_stopped()
        program.send(QUIT)
        assert program.end() == 0
