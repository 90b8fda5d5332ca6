"""An account of every file: read, waiting, failed or skipped, and why."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from reader.library.scope import Scope
from reader.library.storable import path_text


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that is not shown, or not wholly, and why. `kind` is failed, skipped or partial."""

    path: str
    kind: Literal["failed", "skipped", "partial"]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reason:
    """How many files failed or were skipped for the same reason; `example` is what one of them says."""

    kind: Literal["failed", "skipped"]
    code: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Summary:
    """An account of every file in scope: `found` = `read` + `waiting` + `failed` + `skipped`.

    `partial` counts the files that were read but for some part of them. `articles` counts the entries of read
    files, `analysed` those whose entities and quotes are known.
    """

    found: int
    read: int
    waiting: int
    failed: int
    skipped: int
    partial: int
    articles: int
    analysed: int
    reasons: tuple[Reason, ...] = ()


def summary(connection: sqlite3.Connection, scope: Scope) -> Summary:
    """Return the numbers for the files in scope; found = read + waiting + failed + skipped."""
    where, values = scope.where("path")
    read, waiting, failed, partial = connection.execute(
        "SELECT count(*) FILTER (WHERE version > 0 AND code IS NULL), count(*) FILTER (WHERE version = 0),"
        " count(*) FILTER (WHERE version > 0 AND code IS NOT NULL),"
        f" count(*) FILTER (WHERE code IS NULL AND problems <> '[]') FROM file WHERE {where}",
        values,
    ).fetchone()
    skipped = connection.execute(f"SELECT count(*) FROM skipped WHERE {where}", values).fetchone()[0]
    articles, analysed = connection.execute(
        "SELECT count(*) FILTER (WHERE stage IN (1, 2)), count(*) FILTER (WHERE stage = 2) FROM article"
        f" WHERE file IN (SELECT id FROM file WHERE {where})",
        values,
    ).fetchone()
    reasons = connection.execute(
        f"SELECT 'failed', code, count(*), min(message) FROM file WHERE code IS NOT NULL AND {where} GROUP BY code"
        f" UNION ALL SELECT 'skipped', code, count(*), min(message) FROM skipped WHERE {where} GROUP BY code"
        " ORDER BY 1, 3 DESC, 2",
        (*values, *values),
    ).fetchall()
    return Summary(
        found=read + waiting + failed + skipped,
        read=read,
        waiting=waiting,
        failed=failed,
        skipped=skipped,
        partial=partial,
        articles=articles,
        analysed=analysed,
        reasons=tuple(Reason(*row) for row in reasons),
    )


def problems(connection: sqlite3.Connection, scope: Scope, limit: int) -> list[FileProblem]:
    """Return the files of the scope that are not shown, or not wholly: failed ones first, by path."""
    where, values = scope.where("path")
    found = [
        FileProblem(path_text(path), "failed", code, message)
        for path, code, message in connection.execute(
            f"SELECT path, code, message FROM file WHERE code IS NOT NULL AND {where} ORDER BY path LIMIT ?",
            (*values, limit),
        )
    ]
    for path, sentences in connection.execute(
        f"SELECT path, problems FROM file WHERE code IS NULL AND problems <> '[]' AND {where} ORDER BY path LIMIT ?",
        (*values, limit),
    ):
        found += [FileProblem(path_text(path), "partial", "partial", sentence) for sentence in json.loads(sentences)]
    found += [
        FileProblem(path_text(path), "skipped", code, message)
        for path, code, message in connection.execute(
            f"SELECT path, code, message FROM skipped WHERE {where} ORDER BY path LIMIT ?", (*values, limit)
        )
    ]
    return found[:limit]
