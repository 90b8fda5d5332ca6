"""No sentence of a page is lost without a trace, wherever broken or unusual markup puts it."""

from __future__ import annotations

import json

import pytest

from reader.ingest.formats.html import read_page
from reader.ingest.formats.html.cards import cards, comment_sections
from reader.ingest.formats.html.page import Page
from reader.ingest.formats.html.parse import parse
from reader.ingest.formats.html.state import stated_article
from reader.ingest.formats.html.walk import walk

BODY = "".join(
    f"<p>The ferry to Kell Point carried {count} people on Sunday, which is more than its captain likes.</p>"
    for count in ("forty", "fifty", "sixty", "seventy")
)
LAST = "The last boat came back without a passenger, and nobody in Saltmere could say where they had all gone."


def _page(markup: str) -> Page:
    root, _ = parse(markup)
    assert root is not None
    return walk(root)


@pytest.mark.parametrize(
    "markup",
    [
        "{0}</body></html><p>{1}</p>",
        "{0}</body></html><html><body><p>{1}</p></body></html>",
        "{0}<noscript><p>{1}</p></noscript>",
        "{0}<template><p>{1}</p></template>",
        "{0}<object><p>{1}</p></object>",
        "{0}<video><p>{1}</p></video>",
        "{0}<textarea>{1}</textarea>",
        "{0}<template><p>{1}</p>",
        "{0}<xmp>{1}</xmp>",
        "{0}<plaintext>{1}",
    ],
)
def test_a_sentence_in_an_unusual_place_stays_in_the_draft(markup: str) -> None:
    page = read_page(f"<html><head><title>The ferry</title></head><body>{markup.format(BODY, LAST)}")
    assert LAST in "\n".join(block.text for block in page.blocks)


@pytest.mark.parametrize("tag", ["noscript", "template", "canvas", "object"])
def test_an_article_that_stands_in_a_fallback_only_is_shown(tag: str) -> None:
    draft = read_page(f"<html><body><{tag}>{BODY}<p>{LAST}</p></{tag}></body></html>")
    assert LAST in [block.text for block in draft.blocks if block.main is not False]


def test_a_list_of_choices_and_a_note_to_turn_scripts_on_are_no_blocks() -> None:
    draft = read_page(
        f"<html><body>{BODY}<noscript>Turn scripts on.</noscript><select><option>Kell</select></body></html>"
    )
    assert [block.text for block in draft.blocks if "scripts" in block.text or block.text == "Kell"] == []


def _with_state(data: object) -> str:
    state = json.dumps(data)
    return f'<div id="app"></div><script id="x" type="application/json">{state}</script>'


def test_an_article_in_a_pages_data_is_read_and_said_to_be_from_there() -> None:
    html = _with_state({"props": {"article": {"body": BODY}, "menu": [{"label": "Home"}, {"label": "News"}]}})
    draft = read_page(f"<html><body>{html}</body></html>")
    assert len([block for block in draft.blocks if block.main]) == 4
    assert any("from its data" in warning for warning in draft.warnings)


def test_paragraphs_in_a_list_of_a_pages_data_are_joined_in_order() -> None:
    texts = [f"In the {place} the ferry was late again, and nobody could say why it was." for place in "abcde"]
    found = stated_article(_with_state({"blocks": [{"type": "p", "text": text} for text in texts]}))
    assert [text for text, _ in found] == texts


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"a": 1}', '{"cookie": "We use cookies to make the site work."}']
)
def test_data_that_is_damaged_deep_or_without_an_article_gives_nothing(data: str) -> None:
    assert stated_article(f'<script type="application/json">{data}</script>') == []


def test_a_page_that_shows_its_article_is_not_read_from_its_data() -> None:
    other = "".join(f"<p>Something else that happened in the town number {n}, as we said.</p>" for n in range(9))
    draft = read_page(f"<html><body>{BODY}{_with_state({'body': other})}</body></html>")
    assert not any("Something else" in block.text for block in draft.blocks)


CARD = '<div class="c"><h3><a href="/1">How to read a tide table</a></h3><p>A table is a promise made to us.</p></div>'


def test_a_card_needs_a_linked_headline_and_a_second_of_its_make() -> None:
    assert len(cards(_page(f"<body><main>{BODY}{CARD}{CARD}</main></body>"))) == 2
    assert cards(_page(f"<body><main>{BODY}{CARD}</main></body>")) == set()
    assert cards(_page(f"<body><main>{BODY}{(CARD * 2).replace('href', 'name')}</main></body>")) == set()


def test_a_page_of_cards_alone_has_no_other_story() -> None:
    assert cards(_page(f"<body><main>{CARD * 6}</main></body>")) == set()


def test_comments_may_be_longer_than_the_article_but_stand_below_it() -> None:
    comments = f'<div class="comments">{BODY * 3}</div>'
    assert len(comment_sections(_page(f"<body><main>{BODY}</main>{comments}</body>"))) == 1
    assert comment_sections(_page(f"<body>{comments}</body>")) == set()
