"""A table's text set in columns, or as "label: value" lines where columns do not fit."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reader.text.wrap import cells

_CELL_END: Final = re.compile(r"\t| \| |\|")
_MAX_ROWS: Final = 5_000
_GAP: Final = 2


class Shift(NamedTuple):
    """A run of characters that stands at `raw` in a block's text and at `shown` in what is drawn of it."""

    raw: int
    shown: int
    length: int


class Cell(NamedTuple):
    """One cell of a table: its text and where that begins in the block's text."""

    text: str
    at: int


def cells_of(text: str) -> list[list[Cell]]:
    """Return the rows of a table block: rows are lines, cells end at a tab or a vertical bar."""
    rows: list[list[Cell]] = []
    at = 0
    for line in text.split("\n"):
        row: list[Cell] = []
        begin = 0
        for match in [*_CELL_END.finditer(line), None]:
            end = len(line) if match is None else match.start()
            raw = line[begin:end]
            stripped = raw.strip()
            row.append(Cell(stripped, at + begin + len(raw) - len(raw.lstrip())))
            if match is not None:
                begin = match.end()
        # a bar at the line's ends frames the row, it does not make a cell
        if len(row) > 1 and not row[0].text and line.startswith("|"):
            row = row[1:]
        if len(row) > 1 and not row[-1].text and line.rstrip().endswith("|"):
            row = row[:-1]
        if any(cell.text for cell in row) and not all(set(cell.text) <= set("-: ") for cell in row):
            rows.append(row)
        at += len(line) + 1
    return rows


def set_table(text: str, width: int, rule: str = "─") -> tuple[str, tuple[Shift, ...]]:
    """Return a table block as it is drawn in `width` cells, and where each run of its characters went.

    Columns of figures stand right, the first row is ruled off as the head. What does not fit, or is no table
    (one column, more than 5,000 rows), comes back as lines of "label: value" or unchanged.
    """
    rows = cells_of(text)
    columns = max((len(row) for row in rows), default=0)
    if columns < 2 or len(rows) > _MAX_ROWS or any("\n" in cell.text for row in rows for cell in row):
        return text, (Shift(0, 0, len(text)),)
    widths = [max((cells(row[i].text) for row in rows if i < len(row)), default=0) for i in range(columns)]
    if sum(widths) + _GAP * (columns - 1) > width:
        return _as_labels(rows)
    right = [_is_figures([row[i].text for row in rows[1:] if i < len(row)]) for i in range(columns)]
    drawn: list[str] = []
    shifts: list[Shift] = []
    at = 0
    for number, row in enumerate(rows):
        for i, cell in enumerate(row):
            space = widths[i] - cells(cell.text)
            lead = " " * (space if right[i] else 0)
            tail = "" if i == len(row) - 1 else " " * ((0 if right[i] else space) + _GAP)
            drawn.append(lead + cell.text + tail)
            if cell.text:
                shifts.append(Shift(cell.at, at + len(lead), len(cell.text)))
            at += len(lead) + len(cell.text) + len(tail)
        if number == 0 and len(rows) > 1:
            line = "\n" + (" " * _GAP).join(rule * size for size in widths)
            drawn.append(line)
            at += len(line)
        if number < len(rows) - 1:
            drawn.append("\n")
            at += 1
    return "".join(drawn), tuple(shifts)


def _as_labels(rows: list[list[Cell]]) -> tuple[str, tuple[Shift, ...]]:
    head, body = rows[0], rows[1:]
    drawn: list[str] = []
    shifts: list[Shift] = []
    at = 0

    def put(text: str, raw: int = -1) -> None:
        nonlocal at
        if raw >= 0 and text:
            shifts.append(Shift(raw, at, len(text)))
        drawn.append(text)
        at += len(text)

    if not body:
        head, body = [], rows
    for number, row in enumerate(body):
        if number:
            put("\n\n")
        # the first row names every column, those too that it has nothing in
        for i in range(max(len(row), len(head)) if number == 0 else len(row)):
            if i:
                put("\n")
            if i < len(head) and head[i].text:
                put(head[i].text, head[i].at if number == 0 else -1)
                put(": " if i < len(row) else ":")
            if i < len(row):
                put(row[i].text, row[i].at)
    return "".join(drawn), tuple(shifts)


def _is_figures(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(any(char.isdigit() for char in text) and len(text) < 16 for text in filled)
