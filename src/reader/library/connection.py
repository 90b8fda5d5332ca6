"""Connections to the two databases: pragmas, transactions, and sentences for what can go wrong with them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import LibraryError
from reader.library.storable import unpacked

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS: Final = 5.0
"""How long one attempt waits for another writer. There are two attempts."""

UNPACKABLE: Final = "user-defined function raised exception"
"""What SQLite says when a text cannot be unpacked: something else has written over it."""

_URI_SAFE: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-~")


class Kind(NamedTuple):
    """One of the two databases: its name in sentences, its mark in the file's header, its schema and tables."""

    name: str
    application_id: int
    schema: int
    synchronous: str
    page_size: int
    tables: frozenset[str]


INDEX: Final = Kind(
    "index",
    0x72644958,  # "rdIX"
    2,
    "NORMAL",
    16384,
    frozenset({
        "article", "article_tag", "band", "body", "entity", "file", "fingerprint", "fulltext", "name", "quote",
        "searchable", "signature", "site", "skipped", "surface", "surfaces",
    }),
)  # fmt: skip
MARKS: Final = Kind(
    "marks",
    0x72644D4B,  # "rdMK"
    2,
    "FULL",  # on the disk before the call returns
    4096,
    frozenset({"action", "article", "change", "decision", "note", "place", "setting", "tag", "turn"}),
)  # fmt: skip


def file_address(path: Path, options: str = "") -> str:
    """Return SQLite's URI of a file whose name may hold any bytes; `options` are URI parameters."""
    raw = os.fsencode(os.path.abspath(path))
    quoted = "".join(chr(byte) if byte in _URI_SAFE else f"%{byte:02X}" for byte in raw)
    return f"file:{quoted}?{options}" if options else f"file:{quoted}"


def memory_address() -> str:
    """Return the URI of a new database in memory that connections of this process share."""
    return f"file:/reader-{os.urandom(8).hex()}?vfs=memdb"


def connect(address: str, kind: Kind, *, query_only: bool = False) -> sqlite3.Connection:
    """Return a connection in autocommit mode with the pragmas that every one of ours has.

    Threads may share it as long as one uses it at a time. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.create_function("plain", 1, unpacked, deterministic=True)
        # takes hold in a new file only: packed texts of 2 kB would leave half of each smaller page empty
        connection.execute(f"PRAGMA page_size = {kind.page_size}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute(f"PRAGMA synchronous = {kind.synchronous}")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def choose_journal(connection: sqlite3.Connection) -> str:
    """Set write-ahead logging where the file system can do it, else the roll-back journal; return which.

    WAL needs shared memory, which network folders have not.
    """
    with suppress(sqlite3.OperationalError):
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode == "wal":
            # the first read is what maps the shared memory
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_size_limit = 67108864")
            return "wal"
        if mode == "memory":
            return "memory"
    return str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write in one transaction: all of the block or nothing of it. Inside another one it is part of that.

    The lock is taken at once (BEGIN IMMEDIATE): a transaction that reads first and then writes would be
    refused without waiting whenever another one wrote in between.
    """
    if connection.in_transaction:
        yield connection
        return
    _twice(connection, "BEGIN IMMEDIATE")
    try:
        yield connection
        _twice(connection, "COMMIT")
    except BaseException:
        # whatever ends the block, ctrl+c too, nothing of it is kept; some errors (a full disk) have rolled back already
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def _twice(connection: sqlite3.Connection, statement: str) -> None:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        connection.execute(statement)


def _code(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another connection held the lock for too long."""
    return _code(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether the error says that the file itself is broken or no database."""
    return _code(error).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or UNPACKABLE in str(error)


def explain(error: sqlite3.Error | OSError, doing: str) -> LibraryError:
    """Return what a user is told when `doing` ("saving the marks") failed."""
    code = _code(error)
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")):
        return LibraryError(
            f"There is no room left on the disk: {doing} did not work.", "Free some space; reading goes on meanwhile."
        )
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(
            f"Another reader kept the library locked for {2 * BUSY_SECONDS:.0f} seconds: {doing} did not work.",
            "Try again when the other one has finished.",
        )
    if isinstance(error, sqlite3.Error) and is_damage(error):
        return LibraryError(
            f"The library's file is damaged: {doing} did not work.",
            "Start reader again: a damaged file is set aside and made anew.",
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return LibraryError(
            f"The library cannot be written to: {doing} did not work.", "Check who owns its folder and its rights."
        )
    if code == "SQLITE_INTERRUPT":
        return LibraryError(f"Stopped: {doing} was no longer wanted.")
    if "no such module: fts5" in str(error):
        return LibraryError("The SQLite of this Python has no full-text search (FTS5).", "Use another build of Python.")
    return LibraryError(f"{doing[:1].upper()}{doing[1:]} did not work: {error}.", "reader doctor may know more.")
