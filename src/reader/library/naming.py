"""Who is in many articles and what they said, under the user's decisions on names.

The index counts names as the program found them. Few articles have a name that was decided about: those are looked at
one by one, and what is different in them is added to what the index says of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.model import EntityCount, QuoteHit
from reader.library.noting import Noting
from reader.library.storable import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.article import Entity, Quote
    from reader.decisions import Decision
    from reader.library.compiling import Selection

Key = tuple[str, str]
"""By what two entities are one: type and folded name."""


class Naming(Noting):
    """Counts of names, and quotes, of many articles. The methods are part of the caller's guard."""

    def _counted(self, selection: Selection | None, *, type_: str | None, limit: int) -> list[EntityCount]:
        """Return what `people.common_names` does, under the decisions on names."""
        from reader.library import people

        decided = self._decided_ids(selection)
        if not decided:
            return people.common_names(self._reader, selection, type_=type_, limit=limit)
        changes = self._changes(decided)
        if type_ is not None:
            changes = {key: change for key, change in changes.items() if key[0] == type_}
        base = people.common_names(self._reader, selection, type_=type_, limit=limit + len(changes))
        counts: dict[Key, EntityCount] = {(row.type, folded(row.name)): row for row in base}
        missing = [key for key in changes if key not in counts]
        counts |= {(row.type, folded(row.name)): row for row in people.counts_of(self._reader, selection, missing)}
        for key, change in changes.items():
            row = counts.get(key, change._replace(articles=0, mentions=0))
            counts[key] = row._replace(articles=row.articles + change.articles, mentions=row.mentions + change.mentions)
        found = [row for row in counts.values() if row.articles > 0]
        return sorted(found, key=lambda row: (-row.articles, -row.mentions, folded(row.name)))[:limit]

    def _changes(self, ids: Iterable[int]) -> dict[Key, EntityCount]:
        """Return by how much the counts of names differ from what the index says of these articles."""
        changes: dict[Key, EntityCount] = {}

        def count(entity: Entity, step: int) -> None:
            key = (entity.type, folded(entity.name))
            row = changes.get(key) or EntityCount(entity.name, entity.type, 0, 0)
            changes[key] = row._replace(articles=row.articles + step, mentions=row.mentions + step * entity.count)

        for number in ids:
            before, after = self._names(number)
            for entity in before:
                count(entity, -1)
            for entity in after:
                count(entity, 1)
        return {key: row for key, row in changes.items() if row.articles or row.mentions}

    def _names(self, article_id: int) -> tuple[Sequence[Entity], Sequence[Entity]]:
        """Return an article's entities as the program found them, and as decided; hidden lines do not count here."""
        from reader.article import Article
        from reader.decisions import LINES, Kind
        from reader.decisions.names import apply_names
        from reader.library import shelf

        decisions = [decision for decision in self.decisions(article_id) if decision.kind not in LINES]
        if any(decision.kind is Kind.SPLIT for decision in decisions):
            # what a mention is written like stands in the text
            article = self.stored_article(article_id) or Article(())
        else:
            article = Article((), entities=shelf.entities(self._reader, article_id))
        return article.entities, apply_names(article, decisions).entities

    def _said(self, selection: Selection, *, speaker: str | None, limit: int) -> list[QuoteHit]:
        """Return what `people.quotes` does, under all decisions."""
        from reader.library import people

        decided = self._decided_ids(selection)
        if not decided:
            return self._shown_quotes(people.quotes(self._reader, selection, speaker=speaker, limit=limit))
        selection = people.once(self._reader, selection)._replace(grouped=False)
        others = selection.also("a.id NOT IN (SELECT value FROM json_each(?))", json.dumps(decided))
        for exact, fits in _manners(speaker):
            found = people.quotes(self._reader, others, speaker=speaker, limit=limit, exact=exact)
            # both are the newest first, so that no more than `limit` of either can be among the first
            hits = [*self._shown_quotes(found), *islice(self._quotes_of(decided, fits), limit)]
            if hits:
                return self._newest_first(hits)[:limit]
        return []

    def _quotes_of(self, ids: Sequence[int], fits: Callable[[Quote], bool]) -> Iterator[QuoteHit]:
        from reader.library import listing

        for row in listing.rows(self._reader, ids):
            article = self.article(row.id)
            for quote in article.quotes if article is not None else ():
                if article is not None and fits(quote):
                    yield QuoteHit(row, quote, article.text[quote.start : quote.end])

    def _newest_first(self, hits: Sequence[QuoteHit]) -> list[QuoteHit]:
        ids = json.dumps(list({hit.row.id for hit in hits}))
        sql = "SELECT id, recency FROM article WHERE id IN (SELECT value FROM json_each(?))"
        order: dict[int, int] = dict(self._reader.execute(sql, (ids,)))
        return sorted(hits, key=lambda hit: -order.get(hit.row.id, 0))

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


def _manners(speaker: str | None) -> list[tuple[bool, Callable[[Quote], bool]]]:
    """Return the ways in which a quote can be by a speaker: by exactly that name; else by one that holds its words."""
    if speaker is None:
        return [(False, lambda _: True)]
    from reader.text.normalise import line_key

    name, words = folded(speaker), f" {line_key(speaker)} "
    return [
        (True, lambda quote: quote.speaker is not None and folded(quote.speaker) == name),
        (False, lambda quote: quote.speaker is not None and words in f" {line_key(quote.speaker)} "),
    ]
