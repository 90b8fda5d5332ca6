"""Where a page's own build shows its article, no second extractor is asked."""

from __future__ import annotations

import pytest

from reader.ingest.formats.html.bodies import find_body
from reader.ingest.formats.html.parse import parse
from reader.ingest.formats.html.walk import walk

LINE = "The lock keepers of Brindlemere measure the water twice a day and write the figure on a board by the gate."
STORY = "".join(f"<p>{number} {LINE}</p>" for number in range(8))
MENU = "<ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(12)) + "</ul>"


def sure(body: str) -> bool:
    root, _ = parse(f"<html><head><title>T</title></head><body>{body}</body></html>")
    assert root is not None
    return find_body(walk(root)).sure


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=article-body>{STORY}</div>{MENU}",
        f"{MENU}<div class=x7><h1>Low water</h1>{STORY}</div><div class=y2>{MENU}</div>",
    ],
    ids=["named", "in one place"],
)
def test_an_article_that_is_named_or_stands_in_one_place_is_known(body: str) -> None:
    assert sure(body)


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=x7>{STORY}</div><div class=y2>{STORY}</div>",
        "".join(f"<div class=x{n}><div><p>{n} {LINE}</p></div></div>" for n in range(8)),
        f"<div class=x7><p>{LINE}</p></div>{MENU}",
        MENU,
    ],
    ids=["two places", "scattered", "too short", "a menu"],
)
def test_what_stands_in_several_places_or_is_short_is_looked_at_again(body: str) -> None:
    assert not sure(body)
