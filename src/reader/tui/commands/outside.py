"""Other programs: the file in the editor, the article in the pager or piped to a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reader.errors import ReaderError
from reader.text.safe import safe, safe_line
from reader.tui import programs

if TYPE_CHECKING:
    from reader.library.model import ArticleRow
    from reader.tui.screens.library import LibraryScreen

_SETTING: Final = "tui.pipe"
"""The last command line, which is offered again."""


def editor(desk: LibraryScreen) -> None:
    """Open the article's file in the user's editor, then come back."""
    row = desk.row
    if row is None:
        return
    words = [*programs.editor(os.environ), programs.file_argument(row.path)]
    if _run(desk, words, None):
        desk.desk_app.start_indexer()


def pager(desk: LibraryScreen) -> None:
    """Show the article in the user's pager, then come back."""
    row = desk.row
    if row is not None:
        # few pagers wrap between words
        _run(desk, programs.pager(os.environ), _text(desk, row, min(desk.size.width, desk.view.measure)))


def pipe(desk: LibraryScreen) -> None:
    """Ask for a command and give it the article as text; its output stays in sight until Enter."""
    row = desk.row
    if row is None:
        return
    text = _text(desk, row)

    def answer(command: str) -> None:
        if command.strip():
            words = programs.words_of(command)
            desk.library.put_setting(_SETTING, command.strip())
            _run(desk, words, text, wait=True)

    desk.asking.ask(
        "Pipe to",
        answer,
        value=desk.library.get_setting(_SETTING) or "",
        placeholder="a command that reads the article, such as wc -w",
    )


def _text(desk: LibraryScreen, row: ArticleRow, width: int = 0) -> str:
    """Return the article as `reader show` prints it, wrapped at `width` terminal cells, not at all when it is 0."""
    from reader.export.text import article_text

    article = desk.library.article(row.id)
    if article is None:
        raise ReaderError("There is no text of this article yet.")
    return safe(article_text(article, width=width)) + "\n"


def _run(desk: LibraryScreen, words: Sequence[str], text: str | None, *, wait: bool = False) -> bool:
    """Give the terminal to a program and take it back; True when it ended well."""
    from textual.app import SuspendNotSupported

    name = safe_line(os.path.basename(words[0]))
    try:
        with desk.app.suspend():
            status = programs.run(words, text)
            if wait:
                _wait_for_enter(name, status)
    except SuspendNotSupported as error:
        raise ReaderError("This terminal cannot be given to another program.") from error
    desk.app.refresh(layout=True)
    desk.say(f"{name} ended with status {status}." if status else f"Back from {name}.", alarm=bool(status))
    return True


def _wait_for_enter(name: str, status: int) -> None:
    ended = f"{name} ended with status {status}." if status else f"{name} is done."
    if sys.__stdout__ is not None and sys.__stdin__ is not None:
        sys.__stdout__.write(f"\n{ended} Enter goes back to the reader. ")
        sys.__stdout__.flush()
        sys.__stdin__.readline()
