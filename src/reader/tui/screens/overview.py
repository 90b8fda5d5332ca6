"""The overview: what the library holds at a glance, as bars that lead to their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.errors import LibraryError
from reader.library.overview import Overview
from reader.tui.page.charts import Charts, about, charts_of, line_of
from reader.tui.page.wording import Signs
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.lines import LineView, strip_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.library.library import Library
    from reader.library.query import Query


class BarView(LineView, can_focus=True, inherit_bindings=False):
    """The bars, with a cursor on one of them."""

    class Moved(Message):
        """The cursor stands on another bar."""

    class Chosen(Message):
        """The articles of the bar under the cursor are to be listed."""

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="bars")
        self._signs = signs
        self._overview: Overview | None = None
        self.charts = Charts((), 1, ())
        self.cursor = -1
        self.empty_text = f"Counting{signs.ellipsis}"

    def show(self, overview: Overview, query: str = "") -> None:
        """Show an overview, the cursor on the bar with this query, else on the first one."""
        self._overview = overview
        self.empty_text = "No articles, so nothing to count."
        self._lay_out()
        at = next((number for number, bar in enumerate(overview.bars) if bar.query == query), -1)
        self._put(at if self.charts.stops(at) else self.charts.step(-1, 0))

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self._overview is not None and width > 0:
            self.charts = charts_of(self._overview, width)
        self.virtual_size = Size(max(1, width), self.charts.height)
        self.refresh()

    def on_resize(self) -> None:
        """Set the charts in as many columns as there is room for; the cursor stays in sight."""
        self._lay_out()
        self._put(self.cursor)

    def _put(self, bar: int) -> None:
        self.cursor = bar
        if bar >= 0:
            _, line = self.charts.place(bar)
            if line - 2 < self.top:
                # with the head of its chart
                self.jump(max(0, line - 2))
            elif line + 2 > self.top + self.height:
                self.jump(line + 2 - self.height)
        self.refresh()
        self.post_message(self.Moved())

    def move(self, steps: int) -> None:
        """Go `steps` bars on."""
        self._put(self.charts.step(self.cursor, steps))

    def aside(self, steps: int) -> None:
        """Go to the bar beside."""
        self._put(self.charts.aside(self.cursor, steps))

    def chart(self, steps: int) -> None:
        """Go to the next chart."""
        self._put(self.charts.chart(self.cursor, steps))

    def page(self, pages: float) -> None:
        """Go on by the lines in sight."""
        self.move(int(self.height * pages))

    def go_to(self, number: int | None) -> None:
        """Go to the first or last bar."""
        self.move(-len(self.charts.bars) if number == 0 else len(self.charts.bars))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a bar, a second one opens it."""
        column, line = event.x // self.charts.width, self.top + event.y
        if not (0 <= column < len(self.charts.columns) and line < len(self.charts.columns[column])):
            return
        bar = self.charts.columns[column][line].bar
        if self.charts.stops(bar):
            again = bar == self.cursor
            self._put(bar)
            if again or event.chain > 1:
                self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        if not self.charts.bars:
            return strip_of(
                [("  ", self.base), (self.empty_text if y == 0 else "", self.look("hit--empty"))], width, self.base
            )
        pieces = line_of(self.charts, self.top + y, self.cursor, self._signs)
        return strip_of([(text, self._style(name)) for text, name in pieces], width, self.base)

    def _style(self, name: str) -> Style:
        return self.look(name) if name else self.base


class OverviewScreen(Dialog[str | None]):
    """Answers with the query of the bar that was chosen, or None. The counting goes on in a thread of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,W", "dismiss(None)", "Back"),
        Binding("down,j", "move(1)", "Down"),
        Binding("up,k", "move(-1)", "Up"),
        Binding("right,l", "aside(1)", "Right"),
        Binding("left,h", "aside(-1)", "Left"),
        Binding("tab", "chart(1)", "Next chart", priority=True),
        Binding("shift+tab", "chart(-1)", "Previous chart", priority=True),
        Binding("pagedown,space,ctrl+d", "page(1)", "Down a page"),
        Binding("pageup,b,ctrl+u", "page(-1)", "Up a page"),
        Binding("g,home", "edge(0)", "First"),
        Binding("G,end", "edge(-1)", "Last"),
        Binding("enter", "choose", "Articles"),
    ]

    def __init__(self, library: Library, query: Query | None, filtered: str, signs: Signs, bar: str = "") -> None:
        """Count the articles of `query`, which the user typed as `filtered`; the cursor begins on the bar of `bar`."""
        super().__init__()
        self._bar = bar
        self._library = library.companion()
        self._query = query
        self._filtered = filtered
        self._signs = signs
        self._view = BarView(signs)
        self._overview: Overview | None = None

    def compose(self) -> ComposeResult:
        """Lay out the bars between a line that says what they are of and one of keys."""
        with Vertical(classes="dialog full"):
            yield Static(Content("Overview"), classes="dialog-title", id="overview-title")
            yield self._view
            yield Static(Content(""), id="overview-about")
            keys = "Enter lists its articles   j k or ↓ ↑ bars   h l sideways   Tab next chart   Esc goes back"
            if not keys.isascii() and self._signs.block.isascii():
                keys = keys.replace("↓ ↑", "arrows")
            yield Static(Content(keys), classes="dialog-hint")

    def on_mount(self) -> None:
        """Begin to count."""
        self._view.focus()
        self.run_worker(self._count, thread=True, exclusive=True, exit_on_error=False, name="overview")

    def on_unmount(self) -> None:
        """Stop counting."""
        self._library.interrupt()
        self._library.close()

    def _count(self) -> Overview | LibraryError:
        try:
            return self._library.overview(self._query)
        except LibraryError as error:
            return error

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was counted, or why it could not be."""
        if event.state is not WorkerState.SUCCESS or not self.is_mounted:
            return
        found = event.worker.result
        if isinstance(found, LibraryError):
            self._view.empty_text = found.message
            self._view.refresh()
        elif isinstance(found, Overview):
            self._overview = found
            whole = about(found, -1, self._filtered, self._signs)
            self.query_one("#overview-title", Static).update(Content(f"Overview {self._signs.dot} {whole}"))
            self._view.show(found, self._bar)

    def on_bar_view_moved(self, message: BarView.Moved) -> None:
        """Say which articles the bar leads to."""
        message.stop()
        if self._overview is not None and self._view.cursor >= 0:
            said = about(self._overview, self._view.cursor, "", self._signs)
            self.query_one("#overview-about", Static).update(Content(said))

    def on_bar_view_chosen(self, message: BarView.Chosen) -> None:
        """List the articles of the bar that was clicked."""
        message.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """List the articles of the bar under the cursor."""
        if self._view.cursor >= 0:
            self.dismiss(self._view.charts.bars[self._view.cursor].query)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self._view.move(steps)

    def action_aside(self, steps: int) -> None:
        """Move the cursor sideways."""
        self._view.aside(steps)

    def action_chart(self, steps: int) -> None:
        """Move the cursor to another chart."""
        self._view.chart(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self._view.page(pages)

    def action_edge(self, number: int) -> None:
        """Move the cursor to the first or the last bar."""
        self._view.go_to(number)
