"""Whether the two databases are sound, for people who doubt it."""

from __future__ import annotations

import sqlite3
from typing import Final

from reader.library.connection import is_damage

LOST_COPIES: Final = (
    "FROM article a WHERE a.copy_of IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM article b WHERE b.id = a.copy_of AND b.copy_of IS NULL)"
)
TOTALS: Final = (
    "FROM name n WHERE (n.articles, n.mentions) IS NOT"
    " (SELECT count(*), coalesce(sum(e.count), 0) FROM entity e WHERE e.name = n.id)"
)


def check(reader: sqlite3.Connection, writer: sqlite3.Connection | None) -> list[str]:
    """Return what is wrong, one sentence each. `reader` has both databases; `writer`, on the index, may be missing.

    Raises sqlite3.Error when it cannot be told, as when another program keeps writing. SQLite checks the full-text
    indexes only by way of a statement that looks like writing.
    """
    found = []
    for name, schema in (("index", "main"), ("marks", "marks")):
        try:
            rows = reader.execute(f"PRAGMA {schema}.integrity_check(20)").fetchall()
            found += [f"The {name}: {row[0]}." for row in rows if row[0] != "ok"]
            tables = {row[0] for row in reader.execute(f"PRAGMA {schema}.foreign_key_check")}
            found += [f"The {name}: a row of {table} points nowhere." for table in sorted(tables)]
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            found.append(f"The {name}: {error}.")
    try:
        found += _decided(reader)
        wrong = reader.execute(f"SELECT count(*) {TOTALS}").fetchone()[0]
        found += [f"The index: the totals of {wrong} names are off."] if wrong else []
        lost = reader.execute(f"SELECT count(*) {LOST_COPIES}").fetchone()[0]
        found += [f"The index: {lost} copies have lost their group."] if lost else []
        if writer is not None:
            for table in ("fulltext", "surfaces"):
                compare_fulltext(writer, table)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        found.append(f"The index: its search index does not fit the articles ({error}).")
    return found


def _decided(reader: sqlite3.Connection) -> list[str]:
    """Return what is wrong with decisions, notes and their part of the undo log."""
    from reader.library.rulings import KINDS

    marks = ", ".join("?" * len(KINDS))
    unknown = reader.execute(f"SELECT count(*) FROM marks.decision WHERE kind NOT IN ({marks})", KINDS).fetchone()[0]
    found = [f"The marks: {unknown} decisions are of a kind that this reader does not know."] if unknown else []
    for table in ("decision", "note"):
        sql = f"SELECT count(*) FROM marks.turn WHERE what = ? AND number NOT IN (SELECT id FROM marks.{table})"
        lost = reader.execute(sql, (table,)).fetchone()[0]
        found += [f"The marks: {lost} steps of undo are about a {table} that is not there."] if lost else []
    return found


def read_texts(connection: sqlite3.Connection) -> None:
    """Read every text once. Raises sqlite3.DatabaseError for one that something else has written over."""
    connection.execute("SELECT sum(length(plain(text)) + length(plain(layout))) FROM body").fetchone()


def compare_fulltext(writer: sqlite3.Connection, table: str) -> None:
    """Compare a full-text index with the texts that it is of. Raises sqlite3.DatabaseError when they differ."""
    read_texts(writer)
    writer.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
