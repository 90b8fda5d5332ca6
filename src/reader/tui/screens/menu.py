"""A few things to do, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.text.safe import safe_line
from reader.text.wrap import fit
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.choices import ChoiceList, Item

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Choice(NamedTuple):
    """Something to do: its key, its name, and whether it can be done now."""

    key: str
    name: str
    able: bool = True


class Menu(Dialog[str | None]):
    """Answers with the key of what was chosen, or None; with `capitals`, as a capital letter where one was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back"),
        Binding("down,j,tab", "move(1)", "Down"),
        Binding("up,k,shift+tab", "move(-1)", "Up"),
        Binding("enter,space", "take", "Take it"),
    ]

    def __init__(
        self,
        title: str,
        facts: str,
        choices: Sequence[Choice],
        note: str,
        signs: Signs = UNICODE,
        *,
        capitals: bool = False,
    ) -> None:
        super().__init__()
        self._title = fit(safe_line(title), 60, signs.ellipsis)
        self._facts = safe_line(facts)
        self._choices = tuple(choices)
        self._note = note
        self._capitals = capitals
        items = [Item(choice.name, sign=choice.key, able=choice.able) for choice in choices]
        self._list = ChoiceList(items, signs, next((n for n, choice in enumerate(choices) if choice.able), 0))
        self._list.styles.height = len(items)

    def compose(self) -> ComposeResult:
        """Lay out the choices below what they are about."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield Static(Content(self._facts), classes="dialog-text")
            yield self._list
            hint = "Enter or its letter does it   Esc goes back"
            yield Static(Content(f"{self._note}\n{hint}" if self._note else hint), classes="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        """Take a choice by its letter."""
        letter = event.character or ""
        if not self._capitals and letter.isupper():
            return
        for choice in self._choices:
            if choice.key == letter.lower():
                event.stop()
                if choice.able:
                    self.dismiss(letter)

    def on_choice_list_clicked(self) -> None:
        """Take the choice that was clicked."""
        self.action_take()

    def action_take(self) -> None:
        """Take the choice under the cursor."""
        choice = self._choices[self._list.current]
        if choice.able:
            self.dismiss(choice.key)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._list.move(steps)
