"""P7: text at odd places of a page is read, or a warning says how much of it stands among the removed lines."""

from __future__ import annotations

import gzip
import html
import json

import pytest

from clock import grows_less
from reader.article import Draft
from reader.ingest import read_bytes

SHOWN = (
    "The ferry at Sallow Reach will stop for a month, the harbour office of Wendlesham said on Friday.",
    "Its hull is to be caulked on the slip below the rope walk, where the last boat was broken up in the spring.",
    "Passengers may cross by the bridge at Kell, an hour to the north, or wait for the mail boat on Thursdays.",
)
HIDDEN = (
    "Nobody had looked under the boards since the winter of the long ice, says the mate, Ines Tarrow.",
    "What they found there was green, soft as cheese, and a hand deep along the whole of the keel.",
    "The yard asked for oak; the office has money for larch, and both sides wait for the other to write.",
    "A decision will be cried from the steps of the customs house before the month is out.",
)
TEXT = " ".join(HIDDEN)
BLOCKS = "".join(f"<p>{line}</p>" for line in HIDDEN)
OPTIONS = "".join(f"<option>{line}</option>" for line in HIDDEN)


def page(inside: str, head: str = "") -> str:
    shown = "".join(f"<p>{line}</p>" for line in SHOWN)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}<title>Ferry at Sallow Reach stops</title>"
        f"</head><body><article><h1>Ferry at Sallow Reach stops</h1>{shown}{inside}</article></body></html>"
    )


def draft_of(source: str) -> Draft:
    (draft,) = read_bytes(source.encode(), "ferry.html").drafts
    return draft


def text_of(draft: Draft) -> str:
    return " ".join(block.text for block in draft.blocks)


VISIBLE = {
    "quote never closed": f'<p class="x>{TEXT}</p>',
    "quote never closed, more blocks": f'<p class="lead>{HIDDEN[0]}</p>{BLOCKS}<p class="y">End.</p>',
    "quote never closed, in an image": f'<img alt="the ferry><p>The page goes on.</p>{BLOCKS}',
    "quote never closed, nor the tag": f'<img alt="the ferry <p>The page goes on.</p>{BLOCKS}<p class="z">End.</p>',
    "quote never closed, a link after it": f'<p id="x>{TEXT} <a href="/more" rel=next>More</a></p>',
    "single quote never closed": f"<p title='x>{TEXT}</p>",
    "tag full of text": f"<p>At 3 <b and so on. {TEXT}</p>",
    "frame that shuts itself": f"<iframe src='x'/>{BLOCKS}",
    "player with children": f"<embed src=x>{BLOCKS}",
    "source with children": f"<source src=x>{BLOCKS}",
    "comment with a bang": f"<!-- note --!>{BLOCKS}<!-- x -->",
    "comment never closed": f"<!-- {BLOCKS}",
    "script never closed": f"<script>var ferry = 1; {BLOCKS}",
    "style never closed": f"<style>p {{}} {BLOCKS}",
    "cdata": f"<![CDATA[{BLOCKS}]]>",
    "cdata never closed": f"<p><![CDATA[{TEXT}",
    "declarative shadow root": f"<x-ferry><template shadowrootmode=open>{BLOCKS}</template></x-ferry>",
    "form in form": f"<form><form>{BLOCKS}</form></form>",
    "drawing with blocks": f"<svg>{BLOCKS}</svg>",
    "unclosed table": f"<table><tr><td>{BLOCKS}",
}
ODD = {
    "frame's own page": f'<iframe srcdoc="{html.escape(BLOCKS)}"></iframe>',
    "text for browsers without frames": f"<iframe src=x>{BLOCKS}</iframe>",
    "noframes": f"<noframes>{BLOCKS}</noframes>",
    "noembed": f"<noembed>{BLOCKS}</noembed>",
    "noscript": f"<noscript>{BLOCKS}</noscript>",
    "template": f"<template>{BLOCKS}</template>",
    "choices": f"<select>{OPTIONS}</select>",
    "list of suggestions": f"<datalist>{OPTIONS}</datalist>",
    "text field": f"<textarea>{TEXT}",
    "text field with markup": f"<textarea>{BLOCKS}</textarea>",
    "text in a drawing": "<svg>" + "".join(f"<text y=1>{line}</text>" for line in HIDDEN) + "</svg>",
    "title of a drawing": f"<svg><title>{TEXT}</title></svg>",
    "page in a drawing": f"<svg><foreignObject>{BLOCKS}</foreignObject></svg>",
    "drawing never closed": f"<svg><text>{TEXT}",
    "formula": f"<math><mtext>{TEXT}</mtext></math>",
    "second title": f"<title>{TEXT}</title>",
    "object": f"<object data=x>{TEXT}</object>",
    "video": f"<video src=x>{BLOCKS}</video>",
    "player out of sight": f"<embed src=x hidden>{BLOCKS}",
    "canvas": f"<canvas>{BLOCKS}</canvas>",
    "plaintext": f"<plaintext>{TEXT}",
    "hidden span": f"<p>And <span style='display:none'>{TEXT}</span></p>",
    "dialog": f"<dialog>{BLOCKS}</dialog>",
    "comment never closed, no block after it": f"<!-- {TEXT}",
    "script never closed, no block after it": f"<script>var ferry = 1; {TEXT}",
    "tag never closed at the end": f"<p>see <a href=x {TEXT}",
    "cell that needs no script": f"<table><tr><th>a<th>b<tr><td>1<td><noscript>{TEXT}</noscript></table>",
}
UNSHOWN = {
    "comment": f"<!-- {BLOCKS} -->",
    "conditional comment": f"<!--[if !IE]>{BLOCKS}<![endif]-->",
    "program": f"<?php echo '{TEXT}'; ?>",
    "template in a script": f"<script type='text/template'>{BLOCKS}</script>",
    "style sheet": f'<style>.a::after {{ content: "{TEXT}" }}</style><p class=a></p>',
    "description": f'<div aria-label="{TEXT}"></div>',
    "title of a line": f'<p title="{TEXT}">x</p>',
    "picture": f'<img src=x alt="{TEXT}">',
    "value of a field": f'<input value="{TEXT}">',
    "values of several fields": "".join(f'<input type=text value="{line}">' for line in HIDDEN),
    "hint of a field": f'<textarea placeholder="{TEXT}"></textarea>',
    "data": f'<div data-html="{html.escape(BLOCKS)}"></div>',
    "body in a meta element": f'<meta itemprop="articleBody" content="{TEXT}">',
}


@pytest.mark.parametrize("inside", VISIBLE.values(), ids=VISIBLE.keys())
def test_p7_what_a_browser_would_show_is_article_text(inside: str) -> None:
    draft = draft_of(page(inside))
    main = " ".join(block.text for block in draft.blocks if block.main is not False)
    assert [line for line in (*SHOWN, *HIDDEN) if line not in main] == []


@pytest.mark.parametrize("inside", ODD.values(), ids=ODD.keys())
def test_p7_text_at_an_odd_place_is_at_least_a_removed_line(inside: str) -> None:
    text = text_of(draft_of(page(inside)))
    assert [line for line in (*SHOWN, *HIDDEN) if line not in text] == []


@pytest.mark.parametrize("inside", UNSHOWN.values(), ids=UNSHOWN.keys())
def test_p7_what_no_browser_shows_is_told_with_its_size_and_kept(inside: str) -> None:
    draft = draft_of(page(inside))
    assert [line for line in (*SHOWN, *HIDDEN) if line not in text_of(draft)] == []
    (warning,) = draft.warnings
    assert "among the removed lines" in warning
    told = int(warning.split()[1])
    assert abs(told - len(TEXT.split())) <= 2


@pytest.mark.parametrize(
    "inside",
    [
        '<p class="x">A word.</p><a title="3 > 2" href="/a">b</a>',
        """<div onclick="if (a > 1) { show('<p>Yes.</p>') }">c</div>""",
        '<a href="/search?q=">Search</a><p class="y">He said "no".</p>',
        '<div data-state="e30="></div><p>The next line.</p><div id="b"></div>',
        """<div data-x='{"html": "<p>A line of data that nobody should ever see. It ends here.</p>"}'></div>""",
        "<select><option>St. Aldate</option><option>St. Brannock</option><option>Upper Kell St. Mary</option></select>",
        "<!-- Rendered by press 4. Cached for an hour. -->",
        f'<img src=x alt="{HIDDEN[0]}">',
        f'<a title="{SHOWN[0]} {SHOWN[1]}">x</a>',
        "<script>say('The page is too old. Please load it again, or write to us about it. Thank you.')</script>",
    ],
)
def test_p7_an_ordinary_page_has_no_such_warning_and_no_such_lines(inside: str) -> None:
    draft = draft_of(page(inside))
    assert draft.warnings == ()
    text = text_of(draft)
    assert all(line in text for line in SHOWN)
    for never in ("class=", "nobody should", "Brannock", "Cached", "too old", "show("):
        assert never not in text


def test_p7_what_a_comment_says_again_is_no_loss() -> None:
    shown = "".join(f"<p>{line}</p>" for line in SHOWN)
    assert draft_of(page(f"<!-- {shown} -->")).warnings == ()


def test_p7_the_noscript_part_of_a_head_is_read() -> None:
    assert HIDDEN[3] in text_of(draft_of(page("", head=f"<noscript>{BLOCKS}</noscript>")))


@pytest.mark.parametrize(
    "source",
    [
        f"# Ferry stops\n\n{SHOWN[0]}\n\n<!-- never closed\n\n{TEXT}\n",
        f"# Ferry stops\n\n{SHOWN[0]}\n\n<script>\nvar a = 1;\n\n{TEXT}\n",
        f"# Ferry stops\n\n{SHOWN[0]}\n\n<textarea>\n\n{TEXT}\n",
        f"# Ferry stops\n\n{SHOWN[0]}\n\n<noscript><p>{TEXT}</p></noscript>\n",
        f"# Ferry stops\n\n{SHOWN[0]} <script>var a = 1; {TEXT}\n",
    ],
)
def test_p7_markup_in_markdown_that_is_never_closed_swallows_nothing(source: str) -> None:
    (draft,) = read_bytes(source.encode(), "ferry.md").drafts
    assert all(line in " ".join(text_of(draft).split()) for line in (SHOWN[0], *HIDDEN))


@pytest.mark.parametrize("field", ["text", "body_html"])
def test_p7_a_piece_of_markup_in_json_loses_nothing_either(field: str) -> None:
    body = f"<p>{SHOWN[0]}</p><p class='x>{TEXT}</p><iframe>{BLOCKS}</iframe>"
    (draft,) = read_bytes(json.dumps({"title": "Ferry", field: body}).encode(), "ferry.json").drafts
    assert all(line in text_of(draft) for line in (SHOWN[0], *HIDDEN))


@pytest.mark.parametrize(
    "piece",
    ["<title>", "<textarea>", "<noscript>", "<iframe srcdoc='a", "<select><option>", "<svg><text>", '<a b="c>',
     '<a b="c>d=">', "<a b='c>d=\" e=", "<template>", "<?php ", "<!-- a. b --!>", "<math>", "<embed>", "<a b c ",
     "<span hidden>a. "],
)  # fmt: skip
def test_p23_looking_for_losses_takes_linear_time(piece: str) -> None:
    def work(count: int) -> None:
        read_bytes(f"<html><body><p>A line. {piece * count}".encode(), "a.html")

    # a quadratic rule takes sixteen times as long
    assert grows_less(10, work, 5_000, 20_000, floor=0.05)


def mail(*pages: str) -> str:
    parts = "".join(f"--gate\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n" for page in pages)
    return f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="gate"\r\n\r\n{parts}--gate--\r\n'


def test_p7_the_frames_of_a_web_archive_are_told_of() -> None:
    frame = f"<html><body>{BLOCKS}</body></html>"
    (draft,) = read_bytes(mail(page(""), frame, page("")).encode(), "ferry.mhtml").drafts
    assert [line for line in (*SHOWN, *HIDDEN) if line not in text_of(draft)] == []
    assert draft.warnings[0].startswith("The archive's other parts hold about")
    (alone,) = read_bytes(mail(page(""), page(""), "<p>Buy oak now.</p>").encode(), "ferry.mhtml").drafts
    assert alone.warnings == ()


def test_p7_text_around_the_parts_of_a_web_archive_is_told_of() -> None:
    part = f"--gate\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{HIDDEN[0]}\r\n\r\n{HIDDEN[1]}\r\n--gate--"
    saved = mail(page("")).replace("--gate--", part).replace("\r\n--gate", f"\r\n{HIDDEN[2]}\r\n--gate", 1)
    (draft,) = read_bytes(f"{saved}\r\n{HIDDEN[3]}\r\n".encode(), "ferry.mhtml").drafts
    assert [line for line in (*SHOWN, *HIDDEN) if line not in text_of(draft)] == []
    assert len(draft.warnings) == 1
    noted = mail(page("")).replace("\r\n--gate", "\r\nThis is a multi-part message in MIME format.\r\n--gate", 1)
    assert read_bytes(noted.encode(), "ferry.mhtml").drafts[0].warnings == ()


@pytest.mark.parametrize(
    "record",
    [
        {"text": " ".join(SHOWN), "body": TEXT},
        {"text": " ".join(SHOWN), "content": {"rendered": BLOCKS}},
        {"content": [{"text": SHOWN[0]}, {"text": SHOWN[1]}, {"text": SHOWN[2]}, {"note": {"said": list(HIDDEN)}}]},
        {"content": [*SHOWN, [[[[[[[[list(HIDDEN)]]]]]]]]]},
        {"sections": [{"paragraphs": list(SHOWN), "aside": {"x": {"y": TEXT}}}]},
        {"text": " ".join(SHOWN), "articles": [{"title": "Keel", "text": TEXT}]},
    ],
)
def test_p7_texts_of_an_object_that_are_not_its_article_are_told_of(record: dict[str, object]) -> None:
    (draft,) = read_bytes(json.dumps({"title": "Ferry stops", **record}).encode(), "ferry.json").drafts
    assert [line for line in (*SHOWN, *HIDDEN) if line not in text_of(draft)] == []
    assert "among the removed lines" in "".join(draft.warnings)


@pytest.mark.parametrize(
    "record",
    [
        {"text": " ".join(SHOWN), "html": page(""), "description": HIDDEN[0], "comments": [TEXT, TEXT]},
        {"text": " ".join(SHOWN), "body": "\n\n".join(SHOWN)},
        {"content": [{"type": "p", "id": "a1", "text": line} for line in SHOWN]},
    ],
)
def test_p7_an_ordinary_object_has_no_such_warning(record: dict[str, object]) -> None:
    (draft,) = read_bytes(json.dumps({"title": "Ferry stops", **record}).encode(), "ferry.json").drafts
    assert draft.warnings == ()


def test_p7_an_archive_of_thousands_of_members_is_read_to_its_end() -> None:
    lines = [f"Plank {number} of the keel was green.\n\n".encode() for number in range(3_000)]
    data = b"".join(gzip.compress(line, mtime=0) for line in lines) + b"\0" * 512
    (draft,) = read_bytes(data, "ferry.txt.gz").drafts
    assert draft.blocks[-1].text == "Plank 2999 of the keel was green."


@pytest.mark.parametrize("line", ["LENGTH: 60 words", "SUBJECT: Ferries", "LANGUAGE: English", "1 of 2 DOCUMENTS"])
def test_p7_a_line_of_an_export_in_the_middle_of_a_text_cuts_nothing_off(line: str) -> None:
    text = "\n\n".join(["1 of 1 DOCUMENTS", "Ferry stops", *SHOWN, line, *HIDDEN]) + "\n"
    said = " ".join(f"{draft.title} {text_of(draft)}" for draft in read_bytes(text.encode(), "ferry.txt").drafts)
    assert [line for line in (*SHOWN, *HIDDEN) if line not in said] == []
    before = "\n\n".join([*SHOWN, "1 of 1 DOCUMENTS", "Keel", *HIDDEN])
    said = " ".join(text_of(draft) for draft in read_bytes(before.encode(), "ferry.txt").drafts)
    assert [line for line in (*SHOWN, *HIDDEN) if line not in said] == []
