"""Every size of terminal: which panes are in sight, and that a place is never lost."""

from __future__ import annotations

import pytest
from tui_desk import RunDesk, screen_text

from reader.library.library import Library
from reader.library.model import ReadState
from reader.tui.actions import Pane
from reader.tui.application import ReaderApp


def first_words(app: ReaderApp) -> str:
    """The first words of text in the reading pane."""
    reading, view = app.desk.opened.reading, app.desk.view
    assert reading is not None
    first = reading.page.row_at(view.position)
    rows = [reading.page.row(row) for row in range(first, len(reading.page))]
    part, start, end = next(row for row in rows if row.start >= 0)
    return reading.page.parts[part].text[start:end]


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((140, 40), [Pane.LIST, Pane.ARTICLE, Pane.SIDEBAR]),
        ((120, 30), [Pane.LIST, Pane.ARTICLE, Pane.SIDEBAR]),
        ((119, 30), [Pane.LIST, Pane.ARTICLE]),
        ((80, 24), [Pane.LIST, Pane.ARTICLE]),
        ((79, 24), [Pane.LIST]),
        ((40, 12), [Pane.LIST]),
    ],
)
async def test_as_many_panes_stand_side_by_side_as_there_is_room_for(
    run_desk: RunDesk, size: tuple[int, int], panes: list[Pane]
) -> None:
    async with run_desk(size) as (app, _):
        assert app.desk.panes.in_sight == panes


async def test_at_80_columns_the_sidebar_takes_the_lists_place_and_gives_it_back(run_desk: RunDesk) -> None:
    async with run_desk((80, 24)) as (app, pilot):
        await pilot.press("s")
        assert app.desk.panes.in_sight == [Pane.ARTICLE, Pane.SIDEBAR]
        assert app.desk.pane is Pane.SIDEBAR
        assert "Odile Farrant" in screen_text(app)
        await pilot.press("s")
        assert app.desk.panes.in_sight == [Pane.LIST, Pane.ARTICLE]
        await pilot.press("3")
        await pilot.pause(0.4)
        await pilot.press("q", "q")
        assert app.desk.panes.in_sight == [Pane.LIST, Pane.ARTICLE]


async def test_at_60_columns_one_pane_at_a_time_is_walked_and_left_with_q(run_desk: RunDesk) -> None:
    async with run_desk((60, 20)) as (app, pilot):
        seen = []
        for key in ("enter", "enter", "q", "q", "l", "l", "h", "h"):
            await pilot.press(key)
            assert len(app.desk.panes.in_sight) == 1
            seen.append(app.desk.panes.in_sight[0])
        assert seen == [Pane.ARTICLE, Pane.SIDEBAR, Pane.ARTICLE, Pane.LIST] * 2


async def test_at_60_columns_a_chosen_name_shows_the_text(run_desk: RunDesk) -> None:
    async with run_desk((60, 20)) as (app, pilot):
        await pilot.press("l", "l", "enter")
        assert app.desk.panes.in_sight == [Pane.ARTICLE]
        assert "Farrant" in screen_text(app)


async def test_at_40_by_12_an_article_can_be_read(run_desk: RunDesk) -> None:
    async with run_desk((40, 12)) as (app, pilot):
        await pilot.press("enter")
        lines = screen_text(app).splitlines()
        assert "Brindlemere opens its bridge again" in lines[0]
        assert "%" in lines[-1]
        assert sum(1 for line in lines if line.strip()) >= 8
        await pilot.press("space")
        assert app.desk.view.top > 5


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 30), (30, 3), (8, 4), (260, 90)])
async def test_no_size_breaks_anything(run_desk: RunDesk, size: tuple[int, int]) -> None:
    async with run_desk(size) as (app, pilot):
        await pilot.press(
            "j", "enter", "space", "right_parenthesis", "x", "tab", "tab", "enter", "question_mark", "escape"
        )
        assert app.is_running
        assert app.return_code is None


async def test_a_resize_keeps_the_first_sentence_through_all_widths(run_desk: RunDesk) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("enter", "space", "space", "j")
        before = app.desk.view.position
        for width in (60, 100, 40, 79, 200, 31, 140):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert app.desk.view.position == before
            part, start, end = app.desk.opened.reading.page.row(app.desk.view.top)  # type: ignore[union-attr] # it is open
            block = app.desk.opened.reading.page.parts[part].block  # type: ignore[union-attr]
            assert block == before.block
            assert start <= before.offset < end


async def test_the_place_in_an_article_is_there_again_the_next_time(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter", "space", "space", "space")
        place, article = app.desk.view.position, app.desk.opened.id
        await pilot.press("Q")
    assert library.rows([article])[0].state is ReadState.PROGRESS
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter")
        assert app.desk.view.position == place
        assert place.context.split()[0] in first_words(app)
        assert app.desk.view.top > 0


async def test_cursor_order_and_panes_are_there_again_the_next_time(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("S", "g", "3", "j", "s", "Q")
        current = app.desk.list.current
    async with run_desk() as (app, _):
        assert app.desk.shown.sort == "oldest"
        assert app.desk.list.current == current
        assert Pane.SIDEBAR not in app.desk.panes.in_sight


async def test_an_article_is_read_when_its_end_was_in_sight_not_when_it_is_opened(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        article = app.desk.list.current
        await pilot.press("enter")
        assert library.rows([article])[0].state is ReadState.UNREAD
        await pilot.press("G")
        assert library.rows([article])[0].state is ReadState.READ
        assert app.desk.list.current == article


async def test_a_look_in_passing_leaves_no_trace(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (_, pilot):
        for _ in range(4):
            await pilot.press("j")
            await pilot.pause(0.04)
    assert {row.state for row in library.rows(library.ids())} == {ReadState.UNREAD}


async def test_an_article_marked_unread_while_open_stays_unread(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        article = app.desk.list.current
        await pilot.press("enter", "G", "r", "k", "G", "q", "j")
        await pilot.pause(0.04)
        assert library.rows([article])[0].state is not ReadState.READ


async def test_the_status_says_how_far_the_reader_is(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter")
        top = app.desk.status.facts
        assert top[0].endswith(" %")
        assert "min left" in top[1]
        await pilot.press("G")
        assert app.desk.status.facts[:2] == ("100 %", "the end")


async def test_the_title_stands_in_the_head_once_it_has_left_the_screen(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter")
        assert app.desk.article_head.left == ""
        await pilot.press("space")
        assert app.desk.article_head.left == "Brindlemere opens its bridge again"


async def test_a_file_that_failed_is_marked_and_says_what_to_do(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("G")
        assert "! 12" in screen_text(app)
        await pilot.press("enter")
        text = screen_text(app)
        for words in (
            "The file is empty. Save the page again.",
            "/articles/12.html",
            "e opens the file in your editor",
        ):
            assert words in text
        # keys that ask for text do no harm there
        await pilot.press("right_parenthesis", "x", "y", "o", "slash", "greater_than_sign")
        assert app.is_running


async def test_ascii_draws_no_sign_beyond_ascii(run_desk: RunDesk) -> None:
    async with run_desk((140, 40), ascii=True) as (app, pilot):
        await pilot.press("enter", "x", "right_parenthesis", "asterisk")
        text = screen_text(app)
        allowed = set("“”·’")  # from the article and the sentences about it, not drawn by the interface
        drawn = {char for line in text.splitlines() for char in line[:34] if not char.isascii()}
        assert drawn <= allowed
        assert "▎" not in text
        assert "●" not in text
