"""Runs: what single blocks do not show but neighbours do.

Menus, lists of other stories under a label, and headings that have lost what stood under them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Final

from reader.cleaning.bylines import bare_name, names_job, read_byline
from reader.cleaning.captions import heads_caption
from reader.cleaning.cues import Cue
from reader.cleaning.features import Page, Shape, consecutive
from reader.cleaning.verdicts import Verdict, Verdicts
from reader.cleaning.zones import Zones

_TEASER_WORDS: Final = 22
_SHORT: Final = 14
_CUED: Final = 0.66
_LABEL: Final = 6
_SHOUTED: Final = 9
"""Shorter lines in capitals are subheads."""
_ORPHANS: Final = 3
_PRICED: Final = 10
_PRICE: Final = re.compile(r"[$£€]\s?\d|\d\s?[€£]")
_OWN_WORDS: Final = 6
_QUESTION: Final = 14
_SUMMARY: Final = 6
_ITEM: Final = 32
_DIGEST: Final = 60
_PAIR_FROM: Final = 5
_PAIR_TO: Final = 16
_PAIR_SHARED: Final = 0.5
_BROKEN: Final = 9
_INNER_STOP: Final = re.compile(r"[a-zß-öø-ÿ]{2}[.!?] +[A-ZÀ-Þ][a-z]")
_DATELINE: Final = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:,? [A-ZÀ-Þ][\w'’.-]*){0,4} \([A-ZÀ-Þ][\w '’.-]*\)")
_CASELESS: Final = 2
_OPEN_SHARE: Final = 0.2
"""In a text where more blocks than this lack an end mark, such lines are its own way of writing."""
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
    if item.text.endswith((":", ",", ";", "!", "?")) or any(char in "—–" or char.isdigit() for char in item.text):
        return False
    below = page.shapes[index + 1] if index + 1 < len(page) else None
    broken = below is not None and not below.capital and read_byline(below.text) is None
    if _DATELINE.fullmatch(item.text) or broken:
        return False  # a dateline, or a sentence that the extractor broke
    if item.count > _CASELESS and item.text.lower() == item.text.upper():
        return False  # in a script without capitals nothing tells a name from a line of the text
    own = item.count >= _OWN_WORDS and page.shared(index) >= _OWN_SHARE
    return not own and not heads_caption(page, index)


def hide_teasers(page: Page, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide the headlines that follow a label such as "Related", up to the next running text or line of the head."""
    index = 0
    while index < len(page):
        before = verdicts[index - 1] if index else None
        label = page.shapes[index - 1] if index else None
        opens = before is not None and label is not None and before.reason in _LEADS_ON and label.count <= _LABEL
        at = index
        while opens and at < len(page) and verdicts[at] is None and at not in heads:
            if not _may_follow(page.shapes[at], before):
                break
            verdicts[at] = Verdict("teaser", 0.8)
            at += 1
        index = max(at, index + 1)


def _may_follow(item: Shape, label: Verdict | None) -> bool:
    """Whether a block under a label is a headline; under "Related" and the like a question may be one too."""
    if is_headline(item):
        return True
    asked = item.text.endswith("?") and 4 <= item.count <= _QUESTION and not item.quoted and not item.bullet
    return asked and label is not None and label.reason in ("related", "tail")


def find_summary(page: Page, cues: Sequence[Sequence[Cue]]) -> range:
    """Return the blocks of a box of key points: a label, some short sentences, and the note that a machine wrote them.

    The note may stand between label and text. Without it a list of points may be the writer's own, and stays.
    """
    for index in range(len(page) - 2):
        if page.shapes[index].count > _LABEL or not any(cue.kind in ("keypoints", "ai") for cue in cues[index]):
            continue
        if _is_machines(cues[index + 1]) and _sums_up(page.shapes[index + 2]):
            return range(index, index + 3)
        for end in range(index + 2, min(len(page), index + 2 + _SUMMARY)):
            if _is_machines(cues[end]):
                return range(index, end + 1)
            if page.shapes[end].count > _ITEM or page.shapes[end - 1].count > _ITEM:
                break
    return range(0)


def _is_machines(cues: Sequence[Cue]) -> bool:
    return any(cue.kind == "ai" and cue.strength == "self" for cue in cues)


def _sums_up(item: Shape) -> bool:
    return item.sentence and item.count <= _DIGEST and not item.quoted


def hide_pairs(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide two or three headlines in a row between paragraphs, and a lone one of two sentences without an end mark.

    Only where all else ends with its mark: a text with subheads, verse or results has such lines of its own.
    """
    inside = [at for at in range(len(page)) if zones.inside(at) and verdicts[at] is None and at not in heads]
    open_ = [at for at in inside if not page.shapes[at].sentence]
    runs = [run for run in consecutive(open_) if _between_prose(page, run, verdicts, heads)]
    found = [run for run in runs if all(_is_story(page, at) for at in run) and _is_elsewhere(page, run)]
    taken = sum(map(len, found))
    captions = sum(heads_caption(page, at) for at in open_) if taken else 0
    if not taken or len(open_) - captions - taken > _OPEN_SHARE * len(inside):
        return
    for run in found:
        for at in run:
            verdicts[at] = Verdict("teaser", 0.75)


def _between_prose(page: Page, run: Sequence[int], verdicts: Verdicts, heads: Collection[int]) -> bool:
    above, below = run[0] - 1, run[-1] + 1
    return all(
        0 <= at < len(page) and verdicts[at] is None and at not in heads and page.shapes[at].sentence
        for at in (above, below)
    )


def _is_story(page: Page, index: int) -> bool:
    """Whether a block reads like the headline of another story and is no heading by its markup."""
    item = page.shapes[index]
    if item.hint is not None or item.bullet or "|" in item.text:
        return False
    if not is_headline(item) or not _PAIR_FROM <= item.count <= _PAIR_TO:
        return False
    return not page.stop_words.isdisjoint(item.words) and not heads_caption(page, index)


def _is_elsewhere(page: Page, run: Sequence[int]) -> bool:
    """Whether two or three headlines are not all about what the article is about, or a lone one is two sentences."""
    if sum(page.shared(at) for at in run) >= _PAIR_SHARED * len(run):
        return False
    item = page.shapes[run[0]]
    return len(run) in (2, 3) or (len(run) == 1 and item.count >= _BROKEN and bool(_INNER_STOP.search(item.text)))


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
        elif _is_counter(page, index, zones.start, verdicts):
            verdicts[index] = Verdict("share", 0.8)
        elif _is_priced(page, index, verdicts):
            verdicts[index] = Verdict("shop", 0.8)


def _is_counter(page: Page, index: int, text_start: int, verdicts: Verdicts) -> bool:
    """Whether a block is a number alone under a line of sharing or comments, or above one before the text begins at
    `text_start`: how many did."""
    text = page.shapes[index].text.strip("()[] ")
    if not text.isdigit() or len(text) > 6:
        return False
    before = verdicts[index - 1] if index else None
    if before is not None and before.reason in ("share", "comments", "player"):
        return True
    below = index + 1
    while below < len(page) and verdicts[below] is None and page.shapes[below].text.isdigit() and below <= index + 2:
        below += 1
    after = verdicts[below] if below < len(page) else None
    return index < text_start and after is not None and after.reason in ("share", "comments")


def _is_priced(page: Page, index: int, verdicts: Verdicts) -> bool:
    """Whether a block is a product with its price beside a shop's button."""
    item = page.shapes[index]
    beside = [verdicts[index - 1]] if index else []
    beside += takewhile(lambda verdict: verdict is not None, verdicts[index + 1 : index + 3])
    button = any(verdict is not None and verdict.reason == "shop" for verdict in beside)
    return button and item.count <= _PRICED and bool(_PRICE.search(item.text))


def hide_orphans(page: Page, verdicts: Verdicts) -> None:
    """Hide up to three short headings at the article's end after which everything is hidden."""
    last = len(page) - 1
    for _ in range(_ORPHANS):
        while last > 0 and verdicts[last] is not None:
            last -= 1
        if last == len(page) - 1 or last <= 0:
            return
        item = page.shapes[last]
        if (
            item.sentence
            or item.count > 5
            or item.quoted
            or any(char.isdigit() or char == ":" for char in item.text)
            or not any(_promotes(verdicts[at]) for at in range(last + 1, len(page)))
        ):
            return
        verdicts[last] = Verdict("heading", 0.7)
