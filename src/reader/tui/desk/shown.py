"""Which articles the list shows, in which order, and how that is remembered."""

from __future__ import annotations

import json
import re
from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.errors import LibraryError
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
_UNANSWERED: Final = re.compile(r'(?:^|(?<=\s))-?[a-z]{1,20}:=?"?\s*$', re.IGNORECASE)


class Beginning(NamedTuple):
    """How the list begins: its order, and the article under its cursor (-1 for none)."""

    sort: Sort = Sort.NEWEST
    cursor: int = -1


def beginning(library: Library) -> Beginning:
    """Return how the list was left the last time."""
    saved = read_setting(library, _SETTING)
    sort = Sort(saved["sort"]) if saved.get("sort") in [sort.value for sort in SORTS] else Sort.NEWEST
    cursor = saved.get("cursor")
    return Beginning(sort, cursor if isinstance(cursor, int) else -1)


class Shown:
    """The list's query and order, laid over the library."""

    def __init__(self, library: Library, widget: ArticleList) -> None:
        self._library = library
        self._list = widget
        self.words = ""
        self.query: Query | None = None
        self.sort = Sort.NEWEST
        # how many articles there are, -1 until that is known
        self.total = -1
        # the query of the overview's bar that was chosen last: looking again goes on from there
        self.bar = ""
        self._cursor = -1

    def restore(self) -> None:
        """Take up the order and the cursor of the last time."""
        self.sort, self._cursor = beginning(self._library)

    def save(self) -> None:
        """Remember the order and the cursor. A filter is not: a library that opens half empty frightens."""
        value = {"sort": self.sort.value, "cursor": self._list.current}
        self._library.put_setting(_SETTING, json.dumps(value))

    @property
    def said(self) -> str:
        """The query as people say it, without the star that leaves its last word open."""
        return self.words.removesuffix("*")

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


def so_far(words: str) -> str:
    """Return a query that is being typed without a field at its end whose value is still to come: "flood person:"."""
    return _UNANSWERED.sub("", words)


def as_typed(words: str) -> str:
    """Return a query with its last word open at the end, as long as that is a plain one: "flood de" finds "defence"."""
    last = words.split(" ")[-1]
    if len(last) < 2 or not last.isalnum() or last in ("OR", "AND", "NOT") or words.count('"') % 2:
        return words
    return f"{words}*"


def read_setting(library: Library, key: str) -> dict[str, Any]:
    """Return a remembered mapping; an empty one when there is none, it is damaged or cannot be read."""
    try:
        value = json.loads(library.get_setting(key) or "{}")
    except (ValueError, LibraryError):
        return {}
    return value if isinstance(value, dict) else {}
