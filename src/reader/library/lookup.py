"""The user's decisions for articles that are read from their files, without a library."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Self

from reader.library.connection import MARKS, explain
from reader.library.identity import Identity, content_hash, plain_url
from reader.library.rulings import decisions_for
from reader.library.storable import path_bytes
from reader.text.sites import site_places

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from reader.article import Article
    from reader.decisions import Decision


def number_of(connection: sqlite3.Connection, identity: Identity) -> int | None:
    """Return the number of marks of the article that is meant: by content, then by place, then by address."""
    for where, values in (
        ("content = ? ORDER BY path <> ?, position <> ?", (identity.content, identity.path, identity.position)),
        ("path = ? AND position = ?", (identity.path, identity.position)),
        ("url = ?", (identity.url,)),
    ):
        if values[0] is not None:
            row = connection.execute(f"SELECT id FROM article WHERE {where} LIMIT 1", values).fetchone()
            if row is not None:
                return int(row[0])
    return None


class Lookup:
    """Reads marks.db and never makes or changes it. A context manager; `warnings` are sentences for the user."""

    def __init__(self, marks: Path) -> None:
        """Open the file; one that is missing holds no decision. Raises LibraryError."""
        self.warnings: tuple[str, ...] = ()
        self._connection: sqlite3.Connection | None = None
        if not marks.exists():
            return
        from reader.library.opening import open_database

        opened = open_database(MARKS, marks, read_only=True)
        self.warnings = opened.warnings
        try:
            # most people have marks and no rules: they need no look at each article
            if opened.keeper.execute("SELECT EXISTS (SELECT 1 FROM decision WHERE active)").fetchone()[0]:
                self._connection = opened.keeper
        except sqlite3.Error as error:
            raise explain(error, "reading the rules") from error
        finally:
            if self._connection is None:
                opened.keeper.close()

    def shown(self, article: Article, path: str | None, index: int) -> Article:
        """Return the article under the decisions for it; `path` is absolute, None for what came from no file."""
        from reader.decisions import apply, in_turn

        decisions = self.decisions(article, path, index)
        return apply(article, in_turn(decisions)) if decisions else article

    def decisions(self, article: Article, path: str | None, index: int) -> list[Decision]:
        """Return the decisions in force for the article, the oldest first."""
        if self._connection is None:
            return []
        place = b"" if path is None else path_bytes(os.path.abspath(path))
        identity = Identity(place, index, content_hash(article.title, article.text), plain_url(article.url))
        try:
            number = number_of(self._connection, identity)
            return decisions_for(self._connection, number, site_places(article.url, article.site), place)
        except sqlite3.Error as error:
            raise explain(error, "reading the rules") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
