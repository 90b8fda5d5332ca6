"""Full-text search: the newest hits first, or the best of the newest, each with the passage where it matches."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reader.library import listing
from reader.library.compiling import Selection, expression, having, name_values
from reader.library.model import ArticleRow, Hit, Sort
from reader.library.query import NAMES, Field, Query, Term
from reader.library.storable import spans
from reader.library.wordspans import plain_words, word_spans

if TYPE_CHECKING:
    from reader.library.decided import Decided

RANKED: Final = 20_000
"""Ranking looks at the newest hits only, so many of them: its time grows with each hit, by about a microsecond."""

_OPEN: Final = "\x02"
_CLOSE: Final = "\x03"
_SNIPPET: Final = 200
_BEFORE: Final = 60
_MOST_ANCHORS: Final = 200
_MOST_CHARACTERS: Final = 10_000_000
"""So much text is looked at for the passages of one search; hits beyond it show how they begin."""

_TEXTS: Final = "SELECT article, plain(text) FROM body WHERE article IN (SELECT value FROM json_each(?))"
_PACKED: Final = "SELECT article, text FROM body WHERE article IN (SELECT value FROM json_each(?))"
_BEGINNINGS: Final = (
    "SELECT article, substr(plain(text), 1, 400) FROM body WHERE article IN (SELECT value FROM json_each(?))"
)

Span = tuple[int, int]


class _Passages:
    """The text of an article and where it matches."""

    __slots__ = ("spans", "text")

    def __init__(self, text: str, spans: list[Span]) -> None:
        self.text = text
        self.spans = spans


def search(
    connection: sqlite3.Connection,
    query: Query,
    selection: Selection,
    *,
    limit: int,
    sort: Sort,
    decided: Decided | None = None,
) -> list[Hit]:
    """Return at most `limit` articles of the selection in order; `decided` knows the names that were decided about."""
    if selection.match is not None and sort is Sort.RANK:
        selection = _newest(connection, selection)
    ids = list(listing.ids(connection, selection, sort, limit))
    found, budget = _plainly(connection, query, ids)
    left = [number for number in ids if number not in found]
    if left and query.words:
        if not found and selection.match is not None and sort is Sort.NEWEST:
            found = _walk(connection, selection, limit)
            # where copies are left out, the list goes on behind the newest hits
            left = [number for number in ids if number not in found]
        if left:
            found |= _matches(connection, " OR ".join(expression(term) for term in query.words), left, budget)
    elif left:
        found = _read(connection.execute(_TEXTS, (json.dumps(ids),)))
        _add_named(connection, query, found, decided)
    others = [number for number in ids if number not in found]
    if others:
        found |= _read(connection.execute(_BEGINNINGS, (json.dumps(others),)))
    return [_hit(row, found.get(row.id) or _Passages("", [])) for row in listing.rows(connection, ids)]


def _plainly(connection: sqlite3.Connection, query: Query, ids: Sequence[int]) -> tuple[dict[int, _Passages], int]:
    """Return the passages of those articles in which they are found without the index, see `wordspans`; and how many
    characters may still be looked at."""
    found: dict[int, _Passages] = {}
    left = _MOST_CHARACTERS
    words = plain_words(query.words)
    if not words:
        return found, left
    for number, packed in connection.execute(_PACKED, (json.dumps(list(ids)),)):
        raw = _bytes(packed)
        if places := word_spans(raw, words):
            found[number] = _Passages(raw.decode("utf-8"), places)
        left -= len(raw)
        if left < 0:
            break
    return found, left


def _bytes(packed: str | bytes) -> bytes:
    """Return a stored text in UTF-8; nothing of a damaged one, which the index is then asked about, and says so."""
    if isinstance(packed, str):
        return packed.encode("utf-8")
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _walk(connection: sqlite3.Connection, selection: Selection, limit: int) -> dict[int, _Passages]:
    """Return the newest hits with their matches: quicker than by ids, since the index is walked in this very order."""
    sql = f"SELECT a.id, highlight(fulltext, 2, ?, ?) {selection.source()} ORDER BY fulltext.rowid DESC LIMIT ?"
    return _read(connection.execute(sql, (_OPEN, _CLOSE, *selection.values, limit)))


def _read(rows: sqlite3.Cursor, left: int | None = None) -> dict[int, _Passages]:
    """Return passages by article, of the first articles when all would be too much: a book is no snippet."""
    found: dict[int, _Passages] = {}
    left = _MOST_CHARACTERS if left is None else left
    if left < 0:
        return found
    for number, marked in rows:
        found[number] = _unmark(marked or "")
        left -= len(marked or "")
        if left < 0:
            break
    return found


def _newest(connection: sqlite3.Connection, selection: Selection) -> Selection:
    oldest = connection.execute(
        "SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        (selection.match, RANKED - 1),
    ).fetchone()
    return selection if oldest is None else selection.also("fulltext.rowid >= ?", oldest[0])


def _matches(connection: sqlite3.Connection, match: str, ids: Sequence[int], left: int) -> dict[int, _Passages]:
    sql = (
        "SELECT a.id, highlight(fulltext, 2, ?, ?) FROM article a CROSS JOIN fulltext ON fulltext.rowid = a.recency"
        " WHERE a.id IN (SELECT value FROM json_each(?)) AND fulltext MATCH ?"
    )
    return _read(connection.execute(sql, (_OPEN, _CLOSE, json.dumps(list(ids)), match)), left)


def _unmark(marked: str) -> _Passages:
    """Return the text without the marks that `highlight` set, and the spans between them."""
    first, *rest = marked.split(_OPEN)
    parts = [first]
    found = []
    at = len(first)
    for part in rest:
        inside, _, outside = part.partition(_CLOSE)
        found.append((at, at + len(inside)))
        parts += (inside, outside)
        at += len(inside) + len(outside)
    return _Passages("".join(parts), found)


def _add_named(
    connection: sqlite3.Connection, query: Query, passages: dict[int, _Passages], decided: Decided | None
) -> None:
    """Add the mentions of the people and places that were searched, and what was said."""
    for term in (term for group in query.groups for term in group if term.field in NAMES and not term.negated):
        as_found = [number for number in passages if decided is None or number not in decided.numbers]
        as_decided = decided.places(term) if decided is not None else ()
        for number, places in (*_named(connection, term, as_found), *as_decided):
            if number in passages:
                passages[number].spans += places
    for passage in passages.values():
        # two terms may find one name
        passage.spans = sorted(set(passage.spans))


def _named(connection: sqlite3.Connection, term: Term, among: Sequence[int]) -> Iterator[tuple[int, Sequence[Span]]]:
    said = term.field is Field.SAID
    columns = "start, end" if said else "mentions, NULL"
    sql = f"SELECT article, {columns} FROM {having(term)} AND article IN (SELECT value FROM json_each(?))"
    for number, first, second in connection.execute(sql, (*name_values(term), json.dumps(among))):
        yield number, [(first, second)] if said else spans(first)


def _hit(row: ArticleRow, passages: _Passages) -> Hit:
    start, end = window(passages.text, passages.spans)
    snippet = passages.text[start:end].replace("\n", " ").replace("\t", " ")
    head, tail = ("…" if start else ""), ("…" if end < len(passages.text) else "")
    shift = len(head) - start
    matches = tuple((low + shift, high + shift) for low, high in passages.spans if start <= low and high <= end)
    return Hit(row, f"{head}{snippet}{tail}", matches, tuple(passages.spans[:_MOST_ANCHORS]))


def window(text: str, found: Sequence[Span]) -> Span:
    """Return the part of one paragraph, of about 200 characters, that shows most matches; the first of several such."""
    if not found:
        end = text.find("\n\n")
        return 0, _cut(text, 0, len(text) if end < 0 else end)
    best = (0, 0)
    last = 0
    for first in range(min(len(found), _MOST_ANCHORS)):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1][1] - found[first][0] <= _SNIPPET - _BEFORE:
            last += 1
        if last - first + 1 > best[0]:
            best = (last - first + 1, first)
    low = found[best[1]][0]
    begin = text.rfind("\n\n", 0, low)
    begin = 0 if begin < 0 else begin + 2
    stop = text.find("\n\n", low)
    stop = len(text) if stop < 0 else stop
    if low - begin > _BEFORE:
        blank = text.find(" ", low - _BEFORE, low)
        begin = blank + 1 if blank >= 0 else low - _BEFORE
    return begin, max(_cut(text, begin, stop), min(found[best[1]][1], begin + 2 * _SNIPPET))


def _cut(text: str, begin: int, stop: int) -> int:
    if stop - begin <= _SNIPPET:
        return stop
    blank = text.rfind(" ", begin + _SNIPPET // 2, begin + _SNIPPET)
    return blank if blank >= 0 else begin + _SNIPPET
