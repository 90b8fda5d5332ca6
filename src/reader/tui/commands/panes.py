"""Going from pane to pane, showing and hiding them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions import Pane

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen

_ORDER = tuple(Pane)


def enter(desk: LibraryScreen) -> None:
    """Open the article under the list's cursor or the link that was jumped to; show the sidebar's item in the text."""
    if desk.pane is Pane.SIDEBAR:
        desk.sidebar.choose()
    elif desk.pane is Pane.LIST:
        if desk.list.current >= 0:
            desk.open_article(desk.list.current)
            desk.panes.go(Pane.ARTICLE)
    elif desk.view.link is not None:
        from reader.tui.commands.links import open_here

        open_here(desk)
    elif desk.panes.single:
        desk.panes.go(Pane.SIDEBAR)


def back(desk: LibraryScreen) -> None:
    """Go back one pane; from the list leave the program."""
    if desk.has_class("-zen"):
        zen(desk)
    elif desk.pane is Pane.SIDEBAR:
        desk.panes.step_off_side()
        desk.panes.go(Pane.ARTICLE)
    elif desk.pane is Pane.ARTICLE:
        desk.panes.go(Pane.LIST)
    else:
        desk.desk_app.leave()


def cancel(desk: LibraryScreen) -> None:
    """End what is on, the nearest first: a count, a selection, a search, a picked name, a filter; else go back."""
    reading = desk.opened.reading
    if desk.count:
        desk.count = 0
    elif desk.selections:
        desk.clear_selection()
    elif reading is not None and desk.pane is Pane.ARTICLE and desk.view.link is not None:
        desk.view.put_link(None)
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
    desk.edges.update()


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
        desk.panes.step_off_side()
    desk.panes.go(_ORDER[max(0, at - 1)])


def right(desk: LibraryScreen) -> None:
    """Go to the pane on the right; in the sidebar, to its next tab."""
    at = _ORDER.index(desk.pane)
    if at == len(_ORDER) - 1:
        desk.sidebar.turn(1)
    else:
        desk.panes.go(_ORDER[at + 1])


def to_list(desk: LibraryScreen) -> None:
    """Go to the list."""
    desk.panes.go(Pane.LIST)


def to_article(desk: LibraryScreen) -> None:
    """Go to the article."""
    desk.panes.go(Pane.ARTICLE)


def to_sidebar(desk: LibraryScreen) -> None:
    """Go to the sidebar."""
    desk.panes.go(Pane.SIDEBAR)


def next_tab(desk: LibraryScreen) -> None:
    """Open the sidebar's next tab."""
    desk.sidebar.turn(desk.take_count())


def previous_tab(desk: LibraryScreen) -> None:
    """Open the sidebar's previous tab."""
    desk.sidebar.turn(-desk.take_count())


def toggle_sidebar(desk: LibraryScreen) -> None:
    """Show the sidebar, or hide it; where it takes another pane's place, go there."""
    if Pane.SIDEBAR in desk.panes.in_sight:
        desk.panes.hide_side()
    elif desk.panes.all_fit:
        desk.remove_class("-no-side", "-zen")
        desk.edges.update()
    else:
        desk.panes.go(Pane.SIDEBAR)


def toggle_list(desk: LibraryScreen) -> None:
    """Show or hide the list."""
    if Pane.LIST in desk.panes.in_sight and not desk.panes.single:
        desk.panes.hide_list()
    elif desk.panes.single and not desk.has_class("-zen"):
        desk.panes.go(Pane.LIST)
    else:
        desk.remove_class("-no-list", "-zen", "-with-side")
        desk.edges.update()


def zen(desk: LibraryScreen) -> None:
    """Show the article alone, or all panes again."""
    desk.toggle_class("-zen")
    if desk.has_class("-zen"):
        desk.panes.go(Pane.ARTICLE)
    desk.edges.update()


def _step(desk: LibraryScreen, steps: int) -> None:
    panes = desk.panes.in_sight
    if len(panes) < 2 or desk.pane not in panes:
        panes = list(_ORDER)
    desk.panes.go(panes[(panes.index(desk.pane) + steps) % len(panes)])
