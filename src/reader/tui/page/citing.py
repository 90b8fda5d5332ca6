"""What is taken along, in words: notes with the article that they are on."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.model import ArticleRow, Note
from reader.text.safe import safe


def as_markdown(row: ArticleRow, notes: Iterable[Note]) -> str:
    """Return the notes as Markdown, as `reader notes --format markdown` writes them: a block quotation with its source
    for each passage, and below it what was written about it. Nothing in it can act on a terminal."""
    from reader.export.notes import CitedNote, note_markdown

    cited = (
        CitedNote(
            passage=note.passage,
            words=note.words,
            noted=note.at,
            placed=note.placed,
            block=note.anchor.block,
            offset=note.anchor.offset,
            title=row.title,
            byline=row.byline,
            site=row.site,
            published=row.published,
            url=row.url,
            file=row.path,
            index=row.position,
        )
        for note in notes
    )
    return safe("\n\n".join(note_markdown(note) for note in cited) + "\n")
