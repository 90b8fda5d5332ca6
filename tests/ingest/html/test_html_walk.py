"""What one walk over a page finds: its text whole, in order, with what the markup says about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Role
from reader.ingest.formats.html.page import Page, PageBlock
from reader.ingest.formats.html.parse import parse
from reader.ingest.formats.html.prefilter import prefilter
from reader.ingest.formats.html.walk import walk


def walked(html: str) -> Page:
    root, _ = parse(prefilter(html))
    assert root is not None
    return walk(root)


def blocks(html: str) -> list[PageBlock]:
    return walked(html).blocks


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


def test_a_drop_cap_in_its_own_span_belongs_to_its_word() -> None:
    assert texts('<p><span class="dropcap">W</span>inter came early.</p>') == ["Winter came early."]


def test_inline_tags_neither_glue_nor_split_words() -> None:
    assert texts("<p>The <b>old</b> har<i>bour</i> <a href=x>wall</a>, they say.</p>") == [
        "The old harbour wall, they say."
    ]


def test_paragraphs_inside_one_link_are_two_blocks() -> None:
    found = blocks('<a href="/x"><div>First card</div><div>Second card</div></a>')
    assert [(block.text, block.link_density) for block in found] == [("First card", 1.0), ("Second card", 1.0)]


def test_text_directly_in_a_div_beside_paragraphs_is_kept_in_order() -> None:
    assert texts("<div>before<p>within</p>after</div>") == ["before", "within", "after"]


def test_the_lines_of_a_poem_stay_lines() -> None:
    assert texts("<blockquote><p>Salt on the sill,<br>ice on the rope,<br/>nothing is still.</p></blockquote>") == [
        "Salt on the sill,\nice on the rope,\nnothing is still."
    ]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("<div>One thing happened.<br><br> Then another.</div>") == ["One thing happened.", "Then another."]


def test_a_line_break_in_a_heading_is_a_space() -> None:
    assert texts("<h2>Boats<br>and bread</h2>") == ["Boats and bread"]


def test_ordered_items_keep_their_numbers_and_nested_ones_their_depth() -> None:
    found = blocks('<ol start="3"><li>Wax the hull<ul><li>twice</li></ul></li><li>Wait</li></ol>')
    assert [(block.text, block.level, block.hint) for block in found] == [
        ("3. Wax the hull", 1, Role.LIST),
        ("- twice", 2, Role.LIST),
        ("4. Wait", 1, Role.LIST),
    ]


def test_a_list_item_that_holds_a_whole_post_gets_no_marker() -> None:
    long = "A sentence that goes on for so long that nobody would call it an item of a list, whatever its tag may be."
    found = blocks(f"<ul><li><p>{long}</p><p>{long}</p></li></ul>")
    assert [block.hint for block in found] == [None, None]
    assert all(block.text == long for block in found)


def test_code_keeps_its_indentation() -> None:
    (block,) = blocks("<pre><code>for tide in tides:\n    print(tide)\n</code></pre>")
    assert (block.text, block.hint) == ("for tide in tides:\n    print(tide)", Role.CODE)


def test_prose_in_a_pre_element_is_paragraphs() -> None:
    found = blocks("<pre>The boat left at nine.\n\nIt came back at ten.</pre>")
    assert [(block.text, block.hint) for block in found] == [
        ("The boat left at nine.", None),
        ("It came back at ten.", None),
    ]


def test_the_cells_of_a_table_are_parted_whatever_stands_in_them() -> None:
    table = (
        "<table><tr><th colspan=2>Boats<br>a day</th><th>Winter</th></tr>"
        "<tr><td>East</td><td>6</td><td><ul><li>Mon: 2</li><li>Sun: 1</li></ul></td></tr></table>"
    )
    (block,) = blocks(table)
    assert block.hint is Role.TABLE
    assert block.text == "Boats a day | Winter\nEast | 6 | Mon: 2; Sun: 1"


def test_a_table_that_lays_out_a_page_is_no_table_of_data() -> None:
    layout = "<table><tr><td><p>First paragraph.</p><h2>Part</h2></td><td><p>Beside it.</p></td></tr></table>"
    assert [(block.text, block.hint) for block in blocks(layout)] == [
        ("First paragraph.", None),
        ("Part", Role.SUBHEAD),
        ("Beside it.", None),
    ]


@pytest.mark.parametrize("hiding", ['style="display: none"', "hidden", 'aria-hidden="true"', 'class="visually-hidden"'])
def test_what_the_page_hides_is_marked_as_hidden(hiding: str) -> None:
    page = walked(f"<div {hiding}><p>Not to be seen.</p></div><p>To be seen.</p>")
    assert [page.containers[block.container].hidden for block in page.blocks] == [True, False]


def test_a_note_that_waits_for_the_mouse_does_not_run_into_the_sentence() -> None:
    note = '<span class="tooltip-text">The head of the harbour office</span>'
    assert texts(f'<p>The <span class="tooltip">harbour master{note}</span> agreed.</p>') == [
        "The harbour master agreed."
    ]


def test_scripts_templates_and_form_fields_are_no_text() -> None:
    html = (
        "<script>let a = '<p>x</p>'</script><template><p>y</p></template><noscript>z</noscript>"
        "<select><option>q</option></select><p>Text.</p>"
    )
    assert texts(html) == ["Text."]


def test_the_shadow_tree_that_a_saving_tool_wrote_out_is_text() -> None:
    assert texts('<div><template shadowrootmode="open"><p>Inside.</p></template></div>') == ["Inside."]


def test_a_figure_caption_says_so() -> None:
    assert blocks("<figure><img src=x><figcaption>The east pier.</figcaption></figure>")[0].hint is Role.CAPTION


def test_a_drawn_letter_belongs_to_the_text_but_an_image_description_does_not() -> None:
    assert texts('<p><img alt="T" src=t>hey waited.</p><p><img alt="A boat at the pier" src=b>They left.</p>') == [
        "They waited.",
        "They left.",
    ]


def test_entities_and_soft_hyphens_leave_whole_words() -> None:
    assert texts("<p>Hoch&shy;wasser &amp; Eis&#173;gang &#8211; caf&eacute; it&#146;s</p>") == [
        "Hochwasser & Eisgang – café it’s"
    ]


_WORDS = st.text(st.sampled_from("abcdefg"), min_size=1, max_size=6)
_TREES = st.recursive(
    _WORDS,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "b", "ul", "li", "table", "td", "blockquote", "h2", "span", "a", "figure"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(_TREES)
def test_no_visible_word_is_lost_or_moved(tree: str) -> None:
    import re

    expected = re.sub(r"<[^>]*>", " ", tree).split()
    found = " ".join(texts(f"<html><body><div>{tree}</div></body></html>")) if expected else ""
    letters = "".join(char for char in found if char in "abcdefg")
    assert letters == "".join(expected)
