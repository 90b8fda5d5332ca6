"""The articles whose names were decided about, as searches and counts of names see them.

The index has names as the program found them. A search by name is to find an article under the name that the reader
sees: so the few articles that decisions on names are for are kept apart here, in a small full-text index in memory with
the same words as the large one, and stand in for what that one says of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.library.compiling import name_values
from reader.library.shelf import SPEAKER
from reader.library.storable import folded

if TYPE_CHECKING:
    from reader.article import Article, Quote
    from reader.library.query import Term

Key = tuple[str, str]
"""By what two entities are one: type and folded name. Speakers have the type `SPEAKER`."""

_SCHEMA: Final = """
CREATE TABLE name (id INTEGER PRIMARY KEY, article INT, type TEXT, folded TEXT, places TEXT);
CREATE TABLE surface (id INTEGER PRIMARY KEY, name INT);
CREATE VIRTUAL TABLE surfaces USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
"""
_BY_WORDS: Final = (
    "SELECT article, places FROM name WHERE id IN"
    " (SELECT s.name FROM surfaces JOIN surface s ON s.id = surfaces.rowid WHERE surfaces MATCH ?) AND type = ?"
)
_BY_NAME: Final = "SELECT article, places FROM name WHERE folded = ? AND type = ?"


class Reading(NamedTuple):
    """An article of the index by its number: its names and quotes as the program found them, and as decided."""

    number: int
    found: Article
    decided: Article


class Change(NamedTuple):
    """By how much counts of a name differ from what the index says: articles, and mentions in them or quotes."""

    name: str
    type: str
    articles: int = 0
    mentions: int = 0

    @property
    def key(self) -> Key:
        """By what it is one with the index's name."""
        return self.type, folded(self.name)

    def plus(self, articles: int, mentions: int) -> Change:
        """Return the sum."""
        return self._replace(articles=self.articles + articles, mentions=self.mentions + mentions)


class Decided:
    """Names and speakers of the articles that decisions on names are for. Made once, then only read."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.executescript(_SCHEMA)
        self._changes: dict[int, Mapping[Key, Change]] = {}
        for number, found, decided in readings:
            self._changes[number] = _differences(found, decided)
            self._add(number, decided)
        self.numbers = frozenset(self._changes)
        self.ids = json.dumps(sorted(self.numbers))

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def articles(self, term: Term) -> list[int]:
        """Return the numbers of the articles that have a name which a term finds, negated or not."""
        return list(dict.fromkeys(number for number, _ in self._matches(term)))

    def places(self, term: Term) -> Iterator[tuple[int, Sequence[tuple[int, int]]]]:
        """Yield for each name that a term finds the article, and where it stands there or was quoted."""
        for number, places in self._matches(term):
            flat = json.loads(places)
            yield number, list(zip(flat[::2], flat[1::2], strict=True))

    def changes(self, numbers: Iterable[int]) -> list[Change]:
        """Return the changes in these articles together."""
        added: dict[Key, Change] = {}
        for number in numbers:
            for key, change in self._changes.get(number, {}).items():
                added[key] = added[key].plus(change.articles, change.mentions) if key in added else change
        return [row for row in added.values() if row.articles or row.mentions]

    def _matches(self, term: Term) -> list[tuple[int, str]]:
        return self._connection.execute(_BY_NAME if term.exact else _BY_WORDS, name_values(term)).fetchall()

    def _add(self, number: int, article: Article) -> None:
        for entity in article.entities:
            self._keep(number, entity.type, (entity.name, *entity.aliases), entity.mentions)
        for speaker, quotes in _by_speaker(article).items():
            self._keep(number, SPEAKER, (speaker,), [(quote.start, quote.end) for quote in quotes])

    def _keep(self, number: int, type_: str, writings: Iterable[str], spans: Iterable[tuple[int, int]]) -> None:
        words = list(dict.fromkeys(map(folded, writings)))
        places = json.dumps([place for span in spans for place in span])
        add = self._connection.execute
        sql = "INSERT INTO name (article, type, folded, places) VALUES (?, ?, ?, ?)"
        name = add(sql, (number, type_, words[0], places)).lastrowid
        for writing in words:
            surface = add("INSERT INTO surface (name) VALUES (?)", (name,)).lastrowid
            add("INSERT INTO surfaces (rowid, words) VALUES (?, ?)", (surface, writing))


def _differences(found: Article, decided: Article) -> dict[Key, Change]:
    changed: dict[Key, Change] = {}

    def count(name: str, type_: str, articles: int, mentions: int) -> None:
        key = (type_, folded(name))
        changed[key] = changed.get(key, Change(name, type_)).plus(articles, mentions)

    for article, sign in ((found, -1), (decided, 1)):
        for entity in article.entities:
            count(entity.name, entity.type, sign, sign * entity.count)
        for speaker, quotes in _by_speaker(article).items():
            count(speaker, SPEAKER, sign, sign * len(quotes))
    return {key: row for key, row in changed.items() if row.articles or row.mentions}


def _by_speaker(article: Article) -> dict[str, list[Quote]]:
    said: dict[str, list[Quote]] = {}
    for quote in article.quotes:
        if quote.speaker is not None:
            said.setdefault(quote.speaker, []).append(quote)
    return said
