"""The program itself."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def keys(desk: LibraryScreen) -> None:
    """Show all keys; one that is chosen there is carried out."""
    from reader.tui.actions import BY_ID
    from reader.tui.screens.help import HelpScreen

    def carry_out(action: str | None) -> None:
        if action is not None:
            desk.perform(BY_ID[action])

    desk.app.push_screen(HelpScreen(desk.keymap, desk.pane), carry_out)


def palette(desk: LibraryScreen) -> None:
    """Find an action by its name."""
    desk.app.action_command_palette()


def rescan(desk: LibraryScreen) -> None:
    """Look for new, changed and vanished files."""
    if desk.desk_app.start_indexer():
        desk.say("Looking for new and changed files.")
    else:
        desk.say(f"No folder is known yet: {desk.key('folder.add')} opens one.")


def add_folder(desk: LibraryScreen) -> None:
    """Ask for a folder or file and read its articles."""
    from reader.tui.screens.first_run import check_path

    def answer(text: str) -> None:
        path, problem = check_path(text)
        if problem:
            desk.say(problem, alarm=True)
        elif path:
            desk.desk_app.add_path(path)

    desk.asking.ask("Open", answer, placeholder="the path of a folder or file", paths=True)


def suspend(desk: LibraryScreen) -> None:
    """Stop as a job of the shell, the terminal as it was found; going on takes it back."""
    if os.getpgrp() == os.getsid(0):
        # nobody could ever continue it
        desk.say("No shell waits behind the reader.", alarm=True)
    else:
        os.killpg(0, signal.SIGTSTP)


def leave(desk: LibraryScreen) -> None:
    """Quit."""
    desk.desk_app.leave()
