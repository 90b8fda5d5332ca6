"""Quotes as CSV, one a row, ready for a spreadsheet."""

from __future__ import annotations

from reader.export.citations import CitedQuote
from reader.export.csv_lines import csv_line

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
    return csv_line(COLUMNS)


def csv_row(quote: CitedQuote, file: str) -> str:
    """Return one quote as a CSV line without its line end; `file` is the path as it is to be shown."""
    values = {column: getattr(quote, column) for column in COLUMNS} | {"file": file}
    return csv_line("" if value is None else str(value) for value in values.values())
