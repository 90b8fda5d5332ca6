"""An address in full, before it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LinkScreen(Dialog[bool]):
    """Shows a checked address and answers whether to open it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "answer(True)", "Open"),
        Binding("y", "copy", "Copy"),
        Binding("escape,q,n", "answer(False)", "Back"),
        Binding("down,j,space,pagedown", "scroll(1)", "Down"),
        Binding("up,k,b,pageup", "scroll(-1)", "Up"),
    ]

    def __init__(self, address: str, words: str = "") -> None:
        super().__init__()
        self._address = address
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(Content("Open this address in your browser?"), classes="dialog-title")
            if self._words:
                yield Static(Content(self._words), classes="dialog-hint")
            # one that is longer than the screen is scrolled: its end says where it leads as well as its start
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content(self._address))
            yield Static(Content("Enter opens it   y copies the address   Esc goes back"), classes="dialog-hint")

    def action_answer(self, confirmed: bool) -> None:
        """Answer."""
        self.dismiss(confirmed)

    def action_scroll(self, steps: int) -> None:
        """Show the next lines of a very long address, or the ones before."""
        self.query_one(VerticalScroll).scroll_relative(y=steps, animate=False)

    def action_copy(self) -> None:
        """Send the address to the terminal's clipboard."""
        self.app.copy_to_clipboard(self._address)
        self.dismiss(False)
