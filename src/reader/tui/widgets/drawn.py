"""Widgets that draw their own lines, in the looks of the table."""

from __future__ import annotations

from typing import Any, Self

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.themes import look


class Drawn(Widget):
    """A widget that draws its own lines in the looks of the table."""

    _base: Style | None = None

    def __init__(self, *children: Widget, **options: Any) -> None:
        # the lines as they were painted last, and what they were painted for
        self._painted: dict[int, Strip] = {}
        self._painted_for: tuple[object, ...] = ()
        super().__init__(*children, **options)

    def line(self, y: int) -> Strip:
        """Return line `y` of the widget for painting."""
        return self.render_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, each drawn once until something about it changes.

        Textual asks for all lines of all widgets whenever one of them has changed, and looks at borders, padding, tints
        and opacity line by line. These widgets have none of them, so that their lines take a third of the time.
        """
        if self.styles.gutter:
            return super().render_lines(crop)
        width = self.content_region.width
        filters = self.get_line_filters()
        wanted = (width, *filters)
        if wanted != self._painted_for:
            self._painted.clear()
            self._painted_for = wanted
        painted, ground = self._painted, None
        strips = []
        for y in crop.line_range:
            strip = painted.get(y)
            if strip is None:
                ground = ground or self.background_colors[1]
                strip = self.line(y).adjust_cell_length(width, self.base)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, ground)
                painted[y] = strip
            strips.append(strip)
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint these regions anew, or all of the widget."""
        for y in [y for region in regions for y in region.line_range] or list(self._painted):
            self._painted.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def base(self) -> Style:
        """The widget's own colours, as the style sheet has them."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def look(self, name: str) -> Style:
        """Return the look `name` on the widget's own ground."""
        return self.base + look(name, self.app.theme)

    def accent(self, name: str) -> Style:
        """Return what the look `name` adds to another style."""
        return look(name, self.app.theme)

    def notify_style_update(self) -> None:
        """Draw anew in new colours."""
        super().notify_style_update()
        self._base = None
        self._painted_for = ()
