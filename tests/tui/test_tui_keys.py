"""Every key does what the table of actions says."""

from __future__ import annotations

import base64

import pytest
from tui_desk import RunDesk, screen_text, shows

from reader.article import FoundFile
from reader.library.library import Library
from reader.library.model import ReadState, Sort
from reader.tui.actions import ACTIONS, Pane
from reader.tui.application import ReaderApp
from reader.tui.page.aside import Tab


def pane_of(app: ReaderApp) -> Pane:
    return app.desk.pane


# moving


@pytest.mark.parametrize(
    ("keys", "cursor"), [("j", 1), ("down", 1), ("jjk", 1), ("3j", 3), ("1 0 j", 10), ("G", 12), ("Gg", 0), ("5G", 4)]
)
async def test_the_list_moves_by_rows_and_by_counts(run_desk: RunDesk, keys: str, cursor: int) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press(*(keys.split() if " " in keys or keys == "down" else keys))
        assert app.desk.list.cursor == cursor


async def test_the_article_scrolls_by_lines_pages_and_to_its_ends(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "j", "j")
        assert app.desk.view.top == 2
        await pilot.press("space")
        page = app.desk.view.top - 2
        assert app.desk.view.height - 3 <= page < app.desk.view.height
        await pilot.press("b", "k", "k")
        assert app.desk.view.top == 0
        await pilot.press("ctrl+d")
        assert app.desk.view.top == app.desk.view.height // 2
        await pilot.press("G")
        assert app.desk.view.seen == 1
        await pilot.press("g")
        assert app.desk.view.top == 0


async def test_brackets_walk_paragraphs_and_braces_headings(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "}")
        assert "What it cost" in screen_text(app).splitlines()[1]
        await pilot.press("]")
        assert "The lock keepers" in screen_text(app).splitlines()[1]
        await pilot.press("}")
        assert "How it was done" in screen_text(app)
        await pilot.press("{", "{")
        assert app.desk.view.top == 0


# panes


async def test_tab_walks_the_panes_and_back(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        seen = []
        for _ in range(3):
            await pilot.press("tab")
            seen.append(app.desk.pane)
        assert seen == [Pane.ARTICLE, Pane.SIDEBAR, Pane.LIST]
        await pilot.press("shift+tab")
        assert app.desk.pane == Pane.SIDEBAR


async def test_h_and_l_go_left_and_right_and_l_turns_the_tabs_at_the_end(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("l", "l")
        assert app.desk.pane == Pane.SIDEBAR
        await pilot.press("right")
        assert app.desk.sidebar.tab is Tab.ORGANISATIONS
        await pilot.press("left", "h")
        assert pane_of(app) == Pane.LIST


async def test_a_lone_digit_goes_to_its_pane_but_not_before_a_count_could_follow(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("3")
        await pilot.pause(0.4)
        assert app.desk.pane == Pane.SIDEBAR
        await pilot.press("1")
        await pilot.pause(0.4)
        assert pane_of(app) == Pane.LIST
        await pilot.press("2", "j")
        await pilot.pause(0.4)
        assert (app.desk.pane, app.desk.list.cursor) == (Pane.LIST, 2)


async def test_a_digit_before_a_key_that_nothing_repeats_still_goes_to_its_pane(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("3", "enter")
        assert app.desk.pane == Pane.SIDEBAR
        assert app.desk.opened.reading is not None
        assert app.desk.opened.reading.entity is not None


async def test_s_hides_the_sidebar_and_shows_it_again(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("s")
        assert app.desk.panes.in_sight == [Pane.LIST, Pane.ARTICLE]
        await pilot.press("s")
        assert app.desk.panes.in_sight == [Pane.LIST, Pane.ARTICLE, Pane.SIDEBAR]


async def test_z_leaves_the_article_alone_and_brings_all_back(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("z")
        assert app.desk.panes.in_sight == [Pane.ARTICLE]
        await pilot.press("z")
        assert app.desk.panes.in_sight == [Pane.LIST, Pane.ARTICLE, Pane.SIDEBAR]
        await pilot.press("z", "q")
        assert len(app.desk.panes.in_sight) == 3


async def test_backslash_hides_the_list(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("backslash")
        assert app.desk.panes.in_sight == [Pane.ARTICLE, Pane.SIDEBAR]
        assert app.desk.pane is not Pane.LIST
        await pilot.press("backslash")
        assert Pane.LIST in app.desk.panes.in_sight


async def test_q_goes_back_and_quits_only_from_the_list(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("tab", "tab", "q")
        assert app.desk.pane == Pane.ARTICLE
        await pilot.press("q")
        assert pane_of(app) == Pane.LIST
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert app.return_code == 0


async def test_escape_never_quits(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press(*["escape"] * 5)
        assert app.return_code is None


# articles


async def test_capital_j_and_k_walk_the_articles_while_reading(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("enter", "J", "J", "K")
        assert app.desk.list.cursor == 1
        assert app.desk.opened.id == app.desk.list.current
        assert app.desk.pane == Pane.ARTICLE


async def test_n_goes_to_the_next_unread_article_and_p_back(run_desk: RunDesk, library: Library) -> None:
    library.set_state(list(library.ids())[1:4], ReadState.READ)
    async with run_desk() as (app, pilot):
        await pilot.press("n")
        assert app.desk.list.cursor == 4
        await pilot.press("p")
        assert app.desk.list.cursor == 0


async def test_n_walks_matches_while_a_search_is_on(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "slash", *"crowd", "enter")
        reading = app.desk.opened.reading
        assert reading is not None
        assert len(reading.layers["matches"]) == 1
        await pilot.press("escape", "slash", *"keepers", "enter")
        first = reading.layers["matches"].here
        await pilot.press("n", "n", "N")
        assert reading.layers["matches"].here == first + 1
        assert app.desk.list.cursor == 0
        await pilot.press("escape")
        assert not reading.words


async def test_history_goes_back_and_forth_over_articles_and_jumps(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "space", "space")
        first, place = app.desk.opened.id, app.desk.view.position
        await pilot.press("J")
        assert app.desk.opened.id != first
        await pilot.press("ctrl+o")
        assert (app.desk.opened.id, app.desk.view.position) == (first, place)
        await pilot.press("alt+right")
        assert app.desk.opened.id != first


async def test_capital_s_sorts_and_keeps_the_cursor_on_its_article(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("j", "j")
        current = app.desk.list.current
        await pilot.press("S")
        assert app.desk.shown.sort is Sort.OLDEST
        assert app.desk.list.current == current
        assert app.desk.list.cursor != 2


# people and quotes


async def test_enter_on_a_name_jumps_to_its_first_mention_and_underlines_all(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("tab", "tab", "enter")
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.entity is not None
        assert reading.entity.name == "Odile Farrant"
        assert reading.layers["mentions"].here == 0
        await pilot.press("greater_than_sign")
        assert reading.layers["mentions"].here == 1
        await pilot.press("greater_than_sign")
        assert "Farrant thanked him" in screen_text(app)
        await pilot.press("less_than_sign")
        assert reading.layers["mentions"].here == 1


async def test_parentheses_walk_the_quotes_round_and_round(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "right_parenthesis")
        reading = app.desk.opened.reading
        assert reading is not None
        quotes = reading.layers["quotes"]
        assert quotes.here == 0
        await pilot.press("right_parenthesis", "right_parenthesis")
        assert "I shall walk across it" in screen_text(app)
        assert "no speaker named" in app.desk.status.said
        await pilot.press("right_parenthesis")
        assert quotes.here == 0
        await pilot.press("left_parenthesis")
        assert quotes.here == 2


async def test_the_quotes_tab_groups_by_speaker_and_enter_shows_the_place(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("tab", "tab", "left_square_bracket")
        assert app.desk.sidebar.tab is Tab.QUOTES
        text = screen_text(app)
        for words in ("Odile Farrant", "Tamas Weill", "No speaker named", "said · direct"):
            assert words in text
        await pilot.press("j", "enter")
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.layers["quotes"].here == 1


async def test_w_lists_all_articles_that_name_somebody(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("tab", "tab", "w")
        assert app.desk.shown.words == 'person:"Odile Farrant"'
        assert len(app.desk.list.ids) == 1
        assert app.desk.status.said.startswith("Only this article names Odile Farrant.")
        await pilot.press("escape")
        assert len(app.desk.list.ids) == 13


@pytest.mark.parametrize("kind", ["PERSON", "OTHER"])
async def test_w_lists_the_article_under_the_name_and_type_that_were_given(
    run_desk: RunDesk, library: Library, kind: str
) -> None:
    async with run_desk() as (app, pilot):
        article = app.desk.opened.id
        assert article is not None
        library.rename_name(article, "Odile Farrant", "PERSON", "Odile Varn")
        if kind != "PERSON":
            # the words of a name that has no field of its own are searched
            library.rename_name(article, "Odile Varn", "PERSON", "Farrant")
            library.retype_name(article, "Farrant", "PERSON", kind)
        await pilot.press("j", "k")
        reading = app.desk.opened.reading
        assert reading is not None
        (entity,) = (entity for entity in reading.article.entities if entity.name.startswith(("Odile", "Farrant")))
        app.desk.opened.pick(entity)
        await pilot.press("w")
        assert app.desk.shown.words == ('person:"Odile Varn"' if kind == "PERSON" else '"Farrant"')
        assert len(app.desk.list.ids) >= 1, app.desk.status.said


# marks


async def test_r_marks_read_and_u_takes_it_back_and_capital_u_does_it_again(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk() as (app, pilot):
        article = app.desk.list.current

        def state() -> ReadState:
            return library.rows([article])[0].state

        await pilot.press("r")
        assert state() is ReadState.READ
        assert "u undoes" in app.desk.status.said
        await pilot.press("u")
        assert state() is ReadState.UNREAD
        await pilot.press("U")
        assert state() is ReadState.READ


async def test_where_nothing_changed_no_way_back_is_offered(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("A")
        assert "u undoes" in app.desk.status.said
        await pilot.press("A")
        assert app.desk.status.said == "Nothing changed: already marked read"


async def test_star_archive_and_tag(run_desk: RunDesk, library: Library) -> None:
    async with run_desk() as (app, pilot):
        article = app.desk.list.current
        await pilot.press("asterisk", "t", *"budget", "enter", "a")
        row = library.rows([article])[0]
        assert (row.starred, row.tags, row.archived) == (True, ("budget",), True)
        assert "★" in screen_text(app)
        await pilot.press("t", *"budget", "enter")
        assert library.rows([article])[0].tags == ()


async def test_capital_a_marks_what_the_list_shows_and_nothing_else(run_desk: RunDesk, library: Library) -> None:
    async with run_desk() as (_, pilot):
        await pilot.press("f", *"title:7", "enter", "A")
        read = [row.title for row in library.rows(library.ids()) if row.state is ReadState.READ]
        assert read == ["Short piece number 7 about the weather"]
        await pilot.press("u")
        assert not [row for row in library.rows(library.ids()) if row.state is ReadState.READ]


# finding


async def test_the_filter_lives_and_says_what_is_wrong_where_it_is_typed(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("slash", *"title:number")
        assert len(app.desk.list.ids) == 11
        await pilot.press("escape")
        assert len(app.desk.list.ids) == 13
        await pilot.press("f", *"is:nonsense")
        assert await shows(app, pilot, "“is:” knows unread")
        await pilot.press("escape")
        assert app.desk.pane == Pane.LIST


async def test_a_filter_without_a_match_names_the_next_key(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("f", *"zebra", "enter")
        text = screen_text(app)
        assert "No match for “zebra”." in text
        assert "Esc clears, f edits." in text


async def test_the_library_search_lands_on_the_match_with_n_live(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("ctrl+f", *"somebody called")
        assert await shows(app, pilot, "1 found")
        await pilot.press("enter")
        await pilot.pause()
        assert app.desk.pane == Pane.ARTICLE
        assert "somebody called from the crowd" in screen_text(app)
        reading = app.desk.opened.reading
        assert reading is not None
        assert reading.words
        assert reading.layers["matches"].here >= 0


# the text


async def test_x_shows_the_hidden_lines_in_their_places_with_their_reasons(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter")
        assert "3 hidden (x)" in screen_text(app)
        assert "Share this story" not in screen_text(app)
        await pilot.press("x")
        assert "Share this story" in screen_text(app)
        assert "hidden · share" in screen_text(app)
        await pilot.press("G")
        text = screen_text(app)
        assert "hidden · related · 40 % sure" in text
        assert "x hides them again" in text
        await pilot.press("x")
        assert "x shows them" in screen_text(app)


async def test_of_a_file_that_is_still_to_be_read_x_says_so(run_desk: RunDesk, library: Library) -> None:
    files = [FoundFile(f"/articles/{number:02d}.html", 100, number) for number in range(14)]
    library.sync(["/articles"], files, [], version=1)
    async with run_desk((140, 24)) as (app, pilot):
        unread = library.find("/articles/13.html")
        assert unread is not None
        app.desk.opened.preview(unread)
        await pilot.press("x")
        assert app.desk.status.said == "This article is still being read."


async def test_plus_and_minus_set_the_measure_and_keep_the_first_sentence(run_desk: RunDesk) -> None:
    async with run_desk((160, 24)) as (app, pilot):
        await pilot.press("enter", "space", "space")
        place = app.desk.view.position
        await pilot.press("minus", "minus")
        assert app.desk.view.measure == 64
        assert app.desk.view.position == place
        await pilot.press("equals_sign", "plus")
        assert app.desk.view.measure == 72


async def test_c_walks_the_themes(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        names = []
        for _ in range(4):
            await pilot.press("c")
            names.append(app.theme)
        assert names == ["reader-light", "high-contrast", "ansi", "reader-dark"]


async def test_i_says_where_the_article_comes_from(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("enter", "i")
        assert app.desk.status.said.startswith("/articles/00.html · https://tarn-courier.example/bridge")


# taking along


async def test_y_copies_the_paragraph_and_capital_y_the_quote_with_its_source(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "y")
        assert app.clipboard == "Eleven years after it was closed, the crossing carries carts once more."
        await pilot.press("right_parenthesis", "Y")
        assert app.clipboard == (
            "“The bridge was never unsafe,” – Odile Farrant, Brindlemere opens its bridge again, "
            "The Tarn Courier, 3 May 2025, https://tarn-courier.example/bridge"
        )


async def test_capital_y_in_the_sidebar_copies_the_quote_under_its_cursor(run_desk: RunDesk) -> None:
    async with run_desk((140, 30)) as (app, pilot):
        await pilot.press("tab", "tab", "left_square_bracket", "j", "Y")
        assert app.clipboard.startswith("“We carried every stone by hand,” – Tamas Weill, ")


async def test_a_copy_goes_to_the_terminal_as_osc_52(run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        written: list[str] = []
        assert app._driver is not None
        # the only way to see the bytes
        monkeypatch.setattr(app._driver, "write", written.append)
        await pilot.press("enter", "y")
        code = base64.b64encode(app.clipboard.encode()).decode()
        assert f"\x1b]52;c;{code}\a" in "".join(written)


async def test_dragging_over_text_selects_it_and_y_copies_whole_sentences_not_lines(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter")
        view = app.desk.view
        row = next(y for y in range(20) if "Mayor Odile" in "".join(s.text for s in view.render_line(y)))
        left = "".join(s.text for s in view.render_line(row)).index("Mayor")
        await pilot.mouse_down(view, offset=(left, row))
        await pilot.hover(view, offset=(left + 10, row + 1))
        await pilot.mouse_up(view, offset=(left + 10, row + 1))
        await pilot.press("y")
        assert app.clipboard.startswith("Mayor Odile Farrant cut the ribbon on Monday.")
        assert "\n" not in app.clipboard
        assert app.desk.status.said.startswith("Selection sent")


# the program


async def test_the_help_holds_every_action_and_carries_out_the_chosen_one(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("question_mark", *"star, or")
        assert await shows(app, pilot, "Star, or take the star away")
        await pilot.press("enter")
        await pilot.pause()
        row = app.desk.list.current_row
        assert row is not None
        assert row.starred


async def test_the_palette_finds_actions_by_name(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("colon")
        assert await shows(app, pilot, "Search for commands")
        await pilot.press(*"article alone")
        assert await shows(app, pilot, "The article alone, or all panes again")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.desk.panes.in_sight == [Pane.ARTICLE]


@pytest.mark.parametrize("words", ["zen", "pane.zen"])
async def test_the_palette_finds_actions_by_their_ids_too(run_desk: RunDesk, words: str) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("colon", *words)
        assert await shows(app, pilot, "The article alone, or all panes again")
        assert "pane.zen" in screen_text(app)
        assert "Star" not in screen_text(app)
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.desk.panes.in_sight == [Pane.ARTICLE]


async def test_every_action_of_the_table_has_a_function(run_desk: RunDesk) -> None:
    from importlib import import_module

    for action in ACTIONS:
        module, _, name = action.run.partition(".")
        function = getattr(import_module(f"reader.tui.commands.{module}"), name)
        assert function.__doc__, action.id


async def test_no_two_actions_share_a_key_in_a_pane() -> None:
    for pane in Pane:
        keys = [key for action in ACTIONS if pane in action.where for key in action.keys]
        assert len(keys) == len(set(keys))


async def test_keys_of_the_settings_replace_the_defaults_everywhere(run_desk: RunDesk) -> None:
    async with run_desk(keys={"state.star": "B", "no.such": "y"}) as (app, pilot):
        assert "no action “no.such”" in app.desk.status.said
        await pilot.press("B")
        row = app.desk.list.current_row
        assert row is not None
        assert row.starred
        await pilot.press("asterisk")
        row = app.desk.list.current_row
        assert row is not None
        assert row.starred
        assert ("B", "star") in app.desk.keys.hints
