"""The marks' guarantees hold for decisions and notes too: kills, two writers, failing disks, older and newer files."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from library_samples import article, fill, quoted_article, titles
from test_library_chaos import Failing, finish, start

from reader.errors import LibraryError
from reader.library import migrations
from reader.library.connection import MARKS
from reader.library.library import Library

DECIDING = """
from pathlib import Path
from library_samples import article, fill
from reader.decisions import Decision, Kind, Reach
from reader.library.library import Library
index, marks, first = sys.argv[1:]
library = Library.open(Path(index), Path(marks))
(number,) = fill(library, {"/n/0": article()})
for step in range(int(first), 100000):
    library.add_note(number, 1, 0, 3, f"note {step}")
    print("noted", step, flush=True)
    line = f"line number {'x' * (step % 50)} {step}."
    library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, "ven.example", line))
    print("decided", step, flush=True)
    if step % 3 == 0:
        library.undo()
        library.redo()
"""


def kill_in_the_middle(paths: tuple[Path, Path], kills: int, seed: int) -> None:
    """Kill the program at seeded moments: what it said is done is there, what it did not is whole or absent."""
    rng = random.Random(seed)
    done: dict[str, set[int]] = {"noted": set(), "decided": set()}
    for _ in range(kills):
        process = start(DECIDING, *paths, max(done["noted"], default=-1) + 2)
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline()]
        time.sleep(rng.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        assert process.stderr.read() == ""
        process.wait()
        process.stdout.close()
        process.stderr.close()
        # the last step may have been undone for a moment when the end came
        for line in lines:
            if line.endswith("\n"):
                word, step = line.split()
                done[word].add(int(step))
        with Library.open(*paths) as library:
            assert library.warnings == []
            assert library.check() == []
            library.redo()
            noted = {int(note.words.split()[1]) for note in library.notes(library.find("/n/0") or 0)}
            assert done["noted"] <= noted
            decided = {int(decision.subject.rstrip(".").split()[-1]) for decision in library.decisions()}
            assert done["decided"] <= decided
            assert library.undo() is not None
            assert library.redo() is not None
            assert library.check() == []
    assert len(done["noted"]) >= kills


def test_a_killed_program_loses_no_decision_and_no_note(paths: tuple[Path, Path]) -> None:
    kill_in_the_middle(paths, 4, seed=11)


@pytest.mark.slow
def test_two_hundred_killed_programs_lose_no_decision_and_no_note(paths: tuple[Path, Path]) -> None:
    kill_in_the_middle(paths, 200, seed=12)


TWO = """
from pathlib import Path
from reader.decisions import Decision, Kind, Reach
from reader.library.library import Library
index, marks, name, count = sys.argv[1:]
with Library.open(Path(index), Path(marks)) as library:
    number = library.find("/n/0")
    for step in range(int(count)):
        library.add_note(number, 1, 0, 3, f"{name} {step}")
        library.add_decision(Decision(Kind.HIDE_NAME, Reach.FOLDER, "/n", f"{name} {step}", "PERSON"))
"""


def test_two_programs_that_decide_at_once_lose_nothing(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/0": article()})
    running = [start(TWO, *paths, name, 25) for name in ("one", "two")]
    for process in running:
        finish(process)
    with Library.open(*paths) as library:
        assert len(library.notes(library.find("/n/0") or 0)) == 50
        numbers = [decision.number for decision in library.decisions()]
        assert len(set(numbers)) == 50
        assert library.check() == []
        undone = 0
        while library.undo():
            undone += 1
        assert undone == 100
        assert library.decisions() == []


def test_a_disk_that_fails_at_any_step_leaves_all_or_nothing_of_a_decision(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = sqlite3.connect

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        return original(*arguments, factory=Failing, **options)  # type: ignore[no-any-return,call-overload]

    with Library.open(*paths) as library:
        fill(library, {"/n/0": quoted_article()}, analysed=1)
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(Failing, "left", -1)
    failures = 0
    with Library.open(*paths) as library:
        for step in range(300):
            Failing.left = step
            before = len(library_state(library, paused=True))
            try:
                library.add_note(1, 1, 0, 3, f"note {step}")
                library.rename_name(1, "Ada Brun", "PERSON", f"Ada {step}")
                break
            except LibraryError:
                failures += 1
            finally:
                Failing.left = -1
            state = library_state(library, paused=False)
            assert len(state) - before in (0, 1), "a note that was made stays though the name was not changed"
            assert not [kind for kind, _ in state if kind == "decision"]
            assert library.check() == []
            with closing(original(paths[1])) as raw:
                assert raw.execute("SELECT count(*) FROM turn WHERE action = 0").fetchone() == (0,)
    assert 10 < failures < 300


def library_state(library: Library, *, paused: bool) -> list[tuple[str, str]]:
    left, Failing.left = Failing.left, -1
    state = [("note", note.words) for note in library.notes(1)]
    state += [("decision", decision.subject) for decision in library.decisions()]
    Failing.left = left if paused else -1
    return state


ON_A_FULL_DISK = """
import resource
from pathlib import Path
from reader.errors import LibraryError
from reader.library.library import Library
index, marks = map(Path, sys.argv[1:])
library = Library.open(index, marks)
limit = max(path.stat().st_size for path in (*index.parent.iterdir(), *marks.parent.iterdir()) if path.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
made = 0
try:
    for step in range(3000):
        library.add_note(1, 1, 0, 3, f"{step} " + "words " * 3000)
        made += 1
except LibraryError as error:
    print(error.message)
print(made == len(library.notes(1)), len(library.article(1).text))
library.close()
"""


def test_on_a_full_disk_a_note_is_refused_with_a_sentence_and_reading_goes_on(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/0": article()})
        library.add_tag([1], "small")
    lines = finish(start(ON_A_FULL_DISK, *paths)).splitlines()
    assert lines == ["There is no room left on the disk: saving the marks did not work.", "True 32"]
    with Library.open(*paths) as library:
        assert library.check() == []
        library.add_note(1, 1, 4, 10, "later")
        assert library.notes(1)[-1].words == "later"


def older(path: Path, schema: int) -> None:
    """Make a file of marks as a reader that knew only `schema` left it, with marks in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as raw:
        for number in range(1, schema + 1):
            raw.executescript(migrations.script(MARKS, number))
        raw.executescript(f"PRAGMA application_id = {MARKS.application_id}; PRAGMA user_version = {schema};")
        raw.execute("INSERT INTO article (id, path, position, state, starred) VALUES (77, '/n/a', 0, 2, 1)")
        raw.execute("UPDATE article SET path = CAST(path AS BLOB)")
        raw.execute("INSERT INTO tag VALUES (77, 'mill', 'Mill')")
        raw.execute("INSERT INTO place VALUES (77, 1, 5, 'ridge', 0.5, '2026-01-01T00:00:00+00:00')")
        raw.execute("INSERT INTO action (id, at, sentence) VALUES (3, '2026-01-01T00:00:00+00:00', '1 starred')")
        raw.execute("INSERT INTO change VALUES (3, 77, 'starred', 0, 1)")
        raw.commit()


@pytest.mark.parametrize("schema", range(1, MARKS.schema + 1))
@pytest.mark.parametrize("read_only", [False, True])
def test_marks_of_every_earlier_reader_are_kept_and_can_be_decided_upon(
    paths: tuple[Path, Path], schema: int, read_only: bool
) -> None:
    with Library.open(paths[0], None) as library:
        (number,) = fill(library, {"/n/a": article()})
    older(paths[1], schema)
    before = paths[1].read_bytes()
    if read_only:
        with Library.open(None, paths[1], read_only=True) as library:
            assert library.warnings == []
            assert library.decisions() == []
            assert len(list(library.export_marks())) == 1
        assert paths[1].read_bytes() == before
        return
    with Library.open(*paths) as library:
        assert library.warnings == []
        (number,) = fill(library, {"/n/a": article()})
        row = library.rows([number])[0]
        assert (row.starred, row.tags, row.state.value) == (True, ("Mill",), "read")
        place = library.position(number)
        assert place is not None
        assert place.offset == 5
        library.hide_line(number, 1)
        library.add_note(number, 1, 0, 3)
        assert library.check() == []
        assert [library.undo() for _ in range(4)][2:] == ["1 starred", None]
        assert titles(library, "is:starred") == []
    copy = paths[1].with_name("copies") / f"marks-schema-{schema}.db"
    assert copy.exists() is (schema < MARKS.schema)


@pytest.mark.parametrize("read_only", [False, True])
def test_marks_are_read_beside_an_index_that_was_deleted(paths: tuple[Path, Path], read_only: bool) -> None:
    with Library.open(*paths) as library:
        (number,) = fill(library, {"/n/a": article()})
        library.hide_line(number, 1)
        library.add_note(number, 1, 0, 3)
    paths[0].unlink()
    with Library.open(*paths, read_only=read_only) as library:
        assert library.warnings == []
        assert [row for _, row in library.rules()] == [None]
        assert library.notes_without_article() == 1
        assert list(library.noted()) == []
        assert library.rows([1]) == []
        assert library.tags() == []
