"""The addresses of an article: its own, those that its links lead to, and those that stand in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from typing import Final, NamedTuple

from reader.article import Article, Block, Link

MOST: Final = 500

_ADDRESS: Final = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"“”«»]{3,2000}|www\.[\w-]{1,63}\.[^\s<>\"“”«»]{2,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_TAIL: Final = ".,;:!?'’…*_"
_CONTEXT: Final = 60


class Address(NamedTuple):
    """An address as it can be opened, the words that lead to it or stand around it, and the block where it stands (-1:
    none). `link` is the link that it is the target of, None for one that is written out."""

    url: str
    words: str
    block: int = -1
    hidden: bool = False
    link: Link | None = None


def addresses_of(article: Article) -> list[Address]:
    """Return the article's addresses in the order of the text, each once, the original first; at most 500."""
    found: dict[str, Address] = {}
    if article.url:
        found[article.url] = Address(article.url, "the original of this article")
    for index, block in enumerate(article.blocks):
        for address in merge(_linked(index, block), _written(index, block), key=lambda one: one[0]):
            if len(found) >= MOST:
                return list(found.values())
            found.setdefault(address[1].url, address[1])
    return list(found.values())


def _linked(index: int, block: Block) -> Iterator[tuple[int, Address]]:
    for link in block.links:
        words = " ".join(block.text[link.start : link.end].split())
        yield link.start, Address(link.target, words, index, not block.shown, link)


def _written(index: int, block: Block) -> Iterator[tuple[int, Address]]:
    """Yield the addresses that stand in a block's text, those aside that are words of a link."""
    for match in _ADDRESS.finditer(block.text):
        at = bisect_right(block.links, match.start(), key=lambda link: link.end)
        if at < len(block.links) and block.links[at].start < match.end():
            continue
        if url := _whole(match.group()):
            words = block.text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
            yield match.start(), Address(url, " ".join(words.split()), index, not block.shown)


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
