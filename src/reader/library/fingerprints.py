"""Fingerprints of articles in the index: what finds the lines that a site's articles share."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence

from reader.article import Fingerprint

Stored = tuple[int, Fingerprint, frozenset[int]]
"""An article's id, its fingerprint, and the hashes of the lines that are hidden in its stored text."""


def put(
    connection: sqlite3.Connection,
    article_id: int,
    fingerprint: Fingerprint,
    hidden: Iterable[int] = (),
    *,
    compared: bool = False,
) -> None:
    """Keep an article's fingerprint in place of an older one; without `compared` its site is due."""
    connection.execute(
        "INSERT OR REPLACE INTO fingerprint (article, site, story, lines, hidden, shown, compared)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article_id,
            fingerprint.site,
            _packed((fingerprint.title, fingerprint.body)),
            _packed([*sorted(fingerprint.shown), *sorted(fingerprint.lines - fingerprint.shown)]),
            _packed(sorted(hidden)),
            len(fingerprint.shown),
            compared,
        ),
    )


def newest_of_site(connection: sqlite3.Connection, site: str, limit: int) -> list[Stored]:
    """Return the fingerprints of a site's newest articles."""
    sql = (
        "SELECT f.article, f.site, f.story, f.lines, f.hidden, f.shown FROM fingerprint f"
        " JOIN article a ON a.id = f.article WHERE f.site = ? ORDER BY a.recency DESC LIMIT ?"
    )
    return [_stored(row) for row in connection.execute(sql, (site, limit))]


def sites_due(connection: sqlite3.Connection) -> list[str]:
    """Return the sites at which articles came whose lines were not compared with the others' since."""
    sql = "SELECT DISTINCT site FROM fingerprint WHERE compared = 0 ORDER BY site"
    return [row[0] for row in connection.execute(sql)]


def due(connection: sqlite3.Connection, site: str) -> list[Stored]:
    """Return the fingerprints of the articles that came to a site and were not compared since."""
    sql = (
        "SELECT article, site, story, lines, hidden, shown FROM fingerprint"
        " WHERE site = ? AND compared = 0 ORDER BY article"
    )
    return [_stored(row) for row in connection.execute(sql, (site,))]


def _stored(row: tuple[int, str, bytes, bytes, bytes, int]) -> Stored:
    article_id, site, story, packed, hidden, shown = row
    title, body = _unpacked(story)
    lines = _unpacked(packed)
    fingerprint = Fingerprint(site, title, body, frozenset(lines), frozenset(lines[:shown]))
    return article_id, fingerprint, frozenset(_unpacked(hidden))


def _packed(hashes: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(hashes)}q", *hashes)


def _unpacked(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 8}q", data)
