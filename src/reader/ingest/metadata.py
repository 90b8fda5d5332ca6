"""Metadata as other programs write it, brought to the fields of a draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final

from reader.text.dates import parse_date
from reader.text.references import unescape

_MAX_ITEMS: Final = 50
_MAX_KEYS: Final = 2_000
_KEY_CHARS: Final = 60
_LINE_CHARS: Final = 5_000
_URL_CHARS: Final = 4_000
_LINE_FIELDS: Final = ("title", "site", "url", "language")
_NAME_KEYS: Final = ("name", "title", "label", "id", "rendered")
_WIKI_LINK: Final = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")
_BY: Final = re.compile(r"\s*(?:by|author|authors)\b[:\s]+", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|<?[\w.+-]{1,80}@[\w-]{1,80}\.[\w.-]{1,80}>?", re.IGNORECASE
)
_LIST_ENDS: Final = re.compile(r"\s*[;|\n]\s*")
_AND: Final = re.compile(r"\s(?:and|&)\s")
_TAG_ENDS: Final = re.compile(r"\s*[;,|\n]\s*")
_URL: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_SITE_MARK: Final = re.compile(r"(?<!\s)\s{1,3}[-–—|·]\s{1,3}\Z")
_BY_LANGUAGE: Final = re.compile(r"(?!id\Z)[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
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
    return {_folded_key(key): value for key, value in islice(record.items(), _MAX_KEYS) if len(key) <= _KEY_CHARS}


@lru_cache(maxsize=4096)
def _folded_key(key: str) -> str:
    return "".join(filter(str.isalnum, key.lower()))


def arranged(record: Mapping[str, object]) -> Mapping[str, list[object]]:
    """Return what a folded record has for each field, the most trusted value first, empty ones left out."""
    ranked: defaultdict[str, list[tuple[int, object]]] = defaultdict(list)
    for key, value in record.items():
        if value not in (None, "", [], {}):
            for field, rank in _ranks().get(key, ()):
                ranked[field].append((rank, value))
    return {field: [value for _, value in sorted(found, key=itemgetter(0))] for field, found in ranked.items()}


@cache
def _ranks() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return for each key the fields that it may fill, and how much it is trusted there, 0 the most."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for field, keys in fields().items():
        for rank, key in enumerate(keys):
            found[key] = (*found.get(key, ()), (field, rank))
    return found


def metadata(record: Mapping[str, object]) -> Metadata:
    """Return what a folded record states about its article. Values of the wrong type are passed over."""
    return metadata_of(arranged(record))


def metadata_of(stated: Mapping[str, list[object]]) -> Metadata:
    """Return the metadata in values that `arranged` put in order."""
    lines = {field: [line for value in stated.get(field, ()) if (line := _line(value))] for field in _LINE_FIELDS}
    site = next((name for name in lines["site"] if not _URL.match(name)), None)
    return Metadata(
        title=_without_site(next(iter(lines["title"]), None), site),
        authors=next((names for value in stated.get("authors", ()) if (names := authors(value))), ()),
        published=next((day for value in stated.get("published", ()) if (day := parse_date(value))), None),
        site=site,
        url=next((address for line in lines["url"] if (address := web_address(line))), None),
        language=next((code for line in lines["language"] if (code := language(line))), None),
        tags=next((tags for value in stated.get("tags", ()) if (tags := _tags(value))), ()),
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """Return `title` without the site's own name at its end, as pages and NewsAPI add it."""
    if title and site and title.casefold().endswith(site.casefold()):
        match = _SITE_MARK.search(title[: -len(site)])
        return title[: match.start()] if match and match.start() else title
    return title


def _line(value: object) -> str | None:
    """Return a value as text with single spaces: a string, the first of a list, an object's name; None for others.

    An object with "rendered" is how WordPress writes a string of HTML.
    """
    if isinstance(value, str):
        lines = (" ".join(line.split()) for line in value[:_LINE_CHARS].split("\n"))
        return _WIKI_LINK.sub(lambda link: link[2] or link[1], "\n".join(line for line in lines if line)) or None
    if isinstance(value, Mapping):
        if named := by_language(value):
            return _line(named[0])
        name = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
        return unescape(name) if name and "rendered" in value else name
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return next((line for item in value[:_MAX_ITEMS] if not isinstance(item, list) and (line := _line(item))), None)
    return None


def by_language(value: object) -> list[str]:
    """Return the texts of an object that has one for each language ("en", "pt-BR"), [] for any other value. A list of
    strings is one text of paragraphs."""
    if not isinstance(value, Mapping) or not value or not all(map(_BY_LANGUAGE.fullmatch, value)):
        return []
    texts = ["\n\n".join(text) if _is_list_of_strings(text) else text for text in value.values()]
    return [text for text in texts if text] if all(isinstance(text, str) for text in texts) else []


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


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
    """Return the names in one run of words. "Ann Lee, Bo Ray" are two people, "Lee, Ann" and "Arts and Leisure" one."""
    found: list[str] = []
    for part in _split_names(text.split(","), text):
        found.extend(_split_names(_AND.split(part), part))
    return [name for name in found if any(map(str.isalpha, name))]


def _split_names(parts: list[str], whole: str) -> list[str]:
    """Return `parts` when each has two words or more, as the names of people have, else `whole`."""
    names = [part.strip(" ,") for part in parts if any(map(str.isalpha, part))]
    return names if len(names) > 1 and all(len(name.split()) > 1 for name in names) else [whole.strip(" ,")]


def web_address(text: str | None) -> str | None:
    """Return `text` when it is an http or https address, else None."""
    return text if text and _URL.match(text) and len(text) <= _URL_CHARS and len(text.split()) == 1 else None


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
