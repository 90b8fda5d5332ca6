"""Whole pages of many layouts, invented outlets: the article is shown, nothing else. Each page is a file in `layouts`,
the text that is right beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cleaning import clean
from reader.ingest import read_bytes

LAYOUTS = Path(__file__).parent / "layouts"
GAPS = {
    "print_view": "the address and the copyright line under the article are shown",
    "pull_quote": "a last line about the author without any telling word is shown",
    "text_in_td": "headline and date in a cell without any heading, and the classifieds beside it, are shown",
}
"""Pages whose article is whole, but where something else is shown too."""


def _page(name: str) -> object:
    marks = [pytest.mark.xfail(reason=GAPS[name], strict=True)] if name in GAPS else []
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [_page(path.stem) for path in sorted(LAYOUTS.glob("*.html"))])
def test_a_page_shows_its_article_and_nothing_else(name: str) -> None:
    draft = read_bytes((LAYOUTS / f"{name}.html").read_bytes(), f"{name}.html").drafts[0]
    assert clean(draft).text.split("\n\n") == (LAYOUTS / f"{name}.txt").read_text("utf-8").rstrip("\n").split("\n\n")


@pytest.mark.parametrize("name", sorted(GAPS))
def test_no_paragraph_is_lost_where_more_than_the_article_is_shown(name: str) -> None:
    draft = read_bytes((LAYOUTS / f"{name}.html").read_bytes(), f"{name}.html").drafts[0]
    shown = clean(draft).text
    lines = (LAYOUTS / f"{name}.txt").read_text("utf-8").split("\n")
    assert [line for line in lines if line not in shown] == []
