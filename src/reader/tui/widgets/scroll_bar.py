"""The scroll bar of the views: Textual's, drawn line by line."""

from __future__ import annotations

from math import ceil
from typing import Final, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.tui.widgets.drawn import Drawn

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"


def thumb(height: int, lines: int, in_sight: int, top: float) -> tuple[int, int]:
    """Return where the thumb begins and ends in eighths of a cell, in a bar of `height` cells; (0, 0) for none.

    `lines` is the length of what is scrolled, `in_sight` how many of them are seen, `top` the first one of these.
    """
    if not 0 < in_sight < lines or height < 1:
        return 0, 0
    size = max(8, ceil(8 * height * in_sight / lines))
    start = round((8 * height - size) * min(1.0, max(0.0, top / (lines - in_sight))))
    return start, start + size


class Bar(Drawn, ScrollBar):
    """A vertical scroll bar. Textual's own goes through rich for every line of it, whenever the text has moved."""

    _column: tuple[Strip, ...] = ()
    _drawn_for: tuple[object, ...] = ()

    def notify_style_update(self) -> None:
        """Draw anew in new colours."""
        super().notify_style_update()
        self._drawn_for = ()

    @property
    def _wanted(self) -> tuple[object, ...]:
        """What the bar's look depends on."""
        height = self.size.height
        place = thumb(height, int(self.window_virtual_size), int(self.window_size), self.position)
        return (*place, height, self.grabbed is not None, self.mouse_over)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw the bar anew, when it looks otherwise now."""
        if self._column and repaint and not layout and not recompose and self._wanted == self._drawn_for:
            return self
        self._column = ()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def line(self, y: int) -> Strip:
        """Return line `y` of the bar."""
        if len(self._column) != self.size.height:
            self._column, self._drawn_for = self._drawn(), self._wanted
        return self._column[y]

    def _drawn(self) -> tuple[Strip, ...]:
        view = self.parent
        if view is None:
            return ()
        styles = view.styles
        state = "_active" if self.grabbed else "_hover" if self.mouse_over else ""
        back = getattr(styles, f"scrollbar_background{state}").rich_color
        bar = getattr(styles, f"scrollbar_color{state}").rich_color
        height = self.size.height
        start, end = thumb(height, int(self.window_virtual_size), int(self.window_size), self.position)
        width = self.size.width

        def strip(sign: str, action: str, *, reverse: bool = False) -> Strip:
            style = Style(color=bar, bgcolor=back, reverse=reverse, meta={"@mouse.down": action})
            return Strip([Segment(sign * width, style)], width)

        # without signs beyond ASCII cells are whole or nothing
        eighths = not self.screen.has_class("-ascii")
        above, below, whole = strip(" ", "scroll_up"), strip(" ", "scroll_down"), strip(" ", "grab", reverse=True)
        column = []
        for y in range(height):
            low, high = max(start, 8 * y), min(end, 8 * y + 8)
            if low >= high:
                column.append(above if end <= start or 8 * y < start else below)
            elif high - low == 8 or (not eighths and high - low >= 4):
                column.append(whole)
            elif not eighths:
                column.append(above if low > 8 * y else below)
            elif low > 8 * y:
                column.append(strip(_EIGHTHS[8 * y + 8 - low], "grab"))
            else:
                # the lower part of the cell is ground
                column.append(strip(_EIGHTHS[8 * y + 8 - high], "grab", reverse=True))
        return tuple(column)
