"""The overview as columns of bars, without Textual: where each chart stands, and each line as pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.library.overview import Bar, Kind, Overview, Unit
from reader.text.wrap import cells, fit, pad
from reader.tui.page.rows import Piece
from reader.tui.page.wording import Signs, date, many

COLUMN: Final = 52
"""Cells that a column of charts wants; there are as many columns as have room, at most three."""

_MOST_COLUMNS: Final = 3
_LABEL: Final = 24
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_HEADS: Final = {
    Kind.SITES: "Sites",
    Kind.PEOPLE: "People",
    Kind.ORGANISATIONS: "Organisations",
    Kind.PLACES: "Places",
    Kind.SPEAKERS: "Most quoted",
}


class Entry(NamedTuple):
    """One line of a column: a head, a bar (its number among all bars of the overview), or neither."""

    head: str = ""
    bar: int = -1
    share: float = 0.0
    """The bar's length as a share of the longest one of its chart."""
    label: str = ""


class Charts(NamedTuple):
    """The charts in columns of `width` cells each."""

    columns: tuple[tuple[Entry, ...], ...]
    width: int
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Lines of the longest column."""
        return max((len(column) for column in self.columns), default=0)

    def place(self, bar: int) -> tuple[int, int]:
        """Return the column and the line of a bar. Raises ValueError when it has none."""
        for number, column in enumerate(self.columns):
            for line, entry in enumerate(column):
                if entry.bar == bar:
                    return number, line
        raise ValueError("no such bar")

    def at(self, column: int, line: int) -> int:
        """Return the bar with articles that is nearest to a line of a column, -1 for none."""
        found = [(abs(at - line), entry.bar) for at, entry in enumerate(self.columns[column]) if self.stops(entry.bar)]
        return min(found, default=(0, -1))[1]

    def stops(self, bar: int) -> bool:
        """Return whether the cursor stops at a bar: at one that leads somewhere."""
        return bar >= 0 and self.bars[bar].articles > 0

    def step(self, bar: int, steps: int) -> int:
        """Return the bar that is `steps` on in reading order, column by column; the last one when there are fewer."""
        order = [entry.bar for column in self.columns for entry in column if self.stops(entry.bar)]
        if bar not in order:
            return order[0] if order else -1
        return order[min(max(0, order.index(bar) + steps), len(order) - 1)]

    def aside(self, bar: int, steps: int) -> int:
        """Return the bar beside this one, `steps` columns on; the bar itself where no column is."""
        if bar < 0:
            return self.step(bar, 0)
        column, line = self.place(bar)
        target = column + steps
        while 0 <= target < len(self.columns):
            found = self.at(target, line)
            if found >= 0:
                return found
            target += 1 if steps > 0 else -1
        return bar

    def chart(self, bar: int, steps: int) -> int:
        """Return the first bar of the chart that is `steps` charts on, round and round."""
        firsts = [
            next((entry.bar for entry in chart if self.stops(entry.bar)), -1)
            for column in self.columns
            for chart in _charts_of(column)
        ]
        firsts = [first for first in firsts if first >= 0]
        if not firsts or bar < 0:
            return firsts[0] if firsts else -1
        order = [entry.bar for column in self.columns for entry in column]
        here = max((n for n, first in enumerate(firsts) if order.index(first) <= order.index(bar)), default=0)
        return firsts[(here + steps) % len(firsts)]


def charts_of(overview: Overview, width: int) -> Charts:
    """Return the charts for a screen of `width` cells, each in the column that is shortest so far."""
    count = min(_MOST_COLUMNS, max(1, width // COLUMN))
    columns: list[list[Entry]] = [[] for _ in range(count)]
    first = 0
    for kind, bars in overview.charts.items():
        if bars:
            column = min(columns, key=len)
            if column:
                column.append(Entry())
            column.append(Entry(_head(kind, overview.unit)))
            longest = max(bar.count for bar in bars) or 1
            for number, bar in enumerate(bars, first):
                label = period(bar.label, overview.unit) if kind is Kind.TIME else " ".join(bar.label.split())
                column.append(Entry(bar=number, share=bar.count / longest, label=label))
        first += len(bars)
    return Charts(tuple(tuple(column) for column in columns if column), width // count, overview.bars)


def period(label: str, unit: Unit) -> str:
    """Return a period as people say it: "May 2024", "week of 6 May 2024", "before 2001"."""
    word, _, day = label.rpartition(" ")
    said = date(day)
    if word:
        return f"{word} {said}"
    return f"week of {said}" if unit is Unit.WEEK else said


def line_of(charts: Charts, line: int, cursor: int, signs: Signs) -> list[Piece]:
    """Return a line of all columns as pieces; bar `cursor` has the cursor."""
    pieces: list[Piece] = []
    for column in charts.columns:
        entry = column[line] if line < len(column) else Entry()
        pieces.extend(_entry(entry, charts, entry.bar == cursor >= 0, signs))
    return pieces


def about(overview: Overview, bar: int, filtered: str, signs: Signs) -> str:
    """Return what is said of the bar under the cursor, or of the whole when there is none."""
    said = [f"{signs.left}{filtered}{signs.right}"] if filtered else []
    if bar < 0:
        said.append(many(overview.articles, "article"))
        if overview.undated:
            said.append(f"{overview.undated:,} without a date")
        if overview.unreadable:
            said.append(f"{overview.unreadable:,} unreadable")
    else:
        chosen = overview.bars[bar]
        said.append(chosen.query)
        if chosen.count != chosen.articles or chosen.query.startswith("said:"):
            said.append(many(chosen.count, "quote"))
        said.append(many(chosen.articles, "article"))
    return f" {signs.dot} ".join(said)


def _charts_of(column: Sequence[Entry]) -> list[list[Entry]]:
    charts: list[list[Entry]] = []
    for entry in column:
        if entry.head or not charts:
            charts.append([])
        charts[-1].append(entry)
    return charts


def _head(kind: Kind, unit: Unit) -> str:
    return f"Articles by {unit.value}" if kind is Kind.TIME else _HEADS[kind]


def _entry(entry: Entry, charts: Charts, here: bool, signs: Signs) -> list[Piece]:
    width = charts.width
    if entry.head:
        return [("  ", ""), (pad(fit(entry.head, width - 2, signs.ellipsis), width - 2), "chart--head")]
    if entry.bar < 0:
        return [(" " * width, "")]
    bar = charts.bars[entry.bar]
    number = f"{bar.count:,}"
    label = min(_LABEL, max(6, width // 2 - 4))
    room = max(1, width - label - cells(number) - 6)
    drawn = bar_of(entry.share, room, signs) if bar.count else ""
    mark = signs.cursor if here else " "
    look = "chart--here" if here else ""
    return [
        (f"{mark} ", "chart--cursor" if here else ""),
        (pad(fit(entry.label, label, signs.ellipsis), label), look or ("chart--label" if bar.count else "chart--none")),
        (" ", look),
        (drawn, "chart--bar-here" if here else "chart--bar"),
        (f" {number}" if drawn else f"{number} ", look or ("chart--number" if bar.count else "chart--none")),
        (" " * (width - 4 - label - cells(drawn) - cells(number)), ""),
    ]


def bar_of(share: float, room: int, signs: Signs) -> str:
    """Return a bar of a share (0 to 1) of `room` cells, in eighths of a cell where the signs have them.

    What is more than nothing is drawn, however little.
    """
    if signs.block != "█":
        return signs.block * max(1, round(share * room))
    eighths = max(1, round(share * room * 8))
    whole, part = divmod(eighths, 8)
    return signs.block * whole + (_EIGHTHS[part] if part else "")
