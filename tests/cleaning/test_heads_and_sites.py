from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY, TITLE

from reader.article import Article, Role
from reader.cleaning.bylines import author_of_bio, read_byline

Cleaned = Callable[..., Article]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Sunita Rao", ("Sunita Rao",)),
        ("BY SUNITA RAO", ("Sunita Rao",)),
        ("By Sunita Rao and Karl Benn", ("Sunita Rao", "Karl Benn")),
        ("By Sunita Rao, Karl Benn and Ida Moll", ("Sunita Rao", "Karl Benn", "Ida Moll")),
        ("By Sunita Rao, Staff Writer", ("Sunita Rao",)),
        ("By Sunita Rao | The Quillmere Courier", ("Sunita Rao",)),
        ("By Sunita Rao in North Averley", ("Sunita Rao",)),
        ("Sunita Rao, Staff Writer", ("Sunita Rao",)),
        ("BYLINE: Sunita Rao", ("Sunita Rao",)),
        ("By Ana de la Fuente", ("Ana de la Fuente",)),
        ("By Séamus O’Dowd", ("Séamus O’Dowd",)),
        ("Von Karla Brandt", ("Karla Brandt",)),
        ("Par Émile Vasseur", ("Émile Vasseur",)),
    ],
)
def test_a_byline_names_its_writers(line: str, authors: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferry left, the rain had stopped.",
        "By noon",
        "Abby Stone",
        "Toby Marsh waits",
        "By mending the pivot the board saves money, it said.",
        "Bylaws of the harbour",
        "",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_a_date_on_the_byline_is_the_articles_date(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, "By Sunita Rao on Monday, November 18th, 2019 at 11:04 a.m.", *BODY)
    assert article.byline == "Sunita Rao"
    assert (article.published or "")[:10] == "2019-11-18"


def test_title_byline_and_date_are_no_body(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, "", "By Sunita Rao and Abby Stone", "5 March 2024", "", *BODY)
    assert (article.title, article.byline, article.published) == (TITLE, "Sunita Rao, Abby Stone", "2024-03-05")
    assert article.text == "\n\n".join(BODY)


def test_the_headline_is_found_below_a_sites_name(cleaned: Cleaned) -> None:
    assert cleaned("The Quillmere Courier", "March 5, 2024", TITLE, *BODY).title == TITLE


def test_a_first_paragraph_is_never_taken_for_the_title(cleaned: Cleaned) -> None:
    article = cleaned(*BODY)
    assert article.title is None
    assert article.text == "\n\n".join(BODY)


def test_a_short_first_line_is_the_title(cleaned: Cleaned) -> None:
    article = cleaned("Board meets", "", "Dr. Alex Marsh and Ida Moll met on Monday.")
    assert (article.title, article.text) == ("Board meets", "Dr. Alex Marsh and Ida Moll met on Monday.")


def test_a_page_title_gives_up_the_sites_name(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, *BODY, title=f"{TITLE} | The Quillmere Courier")
    assert (article.title, article.site) == (TITLE, "The Quillmere Courier")
    assert TITLE not in article.text


def test_a_stated_title_is_kept_when_the_text_lacks_it(cleaned: Cleaned) -> None:
    article = cleaned(*BODY, title="Another headline altogether")
    assert article.title == "Another headline altogether"
    assert article.text == "\n\n".join(BODY)


def test_a_dateline_stays_in_the_body(cleaned: Cleaned) -> None:
    first = "SALTBY, March 3 (Harbour Wire) - " + BODY[0]
    assert cleaned(TITLE, first, *BODY[1:]).text.startswith("SALTBY, March 3 (Harbour Wire)")


def test_the_writer_is_found_in_the_note_at_the_end(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, *BODY, "About the writer", "Sunita Rao is a Courier Senior Reporter based in Saltby.")
    assert article.byline == "Sunita Rao"


def test_a_note_about_nobody_names_no_writer() -> None:
    assert author_of_bio("The bridge is a listed building and has been since 1931.") is None


def test_the_site_is_found_by_what_the_text_says_of_itself(cleaned: Cleaned) -> None:
    tail = (
        "The Courier is committed to fair reporting from every harbour of the coast.",
        "Enjoy ad-free browsing on TheCourier.com",
    )
    assert cleaned(TITLE, *BODY, *tail).site == "The Courier"


def test_a_company_in_the_story_is_not_the_site(cleaned: Cleaned) -> None:
    line = "Acme Tidal has contacted the board and offered to pay for the lamps along the quay, the report said."
    assert cleaned(TITLE, *BODY, line).site is None


def test_a_byline_in_the_middle_of_the_story_is_text(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, *BODY[:5], *BODY, "By Karl Benn")
    assert article.byline is None
    assert all(block.role is not Role.BYLINE for block in article.blocks)


def test_a_date_that_ends_with_a_point_is_no_standfirst(cleaned: Cleaned) -> None:
    article = cleaned(TITLE, "By Sunita Rao", "March 3, 2024, 10:15 a.m.", "Updated March 4, 2024", *BODY)
    assert (article.published or "")[:10] == "2024-03-03"
    assert article.text == "\n\n".join(BODY)


def test_the_title_stands_above_the_first_paragraph_even_where_the_story_is_denser_below(cleaned: Cleaned) -> None:
    article = cleaned("Best boats of the year", BODY[0], "Price: $199", "Weight: 200 g", "Pros", "Light", *BODY[1:])
    assert article.title == "Best boats of the year"
    assert "Price: $199" in article.text
