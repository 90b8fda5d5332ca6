"""All keys, made from the table of actions: searchable, and a chosen one is carried out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Input, Static

from reader.text.wrap import cells, fit, pad
from reader.tui.actions import ACTIONS, Action, Pane, keys_of
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.lines import LineView, strip_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.config.keymap import Keymap

_KEYS_WIDTH = 20
_WITH_NAMES = 56
"""Cells from which the names of actions have room beside what these do."""


class KeyList(LineView, can_focus=False, inherit_bindings=False):
    """The actions that match what is typed, in their groups."""

    def __init__(self, keymap: Keymap, pane: Pane) -> None:
        super().__init__(id="key-list")
        self._keymap = keymap
        self._pane = pane
        self._lines: list[Action | str | None] = []
        self.cursor = 0
        self.filter("")

    def filter(self, words: str) -> None:
        """Show the actions whose title, id, group or keys hold every word."""
        wanted = words.lower().split()
        real = [action for action in ACTIONS if action.where]
        found = [action for action in real if all(word in self._haystack(action) for word in wanted)]
        self._lines = []
        for group, actions in groupby(found, key=lambda action: action.group):
            if self._lines:
                self._lines.append(None)
            self._lines.append(group)
            self._lines.extend(actions)
        self.cursor = next((n for n, line in enumerate(self._lines) if isinstance(line, Action)), -1)
        self.virtual_size = Size(10, len(self._lines))
        if self.is_mounted:
            self.jump(0)
        self.refresh()

    def _haystack(self, action: Action) -> str:
        return f"{action.title} {action.id} {action.group} {keys_of(action, self._keymap)}".lower()

    @property
    def current(self) -> Action | None:
        """The action under the cursor."""
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, Action) else None

    def move(self, steps: int) -> None:
        """Go on by actions, over headings."""
        stops = [number for number, line in enumerate(self._lines) if isinstance(line, Action)]
        if not stops:
            return
        at = stops.index(self.cursor) if self.cursor in stops else 0
        self.cursor = stops[min(max(0, at + steps), len(stops) - 1)]
        if self.cursor - 2 < self.top:
            self.jump(max(0, self.cursor - 2))
        elif self.cursor + 2 > self.top + self.height:
            self.jump(self.cursor + 2 - self.height)
        self.refresh()

    def page(self, pages: float) -> None:
        """Go on by a page."""
        self.move(int(self.height * pages))

    def go_to(self, number: int | None) -> None:
        """Go to the first or last action."""
        self.move(len(self._lines) if number is None or number < 0 else -len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        at = self.top + y
        line = self._lines[at] if at < len(self._lines) else None
        if not self._lines and y == 0:
            return strip_of([("No key does that.", self.look("help--id"))], width, self.base)
        if line is None:
            return Strip.blank(width, self.base)
        if isinstance(line, str):
            return strip_of([(line, self.look("help--group"))], width, self.base)
        lift = self.accent("help--cursor") if at == self.cursor else Style()
        base = self.base + lift
        keys = pad(keys_of(line, self._keymap), min(_KEYS_WIDTH, width // 3))
        room = width - cells(keys) - 3
        here = self._pane in line.where
        title = fit(line.title, room)
        pieces = [
            (" ", base),
            (keys, self.look("help--key") + lift),
            (" ", base),
            (title, self.look("help--title" if here else "help--elsewhere") + lift),
        ]
        tail = line.id
        # names of actions stand in a column of their own or not at all
        if width >= _WITH_NAMES and room - cells(title) > len(tail) + 2:
            pieces.append((" " * (room - cells(title) - len(tail)), base))
            pieces.append((tail, self.look("help--id") + lift))
        return strip_of(pieces, width, base)


class HelpScreen(Dialog[str | None]):
    """Answers with the id of the action that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("pagedown", "move(10)", "Down a page", priority=True),
        Binding("pageup", "move(-10)", "Up a page", priority=True),
    ]

    def __init__(self, keymap: Keymap, pane: Pane) -> None:
        super().__init__()
        self._list = KeyList(keymap, pane)

    def compose(self) -> ComposeResult:
        """Lay out the search line above the keys."""
        with Vertical(classes="dialog tall"):
            yield Static(Content("Keys"), classes="dialog-title")
            yield Input(placeholder="type to search, such as quote or undo", compact=True, id="help-search")
            yield self._list
            yield Static(
                Content("Enter does it   ↑ ↓ choose   Esc goes back   digits before a key repeat it, as in 10j"),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        """Take the keys."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed; a lone question mark closes, as it opened."""
        if event.value == "?":
            self.dismiss(None)
            return
        self._list.filter(event.value)

    def on_input_submitted(self) -> None:
        """Carry out what is under the cursor."""
        action = self._list.current
        self.dismiss(action.id if action else None)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._list.move(steps)
