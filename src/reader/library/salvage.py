"""Files that are no good: found out before they are used, set aside under a new name, never overwritten."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from reader.library.checking import compare_fulltext
from reader.library.connection import INDEX, MARKS, Kind, connect, file_address, is_damage
from reader.library.migrations import schema_of

_HEADER: Final = b"SQLite format 3\x00"
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")
_CHECK_BYTES: Final = 32_000_000
"""A file up to this size is checked wholly when it is opened (some 20 ms); a larger one on suspicion only."""
_GLANCE_BYTES: Final = 2_000_000
"""The same for a command that only reads, and is to answer at once."""
_LOCK_SECONDS: Final = 10.0


def fault(kind: Kind, path: Path, *, glance: bool = False) -> str | None:
    """Return what is wrong with the file, as the end of a sentence ("is damaged"), None for a good or missing one.

    A glance leaves out what takes long, for those who only read.
    Raises OSError or sqlite3.Error when it cannot be looked at.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return None
    if size == 0:
        return _emptied(kind, path)
    with path.open("rb") as stream:
        if stream.read(len(_HEADER)) != _HEADER:
            return "is damaged or no database"
    suspected = suspicion(path).exists()
    try:
        found = _inside(
            kind, path, thorough=size <= (_GLANCE_BYTES if glance else _CHECK_BYTES) or suspected, suspected=suspected
        )
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return "is damaged"
    if found is None and suspected:
        suspicion(path).unlink(missing_ok=True)
    return found


def _emptied(kind: Kind, path: Path) -> str | None:
    """Return what is wrong with a file without anything in it: a program that is killed in its first moment leaves it
    so, before there is anything to lose. Marks of which there are copies were not empty before."""
    from reader.library.backup import copies  # which asks here whether a copy is good

    return "was empty" if kind is MARKS and copies(path) else None


def _inside(kind: Kind, path: Path, *, thorough: bool, suspected: bool) -> str | None:
    connection = connect(file_address(path, "mode=rw" if os.access(path, os.W_OK) else "mode=ro"), kind)
    try:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        there = {name for (name,) in rows}
        if not there and schema_of(connection) == 0:
            return _emptied(kind, path)
        if connection.execute("PRAGMA application_id").fetchone()[0] != kind.application_id:
            return "belongs to another program"
        pages, page_size = (connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
        wal = Path(f"{path}-wal")
        if not (wal.exists() and wal.stat().st_size) and path.stat().st_size < pages * page_size:
            return "was cut short"
        if schema_of(connection) == kind.schema and not kind.tables <= there:
            return "lacks some of its tables"
        if thorough and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return "is damaged"
        if suspected and kind is INDEX and os.access(path, os.W_OK):
            for table in ("fulltext", "surfaces"):
                compare_fulltext(connection, table)
    finally:
        connection.close()
    return None


def suspicion(path: Path) -> Path:
    """Return the marker file that asks for a whole check at the next start."""
    return path.with_name(f"{path.name}.suspect")


def suspect(path: Path) -> None:
    """Ask for a whole check of the file at the next start: something in it could not be read."""
    with suppress(OSError):
        suspicion(path).touch()


def set_aside(path: Path) -> Path:
    """Rename the file, with its journals, to `NAME.damaged-YYYYMMDD-HHMMSS` and return that. Raises OSError."""
    from datetime import datetime  # rare, and it takes its time

    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while os.path.lexists(kept):
        number += 1
        kept = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    for side in _SIDE_FILES:
        # a journal that stayed behind would be played into the next file of this name
        with suppress(FileNotFoundError):
            Path(f"{path}{side}").rename(f"{kept}{side}")
    path.rename(kept)
    suspicion(path).unlink(missing_ok=True)
    return kept


@contextmanager
def sole_opener(path: Path) -> Iterator[None]:
    """Keep other processes from creating, mending or upgrading the same file meanwhile.

    Without it two programs that start at once could take each other's half-made file for a damaged one. Raises
    TimeoutError after ten seconds. Where the file system has no locks, nothing is kept from anybody.
    """
    import fcntl  # POSIX only, like the rest of the program

    lock = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    message = f"another program has kept {path.name} locked"
                    raise TimeoutError(message) from None
                time.sleep(0.01)
            except OSError:
                break
        yield
    finally:
        os.close(lock)
