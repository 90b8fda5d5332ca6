"""Marks as plain values: for a copy of one's own, another machine, another program.

A record has what was marked on one article, or one decision or one note on it, or one rule for a site or a folder.
Taking marks in never takes any away: what is read, starred, archived, tagged, decided or noted on either side is so
afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reader.article import Anchor
from reader.library import rulings
from reader.library.connection import transaction
from reader.library.exchange_rules import decision_from, note_from, place_rule_from, records_of, records_of_places
from reader.library.identity import Identity, new_id, plain_url
from reader.library.lookup import number_of
from reader.library.model import STATES, ReadState
from reader.library.rulings import NoteRow
from reader.library.storable import folded, path_bytes, path_text, storable

if TYPE_CHECKING:
    from reader.decisions import Decision

_ARTICLES: Final = (
    "SELECT a.id, a.path, a.position, a.content, a.url, a.state, a.starred, a.archived,"
    " p.block, p.character, p.context, p.fraction, p.at"
    " FROM article a LEFT JOIN place p ON p.article = a.id ORDER BY a.path, a.position, a.id"
)
_MOST_TAGS: Final = 1000
_MOST_CHARACTERS: Final = 10_000

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of one article, as a record states them."""

    identity: Identity
    state: int
    starred: bool
    archived: bool
    tags: tuple[str, ...]
    place: tuple[Anchor, float, str] | None
    decision: Decision | None
    note: NoteRow | None


def exported(connection: sqlite3.Connection) -> Iterator[Record]:
    """Yield the marks of each article, each decision and each note. By the hash `content` an article is found again."""
    for row in connection.execute(_ARTICLES):
        number, path, position, content, url, state, starred, archived, block, offset, context, fraction, at = row
        tags = [
            tag for (tag,) in connection.execute("SELECT name FROM tag WHERE article = ? ORDER BY folded", (number,))
        ]
        identity: Record = {
            "file": path_text(path),
            "index": position,
            "content": content.hex() if content is not None else None,
            "url": url,
        }
        if state or starred or archived or tags or block is not None:
            place = {"block": block, "offset": offset, "context": context, "fraction": fraction, "at": at}
            yield identity | {
                "state": STATES[state].value,
                "starred": bool(starred),
                "archived": bool(archived),
                "tags": tags,
                "place": place if block is not None else None,
            }
        for record in records_of(connection, number):
            yield identity | record
    yield from records_of_places(connection)


def imported(connection: sqlite3.Connection, records: Iterable[Mapping[str, Any]]) -> int:
    """Add the marks of the records to those that are there and return of how many articles they are.

    All or nothing: raises ValueError for a record that is none, with its number (1 is the first).
    """
    articles = set()
    with transaction(connection):
        for count, record in enumerate(records, 1):
            try:
                rule = None if "file" in record else place_rule_from(record.get("decision") or record["file"])
                marks = _marks_of(record) if rule is None else None
            except (KeyError, TypeError, ValueError, OverflowError) as error:
                raise ValueError(f"record {count} is no mark: {_words(error)}") from error
            if marks is not None:
                articles.add(_add(connection, marks))
            elif rule is not None:
                rulings.insert_decision(connection, None, rule, rule.at)
    return len(articles)


def _words(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _marks_of(record: Mapping[str, Any]) -> _Marks:
    content, url, place = record.get("content"), record.get("url"), record.get("place")
    decision, note = record.get("decision"), record.get("note")
    tags = record.get("tags") or []
    index = record.get("index", 0)
    if not isinstance(tags, list) or len(tags) > _MOST_TAGS:
        raise ValueError("tags are a list of words")
    if not isinstance(index, int) or not 0 <= index < 1 << 62:
        raise ValueError("index is the article's number in its file")
    return _Marks(
        identity=Identity(
            path_bytes(_text(record["file"], "file")),
            index,
            None if content is None else bytes.fromhex(_text(content, "content")),
            None if url is None else plain_url(f"//{_text(url, 'url').rpartition('//')[2]}"),
        ),
        state=STATES.index(ReadState(record.get("state", "unread"))),
        starred=record.get("starred") is True,
        archived=record.get("archived") is True,
        tags=tuple(name for tag in tags if (name := " ".join(storable(_text(tag, "tag")).split()))),
        place=None if place is None else _place(place),
        decision=None if decision is None else decision_from(decision),
        note=None if note is None else note_from(note),
    )


def _place(record: Mapping[str, Any]) -> tuple[Anchor, float, str]:
    block, offset, fraction = int(record["block"]), int(record["offset"]), float(record["fraction"])
    if not (0 <= block < 1 << 62 and 0 <= offset < 1 << 62 and 0 <= fraction <= 1):
        raise ValueError("place says no place")
    context = storable(_text(record.get("context", ""), "context"))[:60]
    return Anchor(block, offset, context), fraction, storable(_text(record.get("at", ""), "at"))


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > _MOST_CHARACTERS:
        raise ValueError(f"{name} is no text of up to {_MOST_CHARACTERS} characters")
    return value


def _add(connection: sqlite3.Connection, marks: _Marks) -> int:
    number = number_of(connection, marks.identity)
    if number is None:
        number = new_id()
        what = marks.identity
        connection.execute(
            "INSERT INTO article (id, content, path, position, url) VALUES (?, ?, ?, ?, ?)",
            (number, what.content, what.path, what.position, what.url),
        )
    connection.execute(
        "UPDATE article SET state = max(state, ?), starred = max(starred, ?), archived = max(archived, ?) WHERE id = ?",
        (marks.state, marks.starred, marks.archived, number),
    )
    rows = [(number, folded(tag), tag) for tag in marks.tags]
    connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", rows)
    if marks.place is not None:
        anchor, fraction, at = marks.place
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET block = excluded.block,"
            " character = excluded.character, context = excluded.context, fraction = excluded.fraction,"
            " at = excluded.at WHERE excluded.at > place.at",
            (number, anchor.block, anchor.offset, anchor.context, fraction, at),
        )
    if marks.decision is not None:
        rulings.insert_decision(connection, number, marks.decision, marks.decision.at)
    if marks.note is not None:
        rulings.insert_note(connection, number, marks.note)
    return number
