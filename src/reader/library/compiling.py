"""A query as SQL: an expression for the full-text index, conditions on an article's row, and their parameters.

In every condition `a` is the article; `+a.id` keeps SQLite from walking the articles in another order than the list's
and sorting them afterwards, which it takes for cheaper. All that users typed goes in as a parameter; words for the
full-text index are quoted one by one, since its own language raises on most of what people type.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.library.query import FULL_TEXT, NAMES, Field, Query, Status, Term
from reader.library.scope import Scope
from reader.library.storable import folded

if TYPE_CHECKING:
    from reader.library.decided import Decided

Value = str | int | bytes

_STATUS: Final = {
    Status.UNREAD: "a.mark NOT IN (SELECT id FROM marks.article WHERE state <> 0)",
    Status.PROGRESS: "a.mark IN (SELECT id FROM marks.article WHERE state = 1)",
    Status.READ: "a.mark IN (SELECT id FROM marks.article WHERE state = 2)",
    Status.STARRED: "a.mark IN (SELECT id FROM marks.article WHERE starred <> 0)",
    Status.ARCHIVED: "a.mark IN (SELECT id FROM marks.article WHERE archived <> 0)",
    Status.FAILED: "a.stage = 3",
    Status.COPY: "a.copy_of IS NOT NULL",
    Status.ALL: "1",
}
_NOT_ARCHIVED: Final = "a.mark NOT IN (SELECT id FROM marks.article WHERE archived <> 0)"
_ANY_ARCHIVED: Final = "SELECT 1 FROM marks.article WHERE archived <> 0 LIMIT 1"
NAME_TYPES: Final = {Field.PERSON: "PERSON", Field.ORG: "ORG", Field.PLACE: "PLACE", Field.SAID: "SPEAKER"}
BY_WORDS: Final = (
    "SELECT s.name FROM surfaces JOIN surface s ON s.id = surfaces.rowid JOIN name n ON n.id = s.name"
    " WHERE surfaces MATCH ? AND n.type = ?"
)
_BY_NAME: Final = "SELECT id FROM name WHERE folded = ? AND type = ?"
_TAGGED: Final = (
    "(+a.id IN (SELECT article FROM article_tag WHERE folded >= ? AND folded < ?)"
    " OR a.mark IN (SELECT article FROM marks.tag WHERE folded >= ? AND folded < ?))"
)


class Selection(NamedTuple):
    """Which articles: `match` is an expression for the index `fulltext` or None; `where` are conditions on `a`.

    `grouped` says that a list has copies of one story once.
    """

    match: str | None
    where: tuple[str, ...]
    parameters: tuple[Value, ...]
    grouped: bool = False
    few: bool = False

    def source(self, join: str = "") -> str:
        """Return the FROM and WHERE of a statement, with one more join if need be; its parameters are `values`."""
        conditions = " AND ".join(self.where) or "1"
        if self.match is None:
            return f"FROM article a {join} WHERE {conditions}"
        if self.few:
            return f"FROM article a CROSS JOIN fulltext ON fulltext.rowid = a.recency {join} WHERE {conditions}"
        # CROSS: the index comes first, in the order of its rowids
        tables = "fulltext CROSS JOIN article a ON a.recency = fulltext.rowid"
        return f"FROM {tables} {join} WHERE fulltext MATCH ? AND {conditions}"

    @property
    def values(self) -> tuple[Value, ...]:
        """The parameters of `source`."""
        if self.match is None or self.few:
            return self.parameters
        return (self.match, *self.parameters)

    def also(self, condition: str, *values: Value) -> Selection:
        """Return the selection with one more condition."""
        return self._replace(where=(*self.where, condition), parameters=(*self.parameters, *values))

    def among(self, ids: Sequence[int]) -> Selection:
        """Return those of the few articles that are in the selection, each looked up by its number."""
        chosen = self.also("a.id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))
        if self.match is None:
            return chosen
        return chosen.also("fulltext MATCH ?", self.match)._replace(few=True)


def select(
    connection: sqlite3.Connection, query: Query | None, scope: Scope, decided: Decided | None = None
) -> Selection:
    """Return the articles in scope that fulfil the query; archived ones only if it speaks of them.

    `decided` knows better than the index which articles a name finds that decisions were made about.
    """
    where: list[str] = []
    values: list[Value] = []
    required: list[str] = []
    forbidden: list[str] = []
    groups = query.groups if query is not None else ()
    for group in groups:
        if len(group) == 1 and group[0].negated and group[0].field in FULL_TEXT:
            forbidden.append(expression(group[0]))
        elif all(term.field in FULL_TEXT and not term.negated for term in group):
            required.append(f"({' OR '.join(expression(term) for term in group)})")
        else:
            parts = [_condition(term, decided) for term in group]
            where.append(f"({' OR '.join(sql for sql, _ in parts)})" if len(parts) > 1 else parts[0][0])
            values += [value for _, some in parts for value in some]
    match = " AND ".join(required) or None
    if forbidden:
        none_of = " OR ".join(forbidden)
        if match is None:
            where.append("a.recency NOT IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)")
            values.append(none_of)
        else:
            match = f"({match}) NOT ({none_of})"
    asked = {term.value for group in groups for term in group if term.field is Field.IS}
    if asked.isdisjoint((Status.ARCHIVED, Status.ALL)) and connection.execute(_ANY_ARCHIVED).fetchone():
        where.append(_NOT_ARCHIVED)
    if not scope.holds_everything(connection):
        inside, ends = scope.where("path")
        where.append(f"a.file IN (SELECT id FROM file WHERE {inside})")
        values += ends
    return Selection(match, tuple(where), tuple(values), grouped=asked.isdisjoint((Status.COPY, Status.ALL)))


def expression(term: Term) -> str:
    """Return the term in the full-text index's language."""
    column = {Field.TITLE: "title : ", Field.BY: "byline : "}.get(term.field, "")
    return column + _words(term)


def _words(term: Term) -> str:
    value = term.value.replace('"', " ").replace("\x00", " ")
    return f'"{value}"' + (" *" if term.prefix else "")


def _condition(term: Term, decided: Decided | None) -> tuple[str, Sequence[Value]]:
    sql, values = _named(term, decided) if term.field in NAMES else _positive(term)
    # coalesce: what has no date is neither before nor after one, and so is "not before" it
    return (f"NOT coalesce({sql}, 0)" if term.negated else sql), values


def _positive(term: Term) -> tuple[str, Sequence[Value]]:
    match term.field:
        case Field.TEXT | Field.TITLE | Field.BY:
            return "a.recency IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)", (expression(term),)
        case Field.SITE:
            return "a.site IN (SELECT id FROM site WHERE instr(folded, ?))", (folded(term.value),)
        case Field.PATH:
            return "a.file IN (SELECT id FROM file WHERE instr(folded, ?))", (folded(term.value),)
        case Field.TAG:
            low = folded(term.value)
            high = low + ("\U0010ffff" if term.prefix else "\x01")
            return _TAGGED, (low, high, low, high)
        case Field.IS:
            return _STATUS[Status(term.value)], ()
        case _:
            return _dated(term)


def _dated(term: Term) -> tuple[str, Sequence[Value]]:
    from reader.library.recency import bound  # a pattern to compile that most queries can do without

    # the day is what the article states, the key is in UTC: a day's slack on the latter
    if term.field is Field.BEFORE:
        return "(a.day < ? AND a.recency >= 0 AND a.recency < ?)", (term.value, bound(term.value, 1))
    return "(a.day >= ? AND a.recency >= ?)", (term.value, bound(term.value, -1))


def _named(term: Term, decided: Decided | None) -> tuple[str, Sequence[Value]]:
    sql = f"+a.id IN (SELECT article FROM {having(term)})"
    if decided is None:
        return sql, name_values(term)
    sql = f"({sql} AND +a.id NOT IN (SELECT value FROM json_each(?)) OR +a.id IN (SELECT value FROM json_each(?)))"
    return sql, (*name_values(term), decided.ids, json.dumps(decided.articles(term)))


def having(term: Term) -> str:
    """Return the table of what has a name, and the condition that it is one which the term finds.

    It may follow a FROM; its parameters are `name_values`.
    """
    table, column = ("quote", "speaker") if term.field is Field.SAID else ("entity", "name")
    return f"{table} WHERE {column} IN ({_BY_NAME if term.exact else BY_WORDS})"


def name_values(term: Term) -> tuple[str, str]:
    """Return the parameters of `having`."""
    return folded(term.value) if term.exact else _words(term), NAME_TYPES[term.field]
