"""What a folder holds at a glance: articles over time and by site, who is named most, who is quoted most.

Every bar carries the query that leads to its articles, and its number is that of the list which the query gives: copies
of one story count once. All of it is a handful of statements on the index's own order; nothing is read but index.db.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reader.library import copies, listing
from reader.library.compiling import NAME_TYPES, Selection, having, name_values
from reader.library.model import STAGES, Stage
from reader.library.query import Field, Term, has_words, parse, quoted
from reader.library.shelf import SPEAKER
from reader.library.storable import folded

if TYPE_CHECKING:
    from reader.library.decided import Change, Decided

MOST_PERIODS: Final = 24
"""Bars over time: the shortest unit that needs no more is taken. What lies outside has a bar at either end."""

_LONGEST_NAME: Final = 200
_LAST_DAY: Final = date.max.isoformat()


class Unit(StrEnum):
    """The length of time that one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Kind(StrEnum):
    """The charts."""

    TIME = "time"
    SITES = "sites"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    SPEAKERS = "speakers"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `label` is a period ("2024-05"), a site or a name; `count` is what its length shows: articles, for a
    speaker quotes. `articles` is how many articles `query` lists together with the query of the whole overview."""

    label: str
    count: int
    articles: int
    query: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The charts of some `articles`, of which `undated` state no day. `unit` is that of the bars over time.

    `unreadable` files are no articles: they are in lists, where they say why, but in no bar.
    """

    articles: int
    undated: int
    unreadable: int
    unit: Unit
    charts: dict[Kind, tuple[Bar, ...]]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars, chart by chart."""
        return tuple(bar for bars in self.charts.values() for bar in bars)


_FIELDS: Final = {Kind.PEOPLE: Field.PERSON, Kind.ORGANISATIONS: Field.ORG, Kind.PLACES: Field.PLACE}


def overview(
    connection: sqlite3.Connection,
    selection: Selection,
    *,
    most: int,
    decided: Decided | None = None,
    changes: Collection[Change] = (),
) -> Overview:
    """Return the charts of the selected articles, `most` bars each (over time as many as it takes).

    `decided` has the articles whose names were decided about, and `changes` are what that means for the selected ones.
    """
    counter = _Counter(connection, selection, decided)
    unreadable = listing.count(connection, selection.also("a.stage = ?", STAGES.index(Stage.FAILED)))
    total = listing.count(connection, selection) - unreadable
    unit, time = _over_time(connection, selection, counter.each)
    # a story has a date when one of its copies states it
    undated = total - listing.count(connection, selection.also("a.day IS NOT NULL"))
    charts = {Kind.TIME: time, Kind.SITES: _sites(connection, selection, counter.each, most)}
    names = _common_names(connection, selection, most + len(changes))
    for kind, field in _FIELDS.items():
        renamed = [change.name for change in changes if change.type == NAME_TYPES[field]]
        found = [_named(counter, field, name) for name in _once([*names[field], *renamed])]
        charts[kind] = tuple(sorted(filter(None, found), key=lambda bar: (-bar.count, bar.label))[:most])
    said = [change for change in changes if change.type == SPEAKER]
    charts[Kind.SPEAKERS] = tuple(_speakers(connection, selection, counter, said, most))
    return Overview(total, undated, unreadable, unit, charts)


class _Counter:
    """Counts articles as a list of the selection shows them: copies of one story once, where it does so."""

    def __init__(self, connection: sqlite3.Connection, selection: Selection, decided: Decided | None) -> None:
        self._connection = connection
        self._decided = decided
        self.grouped = copies.grouped(connection, selection)
        self.each = "count(DISTINCT coalesce(a.copy_of, a.id))" if self.grouped else "count(*)"
        self._first: dict[int, int] = {}
        if self.grouped:
            self._first = dict(connection.execute("SELECT id, copy_of FROM article WHERE copy_of IS NOT NULL"))
        # None: every article there is
        self._selected: set[int] | None = None
        if selection.match is not None or selection.where:
            self._selected = {
                row[0] for row in connection.execute(f"SELECT a.id {selection.source()}", selection.values)
            }

    def named(self, term: Term) -> int:
        """Return how many selected articles have a name that the term finds."""
        sql = f"SELECT DISTINCT article FROM {having(term)}"
        found: Iterable[int] = (row[0] for row in self._connection.execute(sql, name_values(term)))
        if self._decided is not None:
            apart = self._decided.numbers
            found = (*(number for number in found if number not in apart), *self._decided.articles(term))
        if self._selected is not None:
            selected = self._selected
            found = (number for number in found if number in selected)
        if not self._first:
            return sum(1 for _ in found)
        return len({self._first.get(number, number) for number in found})


# over time

_KEYS: Final = {
    # a week has the day of its Monday: %w counts days from Sunday
    Unit.WEEK: "date(a.day, '-' || ((strftime('%w', a.day) + 6) % 7) || ' days')",
    Unit.DAY: "a.day",
    Unit.MONTH: "substr(a.day, 1, 7)",
    Unit.YEAR: "substr(a.day, 1, 4)",
}


def _over_time(connection: sqlite3.Connection, selection: Selection, each: str) -> tuple[Unit, tuple[Bar, ...]]:
    dated = selection.also("a.day IS NOT NULL")
    days = connection.execute(f"SELECT a.day, count(*) {dated.source()} GROUP BY 1 ORDER BY 1", dated.values).fetchall()
    if not days:
        return Unit.YEAR, ()
    first, last = _bulk(days)
    unit = next((unit for unit in Unit if len(_periods(unit, first, last)) <= MOST_PERIODS), Unit.YEAR)
    periods = _periods(unit, first, last)[-MOST_PERIODS:]
    sql = f"SELECT {_KEYS[unit]}, {each} {dated.source()} GROUP BY 1"
    counts = dict(connection.execute(sql, dated.values).fetchall())
    # empty periods between others are bars too: time has no gaps
    bars = [
        Bar(
            label,
            counts.get(label, 0),
            counts.get(label, 0),
            f"after:{start}" + (f" before:{end}" if end != _LAST_DAY else ""),
        )
        for label, start, end in periods
    ]
    edges = (
        (0, periods[0][1], "a.day < ?", f"before {periods[0][0]}", "before"),
        (len(bars) + 1, periods[-1][2], "a.day >= ?", f"after {periods[-1][0]}", "after"),
    )
    for place, day, condition, label, field in edges:
        outside = 0 if day == _LAST_DAY else listing.count(connection, selection.also(condition, day))
        if outside:
            bars.insert(place, Bar(label, outside, outside, f"{field}:{day}"))
    return unit, tuple(bars)


def _bulk(days: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """Return the days between which all but the outermost hundredth at either end lie: a page that is dated 1970 by
    mistake must not squeeze a year of news into one bar."""
    spare = sum(count for _, count in days) // 100
    ends = []
    for run in (days, days[::-1]):
        left = spare
        for day, count in run:
            left -= count
            if left < 0:
                ends.append(day)
                break
    return ends[0], ends[1]


def _periods(unit: Unit, first: str, last: str) -> list[tuple[str, str, str]]:
    """Return (label, first day, first day after it) of all periods from one day to another; at most a few too many."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    match unit:
        case Unit.DAY:
            if (end - start).days > MOST_PERIODS:
                return [("", "", "")] * (MOST_PERIODS + 1)
            starts = [start + timedelta(days) for days in range((end - start).days + 1)]
        case Unit.WEEK:
            if (end - start).days > 7 * MOST_PERIODS:
                return [("", "", "")] * (MOST_PERIODS + 1)
            monday = start - timedelta(min(start.weekday(), start.toordinal() - 1))
            starts = [monday + timedelta(days) for days in range(0, (end - monday).days + 1, 7)]
        case Unit.MONTH:
            months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
            starts = [date(number // 12, number % 12 + 1, 1) for number in months]
        case Unit.YEAR:
            starts = [date(year, 1, 1) for year in range(start.year, end.year + 1)]
    following = [*starts[1:], _after(unit, starts[-1])]
    length = {Unit.MONTH: 7, Unit.YEAR: 4}.get(unit, 10)
    return [
        (begin.isoformat()[:length], begin.isoformat(), next_.isoformat())
        for begin, next_ in zip(starts, following, strict=True)
    ]


def _after(unit: Unit, start: date) -> date:
    """Return the first day after a period; the last day there is, where time ends."""
    try:
        match unit:
            case Unit.DAY:
                return start + timedelta(1)
            case Unit.WEEK:
                return start + timedelta(7)
            case Unit.MONTH:
                return date(start.year + start.month // 12, start.month % 12 + 1, 1)
            case Unit.YEAR:
                return date(start.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return date.max


# by site and by name


def _sites(connection: sqlite3.Connection, selection: Selection, each: str, most: int) -> tuple[Bar, ...]:
    """Return a bar for each site, under the name that most of its articles give it: one paper is often known by its
    name in one file and by its address alone in another."""
    sql = (
        f"SELECT s.name, s.host, {each} AS articles {selection.source('JOIN site s ON s.id = a.site')}"
        " GROUP BY a.site ORDER BY articles DESC, s.folded"
    )
    rows = [_name_and_host(*row[:2]) for row in connection.execute(sql, selection.values)]
    names: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for name, host in rows:
        if name and host:
            names.setdefault(host, set()).add(folded(name))
            labels.setdefault(host, name)
    wanted: dict[str, tuple[str, set[str]]] = {}
    for name, host in rows:
        # an address under which many names write is nobody's
        own = len(names.get(host, ())) == 1
        label = name or (labels[host] if own else host)
        group = folded(label)
        if group in wanted or len(wanted) < most:
            _, texts = wanted.setdefault(group, (label, set()))
            texts.update(text for text in (label, host if own or not name else "") if has_words(text))
    bars = [bar for label, texts in wanted.values() if (bar := _site(connection, selection, label, texts)) is not None]
    return tuple(sorted(bars, key=lambda bar: -bar.count))


def _name_and_host(name: str | None, host: str | None) -> tuple[str, str]:
    """Return a site's name, "" when it is its address, and its address without "www."."""
    words, address = (" ".join((text or "")[:_LONGEST_NAME].split()) for text in (name, host))
    address = address.removeprefix("www.")
    return "" if folded(words).removeprefix("www.") == address else words, address


def _site(connection: sqlite3.Connection, selection: Selection, label: str, texts: set[str]) -> Bar | None:
    """Return the bar of a site that goes by these names and addresses: of their queries the one that finds most."""
    # the query finds every site whose name or address holds the words: the number is that of its list
    condition = "a.site IN (SELECT id FROM site WHERE instr(folded, ?))"
    best: Bar | None = None
    for text in sorted(texts):
        query = quoted(Field.SITE, text)
        articles = listing.count(connection, selection.also(condition, folded(_value(query))))
        if articles > (best.articles if best is not None else 0):
            best = Bar(label, articles, articles, query)
    return best


def _value(query: str) -> str:
    """Return what a query for one exact value looks for."""
    return query.partition(":")[2].strip('"')


def _named(counter: _Counter, field: Field, name: str) -> Bar | None:
    query, articles = _whole(counter, field, name)
    return Bar(name, articles, articles, query) if articles else None


def _whole(counter: _Counter, field: Field, name: str) -> tuple[str, int]:
    """Return the query for just that name, and how many articles it finds."""
    query = quoted(field, name, exact=True)
    return query, counter.named(parse(query).groups[0][0])


def _once(names: Iterable[str]) -> list[str]:
    return list({folded(name): name for name in names if _searchable(name)}.values())


def _common_names(connection: sqlite3.Connection, selection: Selection, most: int) -> dict[Field, list[str]]:
    """Return for each type the names that most of the selected articles have, most first."""
    types = {NAME_TYPES[field]: field for field in _FIELDS.values()}
    wanted = ", ".join("?" for _ in types)
    if selection.match is None and not selection.where:
        # of all articles the index keeps the totals
        sql = (
            f"SELECT n.type, n.name FROM name n WHERE n.articles > 0 AND n.type IN ({wanted})"
            " ORDER BY n.articles DESC, n.mentions DESC, n.folded"
        )
        rows = connection.execute(sql, tuple(types))
    else:
        sql = (
            "SELECT n.type, n.name FROM entity e JOIN name n ON n.id = e.name"
            f" WHERE e.article IN (SELECT a.id {selection.source()}) AND n.type IN ({wanted})"
            " GROUP BY e.name ORDER BY count(*) DESC, sum(e.count) DESC, n.folded"
        )
        rows = connection.execute(sql, (*selection.values, *types))
    found: dict[Field, list[str]] = {field: [] for field in types.values()}
    for type_, name in rows:
        if not _searchable(name):
            continue
        if len(found[types[type_]]) < most:
            found[types[type_]].append(name)
        elif all(len(names) >= most for names in found.values()):
            break
    return found


def _searchable(name: str) -> bool:
    return has_words(name) and len(name) <= _LONGEST_NAME


def _speakers(
    connection: sqlite3.Connection, selection: Selection, counter: _Counter, changes: Sequence[Change], most: int
) -> list[Bar]:
    everything = selection.match is None and not selection.where
    within = "1" if everything else f"article IN (SELECT a.id {selection.source()})"
    values = () if everything else selection.values
    said = (
        f"SELECT speaker, article, count(*) AS quotes FROM quote WHERE speaker IS NOT NULL AND {within}"
        " GROUP BY speaker, article"
    )
    if counter.grouped:
        # of a story's copies the earliest one in which somebody speaks, as in a list of quotes
        said = (
            "SELECT s.speaker, s.quotes, row_number() OVER"
            f" (PARTITION BY s.speaker, coalesce(a.copy_of, a.id) ORDER BY {copies.AGE}) AS place"
            f" FROM ({said}) s JOIN article a ON a.id = s.article"
        )
    first = "place = 1" if counter.grouped else "1"
    sql = (
        f"SELECT n.name, sum(s.quotes) AS quotes FROM ({said}) s JOIN name n ON n.id = s.speaker"
        f" WHERE {first} GROUP BY s.speaker ORDER BY quotes DESC, n.folded LIMIT ?"
    )
    quotes: Counter[str] = Counter()
    written: dict[str, str] = {}
    found = connection.execute(sql, (*values, most + len(changes)))
    for name, number in (*found, *((change.name, change.mentions) for change in changes)):
        written.setdefault(folded(name), name)
        quotes[folded(name)] += number
    bars: list[Bar] = []
    for key, number in sorted(quotes.items(), key=lambda pair: (-pair[1], pair[0])):
        query, articles = _whole(counter, Field.SAID, written[key]) if _searchable(written[key]) else ("", 0)
        if number > 0 and articles and len(bars) < most:
            bars.append(Bar(written[key], number, articles, query))
    return bars
