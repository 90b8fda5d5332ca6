"""Quotes as CSV, one a row, ready for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reader.export.citations import CitedQuote

COLUMNS = (
    "speaker",
    "words",
    "type",
    "cue",
    "speaker_mention",
    "title",
    "byline",
    "site",
    "published",
    "url",
    "file",
    "index",
    "start",
    "end",
    "rule",
    "confidence",
)


def csv_header() -> str:
    """Return the line of column names."""
    return _line(COLUMNS)


def csv_row(quote: CitedQuote, file: str) -> str:
    """Return one quote as a CSV line without its line end; `file` is the path as it is to be shown."""
    values = {column: getattr(quote, column) for column in COLUMNS} | {"file": file}
    return _line("" if value is None else str(value) for value in values.values())


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    # a spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
