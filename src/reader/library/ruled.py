"""The list of all that was decided, for people to read."""

from __future__ import annotations

import json
import sqlite3

from reader.decisions import Decision, Reach
from reader.library import listing
from reader.library.model import ArticleRow
from reader.library.rulings import all_with_articles
from reader.library.scope import Scope
from reader.text.sites import is_host, site_place, site_places


def rules(reader: sqlite3.Connection, scope: Scope) -> list[tuple[Decision, ArticleRow | None]]:
    """Return the decisions in force that concern articles in scope, the oldest first, each with its article.

    Rules for a site or a folder have none. Nor has one for an article that is not in the index: it is listed only when
    everything is in scope.
    """
    found = list(all_with_articles(reader))
    rows = _articles(reader, scope, [mark for _, mark in found if mark is not None])
    places = _places(reader, scope)

    def concerns(decision: Decision, mark: int | None) -> bool:
        if not scope.ranges:
            return True
        if decision.reach is Reach.FOLDER:
            return scope.touches(decision.place)
        return mark in rows if decision.reach is Reach.ARTICLE else decision.place in places

    return [(decision, rows.get(mark)) for decision, mark in found if concerns(decision, mark)]


def written(reader: sqlite3.Connection, decision: Decision) -> str | None:
    """Return the name of a decision's site as its articles write it, None for a host or a site that is not known."""
    if decision.reach is not Reach.SITE or is_host(decision.place):
        return None
    names = reader.execute("SELECT name FROM site WHERE name IS NOT NULL ORDER BY id")
    return next((name for (name,) in names if site_place(name) == decision.place), None)


def _articles(reader: sqlite3.Connection, scope: Scope, marks: list[int]) -> dict[int | None, ArticleRow]:
    """Return the rows of the articles in scope that have these numbers of marks, by those."""
    inside, ends = scope.where("f.path")
    sql = (
        f"SELECT a.id, a.mark FROM article a JOIN file f ON f.id = a.file WHERE {inside}"
        " AND a.mark IN (SELECT value FROM json_each(?))"
    )
    ids: dict[int, int] = dict(reader.execute(sql, (*ends, json.dumps(marks))))
    return {ids[row.id]: row for row in listing.rows(reader, list(ids))}


def _places(reader: sqlite3.Connection, scope: Scope) -> frozenset[str]:
    """Return by what the sites of the articles in scope are known; none is needed when everything is in scope."""
    if not scope.ranges:
        return frozenset()
    inside, ends = scope.where("f.path")
    sql = (
        "SELECT DISTINCT s.host, s.name FROM article a JOIN file f ON f.id = a.file JOIN site s ON s.id = a.site"
        f" WHERE {inside}"
    )
    sites = reader.execute(sql, ends)
    return frozenset(place for host, name in sites for place in site_places(f"//{host}", name))
