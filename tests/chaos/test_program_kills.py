"""P15: the whole program killed at any moment, while it reads files and while somebody reads: nothing is lost.

`tests/library/test_library_chaos.py` does the same to the library alone, with disk errors and two writers.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pty_program import Program

from reader.library.library import Library
from reader.library.query import parse

FILES = 60


def fill(folder: Path) -> None:
    folder.mkdir()
    for number in range(FILES):
        day = f"2026-04-{number % 28 + 1:02d}"
        text = (
            f"Gate {number} at Ottermouth\n\n{day}\n\nThe gate with the number {number} was painted green on Monday.\n"
        )
        (folder / f"gate{number:03d}.txt").write_text(text * 3)


def sound(home: Path) -> None:
    if not (home / "index.db").exists():
        return
    with Library.open(home / "index.db", home / "marks.db") as library:
        assert library.check() == []
        assert not [words for words in library.warnings if "damaged" in words]


def kill_while_indexing(tmp_path: Path, kills: int, seed: int) -> None:
    folder, home = tmp_path / "articles", tmp_path / "state"
    fill(folder)
    chance = random.Random(seed)
    command = [sys.executable, "-m", "reader", "index", "--json", str(folder)]
    environment = {**os.environ, "READER_HOME": str(home)}
    for _ in range(kills):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1.6))
        process.kill()
        process.wait()
        sound(home)
        # a changed file is read again, so that every round has work to be killed in
        path = folder / f"gate{chance.randrange(FILES):03d}.txt"
        path.write_text(path.read_text() + "One more coat followed.\n")
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["found"] == FILES
    sound(home)
    with Library.open(home / "index.db", home / "marks.db") as library:
        assert library.count() == FILES
        assert library.count(parse("painted")) == FILES


def kill_while_reading(tmp_path: Path, kills: int) -> None:
    folder, home = tmp_path / "articles", tmp_path / "state"
    fill(folder)
    subprocess.run(
        [sys.executable, "-m", "reader", "index", "--text-only", str(folder)],
        env={**os.environ, "READER_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    for number in range(kills):
        with Program([str(folder)], home=home) as program:
            program.wait_until_ready()
            # the place in the list is not promised to be kept, so each round goes to one of its own
            program.send(b"g" + b"j" * number)
            program.settle(0.15)
            program.send(b"*")
            program.settle(0.15)
            program.signal(signal.SIGKILL)
            program.end()
        with Library.open(home / "index.db", home / "marks.db") as library:
            assert library.check() == []
            assert library.count(parse("is:starred")) == number + 1


def test_p15_a_program_that_is_killed_while_it_reads_files_leaves_a_sound_library(tmp_path: Path) -> None:
    kill_while_indexing(tmp_path, 4, 1)


def test_p15_what_was_marked_on_the_screen_is_kept_when_the_program_is_killed(tmp_path: Path) -> None:
    kill_while_reading(tmp_path, 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_p15_a_hundred_kills_while_it_reads_files(tmp_path: Path, seed: int) -> None:
    kill_while_indexing(tmp_path, 20, seed)


@pytest.mark.slow
def test_p15_forty_kills_while_somebody_reads(tmp_path: Path) -> None:
    kill_while_reading(tmp_path, 40)
