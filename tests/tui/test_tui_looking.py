"""The overview, copies of a story, addresses, and what the sidebar folds away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tui_desk import RunDesk, bridge, screen_text, short, shows

from reader.article import Article, Block, Entity, FoundFile, Quote, Role
from reader.library.library import Library
from reader.library.model import ReadState
from reader.library.overview import Bar, Kind, Overview, Unit
from reader.library.query import parse
from reader.text.copies import bands
from reader.tui.page.addresses import addresses_of
from reader.tui.page.aside import Tab, aside
from reader.tui.page.charts import bar_of, charts_of, line_of, period
from reader.tui.page.wording import ASCII, UNICODE

FOUND = Overview(
    12,
    2,
    0,
    Unit.MONTH,
    {
        Kind.TIME: tuple(Bar(f"2024-0{n}", n % 3, n % 3, f"after:2024-0{n}") for n in range(1, 9)),
        Kind.SITES: (Bar("Tarn Courier", 7, 7, 'site:"Tarn Courier"'),),
        Kind.PEOPLE: tuple(Bar(f"Person {n}", n, n, f'person:"Person {n}"') for n in range(5, 0, -1)),
        Kind.PLACES: (),
        Kind.SPEAKERS: (Bar("Odile Farrant", 9, 4, 'said:"Odile Farrant"'),),
    },
)


@pytest.mark.parametrize("width", [12, 30, 60, 110, 170, 300])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_charts_fit_any_width_and_hold_every_bar(width: int, signs: object) -> None:
    from reader.text.wrap import cells

    charts = charts_of(FOUND, width)
    assert sorted(entry.bar for column in charts.columns for entry in column if entry.bar >= 0) == list(range(15))
    chosen = ASCII if signs is ASCII else UNICODE
    lines = [line_of(charts, line, 3, chosen) for line in range(charts.height)]
    text = "\n".join("".join(piece for piece, _ in line) for line in lines)
    if width >= 30:
        assert all(sum(cells(piece) for piece, _ in line) <= width for line in lines)
        assert "Person 5" in text
    assert text.isascii() or signs is UNICODE


def test_the_cursor_walks_bars_charts_and_columns_and_stops_where_articles_are() -> None:
    charts = charts_of(FOUND, 110)
    assert charts.step(-1, 0) == 0
    assert charts.step(1, 1) == 3  # March has none
    assert charts.step(0, 1000) == charts.step(0, 999)
    narrow = charts_of(FOUND, 40)
    assert [narrow.chart(bar, 1) for bar in (0, 8, 11, 14)] == [8, 9, 14, 0]
    assert narrow.chart(0, -1) == 14
    beside = charts.aside(0, 1)
    assert charts.place(beside)[0] == 1
    assert charts.aside(beside, 1) == beside
    assert charts.place(charts.aside(beside, -1))[0] == 0


def test_bars_and_periods_are_said_plainly() -> None:
    assert [bar_of(share, 4, UNICODE) for share in (0.001, 0.5, 0.6, 1)] == ["▏", "██", "██▍", "████"]
    assert [bar_of(share, 4, ASCII) for share in (0.001, 0.5, 1)] == ["=", "==", "===="]
    assert period("2024-05", Unit.MONTH) == "May 2024"
    assert period("2024-05-06", Unit.WEEK) == "week of 6 May 2024"
    assert period("before 2001", Unit.YEAR) == "before 2001"


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_the_overview_leads_to_the_articles_of_a_bar(run_desk: RunDesk, size: tuple[int, int]) -> None:
    async with run_desk(size) as (app, pilot):
        await pilot.press("W")
        assert await shows(app, pilot, "12 articles")
        assert await shows(app, pilot, "1 unreadable")
        assert await shows(app, pilot, "Articles by day") or size == (40, 12)
        await pilot.press("tab")
        assert await shows(app, pilot, 'site:"Harbour Gazette" · 11 articles')
        await pilot.press("enter")
        await pilot.pause()
        assert app.desk.shown.words == 'site:"Harbour Gazette"'
        assert app.desk.shown.total == 11
        await pilot.press("escape")
        assert app.desk.shown.total == 13


async def test_a_bar_narrows_the_filter_that_is_on_and_looking_again_goes_on_there(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("f", *"site:gazette", "enter")
        await pilot.press("W")
        assert await shows(app, pilot, "Overview · “site:gazette” · 11 articles")
        await pilot.press("G", "g", "j", "enter")
        await pilot.pause()
        assert app.desk.shown.words == "site:gazette after:2025-04-20 before:2025-04-21"
        assert app.desk.shown.total == 1
        await pilot.press("escape", "W")
        assert await shows(app, pilot, "after:2025-04-20 before:2025-04-21 · 1 article")
        await pilot.press("q")
        assert app.screen is app.desk


async def test_the_overview_works_by_mouse(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("W")
        assert await shows(app, pilot, "Harbour Gazette")
        lines = screen_text(app).split("\n")
        y = next(number for number, line in enumerate(lines) if "Harbour Gazette" in line)
        x = lines[y].index("Harbour Gazette")
        await pilot.click(offset=(x + 1, y))
        assert await shows(app, pilot, 'site:"Harbour Gazette" · 11')
        await pilot.click(offset=(x + 1, y))
        await pilot.pause()
        assert app.desk.shown.words == 'site:"Harbour Gazette"'


async def test_an_empty_library_says_so_in_the_overview(run_desk: RunDesk, library: Library) -> None:
    library.set_scope(["/nowhere"])
    async with run_desk() as (app, pilot):
        await pilot.press("W")
        assert await shows(app, pilot, "No articles, so nothing to count.")
        await pilot.press("j", "tab", "enter", "escape")
        assert app.screen is app.desk


# copies


@pytest.fixture
def copied(library: Library) -> Library:
    """The bridge's story in two more files, a day and two later."""
    story = bridge()
    signature = bands(story.title, story.text)
    library.store(FoundFile("/articles/00.html", 101, 0), [story], version=2, analysed=2, bands=[signature])
    for number, site in ((20, "Harbour Gazette"), (21, "Orrin Wire")):
        again = replace(story, site=site, published=f"2025-05-{number - 16:02}")
        library.store(FoundFile(f"/articles/{number}.html", 1, 1), [again], version=2, analysed=2, bands=[signature])
    return library


async def test_a_row_says_how_many_copies_there_are_and_capital_c_opens_one(run_desk: RunDesk, copied: Library) -> None:
    async with run_desk() as (app, pilot):
        assert " +2 " in screen_text(app)
        assert "2 copies (C)" in screen_text(app)
        total = app.desk.shown.total
        await pilot.press("C")
        text = screen_text(app)
        assert "3 copies of this story" in text
        assert "/articles/21.html" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.row.path == "/articles/21.html"
        assert app.desk.list.current == reading.row.id
        assert len(app.desk.list.ids) == total + 1


async def test_all_copies_are_marked_as_read_at_once_and_undone_at_once(run_desk: RunDesk, copied: Library) -> None:
    async with run_desk() as (app, pilot):
        first = app.desk.list.current
        others = [row.id for row in copied.copies(first)]
        await pilot.press("C", "r")
        await pilot.pause()
        assert {row.state for row in copied.rows([first, *others])} == {ReadState.READ}
        assert "undoes" in screen_text(app)
        await pilot.press("u")
        assert {row.state for row in copied.rows([first, *others])} == {ReadState.UNREAD}


async def test_capital_a_marks_the_copies_too_so_that_no_story_comes_up_again(
    run_desk: RunDesk, copied: Library
) -> None:
    async with run_desk() as (app, pilot):
        stories = len(app.desk.list.ids)
        every = copied.ids(parse("is:all"))
        assert len(every) == stories + 2
        await pilot.press("A")
        assert {row.state for row in copied.rows(every)} == {ReadState.READ}
        assert app.desk.status.said.startswith(f"{len(every)} marked read, copies included")
        assert not copied.ids(parse("is:unread"))
        assert not copied.ids(parse("is:unread site:orrin"))
        await pilot.press("u")
        assert {row.state for row in copied.rows(every)} == {ReadState.UNREAD}


async def test_a_story_that_is_here_once_says_so(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("C")
        assert "This story is here once." in screen_text(app)


# addresses


def test_addresses_are_found_whole_each_once_and_without_the_sentences_signs() -> None:
    text = (
        "See https://tarn.example/a_(b), (www.tarn.example/x). Write to ada@tarn.example! https://tarn.example/a_(b)"
        " ftp://no.example http:// a@b javascript:alert(1)"
    )
    article = Article(
        blocks=(Block(text, Role.PARAGRAPH), Block("Join: http://ads.example/?a=1.", Role.REMOVED, "advert")),
        url="https://tarn.example/original",
    )
    found = addresses_of(article)
    assert [one.url for one in found] == [
        "https://tarn.example/original",
        "https://tarn.example/a_(b)",
        "https://www.tarn.example/x",
        "mailto:ada@tarn.example",
        "http://ads.example/?a=1",
    ]
    assert [one.hidden for one in found] == [False, False, False, False, True]


def test_a_block_of_ten_megabytes_is_looked_through_in_linear_time() -> None:
    for text in ("a" * 5_000_000, "www." * 1_000_000, "a@" * 1_000_000, "https://" * 500_000):
        assert len(addresses_of(Article(blocks=(Block(text, Role.PARAGRAPH),)))) <= 500


async def test_capital_l_lists_the_addresses_and_opens_one_after_it_was_shown(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("L")
        assert "1 address" in screen_text(app)
        assert "https://tarn-courier.example/bridge" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Open this address in your browser?" in screen_text(app)
        await pilot.press("escape")
        assert app.screen is app.desk


async def test_an_address_in_a_hidden_line_is_shown_in_its_place(run_desk: RunDesk, library: Library) -> None:
    story = bridge()
    hidden = Block("More at https://tarn.example/more", Role.REMOVED, "related", 0.9)
    library.store(
        FoundFile("/articles/00.html", 102, 5), [replace(story, blocks=(*story.blocks, hidden))], version=3, analysed=3
    )
    async with run_desk() as (app, pilot):
        await pilot.press("L")
        assert "hidden line" in screen_text(app)
        await pilot.press("down", "g")
        await pilot.pause()
        assert app.desk.view.revealed
        assert "More at https://tarn.example/more" in screen_text(app)


# the sidebar's folds


def crowded() -> Article:
    text = (
        "Odile Farrant spoke. Odile Farrant left. "
        + " ".join(f"Guest{n} came." for n in range(20))
        + " “Yes,” and “No.”"
    )
    people = [Entity("Odile Farrant", "PERSON", ((0, 13), (21, 34)))]
    for number in range(20):
        at = text.index(f"Guest{number} ")
        people.append(Entity(f"Guest{number}", "PERSON", ((at, at + len(f"Guest{number}")),)))
    yes, no = text.index("Yes"), text.index("No.")
    return Article(
        blocks=(Block(text, Role.PARAGRAPH),),
        title="A feast",
        published="2026-01-01",
        entities=tuple(people),
        quotes=(
            Quote(yes, yes + 3, "direct", "Odile Farrant", confidence=0.9),
            Quote(no, no + 2, "direct", None, confidence=0.3),
        ),
    )


def test_a_long_list_folds_those_who_are_named_once_and_a_short_one_does_not() -> None:
    folded = aside(crowded(), Tab.PEOPLE, 30, UNICODE, folded=True)
    assert [line.left for line in folded.lines] == ["Odile Farrant", "", "+ 20 named once"]
    assert len(aside(crowded(), Tab.PEOPLE, 30, UNICODE).items) == 21
    whole = aside(bridge(), Tab.PEOPLE, 30, UNICODE, folded=True)
    assert [line.left for line in whole.lines if line.look == "name"] == ["Odile Farrant", "Tamas Weill"]


def test_doubtful_quotes_are_dim_and_say_so_and_can_be_folded() -> None:
    shown = aside(crowded(), Tab.QUOTES, 30, UNICODE)
    looks = {line.left: line.look for line in shown.lines}
    assert looks["“Yes”"] == "quote"
    assert looks["“No”"] == "quote-faint"
    assert "direct · doubtful" in looks
    folded = aside(crowded(), Tab.QUOTES, 30, UNICODE, folded=True)
    assert [line.left for line in folded.lines][-1] == "+ 1 doubtful one"
    assert "No speaker named" not in [line.left for line in folded.lines]


async def test_capital_x_and_enter_open_the_fold_and_a_picked_name_is_never_in_it(
    run_desk: RunDesk, library: Library
) -> None:
    library.store(FoundFile("/articles/feast.html", 1, 1), [crowded()], version=1, analysed=1)
    async with run_desk() as (app, pilot):
        assert "+ 20 named once" in screen_text(app)
        await pilot.press("3")
        assert await shows(app, pilot, "+ 20 named once")
        await pilot.pause(0.35)
        await pilot.press("G", "enter")
        assert "Guest7" in screen_text(app)
        await pilot.press("X")
        assert "20 named only once: folded." in screen_text(app)
        entity = crowded().entities[5]
        app.desk.opened.pick(next(one for one in app.desk.opened.reading.article.entities if one.name == entity.name))  # type: ignore[union-attr]
        assert app.desk.sidebar.current is not None
        await pilot.press("]", "]", "]", "X")
        assert "1 doubtful: folded." in screen_text(app)


def test_the_short_article_has_nothing_to_fold() -> None:
    assert aside(short(1), Tab.PEOPLE, 30, UNICODE, folded=True).items == ()


async def test_the_line_of_keys_follows_the_tab_of_the_sidebar(run_desk: RunDesk) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("3")
        assert await shows(app, pilot, "next mention")
        await pilot.press("left_square_bracket")
        assert await shows(app, pilot, "copy with source")
        assert "next mention" not in screen_text(app)
        await pilot.press("right_square_bracket")
        assert await shows(app, pilot, "next mention")


async def test_a_key_on_the_line_of_keys_can_be_clicked(run_desk: RunDesk) -> None:
    async with run_desk((120, 30)) as (app, pilot):
        line = screen_text(app).split("\n")[29]
        await pilot.click(offset=(line.index("? all keys") + 3, 29))
        await pilot.pause()
        assert "type to search" in screen_text(app)
        await pilot.press("escape")
        await pilot.click(offset=(line.index("* star"), 29))
        assert "★" in screen_text(app)
        await pilot.click(offset=(119, 29))
        assert app.screen is app.desk
