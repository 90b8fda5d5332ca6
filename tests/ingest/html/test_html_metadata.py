"""What a page says about its article outside the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from html_pages import page, paragraphs

from reader.ingest.formats.html import read_page


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article(**values: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Last boat at nine", **values}


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "name": "Ines Halloran"},
        [{"@type": "Person", "name": "Ines Halloran"}],
        "Ines Halloran",
        {"@id": "#ines"},
        {"@type": "Person", "givenName": "Ines", "familyName": "Halloran"},
    ],
)
def test_an_author_is_found_in_every_form_of_linked_data(author: object) -> None:
    graph = {"@graph": [{"@type": "Person", "@id": "#ines", "name": "Ines Halloran"}, article(author=author)]}
    assert read_page(page(paragraphs(), head=linked(graph))).authors == ("Ines Halloran",)


def test_damaged_linked_data_costs_nothing_else() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "author": </script>'
    draft = read_page(page(paragraphs(), head=broken + '<meta name="author" content="Ines Halloran">'))
    assert (draft.title, draft.authors) == ("Last boat at nine", ("Ines Halloran",))


def test_the_first_publication_counts_and_not_the_last_change() -> None:
    data = article(dateModified="2024-03-09T10:00:00Z", datePublished="2024-03-05T08:00:00Z")
    assert (read_page(page(paragraphs(), head=linked(data))).published or "").startswith("2024-03-05T08:00:00")


def test_a_marked_time_in_the_page_is_its_date() -> None:
    draft = read_page(page('<time datetime="2024-03-05T08:00:00+01:00">5 March</time>' + paragraphs()))
    assert draft.published == "2024-03-05T08:00:00+01:00"


def test_an_address_for_a_profile_is_no_author() -> None:
    profile = '<meta property="article:author" content="https://social.example/ines">'
    head = profile + '<meta name="byl" content="By INES HALLORAN">'
    assert read_page(page(paragraphs(), head=head)).authors == ("Ines Halloran",)


def test_a_visible_byline_serves_where_nothing_is_stated() -> None:
    assert read_page(page('<p class="byline">By Ines Halloran</p>' + paragraphs())).authors == ("Ines Halloran",)


def test_the_site_comes_from_metadata_then_from_the_title() -> None:
    named = page(paragraphs(), head='<meta property="og:site_name" content="The Gazette">')
    assert read_page(named).site == "The Gazette"
    assert read_page(page(paragraphs())).site == "Marlow Sound Gazette"


def test_the_address_is_canonical_and_made_whole() -> None:
    head = '<link rel="canonical" href="/2024/boat"><meta property="og:url" content="https://gazette.example/x">'
    assert (
        read_page(page(paragraphs(), head=head), "https://gazette.example/amp").url
        == "https://gazette.example/2024/boat"
    )


@pytest.mark.parametrize(
    "comment",
    [
        "<!--\n Page saved with SingleFile \n url: https://gazette.example/boat \n saved date: Tue -->",
        "<!-- saved from url=(0033)https://gazette.example/boat -->",
    ],
)
def test_a_saved_page_says_where_it_is_from(comment: str) -> None:
    html = page(paragraphs()).replace("<html", f"{comment}<html", 1)
    assert read_page(html).url == "https://gazette.example/boat"


def test_the_language_is_the_one_stated() -> None:
    assert read_page(page(paragraphs())).language == "en"
    assert read_page("<p>Text of a page.</p>").language is None


@pytest.mark.parametrize(
    "line",
    [
        "Par <b>Ines Halloran</b> (avec AFP) - Publié le 9 octobre 2024 à 17h30, mis à jour à 19h12",
        "Von Ines Halloran | Stand: 09.10.2024, 17:30 Uhr | Lesezeit: 3 Min.",
        "By Ines Halloran and Agencies | First published on 9 October 2024 at 17:30",
    ],
)
def test_a_line_with_author_and_date_gives_the_date_where_nothing_states_it(line: str) -> None:
    draft = read_page(page(f'<div class="signature">{line}</div>' + paragraphs()))
    assert (draft.published or "")[:10] == "2024-10-09"


def test_a_sentence_that_begins_like_a_byline_gives_no_date() -> None:
    draft = read_page(page(paragraphs() + "<p>By 9 October 2024 the last boat had left the harbour for good.</p>"))
    assert draft.published is None
