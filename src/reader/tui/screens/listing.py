"""A list in a dialog, with a few things to do with what is under its cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.text.safe import safe_line
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.choices import ChoiceList, Item

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["Item", "ListScreen"]

_NAMES = {"enter": "Enter"}


class ListScreen(Dialog[tuple[str, int] | None]):
    """Answers with what is to be done and the number of the item, or None.

    `keys` maps keys to (what is to be done, how that is said); with `searched`, letters narrow the list down instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("pagedown", "page(1)", "Down a page", priority=True),
        Binding("pageup", "page(-1)", "Up a page", priority=True),
    ]

    def __init__(
        self,
        title: str,
        items: Sequence[Item],
        keys: Mapping[str, tuple[str, str]],
        signs: Signs = UNICODE,
        cursor: int = 0,
        *,
        searched: bool = False,
    ) -> None:
        super().__init__()
        self._title = safe_line(title)
        self._keys = dict(keys)
        self._searched = searched
        self._list = ChoiceList(items, signs, cursor, gap=not searched, empty_text="No name has these letters.")
        self._signs = signs

    def compose(self) -> ComposeResult:
        """Lay out the list, below a line to type in when it is searched."""
        with Vertical(classes="dialog tall"):
            yield Static(Content(self._title), classes="dialog-title")
            if self._searched:
                yield Input(placeholder="type to search", compact=True)
            yield self._list
            done = "   ".join(f"{_NAMES.get(key, key)} {words}" for key, (_, words) in self._keys.items())
            arrows = f"{self._signs.up} {self._signs.down} choose"
            yield Static(Content(f"{done}   {arrows}   Esc goes back"), classes="dialog-hint")

    def on_mount(self) -> None:
        """Take the keys."""
        if self._searched:
            line = self.query_one(Input)
            line.cursor_blink = False
            line.focus()

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for, or move."""
        if self._searched:
            return
        moves = {"j": 1, "k": -1}
        if event.key in moves:
            event.stop()
            self._list.move(moves[event.key])
        elif event.key == "q":
            event.stop()
            self.dismiss(None)
        elif event.key in self._keys:
            event.stop()
            self._answer(event.key)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list down."""
        self._list.filter(event.value)

    def on_input_submitted(self) -> None:
        """Take what is under the cursor."""
        self._answer("enter")

    def on_choice_list_clicked(self) -> None:
        """Take what was clicked."""
        self._answer("enter")

    def _answer(self, key: str) -> None:
        if self._list.current >= 0 and key in self._keys:
            self.dismiss((self._keys[key][0], self._list.current))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._list.move(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._list.page(pages)
