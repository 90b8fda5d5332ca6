"""The links in the text: going from one to the next, and opening one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.linked import links_of
from reader.tui.page.wording import opening

if TYPE_CHECKING:
    from reader.tui.page.linked import Linked
    from reader.tui.screens.library import LibraryScreen


def following(desk: LibraryScreen) -> None:
    """Jump to the next link."""
    _walk(desk, desk.take_count())


def preceding(desk: LibraryScreen) -> None:
    """Jump to the previous link."""
    _walk(desk, -desk.take_count())


def open_here(desk: LibraryScreen) -> None:
    """Show the address of the link that was jumped to, and open it when that is confirmed."""
    linked = desk.view.link
    if linked is None:
        desk.say(f"Go to a link first: {desk.key('link.next')} goes to the next one.")
        return
    from reader.tui.commands.taking import open_link

    open_link(desk, linked.link.target, words(desk, linked))


def words(desk: LibraryScreen, linked: Linked) -> str:
    """Return the words of a link on one line."""
    reading = desk.opened.reading
    text = reading.article.blocks[linked.block].text if reading else ""
    return " ".join(text[linked.link.start : linked.link.end].split())


def _walk(desk: LibraryScreen, steps: int) -> None:
    reading = desk.opened.reading
    linked = desk.view.follow(steps) if reading is not None else None
    if reading is None or linked is None:
        desk.say("There are no links in this text.")
        return
    page = reading.page
    there = [one for one in links_of(reading.article) if page.part_of(one.block) >= 0]
    said = f"Link {there.index(linked) + 1} of {len(there)}: {opening(words(desk, linked), 40)}"
    desk.say(f"{said} {desk.signs.dot} {linked.link.target}")
