"""Exports of Nexis Uni and Lexis+: where each article begins and ends, and what its head says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Draft, Role
from reader.ingest.formats import text
from reader.ingest.formats.nexis_uni import articles, is_export

COVER = """Page 1 of 9

User Name: = Reading Room
Date and Time: = 11 November 2025 10:02 GMT
Job Number: = 2231

Documents (2)

1. Tram plan for Ashcombe wins backing of council
Client/Matter: -None-
Search Terms: tram or bus
2. Ferry to Skerrin stops in March
Client/Matter: -None-

"""
TRAM = """Tram plan for Ashcombe wins backing
of council

The Ashcombe Echo

January 3, 2025 Friday 12:01 AM GMT

Copyright 2025 Ashcombe Echo Newspapers All Rights Reserved

Section: NEWS; Pg. 4
Length: 90 words
Byline: Morag Sinton
Highlight: The line is to open in 2031.

Body

The council in Ashcombe voted on Thursday night for a new line.

"We waited seven years for this," said council leader Ann Tolley.

Page 2 of 9

Shopkeepers fear two months of road works.

Graphic

Image, a model of the stop.

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: January 4, 2025

End of Document
"""
FERRY = """
Ferry to Skerrin stops in March

Skerrin Gazette

4 March 2025

Body

The last ferry sails on 31 March.

Load-Date: March 5, 2025

End of Document
"""


def read(source: str) -> tuple[Draft, ...]:
    return text.read(source.encode()).drafts


def words_of(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.text]


@pytest.mark.parametrize("tight", [False, True], ids=["paragraphs set apart", "a line each"])
def test_each_article_of_an_export_is_one_with_its_own_headline_source_date_and_author(tight: bool) -> None:
    source = COVER + TRAM + FERRY
    if tight:
        source = "\n".join(line for line in source.replace("backing\n", "backing ").split("\n") if line)
    tram, ferry = read(source)
    assert (tram.title, tram.site) == ("Tram plan for Ashcombe wins backing of council", "The Ashcombe Echo")
    assert (tram.published, tram.authors, tram.language) == ("2025-01-03T00:01:00+00:00", ("Morag Sinton",), "en")
    assert (ferry.title, ferry.site, ferry.published) == (
        "Ferry to Skerrin stops in March",
        "Skerrin Gazette",
        "2025-03-04",
    )


def test_only_the_text_of_an_article_is_its_body_and_the_highlight_stands_before_it() -> None:
    tram, _ = read(COVER + TRAM + FERRY)
    assert words_of(tram) == [
        "The line is to open in 2031.",
        "The council in Ashcombe voted on Thursday night for a new line.",
        '"We waited seven years for this," said council leader Ann Tolley.',
        "Shopkeepers fear two months of road works.",
    ]
    assert tram.blocks[0].hint is Role.STANDFIRST


def test_an_article_whose_end_was_cut_off_is_read_as_far_as_it_goes() -> None:
    tram, ferry = read(TRAM + FERRY.partition("Load-Date")[0])
    assert words_of(ferry) == ["The last ferry sails on 31 March."]
    assert tram.title is not None


def test_an_article_without_text_is_named() -> None:
    reading = articles(TRAM + FERRY.replace("The last ferry sails on 31 March.\n", ""))
    assert len(reading.drafts) == 1
    assert [problem.where for problem in reading.problems] == ["article 2"]


def test_the_load_date_stands_in_for_a_date_that_is_missing() -> None:
    (ferry,) = read(FERRY.replace("4 March 2025\n", ""))
    assert (ferry.title, ferry.published) == ("Ferry to Skerrin stops in March", "2025-03-05")


def test_an_article_about_documents_is_no_export() -> None:
    assert not is_export("The judge wrote:\n\nEnd of Document\n\nThe clerk closed the file.")
    assert not is_export("Length: 3 metres. Such were the words at the End of Document 5.")


@given(st.lists(st.sampled_from([*TRAM.split("\n"), *COVER.split("\n"), "x" * 500]), max_size=60))
def test_any_order_of_lines_ends_as_articles_or_named_problems(lines: list[str]) -> None:
    reading = articles("\n".join(lines) + "\nBody\nA word.\nEnd of Document\n")
    assert reading.drafts or reading.problems
