"""Runs: what single blocks do not show but neighbours do.

Menus, lists of other stories under a label, and headings that have lost what stood under them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from reader.cleaning.bylines import bare_name, names_job, read_byline
from reader.cleaning.features import Page, Shape
from reader.cleaning.verdicts import Verdict, Verdicts
from reader.cleaning.zones import Zones

_TEASER_WORDS: Final = 22
_SHORT: Final = 14
_CUED: Final = 0.6
_LABEL: Final = 6
_SHOUTED: Final = 9
"""Shorter lines in capitals are subheads."""
_OWN_WORDS: Final = 6
_OWN_SHARE: Final = 0.34

_LEADS_ON: Final = frozenset({"related", "tail", "follow", "newsletter", "comments", "tags"})
"""After a label of these classes headlines of other stories follow."""
_PROMOTION: Final = frozenset(
    {"paywall", "newsletter", "app", "share", "related", "follow", "comments", "duplicate", "pull-quote", "tail"}
    | {"shop", "donate", "cookies", "tags", "teaser"}
)


def is_headline(item: Shape) -> bool:
    """Return whether a block looks like the headline of a story: some words, a capital, no end mark."""
    return (
        3 <= item.count <= _TEASER_WORDS
        and not item.sentence
        and item.capital
        and not item.text.endswith((":", ",", ";"))
    )


def is_label(page: Page, index: int) -> bool:
    """Return whether a block above the text is a section's, writer's or site's name, or a line of another story.

    A longer line that shares its words with the article is a standfirst, or a first paragraph without its end mark.
    """
    item = page.shapes[index]
    if item.sentence or item.bullet or not item.capital or item.count > _TEASER_WORDS:
        return False
    if item.text.endswith((":", ",", ";")) or any(char in "—–" or char.isdigit() for char in item.text):
        return False
    return item.count < _OWN_WORDS or page.shared(index) < _OWN_SHARE


def hide_teasers(page: Page, verdicts: Verdicts) -> None:
    """Hide the headlines that follow a label such as "Related", up to the next running text."""
    index = 0
    while index < len(page):
        before = verdicts[index - 1] if index else None
        label = page.shapes[index - 1] if index else None
        opens = before is not None and label is not None and before.reason in _LEADS_ON and label.count <= _LABEL
        at = index
        while opens and at < len(page) and verdicts[at] is None and is_headline(page.shapes[at]):
            verdicts[at] = Verdict("teaser", 0.8)
            at += 1
        index = max(at, index + 1)


def hide_lone_teasers(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide long headlines in capitals between paragraphs, the list after "Tags", and a job below the byline."""
    for index, item in enumerate(page.shapes):
        if verdicts[index] is not None or index in heads or item.sentence or index == 0:
            continue
        above, before = page.shapes[index - 1], verdicts[index - 1]
        if zones.inside(index) and _is_shouted(page, item):
            verdicts[index] = Verdict("teaser", 0.8)
        elif before is not None and before.reason == "tags" and above.count <= 2 and item.text.count(",") > 1:
            verdicts[index] = Verdict("tags", 0.85)
        elif index - 1 in heads and item.count <= _LABEL and names_job(item.text) and read_byline(above.text):
            verdicts[index] = Verdict("label", 0.8)


def _is_shouted(page: Page, item: Shape) -> bool:
    """Whether a block is a phrase in capitals, not a row of a table or a code."""
    plain = not any(char.isdigit() or char == "|" for char in item.text)
    return item.count >= _SHOUTED and plain and item.text.isupper() and not page.stop_words.isdisjoint(item.words)


def hide_mixed_runs(page: Page, zones: Zones, verdicts: Verdicts) -> None:
    """Hide what is left of a run of short blocks of which most are promotion."""
    index = 0
    while index < len(page):
        end = index
        while end < len(page) and (verdicts[end] is not None or _is_short(page.shapes[end])):
            end += 1
        if end - index >= 3 and (index == 0 or end == len(page) or index > zones.start):
            cued = sum(1 for at in range(index, end) if _promotes(verdicts[at]))
            if cued >= _CUED * (end - index):
                for at in range(index, end):
                    if verdicts[at] is None:
                        verdicts[at] = Verdict("run", 0.7)
        index = max(end, index + 1)


def _is_short(item: Shape) -> bool:
    return item.count <= _SHORT and not item.sentence


def _promotes(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.reason in _PROMOTION


def hide_stragglers(page: Page, zones: Zones, verdicts: Verdicts) -> None:
    """Hide a person's name alone between hidden blocks, and short lines below the text that follow a hidden one."""
    for index, item in enumerate(page.shapes):
        if verdicts[index] is not None or item.sentence or item.prose:
            continue
        follows = index > 0 and verdicts[index - 1] is not None
        precedes = index + 1 < len(page) and verdicts[index + 1] is not None
        if follows and index >= zones.end:
            verdicts[index] = Verdict("tail", 0.8)
        elif follows and precedes and bare_name(item.text):
            verdicts[index] = Verdict("label", 0.8)


def hide_orphans(page: Page, verdicts: Verdicts) -> None:
    """Hide a short heading at the article's end after which everything is hidden."""
    last = len(page) - 1
    while last > 0 and verdicts[last] is not None:
        last -= 1
    if last == len(page) - 1 or last <= 0:
        return
    item = page.shapes[last]
    if (
        not item.sentence
        and item.count <= 5
        and not item.quoted
        and not any(char.isdigit() or char == ":" for char in item.text)
        and any(_promotes(verdicts[at]) for at in range(last + 1, len(page)))
    ):
        verdicts[last] = Verdict("heading", 0.7)
