"""Search in the texts of all articles, with the words around each match."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input, Static

from reader.errors import LibraryError
from reader.library.model import Hit, Sort
from reader.text.wrap import wrap
from reader.tui.desk.shown import as_typed
from reader.tui.page.rows import hit_words
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.lines import LineView, strip_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.library.library import Library

LIMIT: Final = 200
"""Articles that a search shows."""

SEARCH_AFTER: Final = 0.12
"""Seconds without a key before the library is asked."""

_LINES: Final = 4
"""Lines a hit takes: its title, two of its text, an empty one."""


class HitList(LineView, can_focus=False, inherit_bindings=False):
    """The hits, best first."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="hits")
        self._signs = signs
        self.hits: list[Hit] = []
        self.cursor = 0
        self.empty_text = ""

    def show(self, hits: list[Hit], empty_text: str) -> None:
        """Show these hits, the cursor on the best one."""
        self.hits, self.cursor, self.empty_text = hits, 0, empty_text
        self.virtual_size = Size(10, len(hits) * _LINES)
        self.jump(0)
        self.refresh()

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def move(self, steps: int) -> None:
        """Go `steps` hits on."""
        self.cursor = min(max(0, self.cursor + steps), max(0, len(self.hits) - 1))
        first = self.cursor * _LINES
        if first < self.top:
            self.jump(first)
        elif first + _LINES > self.top + self.height:
            self.jump(first + _LINES - self.height)
        self.refresh()

    def page(self, pages: float) -> None:
        """Go on by the hits in sight."""
        self.move(max(1, self.height // _LINES) * (1 if pages > 0 else -1))

    def go_to(self, number: int | None) -> None:
        """Go to the first or last hit."""
        self.move(len(self.hits) if number is None or number < 0 else -len(self.hits))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there."""
        at = (self.top + event.y) // _LINES
        if at < len(self.hits):
            self.move(at - self.cursor)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        if not self.hits:
            return strip_of([(self.empty_text if y == 0 else "", self.look("hit--empty"))], width, self.base)
        number, line = divmod(self.top + y, _LINES)
        if number >= len(self.hits) or line == _LINES - 1:
            return Strip.blank(width, self.base)
        hit = self.hits[number]
        lift = self.accent("hit--cursor") if number == self.cursor else Style()
        base = self.base + lift
        bar = (self._signs.cursor if number == self.cursor else " ", base + self.accent("hit--bar"))
        if line == 0:
            title, meta = hit_words(hit.row, width - 6, self._signs)
            pieces = [
                bar,
                (" ", base),
                (title, self.look("hit--title") + lift),
                ("   ", base),
                (meta, self.look("hit--meta") + lift),
            ]
            return strip_of(pieces, width, base)
        return strip_of([bar, (" ", base), *self._snippet(hit, line - 1, width - 4, lift)], width, base)

    def _snippet(self, hit: Hit, line: int, width: int, lift: Style) -> list[tuple[str, Style]]:
        text = hit.snippet.replace("\n", " ").replace("\t", " ")
        lines = wrap(text, width)
        if line >= len(lines):
            return []
        start, end = lines[line]
        plain, match = self.look("hit--snippet") + lift, self.look("hit--match") + lift
        pieces: list[tuple[str, Style]] = []
        at = start
        for first, last in hit.matches:
            first, last = max(first, at), min(last, end)
            if first < last:
                pieces += [(text[at:first], plain), (text[first:last], match)]
                at = last
        pieces.append((text[at:end], plain))
        return pieces


class SearchScreen(Dialog[tuple[Hit, str] | None]):
    """Answers with the hit that was chosen and the words, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("pagedown", "page(1)", "Down a page", priority=True),
        Binding("pageup", "page(-1)", "Up a page", priority=True),
    ]
    _last: ClassVar[str] = ""

    def __init__(self, library: Library, signs: Signs = UNICODE) -> None:
        super().__init__()
        self._library = library
        self._signs = signs
        self._list = HitList(signs)
        self._timer: Timer | None = None
        self._words = ""

    def compose(self) -> ComposeResult:
        """Lay out the search line above the hits."""
        with Vertical(classes="dialog tall"):
            yield Static(Content("Search all articles"), classes="dialog-title", id="search-title")
            yield Input(
                value=SearchScreen._last, compact=True, id="search-words",
                placeholder='words, "a phrase", person:name, site:name, after:2024-01',
            )  # fmt: skip
            yield self._list
            yield Static(Content("Enter opens at the match   ↑ ↓ choose   Esc goes back"), classes="dialog-hint")

    def on_mount(self) -> None:
        """Take the keys."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()
        line.action_select_all()
        self._search()

    def on_input_changed(self) -> None:
        """Search once the typing rests."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SEARCH_AFTER, self._search)

    def _search(self) -> None:
        words = self.query_one(Input).value.strip()
        if words == self._words:
            return
        self._words = words
        title = self.query_one("#search-title", Static)
        if not words:
            self._list.show([], "")
            title.update(Content("Search all articles"))
            return
        from reader.library.query import QueryError, parse

        try:
            hits = self._library.search(parse(as_typed(words)), limit=LIMIT, sort=Sort.RANK)
        except QueryError as error:
            self._list.show([], error.sentence)
            return
        except LibraryError as error:
            self._list.show([], error.message)
            return
        SearchScreen._last = words
        none = f"No match for {self._signs.left}{words}{self._signs.right}. Fewer or shorter words find more."
        self._list.show(hits, none)
        count = f"{len(hits):,}{'+' if len(hits) == LIMIT else ''}"
        title.update(Content(f"Search all articles  {self._signs.dot}  {count} found"))

    def on_input_submitted(self) -> None:
        """Open the hit under the cursor."""
        self._search()
        hit = self._list.current
        if hit is not None:
            self.dismiss((hit, self._words))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._list.move(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._list.page(pages)
