"""Opening a database whatever its state: made, mended, upgraded, or replaced by one in memory for this session."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from reader.errors import LibraryError
from reader.library.connection import (
    MARKS,
    Kind,
    choose_journal,
    connect,
    explain,
    file_address,
    is_busy,
    memory_address,
)
from reader.library.migrations import NewerSchemaError, migrate, schema_of
from reader.library.salvage import fault, set_aside, sole_opener
from reader.text.safe import safe_name

OLDEST_SQLITE: Final = (3, 40)
_UNFIT: Final = ("no such table", "no such column", "duplicate column", "already exists")
"""What SQLite says where the tables are not those of the schema that the file claims to have."""
_COPY_BYTES: Final = 100_000_000
"""A database that cannot be written is copied into memory up to this size."""


class Opened(NamedTuple):
    """A database in use. `keeper` is a connection that stays open as long as the library; `path` is None in memory."""

    kind: Kind
    address: str
    keeper: sqlite3.Connection
    path: Path | None
    writable: bool = True
    warnings: tuple[str, ...] = ()

    def connect(self, *, query_only: bool = False) -> sqlite3.Connection:
        """Return one more connection. Raises sqlite3.Error."""
        return connect(self.address, self.kind, query_only=query_only)


def open_database(kind: Kind, path: Path | None, *, read_only: bool = False) -> Opened:
    """Open the file, or what can stand in for it; `warnings` say what happened. Raises LibraryError if nothing can."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        message = f"This Python comes with SQLite {sqlite3.sqlite_version}; reader needs {oldest}."
        raise LibraryError(message, "Use a newer Python.")
    try:
        if path is None:
            return _in_memory(kind)
        if read_only:
            return _read_only(kind, path)
        try:
            return _writable(kind, path)
        except NewerSchemaError as error:
            return _in_memory(kind, warning=f"{error.message} It was left alone. {_for_session(kind)}")
        except (OSError, sqlite3.Error) as error:
            return _stand_in(kind, path, error)
    except (OSError, sqlite3.Error) as error:
        raise explain(error, f"opening the {kind.name}") from error


def _for_session(kind: Kind) -> str:
    what = "Marks that you make now last" if kind is MARKS else "What is read now is kept"
    return f"{what} for this session only."


def _in_memory(kind: Kind, *, warning: str = "", source: sqlite3.Connection | None = None) -> Opened:
    """A database in memory, empty or a copy of `source`."""
    address = memory_address()
    keeper = connect(address, kind)
    try:
        if source is not None:
            # not the backup call: it would copy the header's word that the file is in WAL mode, which memory cannot be
            source.execute("VACUUM INTO ?", (address,))
        migrate(keeper, kind)
    except BaseException:
        # ctrl+c too must not leave the connection open
        keeper.close()
        raise
    return Opened(kind, address, keeper, None, warnings=(warning,) if warning else ())


def _writable(kind: Kind, path: Path) -> Opened:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise PermissionError(f"{path.parent} cannot be written to")
    with sole_opener(path):
        warnings = []
        wrong = fault(kind, path)
        if wrong is not None:
            warnings.append(_set_aside(kind, path, wrong))
        try:
            keeper = _brought_up_to_date(kind, path)
        except sqlite3.OperationalError as error:
            # the marks are left as they are: there is no other way to have them again
            if kind is MARKS or not any(words in str(error) for words in _UNFIT):
                raise
            warnings.append(_set_aside(kind, path, "cannot be brought up to date"))
            keeper = _brought_up_to_date(kind, path)
    return Opened(kind, file_address(path), keeper, path, warnings=tuple(warnings))


def _set_aside(kind: Kind, path: Path, wrong: str) -> str:
    """Keep the file under another name, put what can be had in its place, and return what is to be said."""
    kept = set_aside(path)
    return f"The {kind.name} file {wrong}; it was kept as {safe_name(kept.name)}. {_renew(kind, path)}"


def _brought_up_to_date(kind: Kind, path: Path) -> sqlite3.Connection:
    keeper = connect(file_address(path), kind)
    try:
        if schema_of(keeper) > kind.schema:
            migrate(keeper, kind)  # says so and raises, before anything is written
        choose_journal(keeper)
        keeper.execute("BEGIN IMMEDIATE")
        keeper.execute("ROLLBACK")
        migrate(keeper, kind, before_upgrade=_keeper_of_copies(kind, keeper, path))
    except BaseException:
        # ctrl+c too must not leave the connection open, which would hold the lock
        keeper.close()
        raise
    return keeper


def _renew(kind: Kind, path: Path) -> str:
    if kind is not MARKS:
        return "It is being made anew from the files; nothing is lost."
    from reader.library import backup

    copy = backup.restore(kind, path)
    if copy is None:
        return "There was no copy to go back to, so the marks begin anew."
    return f"The marks are those of the copy {safe_name(copy.name)}."


def _keeper_of_copies(kind: Kind, connection: sqlite3.Connection, path: Path) -> Callable[[int], None] | None:
    if kind is not MARKS:
        return None

    def keep(schema: int) -> None:
        from reader.library import backup

        backup.copy_before_upgrade(connection, path, schema)

    return keep


def _stand_in(kind: Kind, path: Path, error: OSError | sqlite3.Error) -> Opened:
    """What is used instead of a file that exists perhaps, but cannot be opened for writing."""
    if isinstance(error, TimeoutError) or (isinstance(error, sqlite3.Error) and is_busy(error)):
        why = f"The {kind.name} file is locked by another program"
    else:
        why = f"The {kind.name} cannot be written in {safe_name(str(path.parent))}"
    try:
        opened = _read_only(kind, path, copy=True)
    except (OSError, sqlite3.Error, LibraryError):
        opened = _in_memory(kind)
    kept = _for_session(kind) if opened.writable else "New files are not added to it."
    return Opened(kind, opened.address, opened.keeper, opened.path, opened.writable, (f"{why}. {kept}",))


def _read_only(kind: Kind, path: Path, *, copy: bool = False) -> Opened:
    """The file for reading, without a byte changed beside it; with `copy`, in memory and writable there."""
    if not path.exists():
        return _in_memory(kind)
    try:
        wrong = fault(kind, path, glance=not copy) if os.access(path.parent, os.W_OK) else None
        if wrong is not None:
            return _in_memory(kind, warning=f"The {kind.name} file {wrong}. It will be set aside at the next start.")
        address, keeper = _reading(kind, path)
    except (OSError, sqlite3.Error):
        return _in_memory(kind, warning=f"The {kind.name} file {safe_name(path.name)} cannot be read.")
    schema = schema_of(keeper)
    if schema > kind.schema:
        keeper.close()
        newer = f"The {kind.name} file has schema {schema}, from a newer reader; this one knows schema {kind.schema}."
        return _in_memory(kind, warning=newer)
    if schema == kind.schema and not (copy and path.stat().st_size <= _COPY_BYTES):
        return Opened(kind, address, keeper, path, writable=False)
    with closing(keeper):
        return _in_memory(kind, source=keeper)


def _reading(kind: Kind, path: Path) -> tuple[str, sqlite3.Connection]:
    # A file in WAL mode needs a writable folder, or the word that nobody writes to it. In a writable one a connection
    # that may write leaves no side files behind; `query_only` keeps it from writing.
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    for options in ("mode=rw",) if writable else ("mode=ro", "mode=ro&immutable=1"):
        address = file_address(path, options)
        with suppress(sqlite3.OperationalError):
            connection = connect(address, kind)
            with ExitStack() as on_error:
                on_error.callback(connection.close)
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                on_error.pop_all()
                return address, connection
    raise sqlite3.OperationalError(f"{path} cannot be read")
