"""Which articles the list shows, in which order, and how that is remembered."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any, Final

from reader.errors import ReaderError
from reader.library.model import Sort

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.query import Query
    from reader.tui.widgets.article_list import ArticleList

SORTS: Final = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.TITLE: "by title",
    Sort.SITE: "by site",
}
"""The orders that the list walks through; rank is for searches only."""

FIRST_ROWS: Final = 60
"""Rows fetched for the first frame, before the ids of all articles are known."""

_SETTING: Final = "tui.list"


class Shown:
    """The list's query and order, laid over the library."""

    def __init__(self, library: Library, widget: ArticleList) -> None:
        self._library = library
        self._list = widget
        self.words = ""
        self.query: Query | None = None
        self.sort = Sort.NEWEST
        self.total = 0
        self._cursor = -1

    def restore(self) -> None:
        """Take up the query, the order and the cursor of the last time."""
        saved = read_setting(self._library, _SETTING)
        if saved.get("sort") in [sort.value for sort in SORTS]:
            self.sort = Sort(saved["sort"])
        if isinstance(saved.get("cursor"), int):
            self._cursor = saved["cursor"]
        if isinstance(saved.get("query"), str):
            try:
                self.set_query(saved["query"])
            except ReaderError:
                # a query of an older version that is no longer understood
                self.words, self.query = "", None

    def save(self) -> None:
        """Remember the query, the order and the cursor."""
        value = {"sort": self.sort.value, "query": self.words, "cursor": self._list.current}
        self._library.put_setting(_SETTING, json.dumps(value))

    def set_query(self, words: str) -> None:
        """Filter by a query, show everything when it is empty. Raises QueryError and changes nothing when it is off."""
        words = words.strip()
        if words:
            from reader.library.query import parse

            self.query = parse(words)
        else:
            self.query = None
        self.words = words

    def paint_first(self) -> None:
        """Show the first rows at once; `refresh` follows when they stand on the screen."""
        rows = self._library.first_rows(FIRST_ROWS, self.query, self.sort)
        self._list.show_rows(rows)
        if self._cursor >= 0:
            self._list.select(self._cursor)

    def refresh(self, keep: int = -1) -> None:
        """Ask the library again; the cursor stays on its article, `keep` stays in the list."""
        ids: array[int] = self._library.ids(self.query, self.sort)
        self.total = len(ids)
        self._list.forget()
        self._list.show_ids(ids, keep)
        if self._cursor >= 0:
            self._list.select(self._cursor)
            self._cursor = -1

    def turn_sort(self) -> str:
        """Take the next order and return what it is called."""
        orders = list(SORTS)
        at = orders.index(self.sort) if self.sort in orders else -1
        self.sort = orders[(at + 1) % len(orders)]
        return SORTS[self.sort]


def read_setting(library: Library, key: str) -> dict[str, Any]:
    """Return a remembered mapping; an empty one when there is none or it is damaged."""
    text = library.get_setting(key)
    if not text:
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
