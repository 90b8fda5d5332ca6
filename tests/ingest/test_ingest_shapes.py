"""Files that are something else than their name says, and articles in shapes that no name announces."""

from __future__ import annotations

import base64
import json
import quopri
import re

import pytest

from reader.article import Draft, Role
from reader.errors import UnreadableError
from reader.ingest import read_bytes

LINES = (
    "The ropewalk at Sennet Quay will be sold to a school, the harbour court of Millmouth decided on Tuesday.",
    "“My mother spun hemp here for forty years,” said Tamsin Oake, who keeps the ledgers of the guild, “and sang.”",
    "Its long roof is to be covered with slate before the autumn gales, and the court will pay for the nails.",
)
TEXT = "\n\n".join(LINES)
BLOCKS = "".join(f"<p>{line}</p>" for line in LINES)
PAGE = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Ropewalk</title></head><body>{BLOCKS}</body></html>"
RECORD = {"title": "Ropewalk sold", "text": TEXT}
MAIL = (
    "From: <Saved by a browser>\r\nSubject: Ropewalk\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="quay"\r\n\r\n--quay\r\nContent-Type: text/html; charset=utf-8\r\n'
    f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{quopri.encodestring(PAGE.encode()).decode()}\r\n--quay--\r\n"
)
LETTER = (
    "From: Tamsin <t@quay.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    f"Content-Transfer-Encoding: base64\r\n\r\n{base64.encodebytes(TEXT.encode()).decode()}"
)


def one(data: str | bytes, name: str) -> Draft:
    (draft,) = read_bytes(data if isinstance(data, bytes) else data.encode(), name).drafts
    return draft


def said(draft: Draft) -> str:
    return " ".join(f" {draft.title} {' '.join(block.text for block in draft.blocks)}".split())


def holds_all(draft: Draft) -> bool:
    return all(line in said(draft) for line in LINES)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "\n" * 9_000 + PAGE),
        ("a.txt", f"Saved from quay.example on Tuesday\n{PAGE}\n"),
        ("a.txt", f'<div class="story">{BLOCKS}</div>'),
        ("a.json", PAGE),
        ("a.jsonl", PAGE),
        ("a.txt", json.dumps(RECORD)),
        ("a.md", json.dumps(RECORD, indent=1)),
        ("a.html", json.dumps({**RECORD, "text": BLOCKS})),
        ("a.html", MAIL),
        ("a.txt", MAIL),
        ("a.mht", "\r\n\r\n" + MAIL),
        ("a.mht", "\ufeff" + MAIL),
        ("a.txt", LETTER),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_its_name_says(name: str, data: str) -> None:
    draft = one(data, name)
    assert holds_all(draft)
    assert not re.search(r"<p>|\\u201c|=E2=80|Transfer-Encoding|\{", said(draft))


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        ("a.txt", f"<p> is the tag for a paragraph, and <br> for a line.\n\n{TEXT}", "<p> is the tag"),
        ("a.txt", f"[1] The first note.\n\n{TEXT}", "[1] The first note."),
        ("a.txt", f"{{ropes}}\n\n{TEXT}", "{ropes}"),
        ("a.md", f"<!-- clipped -->\n\n# Ropewalk\n\n{TEXT}\n\n- hemp\n- tar", "Ropewalk"),
        ("a.md", f'<p align="center"><br><br><br></p>\n\n# Ropewalk\n\n{TEXT}', "Ropewalk"),
        ("a.md", f'{{\n "title": "Ropewalk"\n}}\n\n{TEXT}', "Ropewalk"),
        ("a.html", f"# Ropewalk\n\n{TEXT}", "# Ropewalk"),
        ("a.txt", f"Subject: ropes\n\n{TEXT}", "Subject: ropes"),
    ],
)
def test_a_text_that_only_begins_like_something_else_stays_what_its_name_says(name: str, data: str, shown: str) -> None:
    draft = one(data, name)
    assert holds_all(draft)
    assert shown in said(draft)
    assert "# Ropewalk" not in said(draft) or name == "a.html"


def spans(kind: str, line: str) -> dict[str, object]:
    return {kind: "paragraph", "children": [{"text": line[:25]}, {"text": line[25:], "bold": True}]}


DOCUMENTS: dict[str, object] = {
    "ProseMirror": {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": line[:9]}, {"type": "text", "text": line[9:]}]}
            for line in LINES
        ],
    },
    "Slate": [spans("type", line) for line in LINES],
    "Portable Text": [{"_type": "block", "style": "normal", **spans("_type", line)} for line in LINES],
    "Contentful": {
        "nodeType": "document",
        "content": [
            {
                "nodeType": "paragraph",
                "content": [
                    {"nodeType": "text", "value": line[:9]},
                    {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": line[9:]}]},
                ],
            }
            for line in LINES
        ],
    },
    "Lexical": {"root": {"type": "root", "children": [spans("type", line) for line in LINES]}},
    "Draft.js": {"blocks": [{"key": "a", "text": line, "type": "unstyled"} for line in LINES], "entityMap": {}},
    "Editor.js": {"blocks": [{"type": "paragraph", "data": {"text": line}} for line in LINES], "version": "2"},
    "Quill": {"ops": [step for line in LINES for step in ({"insert": line}, {"insert": "\n\n"})]},
    "Gutenberg": {"raw": f"<!-- wp:paragraph -->{BLOCKS}<!-- /wp:paragraph -->"},
}


@pytest.mark.parametrize("editor", DOCUMENTS)
def test_the_documents_of_editors_give_their_paragraphs_whole(editor: str) -> None:
    draft = one(json.dumps({"title": "Ropewalk", "content": DOCUMENTS[editor]}), "a.json")
    assert [block.text for block in draft.blocks if block.text and block.hint is not Role.TITLE] == list(LINES)


SECOND = TEXT.replace("school", "brewery")
TWO = [{"title": "One", "text": TEXT}, {"title": "Two", "text": SECOND}]


@pytest.mark.parametrize(
    "value",
    [
        {"a1": TWO[0], "a2": TWO[1]},
        {"2024": [TWO[0]], "2025": [TWO[1]]},
        {"title": {"0": "One", "1": "Two"}, "text": {"0": TEXT, "1": SECOND}},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["One", TEXT], ["Two", SECOND]]},
        [["title", "text"], ["One", TEXT], ["Two", SECOND]],
        {"total": 2, "rows": [{"id": 1, "doc": TWO[0]}, {"id": 2, "doc": TWO[1]}]},
        {"data": {"posts": {"edges": [{"node": TWO[0]}, {"node": TWO[1]}]}}},
        {"log": {"pages": [{"inner": TWO[0]}, {"inner": TWO[1]}]}},
    ],
)
def test_articles_are_found_under_any_names_and_in_tables(value: object) -> None:
    drafts = read_bytes(json.dumps(value).encode(), "a.json").drafts
    assert [(draft.title, "brewery" in said(draft)) for draft in drafts] == [("One", False), ("Two", True)]
    assert all(line in said(drafts[0]) for line in LINES)


def test_objects_over_several_lines_are_read_under_the_name_of_lines_too() -> None:
    data = "\n".join(json.dumps(record, indent=2) for record in TWO)
    assert [draft.title for draft in read_bytes(data.encode(), "a.jsonl").drafts] == ["One", "Two"]


@pytest.mark.parametrize(
    "value",
    [
        list(LINES),
        TEXT,
        {"headline": "Ropewalk", "artikel_inhalt": TEXT},
        {"headline": "Ropewalk", "absaetze": list(LINES)},
        {"response": {"status": "ok", "content": {"headline": "Ropewalk", "fields": {"bodyText": TEXT}}}},
        {"title": {"en": "Ropewalk"}, "text": {"en": TEXT, "fr": "La corderie est vendue."}},
        {"title": {"en": "Ropewalk"}, "text": {"en": list(LINES), "fr": ["La corderie est vendue."]}},
        {"title": "Ropewalk", "text": [{"tag": "p", "inner": line} for line in LINES]},
    ],
)
def test_a_text_without_a_known_name_around_it_is_an_article(value: object) -> None:
    assert holds_all(one(json.dumps(value), "a.json"))


def test_references_in_a_plain_text_are_what_they_stand_for() -> None:
    draft = one(json.dumps({"text": f"&quot;Hemp &amp; tar&quot; &#8212; {TEXT}"}), "a.json")
    assert '"Hemp & tar" — The ropewalk' in said(draft)
    assert "R&D; &co;" in said(one(json.dumps({"text": f"R&D; &co; {TEXT}"}), "a.json"))


def test_a_text_in_another_language_beside_the_shown_one_is_told_of() -> None:
    other = (
        "La corderie sera vendue à une école, a décidé mardi le tribunal du port. Le toit sera couvert avant "
        "l’automne, et les clous seront payés par la ville. Tout le monde est content, dit la gardienne."
    )
    draft = one(json.dumps({"text": {"en": TEXT, "fr": other}}), "a.json")
    assert holds_all(draft)
    assert "corderie" in said(draft)
    assert "removed lines" in draft.warnings[0]


@pytest.mark.parametrize(
    "value",
    [
        {"editor": {"description": "Whether a ruler is shown. Set it to true to see one. Otherwise none is."}},
        {"buttons": [{"text": "Press it"}, {"text": "Leave it"}]},
        ["https://quay.example/a", "https://quay.example/b"],
        "A word or two",
        {"en": {"ok": "Yes"}, "fr": {"ok": "Oui"}},
        {"title": "Ropewalk", "text": None, "section": "Harbour"},
    ],
)
def test_labels_and_settings_are_no_articles(value: object) -> None:
    with pytest.raises(UnreadableError) as error:
        read_bytes(json.dumps(value).encode(), "a.json")
    assert error.value.code == "no-text"


def test_the_articles_of_a_feed_that_are_markup_in_markup_are_read() -> None:
    inner = BLOCKS.replace("<", "&lt;").replace(">", "&gt;")
    feed = f'<?xml version="1.0"?><feed><title>Quay</title><entry><content type="html">{inner}</content></entry></feed>'
    draft = one(feed, "a.html")
    assert holds_all(draft)
    assert "<p>" not in said(draft)


@pytest.mark.parametrize(
    ("start", "end"),
    [("//<![CDATA[\n", "\n//]]>"), ("<!--\n", "\n-->"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"), ("", "")],
)
def test_the_data_of_a_page_is_read_through_what_hides_it_from_old_programs(start: str, end: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Ropewalk", "articleBody": TEXT})
    page = f'<html><head><script type="application/ld+json">{start}{data}{end}</script></head><body></body></html>'
    assert holds_all(one(page, "a.html"))


def test_letters_that_are_struck_twice_are_letters_and_hidden_ones_stay_to_be_seen() -> None:
    draft = one(f"R\bRo\bop\bpe\be\n\n_\bn_\bo_\bw\n\nsecret\b\b\b\b\b\bpublic\n\n{TEXT}", "a.txt")
    assert [block.text for block in draft.blocks if block.text][:3] == ["Rope", "now", "secret␈␈␈␈␈␈public"]


def test_a_soft_hyphen_at_the_end_of_a_line_makes_one_word_of_two() -> None:
    assert "ropewalk at" in said(one("The rope\u00ad\nwalk at Sennet Quay.", "a.txt"))
