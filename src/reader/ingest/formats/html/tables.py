"""Tables as text: a line a row, cells joined by a bar. Tables that only lay out a page are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reader.ingest.formats.html.anchors import Anchored, Anchors, anchored
from reader.ingest.formats.html.fallbacks import holds_prose
from reader.ingest.formats.html.wordlists import members
from reader.ingest.links import Linked, joined

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL_LIMIT: Final = 400
"""A cell with more characters than this holds paragraphs, so the table lays out a page."""
_PARTED_LIMIT: Final = 160
"""So does one with so many that are parted by line breaks."""
_PARTING: Final = frozenset({"p", "br"})
_CODE: Final = frozenset({"script", "style"})
_SKIPPED: Final = frozenset({*_CODE, "noscript", "template", "svg"})
_PIECE: Final = "\x0b"
_SPACES: Final = re.compile(r"\s+")
_ROLE_LAYOUT: Final = frozenset({"presentation", "none"})


def is_data_table(table: _Element) -> bool:
    """Return whether `table` holds data: two columns somewhere, no parts of a page inside, no long cells."""
    if (table.get("role") or "").casefold() in _ROLE_LAYOUT:
        return False
    columns = widest = rows = 0
    cell_chars = pieces = 0
    for element in table.iterdescendants():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in members("tags", "layout") or (tag in _SKIPPED and tag not in _CODE and holds_prose(element)):
            return False
        if tag == "tr":
            columns = 0
            rows += 1
        elif tag in ("td", "th"):
            columns += 1
            widest = max(widest, columns)
            cell_chars = pieces = 0
        elif tag in _PARTING:
            pieces += 1
        if tag not in _SKIPPED:
            cell_chars += len((element.text or "").strip())
        cell_chars += len((element.tail or "").strip())
        if cell_chars > _CELL_LIMIT or (pieces > 1 and cell_chars > _PARTED_LIMIT):
            return False
    return rows > 0 and widest > 1


def read_table(table: _Element) -> tuple[str, Anchored | None]:
    """Return the rows of a data table as lines; empty cells at a row's end and empty rows are left out. With them comes
    where they have links, None when they have none."""
    rows = _Rows()
    skipped: _Element | None = None
    for event, element in _events(table):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                rows.add(element.tail)
        elif event == "start":
            if element.tag in _SKIPPED:
                skipped = element
            else:
                rows.start(element)
        else:
            rows.end(element)
            if element is not table:
                rows.add(element.tail)
    rows.end_row()
    text, links = joined(rows.lines, "\n")
    return text, anchored(text, links) if links else None


class _Rows:
    """Lines in the making. Text that stands between cells is no text of the table."""

    def __init__(self) -> None:
        self.lines: list[Linked] = []
        self.cells: list[Linked] = []
        self.parts: list[str] | None = None
        self.anchors = Anchors()

    def add(self, text: str | None) -> None:
        if self.parts is not None and text:
            self.parts.append(text)

    def start(self, element: _Element) -> None:
        tag = element.tag
        if tag in ("tr", "caption"):
            self.end_row()
        if tag in ("td", "th", "caption"):
            self.end_cell()
            self.parts = []
        elif tag == "br":
            self.add(" ")
        elif tag in members("tags", "splitting"):
            self.add(_PIECE)
        elif tag == "a" and self.parts is not None and (target := element.get("href")):
            self.anchors.open(element, target, len(self.parts))
        self.add(element.text)

    def end(self, element: _Element) -> None:
        tag = element.tag
        if tag in ("td", "th", "caption"):
            self.end_cell()
        elif tag in members("tags", "splitting"):
            self.add(_PIECE)
        elif tag == "a" and self.parts is not None:
            self.anchors.close(element, len(self.parts))
        if tag in ("tr", "caption"):
            self.end_row()

    def end_cell(self) -> None:
        if self.parts is not None:
            cut = (_SPACES.sub(" ", piece).strip() for piece in "".join(self.parts).split(_PIECE))
            pieces = [piece for piece in cut if piece]
            found = self.anchors.take(self.parts, pieces).links() if self.anchors.any else [()] * len(pieces)
            self.cells.append(joined(list(zip(pieces, found, strict=True)), "; "))
            self.parts = None

    def end_row(self) -> None:
        self.end_cell()
        while self.cells and not self.cells[-1][0]:
            self.cells.pop()
        if self.cells:
            self.lines.append(joined(self.cells, " | "))
        self.cells = []


def _events(table: _Element) -> Iterator[tuple[str, _Element]]:
    from lxml import etree

    yield from etree.iterwalk(table, ("start", "end"))
