"""Lists of articles: ids in order, rows of some of them, counts."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

from reader.library import copies
from reader.library.compiling import Selection
from reader.library.model import STAGES, STATES, ArticleRow, Sort, Stage
from reader.library.storable import path_text, title_of_name

_COLUMNS: Final = (
    "a.id, f.path, a.position, a.title, s.name, a.byline, a.published, a.words, a.stage, f.message,"
    " m.state, m.starred, m.archived, a.confidence, a.mark, s.host, a.url,"
    " (SELECT count(*) FROM article c WHERE c.copy_of = coalesce(a.copy_of, a.id))"
)
_JOINS: Final = (
    "JOIN file f ON f.id = a.file LEFT JOIN site s ON s.id = a.site LEFT JOIN marks.article m ON m.id = a.mark"
)
_DATED: Final = "a.recency >= 0"
_UNDATED: Final = "a.recency < 0"
_NO_COPY: Final = "a.copy_of IS NULL"
_ROOM: Final = 20


def ids(connection: sqlite3.Connection, selection: Selection, sort: Sort, limit: int = -1) -> array[int]:
    """Return the ids of the articles in order, at most `limit` of them when that is not negative."""
    if not copies.grouped(connection, selection):
        return _ids(connection, selection, sort, limit)
    if selection.match is None and not selection.where:
        return _ids(connection, selection.also(_NO_COPY), sort, limit)
    room = limit + max(_ROOM, limit // 4) if limit >= 0 else -1
    while True:
        found = _ids(connection, selection, sort, room)
        whole = room < 0 or len(found) < room
        shown = copies.represented(connection, found, selection, whole=whole)
        if whole or len(shown) >= limit:
            return shown[:limit] if limit >= 0 else shown
        room *= 4


def _ids(connection: sqlite3.Connection, selection: Selection, sort: Sort, limit: int) -> array[int]:
    found: array[int] = array("q")
    for part, order in _order(sort, by_words=selection.match is not None):
        chosen = selection if part is None else selection.also(part)
        source = chosen.source("LEFT JOIN site s ON s.id = a.site" if sort is Sort.SITE else "")
        left = limit - len(found) if limit >= 0 else -1
        rows = connection.execute(f"SELECT a.id {source} ORDER BY {order} LIMIT ?", (*chosen.values, left)).fetchall()
        found.extend([row[0] for row in rows])
    return found


def _order(sort: Sort, *, by_words: bool) -> list[tuple[str | None, str]]:
    """Return the parts of a list, as a condition and an order each: the undated come last both ways."""
    key = "fulltext.rowid" if by_words else "a.recency"
    match sort:
        case Sort.OLDEST:
            return [(_DATED, f"{key} ASC"), (_UNDATED, f"{key} DESC")]
        case Sort.TITLE:
            return [(None, f"a.title_key, {key} DESC")]
        case Sort.SITE:
            return [(None, f"s.folded IS NULL, s.folded, {key} DESC")]
        case Sort.RANK if by_words:
            return [(None, "fulltext.rank")]
        case _:
            return [(None, f"{key} DESC")]


def count(connection: sqlite3.Connection, selection: Selection) -> int:
    """Return how many articles `ids` lists."""
    what = "count(*)"
    if copies.grouped(connection, selection):
        if selection.match is None and not selection.where:
            selection = selection.also(_NO_COPY)
        else:
            what = "count(DISTINCT coalesce(a.copy_of, a.id))"
    return int(connection.execute(f"SELECT {what} {selection.source()}", selection.values).fetchone()[0])


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> list[ArticleRow]:
    """Return the rows of these articles in this order, without those that are gone."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM article a {_JOINS} WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    ).fetchall()
    tags = _tags(connection, [row[14] for row in found if row[10] is not None])
    by_id = {row[0]: _row(row, tags.get(row[14], ())) for row in found}
    return [by_id[number] for number in wanted if number in by_id]


def texts(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, str]:
    """Return `Article.text` of those of the articles that have one."""
    sql = "SELECT article, plain(text) FROM body WHERE article IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (json.dumps(list(wanted)),)))


def _tags(connection: sqlite3.Connection, marks: Iterable[int]) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    sql = "SELECT article, name FROM marks.tag WHERE article IN (SELECT value FROM json_each(?)) ORDER BY folded"
    for mark, name in connection.execute(sql, (json.dumps(list(marks)),)):
        tags[mark] = (*tags.get(mark, ()), name)
    return tags


def _row(row: Sequence[Any], tags: tuple[str, ...]) -> ArticleRow:
    stage = STAGES[row[8]]
    path = path_text(row[1])
    return ArticleRow(
        id=row[0],
        path=path,
        position=row[2],
        title=row[3] or title_of_name(path, row[2]),
        site=row[4] or row[15] or None,
        byline=row[5],
        published=row[6],
        words=row[7],
        stage=stage,
        problem=row[9] if stage is Stage.FAILED else None,
        state=STATES[row[10] or 0],
        starred=bool(row[11]),
        archived=bool(row[12]),
        tags=tags,
        confidence=row[13],
        url=row[16],
        copies=row[17],
    )
