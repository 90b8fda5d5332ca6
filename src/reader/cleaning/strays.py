"""Small lines between paragraphs that no cue names: kickers with headlines, lone numbers, the writer's
name, a dateline that is printed twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from reader.cleaning.bylines import bare_name, read_byline
from reader.cleaning.captions import is_caption
from reader.cleaning.features import Page, Shape
from reader.cleaning.runs import is_headline
from reader.cleaning.verdicts import Verdict, Verdicts, nearly_over
from reader.cleaning.zones import Zones, is_note
from reader.text.normalise import words

_KICKER: Final = 5
_KICKED: Final = 2
_HEADLINE_FROM: Final = 5
_OWN: Final = 0.5
"""A headline that shares more of its topic words with the article may be a heading of its own."""
_DIGITS: Final = 3
_FIRST: Final = 3
"""A lone number up to this may open a numbered part."""
_LABEL: Final = 5
_NOTE: Final = 90
_NOTE_NAME: Final = 8
_DATELINE: Final = 8
_DASHES: Final = frozenset("-–—")


def hide_strays(page: Page, zones: Zones, heads: Collection[int], authors: Sequence[str], verdicts: Verdicts) -> None:
    """Hide what stands alone between paragraphs and belongs to the page: see the module."""
    free = [
        verdicts[at] is None and at not in heads and page.shapes[at].hint is None and zones.start <= at < zones.tail
        for at in range(len(page))
    ]
    _hide_kickers(page, free, verdicts)
    _hide_numbers(page, free, verdicts)
    _hide_datelines(page, heads, verdicts)
    _hide_names(page, heads, authors, verdicts)
    _hide_note(page, zones, heads, verdicts)
    _hide_own_note(page, zones, heads, authors, verdicts)


def _hide_kickers(page: Page, free: Sequence[bool], verdicts: Verdicts) -> None:
    """Hide a list of other stories, each a word or two in capitals with a headline below; one such pair may be the
    text's own heading with its subheading."""
    at = 0
    while at < len(page):
        end = at
        while end + 1 < len(page) and free[end] and free[end + 1] and _is_kicked(page, end):
            end += 2
        if end - at >= 2 * _KICKED:
            for place in range(at, end):
                verdicts[place] = Verdict("teaser", 0.75)
        at = max(end, at + 1)


def _is_kicked(page: Page, at: int) -> bool:
    """Whether a block is a kicker and the next one a headline that is not about what the article is about."""
    kicker, headline = page.shapes[at], page.shapes[at + 1]
    if (
        kicker.count > _KICKER
        or not kicker.text.isupper()
        or any(char.isdigit() or char == ":" for char in kicker.text)
    ):
        return False
    plain = is_headline(headline) and headline.count >= _HEADLINE_FROM and not headline.bullet
    return plain and not headline.text.isupper() and page.shared(at + 1) < _OWN and not is_caption(headline)


def _is_text(page: Page, at: int, verdicts: Verdicts) -> bool:
    return verdicts[at] is not None or page.shapes[at].sentence or is_caption(page.shapes[at])


def _hide_numbers(page: Page, free: Sequence[bool], verdicts: Verdicts) -> None:
    """Hide counters of pictures and comments: numbers alone between sentences that do not number the text's parts."""
    found = [at for at, item in enumerate(page.shapes) if free[at] and _number(item) is not None]
    values = [value for item in map(page.shapes.__getitem__, found) if (value := _number(item)) is not None]
    counts = len(values) > 1 and len({later - earlier for earlier, later in pairwise(values)} - {1, -1}) == 0
    if counts or (len(values) == 1 and values[0] <= _FIRST):
        return
    for at in found:
        if 0 < at < len(page) - 1 and _is_text(page, at - 1, verdicts) and _is_text(page, at + 1, verdicts):
            verdicts[at] = Verdict("player", 0.7)


def _hide_datelines(page: Page, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide a dateline that stands alone and again at the opening of the paragraph below."""
    for at in range(len(page) - 1):
        item = page.shapes[at]
        if verdicts[at] is not None or at in heads or item.text[-1:] not in _DASHES:
            continue
        if not 2 <= item.count <= _DATELINE:
            continue
        opening = page.shapes[at + 1].words[: 2 * _DATELINE]
        if any(opening[place : place + item.count] == item.words for place in range(len(opening))):
            verdicts[at] = Verdict("duplicate", 0.8)


def _number(item: Shape) -> int | None:
    text = item.text.strip("()[] ")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def _hide_names(page: Page, heads: Collection[int], authors: Sequence[str], verdicts: Verdicts) -> None:
    """Hide lines that are only the name of a writer, whom the header names already."""
    names = {tuple(words(author)) for author in authors if len(author.split()) > 1}
    for at, item in enumerate(page.shapes):
        if verdicts[at] is None and at not in heads and item.words in names:
            verdicts[at] = Verdict("label", 0.8)


def _hide_note(page: Page, zones: Zones, heads: Collection[int], verdicts: Verdicts) -> None:
    """Hide the note about the writer that follows its label ("About the author") at the end of the text."""
    for at in range(1, len(page)):
        named = at > 1 and verdicts[at - 1] is None and at - 1 not in heads and _is_signature(page.shapes[at - 1])
        above = at - 2 if named else at - 1
        label, item = page.shapes[above], page.shapes[at]
        before = verdicts[above]
        if before is None or before.reason != "bio" or label.count > _LABEL or label.sentence:
            continue
        if verdicts[at] is not None or at in heads or item.quoted or is_note(item):
            continue
        if item.sentence and item.count <= _NOTE and nearly_over(page, at, zones):
            for place in range(above + 1, at + 1):
                verdicts[place] = Verdict("bio", 0.8)


def _hide_own_note(
    page: Page, zones: Zones, heads: Collection[int], authors: Sequence[str], verdicts: Verdicts
) -> None:
    """Hide what is told at the end of the text about a writer, by the full name that the header has."""
    names = [tuple(words(author)) for author in authors if len(author.split()) > 1]
    for at in range(max(zones.start + 3, zones.closing), len(page)) if names else ():
        item = page.shapes[at]
        if verdicts[at] is not None or at in heads or not item.sentence or item.quoted or item.count > _NOTE:
            continue
        if any(item.words[: len(name)] == name for name in names):
            verdicts[at] = Verdict("bio", 0.8)


def _is_signature(item: Shape) -> bool:
    """Whether a block is a person's name alone or with a job."""
    return (
        item.count <= _NOTE_NAME and not item.sentence and (bare_name(item.text) or read_byline(item.text) is not None)
    )
