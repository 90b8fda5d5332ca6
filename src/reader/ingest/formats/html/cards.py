"""Parts of a page that belong to other texts whatever their names say: cards of other stories, readers' comments."""

from __future__ import annotations

from collections import Counter
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.page import Page

_CARD_WORDS: Final = 80
_CARD_SHARE: Final = 0.25
"""A card has at most so many words, and at most this share of the page's prose."""
_ALL_CARDS: Final = 0.6
_LINKED: Final = 0.9
_HEADLINE: Final = 3
_TAGS: Final = frozenset({"article", "li", "div", "section"})
_BEFORE: Final = 40
"""Comments stand below the text that they are about: so many words of prose at least."""


def foreign(page: Page) -> dict[int, str]:
    """Return the containers of other texts, each with its kind ("related" or "comments"); counted once a page."""
    if page.foreign is None:
        page.foreign = dict.fromkeys(cards(page), "related") | dict.fromkeys(comment_sections(page), "comments")
    return page.foreign


def cards(page: Page) -> set[int]:
    """Return the containers that show another story: their headline is a link, and a line or two follow at most.

    An `article` element is taken at once, others when there are two of the same make.
    """
    found: set[int] = set()
    first: list[int] = []
    for index, block in enumerate(page.blocks):
        if block.hint is not Role.SUBHEAD or block.link_density < _LINKED or len(block.words) < _HEADLINE:
            continue
        first = first or _first_blocks(page)
        at = page.containers[block.container].parent
        while at > 0 and page.containers[at].words == len(block.words):
            at = page.containers[at].parent
        if at > 0 and first[at] == index and _is_small(page, at) and page.containers[at].tag in _TAGS:
            found.add(at)
    makes = Counter(page.containers[index].signature for index in found)
    found = {i for i in found if page.containers[i].tag == "article" or makes[page.containers[i].signature] > 1}
    # a page of nothing but cards is a live page or a front page: they are what it has to say
    much = sum(page.containers[i].prose for i in found) >= _ALL_CARDS * page.containers[0].prose
    return set() if much else found


def comment_sections(page: Page) -> set[int]:
    """Return the containers that are named as readers' comments and stand below prose; they may be longer than it."""
    prose = [0] * len(page.containers)
    for block in page.blocks:
        if block.prose:
            prose[block.container] += len(block.words)
    found: set[int] = set()
    before = 0
    # containers are in page order
    for index, container in enumerate(page.containers):
        if container.kind == "comments" and before >= _BEFORE:
            found.add(index)
        before += prose[index]
    return found


def _first_blocks(page: Page) -> list[int]:
    containers = page.containers
    first = [-1] * len(containers)
    for index, block in enumerate(page.blocks):
        at = block.container
        while at >= 0 and first[at] < 0:
            first[at] = index
            at = containers[at].parent
    return first


def _is_small(page: Page, at: int) -> bool:
    container = page.containers[at]
    return container.words <= _CARD_WORDS and container.prose <= _CARD_SHARE * page.containers[0].prose
