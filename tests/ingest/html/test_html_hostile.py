"""Pages made to break parsers: never an exception, never a lost article, never a long wait."""

from __future__ import annotations

import pytest
from html_pages import STORY, everything, page, paragraphs, shown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clock import takes_less
from reader.ingest.formats.html import read_page

_BOMBS = {
    "deep": page("<div>" * 3_000 + paragraphs() + "</div>" * 3_000),
    "deep quotations": page("<blockquote>" * 1_500 + paragraphs()),
    "nested tables": "<table><tr><td>" * 400 + page(paragraphs()),
    "nested lists after": page(paragraphs() + "<ul><li>" * 1_500),
    "unclosed inline": page(paragraphs() + "<b><i><u>x" * 3_000),
    "attributes": page(paragraphs()).replace("<body", "<body " + " ".join(f"a{n}=1" for n in range(20_000)), 1),
    "huge value": page(f'<div data-x="{"A" * 10_500_000}">x</div>{paragraphs()}'),
    "line breaks": page(paragraphs() + "<br>" * 100_000),
    "comments": page(paragraphs()) + "<!--" * 40_000,
    "brackets": page(paragraphs()) + "<" * 100_000,
    "declarations": page(paragraphs()) + "<![<![" * 5_000,
    "control references": page(paragraphs() + "<p>&#27;]0;title&#7; &#x9d;52;c;eA==&#x9c;</p>"),
    "many paragraphs": page(paragraphs() + "".join(f"<p>Line {n} of the tide table.</p>" for n in range(8_000))),
}


@pytest.mark.parametrize("name", _BOMBS)
def test_no_bomb_hides_the_article_or_takes_long(name: str) -> None:
    assert takes_less(5.0, lambda: everything(read_page(_BOMBS[name])))
    draft = read_page(_BOMBS[name])
    text = everything(draft)
    assert all(paragraph in text for paragraph in STORY)
    body = shown(draft)
    assert not body or all(paragraph in body for paragraph in STORY)


def test_no_control_character_comes_out_of_a_reference() -> None:
    text = everything(read_page(_BOMBS["control references"]))
    assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in text)


def test_what_the_parser_leaves_out_comes_as_plain_paragraphs_with_a_warning() -> None:
    html = "<html><head><title>" + paragraphs() + "</body></html>"
    draft = read_page(html)
    assert [block.text for block in draft.blocks] == list(STORY)
    assert draft.warnings[0].startswith("plain extraction")


def test_a_page_beyond_the_budget_is_read_with_a_warning() -> None:
    half = f"<div>{paragraphs(*STORY * 4_500)}</div>"
    draft = read_page(page(half + half))
    assert len(shown(draft)) == 4 * 9_000
    assert draft.warnings


@pytest.mark.parametrize("html", ["", " ", "<html>", "<html><head></head><body></body></html>", "\x00"])
def test_an_empty_page_is_no_error_and_has_no_text(html: str) -> None:
    draft = read_page(html)
    assert (draft.kind, draft.blocks) == ("html", ())


def test_a_file_without_any_tag_is_its_text() -> None:
    assert everything(read_page("plain text < of 3 words")) == "plain text < of 3 words"


_TAGS = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "a",
    "pre",
    "h1",
    "blockquote",
    "figure",
    "br",
    "img",
    "script",
    "q",
)
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "&#27;", "&amp", "<p class='nav' hidden>", "\ud800", "\x00", "<"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=40))
def test_no_page_makes_the_reader_fail(pieces: list[str]) -> None:
    read_page("".join(pieces))
