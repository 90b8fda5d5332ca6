"""Where the article stands by the page's own build: the containers that are named as its body, or that gather its
prose. Where the names are plain this is as good as an extractor's opinion, at a twentieth of its time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.cards import foreign
from reader.ingest.formats.html.naming import BODIES, HOLDS_ARTICLE, NEGATIVE
from reader.ingest.formats.html.page import Page, PageBlock

_NAMED_SHARE: Final = 0.25
_NAMED_WORDS: Final = 60
"""Containers that are named as an article's body count from this share of the page's prose and so many words on."""
_GATHERS: Final = 0.8
_GATHERS_UNNAMED: Final = 0.95
"""The article is sought inside a container as long as one of its children has this share of the prose."""
_SURE_SHARE: Final = 0.6
_SURE_PROSE: Final = 0.7
_TOGETHER: Final = 0.9
_TOGETHER_WORDS: Final = 120
"""Without a name, an extractor has nothing to add where this share of the good prose, and so many words, stand side by
side: the score of each block says the rest."""
_LINKED: Final = 0.5
_SENTENCE: Final = 4
_LISTED: Final = frozenset({Role.SUBHEAD, Role.LIST, Role.QUOTATION})


@dataclass(frozen=True, slots=True)
class Body:
    """For each block whether it stands in the article's body and reads like article text; `sure` when hardly any prose
    stands elsewhere, and the page names its body or has all of it in one place."""

    kept: list[bool]
    sure: bool


def find_body(page: Page) -> Body:
    """Return what the names and the build of the page's containers say about each of its blocks. Linear."""
    negative, named = _zones(page)
    good = _good(page, negative)
    total = _words(page.blocks, good)
    in_named = [is_good and named[block.container] for block, is_good in zip(page.blocks, good, strict=True)]
    named_words = _words(page.blocks, in_named)
    has_names = named_words >= max(_NAMED_WORDS, _NAMED_SHARE * total)
    if has_names:
        good = in_named
    if not any(good):
        return Body([_may_be_text(block) for block in page.blocks], sure=False)
    inside = _inside(page, good, _GATHERS if has_names else _GATHERS_UNNAMED)
    kept = [
        inside[block.container]
        and (
            is_good
            or (
                not negative[block.container]
                and (named[block.container] or not has_names)
                and block.link_density < _LINKED
                and block.hint is not Role.CAPTION
                and (_is_sentence(block) or block.hint in _LISTED)
            )
        )
        for block, is_good in zip(page.blocks, good, strict=True)
    ]
    if has_names:
        sure = named_words >= _SURE_SHARE * page.containers[0].prose and _mostly_prose(page, named)
    else:
        sure = _stands_together(page, good)
    return Body(kept, sure)


def _stands_together(page: Page, good: Sequence[bool]) -> bool:
    """Whether nearly all of the good prose, and most of the page's, stands side by side in one container."""
    sums: Counter[int] = Counter()
    for block, is_good in zip(page.blocks, good, strict=True):
        if is_good:
            sums[page.containers[block.container].parent] += len(block.words)
    most = max(sums.values())
    return most >= max(_TOGETHER_WORDS, _TOGETHER * sums.total(), _SURE_SHARE * page.containers[0].prose)


def _zones(page: Page) -> tuple[list[bool], list[bool]]:
    """Return for each container whether it stands in one that speaks against, and in one that is named as a body."""
    negative: list[bool] = []
    named: list[bool] = []
    much = HOLDS_ARTICLE * (page.containers[0].prose if page.containers else 0)
    others = foreign(page)
    for index, container in enumerate(page.containers):
        above = container.parent
        against = index in others or (container.kind in NEGATIVE and container.prose < much)
        negative.append(against or (above >= 0 and negative[above]))
        named.append(container.kind in BODIES or (above >= 0 and named[above]))
    return negative, named


def _good(page: Page, negative: Sequence[bool]) -> list[bool]:
    """Return for each block whether it is prose that nothing speaks against."""
    hides = page.hides_article()
    return [
        block.prose
        and not negative[block.container]
        and block.hint is not Role.CAPTION
        and block.kind not in NEGATIVE
        and (hides or not page.containers[block.container].hidden)
        for block in page.blocks
    ]


def _inside(page: Page, good: Sequence[bool], share: float) -> list[bool]:
    """Return for each container whether it is, or stands in, the one that gathers the good blocks near its surface."""
    sums = [0] * len(page.containers)
    for block, is_good in zip(page.blocks, good, strict=True):
        if is_good:
            sums[block.container] += len(block.words)
    heaviest = [-1] * len(sums)
    for index in range(len(sums) - 1, 0, -1):
        parent = max(0, page.containers[index].parent)
        sums[parent] += sums[index]
        if heaviest[parent] < 0 or sums[index] >= sums[heaviest[parent]]:
            heaviest[parent] = index
    root = 0
    while (child := heaviest[root]) > 0 and sums[child] >= share * sums[root]:
        root = child
    return page.under({root})


def _mostly_prose(page: Page, named: Sequence[bool]) -> bool:
    """Whether running text makes most of what stands in named bodies: lists and programmes need a closer look."""
    text = prose = 0
    for block in page.blocks:
        if named[block.container] and block.link_density < _LINKED and block.hint is not Role.CAPTION:
            size = 0 if page.containers[block.container].hidden else len(block.words)
            text += size
            prose += size if block.prose else 0
    return prose >= _SURE_PROSE * text


def _words(blocks: Sequence[PageBlock], chosen: Sequence[bool]) -> int:
    return sum(len(block.words) for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen)


def _is_sentence(block: PageBlock) -> bool:
    return block.ends and len(block.words) >= _SENTENCE and not block.level


def _may_be_text(block: PageBlock) -> bool:
    return bool(block.words) and block.link_density < _LINKED and not block.level
