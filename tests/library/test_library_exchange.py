"""Marks, decisions and notes written as plain values and taken in again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from library_samples import article, fill, quoted_article

from reader.article import Anchor
from reader.decisions import Decision, Kind, Reach
from reader.errors import UsageError
from reader.library.library import Library
from reader.library.model import ReadState

FOLLOW = "Follow us wherever you are"


def library_of_one() -> tuple[Library, int]:
    library = Library.open(None, None)
    (number,) = fill(library, {"/n/a": quoted_article()}, analysed=1)
    return library, number


def decide_all(library: Library, number: int) -> None:
    library.set_state([number], ReadState.READ)
    library.save_position(number, Anchor(1, 2, "e bridge"), fraction=0.5)
    library.hide_line(number, 1)
    library.rename_name(number, "Ada Brun", "PERSON", "Ada Berg")
    library.add_note(number, 2, 1, 9, "really?\nwho says so")
    library.add_note(number, 2, 12, 16)
    library.add_decision(Decision(Kind.HIDE_LINE, Reach.SITE, "ven.example", FOLLOW))
    library.add_decision(Decision(Kind.HIDE_NAME, Reach.FOLDER, "/odd\udcff", "Sign Up", "PERSON"))


def plain(library: Library, number: int) -> object:
    """Return all that was decided and noted, without numbers."""
    decisions = [decision._replace(number=0) for decision in library.decisions()]
    return decisions, [note._replace(number=0) for note in library.notes(number)]


def through_json(library: Library) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(record)) for record in library.export_marks()]


def test_what_goes_out_comes_in_and_twice_is_once() -> None:
    here, number = library_of_one()
    there, other = library_of_one()
    with here, there:
        decide_all(here, number)
        records = through_json(here)
        assert there.import_marks(records) == 1
        assert plain(there, other) == plain(here, number)
        assert there.rows([other])[0].state is ReadState.READ
        assert there.import_marks(records) == 1
        assert plain(there, other) == plain(here, number)
        assert there.check() == []
        assert through_json(there) == records
        shown = there.article(other)
        assert shown is not None
        assert shown.text == "“It leaks,” said Ada Brun of the Ven Works."


def test_what_is_taken_in_adds_to_what_is_there_and_leaves_the_undo_log_alone() -> None:
    here, number = library_of_one()
    there, other = library_of_one()
    with here, there:
        decide_all(here, number)
        there.add_note(other, 2, 1, 9, "mine")
        there.retype_name(other, "Ven Works", "ORG", "PLACE")
        there.import_marks(through_json(here))
        assert [note.words for note in there.notes(other)] == ["mine", "really?\nwho says so", ""]
        assert len(there.decisions()) == 5
        assert there.undo() == "Take “Ven Works” for a place in one article"
        assert there.check() == []


def test_marks_of_an_older_reader_are_taken_in() -> None:
    there, other = library_of_one()
    with there:
        record = {"file": "/n/a", "index": 0, "content": None, "url": None, "state": "read", "starred": True}
        assert there.import_marks([record | {"archived": False, "tags": ["Mill"], "place": None}]) == 1
        row = there.rows([other])[0]
        assert (row.state, row.starred, row.tags) == (ReadState.READ, True, ("Mill",))


def test_a_record_of_one_note_is_all_that_an_older_reader_must_pass_over() -> None:
    """It knows records by their file; what else they say it does not look at."""
    here, number = library_of_one()
    with here:
        here.add_note(number, 2, 1, 9)
        (record,) = through_json(here)
        assert sorted(record) == ["content", "file", "index", "note", "url"]


@pytest.mark.parametrize(
    "record",
    [
        {"decision": {"kind": "hide-line", "reach": "article", "place": "", "subject": "x"}},
        {"decision": {"kind": "hide-line", "reach": "site", "place": "", "subject": "x"}},
        {"decision": {"kind": "hide-line", "reach": "site", "place": "ven.example", "subject": " "}},
        {"decision": {"kind": "eat-line", "reach": "site", "place": "ven.example", "subject": "x"}},
        {"decision": {"kind": "hide-line", "reach": "town", "place": "ven.example", "subject": "x"}},
        {"decision": {"kind": "rename", "reach": "site", "place": "ven.example", "subject": "x"}},
        {"decision": {"kind": "hide-line", "reach": "site", "place": "ven.example", "subject": "x" * 20_001}},
        {"decision": [1]},
        {"decision": None},
        {"file": "/n/a", "decision": {"kind": "hide-line"}},
        {"file": "/n/a", "note": {"block": 1, "offset": -1, "passage": "x"}},
        {"file": "/n/a", "note": {"block": 1.5, "offset": 1, "passage": "x"}},
        {"file": "/n/a", "note": {"block": 1, "offset": 1, "passage": " "}},
        {"file": "/n/a", "note": {"block": 1, "offset": 1, "passage": 7}},
        {"file": "/n/a", "note": "x"},
    ],
)
def test_a_record_that_is_none_is_named_and_nothing_is_added(record: dict[str, Any]) -> None:
    there, other = library_of_one()
    with there:
        good = {"file": "/n/a", "note": {"block": 2, "offset": 1, "passage": "It leaks"}}
        with pytest.raises(UsageError, match="Record 2 is no mark"):
            there.import_marks([good, record])
        assert plain(there, other) == ([], [])


def test_what_a_terminal_would_act_on_does_not_come_in() -> None:
    there, other = library_of_one()
    with there:
        there.import_marks(
            [
                {
                    "file": "/n/a",
                    "note": {"block": 2, "offset": 1, "passage": "It leaks", "words": "a\x1b[31mb\u202ec"},
                },
                {
                    "decision": {
                        "kind": "hide-line",
                        "reach": "site",
                        "place": "v\x9b.example",
                        "subject": "x\x1b]0;y\x07",
                    }
                },
            ]
        )
        (note,) = there.notes(other)
        assert note.words == "a␛[31mbc"
        (decision,) = there.decisions()
        assert not set(decision.subject + decision.place) & set("\x1b\x07\x9b")


def test_the_check_names_decisions_and_steps_that_make_no_sense(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        (number,) = fill(library, {"/n/a": article()})
        library.hide_line(number, 1)
        library.add_note(number, 1, 0, 3)
    with closing(sqlite3.connect(paths[1])) as raw:
        raw.execute("INSERT INTO decision (kind, site, subject, at) VALUES ('eat-line', 'ven.example', 'x', '')")
        raw.execute("DELETE FROM note")
        raw.commit()
    with Library.open(*paths) as library:
        assert library.check() == [
            "The marks: 1 decisions are of a kind that this reader does not know.",
            "The marks: 1 steps of undo are about a note that is not there.",
        ]
        assert [decision.kind for decision in library.decisions()] == [Kind.HIDE_LINE]
        assert library.article(number) is not None
