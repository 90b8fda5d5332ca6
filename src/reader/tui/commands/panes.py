"""Going from pane to pane, showing and hiding them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions import Pane

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen

_ORDER = tuple(Pane)


def enter(desk: LibraryScreen) -> None:
    """Open the article under the list's cursor, or show the sidebar's item in the text."""
    if desk.pane is Pane.SIDEBAR:
        desk.sidebar.choose()
    elif desk.pane is Pane.LIST:
        if desk.list.current >= 0:
            desk.open_article(desk.list.current)
            desk.to_pane(Pane.ARTICLE)
    elif desk.single:
        desk.to_pane(Pane.SIDEBAR)


def back(desk: LibraryScreen) -> None:
    """Go back one pane; from the list leave the program."""
    if desk.has_class("-zen"):
        zen(desk)
    elif desk.pane is Pane.SIDEBAR:
        _close_side(desk)
        desk.to_pane(Pane.ARTICLE)
    elif desk.pane is Pane.ARTICLE:
        desk.to_pane(Pane.LIST)
    else:
        desk.desk_app.leave()


def cancel(desk: LibraryScreen) -> None:
    """End what is on, the nearest first: a count, a selection, a search, a picked name, a filter; else go back."""
    reading = desk.opened.reading
    if desk.count:
        desk.count = 0
    elif desk.selections:
        desk.clear_selection()
    elif reading is not None and reading.words:
        reading.find("")
        desk.view.redraw()
    elif reading is not None and reading.entity is not None and desk.pane is not Pane.LIST:
        reading.pick(None)
        desk.sidebar.picked = None
        desk.sidebar.refresh()
        desk.view.redraw()
    elif desk.pane is Pane.LIST:
        if desk.shown.words:
            desk.shown.set_query("")
            desk.refresh_rows()
    else:
        back(desk)
    desk.update_status()


def following(desk: LibraryScreen) -> None:
    """Go to the next pane in sight, round and round; alone, to the next one."""
    _step(desk, 1)


def preceding(desk: LibraryScreen) -> None:
    """Go to the previous pane."""
    _step(desk, -1)


def left(desk: LibraryScreen) -> None:
    """Go to the pane on the left."""
    at = _ORDER.index(desk.pane)
    if at == 2:
        _close_side(desk)
    desk.to_pane(_ORDER[max(0, at - 1)])


def right(desk: LibraryScreen) -> None:
    """Go to the pane on the right; in the sidebar, to its next tab."""
    at = _ORDER.index(desk.pane)
    if at == len(_ORDER) - 1:
        desk.sidebar.turn(1)
    else:
        desk.to_pane(_ORDER[at + 1])


def to_list(desk: LibraryScreen) -> None:
    """Go to the list."""
    desk.to_pane(Pane.LIST)


def to_article(desk: LibraryScreen) -> None:
    """Go to the article."""
    desk.to_pane(Pane.ARTICLE)


def to_sidebar(desk: LibraryScreen) -> None:
    """Go to the sidebar."""
    desk.to_pane(Pane.SIDEBAR)


def next_tab(desk: LibraryScreen) -> None:
    """Open the sidebar's next tab."""
    desk.sidebar.turn(desk.take_count())


def previous_tab(desk: LibraryScreen) -> None:
    """Open the sidebar's previous tab."""
    desk.sidebar.turn(-desk.take_count())


def toggle_sidebar(desk: LibraryScreen) -> None:
    """Show the sidebar and go there, or hide it."""
    if desk.side_in_sight:
        desk.add_class("-no-side")
        desk.remove_class("-with-side")
        desk.leave_pane(Pane.SIDEBAR)
    elif desk.size.width >= 120:
        desk.remove_class("-no-side", "-zen")
        desk.update_status()
    else:
        desk.to_pane(Pane.SIDEBAR)


def toggle_list(desk: LibraryScreen) -> None:
    """Show or hide the list."""
    if desk.single and not desk.has_class("-zen"):
        desk.to_pane(Pane.LIST)
        return
    desk.remove_class("-zen")
    desk.toggle_class("-no-list")
    if desk.has_class("-no-list"):
        desk.leave_pane(Pane.LIST)


def zen(desk: LibraryScreen) -> None:
    """Show the article alone, or all panes again."""
    desk.toggle_class("-zen")
    if desk.has_class("-zen"):
        desk.to_pane(Pane.ARTICLE)
    desk.update_status()


def _step(desk: LibraryScreen, steps: int) -> None:
    panes = desk.panes_in_sight
    if len(panes) < 2 or desk.pane not in panes:
        panes = list(_ORDER)
    desk.to_pane(panes[(panes.index(desk.pane) + steps) % len(panes)])


def _close_side(desk: LibraryScreen) -> None:
    desk.remove_class("-with-side")
