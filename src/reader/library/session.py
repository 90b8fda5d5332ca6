"""An open library: its connections, one thread at a time, and errors as sentences."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from reader.library.connection import INDEX, MARKS, explain, is_damage
from reader.library.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from reader.library.identity import Key
    from reader.library.index import Index
    from reader.library.marks import Marks
    from reader.library.opening import Opened


class Session:
    """Two open databases. A context manager; `warnings` are sentences for the user about what was in the way.

    Calls from several threads wait for each other; a thread that works in the background takes a `companion`.
    """

    def __init__(self, index: Opened, marks: Opened, *, read_only: bool = False) -> None:
        """Take two opened databases; `open` is the usual way."""
        self.warnings: list[str] = [*index.warnings, *marks.warnings]
        self._databases = (index, marks)
        self._read_only = read_only
        self._lock = threading.RLock()
        self._stack = ExitStack()
        self._scope = Scope()
        self._copied_on: date | None = None
        with self._guard("opening the library"), ExitStack() as on_error:
            on_error.callback(self._stack.close)
            self._reader = self._stack.enter_context(closing(index.connect()))
            self._reader.execute("ATTACH ? AS marks", (_attachable(index, marks),))
            self._reader.execute("PRAGMA query_only = ON")
            on_error.pop_all()

    @cached_property
    def _index(self) -> Index:
        # commands that only read are quicker without the writing side
        from reader.library.index import Index

        database = self._databases[0]
        connection = self._stack.enter_context(closing(database.connect(query_only=not database.writable)))
        return Index(connection, self._marks)

    @property
    def _freshest(self) -> sqlite3.Connection:
        """The connection that sees what a `batch` has written so far; without one the reading connection.

        A database in memory, or one without a write-ahead log, cannot be read by another connection meanwhile.
        """
        index: Index | None = self.__dict__.get("_index")
        return index.connection if index is not None and index.connection.in_transaction else self._reader

    @property
    def _freshest_marks(self) -> sqlite3.Connection:
        """The same for the marks: beside a database that is being written, their own connection reads them."""
        return self._reader if self._freshest is self._reader else self._marks.connection

    @cached_property
    def _marks(self) -> Marks:
        from reader.library.marks import Marks

        database = self._databases[1]
        return Marks(self._stack.enter_context(closing(database.connect(query_only=not database.writable))))

    @classmethod
    def open(cls, index: Path | None, marks: Path | None, *, read_only: bool = False) -> Self:
        """Open or make the two files; None stands for one in memory.

        What cannot be used is set aside or left alone and replaced, which `warnings` say; with `read_only` no file
        is made or changed. Raises LibraryError only when nothing at all can be done.
        """
        from reader.library.opening import open_database  # it takes pathlib, which importing the library need not

        with ExitStack() as keepers:
            opened = []
            for kind, path in ((INDEX, index), (MARKS, marks)):
                opened.append(open_database(kind, path, read_only=read_only))
                keepers.callback(opened[-1].keeper.close)
            session = cls(opened[0], opened[1], read_only=read_only)
            session._stack.push(keepers.pop_all())
        return session

    def companion(self) -> Self:
        """Return another one on the same databases, in memory or not, for another thread. Close it first."""
        other = type(self)(*self._databases, read_only=self._read_only)
        other.warnings = []
        other._scope = self._scope
        return other

    def close(self) -> None:
        """Close the databases; again is no error."""
        with self._lock:
            self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def knows(self, path: str) -> bool:
        """Return whether the index has a file at or under an absolute path."""
        where, values = Scope.of([path]).where("path")
        with self._guard("reading the index"):
            sql = f"SELECT EXISTS (SELECT 1 FROM file WHERE {where})"
            return bool(self._reader.execute(sql, values).fetchone()[0])

    def interrupt(self) -> None:
        """Stop the search or list that another thread waits for; it raises LibraryError there."""
        self._reader.interrupt()

    @contextmanager
    def _guard(self, doing: str) -> Iterator[None]:
        """One thread at a time, and SQLite's errors as sentences: "`doing` did not work"."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                index = self._databases[0]
                if is_damage(error) and index.path is not None and not self._read_only:
                    from reader.library.salvage import suspect

                    suspect(index.path)
                raise explain(error, doing) from error

    @contextmanager
    def _guarded(self, enter: Callable[[], AbstractContextManager[None]], doing: str) -> Iterator[None]:
        with self._guard(doing), enter():
            yield

    @contextmanager
    def _marking(self) -> Iterator[None]:
        """Something is written to the marks; once a day they are copied afterwards."""
        with self._guard("saving the marks"):
            yield
            self._copy_daily()

    def _keys(self, ids: Sequence[int]) -> list[Key]:
        """Return the marks' keys of the articles, with all by which they are found again."""
        from reader.library.identity import Identity, Key, plain_url

        sql = (
            "SELECT a.mark, f.path, a.position, a.content, a.url FROM article a JOIN file f ON f.id = a.file"
            " WHERE a.id IN (SELECT value FROM json_each(?))"
        )
        rows = self._reader.execute(sql, (json.dumps(list(ids)),)).fetchall()
        return [
            Key(mark, Identity(path, position, content, plain_url(url))) for mark, path, position, content, url in rows
        ]

    def _copy_daily(self) -> None:
        try:
            today = date.today()
        except (ValueError, OverflowError, OSError):
            return  # a clock that no calendar knows
        database = self._databases[1]
        if database.path is None or not database.writable or self._copied_on == today:
            return
        self._copied_on = today
        from reader.library import backup

        try:
            backup.copy_today(self._marks.connection, database.path, today)
        except (OSError, sqlite3.Error) as error:
            self.warnings.append(f"The daily copy of the marks could not be made: {error}.")


def _attachable(index: Opened, marks: Opened) -> str:
    """Return the marks' address for a connection on the index.

    Without a word on it SQLite looks for an attached file where the main one is: beside an index in memory, in memory.
    """
    if index.path is not None or marks.path is None:
        return marks.address
    return f"{marks.address}{'&' if '?' in marks.address else '?'}vfs=unix"
