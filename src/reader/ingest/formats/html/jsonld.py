"""What a page says about itself as linked data (schema.org in JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from reader.ingest.links import Linked
from reader.text.references import unescape

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_SCRIPTS: Final = 60
_MAX_NODES: Final = 5_000
_MAX_CHARS: Final = 2_000_000
_ARTICLE_TYPES: Final = ("article", "blogposting", "report", "review", "liveblogposting", "posting", "recipe")
_LISTS: Final = ("itemlistelement", "mainentity", "haspart", "@graph", "mainentityofpage", "itemreviewed")
_TAG: Final = re.compile(r"<[^<>]{1,500}>")
_BREAK_TAG: Final = re.compile(r"</(?:p|div|li|h[1-6])>|<br[^<>]{0,20}>", re.IGNORECASE)
_WRAP_START: Final = re.compile(r"\s*(?://|/\*)?\s{0,9}<!(?:--|\[CDATA\[)(?:\s{0,9}\*/)?")
"""How old pages hide a script from older browsers, and from readers of XML."""
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's own statements; empty strings and tuples where it makes none. `links` has the lines of `body` that
    have links, with these."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    live: bool = False
    links: tuple[Linked, ...] = ()


def read_linked_data(root: _Element, url: str | None = None) -> LinkedData:
    """Return what the page's JSON-LD says about its article; the node of the page's own URL is preferred, then the
    one that says most. Damaged JSON is read as far as a lenient reading goes, else passed over."""
    nodes: list[Mapping[str, Any]] = []
    people: dict[str, str] = {}
    for script in _scripts(root):
        data = _load(script)
        for node in _nodes(data):
            identity = node.get("@id")
            if isinstance(identity, str) and isinstance(node.get("name"), str):
                people[identity] = node["name"]
            if _is_article(node):
                nodes.append(node)
    if not nodes:
        return LinkedData()
    best = max(nodes, key=lambda node: (_names_page(node, url), _weight(node)))
    return LinkedData(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        authors=tuple(_authors(best.get("author") or best.get("creator"), people)),
        published=_text(best.get("datePublished")) or _text(best.get("dateCreated")),
        publisher=next(iter(_authors(best.get("publisher"), people)), ""),
        url=_text(best.get("url")) or _reference(best.get("mainEntityOfPage")),
        language=_text(best.get("inLanguage")),
        body=_body(best),
        tags=tuple(_keywords(best.get("keywords"))),
        description=_text(best.get("description")),
        live=any("liveblogposting" in _types(node) for node in nodes),
    )


def _scripts(root: _Element) -> Iterator[str]:
    for count, script in enumerate(root.iter("script")):
        if count >= _MAX_SCRIPTS:
            return
        if "ld+json" in (script.get("type") or "").casefold() and script.text:
            yield script.text[:_MAX_CHARS]


def _load(text: str) -> object:
    if opened := _WRAP_START.match(text):
        text = text[opened.end() :]
        closed = text.rfind("-->" if "--" in opened.group() else "]]>")
        text = text[: closed if closed >= 0 else None]
    text = text.strip().removesuffix("//").removesuffix("/*").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield all objects of the data that may describe articles or persons, outer ones first."""
    queue: list[object] = [data]
    seen = 0
    while queue and seen < _MAX_NODES:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, list):
            queue.extend(item[:200])
        elif isinstance(item, dict):
            yield item
            for key, value in item.items():
                if isinstance(value, (list, dict)) and (key.casefold() in _LISTS or key == "author"):
                    queue.append(value)


def _types(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [str(k).casefold() for k in (kind if isinstance(kind, list) else [kind])]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith(_ARTICLE_TYPES) for kind in _types(node)) or (
        "webpage" in _types(node) and "headline" in node and "author" in node
    )


def _weight(node: Mapping[str, Any]) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "author", "datePublished", "articleBody", "publisher"))


def _names_page(node: Mapping[str, Any], url: str | None) -> bool:
    if not url:
        return False
    own = _text(node.get("url")) or _reference(node.get("mainEntityOfPage")) or _text(node.get("@id"))
    return bool(own) and _path(own) == _path(url)


def _path(url: str) -> str:
    return re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url[:2000]).rstrip("/")


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _reference(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""


def _authors(value: object, people: Mapping[str, str]) -> Iterator[str]:
    items: Sequence[object] = value if isinstance(value, list) else [value]
    for item in items[:30]:
        if isinstance(item, list):
            yield from _authors(item, people)
        elif isinstance(item, str):
            yield people.get(item, item)
        elif isinstance(item, dict):
            name = item.get("name")
            if isinstance(name, list):
                yield from (entry for entry in name if isinstance(entry, str))
            elif isinstance(name, str) and name.strip():
                yield name
            elif isinstance(item.get("@id"), str) and item["@id"] in people:
                yield people[item["@id"]]
            elif isinstance(item.get("givenName"), str) and isinstance(item.get("familyName"), str):
                yield f"{item['givenName']} {item['familyName']}"


def _body(node: Mapping[str, Any]) -> str:
    value = node.get("articleBody") or ""
    parts = [value] if isinstance(value, str) and value else []
    updates = node.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict):
            parts.extend(part for key in ("headline", "articleBody") if isinstance(part := update.get(key), str))
    text = "\n".join(parts)
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", _BREAK_TAG.sub("\n", text))
    return text


def _keywords(value: object) -> Iterator[str]:
    items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    for item in items[:50]:
        if isinstance(item, str) and 0 < len(item.strip()) <= 60 and ":" not in item:
            yield item.strip()
