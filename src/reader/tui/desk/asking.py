"""Asking for a line of text, in the place of the status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen
    from reader.tui.widgets.prompt import Prompt


class Asking:
    """The prompt of the main screen: one question at a time."""

    def __init__(self, desk: LibraryScreen) -> None:
        self._desk = desk
        self.prompt: Prompt | None = None

    def ask(
        self,
        label: str,
        done: Callable[[str], None],
        *,
        live: Callable[[str], None] | None = None,
        dropped: Callable[[], None] | None = None,
        value: str = "",
        placeholder: str = "",
        over_list: bool = False,
        paths: bool = False,
    ) -> None:
        """Ask for a line of text; `live` follows the typing, `done` takes the answer, `dropped` is told of none.

        With `over_list` the arrow keys move the list meanwhile, with `paths` the names of files are completed.
        """
        if self.prompt is not None:
            return
        from reader.tui.screens.first_run import PathSuggester
        from reader.tui.widgets.prompt import Prompt

        desk = self._desk
        self.prompt = Prompt(
            label,
            done=lambda text: desk.attempt(lambda: done(text)),
            live=None if live is None else lambda text: desk.attempt(lambda: live(text)),
            dropped=dropped,
            close=self._close,
            value=value,
            placeholder=placeholder,
            over_list=over_list,
            suggester=PathSuggester() if paths else None,
        )
        desk.add_class("-asking")
        desk.mount(self.prompt, before=desk.keys)
        desk.edges.update()

    def _close(self) -> None:
        prompt, self.prompt = self.prompt, None
        if prompt is not None:
            # the keys go first: a widget that is removed with them hands them to its neighbour
            self._desk.set_focus(self._desk.panes.widget, scroll_visible=False)
            self._desk.remove_class("-asking")
            prompt.remove()
            self._desk.edges.update()
