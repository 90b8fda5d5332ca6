"""The words in the lines at the edges: the heads of the panes, the status, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.model import Stage
from reader.tui.actions import Pane, hints
from reader.tui.desk.shown import SORTS
from reader.tui.page.aside import Tab
from reader.tui.page.status import reading_status, work_status
from reader.tui.page.wording import date, many

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen

_NOBODY = {
    Tab.PEOPLE: "Nobody is named here.",
    Tab.ORGANISATIONS: "No organisations are named here.",
    Tab.PLACES: "No places are named here.",
    Tab.QUOTES: "Nobody is quoted here.",
}

_OVER_PASSAGE = (
    ("note.highlight", "highlight"),
    ("note.write", "note"),
    ("copy", "copy"),
    ("passage.choose", "more"),
    ("line.decide", "hide or keep here"),
    ("line.decide-all", "on the whole site"),
    ("cancel", "leave"),
)
"""What the keys do while a passage is chosen, in the order of use."""

_OVER_NOTE = {"note.highlight": "take away", "note.write": "change note"}
"""What they do when it is highlighted already."""


class Edges:
    """Says where the reader is and what can be done."""

    def __init__(self, desk: LibraryScreen) -> None:
        self._desk = desk

    def update(self) -> None:
        """Say it all anew; what has not changed is not drawn again."""
        self._heads()
        self._status()
        self._desk.keys.show(self._hints())

    def _heads(self) -> None:
        desk = self._desk
        shown, signs = desk.shown, desk.signs
        words = f"{signs.left}{shown.said}{signs.right}" if shown.words else "Articles"
        order = SORTS.get(shown.sort, "")
        about = f"{shown.total:,} {signs.dot} {order}" if shown.total >= 0 else order
        desk.list_head.show(words, about, here=desk.pane is Pane.LIST)
        reading = desk.opened.reading
        if reading is not None and desk.view.top > 0:
            # the title has left the screen, so it stands here
            desk.article_head.show(
                " ".join(reading.row.title.split()), reading.row.site or "", here=desk.pane is Pane.ARTICLE
            )
        else:
            desk.article_head.show("")

    def _status(self) -> None:
        desk = self._desk
        reading = desk.opened.reading
        if desk.pane is Pane.LIST or reading is None:
            row = desk.list.current_row
            total = f"/{many(desk.shown.total, 'article')}" if desk.shown.total >= 0 else ""
            facts = []
            if row is not None:
                facts = [f"{desk.list.cursor + 1:,}{total}", " ".join(row.title.split()), date(row.published)]
                if row.copies:
                    facts.append(f"{many(row.copies, 'copy', 'copies')} ({desk.key('article.copies')})")
        else:
            facts = reading_status(reading, desk.view.seen, desk.signs)
        if desk.count:
            # the key that it is for is still to come
            facts.insert(0, f"{desk.count}{desk.signs.ellipsis}")
        desk.status.show([fact for fact in facts if fact], work_status(desk.news.progress, desk.signs))

    def _hints(self) -> list[tuple[str, str]]:
        desk = self._desk
        if desk.prompt is not None:
            return desk.prompt.hints
        if desk.pane is Pane.ARTICLE and desk.chosen.passages:
            instead = _OVER_NOTE if desk.chosen.note is not None else {}
            return [(desk.key(action), instead.get(action, word)) for action, word in _OVER_PASSAGE]
        words = {}
        over_link = [(desk.key("open"), "open link")] if desk.pane is Pane.ARTICLE and desk.view.link else []
        if desk.opened.reading is not None and desk.opened.reading.words:
            words["next unread"] = "next match"
        if desk.view.revealed:
            words["hidden lines"] = "fold hidden lines"
        found = [(key, words.get(word, word)) for key, word in hints(desk.pane, desk.keymap)]
        if desk.pane is Pane.SIDEBAR and desk.sidebar.tab is Tab.QUOTES:
            # what is done with names is not done with quotes
            found = [(key, word) for key, word in found if word not in ("next mention", "in all articles")]
            found.insert(1, (desk.key("copy.quote"), "copy with source"))
        return over_link + found

    def update_tabs(self) -> None:
        """Show the sidebar's tabs with their counts, and what an empty one means."""
        desk = self._desk
        desk.tabs.show(desk.sidebar.tab, desk.sidebar.counts())
        reading = desk.opened.reading
        word = _NOBODY[desk.sidebar.tab]
        if reading is not None and reading.row.stage in (Stage.LISTED, Stage.CLEAN):
            word = f"Looking for names{desk.signs.ellipsis}" if desk.view.working else "Not looked at yet."
        desk.sidebar.empty_text = word if reading is not None else ""
        desk.sidebar.refresh()

    def explain_emptiness(self) -> None:
        """Say what to do where there is nothing to show."""
        desk = self._desk
        signs = desk.signs
        if desk.shown.words:
            desk.list.empty_text = (
                f"No match for {signs.left}{desk.shown.said}{signs.right}.",
                "",
                f"{desk.key('cancel')} clears, {desk.key('find.filter')} edits.",
            )
        else:
            desk.list.empty_text = ("No articles yet.", "", f"{desk.key('folder.add')} opens a folder.")
        desk.view.empty_text = (
            (f"{desk.key('open')} opens an article", f"{desk.key('help')} shows all keys")
            if desk.list.ids
            else ("Nothing to read here yet.", f"{desk.key('folder.add')} opens a folder of saved articles.")
        )
