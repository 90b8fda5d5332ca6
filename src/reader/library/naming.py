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
    from collections.abc import Callable, Sequence

    from reader.article import Quote
    from reader.library.compiling import Selection
    from reader.library.decided import Change, Key


class Naming(Noting):
    """Counts of names, and quotes, of many articles. The methods are part of the caller's guard."""

    def _counted(self, selection: Selection | None, *, type_: str | None, limit: int) -> list[EntityCount]:
        """Return what `people.common_names` does, under the decisions on names."""
        from reader.decisions.names import TYPES
        from reader.library import people

        wanted = TYPES if type_ is None else [name for name in TYPES if name == type_]
        changes = [(change, name) for change in self._changes(selection) for name in wanted if name == change.type]
        if not changes:
            return people.common_names(self._reader, selection, type_=type_, limit=limit)
        base = people.common_names(self._reader, selection, type_=type_, limit=limit + len(changes))
        counts: dict[Key, EntityCount] = {(row.type, folded(row.name)): row for row in base}
        missing = [change.key for change, _ in changes if change.key not in counts]
        counts |= {(row.type, folded(row.name)): row for row in people.counts_of(self._reader, selection, missing)}
        for change, name in changes:
            row = counts.get(change.key, EntityCount(change.name, name, 0, 0))
            counts[change.key] = EntityCount(*row[:2], row.articles + change.articles, row.mentions + change.mentions)
        found = [row for row in counts.values() if row.articles > 0]
        return sorted(found, key=lambda row: (-row.articles, -row.mentions, folded(row.name)))[:limit]

    def _changes(self, selection: Selection | None) -> list[Change]:
        """Return by how much counts of names, and of quotes by speaker, differ in the selected articles."""
        decided = self._decided()
        return decided.changes(self._decided_ids(selection)) if decided is not None else []

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
