"""A verdict on a block, and the guard rails that every verdict has to pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from reader.cleaning.cues import Cue
from reader.cleaning.features import Page, Shape
from reader.cleaning.wordlists import named_lists, word_list
from reader.cleaning.zones import Zones, is_note

_TOPIC_SENTENCES: Final = 3
"""An article with so many plain sentences that hold a cue's words is about newsletters, cookies, subscriptions."""
_FULL_SENTENCE: Final = 12
_STRAY: Final = 9
_BIO_LABEL: Final = 4
_FOLLOWING: Final = 3
_PITCH: Final = 50
"""What is offered stands in so many characters before the colon, as in "Sign up for The Minute: local news"."""
SAME_TOPIC: Final = 0.6
"""A line outside the text that shares so much of its topic words with it is about what the article is about."""
_ITSELF: Final = re.compile(
    r" (?:this|our) (?:articles?|story|stories|piece|column|essay|post|content|coverage|reporting|journalism|"
    r"journalists|newsroom|newsletters?|readers|website|site|app|podcast)(?: |\Z)"
)
"""By such words a publication speaks of itself."""
_OWN_AFFAIRS: Final = frozenset({"ai", "app", "donate", "newsletter", "paywall", "rights", "shop"})
_OPENING: Final = re.compile(r"(?:\A|[.!?:;,–—-]\s)\W{0,4}([^\W\d_]+)")
"""The first word of a block and of what follows a mark: there a verb is an order, inside a sentence it tells."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a block is hidden, and how sure that is (0 to 1)."""

    reason: str
    confidence: float


Verdicts = list[Verdict | None]


def article_topics(page: Page, cues: Sequence[Sequence[Cue]]) -> frozenset[str]:
    """Return the classes whose words occur in three or more uncued prose blocks: the article is about them."""
    asked = {cue.kind for found in cues for cue in found}
    topics = {kind: telling for kind, telling in _topic_lists().items() if kind in asked}
    counts = dict.fromkeys(topics, 0)
    for item, found in zip(page.shapes, cues, strict=True):
        if item.prose and not any(cue.strength in ("self", "call") for cue in found):
            for kind, telling in topics.items():
                if not telling.isdisjoint(item.words):
                    counts[kind] += 1
    return frozenset(kind for kind, count in counts.items() if count >= _TOPIC_SENTENCES)


@cache
def _topic_lists() -> dict[str, frozenset[str]]:
    lists = named_lists("lists.txt")
    return {name.removeprefix("topic_"): words for name, words in lists.items() if name.startswith("topic_")}


def addresses_reader(item: Shape) -> bool:
    """Return whether a block speaks to its reader, tells him what to do, or speaks of its publication as "we"."""
    if not word_list("address").isdisjoint(item.words):
        return True
    openings = _OPENING.finditer(item.text[:1200])
    return any(match[1].lower() in word_list("imperatives") for match in openings)


def speaks_of_itself(item: Shape) -> bool:
    """Return whether a block speaks of "this story", "our newsroom" and the like in words of its own."""
    return not item.quoted and _ITSELF.search(item.key) is not None


def _offers(item: Shape) -> bool:
    """Whether a block bids its reader do something with what its publication calls "our" own, or says by a colon what
    he gets."""
    own = not word_list("ours").isdisjoint(item.words) or " : " in item.key[:_PITCH]
    return own and item.words[0] in word_list("imperatives") and not item.quoted


def _seeks_witnesses(item: Shape) -> bool:
    """Whether a block asks whoever knows something to tell the police or somebody else, not the publication."""
    return not word_list("appeals").isdisjoint(item.words) and word_list("ours").isdisjoint(item.words)


def _closes(page: Page, index: int, cue: Cue, zones: Zones, topics: frozenset[str]) -> bool:
    """Whether a block with such a cue stands where the article begins or ends, and is not about what the article is
    about, unless it speaks of its publication."""
    item = page.shapes[index]
    if item.quoted or item.bullet or not zones.at_edge(index):
        return False
    return speaks_of_itself(item) or (cue.kind not in topics and (page.opens_new(index) or not page.shares_name(index)))


def is_protected(page: Page, index: int, zones: Zones) -> bool:
    """Return whether a block is a full sentence of the body with a quotation or a name of the title or lead.

    Such a block is only hidden as a copy or as a line that the site's other articles have too.
    """
    item = page.shapes[index]
    if is_note(item):
        return True
    if not item.sentence or item.count < _FULL_SENTENCE or not zones.inside(index):
        return False
    return item.quoted or page.shares_name(index)


def belongs(page: Page, index: int) -> bool:
    """Return whether a sentence outside the densest text is about what the article is about: most of its topic words
    and a name are the article's."""
    item = page.shapes[index]
    return item.sentence and item.count >= _STRAY and page.shares_name(index) and page.shared(index) >= SAME_TOPIC


def cue_verdict(page: Page, index: int, found: Sequence[Cue], zones: Zones, topics: frozenset[str]) -> Verdict | None:
    """Return what a block's wording says about it, after the guard rails; None when the block stays."""
    if not found or is_note(page.shapes[index]):
        return None
    for cue in _deciding(found):
        verdict = _by_cue(page, index, cue, zones, topics)
        if verdict is not None:
            return verdict
    return None


def _by_cue(page: Page, index: int, cue: Cue, zones: Zones, topics: frozenset[str]) -> Verdict | None:
    """Return what one cue says about a block."""
    item = page.shapes[index]
    if cue.strength == "edge":
        return Verdict(cue.kind, 0.85) if _closes(page, index, cue, zones, topics) else None
    # a button asks nothing, a stamp quotes nobody
    if (cue.kind == "share" and item.text.endswith("?")) or (cue.kind == "time" and item.quoted):
        return None
    full = item.sentence and item.count >= _FULL_SENTENCE
    if full and cue.kind == "contact" and _seeks_witnesses(item):
        return None
    inside = zones.inside(index)
    label = item.count <= _BIO_LABEL and cue.strength == "weak"
    if cue.kind == "bio" and (item.sentence or label) and nearly_over(page, index, zones):
        return None if item.quoted and cue.strength == "weak" else Verdict("bio", 0.8)
    if full and inside and not _gives_itself_away(page, index, cue, topics):
        return None
    if cue.strength == "self":
        return Verdict(cue.kind, 0.95 if not full else 0.85)
    if cue.strength == "call":
        if cue.kind in topics and item.sentence and not _offers(item):
            return None
        return Verdict(cue.kind, 0.85)
    if not inside:
        return Verdict(cue.kind, 0.8)
    if item.count <= 12 and not item.sentence and cue.kind not in ("bio", "keypoints"):
        return Verdict(cue.kind, 0.75)
    return None


def _gives_itself_away(page: Page, index: int, cue: Cue, topics: frozenset[str]) -> bool:
    """Whether a full sentence between the article's own can be no part of it, with such a cue."""
    item = page.shapes[index]
    if item.quoted and cue.kind not in ("advert", "ai"):
        return False
    itself = cue.strength == "self" and cue.kind in _OWN_AFFAIRS and speaks_of_itself(item)
    if cue.kind in topics and not itself and not (cue.strength in ("self", "call") and _offers(item)):
        return False
    # a paper is often named after its town, and notes on its use of machines speak of it by that name
    sure = cue.strength == "self" and (itself or cue.kind == "ai" or not page.shares_name(index))
    if not sure and not addresses_reader(item):
        return False
    return not item.bullet or cue.strength == "self"


def _deciding(found: Sequence[Cue]) -> list[Cue]:
    """Return the cues by which a block is judged, in the order in which they are asked; a note about the writer is one
    even if it ends with a link."""
    judging = [cue for cue in found if cue.strength != "tail"]
    if judging and judging[0].strength == "call":
        judging.sort(key=lambda cue: cue.kind != "bio")
    return judging


def nearly_over(page: Page, index: int, zones: Zones) -> bool:
    """Return whether at most one text block follows, or two short ones."""
    end = min(zones.end, zones.tail)
    rest: list[int] = []
    at = page.next_prose[index]
    while at < end and len(rest) < _FOLLOWING:
        rest.append(page.shapes[at].count)
        at = page.next_prose[at]
    return index > zones.start + 2 and (len(rest) <= 1 or (len(rest) == 2 and sum(rest) <= 120))
