"""Which panes are in sight and which one holds the keys, at any width."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from reader.tui.actions import Pane
from reader.tui.desk.shown import read_setting

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen
    from reader.tui.widgets.lines import LineView

THREE_FROM: Final = 120
"""Columns from which all three panes stand side by side."""

TWO_FROM: Final = 80
"""Columns from which two panes do; below, one at a time is shown."""

_SETTING: Final = "tui.panes"
_BOXES: Final = {Pane.LIST: "#list-pane", Pane.ARTICLE: "#article-pane", Pane.SIDEBAR: "#side-pane"}
_KEPT: Final = ("-no-side", "-no-list")


class Panes:
    """The three panes. What the style sheet shows of them hangs on classes of the screen:

    `-at-list` and so on name the pane that holds the keys, `-with-side` lets the sidebar take the list's place where
    there is room for two, `-no-side` and `-no-list` are the user's wish, `-zen` shows the article alone.
    """

    def __init__(self, desk: LibraryScreen) -> None:
        self._desk = desk
        self.current = Pane.LIST
        self._previous = Pane.LIST

    @property
    def single(self) -> bool:
        """Whether one pane is shown at a time."""
        return self._desk.size.width < TWO_FROM or self._desk.has_class("-zen")

    @property
    def all_fit(self) -> bool:
        """Whether there is room for all three."""
        return self._desk.size.width >= THREE_FROM

    @property
    def in_sight(self) -> list[Pane]:
        """The panes that are shown, left to right."""
        return [pane for pane, box in _BOXES.items() if self._desk.query_one(box).display]

    @property
    def widget(self) -> LineView:
        """The view that the keys move."""
        return self.view_of(self.current)

    def view_of(self, pane: Pane) -> LineView:
        """Return a pane's view."""
        return {Pane.LIST: self._desk.list, Pane.ARTICLE: self._desk.view, Pane.SIDEBAR: self._desk.sidebar}[pane]

    def go(self, pane: Pane) -> None:
        """Give a pane the keys, and show it where it is hidden."""
        desk = self._desk
        if pane is not self.current:
            self._previous = self.current
        self.current = pane
        classes = {f"-at-{other}": other is pane for other in Pane}
        if pane is Pane.LIST:
            classes |= {"-no-list": False, "-zen": False, "-with-side": False}
        elif pane is Pane.SIDEBAR:
            classes |= {"-no-side": False, "-zen": False, "-with-side": True}
        if any(desk.has_class(name) is not wanted for name, wanted in classes.items()):
            desk.update_classes(classes, animate=False)
        if desk.prompt is None:
            self.widget.focus(scroll_visible=False)
        if pane is not Pane.LIST:
            desk.catch_up()
        desk.edges.update()

    def step_off_side(self) -> None:
        """Let the list have its place back where the sidebar took it."""
        self._desk.remove_class("-with-side")

    def hide_side(self) -> None:
        """Take the sidebar away; where it has a place of its own, for good."""
        self._desk.remove_class("-with-side")
        self._desk.set_class(self.all_fit, "-no-side")
        self._leave(Pane.SIDEBAR)

    def hide_list(self) -> None:
        """Take the list away."""
        self._desk.add_class("-no-list")
        self._leave(Pane.LIST)

    def _leave(self, hidden: Pane) -> None:
        """Give the keys to another pane when the one that holds them was hidden."""
        if self.current is hidden:
            self.go(Pane.ARTICLE if self._previous is hidden else self._previous)
        else:
            self._desk.edges.update()

    def restore(self) -> None:
        """Take up the layout and the measure of the last time."""
        saved = read_setting(self._desk.library, _SETTING)
        for name in _KEPT:
            self._desk.set_class(saved.get(name) is True, name)
        measure = saved.get("measure")
        if isinstance(measure, int) and 20 <= measure <= 200:
            self._desk.view.measure = measure

    def save(self) -> None:
        """Remember the layout, and the measure when it is not that of the settings."""
        desk = self._desk
        layout: dict[str, object] = {name: desk.has_class(name) for name in _KEPT}
        if desk.view.measure != desk.desk_app.settings.measure:
            layout["measure"] = desk.view.measure
        desk.library.put_setting(_SETTING, json.dumps(layout))
