"""What is fuzzed: each target takes bytes and fails with an exception when a promise is broken.

`scripts/fuzz.py` feeds them by atheris when that is installed, by plain mutation when not; the tests feed them the
corpus. An input that broke something once becomes a named file in `corpus/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def _text(data: bytes) -> str:
    """Return text that may hold any code point, lone surrogates among them."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    return [text for item in value for text in _strings(item)] if isinstance(value, list) else []


def _must(promise: object) -> None:
    if not promise:
        raise AssertionError("a promise is broken")


def _harmless(value: Any) -> None:
    for text in _strings(value):
        if found := _ACTS.search(text):
            raise AssertionError(f"{found.group()!r} came through")


def gate(data: bytes) -> None:
    """The gate for untrusted text: nothing that acts comes through, twice is the same as once."""
    from reader.text.references import unescape
    from reader.text.safe import safe, safe_line, safe_name

    text = _text(data)
    _harmless([safe(text), safe_line(text), safe_name(text), safe_name(data), safe(unescape(text))])
    _must(safe(safe(text)) == safe(text))
    _must("\n" not in safe_line(text) + safe_name(data))


def decoding(data: bytes) -> None:
    """Bytes to text: never fails but on what is no text."""
    from reader.errors import UnreadableError
    from reader.ingest.decoding import decode

    try:
        text = decode(data, data[:16].decode("latin-1") or None).text
    except UnreadableError as error:
        if error.code != "binary":
            raise
        return
    _must(not re.search("[\ud800-\udfff]", text))


def _read(data: bytes, name: str) -> None:
    from reader.cleaning import clean
    from reader.errors import UnreadableError
    from reader.ingest import read_bytes
    from reader.records import article_record

    try:
        reading = read_bytes(data, name)
    except UnreadableError as error:
        _harmless([error.message, error.hint, error.code])
        _must(error.message.strip() and error.code)
        return
    for draft in reading.drafts:
        _harmless(article_record(clean(draft)))
    for problem in reading.problems:
        _harmless([problem.where, problem.message])


def page(data: bytes) -> None:
    """A page through the scan before the parser, the parser, and the cleaner."""
    _read(data, "a.html")


def mail(data: bytes) -> None:
    """A page that a browser saved with its parts."""
    _read(data, "a.mhtml")


def markdown(data: bytes) -> None:
    """Markdown with whatever front matter."""
    from reader.ingest.formats.front_matter import split

    _read(data, "a.md")
    split(_text(data))


def records(data: bytes) -> None:
    """JSON and JSON lines."""
    _read(data, "a.json")
    _read(data, "a.jsonl")


def dates(data: bytes) -> None:
    """Dates: a day of the calendar or unknown."""
    from datetime import date

    from reader.library.recency import when
    from reader.text.dates import parse_date

    value: object = _text(data)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = _text(data)
    found = parse_date(value)
    if found is not None:
        moment = when(found)
        _must(moment and date.fromisoformat(moment.day))


def quotes(data: bytes) -> None:
    """Names and quotes: whatever is found lies inside the text."""
    from reader.entities import find_entities
    from reader.entities.tagger import RuleTagger
    from reader.quotes import find_quotes

    text = _text(data)
    entities = find_entities(text, tagger=RuleTagger())
    _must(all(0 <= start < end <= len(text) for entity in entities for start, end in entity.mentions))
    _must(all(0 <= quote.start < quote.end <= len(text) for quote in find_quotes(text, entities=entities)))


@cache
def _library() -> Any:
    from reader.library.library import Library

    return Library.open(None, None)


def query(data: bytes) -> None:
    """The query language: understood, or told why not; the database takes what comes of it."""
    from reader.library.query import QueryError, parse

    try:
        found = parse(_text(data))
    except QueryError:
        return
    _must(list(_library().ids(found)) == [])


def address(data: bytes) -> None:
    """Addresses: what may be opened is plain, and of the web or mail."""
    from reader.tui.links import LinkError, check

    try:
        url = check(_text(data))
    except LinkError:
        return
    _must(url.isascii())
    _must(re.match(r"(?i)(?:https?://[^-]|mailto:[^-])", url))
    _must(not re.search(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]", url))


TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (gate, decoding, page, mail, markdown, records, dates, quotes, query, address)
}
