"""Tables of articles in JSON: one list for each row, or one object for each column, as pandas writes data frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LONGEST_NAME: Final = 60


def rows(value: object) -> list[object]:
    """Return the rows of a table as objects with the names of its columns, [] when `value` is no table."""
    if isinstance(value, list):
        return _under_head(value)
    return _of_columns(value) if isinstance(value, Mapping) else []


def _under_head(lines: list[object]) -> list[object]:
    head = lines[0] if len(lines) > 1 else None
    if not isinstance(head, list) or not all(isinstance(name, str) and len(name) <= _LONGEST_NAME for name in head):
        return []
    good = [line for line in lines[1:] if isinstance(line, list) and len(line) == len(head)]
    return [dict(zip(head, line, strict=True)) for line in good] if len(good) == len(lines) - 1 else []


def _of_columns(record: Mapping[str, object]) -> list[object]:
    columns, data = record.get("columns"), record.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(name, str) for name in columns):
        return [dict(zip(columns, row, strict=False)) for row in data if isinstance(row, list)]
    if len(record) < 2 or not all(isinstance(column, Mapping) for column in record.values()):
        return []
    names: list[str] = list(record)
    cells = [column for column in record.values() if isinstance(column, Mapping)]
    numbers = list(cells[0])
    if not numbers or not all(map(str.isdigit, numbers)) or any(list(column) != numbers for column in cells):
        return []
    return [{name: column[number] for name, column in zip(names, cells, strict=True)} for number in numbers]
