"""To quotes and to the places where somebody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import Entity
from reader.tui.actions import Pane
from reader.tui.page.aside import Tab

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def next_quote(desk: LibraryScreen) -> None:
    """Jump to the next quote."""
    _walk_quotes(desk, desk.take_count())


def previous_quote(desk: LibraryScreen) -> None:
    """Jump to the previous quote."""
    _walk_quotes(desk, -desk.take_count())


def next_mention(desk: LibraryScreen) -> None:
    """Jump to the next mention of the picked name."""
    _walk_mentions(desk, desk.take_count())


def previous_mention(desk: LibraryScreen) -> None:
    """Jump to the previous mention of the picked name."""
    _walk_mentions(desk, -desk.take_count())


def everywhere(desk: LibraryScreen) -> None:
    """Filter the list to the articles that name the picked person, organisation or place."""
    reading = desk.opened.reading
    item = desk.sidebar.current if desk.pane is Pane.SIDEBAR else None
    entity = item if isinstance(item, Entity) else reading.entity if reading else None
    if entity is None:
        desk.say("Pick a name in the sidebar first.")
        return
    from reader.library.query import Field, quoted
    from reader.tui.commands.finding import apply_query

    # no field holds other names: their words are searched
    field = {"PERSON": Field.PERSON, "ORG": Field.ORG, "PLACE": Field.PLACE}.get(entity.type, Field.TEXT)
    if apply_query(desk, quoted(field, entity.name)):
        others = desk.shown.total - 1
        found = f"{others:,} other {'article names' if others == 1 else 'articles name'}"
        desk.say(
            f"{found if others > 0 else 'Only this article names'} {entity.name}. {desk.key('cancel')} shows all again."
        )
        desk.panes.go(Pane.LIST)


def _walk_quotes(desk: LibraryScreen, steps: int) -> None:
    reading = desk.opened.reading
    if reading is None or not desk.view.walk("quotes", steps):
        desk.say("Nobody is quoted in this article.")
        return
    number = reading.layers["quotes"].here
    quote = reading.article.quotes[number]
    if desk.sidebar.tab is Tab.QUOTES:
        desk.sidebar.select(quote)
    said = f" {desk.signs.dot} {quote.cue}" if quote.cue else ""
    desk.say(f"Quote {number + 1} of {len(reading.article.quotes)}: {quote.speaker or 'no speaker named'}{said}")


def _walk_mentions(desk: LibraryScreen, steps: int) -> None:
    reading = desk.opened.reading
    if reading is None:
        return
    item = desk.sidebar.current
    if reading.entity is None and isinstance(item, Entity):
        desk.opened.pick(item)
    elif not desk.view.walk("mentions", steps):
        desk.say(f"Pick a name in the sidebar first: {desk.key('pane.sidebar')} goes there.")
