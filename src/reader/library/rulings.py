"""Decisions and notes in marks.db: rows that are never changed, and whether they hold.

All functions are part of the caller's transaction; those that write leave what the undo log needs under the number 0.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from reader.decisions import Decision, Kind, Reach
from reader.library.storable import path_bytes, path_text
from reader.text.safe import safe, safe_line

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
    return [decision for decision in _decisions(rows) if concerns(decision, path, sites)]


def concerns(decision: Decision, path: bytes, sites: Sequence[str]) -> bool:
    """Tell whether a decision is for the site of an article, or for the folder of its file or one around that.

    Whether one for a single article is for this one, only its number tells.
    """
    if decision.reach is Reach.FOLDER:
        return path.startswith(path_bytes(decision.place).rstrip(b"/") + b"/")
    return decision.reach is Reach.ARTICLE or decision.place in sites


def all_decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield all decisions in force, the oldest first."""
    return _decisions(connection.execute(f"SELECT {_COLUMNS} FROM decision WHERE active ORDER BY id"))


def all_with_articles(connection: sqlite3.Connection) -> Iterator[tuple[Decision, int | None]]:
    """Yield all decisions in force, the oldest first, each with its article's number of marks if it is for one."""
    numbers = dict(connection.execute("SELECT id, article FROM decision WHERE active"))
    for decision in all_decisions(connection):
        yield decision, numbers.get(decision.number)


def of_article(connection: sqlite3.Connection, number: int) -> Iterator[Decision]:
    """Yield the decisions in force for that article alone."""
    sql = f"SELECT {_COLUMNS} FROM decision WHERE active AND article = ? ORDER BY id"
    return _decisions(connection.execute(sql, (number,)))


def of_places(connection: sqlite3.Connection) -> Iterator[Decision]:
    """Yield the decisions in force for sites and folders."""
    sql = f"SELECT {_COLUMNS} FROM decision WHERE active AND article IS NULL ORDER BY id"
    return _decisions(connection.execute(sql))


KINDS: Final = tuple(kind.value for kind in Kind)


def _decisions(rows: sqlite3.Cursor) -> Iterator[Decision]:
    """Yield the decisions of rows of `_COLUMNS`; a kind that nobody knows costs its row (see `checking`)."""
    for number, kind, article, site, folder, subject, type_, value, at in rows:
        if kind not in KINDS:
            continue
        reach = Reach.ARTICLE if article is not None else Reach.SITE if folder is None else Reach.FOLDER
        place = "" if article is not None else path_text(folder) if folder is not None else site
        yield Decision(Kind(kind), reach, place, subject, type_, value, number, at)


def add_decision(connection: sqlite3.Connection, article: int | None, decision: Decision, at: str) -> bool:
    """Add a decision and return True; False when the same one is in force."""
    number = insert_decision(connection, article, decision, at)
    if number is not None:
        _turned(connection, "decision", number, 1)
    return number is not None


def insert_decision(connection: sqlite3.Connection, article: int | None, decision: Decision, at: str) -> int | None:
    """Add a decision outside of the undo log and return its number, None when the same one is in force."""
    values = (
        decision.kind.value,
        article if decision.reach is Reach.ARTICLE else None,
        safe(decision.place) if decision.reach is Reach.SITE else None,
        path_bytes(decision.place) if decision.reach is Reach.FOLDER else None,
        safe(decision.subject),
        None if decision.type is None else safe_line(decision.type),
        None if decision.value is None else safe_line(decision.value),
    )
    same = " AND ".join(f"{name} IS ?" for name in ("kind", "article", "site", "folder", "subject", "type", "value"))
    if connection.execute(f"SELECT 1 FROM decision WHERE active AND {same}", values).fetchone() is not None:
        return None
    return connection.execute(
        "INSERT INTO decision (kind, article, site, folder, subject, type, value, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, at),
    ).lastrowid


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


def add_note(connection: sqlite3.Connection, article: int, note: NoteRow) -> bool:
    """Add a note to an article and return True; False when the same one is there."""
    number = insert_note(connection, article, note)
    if number is not None:
        _turned(connection, "note", number, 1)
    return number is not None


def insert_note(connection: sqlite3.Connection, article: int, note: NoteRow) -> int | None:
    """Add a note to an article outside of the undo log and return its number, None when the same one is there."""
    values = (article, note.block, note.character, safe(note.passage), safe(note.words))
    same = "article = ? AND block = ? AND character = ? AND passage = ? AND words = ?"
    if connection.execute(f"SELECT 1 FROM note WHERE active AND {same}", values).fetchone() is not None:
        return None
    return connection.execute(
        "INSERT INTO note (article, block, character, passage, words, context, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*values, safe(note.context), note.at),
    ).lastrowid


def drop(connection: sqlite3.Connection, what: Literal["decision", "note"], number: int) -> bool:
    """Let a decision or a note hold no longer; return whether it did."""
    gone = connection.execute(f"UPDATE {what} SET active = 0 WHERE id = ? AND active", (number,)).rowcount
    if gone:
        _turned(connection, what, number, 0)
    return bool(gone)


def _turned(connection: sqlite3.Connection, what: str, number: int, active: int) -> None:
    connection.execute("INSERT INTO turn VALUES (0, ?, ?, ?)", (what, number, active))
