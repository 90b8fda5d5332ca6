"""One line to type into, in the place of the status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.suggester import Suggester


class _Line(Input):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", "Drop", show=False),
        Binding("tab", "cursor_right", "Take the suggestion", show=False),
        Binding("ctrl+u", "delete_left_all", "Clear", show=False),
    ]

    def action_drop(self) -> None:
        """Leave without an answer."""
        parent = self.parent
        if isinstance(parent, Prompt):
            parent.drop()


class Prompt(Horizontal):
    """A question with its answer as it is typed. `over_list` lets the arrow keys move the list meanwhile."""

    DEFAULT_CSS = """
    Prompt { height: 1; background: $lift-soft; padding: 0 2; }
    Prompt #label { width: auto; color: $gold; text-style: bold; }
    Prompt #answer { width: 1fr; background: $lift-soft; color: $bright; }
    Prompt #told { width: auto; max-width: 50%; color: $soft; padding: 0 0 0 2; }
    """

    def __init__(
        self,
        label: str,
        *,
        done: Callable[[str], object],
        live: Callable[[str], object] | None = None,
        dropped: Callable[[], None] | None = None,
        close: Callable[[], None],
        value: str = "",
        placeholder: str = "",
        over_list: bool = False,
        suggester: Suggester | None = None,
    ) -> None:
        super().__init__(id="prompt")
        self._label = label
        self._done = done
        self._live = live
        self._dropped = dropped
        self._close = close
        self.over_list = over_list
        self._wrong = ""
        self._line = _Line(
            value=value, placeholder=placeholder, compact=True, suggester=suggester, select_on_focus=True, id="answer"
        )
        self._told = Static(Content(""), id="told")

    def compose(self) -> ComposeResult:
        """Lay out the label, the line and what is said about it."""
        yield Static(Content(f"{self._label} "), id="label")
        yield self._line
        yield self._told

    def on_mount(self) -> None:
        """Take the keys."""
        self._line.cursor_blink = False
        self._line.focus()

    @property
    def hints(self) -> list[tuple[str, str]]:
        """What the line of keys says: what is wrong with the answer so far, else how to end."""
        return [("!", self._wrong)] if self._wrong else [("Enter", "takes it"), ("Esc", "leaves it")]

    def complain(self, text: str) -> None:
        """Keep what is wrong with the answer so far; nothing when the text is empty."""
        self._wrong = text

    def tell(self, text: str) -> None:
        """Say what the answer so far leads to."""
        self._told.update(Content(text))

    def drop(self) -> None:
        """Leave without an answer."""
        self._close()
        if self._dropped is not None:
            self._dropped()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow the typing."""
        event.stop()
        if self._live is not None:
            self._live(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer."""
        event.stop()
        self._close()
        self._done(event.value)
