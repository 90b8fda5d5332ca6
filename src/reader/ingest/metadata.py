"""Metadata as other programs write it, brought to the fields of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Final

from reader.text.dates import parse_date

_MAX_ITEMS: Final = 50
_NAME_KEYS: Final = ("name", "title", "label", "id", "rendered")
_WIKI_LINK: Final = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")
_BY: Final = re.compile(r"\s*(?:by|author|authors)\b[:\s]+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\s*(?:https?://|www\.|mailto:)\S+|\s*<?[^\s@<>]{1,80}@[^\s@<>]{1,80}>?", re.IGNORECASE)
_LIST_ENDS: Final = re.compile(r"\s*(?:;|\||\n|\s&\s|\sand\s)\s*")
_TAG_ENDS: Final = re.compile(r"\s*[;,|\n]\s*")
_URL: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?(?:[-_.][A-Za-z0-9-]{1,20})?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file states about an article, in the form of the fields of `Draft`."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """Return the keys that each field is known by, the most trusted first."""
    from importlib import resources

    lines = resources.files("reader.ingest").joinpath("data/fields.txt").read_text("utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, *keys = line.split()
            found[name] = (*found.get(name, ()), *keys)
    return found


def folded(record: Mapping[str, object]) -> dict[str, object]:
    """Return `record` with its keys in the form of `fields`: lower case, letters and digits only."""
    return {"".join(filter(str.isalnum, key.lower())): value for key, value in record.items() if len(key) <= 60}


def values(record: Mapping[str, object], field: str) -> Iterator[object]:
    """Yield the values that a folded record has for a field, the most trusted first, empty ones left out."""
    for key in fields()[field]:
        value = record.get(key)
        if value not in (None, "", [], {}):
            yield value


def metadata(record: Mapping[str, object]) -> Metadata:
    """Return what a folded record states about its article. Values of the wrong type are passed over."""
    return Metadata(
        title=next((line for value in values(record, "title") if (line := _line(value))), None),
        authors=next((names for value in values(record, "authors") if (names := authors(value))), ()),
        published=next((day for value in values(record, "published") if (day := parse_date(value))), None),
        site=next((name for value in values(record, "site") if (name := _line(value)) and not _URL.match(name)), None),
        url=next((address for value in values(record, "url") if (address := web_address(_line(value)))), None),
        language=next((code for value in values(record, "language") if (code := language(_line(value)))), None),
        tags=next((tags for value in values(record, "tags") if (tags := _tags(value))), ()),
    )


def _line(value: object) -> str | None:
    """Return a value as one line: a string, the first string of a list, an object's name; None for anything else.

    An object with "rendered" is how WordPress writes a string of HTML.
    """
    if isinstance(value, str):
        return _WIKI_LINK.sub(lambda link: link[2] or link[1], value[:5_000]).strip() or None
    if isinstance(value, Mapping):
        name = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
        return unescape(name) if name and "rendered" in value else name
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return next((line for item in value[:_MAX_ITEMS] if not isinstance(item, list) and (line := _line(item))), None)
    return None


def authors(value: object) -> tuple[str, ...]:
    """Return the names in an author field, without "By", addresses and repetitions."""
    items = value[:_MAX_ITEMS] if isinstance(value, list | tuple) else [value]
    found: dict[str, None] = {}
    for item in items:
        line = _line(item) if not isinstance(item, list) else None
        for part in _LIST_ENDS.split(_BY.sub("", line, count=1)) if line else ():
            for name in _names(_ADDRESS.sub("", part)):
                found.setdefault(name)
    return tuple(found)[:_MAX_ITEMS]


def _names(text: str) -> list[str]:
    parts = [part.strip(" ,") for part in text.split(",")]
    parts = [part for part in parts if any(map(str.isalpha, part))]
    # "Ann Lee, Bo Ray" are two people, "Lee, Ann" is one
    if len(parts) > 1 and all(len(part.split()) > 1 for part in parts):
        return parts
    return [text.strip(" ,")] if parts else []


def web_address(text: str | None) -> str | None:
    """Return `text` when it is an http or https address, else None."""
    return text if text and _URL.match(text) and len(text) <= 4_000 else None


def language(text: str | None) -> str | None:
    """Return a language code like "en" or "pt-BR", None for what is no code."""
    match = _LANGUAGE.fullmatch(text) if text else None
    if match is None:
        return None
    return match[1].lower() + (f"-{match[2].upper() if len(match[2]) == 2 else match[2]}" if match[2] else "")


def _tags(value: object) -> tuple[str, ...]:
    items = value[:_MAX_ITEMS] if isinstance(value, list | tuple) else [value]
    found: dict[str, None] = {}
    for item in items:
        line = _line(item) if not isinstance(item, list) else None
        for tag in _TAG_ENDS.split(line) if line and isinstance(value, str) else [line]:
            if tag:
                found.setdefault(tag.lstrip("#"))
    return tuple(found)[:_MAX_ITEMS]
