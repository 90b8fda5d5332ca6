"""Decisions and notes in marks.db: rows that are never changed, and whether they hold.

All functions are part of the caller's transaction; those that write leave what the undo log needs under the number 0.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

from reader.decisions import Decision, Kind, Reach
from reader.library.storable import path_bytes, path_text, storable, storable_or_none

_COLUMNS: Final = "id, kind, article, site, folder, subject, type, value, at"


def decisions_for(
    connection: sqlite3.Connection, number: int | None, sites: Sequence[str], path: bytes
) -> list[Decision]:
    """Return the decisions in force for the article with that number of marks, sites and file, the oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM decision WHERE active AND (article = ?1 OR article IS NULL AND"
        " (folder IS NOT NULL OR site IN (SELECT value FROM json_each(?2)))) ORDER BY id",
        (number, json.dumps(list(sites))),
    )
    return [_decision(row) for row in rows if row[4] is None or holds(row[4], path)]


def holds(folder: bytes, path: bytes) -> bool:
    """Tell whether a file is in a folder or one below it."""
    return path.startswith(folder.rstrip(b"/") + b"/")


def all_decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield all decisions in force, the oldest first."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM decision WHERE active ORDER BY id"):
        yield _decision(row)


def of_article(connection: sqlite3.Connection, number: int) -> Iterator[Decision]:
    """Yield the decisions in force for that article alone. `connection` is on marks.db itself."""
    for row in connection.execute(
        f"SELECT {_COLUMNS} FROM decision WHERE active AND article = ? ORDER BY id", (number,)
    ):
        yield _decision(row)


def of_places(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield the decisions in force for sites and folders. `connection` is on marks.db itself."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM decision WHERE active AND article IS NULL ORDER BY id"):
        yield _decision(row)


def _decision(row: tuple[Any, ...]) -> Decision:
    number, kind, article, site, folder, subject, type_, value, at = row
    reach = Reach.ARTICLE if article is not None else Reach.SITE if folder is None else Reach.FOLDER
    place = "" if article is not None else path_text(folder) if folder is not None else site
    return Decision(Kind(kind), reach, place, subject, type_, value, number, at)


def add_decision(connection: sqlite3.Connection, article: int | None, decision: Decision, at: str) -> bool:
    """Add a decision and return True; False when the same one is in force."""
    values = (
        decision.kind.value,
        article if decision.reach is Reach.ARTICLE else None,
        storable(decision.place) if decision.reach is Reach.SITE else None,
        path_bytes(decision.place) if decision.reach is Reach.FOLDER else None,
        storable(decision.subject),
        storable_or_none(decision.type),
        storable_or_none(decision.value),
    )
    same = " AND ".join(f"{name} IS ?" for name in ("kind", "article", "site", "folder", "subject", "type", "value"))
    if connection.execute(f"SELECT 1 FROM decision WHERE active AND {same}", values).fetchone() is not None:
        return False
    number = connection.execute(
        "INSERT INTO decision (kind, article, site, folder, subject, type, value, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, at),
    ).lastrowid
    _turned(connection, "decision", number or 0, 1)
    return True


class NoteRow(NamedTuple):
    """A note as it is kept: where its passage stood, its words, what follows them, and what the user wrote."""

    block: int
    character: int
    passage: str
    context: str
    words: str
    at: str


NOTE_COLUMNS: Final = "block, character, passage, context, words, at"
"""In the order of `NoteRow`."""


def add_note(connection: sqlite3.Connection, article: int, note: NoteRow) -> None:
    """Add a note to an article."""
    number = connection.execute(
        f"INSERT INTO note (article, {NOTE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            note.block,
            note.character,
            storable(note.passage),
            storable(note.context),
            storable(note.words),
            note.at,
        ),
    ).lastrowid
    _turned(connection, "note", number or 0, 1)


def drop(connection: sqlite3.Connection, what: Literal["decision", "note"], number: int) -> bool:
    """Let a decision or a note hold no longer; return whether it did."""
    gone = connection.execute(f"UPDATE {what} SET active = 0 WHERE id = ? AND active", (number,)).rowcount
    if gone:
        _turned(connection, what, number, 0)
    return bool(gone)


def _turned(connection: sqlite3.Connection, what: str, number: int, active: int) -> None:
    connection.execute("INSERT INTO turn VALUES (0, ?, ?, ?)", (what, number, active))
