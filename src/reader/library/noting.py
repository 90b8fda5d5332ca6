"""Highlights and notes on passages of articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reader.decisions.wording import shortened
from reader.errors import UsageError
from reader.library.model import Note
from reader.library.selecting import Selecting

if TYPE_CHECKING:
    from reader.library.model import ArticleRow
    from reader.library.query import Query
    from reader.library.rulings import NoteRow

_LONGEST: Final = 20_000
"""Characters of a passage or of a note."""

_CONTEXT: Final = 60


class Noting(Selecting):
    """What the user noted. What changes something returns the sentence to be said, and can be undone."""

    def add_note(self, article_id: int, block: int, start: int, end: int, words: str = "") -> str:
        """Highlight the characters [start, end) of a block; with `words`, note them there."""
        from reader.library import rulings
        from reader.library.marks import now

        text = self._block(article_id, block).text
        start = max(0, start)
        passage = text[start:end]
        if not passage.strip():
            raise UsageError("There are no words to highlight there.")
        if len(passage) > _LONGEST or len(words) > _LONGEST:
            raise UsageError(f"A passage, and a note, have at most {_LONGEST:,} characters.")
        said = f"{'Noted at' if words.strip() else 'Highlighted'} “{shortened(passage)}”"
        context = text[start : start + _CONTEXT]
        with self._ruling([article_id], said) as connection:
            number = self._keys([article_id])[0].id
            note = rulings.NoteRow(block, start, passage, context, words.strip(), now())
            if not rulings.add_note(connection, number, note):
                return "Nothing changed: that passage is marked so already"
        return said

    def edit_note(self, number: int, words: str) -> str:
        """Put other words to a note; none make it a highlight. It has another number afterwards."""
        from reader.library import rulings
        from reader.library.marks import now

        if len(words) > _LONGEST:
            raise UsageError(f"A note has at most {_LONGEST:,} characters.")
        article, note = self._note(number)
        if words.strip() == note.words:
            return "Nothing changed"
        said = f"Note at “{shortened(note.passage)}” changed"
        with self._ruling([], said) as connection:
            if not rulings.drop(connection, "note", number):
                raise UsageError("That note is gone.")
            rulings.add_note(connection, article, note._replace(words=words.strip(), at=now()))
        return said

    def drop_note(self, number: int) -> str:
        """Remove a highlight or a note."""
        from reader.library import rulings

        _, note = self._note(number)
        said = f"{'Note' if note.words else 'Highlight'} at “{shortened(note.passage)}” removed"
        with self._ruling([], said) as connection:
            rulings.drop(connection, "note", number)
        return said

    def notes(self, article_id: int) -> list[Note]:
        """Return the notes of an article in the order of its text; those whose passage is gone come last."""
        from reader.article import Anchor
        from reader.library.placing import placed
        from reader.library.rulings import NOTE_COLUMNS, NoteRow

        with self._guard("reading the notes"):
            mark, _, _ = self._place(article_id)
            rows = self._freshest_marks.execute(
                f"SELECT id, {NOTE_COLUMNS} FROM note WHERE article = ? AND active ORDER BY id", (mark,)
            ).fetchall()
        article = self.article(article_id) if rows else None
        texts = [block.text for block in article.blocks] if article is not None else []
        found = []
        for number, *row in rows:
            note = NoteRow(*row)
            place = placed(texts, note.block, note.character, note.passage, note.context)
            anchor = Anchor(place.block, place.offset, note.context)
            found.append(Note(number, anchor, place.length, note.passage, note.words, note.at))
        return sorted(found, key=lambda note: (not note.placed, note.anchor.block, note.anchor.offset, note.number))

    def noted(self, query: Query | None = None) -> Iterator[tuple[ArticleRow, list[Note]]]:
        """Yield the articles in scope that have notes, the newest first, with their notes; archived and copies too.

        Articles whose files are gone have no row: see `notes_without_article`.
        """
        from reader.library import listing
        from reader.library.query import EVERYTHING

        with self._guard("reading the notes"):
            selection = self._select(query or EVERYTHING).also(
                "a.mark IN (SELECT article FROM marks.note WHERE active)"
            )
            order = "fulltext.rowid" if selection.match is not None else "a.recency"
            sql = f"SELECT a.id {selection.source()} ORDER BY {order} DESC"
            rows = listing.rows(self._reader, [row[0] for row in self._reader.execute(sql, selection.values)])
        for row in rows:
            yield row, self.notes(row.id)

    def notes_without_article(self) -> int:
        """Return how many notes are on articles that are not in the index: their files are gone, or not read yet."""
        sql = "SELECT count(*) FROM marks.note WHERE active AND article NOT IN (SELECT mark FROM article)"
        with self._guard("reading the notes"):
            return int(self._reader.execute(sql).fetchone()[0])

    def _note(self, number: int) -> tuple[int, NoteRow]:
        from reader.library.rulings import NOTE_COLUMNS, NoteRow

        sql = f"SELECT article, {NOTE_COLUMNS} FROM note WHERE id = ? AND active"
        with self._guard("reading the notes"):
            row = self._freshest_marks.execute(sql, (number,)).fetchone()
        if row is None:
            raise UsageError("That note is gone.")
        return row[0], NoteRow(*row[1:])
