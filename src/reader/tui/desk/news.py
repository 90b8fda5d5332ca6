"""What the indexer tells, taken in so that keys never wait for it."""

from __future__ import annotations

from time import monotonic, thread_time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.indexing import Event, Progress
    from reader.tui.screens.library import LibraryScreen

REFRESH_AFTER: Final = 0.2
"""Seconds in which news of changed rows are gathered into one look at the library."""

SHARE: Final = 0.05
"""The share of the time that such looks may take: at 100,000 articles each takes some 50 ms."""

REST: Final = 0.25
_LONGEST: Final = 2.0
"""Seconds that the keys must have rested before one, and after which they are not waited for."""


class News:
    """Takes the indexer's events one by one. Neither the list's cursor nor the open article moves."""

    def __init__(self, desk: LibraryScreen) -> None:
        self._desk = desk
        self.progress: Progress | None = None
        self._timer: Timer | None = None
        self._since = 0.0
        self._took = 0.0

    def take(self, event: Event) -> None:
        """Take one event."""
        from reader.indexing import AnalysisReady, ArticleReady, Finished, NamesChanged, Progress, RowsChanged, Trouble

        desk = self._desk
        match event:
            case RowsChanged():
                self._refresh_soon()
            case NamesChanged():
                # rows do not tell of names, but a query may ask for one
                if desk.shown.query is not None:
                    self._refresh_soon()
            case ArticleReady() | AnalysisReady():
                if event.id == desk.opened.id and desk.attempt(desk.opened.renew):
                    desk.edges.update_tabs()
            case Progress():
                self.progress = event
                desk.view.set_working(working=True)
            case Finished():
                self.progress = event.progress
                desk.view.set_working(working=False)
                desk.edges.update_tabs()
                if event.progress.done or event.progress.failed:
                    desk.say(event.summary)
                desk.refresh_rows(keep_open=True)
            case Trouble():
                desk.say(event.message, alarm=True)
        desk.edges.update()

    def _refresh_soon(self) -> None:
        if self._timer is None:
            self._since = monotonic()
            self._timer = self._desk.set_timer(max(REFRESH_AFTER, self._took / SHARE), self._refresh)

    def _refresh(self) -> None:
        rested = monotonic() - self._desk.last_key
        if rested < REST and monotonic() - self._since < _LONGEST:
            self._timer = self._desk.set_timer(REST - rested, self._refresh)
            return
        self._timer = None
        began = thread_time()
        self._desk.refresh_rows(keep_open=True)
        self._took = thread_time() - began
