"""What the three panes share: a scrolled view that draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.text.wrap import cells
from reader.tui.safety import drawn
from reader.tui.widgets.drawn import Drawn
from reader.tui.widgets.scroll_bar import Bar

RIGHT: Final = 3
"""The number of the mouse's right button."""


class LineView(ScrollView, Drawn, can_focus=True, inherit_bindings=False):
    """A scrolled view drawn line by line. The screen's key table moves it, so it has no keys of its own."""

    # more or fewer lines change the scroll bar, which has its place anyway, and not the layout of the screen: Textual
    # would measure and draw all of it anew for every article that is shown
    virtual_size = reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        """Tell the scroll bar."""
        if self.is_mounted:
            self._scroll_update(size)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(vertical=True, name="vertical", thickness=1)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def jump(self, line: float) -> None:
        """Scroll at once so that `line` is the first in sight."""
        self.scroll_to(y=line, animate=False, force=True)

    @property
    def top(self) -> int:
        """The first line in sight."""
        return int(self.scroll_offset.y)

    @property
    def height(self) -> int:
        """How many lines are in sight."""
        return max(1, self.scrollable_content_region.height)

    def move(self, steps: int) -> None:
        """Go `steps` lines or rows on, back when negative."""
        raise NotImplementedError

    def page(self, pages: float) -> None:
        """Go on by a share of the lines in sight, back when negative."""
        raise NotImplementedError

    def go_to(self, number: int | None) -> None:
        """Go to the first line (0), the last one (-1) or the one with this number, 1 first."""
        raise NotImplementedError


def strip_of(pieces: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
    """Return the pieces as one line of exactly `width` cells, the rest filled with `base`."""
    segments: list[Segment] = []
    used = 0
    for text, style in pieces:
        if text:
            text = drawn(text)
            segments.append(Segment(text, style))
            used += cells(text)
    strip = Strip(segments, used)
    if used > width:
        return strip.crop(0, width)
    return strip.extend_cell_length(width, base) if used < width else strip
