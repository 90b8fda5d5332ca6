"""MHTML: a page and its parts in one file, as browsers save it (RFC 2557)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.article import Draft
from reader.errors import UnreadableError
from reader.ingest.decoding import decode
from reader.ingest.formats.html.unread import with_unsaid
from reader.ingest.formats.markup import plain_blocks
from reader.ingest.formats.page import declared_charset, page_draft
from reader.ingest.formats.plain_lines import damage, text_draft
from reader.ingest.formats.prose import running_text
from reader.ingest.metadata import web_address
from reader.ingest.reading import Reading

if TYPE_CHECKING:
    from email.message import Message

_PAGES: Final = ("text/html", "application/xhtml+xml")
_PAGE_START: Final = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_FRAMES: Final = "The archive's other parts hold about {} words more: they are among the removed lines."
_NO_PAGE: Final = "The web archive holds no page."
_HINT: Final = "Save the page again, as one HTML file."


def read(data: bytes) -> Reading:
    """Return the one draft of a web archive: its main page, without frames. Raises UnreadableError (code "no-text")."""
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    from email.parser import BytesParser

    try:
        message = BytesParser().parsebytes(data)
        part = _main_part(message)
    except (RecursionError, ValueError, LookupError):
        return Reading((_bare_page(data),))
    draft = _bare_page(data) if part is None else with_unsaid(_draft_of(part, data), _others(message, part), _FRAMES)
    url = web_address(_header(message, "Snapshot-Content-Location"))
    return Reading((replace(draft, title=draft.title or _header(message, "Subject"), url=url or draft.url),))


def _main_part(message: Message) -> Message | None:
    """Return the part that is the page itself: the one at the snapshot's address, else the first page, else text."""
    address = _header(message, "Snapshot-Content-Location")
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    same = [part for part in pages if address and _header(part, "Content-Location") == address]
    if same or pages:
        return (same or pages)[0]
    texts = (part for part in message.walk() if part.get_content_type() == "text/plain" and part.get_filename() is None)
    return None if _PAGE_START.search(_payload(message)) else next(texts, None)


def _others(message: Message, main: Message) -> list[str]:
    """Return the running text in an archive that is not in its main page: frames, most of it, and what stands as plain
    text in its other parts, before the first and behind the last."""
    found: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart():
            paragraphs = _around(part).split("\n\n")
        elif part is main or kind not in (*_PAGES, "text/plain"):
            continue
        else:
            payload = _payload(part)
            charset = part.get_param("charset")
            text = _decoded(payload, charset if isinstance(charset, str) else declared_charset(payload))
            paragraphs = plain_blocks(text) if kind in _PAGES else text.replace("\r", "").split("\n\n")
        found.extend(run for paragraph in paragraphs for run in running_text(paragraph))
    return found


def _around(message: Message) -> str:
    """Return what stands before the first part of a message and behind its last one."""
    texts = (text for text in (message.preamble, message.epilogue) if text)
    return _decoded("\n\n".join(texts).encode("utf-8", "surrogateescape").replace(b"\r", b""), None)


def _decoded(data: bytes, charset: str | None) -> str:
    """Return a part beside the main one as text, "" when it is none."""
    try:
        return decode(data, charset).text
    except UnreadableError:
        return ""


def _draft_of(part: Message, archive: bytes) -> Draft:
    payload = _payload(part)
    if part.get_content_type() in _PAGES and b"<" not in payload.replace(b"\x00", b""):
        # the transfer encoding is another than the header says
        return _bare_page(archive)
    # the header was written with the part; the page's own declaration may be from before it was converted
    charset = part.get_param("charset")
    decoded = decode(payload, charset if isinstance(charset, str) else declared_charset(payload))
    url = web_address(_header(part, "Content-Location"))
    draft = text_draft(decoded.text) if part.get_content_type() == "text/plain" else page_draft(decoded.text, url)
    return replace(draft, url=draft.url or url, warnings=draft.warnings + damage(decoded))


def _bare_page(data: bytes) -> Draft:
    """Return the page that stands in an archive whose structure is lost."""
    start = _PAGE_START.search(data)
    if start is None:
        raise UnreadableError(_NO_PAGE, _HINT, code="no-text")
    page = data[start.start() :]
    return page_draft(decode(page, declared_charset(page)).text)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(part: Message, name: str) -> str | None:
    """Return a header as text, its encoded words decoded as far as they can be."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    value = part.get(name)
    if value is None:
        return None
    raw = str(value)[:20_000]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw.strip() or None
    words = (piece if isinstance(piece, str) else decode(piece, charset).text for piece, charset in pieces)
    try:
        return "".join(words).strip() or None
    except UnreadableError:
        return None
