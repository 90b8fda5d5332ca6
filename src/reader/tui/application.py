"""The program: one library, one indexer, the main screen, and a clean way out."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.binding import BindingType
from textual.theme import BUILTIN_THEMES

from reader.config.settings import Settings
from reader.tui.actions import keymap
from reader.tui.desk.folders import known_folders, remember
from reader.tui.messages import Indexed
from reader.tui.page.colours import NAMES, PLAIN, variables
from reader.tui.page.wording import ASCII, UNICODE
from reader.tui.safety import strip_controls_everywhere
from reader.tui.screens.library import LibraryScreen
from reader.tui.terminal import TerminalDriver
from reader.tui.themes import themes

if TYPE_CHECKING:
    from textual.command import Provider

    from reader.indexing import Event, Indexer
    from reader.library.library import Library

MakeIndexer = Callable[[Sequence[str], Callable[["Event"], None]], "Indexer"]
"""Makes an indexer for these paths that tells this listener."""


def _palette() -> type[Provider]:
    # most runs never open it
    from reader.tui.palette import ActionProvider

    return ActionProvider


_COLLECT: Final = (5_000, 10, 10)
_TURN: Final = 0.0005
"""Seconds for which a thread computes while another one waits; Python's own are ten times as many."""

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)


class ReaderApp(App[int]):
    """Shows a library in three panes and keeps it up to date behind them."""

    TITLE = "reader"
    CSS_PATH = Path(__file__).with_name("styles.tcss")
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    # both belong to the table of actions
    COMMAND_PALETTE_BINDING = ""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        library: Library,
        make_indexer: MakeIndexer | None,
        settings: Settings,
        *,
        paths: Sequence[str] = (),
    ) -> None:
        strip_controls_everywhere()
        # NO_COLOR makes Textual grey, yet it still sends RGB grounds; a theme without colours sends none
        wanted = PLAIN if os.environ.get("NO_COLOR") else settings.theme
        BUILTIN_THEMES.update((theme.name, theme) for theme in themes())
        # known before Textual sets up its colours, so that the style sheet is read once, not again for a new theme
        self.set_reactive(App.theme, wanted if wanted in BUILTIN_THEMES else NAMES[0])
        super().__init__(driver_class=TerminalDriver)
        self.library = library
        self.settings = settings
        self.paths = tuple(paths)
        self.keymap = keymap(settings.keys)
        self.signs = ASCII if settings.ascii else UNICODE
        self._make_indexer = make_indexer
        self._indexer: Indexer | None = None
        self._places: tuple[str, ...] = ()
        self.fault: Exception | None = None
        self.animation_level = "full" if settings.motion else "none"
        self.desk = LibraryScreen(ascii_only=settings.ascii)
        self.desk.straight = len(self.paths) == 1 and os.path.isfile(self.paths[0])

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that a theme from elsewhere lacks."""
        return variables()

    def get_default_screen(self) -> LibraryScreen:
        """Return the main screen."""
        return self.desk

    def on_mount(self) -> None:
        """Lay the user's keys over the defaults and answer to the signals that end programs."""
        changed = {action: ",".join(keys) for action, keys in self.keymap.keys.items() if action in self.settings.keys}
        if changed:
            self.set_keymap(changed)
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            # without this the terminal is left in its raw mode with the mouse on
            loop.add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: int) -> None:
        self.leave(128 + number)

    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        self.fault = self.fault or error
        # Textual would print a traceback with the values of all variables, articles and control characters among them
        self._exit_renderables.clear()

    def desk_ready(self) -> None:
        """Start the work behind the screen, now that its first rows stand."""
        gc.freeze()
        # frames make many objects and hardly a cycle
        gc.set_threshold(*_COLLECT)
        gc.enable()
        # the indexer's thread holds the interpreter while it stores: a key waits for it no longer than this
        sys.setswitchinterval(_TURN)
        if self.paths:
            remember(self.library, self.paths)
        self.start_indexer()
        if not self.paths and not self.desk.list.ids:
            self.show_first_run()

    def show_first_run(self) -> None:
        """Ask for a folder."""
        from reader.tui.screens.first_run import FirstRun

        self.push_screen(FirstRun(), self._take_folder)

    def _take_folder(self, path: str | None) -> None:
        if path is not None:
            self.add_path(path)

    def add_path(self, path: str) -> None:
        """Read the articles of a folder or file as well."""
        remember(self.library, [path])
        if self.paths:
            self.paths = (*self.paths, path)
            self.library.set_scope(self.paths)
        self.start_indexer()
        self.desk.refresh_rows()

    def start_indexer(self) -> bool:
        """Look at the paths, or at all known folders, for the first time or again.

        Returns False when there is nothing to look at. Nothing, to an indexer, would be everything, and all of it gone.
        """
        places = self.paths or known_folders(self.library)
        if self._make_indexer is None or not places:
            return False
        if self._indexer is not None and places == self._places:
            self._indexer.rescan()
            return True
        if self._indexer is not None:
            self._indexer.stop(0.5)
        self._places = places
        self._indexer = self._make_indexer(places, self._tell)
        self._indexer.start()
        return True

    def _tell(self, event: Event) -> None:
        # called from the indexer's thread: posting is safe from any thread
        if self.is_running:
            self.post_message(Indexed(event))

    def on_indexed(self, message: Indexed) -> None:
        """Pass the indexer's news on to the main screen."""
        if self.desk.is_mounted:
            self.desk.news.take(message.event)

    def prioritise(self, ids: Sequence[int]) -> None:
        """Have these articles read and analysed next."""
        if self._indexer is not None:
            self._indexer.prioritise(ids)

    def leave(self, status: int = 0) -> None:
        """Keep everything and end the program with this exit status."""
        if self.desk.is_mounted:
            self.desk.save()
        if self._indexer is not None:
            self._indexer.stop(1.0)
            self._indexer = None
        self.exit(status, return_code=status)

    async def action_quit(self) -> None:
        """Quit as `Q` does."""
        self.leave()

    def action_help_quit(self) -> None:
        """Say how to quit: Ctrl+C copies where terminals have taught people so."""
        self.desk.say(f"{self.desk.key('quit')} quits, {self.desk.key('back')} goes back one pane.")
