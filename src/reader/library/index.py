"""The writing side of index.db: files, articles, entities and quotes come in, one transaction a call."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from reader.article import Article, Entity, Fingerprint, FoundFile, Quote, SkippedFile
from reader.library import copies, fingerprints, sync
from reader.library.connection import transaction
from reader.library.identity import Identity, adopt, content_hash, new_id, plain_url
from reader.library.marks import Marks
from reader.library.model import STAGES, Stage
from reader.library.recency import When, recency, when
from reader.library.scope import Scope
from reader.library.shelf import drop_names, keep_model, layout, model_of, store_names
from reader.library.storable import (
    folded,
    packed,
    path_bytes,
    path_key,
    path_text,
    storable,
    storable_or_none,
    title_key,
    title_of_name,
)

_CLEAN, _ANALYSED, _FAILED = (STAGES.index(stage) for stage in (Stage.CLEAN, Stage.ANALYSED, Stage.FAILED))
_SEARCHABLE: Final = "SELECT recency, title, byline, text FROM searchable WHERE recency = ?"
_UNINDEX: Final = "INSERT INTO fulltext (fulltext, rowid, title, byline, text) VALUES ('delete', ?, ?, ?, ?)"
_INDEX: Final = "INSERT INTO fulltext (rowid, title, byline, text) VALUES (?, ?, ?, ?)"
_RUN: Final = 64
_DESCRIBE: Final = (
    "UPDATE article SET recency = ?, mark = ?, stage = ?, day = ?, words = ?, site = ?, title = ?, title_key = ?,"
    " byline = ?, published = ?, url = ?, language = ?, confidence = ?, content = ?, analysis = ? WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class _Old:
    """An article as the index has it before its file is stored again."""

    id: int
    mark: int
    recency: int
    published: str | None
    analysis: int


class _Words(NamedTuple):
    """A row of the full-text index."""

    rowid: int
    title: str | None
    byline: str | None
    text: str


class Index:
    """Writes to index.db over a connection of its own; asks `marks` which marks an article has."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks) -> None:
        self.connection = connection
        self._marks = marks
        self._leaving: dict[int, _Words] = {}
        self._coming: dict[int, _Words] = {}

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make one transaction of the calls inside: several times faster for many articles."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, at whose end the full-text index is written.

        FTS5 collects postings in memory as long as rowids ascend, and writes out a segment when one does not. So a
        batch's rows go in by rowid: in the order of the files it would be one segment an article.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        try:
            with transaction(self.connection) as connection:
                yield connection
                self._write_words()
        finally:
            self._leaving.clear()
            self._coming.clear()

    def sync(
        self, roots: Sequence[str], found: Sequence[FoundFile], skipped: Sequence[SkippedFile], version: int
    ) -> sync.SyncPlan:
        """Compare the files found under `roots` with the index and write what follows from names alone."""
        scope = Scope.of(roots)
        with self._transaction() as connection:
            plan, met = sync.compare(sync.known_files(connection, scope, skipped), found, version=version)
            self._write_words()
            sync.apply(connection, plan, met, scope, skipped)
            self.adopt()
        self._marks.move([(path_bytes(old), path_bytes(file.path)) for old, file in plan.moved])
        return plan

    def adopt(self) -> None:
        """Give marks that no article has to the articles that they belong to."""
        known = self._marks.numbers()
        if not known:
            return  # as at the first start
        sql = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT mark FROM article)"
        orphans = self._marks.keys(row[0] for row in self.connection.execute(sql, (json.dumps(list(known)),)))
        if not orphans:
            return
        rows = self.connection.execute(
            "SELECT a.id, a.mark, f.path, a.position, a.content, a.url FROM article a JOIN file f ON f.id = a.file"
        )
        articles = [
            (article_id, Identity(path, position, content, plain_url(url)))
            for article_id, number, path, position, content, url in rows
            if number not in known
        ]
        pairs = [(number, article_id) for article_id, number in adopt(orphans, articles)]
        self.connection.executemany("UPDATE article SET mark = ? WHERE id = ?", pairs)

    def store(
        self,
        file: FoundFile,
        articles: Sequence[Article],
        *,
        problems: Sequence[str],
        version: int,
        analysed: int,
        prints: Sequence[Fingerprint],
        bands: Sequence[Sequence[int]],
    ) -> list[int]:
        """Store what was read from a file; its articles keep their ids by position. Returns the ids."""
        path = path_bytes(file.path)
        identities = [
            Identity(path, position, content_hash(article.title, article.text), plain_url(article.url))
            for position, article in enumerate(articles)
        ]
        with self._transaction():
            file_id = self._file(file, version, problems=problems)
            olds = self._olds(file_id)
            current = [olds[position].mark if position in olds else None for position in range(len(articles))]
            numbers = self._marks.assign(identities, current, lambda number: self._is_free(number, path))
            ids = [
                self._article(file_id, identity, article, number, olds.get(identity.position), analysed)
                for identity, article, number in zip(identities, articles, numbers, strict=True)
            ]
            for article_id, fingerprint in zip(ids, prints, strict=False):
                fingerprints.put(self.connection, article_id, fingerprint)
            for article_id, found in zip(ids, bands, strict=False):
                copies.join(self.connection, article_id, found)
            if any(position >= len(articles) for position in olds):
                self._delete("file = ? AND position >= ?", (file_id, len(articles)))
        self._marks.follow(numbers, identities)
        return ids

    def replace_text(self, article_id: int, article: Article, fingerprint: Fingerprint, hidden: Iterable[int]) -> None:
        """Store other blocks for an article that is there. What was found in the old text goes; marks stay."""
        with self._transaction() as connection:
            row = connection.execute("SELECT recency FROM article WHERE id = ?", (article_id,)).fetchone()
            before = None if row is None else self._words(row[0])
            if before is None:
                return
            text = storable(article.text)
            fingerprints.put(connection, article_id, fingerprint, hidden, compared=True)
            if text == before.text:
                return
            self._reindex(before, _Words(before.rowid, before.title, before.byline, text))
            connection.execute(
                "UPDATE article SET stage = ?, words = ?, analysis = 0 WHERE id = ?",
                (_CLEAN, article.words, article_id),
            )
            connection.execute(
                "UPDATE body SET text = ?, layout = ? WHERE article = ?",
                (packed(text), packed(layout(article)), article_id),
            )
            drop_names(connection, article_id)

    def site_done(self, site: str) -> None:
        """Note that the lines of a site's articles are compared."""
        with self._transaction() as connection:
            connection.execute("UPDATE fingerprint SET compared = 1 WHERE site = ? AND compared = 0", (site,))

    def store_failure(self, file: FoundFile, code: str, message: str, *, version: int) -> None:
        """Keep the file as one entry that says why it cannot be read."""
        with self._transaction() as connection:
            file_id = self._file(file, version, code=code, message=message)
            olds = self._olds(file_id)
            if 0 in olds:
                self._empty(olds[0])
                article_id = olds[0].id
            else:
                article_id = self._insert(file_id, 0, new_id())
            connection.execute(
                "UPDATE article SET stage = ?, recency = ?, title = NULL, title_key = ?, day = NULL, published = NULL,"
                " words = 0, site = NULL, byline = NULL, url = NULL, language = NULL, content = NULL, analysis = 0,"
                " confidence = 1.0 WHERE id = ?",
                (_FAILED, recency(None, article_id), title_key(title_of_name(file.path)), article_id),
            )
            self._delete("file = ? AND position > 0", (file_id,))

    def store_analysis(
        self,
        article_id: int,
        entities: Sequence[Entity],
        quotes: Sequence[Quote],
        *,
        version: int,
        text: str | None,
        model: str | None,
    ) -> bool:
        """Store what was found in an article. With `text`, only if the article still has that text; return whether."""
        with transaction(self.connection) as connection:
            row = connection.execute("SELECT plain(text) FROM body WHERE article = ?", (article_id,)).fetchone()
            if row is None or (text is not None and row[0] != storable(text)):
                return False
            store_names(connection, article_id, entities, quotes)
            keep_model(connection, article_id, model)
            connection.execute(
                "UPDATE article SET stage = ?, analysis = ? WHERE id = ?", (_ANALYSED, version, article_id)
            )
        return True

    def _file(
        self,
        file: FoundFile,
        version: int,
        *,
        code: str | None = None,
        message: str | None = None,
        problems: Sequence[str] = (),
    ) -> int:
        row = (
            path_bytes(file.path),
            path_key(file.path),
            file.size,
            file.mtime_ns,
            version,
            storable_or_none(code),
            storable_or_none(message),
            json.dumps([storable(problem) for problem in problems], ensure_ascii=False),
        )
        sql = (
            "INSERT INTO file (path, folded, size, mtime_ns, version, code, message, problems)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
            " mtime_ns = excluded.mtime_ns, version = excluded.version, code = excluded.code,"
            " message = excluded.message, problems = excluded.problems RETURNING id"
        )
        return int(self.connection.execute(sql, row).fetchone()[0])

    def _olds(self, file_id: int) -> dict[int, _Old]:
        rows = self.connection.execute(
            "SELECT position, id, mark, recency, published, analysis FROM article WHERE file = ?", (file_id,)
        )
        return {row[0]: _Old(*row[1:]) for row in rows}

    def _insert(self, file_id: int, position: int, mark: int) -> int:
        row = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
        article_id = int(row[0]) + 1 if row else 1
        self.connection.execute(
            "INSERT INTO article (id, recency, file, position, mark, stage, title_key) VALUES (?, ?, ?, ?, ?, 0, '')",
            (article_id, recency(None, article_id), file_id, position, mark),
        )
        return article_id

    def _article(
        self, file_id: int, identity: Identity, article: Article, mark: int, old: _Old | None, analysed: int
    ) -> int:
        connection = self.connection
        article_id = self._insert(file_id, identity.position, mark) if old is None else old.id
        moment = when(article.published)
        # the key of an article that an older program read stands for no date any more
        keeps_date = old is not None and old.published == article.published and (old.recency < 0) == (moment is None)
        key = old.recency if old is not None and keeps_date else self._free_key(moment, article_id)
        new = (storable_or_none(article.title), storable_or_none(article.byline), storable(article.text))
        before = None if old is None else self._words(old.recency)
        # an analysis of these very words is still good: finding it again would cost a hundred times the rest
        keeps = before is not None and (before[1], before[3]) == (new[0], new[2]) and not analysed
        analysis = old.analysis if keeps and old is not None else analysed
        if keeps:
            article = replace(article, model=model_of(connection, article_id))
        self._reindex(before, _Words(key, *new))
        connection.execute(
            _DESCRIBE,
            (
                key,
                mark,
                _ANALYSED if analysis else _CLEAN,
                moment.day if moment else None,
                article.words,
                self._site(article.site, identity.url),
                new[0],
                title_key(article.title or title_of_name(path_text(identity.path), identity.position)),
                new[1],
                storable_or_none(article.published),
                storable_or_none(article.url),
                storable_or_none(article.language),
                article.confidence,
                identity.content,
                analysis,
                article_id,
            ),
        )
        connection.execute(
            "INSERT INTO body VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET text = excluded.text, layout = excluded.layout",
            (article_id, packed(new[2]), packed(layout(article))),
        )
        self._tags(article_id, article.tags, new=old is None)
        if analysed:
            store_names(connection, article_id, article.entities, article.quotes, new=old is None)
        elif old is not None and not keeps:
            drop_names(connection, article_id)
        return article_id

    def _free_key(self, moment: When | None, article_id: int) -> int:
        key = recency(moment, article_id)
        sql = "SELECT recency FROM article WHERE recency <= ? AND id <> ? ORDER BY recency DESC LIMIT ?"
        while taken := self.connection.execute(sql, (key, article_id, _RUN)).fetchall():
            for (other,) in taken:
                if other != key:
                    return key
                key -= 1
        return key

    def _words(self, key: int) -> _Words | None:
        """Return what the full-text index has of an article."""
        row = self.connection.execute(_SEARCHABLE, (key,)).fetchone()
        return None if row is None else _Words(*row)

    def _reindex(self, before: _Words | None, after: _Words | None) -> None:
        if before == after:
            return
        if before is not None and self._coming.pop(before.rowid, None) is None:
            self._leaving[before.rowid] = before
        if after is not None:
            self._coming[after.rowid] = after

    def _write_words(self) -> None:
        for sql, rows in ((_UNINDEX, self._leaving), (_INDEX, self._coming)):
            self.connection.executemany(sql, [rows[key] for key in sorted(rows)])
            rows.clear()

    def _delete(self, where: str, values: Sequence[int | bytes]) -> None:
        """Delete articles; a trigger takes their words out of the full-text index, hence in its order."""
        rows = self.connection.execute(f"SELECT id FROM article WHERE {where} ORDER BY recency", values).fetchall()
        if rows:
            self._write_words()
            for (number,) in rows:
                copies.leave(self.connection, number)
            self.connection.executemany("DELETE FROM article WHERE id = ?", rows)

    def _tags(self, article_id: int, tags: Sequence[str], *, new: bool) -> None:
        if not new:
            self.connection.execute("DELETE FROM article_tag WHERE article = ?", (article_id,))
        if tags:
            rows = {(article_id, folded(tag)) for tag in tags}
            self.connection.executemany("INSERT INTO article_tag (article, folded) VALUES (?, ?)", rows)

    def _site(self, name: str | None, url: str | None) -> int | None:
        host = storable(url.partition("/")[0]) if url else ""
        if name is None and not host:
            return None
        name = storable_or_none(name)
        found = self.connection.execute("SELECT id FROM site WHERE name IS ? AND host = ?", (name, host)).fetchone()
        if found is None:
            found = self.connection.execute(
                "INSERT INTO site (name, host, folded) VALUES (?, ?, ?) RETURNING id",
                (name, host, folded(f"{name or ''} {host}")),
            ).fetchone()
        return int(found[0])

    def _empty(self, old: _Old) -> None:
        """Take an article's text, tags, entities and quotes out of the index, its row stays."""
        copies.leave(self.connection, old.id)
        self._reindex(self._words(old.recency), None)
        self.connection.execute("DELETE FROM body WHERE article = ?", (old.id,))
        self.connection.execute("DELETE FROM article_tag WHERE article = ?", (old.id,))
        drop_names(self.connection, old.id)

    def _owner(self, mark: int) -> bytes | None:
        row = self.connection.execute(
            "SELECT f.path FROM article a JOIN file f ON f.id = a.file WHERE a.mark = ? LIMIT 1", (mark,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def _is_free(self, mark: int, path: bytes) -> bool:
        owner = self._owner(mark)
        return owner is None or owner == path or not os.path.lexists(owner)
