"""What class names, ids, tags and ARIA roles say about a part of a page."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from reader.ingest.formats.html.wordlists import groups

MAX_NAME: Final = 400
"""Longer lists of names are cut."""
_NAME_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")

TAG_KINDS: Final = {
    "nav": "navigation",
    "aside": "aside",
    "footer": "footer",
    "header": "header",
    "form": "form",
    "figure": "figure",
    "figcaption": "caption",
    "dialog": "consent",
    "amp-sidebar": "navigation",
    "article": "article",
    "main": "main",
}
_ROLE_KINDS: Final = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "complementary": "aside",
    "banner": "header",
    "contentinfo": "footer",
    "form": "form",
    "search": "form",
    "dialog": "consent",
    "alertdialog": "consent",
    "figure": "figure",
    "article": "article",
    "main": "main",
    "toolbar": "share",
}
_REGIONS: Final = {
    "navigation": "nav",
    "tags": "nav",
    "aside": "aside",
    "related": "aside",
    "advert": "aside",
    "newsletter": "aside",
    "share": "aside",
    "bio": "aside",
    "poll": "aside",
    "footer": "footer",
    "header": "header",
    "form": "form",
    "figure": "figure",
    "caption": "figure",
    "player": "figure",
}

_VAGUE: Final = frozenset({"header", "figure", "article", "main"})
"""What a tag says of these kinds gives way to what its names say."""

NEGATIVE: Final = frozenset({
    "advert", "comments", "share", "newsletter", "paywall", "related", "navigation", "tags", "bio", "footer", "consent",
    "player", "aside", "poll", "ratings", "form",
})  # fmt: skip
"""Kinds of containers whose text is no article text, unless the article itself stands in them."""

ELSEWHERE: Final = frozenset({"navigation", "related", "comments", "footer"})
"""Kinds of containers whose names and dates are not those of the article."""

BODIES: Final = frozenset({"body", "live"})
"""Kinds of containers that hold an article's text or a part of it."""

HOLDS_ARTICLE: Final = 0.4
"""A container with this share of the article's words holds it, whatever its name says."""


def region_of(kind: str) -> str:
    """Return the region (nav, aside, header, footer, figure, form or "") that a container's kind amounts to."""
    return _REGIONS.get(kind, "")


def tag_kind(tag: str, role: str | None, itemprop: str | None) -> str:
    """Return the kind that a tag, its ARIA role and its itemprop state, "" for none."""
    if itemprop and "articlebody" in itemprop.casefold():
        return "body"
    if role and (kind := _ROLE_KINDS.get(role.strip().casefold())):
        return kind
    return TAG_KINDS.get(tag, "")


@lru_cache(maxsize=8192)
def part(tag: str, names: str, role: str | None, itemprop: str | None) -> tuple[str, str, bool]:
    """Return what a block-level element is by its tag, its names, its ARIA role and its itemprop: its kind ("" for
    none), its signature (the tag with the first name), and whether its names say that it is hidden."""
    kind = tag_kind(tag, role, itemprop)
    if not names:
        return kind, tag, False
    signature = f"{tag}.{names.split(None, 1)[0][:60]}"
    named = name_kind(names)
    if named == "hidden":
        return "", signature, True
    if not kind or (named not in ("", "body") and kind in _VAGUE):
        return named, signature, False
    return kind, signature, False


def name_words(names: str) -> list[str]:
    """Return the words of a class attribute or id, lower case: `articleBody wide` gives article, body, wide."""
    return [word.casefold() for word in _NAME_WORD.findall(names[:MAX_NAME])]


def name_kind(names: str) -> str:
    """Return the first group of `containers.txt` that one of the class names or ids in `names` belongs to."""
    return _first_kind(names[:MAX_NAME])


@lru_cache(maxsize=8192)
def _first_kind(names: str) -> str:
    found = [kind for name in names.split() if (kind := _kind_of(name))]
    return min(found)[1] if found else ""


@lru_cache(maxsize=8192)
def _kind_of(name: str) -> tuple[int, str] | None:
    phrases = _phrases()
    parts = name_words(name)
    found = [
        kind
        for start, part in enumerate(parts)
        for phrase, kind in phrases.get(part, ())
        if parts[start : start + len(phrase)] == phrase
    ]
    return min(found, default=None)


@cache
def _phrases() -> dict[str, list[tuple[list[str], tuple[int, str]]]]:
    """Return the phrases of `containers.txt` by their first word, each with the rank and the name of its group."""
    table: dict[str, list[tuple[list[str], tuple[int, str]]]] = {}
    for rank, (group, entries) in enumerate(groups("containers").items()):
        for entry in entries:
            phrase = entry.split()
            table.setdefault(phrase[0], []).append((phrase, (rank, group)))
    return table
