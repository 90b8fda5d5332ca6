"""Whole pages' text: how it is known, and how the scorer's second reading sees a block's surroundings."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from cleaning_samples import BODY, TITLE
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Draft, RawBlock
from reader.cleaning.cleaner import examine
from reader.cleaning.surroundings import NAMES, Surroundings

MENU = ("Etusivu", "Kotimaa", "Ulkomaat", "Talous", "Urheilu", "Kulttuuri", "Sää", "Mielipide", "Autot", "Ruoka")
MORE = ("Matkailu", "Terveys", "Tiede", "Lemmikit")
BELOW = tuple(f"Uutinen {name}" for name in ("yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "ilta"))


def is_whole_page(*lines: str) -> bool:
    return examine(Draft("text", tuple(RawBlock(line) for line in lines))).zones.raw


def test_a_menu_above_the_text_makes_a_page_in_a_language_without_cues() -> None:
    assert is_whole_page(*MENU, *MORE, TITLE, *BODY, *BODY, *BELOW, *BELOW)


def test_results_above_a_report_are_no_menu() -> None:
    results = tuple(f"Saltby {at} Corley {20 - at}" for at in range(14))
    assert not is_whole_page(TITLE, *results, *BODY, *BODY, *BELOW, *BELOW)


def test_a_short_list_above_a_report_is_no_menu() -> None:
    assert not is_whole_page(*MENU[:6], TITLE, *BODY, *BODY, *BODY, *BODY, *BELOW, *BELOW)


def test_the_menu_of_such_a_page_is_hidden_and_its_text_is_not(cleaned: Callable[..., Article]) -> None:
    article = cleaned(*MENU, *MORE, TITLE, *BODY, *BELOW, *BELOW, *BELOW)
    assert all(line not in article.text for line in (*MENU, *MORE))
    assert all(line in article.text for line in BODY)


def test_a_block_amid_text_has_lower_numbers_than_one_amid_menus() -> None:
    amid_text = Surroundings([-3.0] * 5 + [0.0] + [-3.0] * 5, [40] * 11).row(5)
    amid_menus = Surroundings([3.0] * 5 + [0.0] + [3.0] * 5, [2] * 11).row(5)
    for name in ("score[-1]", "score[+1]", "above 5", "below 5"):
        assert amid_text[NAMES.index(name)] < amid_menus[NAMES.index(name)]


def test_a_block_knows_how_far_below_the_last_text_it_stands() -> None:
    rows = Surroundings([-3.0, -3.0, 2.0, 2.0], [40, 40, 2, 2])
    assert rows.row(3)[NAMES.index("after_text")] > rows.row(2)[NAMES.index("after_text")] > 0


@given(st.lists(st.tuples(st.floats(-99, 99), st.integers(0, 10_000)), min_size=1, max_size=40))
def test_every_block_of_every_page_has_all_numbers(blocks: list[tuple[float, int]]) -> None:
    rows = Surroundings([score for score, _ in blocks], [size for _, size in blocks])
    for at in range(len(blocks)):
        row = rows.row(at)
        assert len(row) == len(NAMES)
        assert all(map(isfinite, row))
