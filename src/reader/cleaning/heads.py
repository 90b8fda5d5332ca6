"""The head of an article: headline, standfirst, byline and date, as far as a file states them only in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.article import HEAD_ROLES, Draft, Role
from reader.cleaning.bylines import author_of_bio, bare_name, read_byline
from reader.cleaning.captions import heads_caption, is_caption
from reader.cleaning.cues import Cue
from reader.cleaning.features import Page, Shape
from reader.cleaning.stamps import is_stamp
from reader.cleaning.zones import Zones, is_text
from reader.text.dates import parse_date
from reader.text.normalise import words

_HEADLINE_WORDS: Final = 32
_DATE_WORDS: Final = 16
_LOOK: Final = 60
"""So many blocks from the top are looked at for a headline."""
_AFTER_START: Final = 5
"""A byline or date may still follow the first paragraphs, which can be a standfirst."""
_SUFFIX: Final = re.compile(r"\s+(?:[|»·•]|[-–—]{1,2})\s+([^|»·•]{2,60})\Z")
_DATELIKE: Final = re.compile(r"\d{1,4}")


@dataclass(slots=True)
class Head:
    """What was found: metadata, and the roles of the blocks that hold it."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    roles: dict[int, Role] = field(default_factory=dict)


def stated_head(draft: Draft, page: Page) -> Head:
    """Return what the draft itself states: its metadata, and the roles that its markup gives to lines of the head."""
    head = Head(draft.title, draft.authors, draft.published, draft.site)
    for index, item in enumerate(page.shapes):
        if item.hint in HEAD_ROLES or item.hint is Role.STANDFIRST:
            head.roles[index] = item.hint
    return head


def read_head(draft: Draft, page: Page, zones: Zones, cues: Sequence[Sequence[Cue]]) -> Head:
    """Return title, authors, date and their blocks. What the draft states is kept and only looked for in the text."""
    head = stated_head(draft, page)
    limit = min(len(page), zones.start + _AFTER_START)
    bylines = _mark_lines(head, page, limit)
    _mark_title(head, page, zones, cues)
    if not head.authors and bylines:
        head.authors = bylines
    _mark_standfirst(head, page, zones, cues)
    return head


def _mark_lines(head: Head, page: Page, limit: int) -> tuple[str, ...]:
    """Mark byline and date blocks; return the authors that they name."""
    authors: list[str] = []
    for index in range(limit):
        item = page.shapes[index]
        if item.count > 40 or not item.count or index in head.roles:
            continue
        byline = read_byline(item.text)
        if byline is not None:
            head.roles[index] = Role.BYLINE
            authors.extend(name for name in byline.authors if name not in authors)
            if byline.rest and head.published is None:
                head.published = parse_date(byline.rest)
        elif item.count <= _DATE_WORDS and (not item.sentence or is_stamp(item)) and _DATELIKE.search(item.text):
            stated = _date_of(item.text)
            if stated:
                head.roles[index] = Role.DATE
                head.published = head.published or stated
    return tuple(authors)


def _date_of(text: str) -> str | None:
    """Return the date of a line that holds a date and little else."""
    label, mark, rest = text.partition(":")
    if mark and len(label.split()) <= 3 and not _DATELIKE.search(label):
        text = rest
    text = re.sub(r"(?i)\A\W*(?:last |first )?(?:updated?|published|posted|modified|created)\b(?: on| at)?", "", text)
    text = text.strip(" \t:|-–—·•,()[]")
    return parse_date(text) if _DATELIKE.search(text[:30]) else None


def _mark_title(head: Head, page: Page, zones: Zones, cues: Sequence[Sequence[Cue]]) -> None:
    stated = next((index for index, role in head.roles.items() if role is Role.TITLE), None)
    if stated is not None:
        head.title = head.title or " ".join(page.shapes[stated].text.split())
        return
    if head.title:
        index = _find_title(head.title, page, zones)
        if index is not None:
            head.roles[index] = Role.TITLE
            if len(page.shapes[index].words) < len(words(head.title)):
                head.site = head.site or _site_suffix(head.title, page.shapes[index].text)
                head.title = page.shapes[index].text
        return
    index = _guess_title(head, page, zones, cues)
    if index is not None:
        head.roles[index] = Role.TITLE
        head.title = " ".join(page.shapes[index].text.split())


def _site_suffix(title: str, headline: str) -> str | None:
    """Return the site's name that a page title adds to the headline."""
    match = _SUFFIX.search(title)
    if match and len(headline) >= match.start() - 4 and len(match[1].split()) <= 5:
        return match[1].strip()
    return None


def _find_title(title: str, page: Page, zones: Zones) -> int | None:
    """Return the block that is the title: equal to it, or the part of it before a site's name."""
    wanted = tuple(words(title))
    if not wanted:
        return None
    partial: int | None = None
    for index, item in enumerate(page.shapes[: zones.start + _AFTER_START]):
        if item.words == wanted:
            return index
        long_enough = 3 <= item.count < len(wanted) and 2 * item.count >= len(wanted)
        if partial is None and long_enough and wanted[: item.count] == item.words and not item.bullet:
            partial = index
    return partial


def _guess_title(head: Head, page: Page, zones: Zones, cues: Sequence[Sequence[Cue]]) -> int | None:
    """Return the block that is most like a headline: before the text, no sentence, confirmed by the lead's words."""
    first = next((at for at, item in enumerate(page.shapes) if is_text(item, cues[at])), zones.start)
    start = min(zones.start, first)
    lead = _lead(page, start)
    best: tuple[float, int] | None = None
    for index in range(min(start, _LOOK, len(page))):
        item = page.shapes[index]
        if index in head.roles or not 1 <= item.count <= _HEADLINE_WORDS or item.bullet:
            continue
        if any(cue.strength == "self" for cue in cues[index]) or not any(char.isalpha() for char in item.text):
            continue
        if index and heads_caption(page, index):
            continue
        score = _headline_score(item, lead, page) - 0.15 * min(index, 6)
        if item.hint is Role.TITLE:
            score += 3
        if best is None or score > best[0]:
            best = score, index
    if best is None or (best[0] < 0 and page.shapes[best[1]].sentence):
        return _sentence_title(page, start)
    return best[1]


def _headline_score(item: Shape, lead: frozenset[str], page: Page) -> float:
    topics = {word for word in item.words if word not in page.stop_words and len(word) > 2}
    shared = len(topics & lead) / len(topics) if topics else 0.0
    length = min(item.count, 8) / 8
    ends_plain = item.text.rstrip("\"'”’")[-1:] in (".", ":", ",", ";")
    return 2 * shared + length - (1.2 if ends_plain else 0.0) - (0.5 if item.count == 1 else 0.0)


def _sentence_title(page: Page, start: int) -> int | None:
    """A first block that ends like a sentence is the title only when it is short and a paragraph follows."""
    if not page.shapes or start == 0:
        return None
    first = page.shapes[0]
    if first.count <= 20 and not first.bullet and start >= 1 and page.shapes[start].count > first.count:
        return 0
    return None


def _lead(page: Page, start: int) -> frozenset[str]:
    found: set[str] = set()
    taken = 0
    for item in page.shapes[start:]:
        if item.prose:
            found.update(item.words[:200])
            taken += 1
            if taken == 4:
                break
    return frozenset(found)


def _mark_standfirst(head: Head, page: Page, zones: Zones, cues: Sequence[Sequence[Cue]]) -> None:
    """Mark a sentence between the headline and the text, which sums the article up."""
    title = next((index for index, role in head.roles.items() if role is Role.TITLE), None)
    if title is None:
        return
    for index in range(title + 1, min(zones.start, title + 4)):
        item = page.shapes[index]
        plain = not any(cue.strength in ("self", "call", "edge") for cue in cues[index])
        if (
            index not in head.roles
            and plain
            and item.sentence
            and 6 <= item.count <= 60
            and not item.bullet
            and not is_caption(item)
        ):
            head.roles[index] = Role.STANDFIRST
            return


def confirm_authors(head: Head, page: Page, zones: Zones, bios: Sequence[int]) -> None:
    """Fill in authors from a line that is only a name, or from the note about the writer."""
    if head.authors:
        return
    for index in bios:
        name = author_of_bio(page.shapes[index].text)
        if name:
            head.authors = (name,)
            return
    for index in range(min(zones.start + 1, len(page))):
        if index not in head.roles and bare_name(page.shapes[index].text) and _by_the_head(head, index):
            head.authors = (" ".join(page.shapes[index].text.split()),)
            head.roles[index] = Role.BYLINE
            return


def _by_the_head(head: Head, index: int) -> bool:
    """Whether a block stands right after the title or beside a date."""
    return (
        head.roles.get(index - 1) in (Role.TITLE, Role.DATE, Role.STANDFIRST) or head.roles.get(index + 1) is Role.DATE
    )
