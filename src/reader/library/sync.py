"""Comparing a folder with the index: what is new, changed, moved, gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reader.article import FoundFile, SkippedFile
from reader.library import copies
from reader.library.identity import new_id
from reader.library.recency import recency
from reader.library.scope import Scope
from reader.library.storable import FILE_SYSTEM, path_bytes, path_key, path_text, storable, title_key, title_of_name

_SECOND: Final = 1_000_000_000
_CLOSED: Final = frozenset({"permission", "unreadable"})


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What a folder's files ask for, after one comparison with the index.

    `new` were never read, `changed` have another size, time or code version than when they were read; `moved` are
    (old path, file): known under another path, nothing to do; `removed` are paths that are gone. `unchanged` counts.
    """

    new: tuple[FoundFile, ...] = ()
    changed: tuple[FoundFile, ...] = ()
    moved: tuple[tuple[str, FoundFile], ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def changes_rows(self) -> bool:
        """Whether a list has other rows now, before anything is read."""
        return bool(self.new or self.moved or self.removed)

    @property
    def todo(self) -> tuple[FoundFile, ...]:
        """The files to read: the new ones first."""
        return self.new + self.changed


class Known(NamedTuple):
    """A file as the index has it; `version` is that of the code that read it, 0 when none has yet."""

    id: int
    path: bytes
    size: int
    mtime_ns: int
    version: int


Row = tuple[int, bytes, int, int, int]
"""The fields of `Known`."""


def compare(known: Iterable[Row], found: Sequence[FoundFile], *, version: int) -> tuple[SyncPlan, dict[str, Known]]:
    """Return what is to be done, and the known file behind each found path that is known or moved."""
    by_path = _by_path(found)
    left: dict[bytes, Known] = {}
    unread: dict[bytes, Known] = {}
    unchanged = 0
    # the loop that a hundred thousand unchanged files go through: no call and no object that could be spared
    for row in known:
        _, path, size, mtime_ns, read_by = row
        file = by_path.get(path)
        if file is None:
            left[path] = Known(*row)
        elif size == file.size and mtime_ns == file.mtime_ns and read_by >= version > 0:
            del by_path[path]
            unchanged += 1
        else:
            unread[path] = Known(*row)
    met: dict[str, Known] = {}
    new: list[FoundFile] = []
    changed: list[FoundFile] = []
    for path, file in by_path.items():
        if path in unread:
            met[file.path] = unread[path]
        (changed if path in unread and unread[path].version else new).append(file)
    moves = _moves(left, [file for file in new if file.path not in met])
    for file, old in moves:
        met[file.path] = old
        del left[old.path]
        if old.version < version:
            changed.append(file)
    moved = tuple((path_text(old.path), file) for file, old in moves)
    arrived = {file.path for _, file in moved}
    plan = SyncPlan(
        new=tuple(file for file in new if file.path not in arrived),
        changed=tuple(changed),
        moved=moved,
        removed=tuple(path_text(path) for path in left),
        unchanged=unchanged,
    )
    return plan, met


def _by_path(found: Sequence[FoundFile]) -> dict[bytes, FoundFile]:
    try:
        return {file.path.encode(FILE_SYSTEM, "surrogateescape"): file for file in found}
    except UnicodeEncodeError:
        return {path_bytes(file.path): file for file in found}


def _moves(gone: Mapping[bytes, Known], new: Sequence[FoundFile]) -> list[tuple[FoundFile, Known]]:
    """Pair files that went with files that came: same size and time, and the same name or a time to the nanosecond.

    Where two could be meant nothing is paired: such a file is read again, and its marks follow by content.
    """
    if not gone or not new:
        return []
    left: dict[tuple[int, int], list[Known]] = {}
    for old in gone.values():
        if old.version:
            left.setdefault((old.size, old.mtime_ns), []).append(old)
    came: dict[tuple[int, int], list[FoundFile]] = {}
    for file in new:
        came.setdefault((file.size, file.mtime_ns), []).append(file)
    pairs = []
    for key, files in came.items():
        olds = left.get(key, [])
        by_name: dict[bytes, list[Known]] = {}
        for old in olds:
            by_name.setdefault(_name(old.path), []).append(old)
        names = [_name(path_bytes(file.path)) for file in files]
        for file, name in zip(files, names, strict=True):
            if len(by_name.get(name, [])) == 1 and names.count(name) == 1:
                pairs.append((file, by_name[name][0]))
            elif len(files) == len(olds) == 1 and key[1] % _SECOND and key[0]:
                pairs.append((file, olds[0]))
    return pairs


def _name(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]


def known_files(connection: sqlite3.Connection, scope: Scope, hidden: Sequence[SkippedFile] = ()) -> Iterator[Row]:
    """Yield the files of the index at or under the scope's paths, but those below folders that cannot be looked at."""
    # without a condition all are read in the order in which they are kept: in two thirds of the time
    where, parameters = ("1", ()) if scope.holds_everything(connection) else scope.where("path")
    closed = [file.path for file in hidden if file.code in _CLOSED]
    if closed:
        below, more = Scope.of(closed).where("path")
        where, parameters = f"{where} AND NOT {below}", (*parameters, *more)
    return connection.execute(f"SELECT id, path, size, mtime_ns, version FROM file WHERE {where}", parameters)


def apply(
    connection: sqlite3.Connection,
    plan: SyncPlan,
    met: Mapping[str, Known],
    scope: Scope,
    skipped: Sequence[SkippedFile],
) -> None:
    """Write the plan: drop what is gone, rename what moved, list what is new, keep account of what is skipped."""
    _remove(connection, plan.removed)
    # by way of a name that no file has, so that two files may change places
    connection.executemany(
        "UPDATE file SET path = ? WHERE id = ?",
        [(b"\x00%d" % met[file.path].id, met[file.path].id) for _, file in plan.moved],
    )
    connection.executemany(
        "UPDATE file SET path = ?, folded = ? WHERE id = ?",
        [(path_bytes(file.path), path_key(file.path), met[file.path].id) for _, file in plan.moved],
    )
    next_file = _next(connection, "SELECT max(id) FROM file")
    next_article = _next(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'article'")
    files = []
    articles = []
    for file in sorted((file for file in plan.new if file.path not in met), key=lambda file: path_bytes(file.path)):
        path = path_bytes(file.path)
        files.append((next_file, path, path_key(file.path), file.size, file.mtime_ns))
        title = title_of_name(file.path)
        articles.append((next_article, recency(None, next_article), next_file, new_id(), title_key(title)))
        next_file += 1
        next_article += 1
    connection.executemany("INSERT INTO file (id, path, folded, size, mtime_ns) VALUES (?, ?, ?, ?, ?)", files)
    connection.executemany(
        "INSERT INTO article (id, recency, file, position, mark, stage, title_key) VALUES (?, ?, ?, 0, ?, 0, ?)",
        articles,
    )
    where, parameters = scope.where("path")
    connection.execute(f"DELETE FROM skipped WHERE {where}", parameters)
    connection.executemany(
        "INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)",
        [(path_bytes(file.path), storable(file.code), storable(file.message)) for file in skipped],
    )


def _remove(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    files = [(path_bytes(path),) for path in paths]
    sql = "SELECT a.recency, a.id FROM article a JOIN file f ON f.id = a.file WHERE f.path = ?"
    articles = sorted(row for file in files for row in connection.execute(sql, file))
    for _, number in articles:
        copies.leave(connection, number)
    # by recency: a trigger takes the words out of the full-text index, which is quick in the order of its rowids
    connection.executemany("DELETE FROM article WHERE id = ?", [(number,) for _, number in articles])
    connection.executemany("DELETE FROM file WHERE path = ?", files)


def _next(connection: sqlite3.Connection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return (row[0] or 0) + 1 if row else 1
