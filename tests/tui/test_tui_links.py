"""Links in the text: underlined, walked, listed, clicked, and opened only after their whole address was shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.pilot import Pilot
from tui_desk import RunDesk, screen_text

from reader.article import Article, Block, FoundFile, Link, Role
from reader.library.library import Library
from reader.text.addresses import link_target
from reader.tui.app import ReaderApp
from reader.tui.links import LinkError, check
from reader.tui.page.addresses import addresses_of
from reader.tui.page.colours import PLAIN, words_of
from reader.tui.page.layout import Page
from reader.tui.page.linked import Linked, link_at, link_from, links_within
from reader.tui.page.parts import parts_of
from reader.tui.page.wording import UNICODE

FILLER = "The river was low all week, and the keepers wrote that down twice a day at the gate of the upper lock. "
WEIR = "Tamas Weill reads the report on the weir and the piers."
TABLE = "Bridge | Shut since\nOrle | May\nSund | June"


def _link(text: str, words: str, target: str) -> Link:
    start = text.index(words)
    return Link(start, start + len(words), target)


def story() -> Article:
    byline = "By Petra Lindqvist"
    return Article(
        blocks=(
            Block(byline, Role.BYLINE, links=(_link(byline, "Petra Lindqvist", "https://tarn.example/petra"),)),
            Block(
                WEIR,
                Role.PARAGRAPH,
                links=(
                    _link(WEIR, "the report", "https://tarn.example/report?year=2024&part=1"),
                    _link(WEIR, "the piers", "https://tarn.example/piers"),
                ),
            ),
            *(Block(FILLER * 4, Role.PARAGRAPH) for _ in range(8)),
            Block(TABLE, Role.TABLE, links=(_link(TABLE, "June", "https://tarn.example/june"),)),
            Block(
                "Read next: a goat", Role.REMOVED, "related", 0.9, links=(Link(11, 17, "https://tarn.example/goat"),)
            ),
            Block(f"{FILLER}Write to ada@tarn.example.", Role.PARAGRAPH),
        ),
        title="The weir of Brindlemere",
        url="https://tarn.example/weir",
        published="2025-05-03",
    )


def trap(target: str) -> Article:
    block = Block("A trap.", Role.PARAGRAPH, links=(Link(2, 6, target),))
    return Article(blocks=(block,), title="Trap", published="2025-05-03")


def page(article: Article, width: int = 40, *, revealed: bool = False) -> Page:
    return Page(article, parts_of(article, width=width, signs=UNICODE, revealed=revealed), width)


@pytest.fixture
def linked(library: Library) -> Library:
    library.store(FoundFile("/articles/00.html", 103, 7), [story()], version=4, analysed=4)
    return library


def styles(app: ReaderApp, words: str) -> list[Style]:
    """Return the styles in which a run of characters stands on the screen."""
    for strip in app.screen._compositor.render_strips()[: app.size.height]:
        at = strip.text.find(words)
        if at >= 0:
            cut = strip.crop(at, at + len(words))
            return [segment.style for segment in cut if segment.style is not None]
    raise AssertionError(f"{words} is not on the screen")


async def click_on(app: ReaderApp, pilot: Pilot[int], words: str) -> None:
    lines = screen_text(app).split("\n")
    y = next(at for at, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[y].index(words) + 1, y))
    await pilot.pause()


# on the page


def test_a_link_over_the_end_of_a_line_is_drawn_on_both_lines() -> None:
    text = "one two three four five six"
    article = Article(blocks=(Block(text, Role.PARAGRAPH, links=(_link(text, "three four", "https://x.example/"),)),))
    laid = page(article, 14)
    found = [
        laid.parts[part].text[first:last]
        for part, start, end in map(laid.row, range(len(laid)))
        if start >= 0
        for first, last, _ in links_within(laid, part, start, end)
    ]
    assert " ".join(" ".join(found).split()) == "three four"
    assert len(found) == 2


def test_a_link_in_a_table_stands_where_its_cell_is_drawn() -> None:
    laid = page(story(), 60)
    part = laid.part_of(10)
    text = laid.parts[part].text
    assert [text[first:last] for first, last, _ in links_within(laid, part, 0, len(text))] == ["June"]


@given(st.integers(8, 80), st.booleans(), st.data())
def test_what_is_drawn_of_links_is_their_words_at_any_width(width: int, revealed: bool, data: st.DataObject) -> None:
    article = story()
    laid = page(article, width, revealed=revealed)
    row = data.draw(st.integers(0, len(laid) - 1))
    part, start, end = laid.row(row)
    if start < 0:
        return
    block = laid.parts.blocks[part]
    for first, last, link in links_within(laid, part, start, end):
        assert start <= first < last <= end
        assert laid.parts[part].text[first:last] in article.blocks[block].text[link.start : link.end]
        assert link_at(laid, part, first) == Linked(block, link)


def test_walking_goes_round_in_both_directions_and_passes_by_what_is_folded() -> None:
    laid = page(story())
    first = link_from(laid, 0, 0, 1)
    assert first is not None
    assert first.link.target.startswith("https://tarn.example/report")
    targets = []
    here: Linked | None = first
    for _ in range(3):
        assert here is not None
        targets.append(here.link.target.rpartition("/")[2])
        part = laid.part_of(here.block)
        here = link_from(laid, part, laid.parts[part].shown(here.link.start), 1)
    assert targets == ["report?year=2024&part=1", "piers", "june"]
    assert here == first
    part = laid.part_of(first.block)
    back = link_from(laid, part, first.link.start, -1)
    assert back is not None
    assert back.link.target == "https://tarn.example/june"
    assert link_from(page(Article(blocks=(Block("None here.", Role.PARAGRAPH),))), 0, 0, 1) is None


def test_a_block_with_thousands_of_links_costs_a_line_only_its_own() -> None:
    text = "word " * 2_000
    links = tuple(Link(5 * n, 5 * n + 4, "https://x.example/") for n in range(2_000))
    laid = page(Article(blocks=(Block(text, Role.PARAGRAPH, links=links),)), 50)
    part, start, end = laid.row(len(laid) // 2)
    assert [link.start for _, _, link in links_within(laid, part, start, end)] == list(range(start, end, 5))


# the list


def test_the_list_has_links_with_their_words_and_written_addresses_in_the_order_of_the_text() -> None:
    found = addresses_of(story())
    assert [(one.url, one.words if one.link else "", one.hidden) for one in found] == [
        ("https://tarn.example/weir", "", False),
        ("https://tarn.example/petra", "Petra Lindqvist", False),
        ("https://tarn.example/report?year=2024&part=1", "the report", False),
        ("https://tarn.example/piers", "the piers", False),
        ("https://tarn.example/june", "June", False),
        ("https://tarn.example/goat", "a goat", True),
        ("mailto:ada@tarn.example", "", False),
    ]


def test_an_address_that_is_the_words_of_a_link_is_listed_as_that_link_only() -> None:
    text = "See www.tarn.example/a for more."
    link = _link(text, "www.tarn.example/a", "https://short.example/x1")
    found = addresses_of(Article(blocks=(Block(text, Role.PARAGRAPH, links=(link,)),)))
    assert [(one.url, one.words) for one in found] == [("https://short.example/x1", "www.tarn.example/a")]


# the screen


@pytest.mark.usefixtures("linked")
async def test_links_are_underlined_and_other_words_are_not(run_desk: RunDesk) -> None:
    async with run_desk() as (app, _):
        assert all(style.underline for style in styles(app, "the report"))
        assert not any(style.underline for style in styles(app, "Tamas Weill reads"))


def test_without_colours_a_link_is_underlined_and_nothing_else() -> None:
    assert words_of("page--link", PLAIN) == "underline"
    assert words_of("page--link-here", PLAIN) == "underline bold reverse"


@pytest.mark.usefixtures("linked")
async def test_a_key_goes_from_link_to_link_and_enter_asks_with_the_whole_address(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("enter", "semicolon")
        await pilot.pause()
        assert "Link 1 of 3: the report" in screen_text(app)
        assert "Enter open link" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(app)
        assert "Open this address in your browser?" in shown
        assert "https://tarn.example/report?year=2024&part=1" in shown
        await pilot.press("escape", "semicolon", "semicolon")
        await pilot.pause()
        assert "Link 3 of 3: June" in screen_text(app)
        await pilot.press("ampersand", "ampersand")
        await pilot.pause()
        assert app.desk.view.link == Linked(1, story().blocks[1].links[0])
        await pilot.press("escape")
        assert app.desk.view.link is None
        assert app.desk.pane == "article"


@pytest.mark.usefixtures("linked")
async def test_an_open_address_goes_to_the_browser_without_a_shell(
    run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("reader.tui.links.browser", lambda: ["/usr/bin/browser"])
    monkeypatch.setattr("reader.tui.links.subprocess.Popen", lambda words, **_: started.append(words))
    async with run_desk() as (_, pilot):
        await pilot.press("enter", "semicolon", "enter")
        await pilot.pause()
        assert started == []
        await pilot.press("enter")
        await pilot.pause()
    assert started == [["/usr/bin/browser", "https://tarn.example/report?year=2024&part=1"]]


@pytest.mark.usefixtures("linked")
async def test_a_click_on_a_link_asks_whether_to_open_it(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await click_on(app, pilot, "the piers")
        assert "https://tarn.example/piers" in screen_text(app)
        assert "Open this address in your browser?" in screen_text(app)


@pytest.mark.usefixtures("linked")
async def test_g_in_the_list_goes_to_the_links_words_and_unfolds_hidden_lines(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("L")
        shown = screen_text(app)
        assert "7 addresses" in shown
        assert "the report" in shown
        await pilot.press(*["down"] * 4, "g")
        await pilot.pause()
        assert app.desk.view.link == Linked(10, story().blocks[10].links[0])
        assert any(style.underline and style.bold for style in styles(app, "June"))
        await pilot.press("L", *["down"] * 5, "g")
        await pilot.pause()
        assert app.desk.view.revealed
        assert "a goat" in screen_text(app)


@pytest.mark.usefixtures("linked")
async def test_a_link_in_the_head_is_said_to_stand_there(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("L", "down", "g")
        await pilot.pause()
        assert "It stands in the head of the article." in screen_text(app)


async def test_an_article_without_links_says_so(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("enter", "semicolon")
        await pilot.pause()
        assert "There are no links in this text." in screen_text(app)


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_the_end_of_a_very_long_address_can_be_seen_before_it_is_opened(
    run_desk: RunDesk, library: Library, size: tuple[int, int]
) -> None:
    target = "https://tarn.example/" + "a/" * 900 + "end"
    library.store(FoundFile("/articles/00.html", 103, 7), [trap(target)], version=4, analysed=4)
    async with run_desk(size) as (app, pilot):
        await pilot.press("enter", "semicolon", "enter")
        await pilot.pause()
        assert "https://tarn.example/" in screen_text(app)
        assert "Enter opens it" in screen_text(app) or size[1] < 16
        for _ in range(60):
            await pilot.press("down")
        await pilot.pause()
        assert "/end" in screen_text(app)


async def test_targets_that_an_index_was_given_by_others_reach_neither_browser_nor_terminal(
    run_desk: RunDesk, library: Library
) -> None:
    target = "javascript:\x1b]0;x\x07[@click=app.quit]"
    library.store(FoundFile("/articles/00.html", 103, 7), [trap(target)], version=4, analysed=4)
    async with run_desk() as (app, pilot):
        written: list[str] = []
        assert app._driver is not None
        app._driver.write = written.append  # type: ignore[assignment] # the only way to see the bytes
        await pilot.press("enter", "semicolon", "enter")
        await pilot.pause()
        assert app.screen is app.desk
        await pilot.press("L")
        await pilot.pause()
        assert "\x1b]0;" not in "".join(written)
        assert app.is_running


# targets


@given(st.text(max_size=80), st.sampled_from([None, "https://vale.example/a/b", "nonsense", "http://[::1"]))
def test_every_target_that_passes_the_gate_is_one_that_would_be_opened(written: str, base: str | None) -> None:
    target = link_target(written, base)
    if target is not None:
        assert check(target) == target
        assert link_target(target, None) == target


SCHEMES = ["http", "https", "mailto", "javascript", ":", "//", "/", "\\", "@", "[", "]", "vale.example", "-", "%"]
SIGNS = ["?", "#", "\u0430", "\u202e", "\x1b", " ", "\t", "..", "xn--", ":80", ":x", "(", "|", "a"]


@given(st.lists(st.sampled_from(SCHEMES + SIGNS), max_size=12).map("".join))
def test_no_odd_address_becomes_one_that_the_browser_is_denied(written: str) -> None:
    target = link_target(written, "https://vale.example/a/")
    if target is None:
        return
    try:
        assert check(target) == target
    except LinkError as error:
        raise AssertionError(target) from error
    assert target.isascii()
    assert target.isprintable()
