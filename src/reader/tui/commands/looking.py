"""Looking at more than one article, or at one from another side: overview, copies, addresses, doubtful quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.model import ArticleRow, ReadState
from reader.tui.actions import Pane
from reader.tui.page.linked import Linked
from reader.tui.page.wording import date, many, way_back

if TYPE_CHECKING:
    from reader.tui.page.addresses import Address
    from reader.tui.screens.library import LibraryScreen


def overview(desk: LibraryScreen) -> None:
    """Show the listed articles as bars; a bar that is chosen narrows the list to its articles."""
    from reader.tui.commands.finding import apply_query
    from reader.tui.screens.overview import OverviewScreen

    shown = desk.shown

    def narrow(query: str | None) -> None:
        if query is None:
            return
        shown.bar = query
        words = f"{shown.words} {query}".strip()
        if query not in shown.words and apply_query(desk, words):
            desk.panes.go(Pane.LIST)
            desk.say(
                f"{many(desk.shown.total, 'article')}. {desk.key('cancel')} shows all again,"
                f" {desk.key('find.overview')} looks at these."
            )

    desk.desk_app.push_screen(OverviewScreen(desk.library, shown.query, shown.said, desk.signs, shown.bar), narrow)


def copies(desk: LibraryScreen) -> None:
    """Show all copies of a story: one can be opened, all can be marked as read."""
    row = desk.row
    if row is None:
        return
    others = desk.library.copies(row.id)
    if not others:
        desk.say("This story is here once.")
        return
    from reader.tui.screens.listing import Item, ListScreen

    rows = [row, *others]

    def answer(chosen: tuple[str, int] | None) -> None:
        if chosen is None:
            return
        what, number = chosen
        if what == "open":
            desk.list.put_beside(rows[number].id, row.id)
            desk.open_article(rows[number].id)
            desk.panes.go(Pane.ARTICLE)
            return
        desk.attempt(read_all)

    def read_all() -> None:
        said = desk.library.set_state([row.id], ReadState.READ, whole_group=True)
        desk.list.forget()
        desk.opened.reload_row()
        desk.edges.update()
        desk.say(said.rstrip(".") + way_back(said, desk.key("undo"), desk.signs))

    items = [
        Item(
            " ".join(one.title.split()),
            f" {desk.signs.dot} ".join(fact for fact in (one.site, date(one.published), _place(one)) if fact),
            right="this one" if one is row else one.state.value,
        )
        for one in rows
    ]
    keys = {"enter": ("open", "opens it"), "r": ("read", "marks all as read")}
    title = f"{many(len(rows), 'copy', 'copies')} of this story"
    desk.desk_app.push_screen(ListScreen(title, items, keys, desk.signs, 1), answer)


def links(desk: LibraryScreen) -> None:
    """Show the links and addresses of the article; one is opened after it was shown in full, copied, or found."""
    reading = desk.opened.reading
    if reading is None or not reading.readable:
        desk.say("Open an article first.")
        return
    from reader.tui.page.addresses import addresses_of
    from reader.tui.screens.listing import Item, ListScreen

    found = addresses_of(reading.article)
    if not found:
        desk.say("This article has no links and names no addresses.")
        return

    def answer(chosen: tuple[str, int] | None) -> None:
        if chosen is None:
            return
        what, number = chosen
        address = found[number]
        if what == "open":
            from reader.tui.commands.taking import open_link

            open_link(desk, address.url, address.words if address.link else "")
        elif what == "copy":
            desk.app.copy_to_clipboard(address.url)
            desk.say(f"Address sent to the terminal's clipboard: {address.url}")
        else:
            _show_address(desk, address)

    items = [
        Item(*((one.words, one.url) if one.link else (one.url, one.words)), right="hidden line" if one.hidden else "")
        for one in found
    ]
    keys = {"enter": ("open", "opens it"), "y": ("copy", "copies it"), "g": ("show", "goes to its place")}
    desk.desk_app.push_screen(ListScreen(many(len(found), "address", "addresses"), items, keys, desk.signs), answer)


def doubtful(desk: LibraryScreen) -> None:
    """Show what the sidebar's open tab folds away, or fold it: doubtful quotes, names that are named once."""
    said = desk.sidebar.toggle_folded()
    desk.say(said)


def _show_address(desk: LibraryScreen, address: Address) -> None:
    reading = desk.opened.reading
    if address.block < 0 or reading is None:
        desk.say("It is the address of the article itself.")
        return
    if address.hidden and not desk.view.revealed:
        desk.view.set_revealed(revealed=True)
    if reading.page.part_of(address.block) < 0:
        desk.say("It stands in the head of the article.")
        return
    desk.opened.mark_place()
    desk.panes.go(Pane.ARTICLE)
    if address.link is not None:
        desk.view.put_link(Linked(address.block, address.link))
    else:
        from reader.article import Anchor

        desk.view.show(reading, Anchor(address.block, 0))


def _place(row: ArticleRow) -> str:
    from reader.text.safe import safe_name

    return safe_name(row.path)
