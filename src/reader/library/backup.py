"""Daily copies of marks.db: three are kept, beside it in `copies/`."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from reader.library.connection import Kind
from reader.library.salvage import fault

KEPT: Final = 3


def copies(path: Path) -> list[Path]:
    """Return the daily copies of the database, the newest first."""
    return sorted(_folder(path).glob(f"{path.stem}-????-??-??{path.suffix}"), reverse=True)


def copied_on(path: Path, day: date) -> bool:
    """Return whether the copy of that day exists."""
    return _named(path, day.isoformat()).exists()


def copy_today(connection: sqlite3.Connection, path: Path, day: date) -> Path:
    """Write the copy of `day` if there is none yet, drop all but the newest three, and return its path.

    Raises OSError or sqlite3.Error; then nothing has changed.
    """
    target = _named(path, day.isoformat())
    if not target.exists():
        _write(connection, target)
        for old in copies(path)[KEPT:]:
            old.unlink(missing_ok=True)
    return target


def copy_before_upgrade(connection: sqlite3.Connection, path: Path, schema: int) -> Path:
    """Write a copy that the daily ones never replace, made before the file's schema changes."""
    target = _named(path, f"schema-{schema}")
    if not target.exists():
        _write(connection, target)
    return target


def restore(kind: Kind, path: Path) -> Path | None:
    """Put the newest good copy in the place of the missing file and return that copy, None when there is none."""
    for copy in copies(path):
        with suppress(OSError, sqlite3.Error):
            if copy.stat().st_size and fault(kind, copy) is None:
                new = path.with_name(f"{path.name}.new-{os.getpid()}")
                new.write_bytes(copy.read_bytes())
                _settle(new, path)
                return copy
    return None


def _folder(path: Path) -> Path:
    return path.with_name("copies")


def _named(path: Path, what: str) -> Path:
    return _folder(path) / f"{path.stem}-{what}{path.suffix}"


def _write(connection: sqlite3.Connection, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    new = target.with_name(f"{target.name}.new-{os.getpid()}")
    new.unlink(missing_ok=True)
    try:
        # SQLite takes the name as text: bytes that are no UTF-8 go as an URI
        from reader.library.connection import file_address

        connection.execute("VACUUM INTO ?", (file_address(new),))
        _settle(new, target)
    except BaseException:
        # ctrl+c too must leave no half copy behind
        new.unlink(missing_ok=True)
        raise


def _settle(new: Path, target: Path) -> None:
    """Give a new file its name once its bytes are on the disk."""
    for place in (new, None):
        if place is None:
            new.replace(target)
        handle = os.open(place or target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
