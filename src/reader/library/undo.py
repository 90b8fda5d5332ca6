"""The undo log: an action is a list of single changes, each with the value before and after it.

Decisions and notes are rows that are never changed: what happens to them is that they hold or do not, which is a turn.

A history in one line: a new action drops what was undone before it. All functions are part of the caller's
transaction, so that two programs share one log without losing a step.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

from reader.library.storable import folded

KEPT: Final = 500
"""So many actions can be taken back."""

MOST_CHANGES: Final = 300_000
"""Fewer when they changed very many articles: the log must not outgrow the marks. The last one always can."""

_LARGE: Final = 1000

_FIELDS: Final = ("state", "starred", "archived")


def record(connection: sqlite3.Connection, at: str, sentence: str) -> None:
    """Make an action of the changes that stand under the number 0; none of them is no action."""
    some = "SELECT 1 FROM change WHERE action = 0 UNION ALL SELECT 1 FROM turn WHERE action = 0 LIMIT 1"
    if connection.execute(some).fetchone() is None:
        return
    connection.execute("DELETE FROM action WHERE undone")
    action = connection.execute("INSERT INTO action (at, sentence) VALUES (?, ?)", (at, sentence)).lastrowid
    changed = connection.execute("UPDATE change SET action = ? WHERE action = 0", (action,)).rowcount
    connection.execute("UPDATE turn SET action = ? WHERE action = 0", (action,))
    connection.execute("DELETE FROM action WHERE id <= ?", ((action or 0) - KEPT,))
    if changed >= _LARGE:
        _shorten(connection)


def _shorten(connection: sqlite3.Connection) -> None:
    counts = connection.execute("SELECT action, count(*) FROM change GROUP BY action ORDER BY action DESC").fetchall()
    total = counts[0][1]
    for action, count in counts[1:]:
        total += count
        if total > MOST_CHANGES:
            connection.execute("DELETE FROM action WHERE id <= ?", (action,))
            return


def undo(connection: sqlite3.Connection) -> str | None:
    """Take the last action back and return its sentence, None when there is none."""
    row = connection.execute("SELECT id, sentence FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else _apply(connection, int(row[0]), str(row[1]), "before")


def redo(connection: sqlite3.Connection) -> str | None:
    """Do the action again that was taken back last and return its sentence, None when there is none."""
    row = connection.execute("SELECT id, sentence FROM action WHERE undone ORDER BY id LIMIT 1").fetchone()
    return None if row is None else _apply(connection, int(row[0]), str(row[1]), "after")


def _apply(connection: sqlite3.Connection, action: int, sentence: str, side: Literal["before", "after"]) -> str:
    for field in _FIELDS:
        connection.execute(
            f"UPDATE article SET {field} = change.{side} FROM change"
            " WHERE change.action = ? AND change.field = ? AND change.article = article.id",
            (action, field),
        )
    tags = connection.execute(
        f"SELECT article, {side}, coalesce(before, after) FROM change WHERE action = ? AND field = 'tag'", (action,)
    ).fetchall()
    for article, value, name in tags:
        if value is None:
            connection.execute("DELETE FROM tag WHERE article = ? AND folded = ?", (article, folded(name)))
        else:
            connection.execute("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", (article, folded(name), name))
    for table in ("decision", "note"):
        connection.execute(
            f"UPDATE {table} SET active = (turn.active = ?) FROM turn"
            " WHERE turn.action = ? AND turn.what = ? AND turn.number = "
            f"{table}.id",
            (int(side == "after"), action, table),
        )
    connection.execute("UPDATE action SET undone = ? WHERE id = ?", (int(side == "before"), action))
    return sentence
