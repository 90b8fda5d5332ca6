from __future__ import annotations

import pytest

from clock import takes_less
from reader.article import Draft
from reader.errors import UnreadableError
from reader.ingest import read_bytes

PAGE = (
    "<html><head><title>Mühle schließt</title></head><body><h1>Mühle schließt</h1>"
    "<p>Die Mühle schloss am Freitag, sagte Änne Öhm, nach sechzig Jahren am Fluss.</p></body></html>"
)


def archive(
    *parts: bytes, address: bytes = b"https://post.example/mill", kind: bytes = b'multipart/related; boundary="q"'
) -> bytes:
    head = b"From: <Saved by a browser>\r\nSnapshot-Content-Location: " + address + b"\r\nSubject: Saved title\r\n"
    head += b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n\r\n"
    return head + b"".join(b"--q\r\n" + part + b"\r\n" for part in parts) + b"--q--\r\n"


def page(
    body: bytes,
    address: bytes = b"https://post.example/mill",
    extra: bytes = b"; charset=utf-8",
    encoding: bytes = b"8bit",
) -> bytes:
    head = b"Content-Type: text/html" + extra + b"\r\nContent-Transfer-Encoding: " + encoding
    return head + b"\r\nContent-Location: " + address + b"\r\n\r\n" + body


def shown(draft: Draft) -> str:
    return " ".join(block.text for block in draft.blocks)


def read(data: bytes) -> Draft:
    (draft,) = read_bytes(data, "a.mhtml").drafts
    return draft


def test_the_page_at_the_snapshots_address_is_the_article_and_frames_are_not() -> None:
    frame = page(b"<html><body><p>Win a cruise today.</p></body></html>", b"https://ads.example/")
    draft = read(archive(frame, page(PAGE.encode())))
    assert "Änne Öhm" in shown(draft)
    assert "cruise" not in shown(draft)
    assert draft.url == "https://post.example/mill"
    assert draft.title == "Mühle schließt"


def test_the_charset_of_the_part_beats_a_stale_declaration_in_the_page() -> None:
    stale = PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    assert "Änne Öhm" in shown(read(archive(page(stale, extra=b'; charset="windows-1252"'))))


def test_a_page_without_any_charset_is_decoded_all_the_same() -> None:
    assert "Änne Öhm" in shown(read(archive(page(PAGE.encode("cp1252"), extra=b""))))
    assert "Änne Öhm" in shown(read(archive(page(PAGE.encode(), extra=b"; charset=x-nonesuch"))))


def test_soft_line_breaks_are_undone() -> None:
    quoted = PAGE.encode().replace(b"=", b"=3D").replace(b"Freitag", b"Frei=\r\ntag")
    assert "am Freitag" in shown(read(archive(page(quoted, encoding=b"quoted-printable"))))


def test_an_archive_that_lost_its_structure_still_gives_its_page() -> None:
    assert "Mühle" in shown(read(archive(page(PAGE.encode()), kind=b"multipart/related")))
    assert "Mühle" in shown(read(archive(page(PAGE.encode()))[:-8]))
    assert "Mühle" in shown(read(archive(page(PAGE.encode(), encoding=b"base64"))))


def test_a_page_under_the_name_of_an_archive_is_read() -> None:
    assert "Mühle" in shown(read(PAGE.encode()))


def test_an_archive_without_an_ending_is_known_by_its_start() -> None:
    assert "Mühle" in shown(read_bytes(archive(page(PAGE.encode())), "").drafts[0])


@pytest.mark.parametrize(
    "data", [archive(), archive(b"Content-Type: image/png\r\n\r\nQUJD"), b"MIME-Version: 1.0\r\n\r\n"]
)
def test_an_archive_without_a_page_gives_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_bytes(data, "a.mhtml")
    assert refused.value.code == "no-text"


def test_thousands_of_parts_headers_or_levels_take_a_moment() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(200))
    images = [b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD"] * 3_000
    headers = b"".join(b"X-Mill-%d: x\r\n" % i for i in range(10_000))
    archives = (
        archive(page(PAGE.encode()), *images),
        headers + archive(page(PAGE.encode())),
        archive(page(PAGE.encode()), nested),
    )
    assert takes_less(8, lambda: [read(data) for data in archives])
    assert all("Mühle" in shown(read(data)) for data in archives)
