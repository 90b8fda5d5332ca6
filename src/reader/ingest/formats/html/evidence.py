"""What speaks for and against a block being article text, gathered once for a whole page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.cards import foreign
from reader.ingest.formats.html.naming import HOLDS_ARTICLE, NEGATIVE
from reader.ingest.formats.html.opinion import Run, coverage, runs_of_three
from reader.ingest.formats.html.page import Container, Page, PageBlock
from reader.text.normalise import words

_ROOT: Final = 0.85

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
    described: set[Run] = set().union(*map(_runs, descriptions))
    root = _root(page, total)
    inside = page.under({root})
    reasons = _reasons(page, total)
    prose = [i for i, block in enumerate(page.blocks) if kept[i] and block.prose]
    prose = (
        [i for i in prose if not reasons[page.blocks[i].container]]
        or prose
        or [i for i, is_kept in enumerate(kept) if is_kept]
    )
    signatures = [_signature(page, block) for block in page.blocks]
    kept_prose: Counter[Signature] = Counter()
    all_prose: Counter[Signature] = Counter()
    for i, block in enumerate(page.blocks):
        if block.prose:
            all_prose[signatures[i]] += 1
            kept_prose[signatures[i]] += kept[i]
    hides_article = page.hides_article()
    marks: dict[int, str] = {}
    return Evidence(
        page=page,
        kept=kept,
        hidden=[not hides_article and page.containers[block.container].hidden for block in page.blocks],
        reason=[reasons[block.container] or (block.kind if block.kind in NEGATIVE else "") for block in page.blocks],
        mark=[_mark(page, block, marks) for block in page.blocks],
        inside=[inside[block.container] for block in page.blocks],
        covered=[coverage(block.words, runs) for block in page.blocks],
        signatures=signatures,
        kept_prose=kept_prose,
        all_prose=all_prose,
        first=prose[0] if prose else -1,
        last=prose[-1] if prose else -1,
        root=root,
        stated_body=bool(runs),
        described=[coverage(block.words, described) for block in page.blocks],
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


def _reasons(page: Page, total: int) -> list[str]:
    """Return for each container the kind of the innermost one around it, or its own, that speaks against its text."""
    reasons: list[str] = []
    others = foreign(page)
    for index, container in enumerate(page.containers):
        if index in others:
            reasons.append(others[index])
        elif total and container.kept >= HOLDS_ARTICLE * total:
            reasons.append("")
        elif container.kind in NEGATIVE:
            reasons.append(container.kind)
        else:
            reasons.append(reasons[container.parent] if container.parent >= 0 else "")
    return reasons


_MARKS: Final = frozenset({"byline", "date", "caption", "standfirst", "kicker", "figure", "header"})
_MARK_REACH: Final = 4
_MARKED_WORDS: Final = 120
"""A container with more words of prose is no caption or byline, whatever a template called it."""


def _mark(page: Page, block: PageBlock, known: dict[int, str]) -> str:
    if block.hint is Role.CAPTION:
        return "caption"
    if block.kind in _MARKS:
        return block.kind
    found = known.get(block.container)
    if found is None:
        near = (container for _, container in islice(page.lineage(block.container), _MARK_REACH))
        found = next((c.kind for c in near if c.kind in _MARKS and c.prose <= _MARKED_WORDS), "")
        known[block.container] = found
    return found


def _signature(page: Page, block: PageBlock) -> Signature:
    own: Container = page.containers[block.container]
    parent = page.containers[own.parent].signature if own.parent >= 0 else ""
    return (own.signature, parent, block.hint.value if block.hint else "")


def _runs(text: str) -> set[Run]:
    return set(runs_of_three(words(text)))
