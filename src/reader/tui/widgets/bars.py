"""The lines at the edges: a pane's head, the status line, the line of keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.text.wrap import cells, fit
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.drawn import Drawn
from reader.tui.widgets.lines import strip_of


def head_words(left: str, right: str, room: int, signs: Signs) -> tuple[str, str]:
    """Return what stands at the left and at the right of `room` cells.

    The right gives way: first what follows its first dot, then all of it, before a letter of the left is lost.
    """
    shorter = right.split(f" {signs.dot} ")[0]
    for words in (right, shorter):
        if words and cells(left) + 2 + cells(words) <= room:
            return left, words
    return fit(left, room, signs.ellipsis), ""


class Head(Drawn):
    """A pane's head: its name, and at the right edge something about it."""

    def __init__(self, id: str, left: str = "", signs: Signs = UNICODE) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._signs = signs
        self.left = left
        self.right = ""
        self.here = False

    def show(self, left: str, right: str = "", *, here: bool = False) -> None:
        """Show these words; `here` says that the pane holds the keys."""
        if (left, right, here) != (self.left, self.right, self.here):
            self.left, self.right, self.here = left, right, here
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Return the line."""
        width = self.size.width
        left, right = head_words(self.left, self.right, width - 3, self._signs)
        space = " " * max(0, width - 2 - cells(left) - cells(right) - 1)
        pieces = [
            ("  ", self.base),
            (left, self.look("head--here" if self.here else "head--left")),
            (space, self.base),
            (right, self.look("head--right")),
        ]
        return strip_of(pieces, width, self.base)


class StatusLine(Drawn):
    """Where the reader is; or, for a while, what was just done."""

    SECONDS: ClassVar[float] = 5.0

    def __init__(self, signs: Signs = UNICODE) -> None:
        super().__init__(id="status")
        self._signs = signs
        self.facts: Sequence[str] = ()
        self.work = ""
        self.said = ""
        self._alarm = False
        self._turn = 0

    def show(self, facts: Sequence[str], work: str = "") -> None:
        """Show facts at the left, running work at the right."""
        if (tuple(facts), work) != (tuple(self.facts), self.work):
            self.facts, self.work = tuple(facts), work
            self.refresh()

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say a sentence for some seconds, until the next one."""
        self._turn += 1
        if not text and not self.said:
            return
        self.said, self._alarm = text, alarm
        turn = self._turn
        if text:
            self.set_timer(self.SECONDS * (2 if alarm else 1), lambda: self._fall_silent(turn))
        self.refresh()

    def _fall_silent(self, turn: int) -> None:
        if turn == self._turn and self.said:
            self.said = ""
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Return the line."""
        width = self.size.width
        right = fit(self.work, width // 2, self._signs.ellipsis)
        room = max(0, width - 4 - (cells(right) + 2 if right else 0))
        if self.said:
            pieces = [(fit(self.said, room, self._signs.ellipsis), "status--alarm" if self._alarm else "status--said")]
        else:
            pieces = [(fit(f"  {self._signs.dot}  ".join(self.facts), room, self._signs.ellipsis), "status--fact")]
        used = cells(pieces[0][0])
        drawn: list[tuple[str, Style]] = [("  ", self.base)]
        drawn.extend((text, self.look(look)) for text, look in pieces)
        drawn.append((" " * max(0, width - 4 - used - cells(right)), self.base))
        drawn.append((right, self.look("status--work")))
        return strip_of(drawn, width, self.base)


class KeyLine(Drawn):
    """The keys that are most useful now, as many as there is room for. A click on one does what the key does."""

    class Clicked(Message):
        """A key was clicked; `key` is its name as it is shown."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.hints: Sequence[tuple[str, str]] = ()

    def show(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these keys with their words."""
        if list(hints) != list(self.hints):
            self.hints = tuple(hints)
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Return the line."""
        width = self.size.width
        key_style = self.look("keys--key")
        word_style = self.look("keys--word")
        pieces: list[tuple[str, Style]] = [("  ", self.base)]
        for _, key, word in self._placed():
            pieces += [(key, key_style), (f" {word}", word_style), ("   ", self.base)]
        return strip_of(pieces, width, self.base)

    def _placed(self) -> Iterator[tuple[int, str, str]]:
        """Yield (cell, key, word) of the keys that there is room for."""
        used = 2
        for key, word in self.hints:
            size = cells(key) + 1 + cells(word)
            if used + size <= self.size.width - 1:
                yield used, key, word
                used += size + 3

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for at, key, word in self._placed():
            if at <= event.x < at + cells(key) + 1 + cells(word):
                self.post_message(self.Clicked(key))
