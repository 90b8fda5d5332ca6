"""What a page says about its article outside the text: title, authors, date, site, address, language, tags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from reader.ingest.formats.html.jsonld import LinkedData
from reader.ingest.formats.html.names import author_names, is_personal
from reader.ingest.formats.html.naming import name_kind
from reader.ingest.formats.html.titles import best_title, site_in_title
from reader.ingest.formats.html.wordlists import groups
from reader.text.dates import parse_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_VALUE: Final = 2_000
_MAX_URL: Final = 2_000
_SAVED: Final = re.compile(
    r"<!--\s{0,9}(?:page saved with singlefile\s{1,9}url:\s{0,9}|saved from url=\(\d{1,6}\)|saved by [^<>\n]{0,80}url:)"
    r"\s{0,9}(https?://[^\s<>]{1,2000})",
    re.IGNORECASE,
)
_LOOSE: Final = frozenset({"twitter:data1", "creator"})
"""Names of <meta> elements that hold other things as well."""
_DATE_BUDGET: Final = 10_000
_SAVED_FROM: Final = 20_000
"""The comment of a saving tool stands at the head of the file, within so many characters."""
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}", re.IGNORECASE)


Metas = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What the text of the page itself shows: headings of the first level, bylines and dates in page order."""

    headlines: Sequence[str] = ()
    bylines: Sequence[str] = ()
    dates: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one article; None and empty tuples where the page does not say."""

    title: str | None
    authors: tuple[str, ...]
    published: str | None
    site: str | None
    url: str | None
    language: str | None
    tags: tuple[str, ...]


def saved_from(html: str) -> str | None:
    """Return the address that a saving tool (SingleFile, a browser) wrote into a comment at the head of the file."""
    match = _SAVED.search(html, 0, _SAVED_FROM)
    return match[1] if match else None


def read_metadata(root: _Element, metas: Metas, data: LinkedData, found: Found, url: str | None) -> Metadata:
    """Return the page's metadata, each from the best evidence. `url` is where the page is known to be from."""
    address = _address(root, metas, data, url)
    domain = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    page_title = _page_title(root)
    named_site = next((v for v in (*_values(metas, "site"), data.publisher) if v and not v.startswith("@")), None)
    title = best_title(found.headlines, [*_values(metas, "title")[:1], data.headline, *_values(metas, "title")[1:]],
                       page_title, named_site or domain)  # fmt: skip
    site = named_site or site_in_title(page_title, title) or domain or None
    return Metadata(
        title=title,
        authors=_authors(root, metas, data, found, site),
        published=_published(root, metas, data, found),
        site=site,
        url=address,
        language=_language(root, metas, data),
        tags=_tags(metas, data),
    )


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def meta_values(root: _Element) -> dict[str, list[str]]:
    """Return the contents of the page's <meta> elements by name, property or itemprop, names in lower case."""
    metas: dict[str, list[str]] = defaultdict(list)
    for element in root.iter("meta"):
        content = element.get("content")
        if not content or not content.strip():
            continue
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                metas[name.strip().casefold()[:60]].append(content.strip()[:_MAX_VALUE])
    return metas


def descriptions(metas: Metas, data: LinkedData) -> list[str]:
    """Return what the page states as its summary, in <meta> elements and linked data."""
    return [*_values(metas, "description"), data.description]


def _values(metas: Metas, group: str) -> list[str]:
    return [value for name in groups("metadata")[group] for value in metas.get(name, ())]


def _page_title(root: _Element) -> str:
    # drawings have titles too, so the head's one comes first
    for path in (".//head/title", ".//title"):
        element = root.find(path)
        if element is not None:
            return _text(element)
    return ""


def _address(root: _Element, metas: Metas, data: LinkedData, url: str | None) -> str | None:
    base = url or next(iter(_values(metas, "url")), "")
    links = [
        element.get("href") or ""
        for element in root.iter("link")
        if "canonical" in (element.get("rel") or "").casefold().split()
    ]
    for value in (*links[:3], *_values(metas, "url"), data.url, url):
        if not value or len(value) > _MAX_URL:
            continue
        try:
            full = urljoin(base, value.strip()) if base else value.strip()
            parts = urlsplit(full)
        except ValueError:
            continue
        # a canonical link to the front page is a mistake of the template
        if parts.scheme in ("http", "https") and parts.hostname and (len(parts.path) > 1 or parts.query or not url):
            return full
    return url


def _authors(root: _Element, metas: Metas, data: LinkedData, found: Found, site: str | None) -> tuple[str, ...]:
    own = {_key(site)} if site else set()
    stated = author_names(data.authors)
    if stated and not all(_is_site(name, own) for name in stated):
        return stated
    second_best = stated
    for name in groups("metadata")["author"]:
        names = author_names(value for value in metas.get(name, ()) if "://" not in value and not value.startswith("/"))
        if not names or (name in _LOOSE and not all(map(is_personal, names))):
            continue
        if all(is_personal(author) and not _is_site(author, own) for author in names):
            return names
        second_best = second_best or names
    for value in (*_author_elements(root), *found.bylines, *_named_elements(root)):
        names = author_names([value])
        if names and all(is_personal(name) and not _is_site(name, own) for name in names):
            return names
    return second_best


def _is_site(name: str, own: set[str]) -> bool:
    key = _key(name)
    return any(key in site or site in key for site in own if len(site) > 2)


def _key(name: str | None) -> str:
    return "".join(char for char in (name or "").casefold() if char.isalnum())


def _author_elements(root: _Element) -> Iterator[str]:
    for element in root.iter("a", "span", "div", "p", "address"):
        is_author = (
            "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split()
        )
        if is_author:
            text = _text(element)
            if 2 < len(text) < 120:
                yield text


def _named_elements(root: _Element) -> Iterator[str]:
    for element in root.iter("a", "span", "div", "p", "strong"):
        names = element.get("class")
        if names and name_kind(names) == "byline" and len(element) < 8:
            text = _text(element)
            if 4 < len(text) < 80:
                yield text


def _published(root: _Element, metas: Metas, data: LinkedData, found: Found) -> str | None:
    for value in (data.published, *_values(metas, "published")):
        if value and (date := parse_date(value)):
            return date
    for element in root.iter("time", "span", "div", "p", "abbr"):
        stated = "datepublished" in (element.get("itemprop") or "").casefold().split()
        if element.tag != "time" and not stated:
            continue
        written = element.get("datetime") or element.get("content") or element.get("title")
        if (written or stated) and (date := parse_date(written or _text(element))):
            return date
    for value in found.dates:
        if date := parse_date(value):
            return date
    return _guessed_date(root)


def _guessed_date(root: _Element) -> str | None:
    """Return the date that htmldate finds in places of the page that nothing marks as its date."""
    from htmldate import find_date
    from lxml import etree

    if sum(1 for _ in zip(root.iter("p", "div", "span", "li"), range(_DATE_BUDGET), strict=False)) >= _DATE_BUDGET:
        return None
    try:
        return find_date(root, original_date=True, extensive_search=False)
    except (etree.LxmlError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _language(root: _Element, metas: Metas, data: LinkedData) -> str | None:
    own = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    for value in (own, data.language, *_values(metas, "language")):
        match = _LANGUAGE.fullmatch(value.strip())
        if match:
            return match.group().replace("_", "-")
    return None


def _tags(metas: Metas, data: LinkedData) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in groups("metadata")["tags"]:
        for value in metas.get(name, ()):
            for tag in value.split(","):
                if 0 < len(tag.strip()) <= 60:
                    found.setdefault(tag.strip().casefold(), tag.strip())
        if found:
            break
    for tag in data.tags:
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:30]
