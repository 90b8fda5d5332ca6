"""Highlights and notes on passages of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reader.decisions.wording import shortened
from reader.errors import UsageError
from reader.library.deciding import Deciding
from reader.library.model import Note

if TYPE_CHECKING:
    from reader.article import Block

_LONGEST: Final = 20_000
"""Characters of a passage or of a note."""

_CONTEXT: Final = 60


class Noting(Deciding):
    """What the user noted. What changes something returns the sentence to be said, and can be undone."""

    def add_note(self, article_id: int, block: int, start: int, end: int, words: str = "") -> str:
        """Highlight the characters [start, end) of a block; with `words`, note them there."""
        from reader.library import rulings
        from reader.library.marks import now

        text = self._block(article_id, block).text
        passage = text[max(0, start) : end]
        if not passage.strip():
            raise UsageError("There are no words to highlight there.")
        if len(passage) > _LONGEST or len(words) > _LONGEST:
            raise UsageError(f"A passage, and a note, have at most {_LONGEST:,} characters.")
        said = f"{'Noted at' if words.strip() else 'Highlighted'} “{shortened(passage)}”"
        with self._ruling([article_id], said) as connection:
            number = self._keys([article_id])[0].id
            rulings.add_note(connection, number, block, max(0, start), passage, words.strip(), now())
        return said

    def edit_note(self, number: int, words: str) -> str:
        """Put other words to a note; none make it a highlight."""
        from reader.library import rulings
        from reader.library.marks import now

        if len(words) > _LONGEST:
            raise UsageError(f"A note has at most {_LONGEST:,} characters.")
        article, block, character, passage, old = self._note(number)
        if words.strip() == old:
            return "Nothing changed"
        said = f"Note at “{shortened(passage)}” changed"
        with self._ruling([], said) as connection:
            rulings.drop(connection, "note", number)
            rulings.add_note(connection, article, block, character, passage, words.strip(), now())
        return said

    def drop_note(self, number: int) -> str:
        """Remove a highlight or a note."""
        from reader.library import rulings

        *_, passage, words = self._note(number)
        said = f"{'Note' if words else 'Highlight'} at “{shortened(passage)}” removed"
        with self._ruling([], said) as connection:
            rulings.drop(connection, "note", number)
        return said

    def notes(self, article_id: int) -> list[Note]:
        """Return the notes of an article in the order of its text; those whose passage is gone come last."""
        from reader.article import Anchor

        with self._guard("reading the notes"):
            rows = self._reader.execute(
                "SELECT n.id, n.block, n.character, n.passage, n.words, n.at FROM marks.note n"
                " JOIN article a ON a.mark = n.article WHERE a.id = ? AND n.active ORDER BY n.id",
                (article_id,),
            ).fetchall()
        article = self.article(article_id) if rows else None
        blocks = article.blocks if article is not None else ()
        found = [
            Note(number, Anchor(*_placed(blocks, block, character, passage), passage[:_CONTEXT]), passage, words, at)
            for number, block, character, passage, words, at in rows
        ]
        return sorted(found, key=lambda note: (not note.placed, note.anchor.block, note.anchor.offset, note.number))

    def noted(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Note]]]:
        """Yield those of the articles that have notes, in their order, with their notes."""
        with self._guard("reading the notes"):
            sql = "SELECT a.id FROM article a WHERE a.mark IN (SELECT article FROM marks.note WHERE active)"
            noted = {row[0] for row in self._reader.execute(sql)}
        for number in ids:
            if number in noted:
                yield number, self.notes(number)

    def _note(self, number: int) -> tuple[int, int, int, str, str]:
        sql = "SELECT article, block, character, passage, words FROM marks.note WHERE id = ? AND active"
        with self._guard("reading the notes"):
            row: tuple[int, int, int, str, str] | None = self._reader.execute(sql, (number,)).fetchone()
        if row is None:
            raise UsageError("That note is gone.")
        return row


def _placed(blocks: Sequence[Block], block: int, character: int, passage: str) -> tuple[int, int]:
    """Return the block and the character where the passage stands now, (-1, 0) where it is nowhere.

    It is where it was, or in the nearest block that has its words.
    """
    if block < len(blocks) and blocks[block].text.startswith(passage, character):
        return block, character
    for at in sorted(range(len(blocks)), key=lambda at: abs(at - block)):
        offset = blocks[at].text.find(passage)
        if offset >= 0:
            return at, offset
    return -1, 0
