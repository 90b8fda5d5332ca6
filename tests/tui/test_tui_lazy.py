"""A long page is laid out where it is looked at, and looks as if it had been laid out whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_desk import FILLER, RunDesk, screen_text

from reader.article import Anchor, Article, Block, FoundFile, Quote, Role
from reader.errors import LibraryError
from reader.library import shelf as shelf_of_library
from reader.library.library import Library
from reader.text.safe import safe
from reader.tui.application import ReaderApp
from reader.tui.page import wrapped
from reader.tui.page.layout import Page
from reader.tui.page.parts import parts_of
from reader.tui.page.wording import UNICODE
from reader.tui.widgets import page_view

ROLES = [Role.PARAGRAPH, Role.SUBHEAD, Role.LIST, Role.QUOTATION, Role.TABLE, Role.CODE, Role.CAPTION, Role.REMOVED]
TEXTS = st.text(alphabet=st.sampled_from(list("abcdefg hij  “”’—.\n\t|1漢かé\u0301👩")), min_size=1, max_size=300)
BLOCKS = st.lists(
    st.builds(lambda text, role: Block(safe(text), role, reason="share"), TEXTS, st.sampled_from(ROLES)),
    min_size=1,
    max_size=25,
)
WIDTHS = st.integers(min_value=4, max_value=90)
HEIGHTS = st.integers(min_value=1, max_value=12)


@contextmanager
def nothing_short() -> Iterator[None]:
    """Let no page be laid out whole at once."""
    short, wrapped.SHORT = wrapped.SHORT, -1  # type: ignore[misc] # a constant elsewhere
    try:
        yield
    finally:
        wrapped.SHORT = short  # type: ignore[misc] # as above


def pages(blocks: list[Block], width: int, *, revealed: bool = False) -> tuple[Page, Page]:
    """Return a page as it begins, of which nothing is laid out, and the same page whole."""
    article = Article(tuple(replace(b, text=f"{n} {b.text}") for n, b in enumerate(blocks)), title="A title")
    parts = [parts_of(article, width=width, signs=UNICODE, revealed=revealed) for _ in range(2)]
    with nothing_short():
        lazy, whole = (Page(article, some, width) for some in parts)
    whole.complete()
    return lazy, whole


def lines(page: Page, top: int, height: int) -> list[tuple[int, int, int]]:
    return [page.row(row) for row in range(top, min(page.height, top + height))]


def in_sight(page: Page, top: int, height: int) -> int:
    """Return the first line in sight when a view scrolls to `top` as far as it can."""
    return max(0, min(top, page.height - height))


@given(BLOCKS, WIDTHS, HEIGHTS, st.booleans(), st.data())
def test_where_one_lands_the_lines_are_those_of_the_whole_page(
    blocks: list[Block], width: int, height: int, revealed: bool, data: st.DataObject
) -> None:
    lazy, whole = pages(blocks, width, revealed=revealed)
    anchor = whole.anchor(data.draw(st.integers(0, whole.height - 1)))
    there, here = whole.row_at(anchor), lazy.land(anchor, height)
    assert lines(lazy, in_sight(lazy, here, height), height) == lines(whole, in_sight(whole, there, height), height)


@given(BLOCKS, WIDTHS, HEIGHTS, st.lists(st.integers(-9, 9), max_size=12), st.data())
def test_walking_on_from_there_shows_the_lines_of_the_whole_page(
    blocks: list[Block], width: int, height: int, steps: list[int], data: st.DataObject
) -> None:
    lazy, whole = pages(blocks, width)
    anchor = whole.anchor(data.draw(st.integers(0, whole.height - 1)))
    there = in_sight(whole, whole.row_at(anchor), height)
    here = in_sight(lazy, lazy.land(anchor, height, 9), height)
    for step in steps:
        here = in_sight(lazy, lazy.settle(in_sight(lazy, here + step, height), height, 9), height)
        there = in_sight(whole, there + step, height)
        assert lines(lazy, here, height) == lines(whole, there, height)
    assert lazy.complete(here) == there


@given(BLOCKS, WIDTHS, HEIGHTS)
def test_the_end_is_the_end_before_all_is_laid_out(blocks: list[Block], width: int, height: int) -> None:
    lazy, whole = pages(blocks, width)
    lazy.settle(lazy.height - 1, height)
    assert lines(lazy, in_sight(lazy, lazy.height, height), height) == lines(
        whole, in_sight(whole, whole.height, height), height
    )


@given(BLOCKS, WIDTHS, HEIGHTS, st.data())
def test_nothing_in_sight_moves_when_the_rest_is_laid_out(
    blocks: list[Block], width: int, height: int, data: st.DataObject
) -> None:
    lazy, whole = pages(blocks, width)
    top = in_sight(lazy, lazy.settle(data.draw(st.integers(0, lazy.height - 1)), height), height)
    before = lines(lazy, top, height)
    while lazy.advance(40):
        assert lines(lazy, top, height) == before
    top = lazy.complete(top)
    assert lines(lazy, top, height) == before == lines(whole, top, height)
    assert lazy.exact
    assert len(lazy) == len(whole)


@given(BLOCKS, WIDTHS)
def test_a_page_that_nobody_settles_is_as_long_as_it_is(blocks: list[Block], width: int) -> None:
    lazy, whole = pages(blocks, width)
    assert len(lazy) == len(whole)
    assert lines(lazy, 0, len(lazy)) == lines(whole, 0, len(whole))


def book(paragraphs: int = 260) -> Article:
    """Return an article of some 16,000 words, each paragraph of its own length and number."""
    blocks = [Block(f"Paragraph {n}. {FILLER * (1 + n * 7 % 4)}", Role.PARAGRAPH) for n in range(paragraphs)]
    for n in range(0, paragraphs, 25):
        blocks[n] = Block(f"Chapter {n}", Role.SUBHEAD, level=2)
    return Article(tuple(blocks), title="The book of the valley", site="The Tarn Courier", published="2025-06-01")


@pytest.fixture
def shelf(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The library of the other tests with a book in it, the newest, which is never laid out by itself."""
    library.store(FoundFile("/articles/book.txt", 1, 1), [book()], version=1, analysed=1)
    monkeypatch.setattr(page_view, "REST_AFTER", 60)
    return library


def page_of(app: ReaderApp) -> Page:
    assert app.desk.opened.reading is not None
    return app.desk.opened.reading.page


def body(app: ReaderApp) -> list[str]:
    """Return the lines of the reading pane as they are on the screen, without its scroll bar."""
    region = app.desk.view.region
    return [line[region.x : region.right - 1] for line in screen_text(app).split("\n")[region.y : region.bottom]]


KEYS = st.lists(
    st.sampled_from(
        ["j", "k", "space", "b", "ctrl+d", "ctrl+u", "G", "g", "]", "[", "}", "{", "-", "+", "x", "9", "5"]
    ),
    min_size=1,
    max_size=8,
)
NAMES = {"]": "right_square_bracket", "[": "left_square_bracket", "}": "right_curly_bracket", "{": "left_curly_bracket"}


@pytest.mark.parametrize(
    "pressed",
    [
        "j k space b G b k",
        "space space g G g",
        "} } ] [ { - - space + x space",
        "5 0 G j space 7 5 G b",
        "9 9 9 j 4 0 0 k",
        "} } } - G - b +",
    ],
)
async def test_keys_show_the_same_lines_of_a_page_that_is_not_laid_out(
    run_desk: RunDesk, shelf: Library, monkeypatch: pytest.MonkeyPatch, pressed: str
) -> None:
    shown: list[list[list[str]]] = []
    lazy = 0
    for whole in (True, False):
        monkeypatch.setattr(wrapped, "SHORT", 10**9 if whole else 1000)
        shelf.save_position(shelf.ids()[0], Anchor(0, 0), fraction=0)
        async with run_desk((100, 24)) as (app, pilot):
            await pilot.press("enter")
            shown.append([])
            for key in pressed.split():
                await pilot.press(NAMES.get(key, {"-": "minus", "+": "plus"}.get(key, key)))
                shown[-1].append(body(app))
                lazy += not page_of(app).exact
            assert app.desk.view.virtual_size.height == page_of(app).height
    assert shown[1] == shown[0]
    assert lazy or any(key.isdigit() for key in pressed)


async def test_the_first_sentence_stays_over_resizes_of_a_page_that_is_not_laid_out(
    run_desk: RunDesk, shelf: Library
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("enter", "right_curly_bracket", "right_curly_bracket", "space", "j")
        before = app.desk.view.position
        for width in (60, 100, 40, 200, 140):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert app.desk.view.position == before
            assert not page_of(app).exact
            part, start, end = page_of(app).row(app.desk.view.top)
            assert page_of(app).parts[part].block == before.block
            assert start <= before.offset < end or start < 0


async def test_what_is_in_sight_stays_when_the_rest_is_laid_out_and_the_scroll_bar_tells_the_truth(
    run_desk: RunDesk, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter", "G", "b", "b", "k")
        view = app.desk.view
        before = body(app)
        assert not page_of(app).exact
        monkeypatch.setattr(page_view, "REST_AFTER", 0.01)
        monkeypatch.setattr(page_view, "REST_BETWEEN", 0.001)
        await pilot.press("j")
        await pilot.press("k")
        for _ in range(100):
            if page_of(app).exact:
                break
            await pilot.pause(0.01)
        assert page_of(app).exact
        assert body(app) == before
        assert view.virtual_size.height == len(page_of(app)) == view.vertical_scrollbar.window_virtual_size
        assert view.position == page_of(app).anchor(view.top)


async def test_a_match_far_below_is_found_and_shown_before_all_is_laid_out(run_desk: RunDesk, shelf: Library) -> None:
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter", "slash", *"paragraph 237", "enter")
        assert "Paragraph 237." in "\n".join(body(app))


async def test_the_mouse_selects_what_it_points_at_in_a_page_that_is_not_laid_out(
    run_desk: RunDesk, shelf: Library
) -> None:
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter", "right_curly_bracket", "right_curly_bracket")
        region = app.desk.view.region
        words = body(app)
        await pilot.mouse_down(offset=(region.x + 6, region.y + 3))
        await pilot.hover(offset=(region.x + 20, region.y + 5))
        await pilot.mouse_up(offset=(region.x + 20, region.y + 5))
        await pilot.pause()
        chosen = app.screen.get_selected_text() or ""
        assert body(app)[:8] == words[:8]
        assert chosen
        assert chosen.split()[0] in words[3]
        assert chosen.split()[-1] in words[5]


@pytest.fixture
def passing(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The same library, in which a look in passing at the book takes its beginning only."""
    monkeypatch.setattr(shelf_of_library, "_LEAST", 1000)
    monkeypatch.setattr(shelf_of_library, "_REACH", 5000)
    return shelf


async def test_a_look_in_passing_reads_the_beginning_and_shows_what_the_whole_would(
    run_desk: RunDesk, passing: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.partial
        before, height = body(app), app.desk.view.virtual_size.height
        await pilot.press("enter")
        assert not reading.partial
        assert body(app) == before
        # the scroll bar was about as long
        assert height == pytest.approx(len(page_of(app)), rel=0.1)


async def test_the_rest_is_read_when_the_keys_rest(
    run_desk: RunDesk, passing: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_view, "REST_AFTER", 0.01)
    monkeypatch.setattr(page_view, "REST_BETWEEN", 0.001)
    async with run_desk((140, 30)) as (app, pilot):
        for _ in range(100):
            if app.desk.opened.reading is not None and page_of(app).exact and not app.desk.opened.reading.partial:
                break
            await pilot.pause(0.01)
        assert "Paragraph 259." in app.desk.opened.reading.article.text  # type: ignore[union-attr] # it is shown


@pytest.mark.parametrize("key", ["x", "right_square_bracket", "right_parenthesis", "plus", "slash", "l", "y"])
async def test_every_key_but_those_of_the_list_is_about_the_whole_article(
    run_desk: RunDesk, passing: Library, key: str
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("down", "up")
        await pilot.pause(0.03)
        assert app.desk.opened.reading is not None
        assert app.desk.opened.reading.partial
        await pilot.press(key)
        assert not app.desk.opened.reading.partial


async def test_the_wheel_and_the_scroll_bar_go_on_into_the_rest(run_desk: RunDesk, passing: Library) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        view = app.desk.view
        first = body(app)
        view.scroll_to(y=3, animate=False)
        await pilot.pause()
        assert app.desk.opened.reading is not None
        assert not app.desk.opened.reading.partial
        assert body(app)[:10] == first[3:13]
    async with run_desk((140, 30)) as (app, pilot):
        view = app.desk.view
        view.scroll_to(y=view.virtual_size.height // 2, animate=False)
        await pilot.pause()
        assert not app.desk.opened.reading.partial  # type: ignore[union-attr] # it is shown
        middle = next(line for line in body(app) if "Paragraph" in line)
        assert 90 < int(middle.split("Paragraph ")[1].split(".")[0]) < 170
        assert view.position == page_of(app).anchor(view.top)


async def test_the_sidebars_quotes_have_all_their_words(run_desk: RunDesk, passing: Library) -> None:
    article = book()
    at = article.text.index("Paragraph 237")
    quoted = replace(article, quotes=(Quote(at, at + 60, "direct", "Odile Farrant"),))
    passing.store(FoundFile("/articles/book.txt", 1, 2), [quoted], version=1, analysed=1)
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("tab", "tab", "l", "l", "l", "h", "h", "down", "up")
        await pilot.press("1")
        await pilot.pause(0.4)
        await pilot.press("down", "up")
        await pilot.pause(0.1)
        assert "Paragraph 237" in screen_text(app)


async def test_a_library_that_fails_while_the_rest_is_read_is_told_of_and_the_beginning_stays(
    run_desk: RunDesk, passing: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        shown = body(app)

        def broken(_number: int) -> Article | None:
            raise LibraryError("The library's file is damaged.")

        monkeypatch.setattr(passing, "article", broken)
        monkeypatch.setattr(page_view, "REST_AFTER", 0.01)
        monkeypatch.setattr(page_view, "REST_BETWEEN", 0.001)
        app.desk.view.renew()
        await pilot.pause(0.1)
        assert "damaged" in screen_text(app)
        app.desk.view.scroll_to(y=3, animate=False)
        await pilot.press("x")
        assert app.is_running
        assert body(app)[:3] == shown[3:6]
        assert app.desk.opened.reading is not None
        assert app.desk.opened.reading.partial
