"""Decisions and notes as plain values, one record each, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reader.decisions import LINES, Decision, Kind, Reach
from reader.library import rulings
from reader.library.rulings import NOTE_COLUMNS, NoteRow

_LONGEST: Final = 20_000
"""Characters of a line, a name, a passage or a note."""

Record = dict[str, Any]


def records_of(connection: sqlite3.Connection, number: int) -> Iterator[Record]:
    """Yield the decisions in force for one article, each under "decision", and its notes, each under "note"."""
    for decision in rulings.of_article(connection, number):
        yield {"decision": _record(decision)}
    sql = f"SELECT {NOTE_COLUMNS} FROM note WHERE article = ? AND active ORDER BY id"
    for row in connection.execute(sql, (number,)):
        note = NoteRow(*row)
        yield {
            "note": {
                "block": note.block,
                "offset": note.character,
                "passage": note.passage,
                "context": note.context,
                "words": note.words,
                "at": note.at,
            }
        }


def records_of_places(connection: sqlite3.Connection) -> Iterator[Record]:
    """Yield the decisions in force for sites and folders, each under "decision"."""
    for decision in rulings.of_places(connection):
        yield {"decision": _record(decision)}


def _record(decision: Decision) -> Record:
    return {
        "kind": decision.kind.value,
        "reach": decision.reach.value,
        "place": decision.place,
        "subject": decision.subject,
        "type": decision.type,
        "value": decision.value,
        "at": decision.at,
    }


def decision_from(record: Any) -> Decision:
    """Return the decision of a record. Raises KeyError, TypeError or ValueError for one that is none."""
    if not isinstance(record, Mapping):
        raise TypeError("decision is no object")
    kind, reach = Kind(record["kind"]), Reach(record["reach"])
    place, subject = _text(record.get("place", ""), "place"), _text(record["subject"], "subject")
    type_, value = (None if record.get(key) is None else _text(record[key], key) for key in ("type", "value"))
    if bool(place) is (reach is Reach.ARTICLE) or not subject.strip():
        raise ValueError("a decision is about something, and for one article or for a place")
    needed = () if kind in LINES else (type_,) if kind is Kind.HIDE_NAME else (type_, value)
    if not all(needed):
        raise ValueError("a decision on a name has a type, and says what becomes of it")
    return Decision(kind, reach, place, subject, type_, value, at=_text(record.get("at", ""), "at"))


def place_rule_from(record: Any) -> Decision:
    """Return the decision of a record without an article. Raises like `decision_from`, also where one is needed."""
    decision = decision_from(record)
    if decision.reach is Reach.ARTICLE:
        raise ValueError("a decision for one article names its file")
    return decision


def note_from(record: Any) -> NoteRow:
    """Return the note of a record. Raises KeyError, TypeError or ValueError for one that is none."""
    if not isinstance(record, Mapping):
        raise TypeError("note is no object")
    block, offset = record["block"], record["offset"]
    if not all(isinstance(place, int) and 0 <= place < 1 << 62 for place in (block, offset)):
        raise ValueError("note says no place")
    passage = _text(record["passage"], "passage")
    if not passage.strip():
        raise ValueError("note has no passage")
    context, words, at = (_text(record.get(key, ""), key) for key in ("context", "words", "at"))
    return NoteRow(int(block), int(offset), passage, context[:60], words.strip(), at)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(f"{name} is no text of up to {_LONGEST:,} characters")
    return value
