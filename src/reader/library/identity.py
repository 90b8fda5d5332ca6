"""Which marks belong to which article: by content, then by path, then by address.

An article is known by where it stands (path and position in the file), by what it says (a hash) and by its URL.
A file that was renamed or moved says the same; one that was saved again stands in the same place.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reader.article import slices

_URL: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:www\.)?([^?#]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an article is known; `url` is normalised, `content` None when it has no words."""

    path: bytes
    position: int
    content: bytes | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """An identity that has marks, under its number in marks.db."""

    id: int
    identity: Identity


def content_hash(title: str | None, text: str) -> bytes | None:
    """Return 16 bytes that stand for the words of title and text, whatever their spacing; None without any."""
    import hashlib  # slow to import, and only storing needs it

    digest = hashlib.blake2b(digest_size=16)
    begun = False
    for part in (title or "", *slices(text)):
        if words := " ".join(part.split()):
            digest.update((f" {words}" if begun else words).encode("utf-8", "replace"))
            begun = True
    return digest.digest() if begun else None


def plain_url(url: str | None) -> str | None:
    """Return the address without scheme, www, query, fragment and final slash, by which two of them are compared."""
    found = _URL.match(url) if url else None
    if found is None:
        return None
    host, slash, path = found.group(1).rstrip("/").partition("/")
    return host.lower() + slash + path or None


def new_id() -> int:
    """Return a random positive number of 62 bits."""
    return int.from_bytes(os.urandom(8), "big") >> 2 | 1


def adopt(orphans: Iterable[Key], articles: Iterable[tuple[int, Identity]]) -> list[tuple[int, int]]:
    """Return (article id, number of marks) for articles without marks that marks without an article belong to.

    That is so when the index is new, or when marks.db came from another machine. No article is given twice.
    """
    many = list(articles)
    shelves: tuple[dict[Hashable, list[int]], ...] = ({}, {}, {})
    for place, (_, identity) in enumerate(many):
        for shelf, value in zip(shelves, _marks_of(identity), strict=True):
            if value is not None:
                shelf.setdefault(value, []).append(place)
    files = Counter(identity.path for _, identity in many)
    given: dict[int, int] = {}
    left = list(orphans)
    for level, shelf in enumerate(shelves):
        for key in left:
            for place in shelf.get(_marks_of(key.identity)[level], ()):
                article_id, identity = many[place]
                fits = level != 1 or files[identity.path] == 1 or _no_other_url(key.identity, identity)
                if fits and article_id not in given:
                    given[article_id] = key.id
                    break
        found = set(given.values())
        left = [key for key in left if key.id not in found]
    return list(given.items())


def _marks_of(identity: Identity) -> tuple[Hashable, Hashable, Hashable]:
    return identity.content, (identity.path, identity.position), identity.url


def assign(
    articles: Sequence[Identity],
    current: Sequence[int | None],
    keys: Iterable[Key],
    free: Callable[[int], bool],
) -> list[int]:
    """Return for each article of one file the number of its marks.

    `current` are the numbers that the articles in those places have now, `keys` all that could be meant; `free`
    tells whether no other living article owns a number. No number is given twice.
    """
    known: dict[int, Key] = {key.id: key for key in keys}
    by_content, by_place, by_url = _shelves(known.values())
    given: list[int | None] = [None] * len(articles)
    taken: set[int] = set()

    def give(index: int, choices: Iterable[Key]) -> None:
        for key in choices:
            if key.id not in taken and (key.identity.path == articles[index].path or free(key.id)):
                given[index] = key.id
                taken.add(key.id)
                return

    for index, article in enumerate(articles):
        if article.content is not None:
            same = by_content.get(article.content, [])
            give(index, sorted(same, key=lambda key: _distance(key.identity, article)))
    for index, article in enumerate(articles):
        if given[index] is None:
            here = by_place.get((article.path, article.position), [])
            give(index, [key for key in here if len(articles) == 1 or _no_other_url(key.identity, article)])
    for index, article in enumerate(articles):
        if given[index] is None and article.url is not None:
            give(index, by_url.get(article.url, []))
    for index, number in enumerate(current):
        # a number without marks is as good as a new one, and keeps what the screen holds
        if given[index] is None and number is not None and number not in known and number not in taken:
            given[index] = number
            taken.add(number)
    return [new_id() if number is None else number for number in given]


_Shelf = dict[Hashable, list[Key]]


def _shelves(keys: Iterable[Key]) -> tuple[_Shelf, _Shelf, _Shelf]:
    by_content: _Shelf = {}
    by_place: _Shelf = {}
    by_url: _Shelf = {}
    for key in keys:
        by_content.setdefault(key.identity.content, []).append(key)
        by_place.setdefault((key.identity.path, key.identity.position), []).append(key)
        by_url.setdefault(key.identity.url, []).append(key)
    return by_content, by_place, by_url


def _distance(key: Identity, article: Identity) -> tuple[bool, bool, bool]:
    return key.path != article.path, key.position != article.position, key.url != article.url


def _no_other_url(key: Identity, article: Identity) -> bool:
    """In a file of several articles a place alone says little: another address there is another article."""
    return key.url is None or article.url is None or key.url == article.url
