"""Where the matches of search hits stand once lines are hidden or kept as the user decided.

As quick as can be for a page of hits, since a search is made at every key: one statement for all their files, the
decisions sorted once by what they are for, and of an article only its blocks, and only where a line of it is meant.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.article import Article
from reader.decisions import LINES, Decision, Reach, in_turn
from reader.decisions.lines import Moves, decided_blocks
from reader.library import rulings, shelf
from reader.library.model import Hit
from reader.text.sites import site_places


class _Place(NamedTuple):
    """What decisions reach an article by."""

    mark: int
    path: bytes
    sites: tuple[str, ...]


class _Rules:
    """Decisions on lines, sorted by what they are for."""

    def __init__(self, decisions: Iterable[tuple[Decision, int | None]]) -> None:
        self._articles: defaultdict[int | None, list[Decision]] = defaultdict(list)
        self._sites: defaultdict[str, list[Decision]] = defaultdict(list)
        self._folders: list[Decision] = []
        for decision, mark in decisions:
            if decision.kind not in LINES:
                continue
            if decision.reach is Reach.ARTICLE:
                self._articles[mark].append(decision)
            elif decision.reach is Reach.SITE:
                self._sites[decision.place].append(decision)
            else:
                self._folders.append(decision)

    def __bool__(self) -> bool:
        return bool(self._articles or self._sites or self._folders)

    def of(self, place: _Place) -> list[Decision]:
        """Return those that concern an article, in the order in which it takes them."""
        found = [*self._articles.get(place.mark, ())]
        for site in place.sites:
            found += self._sites.get(site, ())
        found += [one for one in self._folders if rulings.concerns(one, place.path, place.sites)]
        return in_turn(sorted(found, key=lambda decision: decision.number or 0)) if found else []


def shown_hits(hits: Sequence[Hit], index: sqlite3.Connection, marks: sqlite3.Connection) -> list[Hit]:
    """Return search hits whose places are those of the articles as they are shown."""
    rules = _Rules(rulings.all_with_articles(marks))
    if not rules:
        return list(hits)
    places = _places(index, [hit.row.id for hit in hits if hit.anchors])
    ruled = {number: found for number, place in places.items() if (found := rules.of(place))}
    moves = _moves(index, ruled)
    return [_moved(hit, moves[hit.row.id]) if hit.row.id in moves else hit for hit in hits]


def _moved(hit: Hit, moves: Moves) -> Hit:
    places = (moves(start, end) for start, end in hit.anchors)
    return hit._replace(anchors=tuple(place for place in places if place is not None))


def _places(index: sqlite3.Connection, ids: Sequence[int]) -> dict[int, _Place]:
    rows = index.execute(
        "SELECT a.id, a.mark, f.path, a.url, s.name FROM article a JOIN file f ON f.id = a.file"
        " LEFT JOIN site s ON s.id = a.site WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return {number: _Place(mark, path, site_places(url, site)) for number, mark, path, url, site in rows}


def _moves(index: sqlite3.Connection, ruled: Mapping[int, Sequence[Decision]]) -> dict[int, Moves]:
    """Return for each article of which the decisions hide or keep a line where its places went."""
    moves: dict[int, Moves] = {}
    for number, blocks in shelf.blocks(index, list(ruled)):
        shown = decided_blocks(blocks, ruled[number])
        if shown is not blocks:
            moves[number] = Moves(Article(blocks), Article(shown))
    return moves
