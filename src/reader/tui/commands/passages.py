"""Choosing a passage with the keys: while one is chosen, the keys that move and the keys beside them are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.tui.actions import BY_ID
from reader.tui.commands import moves
from reader.tui.page.parts import Kind
from reader.tui.page.passages import Unit, begun, lengthened, stepped, turned
from reader.tui.page.wording import hidden_count

if TYPE_CHECKING:
    from reader.tui.page.layout import Spot
    from reader.tui.screens.library import LibraryScreen

WHILE_CHOSEN: Final = {
    "move.down": "passages.following",
    "move.up": "passages.preceding",
    "move.page-down": "passages.page_down",
    "move.page-up": "passages.page_up",
    "move.half-down": "passages.half_down",
    "move.half-up": "passages.half_up",
    "move.top": "passages.top",
    "move.bottom": "passages.bottom",
    "move.next-paragraph": "passages.next_paragraph",
    "move.previous-paragraph": "passages.previous_paragraph",
    "quote.next": "passages.next_quote",
    "quote.previous": "passages.previous_quote",
    "pane.left": "passages.shorter",
    "pane.right": "passages.longer",
    "mention.previous": "passages.begin_earlier",
    "mention.next": "passages.begin_later",
    "cancel": "passages.leave",
    "back": "passages.leave",
}
"""What these actions do while a passage is chosen, by their ids."""

_UNITS: Final = {Unit.SENTENCE: "sentence", Unit.QUOTE: "quote", Unit.PARAGRAPH: "paragraph", Unit.WORDS: "words"}


def choose(desk: LibraryScreen) -> None:
    """Choose the sentence that the reader is at; again, the quote around it, its paragraph, and the sentence again."""
    if desk.chosen.passage is None:
        if not desk.chosen.begin():
            desk.say("There is no text to choose from.")
            return
    else:
        desk.chosen.change(lambda reading, passage: turned(reading.article, passage))
    tell(desk)


def following(desk: LibraryScreen) -> None:
    """Go to the next sentence, quote or paragraph."""
    _step(desk, desk.take_count())


def preceding(desk: LibraryScreen) -> None:
    """Go to the previous one."""
    _step(desk, -desk.take_count())


def page_down(desk: LibraryScreen) -> None:
    """Scroll down a page, and choose the first that is then in sight."""
    moves.page_down(desk)
    desk.chosen.follow()


def page_up(desk: LibraryScreen) -> None:
    """Scroll up a page, and choose the first that is then in sight."""
    moves.page_up(desk)
    desk.chosen.follow()


def half_down(desk: LibraryScreen) -> None:
    """Scroll down half a page."""
    moves.half_down(desk)
    desk.chosen.follow()


def half_up(desk: LibraryScreen) -> None:
    """Scroll up half a page."""
    moves.half_up(desk)
    desk.chosen.follow()


def top(desk: LibraryScreen) -> None:
    """Go to the top, and choose there."""
    moves.top(desk)
    desk.chosen.follow()


def bottom(desk: LibraryScreen) -> None:
    """Go to the end, and choose there."""
    moves.bottom(desk)
    desk.chosen.follow()


def next_paragraph(desk: LibraryScreen) -> None:
    """Go to the next paragraph."""
    _step(desk, desk.take_count(), Unit.PARAGRAPH)


def previous_paragraph(desk: LibraryScreen) -> None:
    """Go to the previous paragraph."""
    _step(desk, -desk.take_count(), Unit.PARAGRAPH)


def next_quote(desk: LibraryScreen) -> None:
    """Go to the next quote."""
    _step(desk, desk.take_count(), Unit.QUOTE)


def previous_quote(desk: LibraryScreen) -> None:
    """Go to the previous quote."""
    _step(desk, -desk.take_count(), Unit.QUOTE)


def longer(desk: LibraryScreen) -> None:
    """Take one word more at the end."""
    steps = desk.take_count()
    desk.chosen.change(lambda reading, passage: lengthened(reading.article, passage, steps))


def shorter(desk: LibraryScreen) -> None:
    """Take one word less at the end."""
    steps = -desk.take_count()
    desk.chosen.change(lambda reading, passage: lengthened(reading.article, passage, steps))


def begin_later(desk: LibraryScreen) -> None:
    """Leave one word out at the beginning."""
    steps = desk.take_count()
    desk.chosen.change(lambda reading, passage: begun(reading.article, passage, steps))


def begin_earlier(desk: LibraryScreen) -> None:
    """Begin one word earlier."""
    steps = -desk.take_count()
    desk.chosen.change(lambda reading, passage: begun(reading.article, passage, steps))


def leave(desk: LibraryScreen) -> None:
    """Choose nothing any more."""
    desk.chosen.put(None)
    desk.edges.update()


def point(desk: LibraryScreen, spot: Spot) -> None:
    """Unfold hidden lines that were clicked; while a passage is chosen, choose there instead."""
    reading = desk.opened.reading
    if reading is None:
        return
    if desk.chosen.passage is not None:
        desk.chosen.point(spot)
    elif reading.page.parts[spot.part].kind is Kind.FOLD and hidden_count(reading.article):
        desk.perform(BY_ID["text.removed"])


def tell(desk: LibraryScreen) -> None:
    """Say by what the passage is chosen, and how to choose otherwise."""
    if desk.chosen.passage is not None:
        unit = desk.chosen.passage.unit
        more = "a sentence again" if unit is Unit.PARAGRAPH else "more"
        desk.say(
            f"{_UNITS[unit].capitalize()} chosen {desk.signs.dash} {desk.key('move.down')} {desk.key('move.up')} go on,"
            f" {desk.key('passage.choose')} takes {more}, {desk.key('pane.left')} {desk.key('pane.right')} move its end"
        )


def _step(desk: LibraryScreen, steps: int, unit: Unit | None = None) -> None:
    desk.chosen.change(
        lambda reading, passage: stepped(
            reading.article, reading.page.blocks, passage._replace(unit=unit or passage.unit), steps
        )
    )
