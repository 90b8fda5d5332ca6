"""The article that lies open: brought to the pane, kept in its place, marked as read when it has been."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from reader.article import Anchor, Entity, Quote
from reader.errors import LibraryError
from reader.library.model import ReadState, Stage
from reader.text.safe import safe_name
from reader.tui.page.aside import TYPES, Tab
from reader.tui.page.history import History, Place
from reader.tui.page.reading import Reading

if TYPE_CHECKING:
    from reader.article import Article
    from reader.library.library import Library
    from reader.library.model import ArticleRow, Note
    from reader.tui.widgets.article_view import ArticleView
    from reader.tui.widgets.sidebar import Sidebar

READ_AT: Final = 0.9
"""An article is read when this share of it has been in sight."""


class Opened:
    """The open article in its pane and its sidebar.

    A look in passing (`preview`) leaves no trace; an article that was opened on purpose keeps its place and becomes
    read at its end. `changed` is called with the ids whose rows look different afterwards.
    """

    def __init__(
        self,
        library: Library,
        view: ArticleView,
        sidebar: Sidebar,
        *,
        changed: Callable[[list[int]], None],
        wanted: Callable[[list[int]], None],
    ) -> None:
        self._library = library
        self._view = view
        self._sidebar = sidebar
        self._changed = changed
        self._wanted = wanted
        self.visited = False
        self._keep_unread = False
        self.history = History()
        self._rest: tuple[Reading, Article] | None = None

    @property
    def id(self) -> int:
        """The open article, -1 for none."""
        return self._view.reading.row.id if self._view.reading else -1

    @property
    def reading(self) -> Reading | None:
        """What the pane holds."""
        return self._view.reading

    def preview(self, article: int, *, whole: bool = False) -> None:
        """Show an article in passing; nothing when there is no such article.

        A long one is read to some screens behind its place, unless `whole`; the rest when the keys rest.
        """
        if article == self.id:
            if whole:
                self.read_rest()
            return
        self.leave()
        rows = self._library.rows([article]) if article >= 0 else []
        if not rows:
            self._view.show(None)
            self._sidebar.show(None)
            return
        row = rows[0]
        place = self._library.position(article)
        found, missing = self._read(row, whole=whole, block=place.block if place else 0)
        notes, problem = self._notes(article)
        reading = Reading(row, found, safe_name(row.path), notes, missing=missing)
        self._view.show(reading, place)
        self._sidebar.show(reading.article)
        if row.stage in (Stage.LISTED, Stage.CLEAN):
            self._wanted([article])
        if problem is not None:
            # said when the article can be read all the same
            raise problem

    def _read(self, row: ArticleRow, *, whole: bool, block: int) -> tuple[Article | None, tuple[int, int]]:
        if row.stage in (Stage.LISTED, Stage.FAILED):
            return None, (0, 0)
        # the sidebar takes the words of quotes from the text
        if whole or self._sidebar.tab is Tab.QUOTES:
            return self._library.article(row.id), (0, 0)
        found = self._library.beginning(row.id, block)
        return (found.article, (found.characters, found.blocks)) if found else (None, (0, 0))

    def fetch_rest(self) -> None:
        """Get the whole of an article, of which the beginning was read, from the library for `read_rest`."""
        reading = self.reading
        if reading is not None and reading.partial and (self._rest is None or self._rest[0] is not reading):
            article = self._library.article(self.id)
            self._rest = None if article is None else (reading, article)

    def read_rest(self) -> None:
        """Read the rest of an article of which only the beginning was read; its place stays."""
        reading = self.reading
        if reading is None or not reading.partial:
            return
        self.fetch_rest()
        rest, self._rest = self._rest, None
        if rest is not None:
            _, article = rest
            reading.take_rest(article)
            self._view.renew()
            self._sidebar.show(article, same=True)

    def _notes(self, article: int) -> tuple[list[Note], LibraryError | None]:
        try:
            return self._library.notes(article), None
        except LibraryError as error:
            return [], error

    def open(self, article: int, *, remember: bool = True) -> None:
        """Open an article on purpose."""
        if remember and self.visited and article != self.id:
            self.mark_place()
        try:
            self.preview(article, whole=True)
        finally:
            self.visited = self.id == article and self.reading is not None and self.reading.readable
            self._keep_unread = False

    def leave(self) -> None:
        """Keep the place of the open article, and mark it as read when its end was in sight."""
        if self.reading is None or not self.visited:
            return
        self.note_progress(leaving=True)
        self._library.save_position(self.id, self._view.position, fraction=self._view.seen)
        self._changed([self.id])
        self.visited = False

    def note_progress(self, *, leaving: bool = False) -> None:
        """Mark the open article as read when enough of it was in sight.

        One that fits the pane whole is read when it is left, or it would be so on sight.
        """
        reading = self.reading
        if reading is None or not self.visited or self._keep_unread or reading.row.state is ReadState.READ:
            return
        if self._view.seen >= READ_AT and (leaving or self._view.top > 0):
            self._library.set_state([self.id], ReadState.READ)
            self.reload_row()
            self._changed([self.id])

    def keep_unread(self) -> None:
        """Leave the open article's state alone from now on: the user has set it."""
        self._keep_unread = True

    def reload_row(self) -> None:
        """Take over the open article's row as it is now."""
        reading = self.reading
        if reading is not None:
            rows = self._library.rows([self.id])
            if rows:
                reading.row = rows[0]

    def renew(self, *, undone: bool = False) -> None:
        """Take over a newer text or analysis of the open article, and what was decided and noted; its place stays.

        `undone` says that a decision may just have been taken back: the sidebar's cursor goes to the name that is back.
        """
        reading = self.reading
        if reading is None:
            return
        rows = self._library.rows([self.id])
        if not rows or rows[0].stage is Stage.LISTED:
            return
        article = self._library.article(self.id)
        if article is None:
            if rows[0].stage is Stage.FAILED and rows[0] != reading.row:
                reading.row = rows[0]
                self._view.renew()
            return
        was_readable = reading.readable
        if reading.renew(rows[0], article, self._notes(self.id)[0]):
            self._view.renew()
            self._sidebar.show(article, same=was_readable, undone=undone)
            self._sidebar.pick_again(reading.entity)
            if not was_readable:
                self._view.show(reading, self._library.position(self.id))

    # jumps

    def mark_place(self) -> None:
        """Remember where the reader is, before a jump."""
        if self.id >= 0:
            self.history.leave(Place(self.id, self._view.position))

    def here(self) -> Place | None:
        """Return where the reader is."""
        return Place(self.id, self._view.position) if self.id >= 0 else None

    def pick(self, entity: Entity) -> None:
        """Lift out an entity's mentions and jump to the first one; the sidebar's cursor stands on it."""
        if self.reading is None:
            return
        self._view.read_rest()
        self.mark_place()
        self.reading.pick(entity)
        self._view.redraw()
        self._view.land("mentions", 0)
        for tab, kind in TYPES.items():
            if kind == entity.type and self._sidebar.tab is not Tab.QUOTES:
                self._sidebar.open_tab(tab)
        self._sidebar.select(entity)

    def show_quote(self, quote: Quote) -> None:
        """Jump to a quote and mark it."""
        if self.reading is None or quote not in self.reading.article.quotes:
            return
        self.mark_place()
        self._view.land("quotes", self.reading.article.quotes.index(quote))

    def go(self, place: Place) -> None:
        """Show a place of the history."""
        self.open(place.article, remember=False)
        if self.reading is not None:
            self._view.show(self.reading, Anchor(place.anchor.block, place.anchor.offset, place.anchor.context))
