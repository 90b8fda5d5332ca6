"""What stands beside the text by its form alone: headlines with bullets below it, a trail of section names above it,
and the line that says whose words a pull quote are."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from reader.cleaning.captions import is_caption
from reader.cleaning.features import Page
from reader.cleaning.runs import is_headline
from reader.cleaning.verdicts import Verdict, Verdicts
from reader.cleaning.zones import Zones

_LISTED: Final = range(2, 9)
_HEADLINE_FROM: Final = 5
_OTHER: Final = 0.5
_SIGNED: Final = re.compile(
    r"[-–—―]\s?(?:[A-ZÀ-Þ][\w.'’-]*(?:\s|(?=[,(])|\Z)){1,4}(?:[,(].{2,90})?\Z"
    r"|(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}[A-ZÀ-Þ][\w'’-]*\s?[,(].{2,90}\Z"
)
"""A name with a dash before it, or with who that is after a comma or in brackets; a name alone may be a heading."""
_SIGNED_CHARACTERS: Final = 140
_TRAIL: Final = re.compile(
    r"[^»›]{2,40}(?:\s[»›]\s[^»›]{2,80}){2,5}\Z|[^»›:]{2,40}:\s[^»›]{2,40}(?:\s[»›]\s[^»›]{2,80}){1,5}\Z"
)


def hide_endings(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide lists of other stories below the text, trails of sections above it, and the sources of pull quotes."""
    _hide_bullets(page, heads, verdicts)
    _hide_trails(page, zones, heads, verdicts)
    _hide_sources(page, heads, verdicts)


def _hide_bullets(page: Page, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide a short list of headlines with bullets that ends the file, where the text has no lists of its own.

    A list that the line above announces with a colon is the article's, and so is one about what the article is about.
    """
    shown = [at for at in range(len(page)) if verdicts[at] is None and at not in heads]
    found: list[int] = []
    while shown and page.shapes[shown[-1]].bullet and _is_other(page, shown[-1]):
        found.append(shown.pop())
    if len(found) not in _LISTED or not shown or any(page.shapes[at].bullet for at in shown):
        return
    above = page.shapes[shown[-1]]
    if above.prose and above.sentence and sum(page.shared(at) for at in found) < _OTHER * len(found):
        for at in found:
            verdicts[at] = Verdict("teaser", 0.75)


def _is_other(page: Page, at: int) -> bool:
    """Whether a block with a bullet can be a headline of another story."""
    item = page.shapes[at]
    plain = is_headline(item) and item.count >= _HEADLINE_FROM and not is_caption(item) and not item.quoted
    return plain and not item.text.lstrip("-–—*•·▪◦ ")[:1].isdigit()


def _hide_trails(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide what says where in the site the page stands: names of sections with arrows between them."""
    for at in range(min(zones.start + 1, len(page))):
        item = page.shapes[at]
        arrows = not item.sentence and ("»" in item.text or "›" in item.text)
        if verdicts[at] is None and at not in heads and arrows and _TRAIL.match(item.text[:400]):
            verdicts[at] = Verdict("menu", 0.85)


def _hide_sources(page: Page, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide the line right below a pull quote that names who said it."""
    for at in range(1, len(page)):
        above, item = verdicts[at - 1], page.shapes[at]
        if above is None or above.reason != "pull-quote" or verdicts[at] is not None or at in heads:
            continue
        if len(item.text) <= _SIGNED_CHARACTERS and not item.sentence and _SIGNED.match(item.text):
            verdicts[at] = Verdict("pull-quote", 0.75)
