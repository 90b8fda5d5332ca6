from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import takes_less
from reader.article import Entity
from reader.entities import find_entities
from reader.entities.paragraphs import MAX_PIECE, MAX_TEXT, pieces
from reader.entities.tagger import RuleTagger
from reader.names.keys import name_key

NASTY = st.text(st.sampled_from("AbC dé.\n'’s-/()!\"“”&12,\u2028\u00a0😀\x1b漢"), max_size=300)


@given(NASTY)
def test_pieces_have_the_offsets_of_the_text(text: str) -> None:
    for piece in pieces(text):
        there = text[piece.start : piece.start + len(piece.text)]
        assert len(there) == len(piece.text) <= MAX_PIECE
        assert all(a in (b, " ") for a, b in zip(piece.text, there, strict=True))
        assert "\n" not in there


def test_a_long_line_is_cut_behind_a_sentence() -> None:
    text = "The river rose again. " * 300
    parts = [piece.text for piece in pieces(text)]
    assert len(parts) > 3
    assert all(part.rstrip().endswith("again.") for part in parts)
    assert all(len(part) <= MAX_PIECE for part in parts)


def test_a_line_without_sentences_or_spaces_is_cut_all_the_same() -> None:
    assert max(len(piece.text) for piece in pieces("word " * 3_000)) <= MAX_PIECE
    assert list(pieces("x" * 50_000)) == []


def test_runs_of_marks_are_blanked_and_short_ones_kept() -> None:
    (piece,) = pieces("Wait!!! " + "!" * 40 + " Done...")
    assert piece.text == "Wait!!! " + " " * 40 + " Done..."


@given(NASTY)
def test_whatever_the_text_mentions_are_sound(text: str) -> None:
    check(text, find_entities(text, tagger=RuleTagger()))


NAMES = ("Kim", "Kenya", "Bank", "King", "U.S.", "(KB)", "Kenyan-led", "Kim's", "X", "A/B", "GENEVA")
WORDS = (*NAMES, "the", "of", "Mr", "said", "von", "IN", "and", "\n\n", "formerly", "known as", "Dr.", "-")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_whatever_the_order_of_names_mentions_are_sound(words: list[str]) -> None:
    text = " ".join(words)
    check(text, find_entities(text, tagger=RuleTagger(), title=text[:40]))


def check(text: str, entities: tuple[Entity, ...]) -> None:
    taken: set[int] = set()
    assert [e.salience for e in entities] == sorted((e.salience for e in entities), reverse=True)
    for entity in entities:
        assert 0 < entity.salience <= 1
        assert 0 <= entity.evidence <= 1
        assert list(entity.mentions) == sorted(entity.mentions)
        assert "\n" not in entity.name
        assert entity.name not in entity.aliases
        for start, end in entity.mentions:
            assert name_key(text[start:end])
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))


UNITS = (
    "(",
    "A",
    "A ",
    "Kim ",
    "A of ",
    "x\n",
    "Kim\n",
    "(KB) ",
    "Kim (formerly known as ",
    "\x00\x1b[2J",
    "a, ",
    "Kim, ",
)
MORE_UNITS = ("Kim and Bo, ", "- ", "A.B.", "AB-", "Kim's ", "Kim-led ", "“Kim” ", "KIM of the ", "1 Kim ", "Kim A. ")


@pytest.mark.parametrize("unit", [*UNITS, *MORE_UNITS], ids=repr)
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert takes_less(4, lambda: find_entities(text, tagger=RuleTagger()))


def test_only_the_first_part_of_a_huge_text_costs_anything() -> None:
    text = "x" * MAX_TEXT + "\n" + "Kim of Kenya said. " * 200_000
    assert find_entities(text, tagger=RuleTagger()) == ()
    assert takes_less(2, lambda: find_entities(text, tagger=RuleTagger()))
