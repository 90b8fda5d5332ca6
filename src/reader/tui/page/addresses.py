"""The addresses that an article names: its own, and those that stand in its text, shown or hidden."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reader.article import Article

MOST: Final = 500

_ADDRESS: Final = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"“”«»]{3,2000}|www\.[\w-]{1,63}\.[^\s<>\"“”«»]{2,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_TAIL: Final = ".,;:!?'’…*_"
_CONTEXT: Final = 60


class Address(NamedTuple):
    """An address as it can be opened, the words around it, and the block where it stands (-1: none)."""

    url: str
    words: str
    block: int = -1
    hidden: bool = False


def addresses_of(article: Article) -> list[Address]:
    """Return the article's addresses in the order of the text, each once, the original first; at most 500."""
    found: dict[str, Address] = {}
    if article.url:
        found[article.url] = Address(article.url, "the original of this article")
    for index, block in enumerate(article.blocks):
        for match in _ADDRESS.finditer(block.text):
            if len(found) >= MOST:
                return list(found.values())
            url = _whole(match.group())
            if url and url not in found:
                words = block.text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
                found[url] = Address(url, " ".join(words.split()), index, not block.shown)
    return list(found.values())


def _whole(written: str) -> str:
    """Return what is written as an address that says its scheme, without the sentence's own signs at its end."""
    url = written.rstrip(_TAIL)
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
        # the bracket belongs to the sentence
        url = url[:-1].rstrip(_TAIL)
    if url.lower().startswith(("http://", "https://")):
        return url if len(url) > len("https://") else ""
    if "@" in url and "/" not in url:
        return f"mailto:{url}"
    return f"https://{url}" if url.lower().startswith("www.") else ""
