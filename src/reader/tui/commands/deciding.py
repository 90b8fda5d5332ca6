"""What the reader decides about lines and names. Nothing asks whether it is sure: all of it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.decisions import Reach
from reader.text.safe import safe_line
from reader.text.sites import site_places
from reader.text.wrap import cells, fit
from reader.tui.page.naming import WORDS, entity_of, partners, writings
from reader.tui.page.passages import Unit
from reader.tui.page.wording import way_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article import Article, Entity
    from reader.tui.screens.library import LibraryScreen

_TYPES: Final = {
    "p": ("PERSON", "A person"),
    "o": ("ORG", "An organisation"),
    "l": ("PLACE", "A place"),
    "x": ("OTHER", "Something else, in no list"),
}
"""The types of names by their keys."""

_EDGES: Final = 6
_LEAST: Final = 12
"""Cells of the status line that are not its sentence's, and that a sentence has at least."""


def carry_out(desk: LibraryScreen, change: Callable[[], str], *, undone: bool = False) -> bool:
    """Do something that can be undone, show the article as it is now, and say what was done or why it was not.

    Returns whether it was. `undone` says that it takes back what was decided.
    """
    said = ""

    def work() -> None:
        nonlocal said
        said = change()

    if not desk.attempt(work):
        return False
    if desk.selections:
        desk.clear_selection()
    desk.chosen.put(None)
    desk.opened.renew(undone=undone)
    desk.edges.update_tabs()
    desk.edges.update()
    # the way back is said whole, however narrow the screen is; a question that just ended may still hide the line
    back = way_back(said, desk.key("undo"), desk.signs)
    room = desk.size.width - cells(back) - cells(desk.status.work) - _EDGES
    desk.say(fit(said.rstrip("."), max(_LEAST, room), desk.signs.ellipsis) + back)
    return True


# lines


def line(desk: LibraryScreen) -> None:
    """Hide the paragraph that is chosen, or show it from now on when it is hidden; with none chosen, choose one."""
    _line(desk, Reach.ARTICLE)


def line_everywhere(desk: LibraryScreen) -> None:
    """Do so with all lines like it: those of its site, or of its folder when the site is not known."""
    row = desk.opened.reading.row if desk.opened.reading else None
    _line(desk, Reach.SITE if row is not None and site_places(row.url, row.site) else Reach.FOLDER)


def _line(desk: LibraryScreen, reach: Reach) -> None:
    reading = desk.opened.reading
    passage = desk.chosen.passage
    if reading is None or passage is None or passage.unit is not Unit.PARAGRAPH or desk.selections:
        # what is decided about is first seen to be chosen, whole
        if not desk.chosen.begin_whole():
            desk.say("There is no line to decide about.")
        _tell(desk)
        return
    if not desk.chosen.show():
        _tell(desk)
        return
    block, article = passage.block, desk.opened.id
    decide = desk.library.hide_line if reading.article.blocks[block].shown else desk.library.keep_line
    carry_out(desk, lambda: decide(article, block, reach=reach))


def _tell(desk: LibraryScreen) -> None:
    reading, passage = desk.opened.reading, desk.chosen.passage
    if reading is None or passage is None:
        return
    verb = "hides" if reading.article.blocks[passage.block].shown else "keeps"
    here, everywhere = desk.key("line.decide"), desk.key("line.decide-all")
    seen = "" if desk.view.revealed else f" {desk.signs.dot} {desk.key('text.removed')} shows what is hidden"
    desk.say(f"{here} {verb} it here, {everywhere} its like everywhere on the site{seen}")


def rules(desk: LibraryScreen, cursor: int = 0) -> None:
    """List what was decided about the article, its site and its folder; each can be taken back."""
    decisions = desk.library.decisions(desk.opened.id) if desk.opened.id >= 0 else []
    if not decisions:
        desk.say(
            f"Nothing was decided about this article. {desk.key('line.decide')} hides or keeps a paragraph,"
            f" {desk.key('name.change')} in the sidebar changes a name."
        )
        return
    from reader.tui.screens.listing import Item, ListScreen

    def act(answer: tuple[str, int] | None) -> None:
        if answer is not None:
            number = decisions[answer[1]].number
            dropped = carry_out(desk, lambda: desk.library.drop_decision(number), undone=True)
            if dropped and len(decisions) > 1:
                rules(desk, answer[1])

    items = []
    for decision in decisions:
        said = desk.library.sentence(decision)
        items.append(Item(said[:1].upper() + said[1:], decision.at[:10]))
    keys = {"d": ("drop", "takes it back")}
    desk.app.push_screen(ListScreen("What you decided", items, keys, desk.signs, cursor), act)


# names


def name(desk: LibraryScreen) -> None:
    """Offer what can be done with the name under the sidebar's cursor, or with the speaker of the quote there."""
    reading = desk.opened.reading
    entity = entity_of(reading.article, desk.sidebar.current) if reading else None
    if reading is None or entity is None:
        if reading is not None and not reading.article.entities and desk.sidebar.empty_text:
            # still looked for, or nobody there
            desk.say(desk.sidebar.empty_text)
        else:
            desk.say("There is no name under the cursor.")
        return
    from reader.tui.screens.menu import Choice, Menu

    facts = f"{WORDS[entity.type]} {desk.signs.dot} {entity.count} {'mention' if entity.count == 1 else 'mentions'}"
    written = writings(reading.article, entity)
    choices = [
        Choice("r", "Rename"),
        Choice("t", "Another type"),
        Choice("m", "Same as another name", able=bool(partners(reading.article, entity))),
        Choice("s", "Split off a writing of it", able=len(written) > 1),
        Choice("h", "Hide"),
    ]
    note = "A capital letter does it in all articles of the folder."

    def act(key: str | None) -> None:
        if key is not None:
            reach = Reach.FOLDER if key.isupper() else Reach.ARTICLE
            _STEPS[key.lower()](desk, reading.article, entity, reach)

    desk.app.push_screen(Menu(entity.name, facts, choices, note, desk.signs, capitals=True), act)


def _rename(desk: LibraryScreen, article: Article, entity: Entity, reach: Reach) -> None:
    del article
    number = desk.opened.id

    def answer(new: str) -> None:
        if new.strip():
            carry_out(desk, lambda: desk.library.rename_name(number, entity.name, entity.type, new, reach=reach))

    desk.asking.ask(f"Rename{_where(reach)} to", answer, value=safe_line(entity.name))


def _retype(desk: LibraryScreen, article: Article, entity: Entity, reach: Reach) -> None:
    del article
    from reader.tui.screens.menu import Choice, Menu

    number = desk.opened.id
    choices = [Choice(key, words, able=type_ != entity.type) for key, (type_, words) in _TYPES.items()]

    def act(key: str | None) -> None:
        if key is not None:
            retype = desk.library.retype_name
            carry_out(desk, lambda: retype(number, entity.name, entity.type, _TYPES[key][0], reach=reach))

    desk.app.push_screen(Menu(entity.name, f"What is it{_where(reach)}?", choices, "", desk.signs), act)


def _merge(desk: LibraryScreen, article: Article, entity: Entity, reach: Reach) -> None:
    from reader.tui.screens.listing import Item, ListScreen

    number = desk.opened.id
    others = partners(article, entity)

    def act(answer: tuple[str, int] | None) -> None:
        if answer is not None:
            into = others[answer[1]].name
            merge = desk.library.merge_names
            carry_out(desk, lambda: merge(number, entity.name, entity.type, into, reach=reach))

    items = [Item(other.name, other.note or "", right=str(other.count)) for other in others]
    title = f"The same{_where(reach)} as “{safe_line(entity.name)}”"
    keys = {"enter": ("pick", "takes both together under this name")}
    desk.app.push_screen(ListScreen(title, items, keys, desk.signs, searched=True), act)


def _split(desk: LibraryScreen, article: Article, entity: Entity, reach: Reach) -> None:
    from reader.tui.screens.listing import Item, ListScreen

    number = desk.opened.id
    written = writings(article, entity)

    def act(answer: tuple[str, int] | None) -> None:
        if answer is not None:
            alias = written[answer[1]][0]
            split = desk.library.split_name
            carry_out(desk, lambda: split(number, entity.name, entity.type, alias, reach=reach))

    items = [Item(words, right=str(count)) for words, count in written]
    title = f"Split off{_where(reach)} from “{safe_line(entity.name)}”"
    keys = {"enter": ("pick", "makes it a name of its own")}
    desk.app.push_screen(ListScreen(title, items, keys, desk.signs, searched=True), act)


def _hide(desk: LibraryScreen, article: Article, entity: Entity, reach: Reach) -> None:
    del article
    number = desk.opened.id
    carry_out(desk, lambda: desk.library.hide_name(number, entity.name, entity.type, reach=reach))


_STEPS: Final = {"r": _rename, "t": _retype, "m": _merge, "s": _split, "h": _hide}


def _where(reach: Reach) -> str:
    return " in the folder" if reach is Reach.FOLDER else ""
