"""The list of articles: any number of rows, of which only those in sight are fetched and drawn."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.errors import LibraryError
from reader.library.model import ArticleRow, ReadState, Stage
from reader.tui.page.rows import first_in_sight, row_height, row_lines
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.lines import LineView, strip_of

if TYPE_CHECKING:
    from reader.library.library import Library

FILL_SECONDS: Final = 3.0
"""Seconds after the first row in which the cursor of an untouched list stays at its top while rows come."""

FETCH: Final = 64
"""Rows fetched from the library at a time."""

_KEPT: Final = 2_000


class ArticleList(LineView, can_focus=True, inherit_bindings=False):
    """Rows of articles by their ids, with a cursor that stays on its article whatever comes or goes."""

    class Moved(Message):
        """The cursor stands on another article, or on none (-1)."""

        def __init__(self, article: int) -> None:
            super().__init__()
            self.article = article

    class Failed(Message):
        """The rows in sight could not be fetched."""

        def __init__(self, error: LibraryError) -> None:
            super().__init__()
            self.error = error

    class Chosen(Message):
        """The article under the cursor is to be opened."""

        def __init__(self, article: int) -> None:
            super().__init__()
            self.article = article

    def __init__(self, library: Library, signs: Signs = UNICODE) -> None:
        super().__init__(id="list")
        self._library = library
        self._signs = signs
        self._rows: dict[int, ArticleRow] = {}
        self._drawn: dict[tuple[int, int, int], list[Strip]] = {}
        self.ids: array[int] = array("q")
        self.cursor = -1
        self.row_height = 3
        self._touched = False
        self._fill_ends = 0.0
        self.fresh = True
        self.empty_text: tuple[str, ...] = ()

    @property
    def current(self) -> int:
        """The id of the article under the cursor, -1 for none."""
        return self.ids[self.cursor] if 0 <= self.cursor < len(self.ids) else -1

    def row(self, index: int) -> ArticleRow | None:
        """Return row `index`, fetched with its neighbours when it is not at hand."""
        if not 0 <= index < len(self.ids):
            return None
        wanted = self.ids[index]
        if wanted not in self._rows:
            first = index - index % FETCH
            if len(self._rows) > _KEPT:
                self._rows.clear()
            try:
                rows = self._library.rows(self.ids[first : first + FETCH])
            except LibraryError as error:
                self.post_message(self.Failed(error))
                return None
            self._rows.update((row.id, row) for row in rows)
        return self._rows.get(wanted)

    @property
    def current_row(self) -> ArticleRow | None:
        """The row under the cursor."""
        return self.row(self.cursor)

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show rows that were fetched already, for a first frame before all ids are known."""
        self._rows.update((row.id, row) for row in rows)
        self._touched = bool(rows)
        self.show_ids(array("q", (row.id for row in rows)))

    def show_ids(self, ids: array[int], keep: int = -1) -> None:
        """Show these articles. The cursor stays on its article and that stays on its line of the screen.

        An article `keep` that is no longer among the ids stays where it was, so that what is read does not vanish.
        """
        current = before = self.current
        line = self.cursor * self.row_height - self.top
        if not self.ids and ids:
            self._fill_ends = monotonic() + FILL_SECONDS
        if not self._touched and self.cursor <= 0 and monotonic() < self._fill_ends:
            # a library that is just being filled begins with its newest article, not with the one read first
            current = -1
        if keep >= 0 and keep not in ids and keep in self.ids:
            ids = array("q", ids)
            ids.insert(min(self.ids.index(keep), len(ids)), keep)
        self.ids = ids
        if current in ids:
            self.cursor = ids.index(current)
        else:
            self.cursor = min(max(0, self.cursor), len(ids) - 1)
        self._measure()
        self.jump(max(0, self.cursor * self.row_height - line))
        self._bring_into_sight()
        self.refresh()
        if self.current != before:
            self.post_message(self.Moved(self.current))

    def forget(self, ids: Sequence[int] | None = None) -> None:
        """Fetch these rows again, all of them when there are no ids: something about them changed."""
        if ids is None:
            self._rows.clear()
        else:
            for article in ids:
                self._rows.pop(article, None)
        self._drawn.clear()
        self.refresh()

    def put_beside(self, article: int, neighbour: int) -> None:
        """Let the list have an article, below another one, until it is next built."""
        if article not in self.ids:
            ids = array("q", self.ids)
            ids.insert(ids.index(neighbour) + 1 if neighbour in ids else len(ids), article)
            self.show_ids(ids)

    def select(self, article: int) -> bool:
        """Put the cursor on an article; False when it is not in the list."""
        if article not in self.ids:
            return False
        self._put_cursor(self.ids.index(article))
        return True

    def move(self, steps: int) -> None:
        """Go `steps` rows on, back when negative."""
        self._put_cursor(self.cursor + steps)

    def page(self, pages: float) -> None:
        """Go on by a share of the rows in sight."""
        rows = max(1, int(abs(pages) * self.height / self.row_height))
        self._put_cursor(self.cursor + (rows if pages > 0 else -rows))

    def go_to(self, number: int | None) -> None:
        """Go to row `number` (1 first), the first (0) or the last (-1) one."""
        self._put_cursor(len(self.ids) - 1 if number is None or number < 0 else max(0, number - 1))

    def seek_unread(self, steps: int) -> bool:
        """Go to the next article that was not read to its end, back when `steps` is negative; False when none is."""
        step = 1 if steps > 0 else -1
        left = abs(steps)
        found = -1
        for index in range(self.cursor + step, len(self.ids) if step > 0 else -1, step):
            row = self.row(index)
            if row is not None and row.state is not ReadState.READ and row.stage is not Stage.FAILED:
                found = index
                left -= 1
                if not left:
                    break
        if found < 0:
            return False
        self._put_cursor(found)
        return True

    def _put_cursor(self, index: int) -> None:
        index = min(max(0, index), len(self.ids) - 1)
        self._touched = True
        before, top = self.cursor, self.top
        if index != before:
            self.cursor = index
            self.post_message(self.Moved(self.current))
        self._bring_into_sight()
        if self.top == top:
            # two rows look different, not the list
            self.refresh(*(self._region(row) for row in (before, index)))

    def _bring_into_sight(self) -> None:
        if not self.size.height:
            return  # not laid out yet: the first resize brings the cursor into sight
        top = first_in_sight(self.top // self.row_height, self.cursor, self._in_sight, self.row_height)
        self.jump(top * self.row_height)

    def _region(self, row: int) -> Region:
        """Where a row stands in the pane."""
        return Region(0, row * self.row_height - self.top, self.size.width, self.row_height)

    @property
    def _in_sight(self) -> int:
        """How many whole rows there is room for."""
        return max(1, self.height // self.row_height)

    def _measure(self) -> None:
        # what is left below the last whole row belongs to the scrolled height, so that rows always scroll whole
        rest = max(0, self.height - self._in_sight * self.row_height)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.ids) * self.row_height + rest)

    def on_resize(self, event: events.Resize) -> None:
        """Choose rows of one, two or three lines by the room there is."""
        width, height = event.size
        line = self.cursor * self.row_height - self.top
        self.row_height = row_height(width, height)
        self._drawn.clear()
        self._measure()
        # the sizes that come before the first frame are none that anybody scrolled in
        self.jump(0 if self.fresh else max(0, self.cursor * self.row_height - line))
        self._bring_into_sight()

    def notify_style_update(self) -> None:
        """Draw anew in new colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_click(self, event: events.Click) -> None:
        """A click selects, a second one opens."""
        index = (self.top + event.y) // self.row_height
        if not 0 <= index < len(self.ids):
            return
        again = index == self.cursor
        self._put_cursor(index)
        if again or event.chain > 1:
            self.post_message(self.Chosen(self.current))

    def on_focus(self) -> None:
        """The cursor shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor steps back."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        if not self.ids:
            text = self.empty_text[y - 1] if 1 <= y <= len(self.empty_text) else ""
            return strip_of([("  ", self.base), (text, self.look("row--empty"))], width, self.base)
        index, line = divmod(self.top + y, self.row_height)
        if index >= len(self.ids):
            return Strip.blank(width, self.base)
        mark = (2 if self.has_focus else 1) if index == self.cursor else 0
        key = (self.ids[index], width, mark)
        strips = self._drawn.get(key)
        if strips is None:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            row = self.row(index)
            strips = self._drawn[key] = self._draw(row, width, mark) if row else [Strip.blank(width, self.base)] * 3
        return strips[line]

    def _draw(self, row: ArticleRow, width: int, mark: int) -> list[Strip]:
        lift = (Style(), self.accent("row--cursor-blurred"), self.accent("row--cursor"))[mark]
        base = self.base + lift
        lines = row_lines(row, width, self.row_height, self._signs, cursor=mark == 2)
        return [
            strip_of([(text, self.look(name) + lift if name else base) for text, name in line], width, base)
            for line in lines
        ]
