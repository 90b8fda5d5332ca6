"""Marks on articles: read, starred, tagged, archived. Nothing asks first, everything can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.model import ReadState
from reader.tui.actions import Pane
from reader.tui.page.wording import way_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.screens.library import LibraryScreen


def toggle_read(desk: LibraryScreen) -> None:
    """Mark the article read, or unread when it is."""
    row = desk.row
    if row is None:
        return
    state = ReadState.UNREAD if row.state is ReadState.READ else ReadState.READ
    _mark(desk, lambda: desk.library.set_state([row.id], state), row.id)
    if row.id == desk.opened.id:
        desk.opened.keep_unread()
    if desk.pane is Pane.LIST:
        desk.list.move(1)


def star(desk: LibraryScreen) -> None:
    """Star the article, or take its star away."""
    row = desk.row
    if row is not None:
        _mark(desk, lambda: desk.library.toggle_star([row.id]), row.id)


def archive(desk: LibraryScreen) -> None:
    """Archive the article, or bring it back."""
    row = desk.row
    if row is not None:
        _mark(desk, lambda: desk.library.set_archived([row.id], not row.archived), row.id)


def tag(desk: LibraryScreen) -> None:
    """Ask for a tag and put it on the article; one that it has is taken away."""
    row = desk.row
    if row is None:
        return

    def answer(text: str) -> None:
        name = text.strip().lstrip("#").strip()
        if not name:
            return
        change = desk.library.remove_tag if name in row.tags else desk.library.add_tag
        _mark(desk, lambda: change([row.id], name), row.id)

    known = f"has {', '.join(row.tags)}" if row.tags else "a word, such as budget"
    desk.asking.ask("Tag", answer, placeholder=known)


def read_all(desk: LibraryScreen) -> None:
    """Mark every article of the list as read, and all copies of their stories: none is to come up again elsewhere."""
    ids = list(desk.list.ids)
    if ids:
        _mark(desk, lambda: desk.library.set_state(ids, ReadState.READ, whole_group=True))


def undo(desk: LibraryScreen) -> None:
    """Undo the last mark."""
    said = desk.library.undo()
    _after_all(desk, undone=True)
    desk.say(f"Undone: {said}" if said else "There is nothing to undo.")


def redo(desk: LibraryScreen) -> None:
    """Do again what was undone."""
    said = desk.library.redo()
    _after_all(desk)
    desk.say(f"Done again: {said}" if said else "There is nothing to redo.")


def _mark(desk: LibraryScreen, change: Callable[[], str], article: int = -1) -> None:
    said = change()
    _after(desk, article)
    desk.say(said.rstrip(".") + way_back(said, desk.key("undo"), desk.signs))


def _after_all(desk: LibraryScreen, *, undone: bool = False) -> None:
    """Show whatever was undone or done again: a mark, a note, or a decision about lines and names."""
    desk.chosen.put(None)
    desk.opened.renew(undone=undone)
    desk.edges.update_tabs()
    _after(desk)


def _after(desk: LibraryScreen, article: int = -1) -> None:
    """Show the new marks; the rows stay where they are until the list is next built."""
    desk.list.forget(None if article < 0 else [article])
    desk.opened.reload_row()
    desk.edges.update()
