"""Words that are links: they keep their targets from every format to the gate, at their place in the text."""

from __future__ import annotations

import json
import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Draft, Link, RawBlock
from reader.ingest import read_bytes, read_html
from reader.ingest.links import MOST, Signs, carried, spread
from reader.ingest.sealing import seal
from reader.text.safe import safe

ADDRESS = "https://vale.example/news/bridge"
OPENING = "<p>The bridge over the Orle stays shut until the autumn, the council of Vale said on Monday evening.</p>"
ENDING = "<p>Nobody on the council wanted to say how much the work on the two old piers will cost the town.</p>"


def page(body: str, head: str = "") -> str:
    canonical = f'<link rel="canonical" href="{ADDRESS}">'
    return (
        f"<!DOCTYPE html><html><head><title>Bridge shut</title>{canonical}{head}</head><body><article>"
        f"<h1>Bridge shut</h1>{OPENING}{body}{ENDING}</article></body></html>"
    )


def found(draft: Draft) -> list[tuple[str, str]]:
    return [(block.text[link.start : link.end], link.target) for block in draft.blocks for link in block.links]


def in_page(body: str, head: str = "") -> list[tuple[str, str]]:
    return found(read_html(page(body, head)))


def in_file(text: str, name: str) -> list[tuple[str, str]]:
    return found(read_bytes(text.encode(), name).drafts[0])


# ---- pages


def test_a_link_keeps_its_words_and_its_target() -> None:
    body = '<p>The engineer, \n <a href="https://brun.example/ada">Ada  <b>Brun</b></a>, called the piers worn out.</p>'
    assert in_page(body) == [("Ada Brun", "https://brun.example/ada")]


def test_the_second_of_two_equal_words_is_the_link() -> None:
    draft = read_html(
        page('<p>Vale is old, but <a href="https://vale.example/">Vale</a> is not yet poor, he said.</p>')
    )
    block = next(block for block in draft.blocks if block.links)
    assert block.links == (Link(17, 21, "https://vale.example/"),)


def test_a_relative_address_is_that_of_the_pages_own_site() -> None:
    body = '<p>It was in <a href="../2019/flood">the flood of 2019</a> that the first pier broke, then the second.</p>'
    assert in_page(body) == [("the flood of 2019", "https://vale.example/2019/flood")]


def test_the_base_that_a_page_names_goes_before_its_address() -> None:
    body = '<p>It was in <a href="flood">the flood</a> of that year that the first pier of the bridge broke.</p>'
    assert in_page(body, '<base href="https://archive.example/vale/">') == [
        ("the flood", "https://archive.example/vale/flood")
    ]


def test_a_relative_address_on_a_page_without_an_address_is_no_link() -> None:
    html = page('<p>It was in <a href="/flood">the flood of that year</a> that the first pier broke.</p>')
    assert found(read_html(html.replace(f'<link rel="canonical" href="{ADDRESS}">', ""))) == []


def test_a_list_items_marker_moves_its_links() -> None:
    body = (
        '<p>Three ways lead over the river now:</p><ul><li>the <a href="/ferry">ferry</a> at Orle,</li>'
        '<li>the <a href="/weir">weir</a> for those who dare.</li></ul>'
    )
    assert in_page(body) == [("ferry", "https://vale.example/ferry"), ("weir", "https://vale.example/weir")]


def test_a_link_over_two_paragraphs_is_one_in_each() -> None:
    body = (
        '<p>They wrote: <a href="/letter">We ask for a bridge and for nothing else.<br><br>We ask for it now, '
        "while the river is low.</a> The mayor has not answered that letter yet.</p>"
    )
    assert in_page(body) == [
        ("We ask for a bridge and for nothing else.", "https://vale.example/letter"),
        ("We ask for it now, while the river is low.", "https://vale.example/letter"),
    ]


def test_cells_of_a_table_have_their_links() -> None:
    body = (
        "<table><tr><th>Bridge</th><th>Shut since</th></tr>"
        '<tr><td><a href="/orle">Orle</a><p>the <a href="/old">old</a> one</p></td><td>May</td></tr>'
        '<tr><td>Sund</td><td><a href="/sund">June</a></td></tr></table>'
    )
    assert in_page(body) == [
        ("Orle", "https://vale.example/orle"),
        ("old", "https://vale.example/old"),
        ("June", "https://vale.example/sund"),
    ]


def test_lines_of_verse_have_their_links() -> None:
    body = '<pre>The river ran\n\tpast <a href="/mill">the old\n  mill</a> of Vale,\nand nobody saw it go.</pre>'
    assert in_page(body) == [("the old\n  mill", "https://vale.example/mill")]


def test_menus_and_footers_lose_their_links_and_boxes_in_the_text_keep_theirs() -> None:
    menu = '<nav><ul><li><a href="/sport">Sport</a></li><li><a href="/life">Life</a></li></ul></nav>'
    box = '<aside class="related"><h3>Related</h3><ul><li><a href="/weir">Weir opens again</a></li></ul></aside>'
    html = page(f"{OPENING.replace('Monday', 'Sunday')}{box}{ENDING.replace('piers', 'weirs')}")
    html = html.replace("<body>", f"<body>{menu}").replace("</body>", f"<footer>{menu}</footer></body>")
    assert found(read_html(html)) == [("Weir opens again", "https://vale.example/weir")]


def test_an_anchor_around_a_picture_or_nothing_is_no_link() -> None:
    body = (
        '<p><a href="/photo"><img src="a.jpg" alt="The old bridge"></a><a href="/x"> </a>The bridge was new then.</p>'
    )
    assert in_page(body) == []


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "#notes",
        "tel:+123",
        "https://user:word@vale.example/",
        "https://bank.example@evil.example/",
        "http://",
        "http://[::1",
        "https://vale.example/" + "a" * 2_100,
        "mailto:nobody",
    ],
)
def test_what_is_no_plain_web_or_mail_address_is_no_link(target: str) -> None:
    assert (
        in_page(f'<p>The engineer called <a href="{escape(target)}">the old piers</a> worn out and beyond help.</p>')
        == []
    )


def test_letters_of_other_scripts_in_a_host_become_punycode() -> None:
    # the first letter is Cyrillic
    body = (
        '<p>The plan of <a href="https://\u0430pple.example/\u00fc b">the bridge</a> is on the table since Monday.</p>'
    )
    assert in_page(body) == [("the bridge", "https://xn--pple-43d.example/%C3%BC%20b")]


def test_no_article_has_more_links_than_anyone_follows() -> None:
    line = "<p>" + " ".join(f'<a href="/{n}">word{n}</a> stands here,' for n in range(100)) + " and that is all.</p>"
    assert len(in_page(line * 30)) == MOST


# ---- other formats


def test_markdown_links_of_all_kinds() -> None:
    text = (
        f"---\nsource: {ADDRESS}\n---\n# The [bridge](/bridge)\n\nSaid **[Ada *Brun*](https://brun.example/a)** of"
        " <https://vale.example/x> and [[Orle|the river]] and [that][1].\n\n- one [item](two)\n\n"
        "> [!note] Look at [this](mailto:ada@brun.example)\n\n| a | b |\n|---|---|\n"
        "| x | [y](https://t.example/) z |\n\n"
        '<div>Raw <a href="/raw?a=1&amp;b=2">block &amp; more</a></div>\n\n[1]: https://ref.example/\n'
    )
    assert in_file(text, "a.md") == [
        ("bridge", "https://vale.example/bridge"),
        ("Ada Brun", "https://brun.example/a"),
        ("https://vale.example/x", "https://vale.example/x"),
        ("that", "https://ref.example/"),
        ("item", "https://vale.example/news/two"),
        ("this", "mailto:ada@brun.example"),
        ("y", "https://t.example/"),
        ("block & more", "https://vale.example/raw?a=1&b=2"),
    ]


def test_html_in_json_has_its_links_whether_it_is_a_text_or_a_list_of_paragraphs() -> None:
    paragraph = 'The <a href="/council">council of Vale</a> met on Monday, and nobody spoke of the two old piers.'
    whole = json.dumps({"title": "T", "url": ADDRESS, "content": f"{OPENING}<p>{paragraph}</p>{ENDING}"})
    parts = json.dumps(
        {"title": "T", "url": ADDRESS, "text": [f"<p>{paragraph}</p>", "A second paragraph stands here."]}
    )
    expected = [("council of Vale", "https://vale.example/council")]
    assert in_file(whole, "a.json") == expected
    assert in_file(parts, "a.json") == expected


def test_the_article_in_a_pages_data_has_its_links() -> None:
    texts = [
        f'The {word} bridge over the Orle stays <a href="/{word}">shut until</a> autumn, the council of Vale said.'
        for word in ("first", "second", "third", "fourth")
    ]
    state = json.dumps({"blocks": [{"text": text} for text in texts]})
    html = (
        f'<html><head><title>Bridge shut</title><link rel="canonical" href="{ADDRESS}"></head><body><div></div>'
        f'<script type="application/json">{state}</script></body></html>'
    )
    assert in_file(html, "a.html") == [
        ("shut until", f"https://vale.example/{word}") for word in ("first", "second", "third", "fourth")
    ]


# ---- the gate


def test_words_stay_linked_when_the_gate_shortens_the_text_before_them() -> None:
    written = "Caf\u0065\u0301\u200b \u202eof\x1b Vale"
    body = f"{written} stands at "
    block = RawBlock(f"{body}{written}.", links=(Link(len(body), len(body) + len(written), "https://cafe.example/"),))
    sealed = seal(Draft("html", (block,)))
    assert found(sealed) == [(safe(unicodedata.normalize("NFC", written)), "https://cafe.example/")]


def test_an_accent_that_begins_a_links_words_joins_the_letter_before_them() -> None:
    block = RawBlock("Cafe\u0301 of Vale.", links=(Link(4, 13, "https://cafe.example/"),))
    sealed = seal(Draft("html", (block,)))
    assert sealed.blocks[0].text == "Caf\u00e9 of Vale."
    assert all(link.end <= len(sealed.blocks[0].text) for link in sealed.blocks[0].links)


def test_signs_that_a_file_brings_itself_move_no_link() -> None:
    signs = Signs()
    signed = f"\ufdd1a\ufdd0 {signs.opening('https://x.example/')}b{signs.closing} c"
    assert signs.links(["\ufdd1a\ufdd0 b c"], [signed]) == [()]


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=6)
PIECES = st.lists(st.tuples(st.lists(WORD, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=8)


@given(PIECES)
def test_words_at_a_links_place_are_those_of_its_anchor(pieces: list[tuple[list[str], bool]]) -> None:
    raw, marks = "", []
    for words, linked in pieces:
        start = len(raw) + 1
        raw += "  " + " \n".join(words)
        if linked:
            marks.append((start, len(raw), " ".join(" \n".join(words).split())))
    text = " ".join(raw.split())
    links = spread(raw, marks, [text])[0]
    assert [text[link.start : link.end] for link in links] == [target for _, _, target in marks if target]


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_links_stay_within_the_text_whatever_the_gate_does_to_it(text: str, edges: list[int]) -> None:
    places = sorted({min(edge, len(text)) for edge in edges})
    links = tuple(Link(a, b, "t") for a, b in zip(places[::2], places[1::2], strict=False))
    block = RawBlock(text, links=links)
    changed = safe(unicodedata.normalize("NFC", text)).strip()
    at = 0
    for link in carried(block, changed, lambda part: safe(unicodedata.normalize("NFC", part))):
        assert at <= link.start < link.end <= len(changed)
        at = link.end


TAGS = ["<p>", "</p>", "<a href=/x>", "</a>", "<li>", "<table><tr><td>a<td>", "</table>", "<br>", "<pre>", "</pre>"]
MORE = ["word ", "<q>", "<h2>", "<div>", "</div>", "The bridge is shut. "]


@given(st.lists(st.sampled_from([*TAGS, *MORE]), max_size=40))
def test_links_of_broken_pages_stay_within_their_blocks(tags: list[str]) -> None:
    for block in read_html(page("".join(tags))).blocks:
        at = 0
        for link in block.links:
            assert at <= link.start < link.end <= len(block.text)
            assert block.text[link.start : link.end] == block.text[link.start : link.end].strip()
            at = link.end


def test_a_link_in_preformatted_nothing_breaks_no_page() -> None:
    blocks = read_html(
        page("<pre><a href=/x></pre><p>See <a href=/y>the plan of the bridge</a> in the hall.</p>")
    ).blocks
    (link,) = [link for block in blocks for link in block.links]
    assert link.target.endswith("/y")


SPACES = st.sampled_from(["", " ", "  ", "\n", "\x0b \x0b"])


@given(st.lists(st.tuples(st.sampled_from(["a", "bc", "déf"]), SPACES, st.booleans()), max_size=12), st.integers(0, 12))
def test_counting_words_and_looking_at_each_give_the_same_places(parts: list[tuple[str, str, bool]], cut: int) -> None:
    raw, marks = "", []
    for letters, space, linked in parts:
        if linked:
            marks.append((len(raw), len(raw) + len(letters + space), letters))
        raw += letters + space
    words = raw.split()
    pieces = [piece for piece in (" ".join(words[:cut]), " ".join(words[cut:])) if piece]
    uneven = [piece.replace(" ", "   ") for piece in pieces]
    found = [
        [(piece[link.start : link.end].replace("   ", " "), link.target) for link in links]
        for piece, links in zip(uneven, spread(raw, marks, uneven), strict=True)
    ]
    assert found == [
        [(piece[link.start : link.end], link.target) for link in links]
        for piece, links in zip(pieces, spread(raw, marks, pieces), strict=True)
    ]
    assert [words for piece in found for words, _ in piece] == [target for piece in found for _, target in piece]
