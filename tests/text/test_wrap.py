"""Wrapping by terminal cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clock import grows_less
from reader.text.safe import safe
from reader.text.wrap import cells, clusters, fit, pad, wrap

MIXED = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(list("abc def  -—/.’“ \n\té漢字かな。、한국👩\u200d👧ก็ि्क\u0301\ufe0f❤")),
    ),
    max_size=300,
).map(safe)


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_words_stay_whole_and_lines_fill_up() -> None:
    assert shown("the quick brown fox jumps", 10) == ["the quick", "brown fox", "jumps"]


def test_a_line_of_exactly_the_width_is_not_broken() -> None:
    assert shown("ten cells.", 10) == ["ten cells."]
    assert shown("ten cells. x", 10) == ["ten cells.", "x"]


def test_line_ends_of_the_text_are_kept() -> None:
    assert shown("one\ntwo\n\nthree", 20) == ["one", "two", "", "three"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [(0, 0)]


def test_a_word_longer_than_the_line_is_cut_after_a_slash_where_it_has_one() -> None:
    assert shown("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]
    assert shown("https://example.org/a/long/path", 20) == ["https://example.org/", "a/long/path"]


def test_a_dash_between_words_may_end_a_line() -> None:
    assert shown("it was late—too late", 12) == ["it was late—", "too late"]


def test_wide_characters_count_two_cells() -> None:
    assert cells("漢字") == 4
    assert shown("漢字漢字漢字", 8) == ["漢字漢字", "漢字"]


def test_a_closing_sign_does_not_begin_a_line() -> None:
    assert all(not line.startswith("。") for line in shown("漢字漢字。漢字漢字。", 8))


def test_a_family_of_emoji_is_not_torn_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    assert [family in line for line in shown(f"{family}{family}{family}", 4)] == [True, True]


def test_marks_stay_with_their_letter() -> None:
    text = "é" * 9
    assert all(not line.startswith("\u0301") for line in shown(text, 4))


def test_words_of_joined_scripts_are_not_broken_inside() -> None:
    assert shown("नमस्ते दुनिया", 6)[0] == "नमस्ते"


@given(MIXED, st.integers(min_value=1, max_value=40))
def test_no_text_is_lost_and_none_is_doubled(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(text[start:end].split()) for start, end in lines) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(lines))


@given(MIXED, st.integers(min_value=2, max_value=40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in shown(text.replace("\t", " "), width):
        assert cell_len(line) <= width


@given(MIXED)
def test_a_measure_is_the_renderers_own(text: str) -> None:
    text = text.replace("\t", " ").replace("\n", " ")
    assert cells(text) == cell_len(text)


@given(MIXED, st.integers(min_value=0, max_value=20))
def test_a_fitted_text_fits(text: str, width: int) -> None:
    text = text.replace("\t", " ").replace("\n", " ")
    assert cell_len(fit(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@given(MIXED)
def test_clusters_cover_the_text(text: str) -> None:
    found = clusters(text, 0, len(text))
    assert "".join(text[start:end] for start, end, _ in found) == text


@pytest.mark.parametrize("unit", ["word ", "x", "漢", "漢 ", "é", " ", "-", "👩\u200d👧 ", "\n", "ก็"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert grows_less(10, lambda count: wrap(text[:count], 72), 25_000, 100_000, floor=0.002)
