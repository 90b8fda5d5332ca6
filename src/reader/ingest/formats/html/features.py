"""A block of a page as numbers: what a model may know of it. No words, no names of sites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, islice
from math import log1p
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.evidence import Evidence
from reader.ingest.formats.html.naming import BODIES
from reader.ingest.formats.html.page import Container
from reader.text.normalise import words

HINTS: Final = (Role.SUBHEAD, Role.LIST, Role.QUOTATION, Role.CAPTION)
MARKS: Final = ("caption", "standfirst")
_FAR: Final = 40
_REACH: Final = 30
_CONTROL: Final = 0.9
_LINKED: Final = 0.5
_TELLING: Final = 5
_MOSTLY_LINKS: Final = 0.6
_DEEP: Final = 12
_QUOTES: Final = re.compile('["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d]')
_UPPER: Final = re.compile(r"[A-Z]")
_DIGIT: Final = re.compile(r"\d")
_SENTENCE: Final = re.compile(r"[.!?][\"\u201d\u2019)]*\s+[A-Z\u00c0-\u00de\u0400-\u042f\"\u201c\u201e(]|[。！？]")

NAMES: Final = (
    "words", "ends", "prose", "links", "emphasis", "level", "paragraph_tag", "upper_start", "upper_share",
    "digits", "quotes", "sentences", "lines", "kept", "kept_before", "kept_after",
    "kept_near", "inside_range", "place_in_range", "place_in_page", "gap_before", "gap_after", "inside", "depth_below",
    "own_kept", "parent_kept", "parent_share", "grand_kept", "grand_share", "same_parent", "signature_kept",
    "signature_share", "signature_all", "path_kept", "stated", "covered", "copies", "title_words",
    "topic", "links_before", "links_after", "words_before", "words_after", "prose_after", "linked_run",
    "reason_any", "sole_child", "list_links", "described", "after_title", "in_head",
    "alike_kept", "alike_share", "twin", "prose_parent", "prose_grand", "prose_great", "path_share", "prose_near",
    "kept_great", "vote",
    *(f"hint_{hint.value}" for hint in HINTS), *(f"mark_{mark}" for mark in MARKS),
)  # fmt: skip
"""What the numbers stand for, in order."""


class PageFeatures:
    """The numbers for the blocks of one page; what is shared by all of them is counted once."""

    def __init__(self, evidence: Evidence, title: str | None = None, title_place: int = -1) -> None:
        self.e = evidence
        self.title_place = title_place
        blocks, containers = evidence.page.blocks, evidence.page.containers
        self.size = len(blocks)
        self.paths: dict[int, tuple[str, ...]] = {}
        kept_prose = [i for i in range(self.size) if evidence.kept[i] and blocks[i].prose]
        self.total_kept = sum(len(blocks[i].words) for i in kept_prose) or 1
        self.parents = Counter(containers[blocks[i].container].parent for i in kept_prose)
        self.all_parents = sum(self.parents.values())
        self.kept_paths: Counter[tuple[str, ...]] = Counter(self._path(blocks[i].container) for i in kept_prose)
        self.texts = Counter(block.text for block in blocks)
        self.before = _gaps(kept_prose, self.size)
        self.after = _gaps([self.size - 1 - i for i in reversed(kept_prose)], self.size)[::-1]
        self.title_words = {word for word in words(title or "") if len(word) > 3}
        self.vocabulary = Counter(word for i in kept_prose for word in set(blocks[i].words) if len(word) >= _TELLING)
        self.lists = self._list_links()
        self.prose = [
            block.prose and not evidence.reason[i] and not evidence.hidden[i] for i, block in enumerate(blocks)
        ]
        self.prose_words = _subtree_sums(evidence, self.prose)
        self.total_prose = max(1, self.prose_words[0]) if self.prose_words else 1
        self.path_words: Counter[tuple[str, ...]] = Counter()
        for i, block in enumerate(blocks):
            if self.prose[i]:
                self.path_words[self._path(block.container)] += len(block.words)
        self.alike = Counter(evidence.signatures)
        self.alike_kept = Counter(evidence.signatures[i] for i in range(self.size) if evidence.kept[i])
        self.bodies = _bodies(containers)
        self.kept_bodies = Counter(self.bodies[blocks[i].container] for i in kept_prose)
        self.children = Counter(block.container for block in blocks)
        self.sisters = Counter(containers[block.container].parent for block in blocks)
        self.depths = _depths(containers, evidence.root)
        # a block outside the page on either side, so that every block has neighbours
        self.links = [-1.0, *(block.link_density for block in blocks), -1.0]
        self.logs = [-1.0, *(log1p(len(block.words)) for block in blocks), -1.0]
        self.proses = [-1.0, *(float(block.prose) for block in blocks), -1.0]
        self.kept_sums = [0, *accumulate(map(int, evidence.kept))]
        self.prose_sums = [0, *accumulate(map(int, self.prose))]
        self.linked_sums = [0, *accumulate(int(block.link_density > _MOSTLY_LINKS) for block in blocks)]

    def row(self, i: int) -> list[float]:
        """Return the numbers of block `i`, in the order of `NAMES`."""
        e = self.e
        containers = e.page.containers
        block = e.page.blocks[i]
        kept = e.kept[i]
        text = block.text
        chars = max(1, len(text))
        count = len(block.words)
        own = containers[block.container]
        second = max(0, own.parent)
        parent = containers[second]
        third = max(0, parent.parent)
        grand = containers[third]
        fourth = max(0, grand.parent)
        signature = e.signatures[i]
        alike, alike_kept = self.alike[signature], self.alike_kept[signature] - kept
        kept_prose, all_prose = e.kept_prose[signature], e.all_prose[signature]
        path = self._path(block.container)
        body = self.bodies[block.container]
        span = max(1, e.last - e.first)
        telling = [word for word in block.words if len(word) >= _TELLING]
        own_vote = 1 if kept and block.prose else 0
        low, high = max(0, i - 4), min(self.size, i + 5)
        row = [
            self.logs[i + 1],
            block.ends,
            block.prose,
            block.link_density,
            block.emphasis,
            block.level if block.hint is Role.SUBHEAD else 0,
            block.tag == "p",
            text[:1].isupper(),
            _capitals(text[:200]) / min(chars, 200),
            len(_DIGIT.findall(text[:400])) / min(chars, 400),
            _QUOTES.search(text) is not None,
            min(9, len(_SENTENCE.findall(text[:2000]))),
            min(9, text.count("\n")),
            kept,
            i > 0 and e.kept[i - 1],
            i + 1 < self.size and e.kept[i + 1],
            self.kept_sums[high] - self.kept_sums[low] - kept,
            0 <= e.first <= i <= e.last,
            max(-1.0, min(2.0, (i - e.first) / span)) if e.first >= 0 else -1.0,
            i / self.size,
            self.before[i],
            self.after[i],
            e.inside[i],
            self.depths[block.container],
            own.kept / self.total_kept,
            parent.kept / self.total_kept,
            parent.kept / max(1, parent.words),
            grand.kept / self.total_kept,
            grand.kept / max(1, grand.words),
            (self.parents[own.parent] - own_vote) / max(1, self.all_parents - own_vote),
            log1p(kept_prose - own_vote),
            (kept_prose - own_vote) / max(1, all_prose - block.prose),
            log1p(all_prose),
            log1p(self.kept_paths[path] - own_vote),
            e.stated_body,
            e.covered[i],
            min(5, self.texts[text] - 1),
            len(self.title_words.intersection(block.words)) / max(1, len(self.title_words)),
            sum([self.vocabulary[word] > own_vote for word in telling]) / max(1, len(telling)),
            self.links[i],
            self.links[i + 2],
            self.logs[i],
            self.logs[i + 2],
            self.proses[i + 2],
            self.linked_sums[min(self.size, i + 4)] - self.linked_sums[max(0, i - 3)],
            bool(e.reason[i]),
            self.children[block.container] == 1 and self.sisters[own.parent] == 1,
            self.lists.get(own.parent, 0.0) if block.hint is Role.LIST else 0.0,
            e.described[i],
            min(_FAR, i - self.title_place) if 0 <= self.title_place < i else -1,
            0 <= self.title_place < i < e.first,
            log1p(alike_kept),
            alike_kept / max(1, alike - 1),
            self.kept_bodies[body] / max(1, self.all_parents) if body else -1.0,
            self.prose_words[second] / self.total_prose,
            self.prose_words[third] / self.total_prose,
            self.prose_words[fourth] / self.total_prose,
            (self.path_words[path] - self.prose[i] * count) / self.total_prose,
            self.prose_sums[high] - self.prose_sums[low] - self.prose[i],
            containers[fourth].kept / self.total_kept,
            self.prose_words[third] / max(1, grand.words),
            *_hint_numbers(block.hint),
            *_mark_numbers(e.mark[i]),
        ]
        return list(map(float, row))

    def _path(self, container: int) -> tuple[str, ...]:
        """The signatures of a container and of the three above it."""
        found = self.paths.get(container)
        if found is None:
            lineage = islice(self.e.page.lineage(container), 4)
            found = self.paths[container] = tuple([above.signature for _, above in lineage])
        return found

    def _list_links(self) -> dict[int, float]:
        sums: dict[int, list[float]] = {}
        for block in self.e.page.blocks:
            if block.hint is Role.LIST:
                parent = self.e.page.containers[block.container].parent
                sums.setdefault(parent, []).append(block.link_density)
        return {parent: sum(found) / len(found) for parent, found in sums.items()}


@cache
def _hint_numbers(hint: Role | None) -> tuple[float, ...]:
    return tuple([float(hint is one) for one in HINTS])


@cache
def _mark_numbers(mark: str) -> tuple[float, ...]:
    return tuple([float(mark == one) for one in MARKS])


def _capitals(text: str) -> int:
    return len(_UPPER.findall(text)) if text.isascii() else sum(map(str.isupper, text))


def _bodies(containers: Sequence[Container]) -> list[str]:
    """Return for each container the signature of the nearest one above, or its own, that is named as an article's
    body, "" for none."""
    found: list[str] = []
    for container in containers:
        above = found[container.parent] if container.parent >= 0 else ""
        found.append(container.signature if container.kind in BODIES else above)
    return found


def _depths(containers: Sequence[Container], root: int) -> list[int]:
    """Return for each container how deep it stands below `root`, -1 outside of it."""
    depths: list[int] = []
    for index, container in enumerate(containers):
        above = depths[container.parent] if container.parent >= 0 else -1
        depths.append(0 if index == root else min(_DEEP, above + 1) if above >= 0 else -1)
    return depths


def _subtree_sums(evidence: Evidence, chosen: Sequence[bool]) -> list[int]:
    """Return for each container how many words the chosen blocks of its subtree have."""
    sums = [0] * len(evidence.page.containers)
    for block, is_chosen in zip(evidence.page.blocks, chosen, strict=True):
        if is_chosen:
            sums[block.container] += len(block.words)
    for index in range(len(sums) - 1, 0, -1):
        sums[max(0, evidence.page.containers[index].parent)] += sums[index]
    return sums


def _gaps(places: Sequence[int], size: int) -> list[int]:
    """Return for each index the distance to the nearest of the sorted `places` before it, at most `_FAR`."""
    gaps: list[int] = []
    last = -_FAR
    upcoming = iter([*places, size + 1])
    following = next(upcoming)
    for i in range(size):
        gaps.append(min(_FAR, i - last))
        if i == following:
            last = i
            following = next(upcoming)
    return gaps


def candidates(evidence: Evidence) -> list[int]:
    """Return the indexes of the blocks worth a model's look: near the article and not plainly menus or hidden."""
    found: list[int] = []
    for i, block in enumerate(evidence.page.blocks):
        if evidence.hidden[i] or block.controls > _CONTROL:
            continue
        if evidence.kept[i] or (
            (evidence.inside[i] or evidence.first - _REACH <= i <= evidence.last + _REACH)
            and (block.link_density < _LINKED or not evidence.reason[i])
        ):
            found.append(i)
    return found


def title_place(roles: Mapping[int, Role]) -> int:
    """Return the index of the last title line, -1 when the page shows none."""
    return max((index for index, role in roles.items() if role is Role.TITLE), default=-1)
