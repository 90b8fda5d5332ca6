"""Who is in the articles and what they said, over the whole scope."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from reader.library import copies, listing
from reader.library.compiling import BY_WORDS, Selection
from reader.library.model import EntityCount, QuoteHit, Sort
from reader.library.query import has_words
from reader.library.shelf import QUOTE_COLUMNS, SPEAKER, quote_of
from reader.library.storable import folded

_EVERY_TYPE: Final = "n.type <> 'SPEAKER'"


def common_names(
    connection: sqlite3.Connection, selection: Selection | None, *, type_: str | None, limit: int
) -> list[EntityCount]:
    """Return the entities that most articles name, most mentions first among equals.

    Entities are the same when type and name (without regard to case) are: "Brun" and "Ada Brun" stay two, since
    nothing tells that they are one. `selection` None means all articles, whose totals are kept ready; a grouped one
    counts a story and its copies once.
    """
    one_type = _EVERY_TYPE if type_ is None else "n.type = ?"
    values = () if type_ is None else (type_,)
    if selection is None:
        sql = (
            f"SELECT n.name, n.type, n.articles, n.mentions FROM name n WHERE n.articles > 0 AND {one_type}"
            " ORDER BY n.articles DESC, n.mentions DESC, n.folded LIMIT ?"
        )
        return [EntityCount(*row) for row in connection.execute(sql, (*values, limit))]
    selection = once(connection, selection)
    sql = (
        "SELECT n.name, n.type, count(DISTINCT e.article) AS articles, sum(e.count) AS mentions"
        f" FROM entity e JOIN name n ON n.id = e.name WHERE e.article IN (SELECT a.id {selection.source()})"
        f" AND {one_type} GROUP BY e.name ORDER BY articles DESC, mentions DESC, n.folded LIMIT ?"
    )
    return [EntityCount(*row) for row in connection.execute(sql, (*selection.values, *values, limit))]


def counts_of(
    connection: sqlite3.Connection, selection: Selection | None, keys: Sequence[tuple[str, str]]
) -> list[EntityCount]:
    """Return what `common_names` says of the entities of these types and folded names, in no order."""
    chosen = "(n.type, n.folded) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
    among = json.dumps(list(keys))
    if selection is None:
        sql = f"SELECT n.name, n.type, n.articles, n.mentions FROM name n WHERE n.articles > 0 AND {chosen}"
        return [EntityCount(*row) for row in connection.execute(sql, (among,))]
    selection = once(connection, selection)
    sql = (
        "SELECT n.name, n.type, count(DISTINCT e.article), sum(e.count) FROM name n JOIN entity e ON e.name = n.id"
        f" WHERE {chosen} AND e.article IN (SELECT a.id {selection.source()}) GROUP BY e.name"
    )
    return [EntityCount(*row) for row in connection.execute(sql, (among, *selection.values))]


def quotes(
    connection: sqlite3.Connection,
    selection: Selection,
    *,
    speaker: str | None,
    limit: int,
    exact: bool | None = None,
) -> list[QuoteHit]:
    """Return quotes of the selected articles, newest article first, in the order of the text.

    `speaker` is a canonical name; when nobody has just that name, everybody whose name holds its words. A grouped
    selection gives the quotes of one article for all copies of a story. `exact` asks for just that name, or for those
    that hold its words, alone.
    """
    numbers = _speakers(connection, speaker, exact) if speaker is not None else None
    if numbers is not None:
        # the first condition finds the few articles by an index, the second the quotes in them
        selection = selection.also(
            "a.id IN (SELECT article FROM quote WHERE speaker IN (SELECT value FROM json_each(?)))", numbers
        )
    selection = once(connection, selection)
    if numbers is not None:
        selection = selection.also("q.speaker IN (SELECT value FROM json_each(?))", numbers)
    in_order = "fulltext.rowid" if selection.match is not None else "a.recency"
    sql = (
        f"SELECT a.id, {QUOTE_COLUMNS} {selection.source('JOIN quote q ON q.article = a.id')}"
        f" ORDER BY {in_order} DESC, q.rank LIMIT ?"
    )
    found = connection.execute(sql, (*selection.values, limit)).fetchall()
    wanted = list(dict.fromkeys(row[0] for row in found))
    rows = {row.id: row for row in listing.rows(connection, wanted)}
    texts = listing.texts(connection, wanted)
    return [
        QuoteHit(rows[number], quote, texts[number][quote.start : quote.end])
        for number, *rest in found
        for quote in [quote_of(rest)]
    ]


def once(connection: sqlite3.Connection, selection: Selection) -> Selection:
    """Narrow a grouped selection to the articles that a list of it shows."""
    if not copies.grouped(connection, selection):
        return selection
    shown = listing.ids(connection, selection, Sort.NEWEST)
    return selection.also("a.id IN (SELECT value FROM json_each(?))", json.dumps(list(shown)))


def _speakers(connection: sqlite3.Connection, speaker: str, only_exact: bool | None) -> str:
    """Return the numbers of the speakers that are meant, as a JSON list."""
    exact = "SELECT json_group_array(id) FROM name WHERE type = ? AND folded = ? HAVING count(*) > 0"
    row = None if only_exact is False else connection.execute(exact, (SPEAKER, folded(speaker))).fetchone()
    if row is None and not only_exact and has_words(speaker):
        sql = f"SELECT json_group_array(name) FROM ({BY_WORDS})"
        phrase = '"' + folded(speaker).replace('"', " ") + '"'
        row = connection.execute(sql, (phrase, SPEAKER)).fetchone()
    return "[]" if row is None else str(row[0])
