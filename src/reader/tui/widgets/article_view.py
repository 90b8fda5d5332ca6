"""The reading pane: one article in a centred measure, drawn line by line."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.article import Entity
from reader.tui.page.layout import Spot
from reader.tui.page.linked import Linked, link_at, link_from, link_spot
from reader.tui.page.reading import Layer, Reading
from reader.tui.widgets.lines import RIGHT, strip_of
from reader.tui.widgets.page_view import PageView
from reader.tui.widgets.painter import Painter

_KEPT: Final = 1_000


class ArticleView(PageView, can_focus=True, inherit_bindings=False):
    """One article with what is lifted out of it: matches, mentions, quotes, notes, a selection."""

    _painter: Painter | None = None

    class Named(Message):
        """A name in the text was clicked."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    class Pointed(Message):
        """A place in the text that is no name was clicked."""

        def __init__(self, spot: Spot) -> None:
            super().__init__()
            self.spot = spot

    def forget_lines(self) -> None:
        """Draw all lines anew."""
        super().forget_lines()
        self._painter = None

    def walk(self, layer: Layer, steps: int) -> bool:
        """Jump to the spot of a layer that is `steps` on from the last one, or from here; False when there is none."""
        if self.reading is None or not self.reading.layers[layer]:
            return False
        spots = self.reading.layers[layer]
        part, start = self._here()
        try:
            self.land(layer, spots.next(part, start, steps))
        except ValueError:
            return False
        return True

    def land(self, layer: Layer, number: int) -> None:
        """Jump to spot `number` of a layer and mark it as the one that is meant."""
        if self.reading is None:
            return
        spots = self.reading.layers[layer]
        if not 0 <= number < len(spots):
            return
        spots.here = number
        self._drawn.clear()
        self.refresh()
        if spots.spot is not None:
            self.show_spot(spots.spot)
        self.post_message(self.Scrolled())

    def follow(self, steps: int) -> Linked | None:
        """Jump to the link that is `steps` on from here and return it; None when there is none."""
        if self.reading is None:
            return None
        self._complete()
        linked = link_from(self.reading.page, *self._here(), steps)
        if linked is not None:
            self.put_link(linked)
        return linked

    def put_link(self, linked: Linked | None) -> None:
        """Mark a link as the one that is meant and show it; none when it is None."""
        if self.reading is None:
            return
        self.reading.link = linked
        spot = None if linked is None else link_spot(self.reading.page, linked)
        if spot is not None:
            self.show_spot(spot)
        self.redraw()

    @property
    def link(self) -> Linked | None:
        """The link that was jumped to last, while it is in sight."""
        linked = self.reading.link if self.reading else None
        if self.reading is None or linked is None:
            return None
        spot = link_spot(self.reading.page, linked)
        return linked if spot is not None and self.shows(spot) else None

    def show_spot(self, spot: Spot) -> None:
        """Scroll, where it is out of sight, so that a spot stands in the upper third."""
        if self.reading is None:
            return
        self._last = spot
        if not self.reading.page.is_exact(spot.part):
            self._complete()
        row = self.reading.page.row_of(spot.part, spot.start)
        last = self.reading.page.row_of(spot.part, max(spot.start, spot.end - 1))
        if row < self.top + 1 or min(last, row + self.height - 2) >= self.top + self.height - 1:
            self.jump(max(0, row - self.height // 3))

    def shows(self, spot: Spot) -> bool:
        """Return whether some line of a spot is in sight."""
        if self.reading is None or spot.part >= len(self.reading.page.parts):
            return False
        if not self.reading.page.is_exact(spot.part):
            return False
        first = self.reading.page.row_of(spot.part, spot.start)
        last = self.reading.page.row_of(spot.part, max(spot.start, spot.end - 1))
        return first < self.top + self.height and last >= self.top

    def redraw(self) -> None:
        """Draw the same lines again: something is lifted out that was not."""
        self._drawn.clear()
        self.refresh()
        self.post_message(self.Scrolled())

    def _here(self) -> tuple[int, int]:
        """The place that a walk goes on from: the last jump when it is in sight, else the first line in sight."""
        if self.reading is None:
            return 0, 0
        page = self.reading.page
        last = self._last
        if last is not None and last.part < len(page.parts) and page.is_exact(last.part):
            row = page.row_of(last.part, last.start)
            if self.top <= row < self.top + self.height:
                return last.part, last.start
        for row in range(self.top, min(page.height, self.top + self.height)):
            part, start, _ = page.row(row)
            if start >= 0:
                return part, start
        return 0, 0

    @property
    def paragraph(self) -> str:
        """The text of the block that was jumped to last, else of the first one in sight."""
        if self.reading is None:
            return ""
        page = self.reading.page
        here, _ = self._here()
        block = next((block for block in page.parts.blocks[here:] if block >= 0), -1)
        return self.reading.article.blocks[block].text if block >= 0 else ""

    @property
    def place(self) -> tuple[int, int]:
        """The part of the page and the character in it that the reader is at."""
        return self._here()

    # drawing and selecting

    def _paint(self, reading: Reading) -> Painter:
        if self._painter is None:
            width = self.scrollable_content_region.width
            self._painter = Painter(reading, self._signs, width, self.look, self.accent, self.base)
        return self._painter

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen with the places of its characters, by which the mouse selects."""
        self._complete()
        return self.line(y).apply_offsets(0, self.top + y)

    def line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        if self.reading is None:
            first = max(1, self.height // 3 - len(self.empty_text) // 2)
            text = self.empty_text[y - first] if 0 <= y - first < len(self.empty_text) else ""
            margin = max(2, (width - max(map(len, self.empty_text), default=0)) // 2)
            return strip_of([(" " * margin, self.base), (text, self.look("page--empty"))], width, self.base)
        row = self.top + y
        if row >= self.reading.page.height:
            return Strip.blank(width, self.base)
        selection = self.text_selection
        if selection is not None:
            span = selection.get_span(row)
            style = self.accent("page--selection")
            return self._paint(self.reading).strip(row, span, style)
        strip = self._drawn.get(row)
        if strip is None:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            strip = self._drawn[row] = self._paint(self.reading).strip(row)
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as the article has it: lines joined, paragraphs apart by an empty line."""
        if self.reading is None:
            return None
        parts = self.reading.page.parts
        text = "\n\n".join(parts[part].text[begin:stop] for part, begin, stop in self._selected(selection))
        # the page's own words are held together by hard spaces
        return (text.replace("\u00a0", " "), "\n") if text else None

    @property
    def selected(self) -> list[Spot]:
        """What is selected of each part of the page."""
        selection = self.text_selection
        return [] if selection is None else self._selected(selection)

    def _selected(self, selection: Selection) -> list[Spot]:
        if self.reading is None:
            return []
        page = self.reading.page
        first = selection.start.y if selection.start else 0
        last = min(selection.end.y if selection.end else len(page) - 1, len(page) - 1)
        taken: list[Spot] = []
        for row in range(first, last + 1):
            span = selection.get_span(row)
            part, start, end = page.row(row)
            if span is None or start < 0:
                continue
            shift = self._paint(self.reading).text_at(row) - start
            begin = max(start, span[0] - shift)
            stop = end if span[1] < 0 else min(end, span[1] - shift)
            if begin < stop:
                if taken and taken[-1][0] == part:
                    begin, _ = taken.pop()[1:]
                taken.append(Spot(part, begin, stop))
        return taken

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - the name is Textual's
        """Draw the lines anew with or without the selection."""
        self._drawn.clear()
        self.refresh()
        # other keys are of use now
        self.post_message(self.Scrolled())

    async def on_click(self, event: events.Click) -> None:
        """A click on a link asks whether to open it, one on a name picks it; elsewhere it points at a place. The right
        button chooses the sentence there."""
        if self.reading is None or self.text_selection is not None:
            return
        row = self.top + event.y
        if row >= self.reading.page.height:
            return
        part, start, end = self.reading.page.row(row)
        at = start + event.x - self._paint(self.reading).text_at(row)
        if start >= 0 and start <= at < end:
            if event.button == RIGHT:
                self._last = Spot(part, at, at + 1)
                self.reading.choose(None)
                await self.run_action("screen.do('passage.choose')")
                return
            linked = link_at(self.reading.page, part, at)
            if linked is not None:
                self.put_link(linked)
                await self.run_action("screen.do('open')")
                return
            entity = self.reading.entity_at(part, at)
            self.post_message(self.Pointed(Spot(part, at, at + 1)) if entity is None else self.Named(entity))
