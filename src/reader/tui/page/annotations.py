"""Highlights and notes on the page: where they stand, and which one is at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.library.model import Note
from reader.tui.page.layout import Page, Spot
from reader.tui.page.passages import Passage
from reader.tui.page.spots import Spots


def spots_in(page: Page, passage: Passage) -> list[Spot]:
    """Return where characters of a block stand on the page; nowhere when the block is not on it."""
    index = page.part_of(passage.block)
    if index < 0:
        return []
    part = page.parts[index]
    end = min(passage.end, len(page.article.blocks[passage.block].text))
    if passage.start >= end:
        return []
    # the cells of a table may be drawn in another order than they stand in the text
    low, high = sorted((part.shown(passage.start), part.shown(end - 1)))
    return [Spot(index, low, high + 1)]


def passage_of(note: Note) -> Passage:
    """Return the passage that a note is on."""
    return Passage(note.anchor.block, note.anchor.offset, note.anchor.offset + note.length)


def note_spots(page: Page, notes: Iterable[Note]) -> Spots:
    """Return the spots of notes, numbered as they are; one whose words are not on the page has none."""
    return Spots(spots_in(page, passage_of(note)) if note.placed else [] for note in notes)


def words_below(notes: Iterable[Note]) -> Mapping[int, Sequence[str]]:
    """Return for each block what the user wrote about it, each note on one line."""
    found: dict[int, list[str]] = {}
    for note in notes:
        words = " ".join(note.words.split())
        if words and note.placed:
            found.setdefault(note.anchor.block, []).append(words)
    return found


def note_on(notes: Iterable[Note], passage: Passage) -> Note | None:
    """Return the note that holds a whole passage, or is held by it; None when there is none."""
    for note in notes:
        other = passage_of(note)
        if note.placed and other.block == passage.block:
            inside = other.start <= passage.start and passage.end <= other.end
            if inside or (passage.start <= other.start and other.end <= passage.end):
                return note
    return None
