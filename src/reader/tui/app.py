"""The way in: the first frame at once, drawn without Textual, then the program itself in its place."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.indexing import Event, Indexer
    from reader.library.library import Library
    from reader.tui.application import ReaderApp

__all__ = ["ReaderApp", "run"]


def __getattr__(name: str) -> Any:
    """Import the program when its class is asked for: `run` paints before that."""
    if name == "ReaderApp":
        from reader.tui.application import ReaderApp

        return ReaderApp
    raise AttributeError(name)


def run(
    library: Library,
    make_indexer: Callable[[Callable[[Event], None]], Indexer] | None,
    settings: Settings,
    *,
    paths: Sequence[str] = (),
) -> int:
    """Show the library until the user leaves, and return the exit status: 0, or 128 + the signal that ended it.

    `make_indexer` makes the indexer of `paths` with a listener for its events; folders that the user opens later
    get one on a companion of `library`.
    """

    def make(places: Sequence[str], listener: Callable[[Event], None]) -> Indexer:
        if make_indexer is not None and tuple(places) == tuple(paths):
            return make_indexer(listener)
        from reader.indexing import Indexer

        return Indexer(library.companion, places, settings, listener)

    from reader.tui.early import FirstFrame
    from reader.tui.encoding import keep_columns

    keep_columns(sys.__stderr__)
    frame = FirstFrame(library, settings)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    # nothing that is imported now is ever collected, so looking for it is time lost
    gc.disable()
    try:
        frame.paint(sys.__stderr__)
        from reader.tui.application import ReaderApp

        if frame.theme == "ansi":
            settings = replace(settings, theme="ansi")
        app = ReaderApp(library, make, settings, paths=paths)
        frame.hand_over()
        app.run()
    finally:
        gc.enable()
        frame.leave(sys.__stderr__)
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by a signal before the program itself listens for it: the screen is left as it was found."""
    raise SystemExit(128 + number)
