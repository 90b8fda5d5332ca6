"""Sentences that report what somebody said: the article's own wherever they stand.

An extractor leaves a box in the middle of a short article often enough, and what follows it then looks like a tail.
"""

from __future__ import annotations

from typing import Final

from reader.cleaning.features import Page, Shape, names_in
from reader.cleaning.stamps import is_stamp
from reader.cleaning.verdicts import SAME_TOPIC, Verdicts, addresses_reader
from reader.cleaning.wordlists import word_list
from reader.cleaning.zones import Zones
from reader.names.titles import title_words

_HEADINGS: Final = 2
_NAMED: Final = 1500
"""So many characters of a paragraph are looked through for names."""


def keep_reports(page: Page, zones: Zones, verdicts: Verdicts) -> None:
    """Take back the verdict "tail" on a sentence that quotes, that tells what somebody named in the body said, or that
    names him and is about what the article is about.

    Against a block's own wording (a call to subscribe) and the menus of a whole page only a quotation with its speaker
    helps: a person may speak of subscribing, but the headlines of other stories report as well.
    """
    found = [at for at, verdict in enumerate(verdicts) if verdict is not None and page.shapes[at].sentence]
    names = _body_names(page, zones, verdicts) if found else frozenset()
    for at in found:
        item, verdict = page.shapes[at], verdicts[at]
        if verdict is None or verdict.reason == "teaser":
            continue
        named = not names.isdisjoint(word.removesuffix("'s") for word in item.words)
        told = named and _tells(item)
        by_place = verdict.reason == "tail"
        if (told and item.quoted) or (by_place and (told or item.quoted or (named and _is_about(page, at)))):
            verdicts[at] = None


def keep_dates(page: Page, zones: Zones, verdicts: Verdicts) -> None:
    """Take back the verdict on a day or hour that stands in the body right above a sentence: the heading of what
    happened then. Many of them are the stamps of a live report."""
    found = [
        at
        for at in range(zones.start, min(zones.end, zones.tail) - 1)
        if (verdict := verdicts[at]) is not None
        and verdict.reason == "time"
        and verdicts[at + 1] is None
        and page.shapes[at + 1].sentence
        and is_stamp(page.shapes[at])
        and "/" not in page.shapes[at].text
        and word_list("when_stamp").isdisjoint(page.shapes[at].words)
    ]
    if len(found) <= _HEADINGS and not zones.raw:
        for at in found:
            verdicts[at] = None


def _tells(item: Shape) -> bool:
    """Whether a block holds a verb of saying."""
    return not word_list("said").isdisjoint(item.words)


def _is_about(page: Page, at: int) -> bool:
    return page.shared(at) >= SAME_TOPIC and not addresses_reader(page.shapes[at])


def _body_names(page: Page, zones: Zones, verdicts: Verdicts) -> frozenset[str]:
    """Return what the title and the sentences of the body that stay name, in lower case, without offices and days:
    another story has its own mayor and its own Friday."""
    found: set[str] = set(page.names)
    for at in range(zones.start, min(zones.end, zones.tail)):
        if verdicts[at] is None and page.shapes[at].sentence:
            found |= names_in(page.shapes[at].text[:_NAMED])
    return frozenset(found) - page.stop_words - word_list("when_name") - title_words().keys()
