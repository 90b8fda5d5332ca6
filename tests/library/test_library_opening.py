from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from library_samples import article, fill, titles

from reader.errors import LibraryError
from reader.library import backup, migrations
from reader.library.connection import INDEX, MARKS, Kind
from reader.library.library import Library
from reader.library.model import ReadState

Paths = tuple[Path, Path]


def make(paths: Paths) -> None:
    """Make a library with one starred article."""
    with Library.open(*paths) as library:
        ids = fill(library, {"/n/a": article(title="Kept"), "/n/b": article("The mill burnt.", title="Other")})
        library.toggle_star(ids[:1])


def kept_files(path: Path) -> list[Path]:
    return [
        one for one in path.parent.iterdir() if re.fullmatch(rf"{path.name}\.damaged-\d{{8}}-\d{{6}}(-\d+)?", one.name)
    ]


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zero_a_page(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(2 * 4096)
        stream.write(bytes(4096))


def break_the_header(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.write(b"not a database!!")


def flip_the_page_size(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(16)
        stream.write(b"\x00\x03")


def empty(path: Path) -> None:
    os.truncate(path, 0)


def make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE precious (x); INSERT INTO precious VALUES (1);")


def drop_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE article")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


DAMAGES = [cut_in_half, zero_a_page, break_the_header, flip_the_page_size, make_foreign, drop_a_table]


def test_the_tables_that_are_looked_for_are_those_of_the_schema(paths: Paths) -> None:
    make(paths)
    for path, kind in zip(paths, (INDEX, MARKS), strict=True):
        with closing(sqlite3.connect(path)) as other:
            found = {
                name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            }
        own = {name for name in found if not name.startswith(("sqlite_", "fulltext_", "surfaces_"))}
        assert own == kind.tables


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_set_aside_and_made_anew(paths: Paths, damage: Callable[[Path], None]) -> None:
    make(paths)
    damage(paths[0])
    before = paths[0].read_bytes()
    with Library.open(*paths) as library:
        (warning,) = library.warnings
        (kept,) = kept_files(paths[0])
        assert kept.name in warning
        assert "nothing is lost" in warning
        assert kept.read_bytes() == before
        assert library.count() == 0
        fill(library, {"/n/a": article(title="Kept")})
        assert titles(library, "is:starred") == ["Kept"]
    with Library.open(*paths) as library:
        assert library.warnings == []
        assert library.check() == []


@pytest.mark.parametrize("change", ["DROP TABLE article", "ALTER TABLE article ADD COLUMN copy_of INTEGER"])
def test_an_old_index_that_cannot_be_brought_up_to_date_is_made_anew(paths: Paths, change: str) -> None:
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(paths[0])) as old:
        old.create_function("plain", 1, str)
        old.executescript(migrations.script(INDEX, 1))
        old.executescript(f"{change}; PRAGMA application_id = {INDEX.application_id}; PRAGMA user_version = 1;")
    with Library.open(*paths) as library:
        (warning,) = library.warnings
        assert "cannot be brought up to date" in warning
        assert "nothing is lost" in warning
        fill(library, {"/n/a": article(title="Kept")})
    with Library.open(*paths) as library:
        assert library.warnings == []
        assert titles(library) == ["Kept"]


def touch(path: Path) -> None:
    path.touch()


def write_a_header(path: Path) -> None:
    with closing(sqlite3.connect(path)) as begun:
        begun.execute("PRAGMA journal_mode = WAL")


@pytest.mark.parametrize("leave", [touch, write_a_header])
@pytest.mark.parametrize("read_only", [False, True])
def test_what_a_program_leaves_that_is_killed_in_its_first_moment_is_no_damage(
    paths: Paths, read_only: bool, leave: Callable[[Path], None]
) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        leave(path)
    with Library.open(*paths, read_only=read_only) as library:
        assert library.warnings == []
        assert library.count() == 0
    assert kept_files(paths[0]) == []


@pytest.mark.parametrize("damage", [*DAMAGES, empty])
def test_damaged_marks_are_set_aside_and_come_back_from_the_copy(paths: Paths, damage: Callable[[Path], None]) -> None:
    make(paths)
    damage(paths[1])
    before = paths[1].read_bytes()
    with Library.open(*paths) as library:
        (warning,) = library.warnings
        (kept,) = kept_files(paths[1])
        assert kept.name in warning
        assert f"marks-{date.today().isoformat()}.db" in warning
        assert kept.read_bytes() == before
        assert titles(library, "is:starred") == ["Kept"]
        assert library.undo() == "1 starred"
        assert library.check() == []


@pytest.mark.parametrize("spoil", [break_the_header, empty])
def test_damaged_marks_without_a_good_copy_begin_anew(paths: Paths, spoil: Callable[[Path], None]) -> None:
    make(paths)
    for copy in backup.copies(paths[1]):
        spoil(copy)
    break_the_header(paths[1])
    with Library.open(*paths) as library:
        assert "begin anew" in library.warnings[0]
        assert titles(library, "is:starred") == []
        library.toggle_star(library.ids()[:1])


def test_two_damages_in_one_second_are_both_kept(paths: Paths) -> None:
    for _ in range(3):
        make(paths)
        break_the_header(paths[0])
    with Library.open(*paths):
        pass
    assert len(kept_files(paths[0])) == 3


def test_a_journal_is_set_aside_with_its_file(paths: Paths) -> None:
    make(paths)
    wal = Path(f"{paths[0]}-wal")
    wal.write_bytes(b"old pages")
    break_the_header(paths[0])
    with Library.open(*paths) as library:
        assert library.count() == 0
    (kept,) = kept_files(paths[0])
    assert Path(f"{kept}-wal").read_bytes() == b"old pages"


def test_a_damage_met_while_reading_is_mended_at_the_next_start(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large index is not checked as a whole at each start; what a reader trips over is."""
    monkeypatch.setattr("reader.library.salvage._CHECK_BYTES", 0)
    make(paths)
    with closing(sqlite3.connect(paths[0])) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'body'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with paths[0].open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(bytes(size))
    with Library.open(*paths) as library:
        assert library.warnings == []
        with pytest.raises(LibraryError, match="damaged"):
            library.article(library.ids()[0])
        assert library.check() != []
    with Library.open(*paths) as library:
        assert "damaged" in library.warnings[0]
        assert library.count() == 0


@pytest.mark.parametrize(("which", "kind"), [(0, INDEX), (1, MARKS)])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_a_newer_reader_is_left_alone(paths: Paths, which: int, kind: Kind, read_only: bool) -> None:
    make(paths)
    with closing(sqlite3.connect(paths[which])) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = paths[which].read_bytes()
    with Library.open(*paths, read_only=read_only) as library:
        (warning,) = library.warnings
        assert (
            f"The {kind.name} file has schema 99, from a newer reader; this one knows schema {kind.schema}." in warning
        )
        ids = fill(library, {"/n/c": article("New.")}) if not read_only or which == 0 else list(library.ids())
        if not read_only or which == 1:
            assert library.set_state(ids[:1], ReadState.READ) == "1 marked read"
    assert paths[which].read_bytes() == before
    assert kept_files(paths[which]) == []


def upgraded(monkeypatch: pytest.MonkeyPatch, sql: str) -> Kind:
    """Return the marks' kind with one more schema."""
    known = MARKS.schema
    newer = MARKS._replace(schema=known + 1)
    monkeypatch.setattr("reader.library.session.MARKS", newer)
    monkeypatch.setattr("reader.library.opening.MARKS", newer)
    shipped = migrations.script

    def script(kind: Kind, number: int) -> str:
        return sql if kind.name == MARKS.name and number > known else shipped(kind, number)

    monkeypatch.setattr("reader.library.migrations.script", script)
    return newer


def test_an_upgrade_keeps_a_copy_of_the_marks(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    make(paths)
    upgraded(monkeypatch, "CREATE TABLE later (article, text);")
    with Library.open(*paths) as library:
        assert library.warnings == []
        assert titles(library, "is:starred") == ["Kept"]
    with closing(sqlite3.connect(paths[1].with_name("copies") / f"marks-schema-{MARKS.schema}.db")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (MARKS.schema,)
        assert copy.execute("SELECT count(*) FROM article WHERE starred").fetchone() == (1,)


def test_an_upgrade_that_fails_changes_nothing(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    make(paths)
    before = paths[1].read_bytes()
    with monkeypatch.context() as patch:
        upgraded(patch, "CREATE TABLE later (article, text); DROP TABLE place; INSERT INTO nowhere VALUES (1);")
        with pytest.raises(LibraryError):
            Library.open(*paths)
    assert paths[1].read_bytes() == before
    with Library.open(*paths) as library:
        assert titles(library, "is:starred") == ["Kept"]


def test_there_is_a_script_for_every_schema() -> None:
    for kind in (INDEX, MARKS):
        for number in range(1, kind.schema + 1):
            assert "CREATE TABLE" in migrations.script(kind, number)
        with pytest.raises(FileNotFoundError):
            migrations.script(kind, kind.schema + 1)


def test_nothing_is_made_when_only_reading(paths: Paths, tmp_path: Path) -> None:
    with Library.open(*paths, read_only=True) as library:
        assert library.count() == 0
        assert library.warnings == []
    assert list(tmp_path.iterdir()) == []
    make(paths)
    listing = sorted(tmp_path.rglob("*"))
    with Library.open(*paths, read_only=True) as library:
        assert titles(library, "is:starred bridge") == ["Kept"]
        with pytest.raises(LibraryError, match="cannot be written"):
            library.toggle_star(library.ids())
        with pytest.raises(LibraryError, match="cannot be written"):
            fill(library, {"/n/z": article()})
    after = sorted(tmp_path.rglob("*"))
    assert after == listing


def test_reading_does_not_wait_for_a_writer(paths: Paths) -> None:
    make(paths)
    with Library.open(*paths) as writer, Library.open(*paths, read_only=True) as reader, writer.batch():
        fill(writer, {"/n/c": article("Not yet.")})
        assert reader.count() == 2


def test_a_second_reader_sees_what_the_first_one_marks(paths: Paths) -> None:
    make(paths)
    with Library.open(*paths) as one, Library.open(*paths) as two:
        one.set_state(one.ids(), ReadState.READ)
        assert len(titles(two, "is:read")) == 2
        assert two.undo() == "2 marked read"
        assert one.redo() == "2 marked read"


IN_A_READ_ONLY_FOLDER = """
import fcntl, os, sys
from pathlib import Path
from reader.library import backup, index, library, marks, migrations, opening, sync
from reader.library.connection import INDEX, MARKS
from reader.library.library import Library
from reader.library.model import ReadState
from reader.library.query import parse
scripts = {(kind.name, n): migrations.script(kind, n) for kind in (INDEX, MARKS) for n in range(1, kind.schema + 1)}
migrations.script = lambda kind, number: scripts[kind.name, number]
if os.geteuid() == 0:
    os.setuid(65534)  # root would be allowed everything; the user "nobody" may not even see this Python
index, marks = map(Path, sys.argv[1:])
with Library.open(index, marks) as library:
    print(*library.warnings, sep="\\n")
    print([row.title for row in library.first_rows(5, parse("is:starred"))])
    print(library.set_state(library.ids(), ReadState.READ), library.count(parse("is:read")), library.check())
    with library.companion() as other:
        print(other.count(parse("is:read")))
"""


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that other users can reach."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        for folder in path.rglob("*"):
            if folder.is_dir():
                folder.chmod(0o755)


@pytest.mark.parametrize("existing", [True, False])
def test_in_a_folder_that_cannot_be_written_marks_last_for_the_session(open_to_all: Path, existing: bool) -> None:
    paths = (open_to_all / "cache" / "index.db", open_to_all / "data" / "marks.db")
    if existing:
        make(paths)
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        for file in path.parent.rglob("*"):
            file.chmod(0o755 if file.is_dir() else 0o444)
        path.parent.chmod(0o555)
    before = sorted((path, path.stat().st_mtime_ns) for path in open_to_all.rglob("*"))
    command = [sys.executable, "-c", IN_A_READ_ONLY_FOLDER, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("The index cannot be written in ")
    assert lines[1].startswith("The marks cannot be written in ")
    assert lines[1].endswith("Marks that you make now last for this session only.")
    expected = ["['Kept']", "2 marked read 2 []", "2"] if existing else ["[]", "Nothing is selected 0 []", "0"]
    assert lines[2:] == expected
    assert sorted((path, path.stat().st_mtime_ns) for path in open_to_all.rglob("*")) == before


def test_a_folder_in_the_place_of_a_file_is_no_disaster(tmp_path: Path) -> None:
    (tmp_path / "index.db").mkdir()
    (tmp_path / "file").write_text("x")
    with Library.open(tmp_path / "index.db", tmp_path / "file" / "marks.db") as library:
        assert len(library.warnings) == 2
        ids = fill(library, {"/n/a": article()})
        assert library.toggle_star(ids) == "1 starred"


def test_where_there_is_no_wal_the_roll_back_journal_serves(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSharedMemory(sqlite3.Connection):
        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
            if "journal_mode = WAL" in sql:
                raise sqlite3.OperationalError("locking protocol")
            return super().execute(sql, *parameters)  # type: ignore[arg-type]  # passed on as given

    original = sqlite3.connect

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        return original(*arguments, factory=NoSharedMemory, **options)  # type: ignore[no-any-return,call-overload]

    monkeypatch.setattr(sqlite3, "connect", connect)
    make(paths)
    monkeypatch.undo()
    for path in paths:
        assert path.read_bytes()[18:20] == b"\x01\x01", "a file of the roll-back journal"
    with Library.open(*paths) as library:
        assert titles(library, "is:starred") == ["Kept"]


def test_names_with_odd_bytes_and_signs_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%41 \udcff&mode=ro"
    with Library.open(folder / "index.db", folder / "marks.db") as library:
        assert library.warnings == []
        library.toggle_star(fill(library, {"/n/a": article()}))
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".db") == ["index.db", "marks.db"]
    assert len(backup.copies(folder / "marks.db")) == 1


def test_a_copy_is_made_once_a_day_and_three_are_kept(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    class Calendar(date):
        of_may = 1

        @classmethod
        def today(cls) -> Calendar:
            return cls(2024, 5, cls.of_may)

    monkeypatch.setattr("reader.library.session.date", Calendar)
    with Library.open(*paths) as library:
        ids = fill(library, {"/n/a": article()})
        assert backup.copies(paths[1]) == []
        for Calendar.of_may in (1, 1, 2, 3, 3, 4, 5):
            library.toggle_star(ids)
        assert library.warnings == []
    assert [copy.name for copy in backup.copies(paths[1])] == [f"marks-2024-05-0{day}.db" for day in (5, 4, 3)]
    with closing(sqlite3.connect(backup.copies(paths[1])[2])) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT starred FROM article").fetchone() == (0,)


def test_a_copy_that_cannot_be_made_is_a_warning_and_no_error(paths: Paths) -> None:
    with Library.open(*paths) as library:
        ids = fill(library, {"/n/a": article()})
        paths[1].with_name("copies").write_text("in the way")
        assert library.toggle_star(ids) == "1 starred"
        assert "daily copy" in library.warnings[0]


def test_an_old_or_lesser_sqlite_is_named(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "sqlite_version_info", (3, 39, 4))
        with pytest.raises(LibraryError, match=r"reader needs 3\.40"):
            Library.open(*paths)

    def no_module(connection: sqlite3.Connection) -> int:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr("reader.library.migrations.schema_of", no_module)
    with pytest.raises(LibraryError, match=r"no full-text search \(FTS5\)"):
        Library.open(*paths)


def test_importing_the_library_is_light() -> None:
    code = "import sys, reader.library.library; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    heavy = {"textual", "rich", "spacy", "lxml", "trafilatura", "asyncio", "hashlib", "pathlib", "importlib.resources"}
    assert loaded & heavy <= _at_start()
    assert "reader.library.index" not in loaded


def _at_start() -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_a_text_that_was_written_over_is_noticed_and_the_index_is_made_anew(paths: Paths) -> None:
    """SQLite keeps no check of what is in a row; the packed text has its own."""
    text = " ".join(f"Lamp {number} on the quay was lit." for number in range(100))
    with Library.open(*paths) as library:
        fill(library, {"/n/a": article(text)})
    with closing(sqlite3.connect(paths[0], isolation_level=None)) as raw:
        (data,) = raw.execute("SELECT text FROM body").fetchone()
        assert len(data) < len(text) / 3
        raw.execute("UPDATE body SET text = ?", (data[:40] + b"\x00" * 8 + data[48:],))
    with Library.open(*paths) as library:
        assert library.count() == 1
        with pytest.raises(LibraryError, match="damaged"):
            library.article(1)
        assert any("search index" in sentence for sentence in library.check())
    with Library.open(*paths) as library:
        assert "set aside" in library.warnings[0] or "kept as" in library.warnings[0]
        assert library.count() == 0
