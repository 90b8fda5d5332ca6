"""The page: an article laid out in lines, and the way from a place in it to its line and back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_desk import bridge

from reader.article import Anchor, Article, Block, Role
from reader.text.safe import safe
from reader.tui.page.colours import LOOKS
from reader.tui.page.layout import Page
from reader.tui.page.parts import Kind, parts_of
from reader.tui.page.spots import Spots, fold, matches_of, spots_of
from reader.tui.page.tables import cells_of, set_table
from reader.tui.page.wording import UNICODE

ROLES = [Role.PARAGRAPH, Role.SUBHEAD, Role.LIST, Role.QUOTATION, Role.TABLE, Role.CODE, Role.CAPTION, Role.REMOVED]
TEXTS = st.text(alphabet=st.sampled_from(list("abcdefg hij  “”’—.\n\t|1漢かé\u0301👩")), min_size=1, max_size=160).map(
    safe
)
BLOCKS = st.lists(
    st.builds(lambda text, role: Block(text, role, reason="share"), TEXTS, st.sampled_from(ROLES)), max_size=12
)


def laid(article: Article, width: int = 40, *, revealed: bool = False) -> Page:
    return Page(article, parts_of(article, width=width, signs=UNICODE, revealed=revealed), width)


def line(page: Page, row: int) -> str:
    part, start, end = page.row(row)
    if start < 0:
        return ""
    drawn = page.parts[part]
    return (drawn.first if start == 0 else drawn.rest) + drawn.text[start:end].replace("\t", " ").replace("\u00a0", " ")


@given(BLOCKS, st.integers(min_value=12, max_value=90), st.booleans())
def test_no_line_is_wider_than_the_measure(blocks: list[Block], width: int, revealed: bool) -> None:
    page = laid(Article(tuple(blocks), title="A title that is long enough to wrap"), width, revealed=revealed)
    assert all(cell_len(line(page, row)) <= width for row in range(len(page)))


@given(BLOCKS, st.integers(min_value=12, max_value=90))
def test_all_words_of_a_shown_article_are_on_its_page(blocks: list[Block], width: int) -> None:
    article = Article(tuple(blocks))
    page = laid(article, width, revealed=True)
    for index, block in enumerate(blocks):
        if not block.text.strip() or block.role is Role.TABLE:
            continue
        rows = [page.row(row) for row in range(len(page)) if page.parts[page.row(row).part].block == index]
        drawn = "".join(page.parts[row.part].text[row.start : row.end] for row in rows if row.start >= 0)
        assert "".join(drawn.split()) == "".join(block.text.split())


@given(BLOCKS, st.integers(min_value=12, max_value=90), st.integers(min_value=12, max_value=90), st.data())
def test_a_place_survives_a_new_width(blocks: list[Block], narrow: int, wide: int, data: st.DataObject) -> None:
    article = Article(tuple(blocks))
    before, after = laid(article, narrow, revealed=True), laid(article, wide, revealed=True)
    row = data.draw(st.integers(min_value=0, max_value=len(before) - 1))
    anchor = before.anchor(row)
    there = after.row_at(anchor)
    # the line that holds the place now, and the same line again after the way back and forth
    assert after.row_at(after.anchor(there)) == there
    part, start, end = after.row(there)
    words = anchor.context.lstrip("\n")
    if words == anchor.context != "" and start >= 0:
        shown = after.parts[part]
        assert shown.block == anchor.block or words in article.blocks[shown.block].text
        if shown.block == anchor.block and article.blocks[anchor.block].role is not Role.TABLE:
            assert start <= shown.shown(anchor.offset) <= max(end, start + 1)


@given(BLOCKS, st.integers(min_value=12, max_value=90), st.booleans())
def test_every_line_down_to_the_last_block_is_found_again_the_empty_ones_too(
    blocks: list[Block], width: int, revealed: bool
) -> None:
    # blocks of the same words are told apart by their numbers only; the line under a table's head is no place in it
    blocks = [replace(block, text=f"{number} {block.text}") for number, block in enumerate(blocks)]
    blocks = [block for block in blocks if block.role is not Role.TABLE]
    page = laid(Article(tuple(blocks), title="A title"), width, revealed=revealed)
    if page.blocks:
        last = page.last_row(page.part_of(page.blocks[-1]))
        again = [page.row_at(page.anchor(row)) for row in range(last + 1)]
        assert again == list(range(last + 1))


def test_a_place_is_found_again_when_blocks_above_it_have_gone() -> None:
    article = bridge()
    page = laid(article, 60)
    row = page.row_of(next(i for i, part in enumerate(page.parts) if "Tamas Weill" in part.text), 0)
    anchor = page.anchor(row)
    shorter = Article(article.blocks[:4] + article.blocks[8:], title=article.title)
    assert "We carried every stone" in line(laid(shorter, 60), laid(shorter, 60).row_at(anchor))


def test_the_top_stays_the_top() -> None:
    page = laid(bridge())
    assert page.row_at(page.anchor(0)) == 0
    assert page.row_at(Anchor(0, 0)) == 0


def test_a_place_in_a_hidden_block_falls_to_the_next_shown_one() -> None:
    article = bridge()
    revealed, folded = laid(article, 60, revealed=True), laid(article, 60)
    hidden = next(i for i, part in enumerate(revealed.parts) if part.text == "Share this story")
    anchor = revealed.anchor(revealed.first_row(hidden))
    assert "Mayor Odile" in line(folded, folded.row_at(Anchor(anchor.block, anchor.offset, "")))


@given(BLOCKS, st.integers(min_value=12, max_value=60))
@example([Block("\t111111111\nか", Role.TABLE)], 12)
def test_seen_only_grows_from_top_to_end(blocks: list[Block], width: int) -> None:
    page = laid(Article(tuple(blocks)), width)
    shares = [page.seen(row) for row in range(len(page))]
    assert shares == sorted(shares)
    assert shares[-1] == 1


@given(BLOCKS, st.integers(min_value=12, max_value=60), st.data())
def test_every_run_of_the_text_has_its_spot(blocks: list[Block], width: int, data: st.DataObject) -> None:
    article = Article(tuple(block for block in blocks if block.role is not Role.TABLE))
    if not article.text:
        return
    page = laid(article, width)
    start = data.draw(st.integers(min_value=0, max_value=len(article.text) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(article.text)))
    shown = "".join(page.parts[spot.part].text[spot.start : spot.end] for spot in page.spots(start, end))
    assert "".join(shown.split()) == "".join(article.text[start:end].split())


def test_the_head_says_who_where_when_how_long_and_what_is_hidden() -> None:
    page = laid(bridge(), 72)
    head = [line(page, row) for row in range(4)]
    assert head[0] == "Brindlemere opens its bridge again"
    assert head[2] == "Petra Lindqvist · The Tarn Courier · 3 May 2025"
    assert head[3] == "6 min · 2 people · 3 quotes · 3 hidden (x)"


def test_a_byline_that_does_not_fit_parts_from_its_place() -> None:
    page = laid(bridge(), 34)
    lines = [line(page, row) for row in range(5)]
    assert "Petra Lindqvist" in lines
    assert "The Tarn Courier · 3 May 2025" in lines


def test_an_uncertain_extraction_says_so_above_the_title() -> None:
    article = Article((Block("Words.", Role.PARAGRAPH),), title="Title", confidence=0.2)
    assert line(laid(article), 0).startswith("Extraction uncertain")


def test_the_fold_line_counts_what_is_hidden_by_reason() -> None:
    page = laid(bridge(), 72)
    assert line(page, len(page) - 1) == "3 hidden: newsletter 1, related 1, share 1 · x shows them"


def test_list_items_hang_and_keep_their_own_numbers() -> None:
    blocks = (
        Block("one of several words that wrap", Role.LIST, level=1),
        Block("12. twelve of several words", Role.LIST, level=1),
        Block("a nested item", Role.LIST, level=2),
    )
    page = laid(Article(blocks), 20)
    lines = [line(page, row) for row in range(len(page))]
    assert "• one of several" in lines
    assert "  words that wrap" in lines
    assert "12. twelve of" in lines
    assert "    several words" in lines
    assert "  • a nested item" in lines


def test_a_heading_stands_on_its_paragraph_and_apart_from_the_one_above() -> None:
    blocks = (Block("above", Role.PARAGRAPH), Block("Head", Role.SUBHEAD), Block("below", Role.PARAGRAPH))
    page = laid(Article(blocks))
    lines = [line(page, row) for row in range(len(page))]
    at = lines.index("Head")
    assert lines[at - 2 : at + 2] == ["above", "", "Head", "below"]


def test_code_keeps_its_indentation() -> None:
    page = laid(Article((Block("if wet:\n\tstay()", Role.CODE),)))
    lines = [line(page, row) for row in range(len(page))]
    assert "  if wet:" in lines
    assert "      stay()" in lines


def test_an_article_without_text_says_so() -> None:
    assert any("No article text" in part.text for part in laid(Article(())).parts)


# tables


def test_a_table_stands_in_columns_with_figures_right() -> None:
    text, _ = set_table("Item | Crowns\nStone | 410\nTimber | 96", 40)
    assert text.split("\n") == ["Item    Crowns", "──────  ──────", "Stone      410", "Timber      96"]


def test_a_table_too_wide_for_the_measure_becomes_labels_and_values() -> None:
    text, _ = set_table("Item | Crowns\nStone from the upper quarry | 410", 20)
    assert text == "Item: Stone from the upper quarry\nCrowns: 410"


def test_a_column_without_a_value_keeps_its_name() -> None:
    assert set_table("11111|かか\n1", 10)[0] == "11111: 1\nかか:"


def test_lines_without_cells_stay_as_they_are() -> None:
    assert set_table("just\nlines", 20)[0] == "just\nlines"


def test_bars_that_frame_a_row_make_no_cells() -> None:
    assert [[cell.text for cell in row] for row in cells_of("| a | b |\n|---|---|\n| 1 | 2 |")] == [
        ["a", "b"],
        ["1", "2"],
    ]


@given(TEXTS, st.integers(min_value=10, max_value=80))
def test_no_cell_of_a_table_is_lost_and_each_is_found_again(text: str, width: int) -> None:
    drawn, shifts = set_table(text, width)
    for shift in shifts:
        assert text[shift.raw : shift.raw + shift.length] == drawn[shift.shown : shift.shown + shift.length]
    for row in cells_of(text):
        for cell in row:
            assert cell.text in drawn


# finding


def test_a_search_minds_neither_case_nor_accents_nor_the_shape_of_quotes() -> None:
    article = Article((Block("The Café’s “Élan” — closed; the cafe’s again.", Role.PARAGRAPH),))
    page = laid(article)
    assert len(matches_of(page, "CAFE'S")) == 2
    assert len(matches_of(page, '"elan"')) == 1


@given(TEXTS)
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(("steps", "number"), [(1, 0), (2, 1), (-1, 2)])
def test_a_walk_without_a_last_place_starts_from_where_the_reader_is(steps: int, number: int) -> None:
    article = Article(tuple(Block(f"word number {n}", Role.PARAGRAPH) for n in range(3)))
    spots = matches_of(laid(article), "word")
    assert spots.next(0, 0, steps) == number


def test_a_walk_over_nothing_raises() -> None:
    with pytest.raises(ValueError, match="no spots"):
        Spots().next(0, 0, 1)


@given(BLOCKS, st.integers(min_value=12, max_value=60), st.data())
def test_spots_worked_out_line_by_line_are_those_worked_out_at_once(
    blocks: list[Block], width: int, data: st.DataObject
) -> None:
    article = Article(tuple(blocks))
    page = laid(article, width)
    edges = sorted(data.draw(st.lists(st.integers(0, len(article.text) + 9), max_size=16)))
    ranges = data.draw(st.permutations(list(zip(edges[::2], edges[1::2], strict=False))))
    lazy, whole = spots_of(page, ranges), Spots([page.spots(start, end) for start, end in ranges])
    assert len(lazy) == len(whole)
    for part, start, end in (page.row(row) for row in range(len(page))):
        if start >= 0:
            assert sorted(lazy.within(part, start, end)) == sorted(whole.within(part, start, end))
    assert lazy.groups == whole.groups


def test_quotes_out_of_range_do_not_break_the_page() -> None:
    article = Article((Block("Words.", Role.PARAGRAPH),))
    spots = spots_of(laid(article), [(2, 4), (50, 60), (4, 4)])
    assert [len(group) for group in spots.groups] == [1, 0, 0]
    assert spots.next(0, 0, 1) == 0


def test_every_look_that_is_asked_for_is_in_the_table() -> None:
    from reader import tui

    sources = "".join(path.read_text("utf-8") for path in Path(tui.__file__).parent.rglob("*.py"))
    names = set(re.findall(r'"((?:head|status|keys|row|tab|aside|page|help|hit|chart)--[a-z-]+)"', sources))
    asides = {f"aside--{look}" for look in ("name", "name-faint", "note", "speaker", "speaker-none", "gap")}
    asides |= {f"aside--{look}" for look in ("quote", "quote-faint", "fold")}
    layers = {f"page--{name}{here}" for name in ("match", "mention", "quote") for here in ("", "-here")}
    assert names | asides | layers | {f"page--{kind}" for kind in Kind} == set(LOOKS)
