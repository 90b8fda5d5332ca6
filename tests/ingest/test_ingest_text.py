from __future__ import annotations

import pytest

from reader.errors import UnreadableError
from reader.ingest import read_bytes, read_html, read_text


def lines(data: bytes) -> list[str]:
    (draft,) = read_bytes(data, "a.txt").drafts
    assert draft.kind == "text"
    return [block.text for block in draft.blocks]


def test_a_text_is_its_lines_with_the_empty_ones() -> None:
    assert lines(b"Mill closes\n\n  The mill is\nclosed.  \n\n\n") == ["Mill closes", "", "  The mill is", "closed."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert lines(f"Mill closes{end}{end}It is closed.".encode()) == ["Mill closes", "", "It is closed."]


@pytest.mark.parametrize("end", ["\u2029", "\x0c"])
def test_the_end_of_a_paragraph_or_page_leaves_an_empty_line(end: str) -> None:
    assert lines(f"Mill closes{end}It is closed.".encode()) == ["Mill closes", "", "It is closed."]


def test_nothing_is_judged_here() -> None:
    (draft,) = read_bytes(b"Mill closes\nBy Ann Lee\n\nAdvertisement\n", "a.txt").drafts
    assert draft.title is None
    assert draft.authors == ()
    assert {block.hint for block in draft.blocks} == {None}


def test_a_web_page_under_the_name_of_a_text_is_read_as_a_page() -> None:
    (draft,) = read_bytes(b"<!DOCTYPE html><html><body><p>The mill is closed now.</p></body></html>", "a.txt").drafts
    assert draft.kind == "html"


def test_a_tag_at_the_start_does_not_make_a_text_a_page() -> None:
    assert lines(b"<b>Mill</b> closes\n")[0] == "<b>Mill</b> closes"


def test_a_text_under_the_name_of_a_page_is_read_as_text() -> None:
    (draft,) = read_bytes(b"Mill closes\n\nThe mill is closed.", "a.html").drafts
    assert draft.kind == "text"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b" \n\t\n", "no-text"), ("--- !\n\u3000".encode(), "no-text")]
)
def test_a_file_without_a_word_gives_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_bytes(data, "a.txt")
    assert refused.value.code == code


def test_lost_bytes_are_told_to_the_user() -> None:
    (draft,) = read_bytes("The café is closed, the naïve mayor said.".encode() + b"\xe9", "a.txt").drafts
    assert len(draft.warnings) == 1


def test_given_text_and_pages_become_drafts() -> None:
    draft = read_text("The mill is closed.\n", title="Mill closes")
    assert (draft.title, draft.blocks[0].text) == ("Mill closes", "The mill is closed.")
    page = read_html("<html><body><p>The mill is closed.</p></body></html>", url="https://post.example/a")
    assert (page.kind, page.url) == ("html", "https://post.example/a")


def test_given_text_without_words_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_text("")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<!doctype html><html><body><p>The mill is closed.</p></body></html>", "html"),
        ('{"title": "Mill closes", "text": "The mill is closed."}', "text"),
        ('[{"title": "Mill closes", "paragraphs": ["The mill is closed."]}]', "json"),
        ("---\ntitle: Mill closes\n---\nThe mill is closed.", "markdown"),
        ("[Advertisement] The mill is closed.", "text"),
        ("{The mill is closed.}", "text"),
    ],
)
def test_a_file_without_an_ending_is_known_by_its_start(start: str, kind: str) -> None:
    assert read_bytes(start.encode(), "").drafts[0].kind == kind
