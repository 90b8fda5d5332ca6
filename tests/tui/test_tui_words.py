"""How the interface says things."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_desk import bridge

from reader.article import Anchor
from reader.library.model import ArticleRow, ReadState, Stage
from reader.text.wrap import cells
from reader.tui.desk.shown import as_typed
from reader.tui.page.aside import Tab, aside
from reader.tui.page.history import History, Place
from reader.tui.page.rows import row_lines
from reader.tui.page.wording import ASCII, UNICODE, date, hidden_summary, many, minutes, opening, reason


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-05-03", "3 May 2025"),
        ("2025-05-03T23:59:00+09:00", "3 May 2025"),
        ("2025-12", "Dec 2025"),
        ("2025", "2025"),
        ("2025-13-40", "2025"),
        ("soon", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_said_as_the_article_has_them(published: str | None, shown: str) -> None:
    assert date(published) == shown


@given(st.text(max_size=30))
def test_no_date_raises(published: str) -> None:
    date(published)


def test_times_counts_and_reasons() -> None:
    assert [minutes(words) for words in (0, 1, 230, 2300)] == ["", "1 min", "1 min", "10 min"]
    assert [many(count, "quote") for count in (0, 1, 1234)] == ["0 quotes", "1 quote", "1,234 quotes"]
    assert reason("social-links") == "social links"
    assert hidden_summary(["share", "related", "related", None]) == "related 2, not article text 1, share 1"


def test_an_opening_ends_with_a_whole_word() -> None:
    assert opening("The lock keepers of Brindlemere say so", 20) == "The lock keepers of…"
    assert opening("short") == "short"


ROW = ArticleRow(
    1,
    "/a.html",
    0,
    "A headline of some length about a bridge",
    "The Tarn Courier",
    None,
    "2025-05-03",
    900,
    Stage.ANALYSED,
)


@given(
    st.text(max_size=80),
    st.text(max_size=40),
    st.integers(min_value=6, max_value=80),
    st.integers(min_value=1, max_value=3),
    st.booleans(),
)
def test_a_row_fits_its_width_and_height(title: str, site: str, width: int, height: int, starred: bool) -> None:
    row = ROW._replace(title=title, site=site, starred=starred)
    lines = row_lines(row, width, height, UNICODE)
    assert len(lines) == height
    if width >= 16 and title.isprintable() and site.isprintable():
        assert all(sum(cells(text) for text, _ in line) <= width for line in lines)


def test_a_row_says_source_day_and_time_and_drops_what_is_missed_least() -> None:
    def meta(width: int) -> str:
        return next(text for line in row_lines(ROW, width, 3, UNICODE) for text, look in line if look == "row--meta")

    assert meta(50) == "The Tarn Courier · 3 May 2025 · 4 min"
    assert meta(34) == "The Tarn Courier · 3 May 2025"
    assert meta(30) == "The Tarn Courier · 3 May"


@pytest.mark.parametrize(("state", "sign"), [(ReadState.UNREAD, "●"), (ReadState.PROGRESS, "◐"), (ReadState.READ, " ")])
def test_a_rows_state_is_a_sign_not_only_a_colour(state: ReadState, sign: str) -> None:
    assert row_lines(ROW._replace(state=state), 34, 3, UNICODE)[0][1][0] == f"{sign} "


def test_the_sidebar_gives_names_with_counts_and_notes() -> None:
    found = aside(bridge(), Tab.PEOPLE, 28, UNICODE)
    assert [(line.left, line.right) for line in found.lines] == [
        ("Odile Farrant", "3"),
        ("Mayor", ""),
        ("Tamas Weill", "1"),
    ]


def test_quotes_stand_under_their_speakers_and_nobodys_come_last() -> None:
    found = aside(bridge(), Tab.QUOTES, 28, ASCII)
    speakers = [line.left for line in found.lines if line.look.startswith("speaker")]
    assert speakers == ["Odile Farrant", "Tamas Weill", "No speaker named"]
    assert found.lines[1].left.startswith('"The bridge was never')
    assert [line.left for line in found.lines if line.look == "note"] == [
        "said - direct",
        "said - direct",
        "called - direct",
    ]


def test_history_forgets_what_was_ahead_when_a_new_way_is_taken() -> None:
    history, places = History(), [Place(number, Anchor(0, number)) for number in range(4)]
    history.leave(places[0])
    history.leave(places[1])
    assert history.back(places[2]) == places[1]
    assert history.forward(places[1]) == places[2]
    assert history.back(places[2]) == places[1]
    assert history.back(places[1]) == places[0]
    assert history.back(places[0]) is None
    history.leave(places[0])
    assert history.forward(places[3]) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("flood de", "flood de*"),
        ("a", "a"),
        ("person:farrant", "person:farrant"),
        ('"lock keep', '"lock keep'),
        ('"lock keepers"', '"lock keepers"'),
        ("flood OR", "flood OR"),
        ("done ", "done "),
        ("strik*", "strik*"),
    ],
)
def test_the_last_word_of_a_query_is_open_while_it_is_typed(typed: str, meant: str) -> None:
    assert as_typed(typed) == meant


def test_the_page_of_keys_is_that_of_the_table() -> None:
    path = Path(__file__).resolve().parents[2] / "scripts" / "keys.py"
    made = runpy.run_path(str(path))
    assert made["TARGET"].read_text("utf-8") == made["page"](), "run python scripts/keys.py"
