"""What counts as a word, however it is found: the quick ways give what the pattern gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import normalise
from reader.text.lines import repeated_line
from reader.text.normalise import ascii_words, folded, words

_TEXTS = st.text(alphabet="aZ9é'’‘“”–—„ _-.:|»#\n\t\x00\x1c©…ſK日ก", max_size=30)


@given(_TEXTS)
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert words(text) == normalise._WORD.findall(folded(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry’s “late” boat – again", ["the", "ferry's", "late", "boat", "again"]),
        ("'Tis rock'n'roll, ''twice'' 'quoted'", ["tis", "rock'n'roll", "twice", "quoted"]),
        ("snake_case and 3.5 %", ["snake", "case", "and", "3", "5"]),
        ("Überfahrt fällt aus", ["überfahrt", "fällt", "aus"]),
        ("渡船 late", ["渡", "船", "late"]),
        ("", []),
    ],
)
def test_an_apostrophe_is_part_of_a_word_only_inside_it(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_marks_that_are_asked_for_are_words_of_their_own() -> None:
    assert ascii_words("photo:ida moll|post", ":|") == ["photo", ":", "ida", "moll", "|", "post"]
    assert ascii_words("photo:ida moll|post") == ["photo", "ida", "moll", "post"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("12 comments", "# comments"),
        ("Page 3 9 27", None),
        ("2024 2025 2026", None),
        ("“…”", None),
        ("The council sold 12 boats and kept 7 on Monday.", "the council sold 12 boats and kept 7 on monday"),
    ],
)
def test_numbers_of_a_line_are_masked_and_those_of_a_sentence_are_not(text: str, line: str | None) -> None:
    assert repeated_line(text) == line
