"""Highlights and notes, ready to cite: as Markdown, as CSV and as text."""

from __future__ import annotations

from dataclasses import dataclass

from reader.export.citations import citation
from reader.export.csv_lines import csv_line
from reader.export.markdown import escape

COLUMNS = ("passage", "words", "title", "byline", "site", "published", "url", "file", "index", "noted", "placed")


@dataclass(frozen=True, slots=True)
class CitedNote:
    """A passage that the user highlighted, with `words` on it ("" for a highlight alone) and all that citing it needs.

    `noted` is when it was made, ISO 8601. `placed` says whether the passage still is in the article; `block` and
    `offset` where (-1 and 0 when not). The article is number `index` (0 first) of `file`.
    """

    passage: str
    words: str
    noted: str
    placed: bool
    block: int
    offset: int
    title: str | None
    byline: str | None
    site: str | None
    published: str | None
    url: str | None
    file: str
    index: int

    @property
    def marked(self) -> str:
        """The passage as one line, in quotation marks."""
        return f"“{' '.join(self.passage.split())}”"

    @property
    def source(self) -> str:
        """Author, title, site, date and address, as far as they are known."""
        return citation(self.byline, self.title, self.site, self.published, self.url)


def note_text(note: CitedNote, file: str) -> str:
    """Return a note as some lines of text; `file` is the path as it is to be shown."""
    lines = [note.marked, *(f"    {line}" for line in note.words.splitlines()), f"  {note.source}"]
    gone = "" if note.placed else ", no longer in the text"
    return "\n".join([*lines, f"  {file}, noted {note.noted[:10]}{gone}"])


def note_markdown(note: CitedNote) -> str:
    """Return a note as a block quotation with its source, and the words on it below."""
    quotation = f"> {escape(note.marked)}\n>\n> — {escape(note.source)}"
    return f"{quotation}\n\n{escape(note.words)}" if note.words else quotation


def notes_csv_header() -> str:
    """Return the line of column names."""
    return csv_line(COLUMNS)


def note_csv(note: CitedNote, file: str) -> str:
    """Return a note as a CSV line without its line end; `file` is the path as it is to be shown."""
    values = {column: getattr(note, column) for column in COLUMNS} | {"file": file}
    values["placed"] = "yes" if note.placed else "no"
    return csv_line("" if value is None else str(value) for value in values.values())
