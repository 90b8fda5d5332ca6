"""Which articles a query is for, with the names that the user decided about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.library.compiling import Selection, select
from reader.library.deciding import Deciding
from reader.library.query import NAMES
from reader.library.storable import folded

if TYPE_CHECKING:
    from reader.decisions import Decision
    from reader.library.decided import Decided, Reading
    from reader.library.query import Query


class Selecting(Deciding):
    """Queries as selections. The methods are part of the caller's guard."""

    _kept: tuple[tuple[int, ...], Decided] | None = None

    def _select(self, query: Query | None) -> Selection:
        return select(self._reader, query, self._scope, self._decided_for(query))

    def _decided_for(self, query: Query | None) -> Decided | None:
        """Return what `_decided` does where it matters: to a query with names in it."""
        groups = () if query is None else query.groups
        return self._decided() if any(term.field in NAMES for group in groups for term in group) else None

    def _decided(self) -> Decided | None:
        """Return the articles whose names were decided about, None when there are none; made anew when they change."""
        if not self._any_decision():
            return None
        pragmas = ("PRAGMA main.data_version", "PRAGMA marks.data_version")
        state = tuple(self._reader.execute(pragma).fetchone()[0] for pragma in pragmas)
        if self._kept is None or self._kept[0] != state:
            from reader.library.decided import Decided

            if self._kept is None:
                self._stack.callback(self._forget)
            self._forget()
            self._kept = (state, Decided(map(self._reading, self._decided_ids(None))))
        return self._kept[1]

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept[1].close()

    def _reading(self, article_id: int) -> Reading:
        from reader.article import Article
        from reader.decisions import LINES, Kind
        from reader.decisions.names import apply_names
        from reader.library import shelf
        from reader.library.decided import Reading

        decisions = [decision for decision in self.decisions(article_id) if decision.kind not in LINES]
        if any(decision.kind is Kind.SPLIT for decision in decisions):
            # what a mention is written like stands in the text
            article = self.stored_article(article_id) or Article(())
        else:
            entities = shelf.entities(self._reader, article_id)
            article = Article((), entities=entities, quotes=shelf.quotes(self._reader, article_id))
        return Reading(article_id, article, apply_names(article, decisions))

    def _decided_ids(self, selection: Selection | None) -> list[int]:
        """Return the selected articles that decisions on names concern, the newest first."""
        if not self._any_decision():
            return []
        from reader.decisions import LINES
        from reader.library import people
        from reader.library.rulings import all_with_articles

        found = [pair for pair in all_with_articles(self._reader) if pair[0].kind not in LINES]
        ids = sorted({number for decision, mark in found for number in self._concerned(decision, mark)})
        if not ids or selection is None:
            return ids
        chosen = people.once(self._reader, selection).among(ids)
        sql = f"SELECT a.id {chosen.source()} ORDER BY a.recency DESC"
        return [row[0] for row in self._reader.execute(sql, chosen.values)]

    def _concerned(self, decision: Decision, mark: int | None) -> Iterator[int]:
        """Yield the articles that a decision on a name is for and that have that name.

        One that has it by an earlier decision only is concerned by that one.
        """
        from reader.library.rulings import concerns
        from reader.text.sites import site_places

        if mark is not None:
            yield from (row[0] for row in self._reader.execute("SELECT id FROM article WHERE mark = ?", (mark,)))
            return
        rows = self._reader.execute(
            "SELECT a.id, f.path, s.host, s.name FROM name n JOIN entity e ON e.name = n.id"
            " JOIN article a ON a.id = e.article JOIN file f ON f.id = a.file LEFT JOIN site s ON s.id = a.site"
            " WHERE n.type = ? AND n.folded = ?",
            (decision.type, folded(decision.subject)),
        )
        for number, path, host, name in rows:
            if concerns(decision, path, site_places(f"//{host}" if host else None, name)):
                yield number
