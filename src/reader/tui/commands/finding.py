"""Finding: in the article, in the list, in the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions import Pane
from reader.tui.desk.shown import as_typed, so_far
from reader.tui.page.wording import many

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen


def here(desk: LibraryScreen) -> None:
    """Find words in the article as they are typed; in the list, filter it."""
    if desk.pane is Pane.LIST:
        filter_list(desk)
        return
    reading = desk.opened.reading
    if reading is None or not reading.readable:
        return
    before = desk.view.position

    def live(words: str) -> None:
        found = reading.find(words)
        if found:
            desk.view.walk("matches", 1)
        if desk.prompt is not None:
            desk.prompt.tell(many(len(found), "match", "matches") if words.strip() else "")
        desk.view.redraw()

    def done(words: str) -> None:
        if words and not reading.layers["matches"]:
            desk.say(f"No match for {desk.signs.left}{words}{desk.signs.right}.")
        desk.edges.update()

    def dropped() -> None:
        reading.find("")
        desk.view.show(reading, before)

    desk.opened.mark_place()
    desk.asking.ask("Find", done, live=live, dropped=dropped, placeholder="words in this article")


def filter_list(desk: LibraryScreen) -> None:
    """Filter the list as a query is typed."""
    before, current = desk.shown.words, desk.list.current

    def live(words: str) -> None:
        # half a word may hide the article under the cursor: it is taken up again when it comes back
        if apply_query(desk, as_typed(so_far(words)), quiet=True):
            desk.list.select(current)

    def done(words: str) -> None:
        apply_query(desk, as_typed(words))

    def dropped() -> None:
        apply_query(desk, before)

    desk.asking.ask(
        "Filter", done, live=live, dropped=dropped, value=desk.shown.said, over_list=True,
        placeholder="words, or is:unread person:name site:name",
    )  # fmt: skip


def apply_query(desk: LibraryScreen, words: str, *, quiet: bool = False) -> bool:
    """Filter the list by a query; False when it is off, which is said where it is (in the prompt when `quiet`)."""
    from reader.library.query import QueryError

    try:
        desk.shown.set_query(words)
    except QueryError as error:
        if desk.prompt is not None and quiet:
            desk.prompt.complain(error.sentence)
            desk.prompt.tell("")
            desk.edges.update()
        else:
            desk.say(error.sentence, alarm=True)
        return False
    if desk.prompt is not None:
        desk.prompt.complain("")
    desk.refresh_rows()
    if desk.prompt is not None:
        desk.prompt.tell(f"{desk.shown.total:,} found")
    return True


def library(desk: LibraryScreen) -> None:
    """Search the texts of all articles."""
    from reader.library.model import Hit
    from reader.tui.screens.search import SearchScreen

    def land(answer: tuple[Hit, str] | None) -> None:
        if answer is None:
            return
        hit, words = answer
        desk.open_article(hit.row.id)
        desk.panes.go(Pane.ARTICLE)
        reading = desk.opened.reading
        if reading is None or desk.opened.id != hit.row.id:
            return
        text = reading.article.text
        if hit.anchors:
            start, end = hit.anchors[0]
            found = reading.find(text[start:end] or words)
            spots = reading.page.spots(start, end)
            at = next((number for number, group in enumerate(found.groups) if spots and group[0] == spots[0]), 0)
        else:
            found = reading.find(words)
            at = 0
        desk.view.redraw()
        if found:
            desk.view.land("matches", at)

    desk.desk_app.push_screen(SearchScreen(desk.library, desk.signs), land)
