"""Putting derived things of the index right in place; what cannot be is set aside at the next start."""

from __future__ import annotations

import sqlite3
from typing import Final

from reader.library.checking import LOST_COPIES, TOTALS, compare_fulltext, read_texts
from reader.library.connection import is_damage, transaction

_FULL_TEXTS: Final = ("fulltext", "surfaces")


def repair(index: sqlite3.Connection) -> list[str]:
    """Make totals of names, groups of copies and the search index anew where they are off; return what was done."""
    try:
        read_texts(index)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return ["A text in the index cannot be read any more."]
    done = []
    with transaction(index):
        wrong = index.execute(f"SELECT count(*) {TOTALS}").fetchone()[0]
        if wrong:
            index.execute(
                "UPDATE name SET articles = (SELECT count(*) FROM entity e WHERE e.name = name.id),"
                " mentions = (SELECT coalesce(sum(e.count), 0) FROM entity e WHERE e.name = name.id)"
                f" WHERE id IN (SELECT id {TOTALS})"
            )
            done.append(f"The totals of {wrong} names were counted anew.")
        lost = index.execute(f"UPDATE article SET copy_of = NULL WHERE id IN (SELECT a.id {LOST_COPIES})").rowcount
        if lost:
            done.append(f"{lost} copies without their group stand on their own again.")
        for table in _FULL_TEXTS:
            try:
                compare_fulltext(index, table)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                index.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
                done.append("The search index was made anew from the texts.")
    return done
