"""The main screen: list, article and sidebar, as many of them at a time as there is room for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from reader.errors import ReaderError
from reader.library.model import ArticleRow, Stage
from reader.tui.actions import ACTIONS, BY_ID, COUNTED, Action, Pane, key_name
from reader.tui.desk.asking import Asking
from reader.tui.desk.chosen import Chosen
from reader.tui.desk.edges import Edges
from reader.tui.desk.news import News
from reader.tui.desk.opened import Opened
from reader.tui.desk.panes import Panes
from reader.tui.desk.shown import Shown
from reader.tui.page.parts import Hints
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import Head, KeyLine, StatusLine
from reader.tui.widgets.page_view import PageView
from reader.tui.widgets.sidebar import Sidebar, TabStrip

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.tui.application import ReaderApp
    from reader.tui.widgets.prompt import Prompt

PREVIEW_AFTER: Final = 0.08
"""Seconds that the list's cursor must rest before its article is shown, while it runs down the list."""

PREVIEW_AT_ONCE: Final = 0.01
"""The same for a single step: as long as the list's own frame takes."""

_RUNNING: Final = 0.15
"""Steps that follow each other within so many seconds are a run: a held key, whose articles nobody sees."""

PANE_AFTER: Final = 0.3
"""Seconds that a lone 1, 2 or 3 waits to become a count; then it goes to its pane."""

_MOVING_WHILE_ASKED: Final = frozenset({"move.down", "move.up", "move.page-down", "move.page-up"})


def _keys(action: Action) -> str:
    return ",".join("comma" if key == "," else key for key in action.keys)


class LibraryScreen(Screen[None]):
    """The desk: panes, what they hold, and the way from a key to a command."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (80, "-medium"), (120, "-wide")]  # noqa: RUF012 - Textual's
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall")]  # noqa: RUF012 - declared so by Textual
    AUTO_FOCUS = "#list"

    BINDINGS: ClassVar[list[BindingType]] = [
        # digits gather a count first; the keys of the panes come after them, so that settings can move them
        *(Binding(digit, f"digit({digit})", show=False) for digit in "0123456789"),
        *(
            Binding(_keys(action), f"do('{action.id}')", action.title, show=False, id=action.id)
            for action in ACTIONS
            if action.where
        ),
    ]

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(classes="-at-list -ascii" if ascii_only else "-at-list")
        self.panes = Panes(self)
        self.edges = Edges(self)
        self.count = 0
        # whether the program was started with one file, which opens without a stop at the list
        self.straight = False
        self.news = News(self)
        # when the last key was pressed, in seconds of the monotonic clock
        self.last_key = 0.0
        self._moved = 0.0
        self.asking = Asking(self)
        self._preview_timer: Timer | None = None
        self._digit_timer: Timer | None = None

    @property
    def desk_app(self) -> ReaderApp:
        """The program, by its own type."""
        from reader.tui.application import ReaderApp

        app = self.app
        if not isinstance(app, ReaderApp):
            raise TypeError("the library's screen belongs to ReaderApp")
        return app

    def compose(self) -> ComposeResult:
        """Lay out the panes and the lines below them."""
        app = self.desk_app
        self.library = app.library
        self.keymap = app.keymap
        self.signs = app.signs
        page_hints = Hints(removed=self.key("text.removed"), following=self.key("go.next"))
        self.list = ArticleList(self.library, self.signs)
        self.view = ArticleView(app.settings.measure, self.signs, page_hints)
        self.sidebar = Sidebar(self.signs)
        self.tabs = TabStrip()
        self.list_head = Head("list-head", "Articles", self.signs)
        self.article_head = Head("article-head", "", self.signs)
        self.status = StatusLine(self.signs)
        self.keys = KeyLine()
        self.shown = Shown(self.library, self.list)
        self.chosen = Chosen(self.view)
        self.opened = Opened(self.library, self.view, self.sidebar, changed=self.list.forget, wanted=app.prioritise)
        self.view.fetch_rest = lambda: self.attempt(self.opened.fetch_rest)
        self.view.read_rest = lambda: self.attempt(self.opened.read_rest)
        with Horizontal(id="panes"):
            with Vertical(id="list-pane"):
                yield self.list_head
                yield self.list
            with Vertical(id="article-pane"):
                yield self.article_head
                yield self.view
            with Vertical(id="side-pane"):
                yield self.tabs
                yield self.sidebar
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Show the first rows at once, all of them when those stand on the screen."""
        self.panes.restore()
        self.attempt(self.shown.restore)
        self.panes.go(Pane.LIST)
        self.attempt(self.shown.paint_first)
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        self.list.fresh = False
        self.refresh_rows()
        for warning in self.library.warnings:
            self.say(warning, alarm=True)
        for problem in self.keymap.problems:
            self.say(problem, alarm=True)
        self.desk_app.desk_ready()

    @property
    def pane(self) -> Pane:
        """The pane that holds the keys."""
        return self.panes.current

    @property
    def prompt(self) -> Prompt | None:
        """The question that is being answered, if any."""
        return self.asking.prompt

    # keys

    def key(self, action: str) -> str:
        """Return an action's first key as people read it."""
        return key_name(self.keymap.keys.get(action, BY_ID[action].keys)[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a key mean what it means in this pane; while something is asked, keys belong to the answer."""
        if action == "digit":
            return self.prompt is None
        if action != "do":
            return super().check_action(action, parameters)
        asked = BY_ID[str(parameters[0])]
        if self.prompt is not None:
            return asked.id in _MOVING_WHILE_ASKED and self.prompt.over_list
        return self.pane in asked.where

    def action_do(self, action: str) -> None:
        """Carry out an action of the table."""
        self.perform(BY_ID[action])

    def perform(self, action: Action) -> None:
        """Carry out an action; its module is imported when it is first needed."""
        self.last_key = monotonic()
        if self._digit_timer is not None and action.id not in COUNTED:
            # nothing to repeat: the digit was meant for its pane
            self._to_numbered(self.count)
        self._settle_digits()
        self.status.say("")
        module, _, name = self._run_of(action).partition(".")
        command: Callable[[LibraryScreen], None] = getattr(import_module(f"reader.tui.commands.{module}"), name)
        if self.pane is not Pane.LIST or module != "moves":
            # all but moving through the list may be about the whole of the article that is shown beside it
            self.attempt(self.opened.read_rest)
        self.attempt(lambda: command(self))
        self.count = 0
        # what the command's messages will say again comes into the same frame
        self.edges.update()

    def _run_of(self, action: Action) -> str:
        """Return what carries an action out: keys that move are about the chosen passage while there is one."""
        if self.pane is not Pane.ARTICLE or self.chosen.passage is None:
            return action.run
        from reader.tui.commands.passages import WHILE_CHOSEN

        return WHILE_CHOSEN.get(action.id, action.run)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something with the library; when it fails, say so and read on. Returns whether it was done."""
        try:
            work()
        except ReaderError as error:
            self.say(f"{error.message} {error.hint}".strip(), alarm=True)
            return False
        return True

    def take_count(self, default: int = 1) -> int:
        """Return the number that was typed before the key, at most 100,000."""
        return min(self.count, 100_000) or default

    def action_digit(self, digit: int) -> None:
        """Gather a count. A lone 1, 2 or 3 goes to its pane when nothing follows."""
        self._settle_digits()
        fresh = self.count == 0
        self.count = min(self.count * 10 + digit, 100_000)
        self.edges.update()
        if fresh and digit in (1, 2, 3):
            self._digit_timer = self.set_timer(PANE_AFTER, lambda: self._to_numbered(digit))

    def _to_numbered(self, digit: int) -> None:
        self._settle_digits()
        self.count = 0
        self.panes.go(tuple(Pane)[digit - 1])

    def _settle_digits(self) -> None:
        if self._digit_timer is not None:
            self._digit_timer.stop()
            self._digit_timer = None

    # the list

    def refresh_rows(self, *, keep_open: bool = False) -> None:
        """Ask the library for the list again; `keep_open` keeps the open article in it, whatever the query says."""
        if not self.attempt(lambda: self.shown.refresh(keep=self.opened.id if keep_open else -1)):
            return
        self.edges.explain_emptiness()
        self.edges.update()
        if self.straight and self.list.ids:
            self._go_straight()
        elif self.opened.id < 0 and not self.panes.single:
            self._preview()

    def _go_straight(self) -> None:
        """Open the one article of the file that the program was started with, once it can be read."""
        row = self.list.row(0)
        if row is not None and row.stage is not Stage.LISTED:
            self.straight = False
            if len(self.list.ids) == 1:
                self.open_article(row.id)
                self.panes.go(Pane.ARTICLE)

    def on_article_list_moved(self, message: ArticleList.Moved) -> None:
        """Show the article under the cursor once it rests; alone in its pane the list moves without."""
        message.stop()
        self.edges.update()
        if self._preview_timer is not None:
            self._preview_timer.stop()
        before, self._moved = self._moved, monotonic()
        if not self.panes.single or self.pane is not Pane.LIST:
            rest = PREVIEW_AFTER if self._moved - before < _RUNNING else PREVIEW_AT_ONCE
            self._preview_timer = self.set_timer(rest, self._preview)

    def _preview(self) -> None:
        self.attempt(lambda: self.opened.preview(self.list.current))
        self.edges.update_tabs()
        self.edges.update()

    def catch_up(self) -> None:
        """Open what the list's cursor stands on, for a pane that is entered without Enter."""
        if self.list.current >= 0 and (self.opened.id != self.list.current or not self.opened.visited):
            self.open_article(self.list.current)

    def open_article(self, article: int) -> None:
        """Open an article on purpose and put the list's cursor on it."""
        self.attempt(lambda: self.opened.open(article))
        self.list.select(article)
        self.edges.update_tabs()
        self.edges.update()

    def on_article_list_failed(self, message: ArticleList.Failed) -> None:
        """Say why rows are empty."""
        message.stop()
        self.say(message.error.message, alarm=True)

    def on_article_list_chosen(self, message: ArticleList.Chosen) -> None:
        """Open the article that was clicked."""
        message.stop()
        self.open_article(message.article)
        self.panes.go(Pane.ARTICLE)

    # the article and its sidebar

    def on_page_view_scrolled(self, message: PageView.Scrolled) -> None:
        """Say how far the reader is."""
        message.stop()
        self.attempt(self.opened.note_progress)
        self.edges.update()

    def on_article_view_named(self, message: ArticleView.Named) -> None:
        """Pick the name that was clicked."""
        message.stop()
        self.opened.pick(message.entity)

    def on_article_view_pointed(self, message: ArticleView.Pointed) -> None:
        """Unfold hidden lines that were clicked, or choose what was."""
        message.stop()
        from reader.tui.commands.passages import point

        point(self, message.spot)

    def on_key_line_clicked(self, message: KeyLine.Clicked) -> None:
        """Do what the key that was clicked does in this pane."""
        message.stop()
        for action in ACTIONS:
            if self.pane in action.where and self.prompt is None and self.key(action.id) == message.key:
                self.perform(action)
                break

    def on_sidebar_entity_chosen(self, message: Sidebar.EntityChosen) -> None:
        """Show where the entity is named."""
        message.stop()
        self.opened.pick(message.entity)
        self._show_the_text()

    def on_sidebar_quote_chosen(self, message: Sidebar.QuoteChosen) -> None:
        """Show where the quote stands."""
        message.stop()
        self.opened.show_quote(message.quote)
        self._show_the_text()

    def _show_the_text(self) -> None:
        if self.panes.single:
            self.panes.go(Pane.ARTICLE)
        self.edges.update()

    def on_sidebar_tab_changed(self, message: Sidebar.TabChanged) -> None:
        """Mark the open tab, and say what can be done in it."""
        message.stop()
        self.edges.update_tabs()
        self.edges.update()

    def on_tab_strip_clicked(self, message: TabStrip.Clicked) -> None:
        """Open the tab that was clicked."""
        message.stop()
        self.attempt(self.opened.read_rest)
        self.sidebar.open_tab(message.tab)
        self.panes.go(Pane.SIDEBAR)

    @property
    def row(self) -> ArticleRow | None:
        """The row that marks are about: the open article's, in the list that under the cursor."""
        if self.pane is not Pane.LIST and self.opened.reading is not None:
            return self.opened.reading.row
        return self.list.current_row

    def on_descendant_focus(self, event: object) -> None:
        """Follow the focus when a click has moved it."""
        del event
        for pane in Pane:
            if self.focused is self.panes.view_of(pane) and self.pane is not pane:
                self.panes.go(pane)

    def save(self) -> None:
        """Keep the place in the article, the list's cursor and the layout."""
        for keep in (self.opened.leave, self.shown.save, self.panes.save):
            self.attempt(keep)

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Say a sentence on the status line."""
        self.status.say(text, alarm=alarm)
