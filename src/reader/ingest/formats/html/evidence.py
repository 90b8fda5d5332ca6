"""What speaks for and against a block being article text, gathered once for a whole page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.opinion import coverage
from reader.ingest.formats.html.page import Container, Page, PageBlock
from reader.text.normalise import words

NEGATIVE: Final = frozenset({
    "advert", "comments", "share", "newsletter", "paywall", "related", "navigation", "tags", "bio", "footer", "consent",
    "player", "aside", "poll", "ratings", "form",
})  # fmt: skip
"""Kinds of containers whose text is no article text, unless the article itself stands in them."""

_HOLDS_ARTICLE: Final = 0.4
"""A container with this share of the kept words holds the article, whatever its name says."""
_ROOT: Final = 0.85
_RUN: Final = 3

Signature = tuple[str, str, str]


@dataclass(slots=True)
class Evidence:
    """Facts about the blocks of one page; the lists run parallel to `page.blocks`.

    `kept` is trafilatura's verdict, `reason` the kind of the innermost container that speaks against a block,
    `mark` a kind that says what a block is (byline, date, caption, standfirst, kicker), `inside` whether the block
    is in the container that holds nearly all kept text, `covered` how much of it the page's JSON-LD body has,
    `described` how much of it the page's summary has. `first` and `last` are the outermost kept prose blocks (-1).
    """

    page: Page
    kept: list[bool]
    hidden: list[bool]
    reason: list[str]
    mark: list[str]
    inside: list[bool]
    covered: list[float]
    signatures: list[Signature]
    kept_prose: Counter[Signature]
    all_prose: Counter[Signature]
    first: int
    last: int
    root: int
    stated_body: bool
    described: list[float]


def gather(page: Page, kept: list[bool], stated_body: str = "", descriptions: Sequence[str] = ()) -> Evidence:
    """Return the evidence for `page` under an extractor's verdict `kept`.

    `stated_body` is JSON-LD's articleBody, `descriptions` are the summaries in the page's metadata.
    """
    _count_kept(page, kept)
    total = page.containers[0].kept if page.containers else 0
    runs = _runs(stated_body)
    described = set().union(*map(_runs, descriptions))
    root = _root(page, total)
    inside = _descendants(page, root)
    prose = [i for i, block in enumerate(page.blocks) if kept[i] and block.prose]
    prose = prose or [i for i, is_kept in enumerate(kept) if is_kept]
    signatures = [_signature(page, block) for block in page.blocks]
    kept_prose: Counter[Signature] = Counter()
    all_prose: Counter[Signature] = Counter()
    for i, block in enumerate(page.blocks):
        if block.prose:
            all_prose[signatures[i]] += 1
            kept_prose[signatures[i]] += kept[i]
    hides_article = _hides_article(page)
    return Evidence(
        page=page,
        kept=kept,
        hidden=[not hides_article and page.containers[block.container].hidden for block in page.blocks],
        reason=[_reason(page, block, total) for block in page.blocks],
        mark=[_mark(page, block) for block in page.blocks],
        inside=[inside[block.container] for block in page.blocks],
        covered=[_share(block, runs) for block in page.blocks],
        signatures=signatures,
        kept_prose=kept_prose,
        all_prose=all_prose,
        first=prose[0] if prose else -1,
        last=prose[-1] if prose else -1,
        root=root,
        stated_body=bool(runs),
        described=[_share(block, described) for block in page.blocks],
    )


def _count_kept(page: Page, kept: Sequence[bool]) -> None:
    for container in page.containers:
        container.kept = 0
    for block, is_kept in zip(page.blocks, kept, strict=True):
        if is_kept:
            page.containers[block.container].kept += len(block.words)
    for container in reversed(page.containers):
        if container.parent >= 0:
            page.containers[container.parent].kept += container.kept


def _root(page: Page, total: int) -> int:
    """Return the deepest container that holds nearly all kept words; 0 (the page) when nothing is kept."""
    if not total:
        return 0
    best = 0
    for index, container in enumerate(page.containers):
        if container.kept >= _ROOT * total:
            best = index
    return best


def _descendants(page: Page, root: int) -> list[bool]:
    inside: list[bool] = []
    for index, container in enumerate(page.containers):
        inside.append(index == root or (container.parent >= 0 and inside[container.parent]))
    return inside


def _reason(page: Page, block: PageBlock, total: int) -> str:
    for _, container in page.lineage(block.container):
        if total and container.kept >= _HOLDS_ARTICLE * total:
            break
        if container.kind in NEGATIVE:
            return container.kind
    return block.kind if block.kind in NEGATIVE else ""


_MARKS: Final = frozenset({"byline", "date", "caption", "standfirst", "kicker", "figure", "header"})
_MARK_REACH: Final = 4
_MARKED_WORDS: Final = 120
"""A container with more words of prose is no caption or byline, whatever a template called it."""


def _mark(page: Page, block: PageBlock) -> str:
    if block.hint is Role.CAPTION:
        return "caption"
    if block.kind in _MARKS:
        return block.kind
    for depth, (_, container) in enumerate(page.lineage(block.container)):
        if depth >= _MARK_REACH:
            break
        if container.kind in _MARKS and container.prose <= _MARKED_WORDS:
            return container.kind
    return ""


def _signature(page: Page, block: PageBlock) -> Signature:
    own: Container = page.containers[block.container]
    parent = page.containers[own.parent].signature if own.parent >= 0 else ""
    return (own.signature, parent, block.hint.value if block.hint else "")


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + _RUN]) for i in range(len(found) - _RUN + 1)}


def _share(block: PageBlock, runs: set[tuple[str, ...]]) -> float:
    return coverage(block.words, runs) if runs else 0.0


def _hides_article(page: Page) -> bool:
    """Whether the page hides most of its own prose: until a script shows it, or behind a wall."""
    hidden = sum(len(b.words) for b in page.blocks if b.prose and page.containers[b.container].hidden)
    return hidden > 0.5 * page.containers[0].prose if page.containers else False
