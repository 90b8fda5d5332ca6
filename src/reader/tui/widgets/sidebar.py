"""The sidebar: who is named, what was said. A strip of tabs and one list below it."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.article import Article, Entity, Quote
from reader.text.wrap import cells
from reader.tui.page.aside import Aside, AsideLine, Folded, Tab, aside, count, foldable
from reader.tui.page.naming import returned, successor
from reader.tui.page.wording import UNICODE, Signs
from reader.tui.widgets.drawn import Drawn
from reader.tui.widgets.lines import RIGHT, LineView, strip_of

_TABS = tuple(Tab)
# columns of a sidebar that has no place on the screen yet
_UNSEEN = 28


class TabStrip(Drawn):
    """The four tabs with their counts, two a line, so that every name is written out."""

    class Clicked(Message):
        """A tab was clicked."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self.active = Tab.PEOPLE
        self.counts: dict[Tab, int] = {}

    def show(self, active: Tab, counts: dict[Tab, int]) -> None:
        """Show these counts and mark the active tab."""
        self.active, self.counts = active, counts
        self.refresh()

    def _second_column(self) -> int:
        """Where the longer names begin: after the shorter ones and their counts."""
        widest = max(cells(self._label(tab)) for tab in _TABS[::2])
        return min(widest + 1, max(0, self.size.width - 18))

    def _label(self, tab: Tab) -> str:
        return f" {tab.value} {self.counts.get(tab, 0)} "

    def render_line(self, y: int) -> Strip:
        """Return line `y`: two tabs."""
        width = self.size.width
        pieces: list[tuple[str, Style]] = []
        room = self._second_column()
        for tab in _TABS[2 * y : 2 * y + 2]:
            number = self.counts.get(tab, 0)
            look = "tab--active" if tab is self.active else "tab--idle" if number else "tab--empty"
            label, figure = f" {tab.value} ", f"{number} "
            pieces.append((label, self.look(look)))
            pieces.append((figure, self.look("tab--active" if tab is self.active else "tab--count")))
            pieces.append((" " * (room - cells(label + figure)), self.base))
            room = 0
        return strip_of(pieces, width, self.base)

    def on_click(self, event: events.Click) -> None:
        """A click on a tab opens it."""
        column = 1 if event.x >= self._second_column() else 0
        number = 2 * event.y + column
        if 0 <= number < len(_TABS):
            self.post_message(self.Clicked(_TABS[number]))


class Sidebar(LineView, can_focus=True, inherit_bindings=False):
    """One list of names or quotes with a cursor on one of them."""

    class EntityChosen(Message):
        """An entity is to be shown in the text."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    class QuoteChosen(Message):
        """A quote is to be shown in the text."""

        def __init__(self, quote: Quote) -> None:
            super().__init__()
            self.quote = quote

    class TabChanged(Message):
        """Another tab is open."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, signs: Signs = UNICODE) -> None:
        super().__init__(id="sidebar")
        self._signs = signs
        self._article: Article | None = None
        self._made: Aside | None = None
        self._cursors: dict[Tab, int] = {}
        # doubtful quotes are dim, not gone, until the user wants so
        self._folded = set(Tab) - {Tab.QUOTES}
        self.tab = Tab.PEOPLE
        self.picked: Entity | Quote | None = None
        self.empty_text = ""

    @property
    def _list(self) -> Aside:
        """The open tab's lines; keys may ask about them before there is a place that says how wide they are."""
        if self._made is None:
            width = self.scrollable_content_region.width or _UNSEEN
            folded = self.tab in self._folded
            self._made = (
                aside(self._article, self.tab, max(4, width - 4), self._signs, folded=folded)
                if self._article is not None
                else Aside((), (), ())
            )
        return self._made

    @property
    def cursor(self) -> int:
        """The number of the item under the cursor."""
        return min(self._cursors.get(self.tab, 0), len(self._list.items) - 1)

    @property
    def current(self) -> Entity | Quote | None:
        """The name or quote under the cursor."""
        item = self._list.items[self.cursor] if self._list.items else None
        return None if isinstance(item, Folded) else item

    def toggle_folded(self) -> str:
        """Show what the open tab can fold away, or fold it, and return what is to be said."""
        hidden = len(foldable(self._article, self.tab)) if self._article else 0
        what = "doubtful" if self.tab is Tab.QUOTES else "named only once"
        if not hidden:
            return f"No quote is {what}." if self.tab is Tab.QUOTES else "Nothing is folded away here."
        self._folded ^= {self.tab}
        self._lay_out()
        self._bring_into_sight()
        return f"{hidden:,} {what}: {'folded' if self.tab in self._folded else 'shown'}."

    def counts(self) -> dict[Tab, int]:
        """Return how many items each tab has."""
        return {tab: count(self._article, tab) if self._article else 0 for tab in Tab}

    def show(self, article: Article | None, *, same: bool = False, undone: bool = False) -> None:
        """Show an article's names and quotes; with `same`, as a newer version of the one that is shown.

        The cursor stays on its name. When something was `undone` it goes to the name that is back.
        """
        here, before = (self.current, self._article) if same else (None, None)
        self._article = article
        if not same:
            self._cursors.clear()
            self.picked = None
        self._lay_out()
        if not same:
            self.jump(0)
        elif article is not None and not isinstance(here, Quote):
            # names may have gone or come above it
            back = returned(before, article, here) if undone and before is not None else None
            again = back if back in self._list.items else successor(here, article) if here is not None else None
            if again in self._list.items:
                self._put_cursor(self._list.items.index(again))

    def pick_again(self, entity: Entity | None) -> None:
        """Mark an entity as picked, as a newer version of the one that was; a picked quote stays."""
        if not isinstance(self.picked, Quote):
            self.picked = entity
            self.refresh()

    def open_tab(self, tab: Tab) -> None:
        """Open a tab."""
        if tab is not self.tab:
            self.tab = tab
            self._lay_out()
            self.jump(0)
            self._bring_into_sight()
            self.post_message(self.TabChanged(tab))

    def turn(self, steps: int) -> None:
        """Open the tab `steps` on, round and round."""
        self.open_tab(_TABS[(_TABS.index(self.tab) + steps) % len(_TABS)])

    def select(self, item: Entity | Quote) -> None:
        """Put the cursor on an item of the open tab and mark it as picked."""
        self.picked = item
        if item not in self._list.items and self._article and item in foldable(self._article, self.tab):
            self._folded -= {self.tab}
            self._lay_out()
        if item in self._list.items:
            self._put_cursor(self._list.items.index(item))
        self.refresh()

    def choose(self) -> None:
        """Show the item under the cursor in the text, or what is folded away there."""
        if self._list.items and isinstance(self._list.items[self.cursor], Folded):
            self.toggle_folded()
            return
        item = self.current
        if isinstance(item, Entity):
            self.picked = item
            self.post_message(self.EntityChosen(item))
        elif item is not None:
            self.picked = item
            self.post_message(self.QuoteChosen(item))
        self.refresh()

    def move(self, steps: int) -> None:
        """Go `steps` items on, back when negative."""
        self._put_cursor(self.cursor + steps)

    def page(self, pages: float) -> None:
        """Go on by a share of the lines in sight."""
        lines = max(1, int(abs(pages) * self.height)) * (1 if pages > 0 else -1)
        line = self._line_of(self.cursor) + lines
        inside = [number for number, first in enumerate(self._list.firsts) if first <= line]
        self._put_cursor(inside[-1] if inside else 0)

    def go_to(self, number: int | None) -> None:
        """Go to item `number` (1 first), the first (0) or the last (-1) one."""
        self._put_cursor(len(self._list.items) - 1 if number is None or number < 0 else max(0, number - 1))

    def _put_cursor(self, number: int) -> None:
        self._cursors[self.tab] = min(max(0, number), max(0, len(self._list.items) - 1))
        self._bring_into_sight()
        self.refresh()

    def _line_of(self, number: int) -> int:
        return self._list.firsts[number] if 0 <= number < len(self._list.firsts) else 0

    def _bring_into_sight(self) -> None:
        first = self._line_of(self.cursor)
        following = self.cursor + 1
        last = self._list.firsts[following] if following < len(self._list.firsts) else len(self._list.lines)
        if first - 2 < self.top:
            self.jump(max(0, first - 2))
        elif last > self.top + self.height:
            self.jump(last - self.height)

    def _lay_out(self) -> None:
        self._made = None
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self._list.lines) if width > 0 else 0)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lay_out()
        self._bring_into_sight()

    def on_focus(self) -> None:
        """The cursor shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor steps back."""
        self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """A click chooses; one with the right button asks what to do with the name."""
        at = self.top + event.y
        if at < len(self._list.lines) and self._list.lines[at].item >= 0:
            self._put_cursor(self._list.lines[at].item)
            if event.button == RIGHT:
                await self.run_action("screen.do('name.change')")
            else:
                self.choose()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the screen."""
        width = self.scrollable_content_region.width
        at = self.top + y
        if not self._list.lines:
            text = self.empty_text if y == 1 else ""
            return strip_of([("  ", self.base), (text, self.look("aside--empty"))], width, self.base)
        if at >= len(self._list.lines):
            return Strip.blank(width, self.base)
        return self._draw(self._list.lines[at], width)

    def _draw(self, line: AsideLine, width: int) -> Strip:
        here = line.item >= 0 and line.item == self.cursor
        lift = Style()
        if here:
            lift = self.accent("aside--cursor" if self.has_focus else "aside--cursor-blurred")
        base = self.base + lift
        style = self.look(f"aside--{line.look}") + lift
        if line.item >= 0 and self._list.items[line.item] is self.picked and line.look != "note":
            style = style + self.accent("aside--picked")
        bar = self._signs.cursor if here and self.has_focus else " "
        pieces = [(bar, base + self.accent("aside--bar")), (" ", base), (line.left, style)]
        if line.right:
            pieces.append((" " * (width - 4 - cells(line.left) - cells(line.right)), base))
            pieces.append((line.right, self.look("aside--count") + lift))
        return strip_of(pieces, width, base)
