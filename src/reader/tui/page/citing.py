"""What is taken along, in words: notes with the article that they are on."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.model import ArticleRow, Note
from reader.text.safe import safe


def as_markdown(row: ArticleRow, notes: Iterable[Note]) -> str:
    """Return the notes as Markdown, as `reader notes --format markdown` writes them: a block quotation with its source
    for each passage, and below it what was written about it. Nothing in it can act on a terminal."""
    from reader.citing import cited_note
    from reader.export.notes import note_markdown

    return safe("\n\n".join(note_markdown(cited_note(row, note)) for note in notes) + "\n")
