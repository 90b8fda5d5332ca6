"""A page of which some lines are in sight, and its place, which nothing that happens to the page moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from reader.article import Anchor
from reader.library.model import Stage
from reader.tui.page.layout import Page, Spot
from reader.tui.page.measure import room_of
from reader.tui.page.parts import Hints, Kind
from reader.tui.page.reading import Look, Reading
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.lines import LineView

REST_AFTER: Final = 0.3
"""Seconds that the keys must rest before what is left of a long page is laid out."""

REST_BETWEEN: Final = 0.02
AT_A_TIME: Final = 200_000
"""Characters of it that are wrapped at a time, in two milliseconds, and seconds from one time to the next."""


class PageView(LineView, can_focus=True, inherit_bindings=False):
    """Shows a reading's page and moves in it.

    The place is kept as one in the text, so that a new width or a rescan never loses it. A long page is laid out where
    it is looked at, and whole when the keys rest.
    """

    class Scrolled(Message):
        """Other lines are in sight, or others are lifted out."""

    def __init__(self, measure: int = 72, signs: Signs = UNICODE, hints: Hints | None = None) -> None:
        super().__init__(id="view")
        self.measure = measure
        self.hints = hints or Hints()
        self.reading: Reading | None = None
        self.empty_text: tuple[str, ...] = ()
        self.revealed = False
        self.working = False
        self._signs = signs
        self._drawn: dict[int, Strip] = {}
        self._anchor = Anchor(0, 0)
        self._laying_out = False
        self._same = False
        self._last: Spot | None = None
        self._rest: Timer | None = None
        # reads the rest of an article of which only the beginning was read, and gets it ready for that
        self.read_rest: Callable[[], object] = lambda: None
        self.fetch_rest: Callable[[], object] = lambda: None

    def forget_lines(self) -> None:
        """Draw all lines anew."""
        self._drawn.clear()

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
        self.forget_lines()
        if self.reading is None or width <= 0:
            self.virtual_size = Size(max(0, width), 0)
            self.refresh()
            return
        self.reading.layout(Look(room_of(width, self.measure), self._signs, self.hints, self.revealed, self.working))
        self._stand(self.reading.page.land(self._anchor, self.height, self._margin))
        self._lay_out_rest()
        self.refresh()
        self.post_message(self.Scrolled())

    # a long page is laid out where it is looked at, and whole when the keys rest

    @property
    def _margin(self) -> int:
        """Lines above and below those in sight that are laid out too: a page of the keys on finds them ready."""
        return 2 * self.height

    def _stand(self, row: int, *, same: bool = False) -> None:
        """Have line `row` of the page as it is now be the first in sight; the place that is kept stays.

        With `same` it was so before, under another number: nothing is drawn anew.
        """
        if self.reading is None:
            return
        self._laying_out, self._same = True, same
        self.virtual_size = Size(self.scrollable_content_region.width, self.reading.page.height)
        self.jump(row)
        self._laying_out = self._same = False

    def _complete(self) -> Page | None:
        """Lay out what is left of the page, and return it; the lines in sight stay where they are."""
        if self.reading is None:
            return None
        page = self.reading.page
        if not page.exact:
            row = page.complete(self.top)
            # lines were drawn under the numbers that they had
            self._drawn.clear()
            self._stand(row, same=True)
        return page

    def _lay_out_rest(self) -> None:
        """Lay out the rest of a long page once the keys rest, a few milliseconds at a time."""
        if self._rest is not None:
            self._rest.stop()
        pending = self.reading is not None and (self.reading.partial or not self.reading.page.exact)
        self._rest = self.set_timer(REST_AFTER, self._lay_out_more) if pending else None

    def _lay_out_more(self) -> None:
        self._rest = None
        if self.reading is None:
            return
        if self.reading.partial:
            # one thing at a time: a key may come between
            self.fetch_rest()
            self._rest = self.set_timer(REST_BETWEEN, lambda: self.read_rest())
        elif self.reading.page.advance(AT_A_TIME):
            self._rest = self.set_timer(REST_BETWEEN, self._lay_out_more)
        else:
            self._complete()

    def on_resize(self) -> None:
        """Wrap to the new width; the first sentence in sight stays."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Draw anew in new colours."""
        super().notify_style_update()
        self.forget_lines()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place when the reader moves it, not when the page is laid out anew."""
        if self._same:
            self.vertical_scrollbar.position = new_value
            return
        super().watch_scroll_y(old_value, new_value)
        if self.reading is not None and not self._laying_out and round(old_value) != round(new_value):
            page = self.reading.page
            if self.reading.partial:
                self._scroll_on(round(new_value))
                return
            if not page.exact:
                row = page.settle(round(new_value), self.height, self._margin)
                if row != round(new_value) or page.height != self.virtual_size.height:
                    self._drawn.clear()
                    self._stand(row)
                    new_value = self.scroll_y
                self._lay_out_rest()
            self._anchor = self.reading.anchor(round(new_value))
            self.post_message(self.Scrolled())

    def _scroll_on(self, row: int) -> None:
        """Read the rest of the article and scroll to where `row` was in its beginning, or to the same share of it."""
        if self.reading is None:
            return
        page = self.reading.page
        share = row / page.height
        inside = row + self.height < page.reach
        if inside:
            self._anchor = page.anchor(page.settle(row, self.height))
        self.read_rest()
        if not inside and not self.reading.partial:
            self.jump(share * self.reading.page.height)

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
        if abs(steps) > self._margin:
            self._complete()
        self.jump(self.top + steps)

    def page(self, pages: float) -> None:
        """Scroll by a share of the lines in sight, two lines fewer for a whole page, so that eyes find on."""
        lines = max(1, int(abs(pages) * self.height) - (2 if abs(pages) >= 1 and self.height > 6 else 0))
        self.move(lines if pages > 0 else -lines)

    def go_to(self, number: int | None) -> None:
        """Scroll to the top (0), the end (-1), or so many per cent of the lines (1 to 100)."""
        if self.reading is None:
            return
        if number is None or number < 0:
            page = self.reading.page
            page.settle(page.height - 1, self.height, self._margin)
            self._drawn.clear()
            self._stand(self.top)
            self.jump(page.height)
        elif number <= 1:
            self.jump(0)
        else:
            self._complete()
            self.jump(self.virtual_size.height * min(number, 100) // 100)

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
