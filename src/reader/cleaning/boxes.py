"""Full sentences that belong to the page: what a newsletter's box promises, a call to read something else under its
own label, and stories listed below the article, each with a sentence.

A sentence alone never gives them away, since the article is made of such. What stands around it does.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from reader.cleaning.captions import is_caption
from reader.cleaning.features import Page, Shape
from reader.cleaning.verdicts import SAME_TOPIC, Verdict, Verdicts, addresses_reader, is_protected
from reader.cleaning.wordlists import word_list
from reader.cleaning.zones import Zones, is_note

_LABEL: Final = 9
_PROMISE: Final = 30
_CALL: Final = 20
_OTHER: Final = 0.34
"""A call to read something else shares at most so much of its topic words with the article."""
_DEK: Final = 60
_HEADLINE: Final = 22
_LISTED: Final = 3
"""So many sentences, each alone under hidden lines, are a list of other stories."""
_MOST: Final = 0.25
"""Largest share of the running text that such a list can be."""

_OFFERED: Final = frozenset({"newsletter", "follow", "app", "donate"})
_BELOW: Final = _OFFERED | {"paywall", "cookies", "share", "related", "tags", "tail"}
_HEADED: Final = frozenset({"teaser", "tail", "label", "bio", "related", "run", "heading", "menu"})
"""By what reasons the lines above a listed story's sentence are hidden: its headline, its writer, its section."""


def hide_boxes(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide the sentences of boxes and lists: see the module."""
    _hide_promises(page, zones, heads, verdicts)
    _hide_calls(page, zones, heads, verdicts)
    _hide_listed(page, zones, heads, verdicts)


def _hide_promises(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide what a box promises between its label ("Sign up to ...") and its button or small print."""
    for at in range(1, len(page)):
        above, below = verdicts[at - 1], verdicts[at + 1] if at + 1 < len(page) else None
        if above is not None and above.reason == "teaser" and at > 1 and page.shapes[at - 1].count <= _LABEL:
            above = verdicts[at - 2]  # the name of what is offered stands under the label
        if verdicts[at] is not None or at in heads or above is None or above.reason not in _OFFERED:
            continue
        label, item = page.shapes[at - 1], page.shapes[at]
        if label.sentence or label.count > _LABEL or item.count > _PROMISE or _is_own(item):
            continue
        closed = below is not None and below.reason in _BELOW
        button = at + 1 < len(page) and not (page.shapes[at + 1].sentence and page.shapes[at + 1].count > _LABEL)
        if is_protected(page, at, zones) or not (button or addresses_reader(item)):
            continue  # between two calls in whole sentences may stand a paragraph
        if closed and (below == above or page.shared(at) < SAME_TOPIC or addresses_reader(item)):
            verdicts[at] = Verdict(above.reason, 0.8)


def _is_own(item: Shape) -> bool:
    """Whether a block quotes or tells what somebody said, or is a note of the editors."""
    return item.quoted or is_note(item) or not word_list("said").isdisjoint(item.words)


def _hide_calls(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide a label and the sentence below it that bids the reader read, watch or discover what is published elsewhere.

    Advice has orders too, but not only one.
    """
    found = [at for at in range(1, len(page)) if zones.inside(at) and _may_call(verdicts[at]) and _is_call(page, at)]
    if len(found) != 1 or found[0] in heads:
        return
    at = found[0]
    above = at - 1
    if above not in heads and (verdicts[above] is not None or is_caption(page.shapes[above])):
        above -= 1
    label = page.shapes[above]
    if above <= zones.start or above in heads or verdicts[above] is not None or label.hint is not None:
        return
    if not label.sentence and 2 <= label.count <= _LABEL and label.capital and page.shared(above) < SAME_TOPIC:
        for place in range(above, at + 1):
            if verdicts[place] is None:
                verdicts[place] = Verdict("related", 0.75)


def _may_call(verdict: Verdict | None) -> bool:
    return verdict is None or verdict.reason == "related"


def _is_call(page: Page, at: int) -> bool:
    item = page.shapes[at]
    if not item.sentence or item.count > _CALL or item.bullet or _is_own(item):
        return False
    told = item.words[0] in word_list("pointers") and not page.shares_name(at) and page.shared(at) < _OTHER
    return told and not (word_list("ours") | word_list("published")).isdisjoint(item.words)


def _hide_listed(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide the sentences of stories that are listed below the article, each under a headline or name, with what of
    those the rules have left.

    The list is read from its end upwards: to the first two paragraphs in a row, to the first that is the article's
    own, or, where its headlines are not hidden yet, to the label that it stands under.
    """
    found: list[int] = []
    lines: list[int] = []
    top = at = len(page) - 1
    while at > zones.start and at not in heads:
        item, verdict = page.shapes[at], verdicts[at]
        if verdict is not None:
            if verdict.reason in _HEADED:
                top = at
        elif item.sentence:
            above = verdicts[at - 1]
            headed = above is not None and above.reason in _HEADED
            below = at > zones.tail and at + 1 < len(page) and verdicts[at + 1] is not None
            if item.count > _DEK or (_is_own(item) and not (headed and below and not is_note(item))):
                break
            if not headed and (above is not None or page.shapes[at - 1].sentence or page.shares_name(at)):
                break
            found.append(at)
        elif item.count > _HEADLINE or item.quoted:
            break
        else:
            lines.append(at)
        at -= 1
    listed = [place for place in found if place > top]
    prose = sum(item.count for item, verdict in zip(page.shapes, verdicts, strict=True) if item.prose and not verdict)
    if len(listed) >= _LISTED and sum(page.shapes[place].count for place in listed) <= _MOST * prose:
        for place in (*listed, *(line for line in lines if line > top)):
            verdicts[place] = Verdict("teaser", 0.8)
