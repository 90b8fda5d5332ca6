"""What happens when programs die, disks fill up and two of them write at once."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from library_samples import article, fill, titles

from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.query import parse

HERE = str(Path(__file__).parent)


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a script that may use the samples."""
    code = f"import sys; sys.path.insert(0, {HERE!r})\n{script}"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    """Return what the script printed; it must end well and quietly."""
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    return output


MARKING = """
from pathlib import Path
from reader.library.library import Library
index, marks, name, count = sys.argv[1:]
with Library.open(Path(index), Path(marks)) as library:
    (number,) = [library.find("/n/0")]
    for step in range(int(count)):
        library.add_tag([number], f"{name} {step}")
"""


def mark_from_two(paths: tuple[Path, Path], count: int) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/0": article()})
    running = [start(MARKING, *paths, name, count) for name in ("one", "two")]
    for process in running:
        finish(process)
    with Library.open(*paths) as library:
        assert len(library.tags()) == 2 * count
        assert library.check() == []
        undone = 0
        while library.undo():
            undone += 1
        assert undone == min(500, 2 * count)


def test_two_programs_that_mark_at_once_lose_nothing(paths: tuple[Path, Path]) -> None:
    mark_from_two(paths, 60)


@pytest.mark.slow
def test_two_programs_that_mark_two_thousand_times_lose_nothing(paths: tuple[Path, Path]) -> None:
    mark_from_two(paths, 2000)


INDEXING = """
from pathlib import Path
from library_samples import article, fill
from reader.library.library import Library
index, marks, name, count = sys.argv[1:]
with Library.open(Path(index), Path(marks)) as library:
    for step in range(int(count)):
        fill(library, {f"/{name}/{step}": article(f"Step {step} of {name}.")})
"""


def test_two_programs_that_start_and_index_at_once_lose_nothing(paths: tuple[Path, Path]) -> None:
    """Neither may take the file that the other one is just making for an empty or damaged one."""
    running = [start(INDEXING, *paths, name, 40) for name in ("one", "two", "three")]
    for process in running:
        finish(process)
    assert not list(paths[0].parent.glob("*.damaged-*"))
    with Library.open(*paths) as library:
        assert library.count(parse("step")) == 120
        assert library.check() == []


WORKING = """
from pathlib import Path
from library_samples import article, fill, quoted_article
from reader.library.library import Library
index, marks, first = sys.argv[1:]
library = Library.open(Path(index), Path(marks))
for step in range(int(first), 100000):
    with library.batch():
        ids = fill(library, {f"/n/{step}/{n}": quoted_article(title=f"t{step}") for n in range(5)}, analysed=1)
    print("stored", step, flush=True)
    library.add_tag(ids[:1], f"step {step}")
    print("tagged", step, flush=True)
"""


def kill_in_the_middle(paths: tuple[Path, Path], kills: int, seed: int) -> None:
    """Kill the program at seeded moments; what it acknowledged is there, and what it did not is whole or absent."""
    rng = random.Random(seed)
    stored: set[int] = set()
    tagged: set[int] = set()
    for _ in range(kills):
        process = start(WORKING, *paths, max(stored, default=-1) + 2)
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline()]
        time.sleep(rng.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        assert process.stderr.read() == ""
        process.wait()
        process.stdout.close()
        process.stderr.close()
        for line in lines:
            if line.endswith("\n"):
                word, step = line.split()
                (stored if word == "stored" else tagged).add(int(step))
        with Library.open(*paths) as library:
            assert library.warnings == []
            assert library.check() == []
            steps = [row.title for row in library.first_rows(10**6)]
            assert {f"t{step}" for step in stored} <= set(steps)
            assert all(steps.count(title) == 5 for title in set(steps)), "a batch is there whole or not at all"
            assert {f"step {step}" for step in tagged} <= {tag for tag, _ in library.tags()}
    assert len(stored) >= kills


def test_a_killed_program_leaves_a_sound_library(paths: tuple[Path, Path]) -> None:
    kill_in_the_middle(paths, 5, seed=1)


@pytest.mark.slow
def test_two_hundred_killed_programs_leave_a_sound_library(paths: tuple[Path, Path]) -> None:
    kill_in_the_middle(paths, 200, seed=2)


ON_A_FULL_DISK = """
import resource
from pathlib import Path
from library_samples import article, fill
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.query import parse
index, marks = map(Path, sys.argv[1:])
library = Library.open(index, marks)
ids = library.ids()
limit = max(path.stat().st_size for path in (*index.parent.iterdir(), *marks.parent.iterdir()) if path.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
failed = 0
for step in range(3000):
    try:
        fill(library, {f"/more/{step}": article("Many words. " * 2000)})
    except LibraryError as error:
        failed += 1
        sentence = error.message
        break
print(failed, sentence)
try:
    for step in range(3000):
        library.add_tag(ids, f"tag {step}")
except LibraryError as error:
    print(error.message, "|", error.hint)
print(len(library.article(ids[0]).text), library.count() > 0, len(library.search(parse("over the Ven"))))
library.close()
"""


def test_on_a_full_disk_reading_goes_on(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {f"/n/{n}": article() for n in range(3)})
    lines = finish(start(ON_A_FULL_DISK, *paths)).splitlines()
    assert lines[0] == "1 There is no room left on the disk: writing the index did not work."
    assert lines[1].startswith("There is no room left on the disk: saving the marks did not work. | Free some space")
    assert lines[2] == "32 True 3"
    with Library.open(*paths) as library:
        assert library.warnings == []
        assert library.check() == []
        before = library.count()
        fill(library, {"/later": article(title="Later")})
        assert library.count() == before + 1


class Failing(sqlite3.Connection):
    """A connection whose statements fail from the given one on, as those of a failing disk do."""

    left = -1

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        self.count(sql)
        return super().execute(sql, *parameters)  # type: ignore[arg-type]  # passed on as given

    def executemany(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        self.count(sql)
        return super().executemany(sql, *parameters)  # type: ignore[arg-type]  # passed on as given

    @classmethod
    def count(cls, sql: str) -> None:
        if sql.startswith(("PRAGMA", "ROLLBACK")) or cls.left < 0:
            return
        if cls.left == 0:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error
        cls.left -= 1


def test_a_disk_that_fails_at_any_step_leaves_the_old_or_the_new(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = sqlite3.connect

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        return original(*arguments, factory=Failing, **options)  # type: ignore[no-any-return,call-overload]

    with Library.open(*paths) as library:
        fill(library, {"/n/0": article("Old words.", title="old")})
        library.toggle_star(library.ids())
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(Failing, "left", -1)
    failures: list[str] = []
    with Library.open(*paths) as library:
        for step in range(200):
            Failing.left = step
            try:
                fill(library, {"/n/0": article("New words.", title="new"), "/n/1": article("New.", title="new")})
                library.add_tag([1], f"tag {step}")
                break
            except LibraryError as error:
                failures.append(error.message)
            finally:
                Failing.left = -1
            state = [row.title for row in library.first_rows(9)]
            assert state in (["old"], ["new"], ["new", "new"])
            assert library.check() == []
            assert library.tags() == []
            assert titles(library, "is:starred") == state[:1]
    assert 20 < len(failures) < 200
    assert all("no room left" in message for message in failures)
    with Library.open(*paths) as library:
        assert library.tags() == [(f"tag {step}", 1)]


def test_a_writer_that_never_ends_is_waited_for_and_then_named(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.connection.BUSY_SECONDS", 0.2)
    with Library.open(*paths) as library, closing(sqlite3.connect(paths[1])) as other:
        ids = fill(library, {"/n/0": article()})
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        with pytest.raises(LibraryError, match="Another reader kept the library locked"):
            library.toggle_star(ids)
        assert 0.35 < time.monotonic() - begun < 5
        assert titles(library) == ["Bridge shut"]
        other.execute("ROLLBACK")
        assert library.toggle_star(ids) == "1 starred"
