"""Author names out of what bylines and metadata hold around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from reader.ingest.formats.html.wordlists import groups

_MAX_CHARS: Final = 600
_MAX_NAME: Final = 60
_MAX_WORDS: Final = 6
_LINK: Final = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<!\w)@\w+|\((?:@|photos?|text|bild|foto)[^()]{0,60}\)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(\[<][^()\[\]<>]{0,80}[)\]>]")
_SEPARATOR: Final = re.compile(r"\s*(?:[;|/\n\t•·]|&amp;|&|,|、|，|\s[-–—]\s)\s*")
_DIGIT: Final = re.compile(r"\d")
_NOISE: Final = re.compile(r"[\"“”„:*…]+")
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d)\.?", re.IGNORECASE)


def author_names(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people and services in `values`, bylines or parts of them, each once and in order.

    "By", posts ("senior editor"), handles, addresses and dates are left out; names in capitals get title case.
    """
    found: dict[str, str] = {}
    posts: list[str] = []
    for value in values:
        for name in _names(value):
            if _is_post(name):
                posts.append(name)
            else:
                found.setdefault(name.casefold(), name)
    return tuple(found.values()) or tuple(post for post in posts[:1] if " " in post)


def opens_byline(text: str) -> bool:
    """Return whether `text` begins with a word like "By" and goes on with a name."""
    match = _introduction().match(text.strip())
    return match is not None and any(is_personal(name) for name in author_names([text[match.end() :]]))


def is_personal(name: str) -> bool:
    """Return whether `name` looks like a person's: two to five words, each with a capital or a particle, or a short
    one in a script without capitals."""
    parts = name.split()
    if not any(char.isupper() for char in name):
        return len(name) <= 12 and not any(char.islower() for char in name)
    capital = sum(part[0].isupper() for part in parts)
    return 2 <= len(parts) <= 5 and parts[0][0].isupper() and parts[-1][0].isupper() and capital >= len(parts) / 2


def _names(value: str) -> Iterator[str]:
    text = " ".join(_LINK.sub(" ", value[:_MAX_CHARS]).split())
    text = _BRACKETS.sub("", _HANDLE.sub(" ", text))
    previous: str | None = None
    for piece in _SEPARATOR.split(_without_by(text)):
        if _SUFFIX.fullmatch(piece.strip()) and previous:
            continue
        for part in _conjunction().split(piece):
            name = _NOISE.sub(" ", _without_by(part))
            name = " ".join(name.split()).strip(" .,-–—'’‘`_()[]")
            if _is_name(name):
                previous = name
                yield _cased(name)


def _without_by(text: str) -> str:
    text = text.strip()
    while match := _introduction().match(text):
        text = text[match.end() :].lstrip(" :")
    return text


@cache
def _introduction() -> re.Pattern[str]:
    entries = sorted(groups("bylines")["by"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, entries))})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _conjunction() -> re.Pattern[str]:
    # only between words of a name: "y" and "e" stand alone
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, groups('bylines')['and']))})\s+", re.IGNORECASE)


@cache
def _roles() -> frozenset[str]:
    return frozenset(groups("bylines")["role"])


@cache
def _nobody() -> frozenset[str]:
    return frozenset(groups("bylines")["nobody"])


def _is_name(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or _DIGIT.search(name) or len(name.split()) > _MAX_WORDS:
        return False
    lowered = name.casefold()
    if lowered in _nobody() or lowered.startswith(("http", "www.")):
        return False
    return any(char.isalpha() for char in name)


def _is_post(name: str) -> bool:
    """Whether the words are a post and no name: "senior editor", "AP Auto Writer"."""
    lowered = name.casefold()
    parts = re.findall(r"[^\W\d_]+", lowered)
    return lowered in _roles() or (len(parts) > 1 and parts[-1] in _roles() and not name.isupper())


def _cased(name: str) -> str:
    """Give a name in capitals title case; a single word in capitals is an agency."""
    parts = name.split()
    if len(parts) < 2 or name != name.upper() or not name.isupper():
        return name
    return " ".join("-".join(_title(piece) for piece in part.split("-")) for part in parts)


def _title(word: str) -> str:
    if word.startswith(("MC", "O'", "O’")) and len(word) > 3:
        return word[:2].title() + word[2:].title()
    return word[:1] + word[1:].lower()
