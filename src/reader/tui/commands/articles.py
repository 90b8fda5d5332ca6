"""From article to article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions import Pane

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def onward(desk: LibraryScreen) -> None:
    """Go to the next match while a search is on, else to the next unread article."""
    if not _walk_matches(desk, desk.take_count()):
        _seek_unread(desk, desk.take_count())


def backward(desk: LibraryScreen) -> None:
    """Go to the previous match while a search is on, else to the previous unread article."""
    if not _walk_matches(desk, -desk.take_count()):
        _seek_unread(desk, -desk.take_count())


def following(desk: LibraryScreen) -> None:
    """Go to the next article of the list."""
    _move(desk, desk.take_count())


def preceding(desk: LibraryScreen) -> None:
    """Go to the previous article of the list."""
    _move(desk, -desk.take_count())


def history_back(desk: LibraryScreen) -> None:
    """Go back to the place before the last jump."""
    place = desk.opened.history.back(desk.opened.here())
    if place is None:
        desk.say("This is where you began.")
        return
    desk.opened.go(place)
    _follow(desk)


def history_forward(desk: LibraryScreen) -> None:
    """Go forward to the place that was left by going back."""
    place = desk.opened.history.forward(desk.opened.here())
    if place is None:
        desk.say("There is nothing further on.")
        return
    desk.opened.go(place)
    _follow(desk)


def sort(desk: LibraryScreen) -> None:
    """Sort the list another way; the cursor stays on its article."""
    name = desk.shown.turn_sort()
    desk.refresh_rows()
    desk.say(f"Sorted {name}.")


def _walk_matches(desk: LibraryScreen, steps: int) -> bool:
    reading = desk.opened.reading
    if reading is None or not reading.words:
        return False
    if not desk.view.walk("matches", steps):
        desk.say(
            f"No match for {desk.signs.left}{reading.words}{desk.signs.right}. {desk.key('cancel')} ends the search."
        )
    return True


def _seek_unread(desk: LibraryScreen, steps: int) -> None:
    desk.list.select(desk.opened.id)
    if desk.list.seek_unread(steps):
        _settle(desk)
    else:
        desk.say(f"No unread article {'below' if steps > 0 else 'above'} this one.")


def _move(desk: LibraryScreen, steps: int) -> None:
    before = desk.list.cursor
    desk.list.move(steps)
    if desk.list.cursor == before:
        desk.say("This is the last article." if steps > 0 else "This is the first article.")
    else:
        _settle(desk)


def _settle(desk: LibraryScreen) -> None:
    """Open what the list's cursor stands on now, where the article is being read; the list only moves on."""
    if desk.pane is not Pane.LIST:
        desk.open_article(desk.list.current)


def _follow(desk: LibraryScreen) -> None:
    desk.list.select(desk.opened.id)
    if desk.pane is Pane.LIST:
        desk.panes.go(Pane.ARTICLE)
    desk.edges.update()
