"""The page's source before parsing: what parsers cannot bear goes, the words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import takes_less
from reader.ingest.formats.html import prefilter as prefilter_module
from reader.ingest.formats.html.plain import plain_paragraphs
from reader.ingest.formats.html.prefilter import MAX_ATTRIBUTES, MAX_DEPTH, flattened, prefilter


def test_references_to_control_characters_become_spaces_and_others_stay() -> None:
    assert prefilter("a&#27;[2J&#x9d;b&#10;c&#8217;d&#x1F600;") == "a [2J b&#10;c&#8217;d&#x1F600;"


def test_references_that_browsers_read_as_windows_1252_become_its_marks() -> None:
    assert prefilter("it&#146;s &#x93;late&#148;") == "it’s “late”"


@given(st.text(alphabet="&#x1270;aA<", max_size=40))
def test_references_are_found_wherever_the_pattern_finds_them(source: str) -> None:
    assert prefilter_module._without_references(source) == prefilter_module._REFERENCE.sub(
        prefilter_module._reference, source
    )


@pytest.mark.parametrize("before", ["", "<p>text</p>", "<" * 9000, "x" * 5000])
@pytest.mark.parametrize("length", [3999, 4000, 4001, 9000])
def test_a_big_tag_is_seen_wherever_it_stands(before: str, length: int) -> None:
    source = f"{before}<i{'x' * length}><b>"
    assert prefilter_module._may_hold_big_tag(source) or not prefilter_module._BIG_TAG.search(source)


def test_a_page_of_small_tags_is_not_searched_for_big_ones() -> None:
    assert not prefilter_module._may_hold_big_tag("<p>" + "x" * 3000 + "</p>" + "<" * 5000)


def test_a_nul_is_a_space() -> None:
    assert prefilter("clo\x00ck") == "clo ck"


def test_comments_go_even_when_they_hold_tags_and_scripts() -> None:
    assert prefilter("a<!-- <script>x</script> <p>no</p> -->b") == "ab"


def test_an_opening_of_a_comment_inside_a_script_eats_no_text() -> None:
    assert prefilter("<script>x = '<!--'</script><p>kept</p><!-- gone --><p>too</p>") == "<p>kept</p><p>too</p>"


def test_a_comment_that_is_never_closed_costs_no_paragraph_after_it() -> None:
    assert "<p>still here</p>" in prefilter("<p>one</p><!-- forgotten <p>still here</p>")


def test_an_open_comment_at_the_end_is_no_text() -> None:
    assert "forgotten" not in prefilter("<p>one</p><!-- forgotten " + "x" * 50)


def test_a_script_that_is_never_closed_is_no_text() -> None:
    assert "secret" not in prefilter("<p>one</p><script>secret = 1;")


def test_linked_data_stays_and_other_scripts_go() -> None:
    kept = '<script type="application/ld+json">{"@type":"NewsArticle"}</script>'
    assert prefilter(f"<script>x()</script>{kept}<SCRIPT src=y></SCRIPT>") == kept


def test_the_entities_of_a_doctype_are_no_text() -> None:
    assert prefilter('<!DOCTYPE html [<!ENTITY a "lol">]><p>x</p>') == "<!DOCTYPE html><p>x</p>"


def test_images_in_data_urls_are_cut() -> None:
    assert prefilter(f'<img src="data:image/png;base64,{"QUJD" * 10_000}">') == '<img src="data:,">'


def test_attributes_beyond_the_limit_are_cut_and_the_text_stays() -> None:
    tag = "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">"
    assert prefilter(f"{tag}text</div>").count("=1") == MAX_ATTRIBUTES
    assert prefilter(f"{tag}text</div>").endswith(">text</div>")


def test_a_huge_attribute_value_is_cut() -> None:
    assert len(prefilter(f'<div title="{"A" * 11_000_000}">text</div>')) < 100


def test_a_long_run_of_line_breaks_is_one_paragraph_break() -> None:
    assert prefilter("a" + "<br>" * 5_000 + "b") == "a<br><br>b"


def test_deep_pages_are_flattened_and_shallow_ones_untouched() -> None:
    deep = flattened("<div>" * 5_000 + "<p>text</p>" + "</div>" * 5_000)
    assert deep.count("<div>") == deep.count("</div>") == MAX_DEPTH
    assert "<p>text</p>" in deep
    shallow = "<div><p>one<p>two</div>" * 500
    assert flattened(shallow) == shallow


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<![CDATA[", "<svg>", "<", "<br>", "&#", "<div a='", '<a "', "<!DOCTYPE [", "-->"]
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    assert takes_less(1.0, lambda: plain_paragraphs(flattened(prefilter(piece * 40_000))))


@given(st.text(st.sampled_from("<>!-/&#;'\"= \nabsvgcript[]?"), max_size=300))
def test_no_source_makes_it_fail(source: str) -> None:
    plain_paragraphs(flattened(prefilter(source)))
