"""Passages are chosen with keys or mouse, highlighted and noted, and found again whatever happens around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_tui_page import BLOCKS
from test_tui_words import ROW
from tui_desk import RunDesk, bridge, screen_text

from reader.article import Anchor, Article, Block, FoundFile, Role
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.model import Note
from reader.tui.actions import Pane
from reader.tui.page.annotations import note_on, note_spots, passage_of, spots_in, words_below
from reader.tui.page.citing import as_markdown
from reader.tui.page.layout import Page
from reader.tui.page.parts import parts_of
from reader.tui.page.passages import Passage, Unit, begun, lengthened, quotes_in, sentence_at, stepped, turned
from reader.tui.page.wording import ASCII, UNICODE
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.menu import Menu

TEXT = "Mayor Odile Farrant cut the ribbon on Monday. “The bridge was never unsafe,” said Farrant."
FIRST, STONE = 3, 17
"""The blocks of two paragraphs."""

SECOND = "“The bridge was never unsafe,” said Farrant."


def words(article: Article, passage: Passage) -> str:
    return article.blocks[passage.block].text[passage.start : passage.end]


# choosing, without the interface


def test_a_sentence_then_its_quote_then_its_paragraph_then_the_sentence_again() -> None:
    article = bridge()
    passage = sentence_at(article, FIRST, TEXT.index("bridge"))
    seen = [words(article, passage)]
    for _ in range(3):
        passage = turned(article, passage)
        seen.append(words(article, passage))
    assert seen == [SECOND, "The bridge was never unsafe,", TEXT, "Mayor Odile Farrant cut the ribbon on Monday."]


def test_steps_go_from_sentence_to_sentence_over_the_ends_of_paragraphs() -> None:
    article = bridge()
    blocks = [1, 3, 4, 5]
    passage = sentence_at(article, 1, 0)
    forward = [passage := stepped(article, blocks, passage, 1) for _ in range(3)]
    assert [words(article, one) for one in forward[:2]] == ["Mayor Odile Farrant cut the ribbon on Monday.", SECOND]
    assert forward[2].block == 4
    back = stepped(article, blocks, forward[2], -3)
    assert back == sentence_at(article, 1, 0)
    assert stepped(article, blocks, back, -5) == back


def test_quotes_and_paragraphs_are_stepped_as_such() -> None:
    article = bridge()
    first, second, third = quotes_in(article)
    everywhere = range(len(article.blocks))
    assert stepped(article, everywhere, first, 1) == second
    assert stepped(article, everywhere, first, 9) == third
    assert stepped(article, everywhere, first, -1) == first
    assert stepped(article, [first.block], first, 1) == first
    paragraph = turned(article, first)
    assert stepped(article, [1, 3, 7], paragraph, 1).block == 7


def test_ends_move_by_words_and_one_word_stays() -> None:
    article = bridge()
    passage = sentence_at(article, FIRST, 0)
    assert words(article, lengthened(article, passage, -2)) == "Mayor Odile Farrant cut the ribbon"
    assert words(article, lengthened(article, passage, 1)).endswith("Monday. “The")
    assert words(article, lengthened(article, passage, -99)) == "Mayor"
    assert words(article, begun(article, passage, 1)) == "Odile Farrant cut the ribbon on Monday."
    assert words(article, begun(article, passage, 99)) == "Monday."
    assert begun(article, begun(article, passage, 3), -3)[:3] == passage[:3]
    assert lengthened(article, passage, -1).unit is Unit.WORDS


@given(BLOCKS, st.data())
def test_whatever_is_chosen_lies_in_its_block_and_steps_end(blocks: list[Block], data: st.DataObject) -> None:
    article = Article(tuple(block for block in blocks if block.text.strip()))
    if not article.blocks:
        return
    everywhere = range(len(article.blocks))
    block = data.draw(st.sampled_from(everywhere))
    passage = sentence_at(article, block, data.draw(st.integers(-3, 200)))
    for _ in range(12):
        move = data.draw(st.integers(0, 4))
        n = data.draw(st.integers(-3, 3))
        before = passage
        passage = (
            turned(article, passage) if move == 0
            else stepped(article, everywhere, passage, n) if move < 3
            else lengthened(article, passage, n) if move == 3
            else begun(article, passage, n)
        )  # fmt: skip
        text = article.blocks[passage.block].text
        assert 0 <= passage.start <= passage.end <= len(text)
        assert words(article, passage).strip() or not words(article, before).strip()


def test_stepping_through_sentences_meets_every_word_once() -> None:
    article = bridge()
    passage, seen = sentence_at(article, 0, 0), []
    everywhere = range(len(article.blocks))
    while True:
        seen.append(words(article, passage))
        following = stepped(article, everywhere, passage, 1)
        if following == passage:
            break
        passage = following
    assert " ".join(" ".join(seen).split()) == " ".join(" ".join(b.text for b in article.blocks).split())


def test_a_page_without_a_break_does_not_make_a_key_wait() -> None:
    article = Article((Block("word " * 2_000_000, Role.PARAGRAPH),))
    passage = sentence_at(article, 0, 5_000_000)
    assert passage.end - passage.start <= 20_000
    assert stepped(article, [0], passage, 1).start >= passage.end


# where notes stand


def note(number: int, block: int, start: int, passage: str, text: str = "") -> Note:
    return Note(number, Anchor(block, start, passage), len(passage), passage, text, "2026-01-01T00:00:00")


def page_of(article: Article, width: int = 40, *, revealed: bool = False) -> Page:
    return Page(article, parts_of(article, width=width, signs=UNICODE, revealed=revealed), width)


@given(BLOCKS, st.integers(min_value=12, max_value=90), st.data())
def test_a_passage_has_its_words_on_the_page_at_any_width(blocks: list[Block], width: int, data: st.DataObject) -> None:
    article = Article(tuple(block for block in blocks if block.role is not Role.TABLE and block.text.strip()))
    if not article.blocks:
        return
    page = page_of(article, width, revealed=True)
    block = data.draw(st.integers(0, len(article.blocks) - 1))
    text = article.blocks[block].text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    [spot] = spots_in(page, Passage(block, start, end))
    shown = page.parts[spot.part].text[spot.start : spot.end]
    assert "".join(shown.split()) == "".join(text[start:end].split())


def test_a_note_whose_words_are_gone_or_folded_keeps_its_number_and_has_no_place() -> None:
    article = bridge()
    notes = [note(7, -1, 0, "gone"), note(8, 2, 0, "Share this story"), note(9, FIRST, 0, "Mayor")]
    assert [len(group) for group in note_spots(page_of(article), notes).groups] == [0, 0, 1]
    assert [len(group) for group in note_spots(page_of(article, revealed=True), notes).groups] == [0, 1, 1]


def test_the_note_on_a_passage_holds_it_or_is_held_by_it() -> None:
    notes = [note(1, FIRST, 10, "0123456789"), note(2, -1, 0, "gone")]
    assert note_on(notes, Passage(FIRST, 12, 14)) == notes[0]
    assert note_on(notes, Passage(FIRST, 0, 50)) == notes[0]
    assert note_on(notes, Passage(FIRST, 15, 25)) is None
    assert note_on(notes, Passage(4, 10, 20)) is None
    assert passage_of(notes[0])[:3] == (FIRST, 10, 20)


def test_words_stand_below_their_block_each_on_one_line() -> None:
    notes = [
        note(1, 3, 0, "a", "two\nlines"),
        note(2, 3, 5, "b", ""),
        note(3, 3, 9, "c", "more"),
        note(4, -1, 0, "d", "x"),
    ]
    assert words_below(notes) == {3: ["two lines", "more"]}


def test_a_copy_of_notes_names_its_source_and_keeps_no_control_character() -> None:
    row = ROW._replace(byline="Petra Lindqvist")
    text = as_markdown(row, [note(1, 3, 0, "one\ntwo", "my words"), note(2, 3, 0, "three")])
    first, words, second = text.rstrip().split("\n\n")
    assert first.startswith("> “one two”\n>\n> — Petra Lindqvist, ")
    assert "The Tarn Courier" in first
    assert (words, second.splitlines()[0]) == ("my words", "> “three”")
    bad = "a\x1b]52;c;eA==\x07b\x9b\u202e"
    assert as_markdown(row, [note(1, 3, 0, bad, bad)]).replace("\n", "").isprintable()


# in the interface


async def test_v_m_highlights_the_sentence_and_m_again_takes_it_away(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "v")
        assert "Sentence chosen" in app.desk.status.said
        assert ("m", "highlight") in app.desk.keys.hints
        await pilot.press("j", "m")
        [found] = library.notes(app.desk.opened.id)
        assert (found.passage, found.words) == ("Mayor Odile Farrant cut the ribbon on Monday.", "")
        assert "◇ Mayor Odile" in screen_text(app)
        assert "u undoes" in app.desk.status.said
        assert app.desk.chosen.passage is None
        await pilot.press("v")
        assert ("m", "take away") in app.desk.keys.hints
        await pilot.press("escape", "apostrophe", "m")
        assert not library.notes(app.desk.opened.id)
        assert "◇" not in screen_text(app)
        await pilot.press("u")
        assert "◇ Mayor Odile" in screen_text(app)
        await pilot.press("u")
        assert "◇" not in screen_text(app)


async def test_capital_m_writes_a_note_that_stands_below_its_paragraph_and_changes_it(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "right_parenthesis", "v", "M", *"was it?", "enter")
        [found] = library.notes(app.desk.opened.id)
        assert (found.passage, found.words) == ("The bridge was never unsafe,", "was it?")
        lines = [line[34:108] for line in screen_text(app).splitlines()]
        at = next(n for n, line in enumerate(lines) if "◆ was it?" in line)
        assert "said Farrant" in lines[at - 1] + lines[at - 2]
        await pilot.press("apostrophe", "M", "end", *" Yes.", "enter")
        assert [one.words for one in library.notes(app.desk.opened.id)] == ["was it? Yes."]
        assert "◆ was it? Yes." in screen_text(app)
        await pilot.press("apostrophe", "M", "ctrl+u", "enter")
        assert [one.words for one in library.notes(app.desk.opened.id)] == [""]
        await pilot.press("apostrophe", "M", "escape")
        assert len(library.notes(app.desk.opened.id)) == 1


async def test_quote_marks_walk_the_notes_and_say_which(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        article = library.ids()[0]
        library.add_note(article, FIRST, 0, 5)
        library.add_note(article, STONE, 0, 30, "by hand")
        await pilot.press("enter", "apostrophe")
        assert "Nobody" not in app.desk.status.said
        app.desk.opened.renew()
        await pilot.press("apostrophe")
        assert "Highlight 1 of 2" in app.desk.status.said
        assert "2 notes" in app.desk.status.facts
        await pilot.press("apostrophe")
        assert "Note 2 of 2: by hand" in app.desk.status.said
        assert "We carried every stone" in screen_text(app)
        await pilot.press("quotation_mark")
        assert "Highlight 1 of 2" in app.desk.status.said
        await pilot.press("d")
        assert app.desk.chosen.passage is not None
        assert app.desk.chosen.passage.block == FIRST


async def test_without_notes_the_keys_say_how_to_make_one(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "apostrophe")
        assert "v chooses a passage" in app.desk.status.said
        await pilot.press("H")
        assert "m highlights it" in app.desk.status.said
        await pilot.press("m")
        assert "Sentence chosen" in app.desk.status.said


async def test_a_selection_with_the_mouse_is_highlighted_in_each_of_its_paragraphs(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter")
        lines = screen_text(app).splitlines()
        first = next(n for n, line in enumerate(lines) if "Eleven years" in line)
        last = next(n for n, line in enumerate(lines) if "Mayor Odile" in line)
        left = lines[first].index("years")
        await pilot.mouse_down(offset=(left, first))
        await pilot.hover(offset=(lines[last].index("cut"), last))
        await pilot.mouse_up(offset=(lines[last].index("cut"), last))
        await pilot.pause()
        assert ("m", "highlight") in app.desk.keys.hints
        await pilot.press("m")
        found = [one.passage for one in library.notes(app.desk.opened.id)]
        assert found[0].startswith("years after it was closed")
        assert "Mayor Odile Farrant".startswith(found[-1].strip()[:15])
        assert len(found) == 2
        assert not app.desk.selections


async def test_the_right_button_chooses_a_sentence_and_asks_what_to_do_with_a_name(run_desk: RunDesk) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter")
        for words in ("unsafe,” said", "Mayor Odile"):
            lines = screen_text(app).splitlines()
            y = next(n for n, line in enumerate(lines) if words in line)
            await pilot.click(offset=(lines[y].index(words), y), button=3)
            await pilot.pause()
            assert words in app.desk.chosen.text
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if line.rstrip().endswith("1") and "Tamas Weill" in line)
        await pilot.click(offset=(lines[y].rindex("Tamas Weill"), y), button=3)
        await pilot.pause()
        assert isinstance(app.screen, Menu)
        assert "Tamas Weill" in screen_text(app)


async def test_keys_that_move_are_about_the_passage_until_escape(run_desk: RunDesk) -> None:
    async with run_desk((140, 24)) as (app, pilot):
        await pilot.press("enter", "v", "j", "h", "h")
        assert app.desk.chosen.text == "Mayor Odile Farrant cut the ribbon"
        await pilot.press("l", "greater_than_sign", "less_than_sign", "greater_than_sign")
        assert app.desk.chosen.text == "Odile Farrant cut the ribbon on"
        await pilot.press("right_parenthesis")
        assert app.desk.chosen.text == "The bridge was never unsafe,"
        await pilot.press("right_square_bracket", "2", "k")
        await pilot.press("y")
        assert app.clipboard == "Eleven years after it was closed, the crossing carries carts once more."
        assert app.desk.chosen.passage is None
        await pilot.press("v", "escape")
        assert app.desk.chosen.passage is None
        assert app.desk.pane is Pane.ARTICLE
        await pilot.press("v", "q")
        assert app.desk.pane is Pane.ARTICLE
        await pilot.press("l")
        assert app.desk.panes.current == Pane.SIDEBAR


async def test_a_passage_out_of_sight_is_brought_into_it(run_desk: RunDesk) -> None:
    async with run_desk((60, 20)) as (app, pilot):
        await pilot.press("enter", "v", *["right_square_bracket"] * 9)
        assert app.desk.chosen.passage is not None
        reading = app.desk.view.reading
        assert reading is not None
        spot = reading.layers["passage"].groups[0][0]
        row = reading.page.row_of(spot.part, spot.start)
        assert app.desk.view.top <= row < app.desk.view.top + app.desk.view.height
        await pilot.press("J")
        assert app.desk.chosen.passage is None


async def test_a_page_down_takes_the_choice_along_and_what_is_out_of_sight_is_shown_before_a_key_does_anything(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((60, 20)) as (app, pilot):
        await pilot.press("enter", "v", "space", "space")
        assert app.desk.chosen.passage is not None
        assert app.desk.chosen.passage.block > 1
        await pilot.press("g")
        assert app.desk.chosen.passage is not None
        assert app.desk.chosen.passage.block <= FIRST
        for key in ("m", "M", "d"):
            app.desk.view.jump(60)
            await pilot.press(key)
            assert app.desk.view.top < 20
            assert not library.notes(app.desk.opened.id)
            assert not library.decisions(app.desk.opened.id)
        await pilot.press("d")
        assert library.decisions(app.desk.opened.id)


async def test_the_list_of_notes_goes_there_changes_removes_and_copies(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((80, 24)) as (app, pilot):
        article = library.ids()[0]
        library.add_note(article, FIRST, 0, 19, "who?")
        library.add_note(article, STONE, 1, 31)
        library.add_note(article, 2, 0, 16, "a hidden line")
        await pilot.press("enter")
        app.desk.opened.renew()
        await pilot.press("H")
        text = screen_text(app)
        for line in (
            "◆ Share this story",
            "a hidden line",
            "◆ Mayor Odile Farrant",
            "who?",
            "◇ We carried every stone",
        ):
            assert line in text
        await pilot.press("j", "j", "enter")
        assert "Highlight 3 of 3" in app.desk.status.said
        assert "We carried every stone" in screen_text(app)
        await pilot.press("H", "enter")
        assert app.desk.view.revealed
        assert "Note 1 of 3: a hidden line" in app.desk.status.said
        await pilot.press("H", "j", "e", "end", *" She.", "enter")
        assert "who? She." in [one.words for one in library.notes(article)]
        await pilot.press("H", "y")
        assert "> “Mayor Odile Farrant”\n>\n> — Petra Lindqvist, " in app.clipboard
        assert "\n\nwho? She.\n" in app.clipboard
        await pilot.press("H", "d")
        assert isinstance(app.screen, ListScreen)
        await pilot.press("d", "d")
        assert not library.notes(article)
        assert not isinstance(app.screen, ListScreen)


async def test_a_note_whose_passage_is_gone_is_listed_and_can_be_removed(run_desk: RunDesk, library: Library) -> None:
    async with run_desk((80, 24)) as (app, pilot):
        article = library.ids()[0]
        library.add_note(article, FIRST, 0, 19, "who?")
        plain = bridge()
        blocks = (*plain.blocks[:FIRST], *plain.blocks[FIRST + 1 :])
        library.store(
            FoundFile("/articles/00.html", 100, 77), [Article(blocks, title=plain.title, url=plain.url)], version=2
        )
        await pilot.press("enter")
        app.desk.opened.renew()
        await pilot.press("apostrophe")
        text = screen_text(app)
        assert "who? (no longer in the text)" in text
        await pilot.press("enter")
        assert "no longer in the text" in app.desk.status.said
        await pilot.press("H", "d")
        assert not library.notes(app.desk.opened.id)


async def test_notes_stay_on_their_words_over_a_better_cleaner_and_a_new_width(
    run_desk: RunDesk, library: Library
) -> None:
    async with run_desk((140, 40)) as (app, pilot):
        await pilot.press("enter", "v", "j", "m")
        plain = bridge()
        better = replace(
            plain, blocks=(Block("A new first line.", Role.PARAGRAPH), *plain.blocks), entities=(), quotes=()
        )
        library.store(FoundFile("/articles/00.html", 100, 78), [better], version=2, analysed=2)
        app.desk.opened.renew()
        await pilot.pause()
        assert "◇ Mayor Odile" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.05)
        await pilot.press("2")
        await pilot.pause(0.35)
        await pilot.press("apostrophe")
        assert "◇ Mayor Odile" in screen_text(app)


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "high-contrast", "ansi"])
async def test_highlights_are_told_apart_by_sign_and_by_ground_or_underline(
    run_desk: RunDesk, library: Library, theme: str
) -> None:
    library.add_note(library.ids()[0], FIRST, 0, 19)
    async with run_desk((100, 24), theme=theme) as (app, pilot):
        await pilot.press("enter")
        strips = app.screen._compositor.render_strips()
        line = next(strip for strip in strips if "Mayor Odile" in strip.text)
        marked = next(segment for segment in line if "Mayor Odile" in segment.text)
        plain = next(segment for segment in line if "cut the ribbon" in segment.text)
        assert marked.style is not None
        assert plain.style is not None
        if theme == "ansi":
            assert marked.style.underline
            assert not plain.style.underline
        else:
            assert marked.style.bgcolor != plain.style.bgcolor
        assert "◇" in line.text


async def test_an_article_is_read_though_its_notes_cannot_be(
    run_desk: RunDesk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(article: int) -> list[Note]:
        raise LibraryError(f"The notes of {article} are damaged.")

    monkeypatch.setattr(library, "notes", fail)
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter")
        assert "Mayor Odile" in screen_text(app)
        await pilot.press("J")
        assert "Short piece number 1" in screen_text(app)
        assert "are damaged" in app.desk.status.said


async def test_without_unicode_the_signs_are_plain(run_desk: RunDesk, library: Library) -> None:
    article = library.ids()[0]
    library.add_note(article, FIRST, 0, 5)
    library.add_note(article, 5, 0, 40, "low")
    async with run_desk((100, 40), ascii=True) as (app, pilot):
        await pilot.press("enter")
        text = screen_text(app)
        assert f"{ASCII.highlight} Mayor Odile" in text
        assert f"{ASCII.note} low" in text
        assert text.isascii() or not set("◇◆╎┊") & set(text)


async def test_the_first_frame_shows_highlights_as_the_program_does(library: Library) -> None:
    from reader.config.settings import Settings
    from reader.tui.page.beginning import opening_lines

    article = library.ids()[0]
    library.add_note(article, FIRST, 0, 5, "here")
    [row] = library.rows([article])
    lines = opening_lines(library, row, Settings(), UNICODE, 80, 24)
    assert any("◆" in piece[0] for line in lines for piece in line)
    assert any(piece == ("here", "page--note") for line in lines for piece in line)
