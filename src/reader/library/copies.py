"""Groups of copies in the index: the same story in several files, under the earliest one.

All functions are part of the caller's transaction. An article belongs to the group whose earliest article it repeats;
when it repeats those of two groups they become one.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from reader.library.recency import MINUTE_BITS

if TYPE_CHECKING:
    from reader.library.compiling import Selection

_MOST_CANDIDATES: Final = 16
_CANDIDATES: Final = (
    "SELECT article FROM band WHERE hash IN (SELECT value FROM json_each(?))"
    " GROUP BY article HAVING count(*) >= ? ORDER BY count(*) DESC, article LIMIT ?"
)
_TEXT: Final = "SELECT a.title, plain(b.text), a.recency FROM article a JOIN body b ON b.article = a.id WHERE a.id = ?"
AGE: Final = f"a.recency < 0, iif(a.recency < 0, 0, a.recency >> {MINUTE_BITS}), a.id"
"""What sorts the articles of a group in a statement, the earliest first: see `_age`."""
ANY: Final = "SELECT 1 FROM article WHERE copy_of IS NOT NULL LIMIT 1"


def join(connection: sqlite3.Connection, article_id: int, bands: Sequence[int]) -> None:
    """Put an article, as it is stored now, into the group of its copies; () takes it out of any group."""
    from reader.text.copies import SHARED, alike, shingles  # patterns to compile that lists can do without

    leave(connection, article_id)
    row = connection.execute(_TEXT, (article_id,)).fetchone()
    if not bands or row is None:
        return
    connection.execute("INSERT INTO signature VALUES (?, ?)", (article_id, struct.pack(f"<{len(bands)}i", *bands)))
    group = {article_id: _age(row[2], article_id)}
    likely = connection.execute(_CANDIDATES, (json.dumps(list(bands)), SHARED, _MOST_CANDIDATES)).fetchall()
    if likely:
        mine = shingles(row[0], row[1])
        for (other,) in likely:
            text = connection.execute(_TEXT, (other,)).fetchone()
            if text is not None and alike(mine, shingles(text[0], text[1])):
                group[other] = _age(text[2], other)
    first = min(group, key=group.__getitem__)
    connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(value, first) for value in sorted(set(bands))])
    for other in group:
        if other != first:
            _follow(connection, other, first)


def leave(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of its group, before it is deleted or says something else. The others stay together."""
    row = connection.execute("SELECT bands FROM signature WHERE article = ?", (article_id,)).fetchone()
    if row is None:
        return
    others = connection.execute("SELECT id, recency FROM article WHERE copy_of = ?", (article_id,)).fetchall()
    if others:
        first = min(others, key=lambda other: _age(other[1], other[0]))[0]
        _follow(connection, article_id, first)
    else:
        rows = [(value, article_id) for value in unpacked(row[0])]
        connection.executemany("DELETE FROM band WHERE hash = ? AND article = ?", rows)
    connection.execute("UPDATE article SET copy_of = NULL WHERE id = ? AND copy_of IS NOT NULL", (article_id,))
    connection.execute("DELETE FROM signature WHERE article = ?", (article_id,))


def _follow(connection: sqlite3.Connection, old: int, first: int) -> None:
    """Put the group of `old` under `first`."""
    numbers = [old, *(row[0] for row in connection.execute("SELECT id FROM article WHERE copy_of = ?", (old,)))]
    blobs = connection.execute(
        "SELECT bands FROM signature WHERE article IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    )
    values = sorted({value for (blob,) in blobs for value in unpacked(blob)})
    connection.executemany("DELETE FROM band WHERE hash = ? AND article = ?", [(value, old) for value in values])
    connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(value, first) for value in values])
    connection.execute("UPDATE article SET copy_of = ? WHERE copy_of = ?", (first, old))
    connection.execute("UPDATE article SET copy_of = ? WHERE id = ?", (first, old))
    connection.execute("UPDATE article SET copy_of = NULL WHERE id = ?", (first,))


def bands_of(connection: sqlite3.Connection, article_id: int) -> tuple[int, ...]:
    """Return the bands that are kept of an article."""
    row = connection.execute("SELECT bands FROM signature WHERE article = ?", (article_id,)).fetchone()
    return () if row is None else unpacked(row[0])


def unpacked(blob: bytes) -> tuple[int, ...]:
    """Return the numbers of a stored signature."""
    return struct.unpack(f"<{len(blob) // 4}i", blob)


def _age(recency: int, article_id: int) -> tuple[bool, int, int]:
    """Return what sorts the earliest article first, the undated last."""
    return recency < 0, recency >> MINUTE_BITS if recency >= 0 else 0, article_id


def group_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Return the articles with all their copies, every one once: each group with its earliest first."""
    sql = (
        "SELECT g.id, g.recency FROM (SELECT DISTINCT coalesce(copy_of, id) AS first FROM article"
        " WHERE id IN (SELECT value FROM json_each(?))) JOIN article g ON g.id = first OR g.copy_of = first"
    )
    rows = connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
    return [number for number, recency in sorted(rows, key=lambda row: _age(row[1], row[0]))]


# lists that show a group once


def grouped(connection: sqlite3.Connection, selection: Selection) -> bool:
    """Return whether a list of the selection shows groups once, and there are any."""
    return selection.grouped and connection.execute(ANY).fetchone() is not None


def represented(
    connection: sqlite3.Connection, found: Sequence[int], selection: Selection, *, whole: bool
) -> array[int]:
    """Return the found articles that stand for their group: the earliest one of it that the selection has.

    `whole` says that `found` is all of the selection; else it is asked for the other articles of the groups.
    """
    copies = _copies(connection, None if whole else found)
    groups: dict[int, list[int]] = {}
    for number in found:
        first = copies.get(number)
        if first is not None:
            groups.setdefault(first, []).append(number)
    if not groups:
        return array("q", found)
    numbers = group_of(connection, groups)
    if whole:
        chosen = set(found)
    else:
        within = selection.among(numbers)
        chosen = {row[0] for row in connection.execute(f"SELECT a.id {within.source()}", within.values)}
    copies |= _copies(connection, numbers)
    standing: dict[int, int] = {}
    for number in numbers:
        if number in chosen:
            standing.setdefault(copies.get(number, number), number)
    kept = set(standing.values())
    return array("q", [number for number in found if copies.get(number, number) not in standing or number in kept])


def _copies(connection: sqlite3.Connection, numbers: Sequence[int] | None) -> dict[int, int]:
    sql = "SELECT id, copy_of FROM article WHERE copy_of IS NOT NULL"
    if numbers is None:
        return dict(connection.execute(sql))
    within = f"{sql} AND id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(within, (json.dumps(list(numbers)),)))
