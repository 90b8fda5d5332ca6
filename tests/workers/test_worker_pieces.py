"""Long messages come in pieces and are put together as they were; short ones are one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.records import Record
from reader.workers.pieces import Pieces, lines


def blocks(count: int, size: int = 100) -> list[Record]:
    return [{"text": f"{number} " + "x" * size, "role": "paragraph"} for number in range(count)]


def whole(message: Record) -> Record | None:
    pieces = Pieces()
    *before, last = [pieces.take(line) for line in lines(message)]
    assert before == [None] * len(before)
    return last


SHORT: Record = {"articles": [{"title": "T", "blocks": blocks(3)}], "problems": ["p"]}
LONG: Record = {
    "articles": [{"title": "T", "blocks": blocks(4_000)}, {"title": "U", "blocks": []}],
    "bands": [[1], [2]],
}


def test_a_short_message_is_one_line() -> None:
    assert [json.loads(line) for line in lines(SHORT)] == [SHORT]


@pytest.mark.parametrize(
    "message",
    [
        SHORT,
        LONG,
        {"articles": [{"blocks": blocks(20)} for _ in range(500)]},
        {"articles": [{"blocks": blocks(2, 300_000)}]},
        {"job": "analyse", "article": {"title": "T", "blocks": blocks(4_000)}, "steps": ["quotes"]},
        {
            "entities": [{"name": "A", "mentions": [[1, 2]] * 40_000}],
            "quotes": [{"text": "q" * 90}] * 3_000,
            "model": "m",
        },
        {"error": {"code": "bug", "message": "m", "hint": ""}},
    ],
)
def test_what_was_sent_comes_and_leaves_the_sender_as_it_was(message: Record) -> None:
    before = json.dumps(message)
    assert whole(message) == message
    assert json.dumps(message) == before


def test_no_piece_of_a_long_message_takes_long_to_read() -> None:
    found = list(lines(LONG))
    assert len(found) > 5
    assert max(map(len, found)) < 250_000


def test_one_message_after_the_other() -> None:
    pieces = Pieces()
    come = [pieces.take(line) for message in (LONG, SHORT, LONG) for line in lines(message)]
    assert [message for message in come if message is not None] == [LONG, SHORT, LONG]


@pytest.mark.parametrize(
    "later",
    [
        b"[1, 2]",
        b"no JSON",
        b'{"value": 1}',
        b'{"articles": []}',
        b'{"articles": [{"blocks": 7}]}',
    ],
)
def test_what_does_not_fit_is_refused(later: bytes) -> None:
    pieces = Pieces()
    assert pieces.take(next(lines(LONG))) is None
    with pytest.raises((LookupError, TypeError, ValueError)):
        pieces.take(later)


@given(st.lists(st.lists(st.integers(0, 90_000), max_size=8), max_size=5))
def test_any_number_of_blocks_of_any_length(sizes: list[list[int]]) -> None:
    message = {"articles": [{"blocks": [{"text": "é" * size} for size in each]} for each in sizes]}
    assert whole(message) == message
