"""The reading pane: one article in a centred measure, drawn line by line."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.article import Anchor, Entity
from reader.library.model import Stage
from reader.tui.page.layout import Spot
from reader.tui.page.measure import room_of
from reader.tui.page.parts import Hints, Kind
from reader.tui.page.reading import Layer, Look, Reading
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.lines import RIGHT, LineView, strip_of
from reader.tui.widgets.painter import Painter

_KEPT: Final = 1_000


class ArticleView(LineView, can_focus=True, inherit_bindings=False):
    """One article. Its place is kept as a place in the text, so that a new width or a rescan never loses it."""

    class Scrolled(Message):
        """Other lines are in sight, or others are lifted out."""

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

    def __init__(self, measure: int = 72, signs: Signs = UNICODE, hints: Hints | None = None) -> None:
        super().__init__(id="view")
        self.measure = measure
        self.hints = hints or Hints()
        self.reading: Reading | None = None
        self.empty_text: tuple[str, ...] = ()
        self.revealed = False
        self.working = False
        self._signs = signs
        self._painter: Painter | None = None
        self._drawn: dict[int, Strip] = {}
        self._anchor = Anchor(0, 0)
        self._laying_out = False
        self._last: Spot | None = None

    # what is shown

    def show(self, reading: Reading | None, anchor: Anchor | None = None) -> None:
        """Show an article at a place, at its top when there is none; or nothing."""
        self.reading = reading
        self._anchor = anchor or Anchor(0, 0)
        self._last = None
        self._lay_out()

    def renew(self) -> None:
        """Draw the reading anew after it changed; the place stays."""
        self._lay_out()

    def set_measure(self, measure: int) -> None:
        """Set the widest line, in cells; the first sentence in sight stays."""
        self.measure = measure
        self._lay_out()

    def set_revealed(self, *, revealed: bool) -> None:
        """Show hidden blocks in their places, or fold them; the first sentence in sight stays."""
        self.revealed = revealed
        self._lay_out()

    def set_working(self, *, working: bool) -> None:
        """Say whether names and quotes may still come."""
        if working is not self.working:
            self.working = working
            if self.reading is not None and self.reading.row.stage is not Stage.ANALYSED:
                self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._drawn.clear()
        self._painter = None
        if self.reading is None or width <= 0:
            self.virtual_size = Size(max(0, width), 0)
            self.refresh()
            return
        self.reading.layout(Look(room_of(width, self.measure), self._signs, self.hints, self.revealed, self.working))
        self._laying_out = True
        self.virtual_size = Size(width, len(self.reading.page))
        self.jump(self.reading.page.row_at(self._anchor))
        self._laying_out = False
        self.refresh()
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Wrap to the new width; the first sentence in sight stays."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Draw anew in new colours."""
        super().notify_style_update()
        self._drawn.clear()
        self._painter = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place when the reader moves it, not when the page is laid out anew."""
        super().watch_scroll_y(old_value, new_value)
        if self.reading is not None and not self._laying_out and round(old_value) != round(new_value):
            self._anchor = self.reading.anchor(round(new_value))
            self.post_message(self.Scrolled())

    @property
    def position(self) -> Anchor:
        """The place in the article that is first in sight."""
        return self._anchor

    @property
    def seen(self) -> float:
        """The share (0 to 1) of the text down to the last line in sight."""
        return self.reading.page.seen(self.top + self.height - 1) if self.reading else 0.0

    # moving

    def move(self, steps: int) -> None:
        """Scroll by `steps` lines."""
        self.jump(self.top + steps)

    def page(self, pages: float) -> None:
        """Scroll by a share of the lines in sight, two lines fewer for a whole page, so that eyes find on."""
        lines = max(1, int(abs(pages) * self.height) - (2 if abs(pages) >= 1 and self.height > 6 else 0))
        self.jump(self.top + (lines if pages > 0 else -lines))

    def go_to(self, number: int | None) -> None:
        """Scroll to the top (0), the end (-1), or so many per cent of the lines (1 to 100)."""
        if number is None or number < 0:
            self.jump(self.virtual_size.height)
        else:
            self.jump(0 if number <= 1 else self.virtual_size.height * min(number, 100) // 100)

    def step(self, steps: int, *kinds: Kind) -> bool:
        """Scroll to the next part of these kinds, back when negative; False when there is none."""
        if self.reading is None:
            return False
        page = self.reading.page
        rows = [0, *(page.first_row(part) for part in page.steps(*kinds))]
        if steps > 0:
            ahead = [row for row in rows if row > self.top]
        else:
            ahead = [row for row in reversed(rows) if row < self.top]
        if not ahead:
            return False
        # the paragraph that was gone to is where the reader is now
        self._last = None
        self.jump(ahead[min(abs(steps), len(ahead)) - 1])
        return True

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

    def show_spot(self, spot: Spot) -> None:
        """Scroll, where it is out of sight, so that a spot stands in the upper third."""
        if self.reading is None:
            return
        self._last = spot
        row = self.reading.page.row_of(spot.part, spot.start)
        last = self.reading.page.row_of(spot.part, max(spot.start, spot.end - 1))
        if row < self.top + 1 or min(last, row + self.height - 2) >= self.top + self.height - 1:
            self.jump(max(0, row - self.height // 3))

    def shows(self, spot: Spot) -> bool:
        """Return whether some line of a spot is in sight."""
        if self.reading is None or spot.part >= len(self.reading.page.parts):
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
        if self._last is not None and self._last.part < len(page.parts):
            row = page.row_of(self._last.part, self._last.start)
            if self.top <= row < self.top + self.height:
                return self._last.part, self._last.start
        for row in range(self.top, min(len(page), self.top + self.height)):
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
        for part in page.parts[here:]:
            if part.block >= 0:
                return self.reading.article.blocks[part.block].text
        return ""

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
        if row >= len(self.reading.page):
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
        return (text, "\n") if text else None

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
        """A click on a name picks it; elsewhere it points at a place. The right button chooses the sentence there."""
        if self.reading is None or self.text_selection is not None:
            return
        row = self.top + event.y
        if row >= len(self.reading.page):
            return
        part, start, end = self.reading.page.row(row)
        at = start + event.x - self._paint(self.reading).text_at(row)
        if start >= 0 and start <= at < end:
            if event.button == RIGHT:
                self._last = Spot(part, at, at + 1)
                self.reading.choose(None)
                await self.run_action("screen.do('passage.choose')")
                return
            entity = self.reading.entity_at(part, at)
            self.post_message(self.Pointed(Spot(part, at, at + 1)) if entity is None else self.Named(entity))
