"""The article's title: the headline that the page itself shows, confirmed by what it states elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reader.text.normalise import line_key, words

_SUFFIX: Final = re.compile(r"\s+[|·•»›–—:-]\s+|\s*[|»›]\s*|\s*[_|]\s*")
_MAX_TITLE: Final = 400
_PART: Final = 0.5
_MIN_CHARS: Final = 2
_LEAST: Final = 8
_TELLING: Final = 4
"""A heading of fewer words may be a section's name."""


def best_title(headlines: Sequence[str], stated: Sequence[str], page_title: str, site: str | None) -> str | None:
    """Return the title of a page, None when nothing names one.

    `headlines` are the texts of its top-level headings, likeliest first, `stated` the titles in its metadata, best
    evidence first, `page_title` its <title>. The first stated title is the one that the makers of the page give it;
    where a heading shows the same without what a template added, the heading is taken.
    """
    stated = [without_site(text, site, page_title) for text in map(_tidy, stated) if _usable(text, site)]
    headings = [text for text in map(_tidy, headlines) if _usable(text, site)]
    page_title = without_site(_tidy(page_title), site, "")
    if stated:
        return _shown(stated, headings, page_title)
    heading = max(headings, key=lambda text: _confirms(text, page_title), default="")
    if heading and (_confirms(heading, page_title) or len(headings) == 1):
        return heading
    return page_title or heading or None


def _shown(stated: Sequence[str], headings: Sequence[str], page_title: str) -> str:
    title = stated[0]
    key = line_key(title)
    if headings and key == line_key(page_title):
        # two against two: the headline that is shown and stated beats the one made for sharing and the window's frame
        shown = line_key(headings[0])
        if len(words(shown)) >= _TELLING and shown != key and any(line_key(other) == shown for other in stated[1:]):
            return headings[0]
    for heading in headings:
        shown = line_key(heading)
        if len(shown) < _LEAST or shown == key:
            continue
        added_behind = key.startswith(f"{shown} ") and _SUFFIX.match(title, len(heading)) is not None
        if added_behind or (key.endswith(shown) and any(line_key(other) == shown for other in stated[1:])):
            return heading
    return title


def without_site(title: str, site: str | None, whole: str) -> str:
    """Return `title` without the site's name at its end (or start)."""
    pieces = _split(title)
    if len(pieces) < 2:
        return title
    if site:
        key = _squeezed(site)
        for index in (len(pieces) - 1, 0):
            piece = _squeezed(pieces[index][0])
            if piece and (piece in key or key in piece) and len(piece) < 0.7 * len(title):
                start, end = pieces[index][1], pieces[index][2]
                rest = title[:start] if index else title[end:]
                return _tidy(re.sub(r"^[\s|·•»›–—:-]+|[\s|·•»›–—:-]+$", "", rest)) or title
    if whole:
        return title
    # without a known site, a short last piece after a bar or a spaced dash is taken for one
    text, start, _ = pieces[-1]
    if len(words(text)) <= 4 and len(words(title[:start])) >= 3 and not title[:start].rstrip().endswith(":"):
        return _tidy(re.sub(r"[\s|·•»›–—:-]+$", "", title[:start]))
    return title


def site_in_title(page_title: str, title: str | None) -> str | None:
    """Return what a page's <title> adds to the article's title, when that can be the site's name."""
    if not title:
        return None
    whole = _tidy(page_title)
    if not line_key(whole).startswith(line_key(title)):
        return None
    pieces = _split(whole)
    if len(pieces) < 2:
        return None
    name = pieces[-1][0].strip()
    return name if 1 <= len(words(name)) <= 6 and line_key(name) not in line_key(title) else None


def same_title(one: str, other: str) -> bool:
    """Return whether two headlines are the same but for case, punctuation and a site's name."""
    return _agreement(one, other) >= 0.8


def _split(title: str) -> list[tuple[str, int, int]]:
    pieces: list[tuple[str, int, int]] = []
    position = 0
    for match in _SUFFIX.finditer(title):
        pieces.append((title[position : match.start()], position, match.start()))
        position = match.end()
    pieces.append((title[position:], position, len(title)))
    return [piece for piece in pieces if piece[0].strip()]


def _tidy(text: str) -> str:
    return " ".join(text.split())[:_MAX_TITLE]


def _squeezed(text: str) -> str:
    return "".join(words(text))


def _usable(text: str, site: str | None) -> bool:
    if len(text) < _MIN_CHARS:
        return False
    return not site or _squeezed(text) != _squeezed(site)


def _confirms(one: str, other: str) -> bool:
    """Return whether two titles are the same, or one is most of the other's beginning or end."""
    first, second = line_key(one), line_key(other)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return (long.startswith(short) or long.endswith(short)) and len(short) >= _PART * len(long)


def _agreement(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the longer one has, 0 when one is much shorter."""
    first, second = set(words(one)), set(words(other))
    if not first or not second:
        return 0.0
    common = len(first & second)
    return common / max(min(len(first), len(second)), 0.5 * max(len(first), len(second)))
