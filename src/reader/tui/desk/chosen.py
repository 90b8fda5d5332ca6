"""The passage of the open article that is chosen, with the keys or with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.page.annotations import note_on, passage_of
from reader.tui.page.layout import Spot
from reader.tui.page.passages import Passage, Unit, paragraph_at, quotes_in, sentence_at

if TYPE_CHECKING:
    from reader.library.model import Note
    from reader.tui.page.reading import Reading
    from reader.tui.widgets.article_view import ArticleView


class Chosen:
    """Shows in the text which passage the next key is about. What is selected with the mouse goes first."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    @property
    def _reading(self) -> Reading | None:
        return self._view.reading

    @property
    def passage(self) -> Passage | None:
        """What is chosen with the keys."""
        return self._reading.passage if self._reading else None

    @property
    def passages(self) -> list[Passage]:
        """What is selected with the mouse, one passage for each block, else what is chosen with the keys."""
        reading = self._reading
        if reading is None:
            return []
        found = []
        for part, start, end in self._view.selected:
            drawn = reading.page.parts[part]
            if drawn.block >= 0:
                first = drawn.raw(start)
                found.append(Passage(drawn.block, first, drawn.raw(end - 1) + 1, Unit.WORDS))
        if not found and reading.passage is not None:
            return [reading.passage]
        return found

    @property
    def text(self) -> str:
        """The words that are chosen with the keys."""
        reading, passage = self._reading, self.passage
        if reading is None or passage is None:
            return ""
        return reading.article.blocks[passage.block].text[passage.start : passage.end]

    @property
    def note(self) -> Note | None:
        """The note that what is chosen covers; with nothing chosen the one that was jumped to last, while in sight."""
        reading, passages = self._reading, self.passages
        if reading is None:
            return None
        if passages:
            return note_on(reading.notes, passages[0]) if len(passages) == 1 else None
        return self._reached

    @property
    def _reached(self) -> Note | None:
        reading = self._reading
        if reading is None:
            return None
        notes = reading.layers["notes"]
        if notes.spot is None or self._view.place != notes.spot[:2]:
            return None
        return reading.notes[notes.here]

    def begin(self) -> bool:
        """Choose what was jumped to last, else the first sentence in sight; False where there is no text."""
        reading, place = self._reading, self._place()
        if reading is None or place is None:
            return False
        if self._reached is not None:
            self.put(passage_of(self._reached))
            return True
        article = reading.article
        here = reading.layers["quotes"].spot
        quotes = quotes_in(article, place[0]) if here is not None and here[:2] == self._view.place else []
        quote = next((quote for quote in quotes if quote[:2] == place), None)
        self.put(quote or sentence_at(article, *place))
        return True

    def begin_whole(self) -> bool:
        """Choose the paragraph of what is chosen, else the one that the reader is at; False where there is none."""
        reading, chosen = self._reading, self.passages
        place = chosen[0][:2] if chosen else self._place()
        if reading is None or place is None:
            return False
        self._view.screen.clear_selection()
        self.put(paragraph_at(reading.article, place[0]))
        return True

    def follow(self) -> None:
        """Choose the first sentence or paragraph in sight when what was chosen is not in sight any more."""
        passage = self.passage
        if passage is None or self._in_sight():
            return
        self.put(None)
        if passage.unit is Unit.PARAGRAPH:
            self.begin_whole()
        else:
            self.begin()

    def show(self) -> bool:
        """Bring what is chosen with the keys into sight; False when it was not, so that nobody has seen it."""
        if self.passage is None or self._in_sight():
            return True
        self.put(self.passage)
        return False

    def _in_sight(self) -> bool:
        spots = [spot for group in self._reading.layers["passage"].groups for spot in group] if self._reading else []
        return any(self._view.shows(spot) for spot in spots)

    def _place(self) -> tuple[int, int] | None:
        """The block, and the character in it, that the reader is at."""
        if self._reading is None or not self._reading.page.blocks:
            return None
        part, offset = self._view.place
        parts = self._reading.page.parts
        if parts[part].block >= 0:
            return parts[part].block, parts[part].raw(offset)
        below = next((block for block in parts.blocks[part:] if block >= 0), -1)
        return (below, 0) if below >= 0 else (self._reading.page.blocks[-1], 0)

    def point(self, spot: Spot) -> None:
        """Choose the sentence, or with paragraphs chosen the paragraph, at a place."""
        reading = self._reading
        block = reading.page.parts[spot.part].block if reading else -1
        if reading is not None and block >= 0:
            whole = self.passage is not None and self.passage.unit is Unit.PARAGRAPH
            raw = reading.page.parts[spot.part].raw(spot.start)
            self.put(paragraph_at(reading.article, block) if whole else sentence_at(reading.article, block, raw))

    def change(self, how: Callable[[Reading, Passage], Passage]) -> None:
        """Choose another passage in the place of the one that is chosen."""
        if self._reading is not None and self.passage is not None:
            self.put(how(self._reading, self.passage))

    def put(self, passage: Passage | None) -> None:
        """Choose a passage and bring it into sight, or choose none."""
        if self._reading is None:
            return
        spots = self._reading.choose(passage)
        self._view.redraw()
        if spots and spots.groups[0]:
            self._view.show_spot(spots.groups[0][0])
