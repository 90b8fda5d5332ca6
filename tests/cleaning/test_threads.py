"""Readers' comments are told from live reports and letters by names with times and by their voice."""

from __future__ import annotations

from collections.abc import Callable

from cleaning_samples import BODY, TITLE

from clock import grows_less
from reader.article import Article, Role

Cleaned = Callable[..., Article]
THREAD = (
    "3 thoughts on “Swing bridge in Saltby to stay open”",
    "Gaye Orr on August 8, 2024 at 3:17 pm said:",
    "I crossed it every day for forty years and nobody ever asked me what I thought of the bearings.",
    "Piet Vane on August 8, 2024 at 7:07 pm said:",
    "You should have written to the board, Gaye, as my mother did until they knew her hand.",
    "Gaye Orr on August 9, 2024 at 9:40 am said:",
    "I did, and they put it in a drawer with the survey that everybody has been quoting since.",
)


def shown(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.role is not Role.REMOVED]


def test_comments_below_the_article_are_hidden_with_their_text(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, *BODY, *THREAD)
    assert shown(article) == [TITLE, *BODY]
    assert {block.reason for block in article.blocks[len(BODY) + 2 :]} == {"thread"}


def test_many_comments_do_not_make_the_cleaner_give_up(cleaned: Cleaned) -> None:
    assert shown(cleaned(TITLE, *BODY, THREAD[0], *THREAD[1:] * 8)) == [TITLE, *BODY]


def test_a_correction_below_the_comments_stays(cleaned: Cleaned) -> None:
    note = "Correction: An earlier version of this article gave the wrong year for the survey."
    assert shown(cleaned(TITLE, *BODY, *THREAD, note)) == [TITLE, *BODY, note]


def test_a_live_report_with_names_and_times_stays(cleaned: Cleaned) -> None:
    updates = [line for at, text in enumerate(BODY) for line in (f"Ida Moll at 10:{at + 10} am", text)]
    article = cleaned(TITLE, BODY[0], "12 Comments", *updates)
    assert set(BODY) <= set(shown(article))


def test_a_count_of_comments_above_the_text_hides_nothing_below(cleaned: Cleaned) -> None:
    lines = ("3 Comments", "Ida Moll on August 8, 2024 at 3:17 pm", "Updated August 8, 2024 at 4:20 pm")
    assert set(BODY) <= set(shown(cleaned(TITLE, *lines, *BODY)))


def test_a_menu_in_one_line_is_hidden_and_a_list_in_one_line_stays(cleaned: Cleaned) -> None:
    menu = "* Home * Harbour * Ferries * Tide Tables * Letters * Obituaries * Contact"
    listed = (
        "The board asked for seven things: * a new pin; * two bearings; * oil; * paint; * a lamp; * a rope; * time."
    )
    article = cleaned(TITLE, menu, *BODY[:3], listed, *BODY[3:])
    assert menu not in shown(article)
    assert listed in shown(article)


def test_very_many_labels_and_times_take_little_more_than_their_number(cleaned: Cleaned) -> None:
    def work(times: int) -> None:
        cleaned(TITLE, *BODY, *["3 Comments", "Ida Moll at 3:17 pm", "The tide went out and came in."] * times)

    work(200)
    assert grows_less(4, work, 4000, 8000, floor=0.02)
