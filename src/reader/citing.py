"""What the library holds, ready to cite: its quotes and notes with all that a footnote asks of their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.export.citations import CitedQuote
    from reader.export.notes import CitedNote
    from reader.library.model import ArticleRow, Note, QuoteHit


def cited_quote(hit: QuoteHit) -> CitedQuote:
    """Return a quote of the library, ready to cite."""
    from reader.export.citations import CitedQuote

    row, quote = hit.row, hit.quote
    return CitedQuote(
        words=hit.text,
        type=quote.type,
        speaker=quote.speaker,
        speaker_mention=quote.speaker_mention,
        cue=quote.cue,
        rule=quote.rule,
        confidence=quote.confidence,
        start=quote.start,
        end=quote.end,
        title=row.title,
        byline=row.byline,
        site=row.site,
        published=row.published,
        url=row.url,
        file=row.path,
        index=row.position,
    )


def cited_note(row: ArticleRow, note: Note) -> CitedNote:
    """Return a note of the library, ready to cite."""
    from reader.export.notes import CitedNote

    return CitedNote(
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
