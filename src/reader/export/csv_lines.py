"""Lines of CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_line(cells: Iterable[str]) -> str:
    """Return the cells as one record without its line end; an apostrophe leads a cell that begins like a formula."""
    buffer = io.StringIO()
    # what the writer does not take for a line end it does not quote
    csv.writer(buffer, lineterminator="\n").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()[:-1]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
