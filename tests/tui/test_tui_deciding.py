"""What the reader decides: lines kept and hidden, names changed, all of it seen at once and taken back with one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tui_safety import HOSTILE
from tui_desk import Desk, RunDesk, bridge, screen_text, shows, spans

from reader.article import Anchor, Article, Block, Entity, FoundFile, Quote, Role
from reader.decisions import Kind, Reach
from reader.library.library import Library
from reader.tui.actions import Pane
from reader.tui.page.aside import Tab
from reader.tui.page.layout import Page
from reader.tui.page.naming import entity_of, partners, returned, successor, writings
from reader.tui.page.parts import parts_of
from reader.tui.page.wording import UNICODE
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.menu import Choice, Menu

FIRST = 3
"""The block of the first paragraph; the one before it is hidden."""


def block(app: object, number: int) -> Block:
    reading = app.desk.opened.reading  # type: ignore[attr-defined] # the interface
    assert reading is not None
    found: Block = reading.article.blocks[number]
    return found


def names(desk: Desk) -> list[str]:
    reading = desk[0].desk.opened.reading
    assert reading is not None
    return [entity.name for entity in reading.article.entities]


# the fold lines


def drawn(article: Article, *, revealed: bool = False) -> list[str]:
    page = Page(article, parts_of(article, width=60, signs=UNICODE, revealed=revealed), 60)
    lines = []
    for at in range(len(page)):
        part, start, end = page.row(at)
        lead = page.parts[part].first if start == 0 else page.parts[part].rest
        lines.append("" if start < 0 else lead + page.parts[part].text[start:end])
    return [line.replace("\u00a0", " ") for line in lines]


def article_of(*roles: tuple[str, Role, str | None, float]) -> Article:
    return Article(tuple(Block(text, role, reason, sure) for text, role, reason, sure in roles))


def test_each_run_of_hidden_lines_is_one_line_in_its_place() -> None:
    lines = drawn(
        article_of(
            ("Above.", Role.PARAGRAPH, None, 1),
            ("Follow us", Role.REMOVED, "follow", 0.9),
            ("More on boats", Role.REMOVED, "related", 0.9),
            ("More on locks", Role.REMOVED, "related", 0.9),
            ("Below.", Role.PARAGRAPH, None, 1),
        )
    )
    at = lines.index("Above.")
    assert lines[at : at + 5] == ["Above.", "", "┊ 3 hidden: related 2, follow 1", "", "Below."]


def test_what_is_hidden_at_the_end_is_told_by_the_last_line_alone() -> None:
    lines = drawn(article_of(("Above.", Role.PARAGRAPH, None, 1), ("Follow us", Role.REMOVED, "follow", 0.9)))
    assert [line for line in lines if "hidden:" in line] == ["1 hidden: follow 1 · x shows them"]


def test_revealed_lines_say_why_and_how_sure() -> None:
    lines = drawn(
        article_of(
            ("Follow us", Role.REMOVED, "follow", 0.9),
            ("And there", Role.REMOVED, "follow", 0.6),
            ("More on boats", Role.REMOVED, "related", 0.4),
            ("What I hid", Role.REMOVED, "your-rule", 1.0),
            ("Text.", Role.PARAGRAPH, None, 1),
        ),
        revealed=True,
    )
    assert [line for line in lines if line.startswith("hidden")] == [
        "hidden · follow · 60 to 90 % sure",
        "hidden · related · 40 % sure",
        "hidden · your rule",
    ]


@settings(max_examples=60)
@given(st.lists(st.sampled_from([Role.PARAGRAPH, Role.LIST, Role.REMOVED]), min_size=1, max_size=14))
def test_every_hidden_line_is_counted_once_above_the_last_line_or_in_it(roles: list[Role]) -> None:
    blocks = tuple(Block(f"Line number {n}", role, "share") for n, role in enumerate(roles))
    folds = [line for line in drawn(Article(blocks))[:-1] if line.startswith("┊ ") and " hidden: " in line]
    counted = sum(int(line.split()[1]) for line in folds)
    trailing = len(roles) - max((n + 1 for n, role in enumerate(roles) if role is not Role.REMOVED), default=0)
    assert counted + trailing == roles.count(Role.REMOVED)


# lines


async def test_d_chooses_the_paragraph_first_and_hides_it_then_and_u_brings_it_back(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "right_square_bracket", "right_square_bracket", "d")
        assert block(app, FIRST).shown
        assert "unsafe,” said" in screen_text(app)
        assert "d hides it here" in app.desk.status.said
        await pilot.press("d")
        assert not block(app, FIRST).shown
        assert "u undoes" in app.desk.status.said
        assert "unsafe,” said" not in screen_text(app)
        assert "2 hidden: share 1, your rule 1" in screen_text(app)
        await pilot.press("u")
        assert app.desk.status.said.startswith("Undone: ")
        assert block(app, FIRST).shown
        await pilot.press("U")
        assert not block(app, FIRST).shown


async def test_the_way_back_is_said_whole_in_forty_columns(run_desk: RunDesk) -> None:
    async with run_desk((40, 16)) as (app, pilot):
        await pilot.press("enter", "d", "d")
        assert "u undoes" in screen_text(app)


async def test_what_was_done_is_said_whole_after_a_question_stood_in_its_place(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "tab", "m", "r", "ctrl+u", *"Odile F.", "enter")
        assert await shows(app, pilot, "Call “Odile Farrant” “Odile F.” in one article – u undoes")


async def test_a_hidden_line_is_kept_with_the_same_key_once_it_is_seen(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "x", "d", "j")
        assert app.desk.chosen.passage is not None
        assert app.desk.chosen.passage.block == FIRST - 1
        await pilot.press("d")
        assert block(app, FIRST - 1).role is Role.PARAGRAPH
        await pilot.press("x")
        assert "Share this story" in screen_text(app)
        [decision] = library.decisions(app.desk.opened.id)
        assert (decision.kind, decision.reach) == (Kind.KEEP_LINE, Reach.ARTICLE)


async def test_capital_d_decides_for_the_whole_site_and_others_follow(run_desk: RunDesk, library: Library) -> None:
    other = Article(
        (Block("Eleven years after it was closed, the crossing carries carts once more.", Role.PARAGRAPH),),
        title="Another bridge",
        url="https://tarn-courier.example/other",
        published="2020-01-01",
    )
    library.store(FoundFile("/articles/other.html", 1, 1), [other], version=1, analysed=1)
    async with run_desk((140, 24)) as (_, pilot):
        await pilot.press("enter", "d", "D")
        [decision] = library.decisions()
        assert (decision.reach, decision.place) == (Reach.SITE, "tarn-courier.example")
        found = [library.article(number) for number in library.ids()]
        hit = next(article for article in found if article is not None and article.title == "Another bridge")
        assert not hit.blocks[0].shown
        await pilot.press("u")
        assert not library.decisions()


async def test_without_a_site_it_is_for_the_folder(run_desk: RunDesk, library: Library) -> None:
    plain = Article((Block("A line without a home.", Role.PARAGRAPH),), title="Homeless", published="2030-01-01")
    library.store(FoundFile("/articles/sub/plain.txt", 1, 1), [plain], version=1, analysed=1)
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("g", "enter", "d", "D")
        assert app.desk.opened.reading is not None
        assert app.desk.opened.reading.row.title == "Homeless"
        [decision] = library.decisions()
        assert (decision.reach, decision.place) == (Reach.FOLDER, "/articles/sub")


@pytest.mark.parametrize("size", [(140, 24), (60, 20), (40, 12)])
async def test_the_place_in_the_text_stays_when_lines_above_it_go_and_come(
    run_desk: RunDesk, library: Library, size: tuple[int, int]
) -> None:
    async with run_desk(size) as (app, pilot):
        await pilot.press("enter", *["space"] * 3)
        place: Anchor = app.desk.view.position
        row = app.desk.view.reading.page.row(app.desk.view.top) if app.desk.view.reading else None
        assert row is not None
        library.hide_line(app.desk.opened.id, FIRST)
        library.keep_line(app.desk.opened.id, FIRST - 1)
        app.desk.opened.renew()
        await pilot.pause()
        assert app.desk.view.position == place
        assert app.desk.view.reading is not None
        now = app.desk.view.reading.page.anchor(app.desk.view.top)
        assert (now.block, now.offset) == (place.block, place.offset)
        await pilot.press("u", "u")
        assert app.desk.view.position == place
        assert app.desk.view.reading.page.row(app.desk.view.top)[1:] == row[1:]


async def test_a_file_that_failed_has_no_line_to_decide_about(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("G", "enter", "d")
        assert "no line" in app.desk.status.said
        await pilot.press("v")
        assert "no text" in app.desk.status.said
        assert not library.decisions()


async def test_a_click_on_a_fold_line_unfolds_and_in_a_choice_it_chooses(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter")
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "1 hidden: share" in line)
        await pilot.click(offset=(lines[y].index("hidden"), y))
        await pilot.pause()
        assert app.desk.view.revealed
        await pilot.press("v")
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "Mayor Odile" in line)
        await pilot.click(offset=(lines[y].index("cut the ribbon"), y))
        await pilot.pause()
        assert app.desk.chosen.text.startswith("Mayor Odile Farrant cut the ribbon")


async def test_what_was_decided_is_listed_and_taken_back_one_by_one(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((80, 24)) as (app, pilot):
        await pilot.press("enter", "R")
        assert "Nothing was decided" in app.desk.status.said
        library.hide_line(app.desk.opened.id, FIRST)
        library.rename_name(app.desk.opened.id, "Tamas Weill", "PERSON", "Tamás Weill", reach=Reach.FOLDER)
        app.desk.opened.renew()
        await pilot.press("R")
        text = screen_text(app)
        assert "Hide the line “Mayor Odile Farrant cut the ribbon" in text
        assert "in the folder /articles" in text
        await pilot.press("j", "d")
        assert isinstance(app.screen, ListScreen)
        await pilot.press("d")
        assert not library.decisions()
        assert block(app, FIRST).shown
        await pilot.press("u")
        assert not block(app, FIRST).shown


# names


async def test_m_offers_what_can_be_done_with_a_name(run_desk: RunDesk) -> None:
    async with run_desk((80, 24)) as (app, pilot):
        await pilot.press("enter", "l", "m")
        assert await shows(app, pilot, "person · 3 mentions")
        text = screen_text(app)
        for words in ("Odile Farrant", "r Rename", "t Another type", "h Hide", "capital letter"):
            assert words in text
        await pilot.press("escape")
        assert app.desk.pane is Pane.SIDEBAR


async def test_a_rename_changes_sidebar_quotes_and_the_picked_name_and_is_undone(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as desk:
        app, pilot = desk
        await pilot.press("enter", "tab", "enter", "m", "r")
        await pilot.press("ctrl+u", *"Odile F.", "enter")
        reading = app.desk.opened.reading
        assert reading is not None
        assert "Odile F." in names(desk)
        assert reading.entity is not None
        assert (reading.entity.name, len(reading.layers["mentions"])) == ("Odile F.", 3)
        assert reading.article.quotes[0].speaker == "Odile F."
        assert app.desk.sidebar.current is reading.entity
        assert app.desk.sidebar.picked is reading.entity
        await pilot.press("u")
        assert "Odile Farrant" in names(desk)
        assert "Odile Farrant" in screen_text(app)


async def test_a_capital_letter_is_for_the_folder(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 40)) as desk:
        app, pilot = desk
        await pilot.press("enter", "tab", "m", "H")
        [decision] = library.decisions()
        assert (decision.kind, decision.reach, decision.place) == (Kind.HIDE_NAME, Reach.FOLDER, "/articles")
        assert "Odile Farrant" not in names(desk)
        assert "People 1" in screen_text(app)
        assert app.desk.sidebar.counts()[Tab.PEOPLE] == 1


async def test_another_type_moves_the_name_to_its_tab(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "tab", "j", "m", "t")
        assert "What is it?" in screen_text(app)
        await pilot.press("o")
        assert app.desk.sidebar.counts()[Tab.PEOPLE] == 1
        assert app.desk.sidebar.counts()[Tab.ORGANISATIONS] == 2
        assert "Organisations 2" in screen_text(app)
        await pilot.press("u")
        assert app.desk.sidebar.counts()[Tab.ORGANISATIONS] == 1


async def test_two_names_are_taken_together_by_typing_the_other(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as desk:
        app, pilot = desk
        await pilot.press("enter", "tab", "j", "m", "m", *"far", "enter")
        reading = app.desk.opened.reading
        assert reading is not None
        assert "Tamas Weill" not in names(desk)
        whole = next(entity for entity in reading.article.entities if entity.name == "Odile Farrant")
        assert whole.count == 4
        assert {quote.speaker for quote in reading.article.quotes} == {"Odile Farrant", None}
        assert app.desk.sidebar.current is whole
        await pilot.press("u")
        assert "Tamas Weill" in names(desk)


@pytest.mark.parametrize("back", [("u",), ("R", "d")], ids=["undone", "taken back"])
async def test_the_cursor_goes_to_the_name_that_is_back_so_that_the_next_key_is_about_it(
    run_desk: RunDesk, back: tuple[str, ...]
) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "tab", "j", "m", "m", *"far", "enter", *back)
        await pilot.pause()
        assert isinstance(app.desk.sidebar.current, Entity)
        assert app.desk.sidebar.current.name == "Tamas Weill"
        await pilot.press("m")
        assert isinstance(app.screen, Menu)
        assert "Tamas Weill" in screen_text(app)


async def test_the_cursor_stays_on_its_name_when_what_is_undone_brings_none_back(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "d", "d", "tab", "j")
        await pilot.press("u")
        assert app.desk.status.said.startswith("Undone: ")
        assert isinstance(app.desk.sidebar.current, Entity)
        assert app.desk.sidebar.current.name == "Tamas Weill"


async def test_a_writing_is_split_off(run_desk: RunDesk, library: Library) -> None:
    plain = bridge()
    farrant, *rest = plain.entities
    both = tuple(sorted({*spans(plain.text, "Odile Farrant"), *farrant.mentions}))
    both = tuple(span for span in both if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in both))
    library.store(
        FoundFile("/articles/00.html", 100, 99),
        [replace(plain, entities=(replace(farrant, mentions=both), *rest))],
        version=1,
        analysed=1,
    )
    async with run_desk((140, 40)) as desk:
        app, pilot = desk
        await pilot.press("enter", "tab", "m", "s")
        assert "Farrant" in screen_text(app)
        await pilot.press("enter")
        reading = app.desk.opened.reading
        assert reading is not None
        counts = {entity.name: entity.count for entity in reading.article.entities if "Farrant" in entity.name}
        assert counts == {"Odile Farrant": 1, "Farrant": 2}


async def test_what_cannot_be_done_is_dim_and_does_nothing(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "tab", "right_square_bracket", "m")
        assert isinstance(app.screen, Menu)
        await pilot.press("m", "s")
        assert isinstance(app.screen, Menu)
        await pilot.press("escape")
        assert not library.decisions()


async def test_on_a_quote_the_menu_is_about_its_speaker(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "tab", "left_square_bracket", "j", "m")
        assert "Tamas Weill" in screen_text(app)
        assert isinstance(app.screen, Menu)
        await pilot.press("escape", "G", "m")
        assert "no name under the cursor" in app.desk.status.said


async def test_where_names_were_not_looked_for_the_menu_says_that(run_desk: RunDesk, library: Library) -> None:
    article = Article(blocks=(Block("The ferry is late.", Role.PARAGRAPH),), title="Ferry", published="2025-06-01")
    library.store(FoundFile("/articles/clean.html", 9, 99), [article], version=1)
    async with run_desk((80, 24)) as (app, pilot):
        await pilot.press("g", "enter", "l", "m")
        assert app.desk.status.said == "Not looked at yet."


async def test_a_name_from_a_hostile_file_is_shown_letter_for_letter(run_desk: RunDesk, library: Library) -> None:
    text = f"{HOSTILE} spoke and spoke. " + "Nothing else was said. " * 3
    long = "Very" * 400
    article = Article(
        (Block(text, Role.PARAGRAPH), Block(long, Role.PARAGRAPH), Block(HOSTILE, Role.REMOVED, HOSTILE, 0.5)),
        title="Hostile",
        site=HOSTILE,
        published="2030-01-01",
        entities=(
            Entity(HOSTILE, "PERSON", ((0, len(HOSTILE)),), note=HOSTILE),
            Entity(long, "PERSON", ((len(text) + 2, len(text) + 2 + len(long)),)),
        ),
    )
    library.store(FoundFile("/articles/h.html", 9, 9), [article], version=1, analysed=1)
    async with run_desk((80, 24)) as (app, pilot):
        written: list[str] = []
        assert app._driver is not None
        app._driver.write = written.append  # type: ignore[assignment] # the only way to see the bytes
        await pilot.press("g", "enter", "l", "m")
        assert "[@click=app.quit]sale[/]" in screen_text(app)
        await pilot.press("m", "enter", "u", "m", "r", "enter", "m", "t", "escape", "m", "h", "u", "R", "escape")
        await pilot.press(
            "2", "x", "d", "j", "j", "d", "d", "d", "R", "d", "escape", "v", "m", "v", "M", *"ok", "enter", "H"
        )
        await pilot.press("y", "H", "enter")
        assert app.is_running
        output = "".join(written)
        for bad in ("\x1b]0;", "\x9b", "\u202e", "\x1b]52;c;aGFoYQ==\x07"):
            assert bad not in output


async def test_a_menu_stands_in_sixty_columns_and_in_twelve_lines(run_desk: RunDesk) -> None:
    for size in ((60, 20), (40, 12)):
        async with run_desk(size) as (app, pilot):
            await pilot.press("enter", "l", "m")
            text = screen_text(app)
            for words in ("r Rename", "t Another type", "s Split off", "h Hide"):
                assert words in text
            await pilot.press("j", "k", "escape")
            assert app.is_running


def test_a_menu_takes_small_letters_only_where_capitals_mean_nothing() -> None:
    assert Menu("t", "f", [Choice("p", "A person")], "")._capitals is False


# names without the interface


def test_an_entity_is_found_again_by_name_and_type_else_by_its_first_mention() -> None:
    article = bridge()
    farrant = article.entities[0]
    assert successor(farrant, article) is farrant
    renamed = replace(article, entities=(replace(farrant, name="The Mayor"), *article.entities[1:]))
    found = successor(farrant, renamed)
    assert found is not None
    assert found.name == "The Mayor"
    assert successor(farrant, replace(article, entities=article.entities[1:])) is None


def test_of_several_names_that_are_back_the_one_where_the_reader_stands_is_taken() -> None:
    farrant, weill, *rest = bridge().entities
    before, now = Article((), entities=tuple(rest)), Article((), entities=(farrant, weill, *rest))
    assert returned(before, now, None) is farrant
    assert returned(before, now, replace(weill, name="Weill")) is weill
    assert returned(now, before, weill) is None


def test_the_other_names_of_its_type_come_with_those_first_that_share_a_word() -> None:
    one, two, three = (Entity(name, "PERSON", ()) for name in ("Ann Bell", "Carl Dane", "Bert Bell"))
    article = Article((), entities=(one, two, three, Entity("Bell", "ORG", ())))
    assert [entity.name for entity in partners(article, one)] == ["Bert Bell", "Carl Dane"]


def test_writings_are_counted_with_their_white_space_evened() -> None:
    article = Article((Block("Ann Bell met Ann\nBell. Bell left.", Role.PARAGRAPH),))
    entity = Entity("Ann Bell", "PERSON", ((0, 8), (13, 21), (23, 27)))
    assert writings(article, entity) == [("Ann Bell", 2), ("Bell", 1)]


def test_the_entity_of_a_quote_is_its_speaker() -> None:
    article = bridge()
    assert entity_of(article, article.quotes[0]) == article.entities[0]
    assert entity_of(article, article.quotes[2]) is None
    assert entity_of(article, Quote(0, 1, "direct", speaker="Nobody")) is None
