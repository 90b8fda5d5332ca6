"""The writing side of marks.db: small, durable before a call returns, every change of the user in the undo log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, Literal

from reader.article import Anchor
from reader.library import undo
from reader.library.connection import transaction
from reader.library.identity import Identity, Key, assign
from reader.library.moved import follow_folders
from reader.library.storable import folded, storable

_KEY_COLUMNS: Final = "id, path, position, content, url"
_TAGS_THAT_COME: Final = (
    "INSERT INTO change (action, article, field, before, after) SELECT 0, id, 'tag', NULL, ? FROM temp.chosen"
    " WHERE id NOT IN (SELECT article FROM tag WHERE folded = ?)"
)
_TAGS_THAT_GO: Final = (
    "INSERT INTO change (action, article, field, before, after) SELECT 0, article, 'tag', name, NULL FROM tag"
    " WHERE folded = ? AND article IN (SELECT id FROM temp.chosen)"
)
_CHUNK: Final = 500
_CONTEXT: Final = 60


def now() -> str:
    """Return the time as the marks keep it: ISO 8601 in UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Marks:
    """Reads and writes marks.db over a connection of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # what the user does

    def set_field(self, keys: Sequence[Key], field: Literal["state", "starred", "archived"], value: int) -> int:
        """Set one field of the articles and return how many it changed."""
        words = _SENTENCES[field][value]
        with self._action(keys) as action:
            changed = action.execute(
                f"INSERT INTO change (action, article, field, before, after) SELECT 0, id, '{field}', {field}, ?"
                f" FROM article WHERE id IN (SELECT id FROM temp.chosen) AND {field} <> ?",
                (value, value),
            ).rowcount
            action.execute(
                f"UPDATE article SET {field} = ? WHERE id IN (SELECT id FROM temp.chosen) AND {field} <> ?",
                (value, value),
            )
            undo.record(action, now(), f"{changed} {words}")
        return changed

    @staticmethod
    def sentence(field: Literal["state", "starred", "archived"], value: int, changed: int) -> str:
        """Return what is said of a change: "3 marked read"."""
        words = _SENTENCES[field][value]
        return f"{changed} {words}" if changed else f"Nothing changed: already {words}"

    def all_starred(self, numbers: Sequence[int]) -> bool:
        """Return whether every one of the articles has a star."""
        with transaction(self.connection):
            self._choose((number,) for number in numbers)
            sql = "SELECT count(*) FROM article WHERE starred AND id IN (SELECT id FROM temp.chosen)"
            return bool(self.connection.execute(sql).fetchone()[0] == len(set(numbers)))

    def add_tag(self, keys: Sequence[Key], tag: str) -> int:
        """Give the articles a tag, and return to how many it was new."""
        name = " ".join(storable(tag).split())
        with self._action(keys) as action:
            changed = action.execute(_TAGS_THAT_COME, (name, folded(tag))).rowcount
            action.execute("INSERT OR IGNORE INTO tag SELECT id, ?, ? FROM temp.chosen", (folded(tag), name))
            undo.record(action, now(), f"tag “{name}” added to {changed}")
        return changed

    def remove_tag(self, keys: Sequence[Key], tag: str) -> int:
        """Take a tag from the articles, and return how many had it."""
        with self._action(keys) as action:
            changed = action.execute(_TAGS_THAT_GO, (folded(tag),)).rowcount
            action.execute(
                "DELETE FROM tag WHERE folded = ? AND article IN (SELECT id FROM temp.chosen)", (folded(tag),)
            )
            undo.record(action, now(), f"tag “{' '.join(storable(tag).split())}” removed from {changed}")
        return changed

    def undo(self) -> str | None:
        """Take the last action back and return its sentence, None when there is none."""
        with transaction(self.connection) as connection:
            return undo.undo(connection)

    def redo(self) -> str | None:
        """Do the action again that was taken back last and return its sentence, None when there is none."""
        with transaction(self.connection) as connection:
            return undo.redo(connection)

    @contextmanager
    def ruling(self, keys: Sequence[Key], sentence: str) -> Iterator[sqlite3.Connection]:
        """One transaction for `reader.library.rulings`, in which the articles of `keys` are known."""
        with self._action(keys) as action:
            yield action
            undo.record(action, now(), sentence)

    def place(self, number: int) -> Anchor | None:
        """Return where the reading of an article stopped."""
        row = self.connection.execute(
            "SELECT block, character, context FROM place WHERE article = ?", (number,)
        ).fetchone()
        return None if row is None else Anchor(*row)

    def save_place(self, key: Key, anchor: Anchor, fraction: float) -> None:
        """Keep where the reading stopped; an unread article is now in progress."""
        with transaction(self.connection) as connection:
            self._know([key])
            connection.execute(
                "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)",
                (key.id, anchor.block, anchor.offset, storable(anchor.context[:_CONTEXT]), fraction, now()),
            )
            connection.execute("UPDATE article SET state = 1 WHERE id = ? AND state = 0", (key.id,))

    def setting(self, key: str) -> str | None:
        """Return a value that was put under the key, None when there is none."""
        row = self.connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put_setting(self, key: str, value: str) -> None:
        """Keep a value under the key."""
        with transaction(self.connection) as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, storable(value)))

    # following the articles

    def numbers(self) -> set[int]:
        """Return the numbers of all articles that were ever marked."""
        return {row[0] for row in self.connection.execute("SELECT id FROM article")}

    def keys(self, numbers: Iterable[int]) -> list[Key]:
        """Return the keys of those of the articles that were ever marked."""
        return list(self._by("id", numbers))

    def assign(
        self, articles: Sequence[Identity], current: Sequence[int | None], free: Callable[[int], bool]
    ) -> list[int]:
        """Return for each article of one file the number of its marks: see `identity.assign`."""
        return assign(articles, current, self._candidates(articles, current), free)

    def follow(self, numbers: Sequence[int], identities: Sequence[Identity]) -> None:
        """Note where the articles that have marks stand now and what they say."""
        known = {key.id: key for key in self._by("id", numbers)}
        news = [
            (identity.path, identity.position, identity.content, identity.url, number)
            for number, identity in zip(numbers, identities, strict=True)
            if number in known and known[number].identity != identity
        ]
        if news:
            sql = "UPDATE article SET path = ?, position = ?, content = ?, url = ? WHERE id = ?"
            with transaction(self.connection) as connection:
                connection.executemany(sql, news)
                follow_folders(connection, [(known[number].identity.path, path) for path, *_, number in news])

    def move(self, pairs: Sequence[tuple[bytes, bytes]]) -> None:
        """Note that files have other paths now: (old, new)."""
        numbers = [
            (new, number)
            for old, new in pairs
            for (number,) in self.connection.execute("SELECT id FROM article WHERE path = ?", (old,)).fetchall()
        ]
        if numbers:
            with transaction(self.connection) as connection:
                connection.executemany("UPDATE article SET path = ? WHERE id = ?", numbers)
        follow_folders(self.connection, pairs)

    def _candidates(self, articles: Sequence[Identity], current: Sequence[int | None]) -> list[Key]:
        found = [
            *self._by("path", {article.path for article in articles}),
            *self._by("content", {article.content for article in articles if article.content is not None}),
            *self._by("url", {article.url for article in articles if article.url is not None}),
            *self._by("id", {number for number in current if number is not None}),
        ]
        return list({key.id: key for key in found}.values())

    def _by(self, column: str, values: Iterable[bytes | str | int]) -> Iterator[Key]:
        wanted = list(values)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            sql = f"SELECT {_KEY_COLUMNS} FROM article WHERE {column} IN ({','.join('?' * len(chunk))})"
            for number, path, position, content, url in self.connection.execute(sql, chunk):
                yield Key(number, Identity(path, position, content, url))

    # the parts of an action

    @contextmanager
    def _action(self, keys: Sequence[Key]) -> Iterator[sqlite3.Connection]:
        """One transaction in which the articles of `keys` are known and chosen; nothing of it stays on an error."""
        with transaction(self.connection) as connection:
            self._know(keys)
            self._choose((key.id,) for key in keys)
            yield connection

    def _know(self, keys: Sequence[Key]) -> None:
        rows = (
            (k.id, k.identity.path, k.identity.position, k.identity.content, k.identity.url)
            for k in sorted(keys, key=lambda key: key.id)
        )
        self.connection.executemany(f"INSERT OR IGNORE INTO article ({_KEY_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)

    def _choose(self, numbers: Iterable[tuple[int]]) -> None:
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)")
        self.connection.execute("DELETE FROM temp.chosen")
        self.connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?)", numbers)


_SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "state": ("marked unread", "marked in progress", "marked read"),
    "starred": ("unstarred", "starred"),
    "archived": ("taken out of the archive", "archived"),
}
