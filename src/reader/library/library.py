"""The library: what the interface, the commands and the indexer use of the two databases.

Every method may raise LibraryError, whose message is a sentence for the user. For threads see `Session`.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final, Literal

from reader.errors import UsageError
from reader.library import copies, listing
from reader.library import search as searching
from reader.library.model import STATES, ArticleRow, EntityCount, Hit, QuoteHit, ReadState, Sort
from reader.library.naming import Naming
from reader.library.query import EVERYTHING, Query
from reader.library.scope import Scope
from reader.library.storable import path_bytes

if TYPE_CHECKING:
    from reader.article import Anchor, Article, Entity, Fingerprint, FoundFile, Quote, SkippedFile
    from reader.library.accounting import FileProblem, Summary
    from reader.library.compiling import Selection
    from reader.library.exchange import Record
    from reader.library.fingerprints import Stored
    from reader.library.overview import Overview
    from reader.library.sync import SyncPlan

_NOTHING: Final = "Nothing is selected"


class Library(Naming):
    """The articles of some folders and the marks on them: see `Session` for how it is opened and closed."""

    # lists

    def set_scope(self, paths: Sequence[str]) -> None:
        """Let lists and searches see only the articles of files at or under these absolute paths; none: everything."""
        self._scope = Scope.of(paths)

    def ids(self, query: Query | None = None, sort: Sort = Sort.NEWEST) -> array[int]:
        """Return the ids of all articles that fulfil the query, in order; the query's own order goes first."""
        with self._guard("listing the articles"):
            return listing.ids(self._reader, self._select(query), _sort(query, sort))

    def first_rows(self, limit: int, query: Query | None = None, sort: Sort = Sort.NEWEST) -> list[ArticleRow]:
        """Return the first rows of the list that `ids` has whole."""
        with self._guard("listing the articles"):
            found = listing.ids(self._reader, self._select(query), _sort(query, sort), limit)
            return listing.rows(self._reader, found)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """Return the rows of these articles in this order, without those that are gone."""
        with self._guard("listing the articles"):
            return listing.rows(self._reader, ids)

    def copies(self, article_id: int) -> list[ArticleRow]:
        """Return the other articles that tell the same story as this one, the earliest first, in scope or not."""
        with self._guard("listing the copies"):
            found = copies.group_of(self._reader, [article_id])
            return listing.rows(self._reader, [number for number in found if number != article_id])

    def count(self, query: Query | None = None) -> int:
        """Return how many articles `ids` would list."""
        with self._guard("counting the articles"):
            return listing.count(self._reader, self._select(query))

    def find(self, path: str, position: int = 0) -> int | None:
        """Return the id of the article at that place of the file."""
        sql = "SELECT a.id FROM file f JOIN article a ON a.file = f.id WHERE f.path = ? AND a.position = ?"
        with self._guard("finding the article"):
            row = self._reader.execute(sql, (path_bytes(path), position)).fetchone()
            return None if row is None else int(row[0])

    def search(self, query: Query, *, limit: int = 50, sort: Sort = Sort.NEWEST) -> list[Hit]:
        """Return the first hits with the passages that match. Ranking looks at the newest 20,000 hits."""
        with self._guard("searching"):
            selection, order = self._select(query), _sort(query, sort)
            decided = self._decided_for(query)
            found = searching.search(self._reader, query, selection, limit=limit, sort=order, decided=decided)
        return self._shown_hits(found)

    def entity_counts(
        self,
        *,
        type: str | None = None,  # noqa: A002 - the noun that `Entity` has
        query: Query | None = None,
        limit: int = 200,
        copies: bool = True,
    ) -> list[EntityCount]:
        """Return the people, organisations and places that most articles name, archived ones too without a query.

        Without `copies` a story that stands in several files counts once, unless the query itself asks for its copies.
        """
        with self._guard("counting the names"):
            whole = query is None and copies and self._scope.holds_everything(self._reader)
            selection = None if whole else self._grouped(query, grouped=not copies)
            return self._counted(selection, type_=type, limit=limit)

    def copies_within(self, query: Query | None = None) -> int:
        """Return how many articles `entity_counts` and `quotes` leave out without `copies`."""
        with self._guard("counting the copies"):
            once = self._grouped(query, grouped=True)
            return listing.count(self._reader, once._replace(grouped=False)) - listing.count(self._reader, once)

    def _grouped(self, query: Query | None, *, grouped: bool) -> Selection:
        selection = self._select(query or EVERYTHING)
        return selection._replace(grouped=grouped and (query is None or selection.grouped))

    def quotes(
        self, *, speaker: str | None = None, query: Query | None = None, limit: int = 1000, copies: bool = True
    ) -> list[QuoteHit]:
        """Return quotes, those of the newest article first; archived articles too without a query.

        `speaker` is a name; when nobody has just that name, everybody whose name holds its words. `copies` is meant as
        for `entity_counts`.
        """
        with self._guard("collecting the quotes"):
            return self._said(self._grouped(query, grouped=not copies), speaker=speaker, limit=limit)

    def overview(self, query: Query | None = None, *, most: int = 8) -> Overview:
        """Return the charts of the listed articles: over time, by site, by name, by speaker; `most` bars each."""
        from reader.library import overview

        with self._guard("counting the articles"):
            selection, decided = self._select(query), self._decided()
            changes = self._changes(selection) if decided is not None else ()
            return overview.overview(self._reader, selection, most=most, decided=decided, changes=changes)

    def summary(self) -> Summary:
        """Return an account of all files in scope."""
        from reader.library import accounting

        with self._guard("counting the files"):
            return accounting.summary(self._reader, self._scope)

    def problems(self, limit: int = 1000) -> list[FileProblem]:
        """Return the files in scope that are not shown, or not wholly, and why."""
        from reader.library import accounting

        with self._guard("listing the problems"):
            return accounting.problems(self._reader, self._scope, limit)

    # the indexer's side

    def batch(self) -> AbstractContextManager[None]:
        """Make one transaction of the `store...` calls inside, for speed: all of them or none is kept."""
        return self._guarded(self._index.batch, "writing the index")

    def sync(
        self, roots: Sequence[str], found: Sequence[FoundFile], skipped: Sequence[SkippedFile], *, version: int
    ) -> SyncPlan:
        """Compare what was found under `roots` (absolute paths) with the index and return what is to be read.

        New files are rows at once, titled by their names; files that are gone leave; skipped ones are kept account
        of. `version` is that of the code that reads: what an older one read is to be read again.
        """
        with self._guard("comparing the folder with the index"):
            return self._index.sync(roots, found, skipped, version)

    def store(
        self,
        file: FoundFile,
        articles: Sequence[Article],
        *,
        problems: Sequence[str] = (),
        version: int,
        analysed: int = 0,
        prints: Sequence[Fingerprint] = (),
        bands: Sequence[Sequence[int]] = (),
    ) -> list[int]:
        """Store what was read from a file and return the articles' ids, which stay by path and position.

        `analysed` is the version of the code that found their entities and quotes, 0 when that is still to come; an
        article whose words are the same keeps what was found before. A file without articles is a failed one.
        `bands` are those of `reader.text.copies`, by which copies of one story are grouped.
        """
        with self._guard("writing the index"):
            if not articles:
                sentence = " ".join(problems) or "No article was found in it."
                self._index.store_failure(file, "empty", sentence, version=version)
                return []
            return self._index.store(
                file, articles, problems=problems, version=version, analysed=int(analysed), prints=prints, bands=bands
            )

    def replace_text(self, article_id: int, article: Article, fingerprint: Fingerprint, hidden: Iterable[int]) -> None:
        """Store the article with other lines hidden, those of the hashes `hidden`; it is to be analysed anew."""
        with self._guard("writing the index"):
            self._index.replace_text(article_id, article, fingerprint, hidden)

    def sites_due(self) -> list[str]:
        """Return the sites at which articles came whose lines were not compared with the others' since."""
        from reader.library.fingerprints import sites_due

        with self._guard("reading the index"):
            return sites_due(self._freshest)

    def fingerprints_due(self, site: str) -> list[Stored]:
        """Return (id, fingerprint, hashes of hidden lines) of the articles that came to a site since `site_done`."""
        from reader.library.fingerprints import due

        with self._guard("reading the index"):
            return due(self._freshest, site)

    def site_done(self, site: str) -> None:
        """Note that the lines of a site's articles are compared."""
        with self._guard("writing the index"):
            self._index.site_done(site)

    def fingerprints_of_site(self, site: str, limit: int) -> list[Stored]:
        """Return (id, fingerprint, hashes of hidden lines) of a site's newest articles."""
        from reader.library.fingerprints import newest_of_site

        with self._guard("reading the index"):
            return newest_of_site(self._freshest, site, limit)

    def file_of(self, article_id: int) -> FoundFile | None:
        """Return the file that an article was read from, as it was then."""
        sql = "SELECT f.path, f.size, f.mtime_ns FROM article a JOIN file f ON f.id = a.file WHERE a.id = ?"
        with self._guard("reading the index"):
            row = self._freshest.execute(sql, (article_id,)).fetchone()
        if row is None:
            return None
        from reader.article import FoundFile

        return FoundFile(os.fsdecode(row[0]), row[1], row[2])

    def store_failure(self, file: FoundFile, code: str, message: str, *, version: int) -> None:
        """Keep the file as a row that says why it cannot be read; it is tried again when it or the code changes."""
        with self._guard("writing the index"):
            self._index.store_failure(file, code, message, version=version)

    def store_analysis(
        self,
        article_id: int,
        entities: Sequence[Entity],
        quotes: Sequence[Quote],
        *,
        version: int,
        text: str | None = None,
        model: str | None = None,
    ) -> bool:
        """Store what was found in an article, and by which model, and return whether it could be.

        An article that is gone, or has another text than the given one by now, is left as it is.
        """
        with self._guard("writing the index"):
            return self._index.store_analysis(article_id, entities, quotes, version=version, text=text, model=model)

    def pending(self, *, version: int, limit: int, choices: int = 1) -> list[int]:
        """Return ids of readable articles in scope that no code as new as `version` analysed, the newest first.

        A version counts the code in steps of `choices`; what stands between two steps is a choice of models, and what
        was analysed with another choice is pending too.
        """
        inside, ends = self._scope.where("path")
        following = version - version % choices + choices
        sql = (
            "SELECT id FROM article WHERE stage IN (1, 2) AND (analysis < ? OR (analysis > ? AND analysis < ?))"
            f" AND file IN (SELECT id FROM file WHERE {inside}) ORDER BY recency DESC LIMIT ?"
        )
        with self._guard("listing the articles"):
            return [row[0] for row in self._reader.execute(sql, (version, version, following, *ends, limit))]

    # marks

    def set_state(self, ids: Sequence[int], state: ReadState, *, whole_group: bool = False) -> str:
        """Mark the articles, with `whole_group` all their copies too, and return what is said: "3 marked read"."""
        if not whole_group:
            return self._mark(ids, "state", STATES.index(state))
        with self._guard("listing the copies"):
            group = copies.group_of(self._reader, ids)
        said = self._mark(group, "state", STATES.index(state))
        # the number is larger than that of the list
        return f"{said}, copies included" if said[:1].isdigit() and len(group) > len(set(ids)) else said

    def toggle_star(self, ids: Sequence[int]) -> str:
        """Take the stars away if every one of the articles has one, else give each one."""
        with self._guard("saving the marks"):
            keys = self._keys(ids)
            return self._mark(ids, "starred", int(not self._marks.all_starred([key.id for key in keys])))

    def set_archived(self, ids: Sequence[int], value: bool) -> str:
        """Put the articles into the archive, where lists do not show them, or take them out."""
        return self._mark(ids, "archived", int(value))

    def add_tag(self, ids: Sequence[int], tag: str) -> str:
        """Give the articles a tag. Raises UsageError for one without a letter."""
        name = _tag(tag)
        with self._marking():
            keys = self._keys(ids)
            changed = self._marks.add_tag(keys, name) if keys else 0
        return f"Tag “{name}” added to {changed}" if changed else f"Nothing changed: already tagged “{name}”"

    def remove_tag(self, ids: Sequence[int], tag: str) -> str:
        """Take a tag from the articles."""
        name = _tag(tag)
        with self._marking():
            keys = self._keys(ids)
            changed = self._marks.remove_tag(keys, name) if keys else 0
        return f"Tag “{name}” removed from {changed}" if changed else f"Nothing changed: none is tagged “{name}”"

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags that the user gave, with the number of articles, the most used first."""
        sql = "SELECT min(name), count(*) FROM marks.tag GROUP BY folded ORDER BY 2 DESC, 1"
        with self._guard("listing the tags"):
            return self._reader.execute(sql).fetchall()

    def undo(self) -> str | None:
        """Take the last change back and return its sentence, None when there is none."""
        with self._marking():
            return self._marks.undo()

    def redo(self) -> str | None:
        """Do the change again that was taken back last and return its sentence, None when there is none."""
        with self._marking():
            return self._marks.redo()

    def position(self, article_id: int) -> Anchor | None:
        """Return where the reading of the article stopped."""
        with self._guard("reading the marks"):
            keys = self._keys([article_id])
            return self._marks.place(keys[0].id) if keys else None

    def save_position(self, article_id: int, anchor: Anchor, *, fraction: float) -> None:
        """Keep where the reading stopped, `fraction` (0 to 1) being above it; an unread article is now in progress."""
        with self._marking():
            for key in self._keys([article_id]):
                self._marks.save_place(key, anchor, min(1.0, max(0.0, fraction)))

    def get_setting(self, key: str) -> str | None:
        """Return what was put under the key, None when nothing was."""
        with self._guard("reading the settings"):
            return self._marks.setting(key)

    def put_setting(self, key: str, value: str) -> None:
        """Keep a small value of the interface (open panes, the last article)."""
        with self._marking():
            self._marks.put_setting(key, value)

    def check(self) -> list[str]:
        """Return what is wrong with the databases, one sentence each; none when all is well. May take a while."""
        from reader.library.checking import check

        with self._guard("checking the library"):
            return check(self._reader, self._index.connection if self._databases[0].writable else None)

    def repair(self) -> list[str]:
        """Put right what of `check` can be put right in place, and say what was done. Nothing that is yours changes."""
        from reader.library.repair import repair

        with self._guard("repairing the index"):
            return repair(self._index.connection)

    def export_marks(self) -> Iterator[Record]:
        """Yield the marks of each marked article as JSON-ready values."""
        from reader.library.exchange import exported

        with self._guard("reading the marks"):
            yield from exported(self._marks.connection)

    def import_marks(self, records: Iterable[Mapping[str, Any]]) -> int:
        """Add marks as `export_marks` gives them; return of how many articles. UsageError: none was added."""
        from reader.library.exchange import imported

        with self._marking():
            try:
                count = imported(self._marks.connection, records)
            except ValueError as error:
                raise UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}. Nothing was added.") from error
            with self._index.batch():
                self._index.adopt()
        return count

    def _mark(self, ids: Sequence[int], field: Literal["state", "starred", "archived"], value: int) -> str:
        with self._marking():
            keys = self._keys(ids)
            if not keys:
                return _NOTHING
            return self._marks.sentence(field, value, self._marks.set_field(keys, field, value))


def _sort(query: Query | None, sort: Sort) -> Sort:
    return sort if query is None or query.sort is None else query.sort


def _tag(tag: str) -> str:
    name = " ".join(tag.split())
    if not name:
        raise UsageError("A tag needs a name.")
    return name
