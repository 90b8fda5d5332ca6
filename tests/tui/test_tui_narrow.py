"""Where there is little room, what is missed least goes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_desk import RunDesk, screen_text

from reader.article import Article, Block, Role
from reader.library.library import Library
from reader.library.model import ArticleRow, Stage
from reader.library.query import QueryError, parse
from reader.tui.desk.shown import as_typed, so_far
from reader.tui.page.layout import Page
from reader.tui.page.parts import Kind, parts_of
from reader.tui.page.rows import hit_words
from reader.tui.page.wording import ASCII, UNICODE, short_date
from reader.tui.widgets.bars import head_words


@pytest.mark.parametrize(
    ("left", "right", "room", "both"),
    [
        ("Articles", "109 · newest first", 31, ("Articles", "109 · newest first")),
        ("Articles", "109 · newest first", 27, ("Articles", "109")),
        ("Five flasks, one bus stop", "Northern Dispatch", 40, ("Five flasks, one bus stop", "")),
        ("Five flasks, one bus stop: which", "Northern Dispatch", 20, ("Five flasks, one bu…", "")),
        ("Articles", "", 20, ("Articles", "")),
    ],
)
def test_the_right_of_a_head_gives_way_before_a_letter_of_the_left_is_lost(
    left: str, right: str, room: int, both: tuple[str, str]
) -> None:
    assert head_words(left, right, room, UNICODE) == both


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 60))
def test_a_head_is_never_wider_than_its_room(left: str, right: str, room: int) -> None:
    at_left, at_right = head_words(left, right, room, ASCII)
    assert cell_len(at_left) + cell_len(at_right) <= max(room, 0)


@pytest.mark.parametrize(
    ("published", "short"),
    [("2025-05-03", "3 May"), ("2019-11-20T10:00:00Z", "Nov 2019"), ("2024-05", "May 2024"), ("", ""), (None, "")],
)
def test_a_short_date_of_another_year_says_the_year(published: str | None, short: str) -> None:
    assert short_date(published) == short


@pytest.mark.parametrize("width", range(12, 60))
def test_a_fact_below_the_title_is_not_torn(width: int) -> None:
    blocks = (Block("The water is low.", Role.PARAGRAPH), Block("Share this", Role.REMOVED, reason="share"))
    page = Page(Article(blocks, title="Low water"), parts_of(Article(blocks), width=width, signs=UNICODE), width)
    for row in range(len(page)):
        part, start, end = page.row(row)
        drawn = page.parts[part]
        if start >= 0 and drawn.kind in (Kind.FACTS, Kind.FOLD) and width > 18:
            ending = drawn.text[start:end]
            assert not ending.endswith(("1", "x", "x shows"))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("flood person:", "flood "),
        ("person:", ""),
        ("flood -site:", "flood "),
        ('flood person:="', "flood "),
        ("person:ada", "person:ada"),
        ("12:", "12:"),
        ("the end: a story", "the end: a story"),
    ],
)
def test_a_field_whose_value_is_still_to_come_asks_for_nothing_yet(typed: str, asked: str) -> None:
    assert so_far(typed) == asked


@given(st.text(alphabet=list('abp:=" -is'), max_size=24))
def test_a_query_without_its_open_field_is_its_beginning(typed: str) -> None:
    assert typed.startswith(so_far(typed))
    try:
        parse(typed)
    except QueryError:
        return
    # what is understood as it stands is not touched, unless all of it is such a field
    assert so_far(typed).split() in (typed.split(), typed.split()[:-1])


async def test_while_a_field_is_typed_the_list_is_that_of_the_words_before_it(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("f", *"number person")
        await pilot.press("colon")
        await pilot.pause(0.05)
        assert len(app.desk.list.ids) == 11
        assert "needs a value" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause(0.05)
        # left like that it is a fault
        assert "needs a value" in screen_text(app)
    assert as_typed(so_far("number person:")).strip() == "number"


async def test_the_scroll_bars_of_ascii_are_whole_cells(run_desk: RunDesk) -> None:
    async with run_desk((100, 24), ascii=True) as (app, pilot):
        await pilot.press("enter", "space", "j")
        bar = app.desk.view.vertical_scrollbar
        assert bar.display
        column = [line[bar.region.x] for line in screen_text(app).split("\n")[bar.region.y : bar.region.bottom]]
        assert set(column) == {" "}
        reverse = [
            segment.style.reverse for strip in bar.render_lines(bar.size.region) for segment in strip if segment.style
        ]
        assert any(reverse)
        assert not all(reverse)


HIT = ArticleRow(
    1,
    "/a.html",
    0,
    "Saraki, Melaye, Bench and a court that sat late",
    "The Paradigm",
    None,
    "2018-10-09",
    200,
    Stage.ANALYSED,
)


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (90, ("Saraki, Melaye, Bench and a court that sat late", "The Paradigm · 9 Oct 2018")),
        (66, ("Saraki, Melaye, Bench and a court that sat late", "9 Oct 2018")),
        (50, ("Saraki, Melaye, Bench and a court that…", "9 Oct 2018")),
        (26, ("Saraki, Melaye, B…", "Oct 2018")),
        (20, ("Saraki, Melaye, Ben…", "")),
    ],
)
def test_the_title_of_a_hit_goes_before_its_source_and_its_day(room: int, words: tuple[str, str]) -> None:
    assert hit_words(HIT, room, UNICODE) == words


@given(st.text(max_size=60), st.text(max_size=30), st.integers(0, 80))
def test_a_hit_is_never_wider_than_its_line(title: str, site: str, room: int) -> None:
    left, right = hit_words(HIT._replace(title=title, site=site), room, UNICODE)
    assert cell_len(left) + cell_len(right) <= room
