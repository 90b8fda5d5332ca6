"""A list of things to choose from, in a dialog: each a few lines, one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.text.safe import safe_line
from reader.text.wrap import cells, fit, wrap
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.lines import LineView, strip_of

_DEEPEST: Final = 2
_LONGEST: Final = 1_000


class Item(NamedTuple):
    """One thing: its text, what is said about it below, its sign before it, and what stands at the right edge.

    `able` is False for one that cannot be chosen now, which is dim.
    """

    text: str
    detail: str = ""
    sign: str = ""
    right: str = ""
    able: bool = True


class ChoiceList(LineView, can_focus=False, inherit_bindings=False):
    """The items, drawn line by line: at most two lines of text, two of detail, and with `gap` an empty one between."""

    class Clicked(Message):
        """The item under the cursor was clicked."""

    def __init__(
        self,
        items: Sequence[Item],
        signs: Signs = UNICODE,
        cursor: int = 0,
        *,
        gap: bool = False,
        empty_text: str = "",
    ) -> None:
        super().__init__(classes="choices")
        self._all = tuple(items)
        self._signs = signs
        self._gap = gap
        self._empty_text = empty_text
        self._shown = list(range(len(self._all)))
        self._lines: list[tuple[int, str, bool]] = []
        self._firsts: list[int] = []
        self._cursor = min(max(0, cursor), max(0, len(self._all) - 1))
        self._lead = max((cells(item.sign) for item in self._all), default=0)

    def filter(self, words: str) -> None:
        """Show the items that hold every word, the cursor on the first."""
        wanted = words.casefold().split()
        self._shown = [
            number
            for number, item in enumerate(self._all)
            if all(word in f"{item.text} {item.detail}".casefold() for word in wanted)
        ]
        self._cursor = 0
        self._lay_out()

    @property
    def current(self) -> int:
        """The number of the item under the cursor, -1 for none."""
        return self._shown[self._cursor] if self._shown else -1

    def move(self, steps: int) -> None:
        """Go `steps` items on."""
        self._cursor = min(max(0, self._cursor + steps), max(0, len(self._shown) - 1))
        if self._firsts:
            first = self._firsts[self._cursor]
            following = self._cursor + 1
            end = self._firsts[following] if following < len(self._firsts) else len(self._lines)
            if first < self.top:
                self.jump(first)
            elif end > self.top + self.height:
                self.jump(min(first, end - self.height))
        self.refresh()

    def page(self, pages: float) -> None:
        """Go on by the items in sight."""
        self.move(max(1, self.height // 3) * (1 if pages > 0 else -1))

    def go_to(self, number: int | None) -> None:
        """Go to the first or last item."""
        self.move(len(self._shown) if number is None or number < 0 else -len(self._shown))

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        at = self.top + event.y
        if at < len(self._lines) and self._lines[at][0] >= 0:
            self._cursor = self._shown.index(self._lines[at][0])
            self.refresh()
            self.post_message(self.Clicked())

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines, self._firsts = [], []
        for number in self._shown:
            if self._gap and self._lines:
                self._lines.append((-1, "", False))
            self._firsts.append(len(self._lines))
            self._lines.extend((number, text, detail) for text, detail in self._lines_of(number, width))
        self.virtual_size = Size(10, len(self._lines))
        self.move(0)

    def _lines_of(self, number: int, width: int) -> list[tuple[str, bool]]:
        item = self._all[number]
        room = max(4, width - self._lead - 5 - cells(item.right))
        texts = [(item.text, False), *([(item.detail, True)] if item.detail else [])]
        return [(line, detail) for text, detail in texts for line in self._wrapped(text, room)]

    def _wrapped(self, text: str, room: int) -> list[str]:
        line = safe_line(text[:_LONGEST])
        lines = [line[start:end] for start, end in wrap(line, room)] or [""]
        if len(lines) > _DEEPEST:
            lines = [*lines[: _DEEPEST - 1], fit(" ".join(lines[_DEEPEST - 1 :]), room, self._signs.ellipsis)]
        return lines

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        at = self.top + y
        if not self._lines:
            return strip_of([(self._empty_text if y == 0 else "", self.look("help--id"))], width, self.base)
        number, text, is_detail = self._lines[at] if at < len(self._lines) else (-1, "", False)
        if number < 0:
            return Strip.blank(width, self.base)
        item = self._all[number]
        here = number == self.current
        lift = self.accent("help--cursor") if here else Style()
        base = self.base + lift
        first = self._firsts[self._shown.index(number)] == at
        sign = (item.sign if first else "").ljust(self._lead)
        look = "help--id" if is_detail or not item.able else "help--title"
        right = item.right if first else ""
        space = width - 3 - self._lead - cells(text) - cells(right) - 1
        pieces = [
            (self._signs.cursor if here else " ", base + self.accent("hit--bar")),
            (" ", base),
            (sign, self.look("help--key" if item.able else "help--id") + lift),
            (" ", base),
            (text, self.look(look) + lift),
            (" " * max(0, space), base),
            (right, self.look("help--id") + lift),
        ]
        return strip_of(pieces, width, base)
