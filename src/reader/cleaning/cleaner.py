"""From a draft to an article: every block judged, none deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.article import BODY_ROLES, Article, Block, Draft, RawBlock, Role
from reader.cleaning.blocks import Piece, pieces
from reader.cleaning.boxes import hide_boxes
from reader.cleaning.captions import find_captions, is_caption
from reader.cleaning.cues import Cue, cue_book
from reader.cleaning.duplicates import find_copies
from reader.cleaning.endings import hide_endings
from reader.cleaning.features import Page, shape
from reader.cleaning.heads import Head, confirm_authors, read_head, stated_head
from reader.cleaning.reports import keep_dates, keep_reports
from reader.cleaning.runs import (
    find_summary,
    hide_lone_teasers,
    hide_mixed_runs,
    hide_orphans,
    hide_pairs,
    hide_stragglers,
    hide_teasers,
    is_label,
)
from reader.cleaning.scorer import score_raw_page
from reader.cleaning.sites import site_of
from reader.cleaning.stamps import is_doubled, line_kind
from reader.cleaning.strays import hide_strays
from reader.cleaning.threads import hide_threads
from reader.cleaning.verdicts import Verdict, Verdicts, article_topics, belongs, cue_verdict, is_protected
from reader.cleaning.wordlists import guess_language
from reader.cleaning.zones import Zones, find_zones, is_note, margins

_UNDO_SHARE: Final = 0.35
"""When more of the running text than this would be hidden, the rules have misread the file."""
_UNDO_ALL: Final = 0.5
"""The same where the wording of what is hidden leaves no doubt: below a short article a site may say much of itself."""
_BESIDE: Final = frozenset({"duplicate", "pull-quote", "thread"})
"""Reasons that take no text from an article, however much they hide."""
_SUBHEAD_WORDS: Final = 14
_MARKED: Final = frozenset({Role.LIST, Role.TABLE, Role.CODE, Role.CAPTION, Role.QUOTATION})
_PLAIN_WORDING: Final = frozenset(
    {"advert", "ai", "app", "bio", "comments", "contact", "cookies", "donate", "follow", "newsletter", "paywall"}
    | {"related", "shop"}
)
_LABELLED: Final = frozenset({"advert", "related"})
"""Short lines with such an opening ("Exclusive: ...") are taken out of pages as well."""
_SURE: Final = 0.85
_LABELS: Final = 6
"""More uncued short lines above the text are a list, a table or results."""


@dataclass(slots=True)
class Examination:
    """A draft's blocks with what the rules found out about them, before the whole is weighed."""

    parts: list[Piece]
    page: Page
    cues: list[tuple[Cue, ...]]
    zones: Zones
    head: Head
    verdicts: Verdicts
    language: str | None


def clean(draft: Draft) -> Article:
    """Return the article that a draft holds: all blocks in order with role, reason and confidence.

    Metadata that the draft states is kept; what it lacks is looked for in the text. Never raises on any draft.
    """
    parts = _pieces(draft)
    seen = examine(draft, [part for part in parts if part.dropped is None])
    page, head = seen.page, seen.head
    captions = find_captions(
        page, [verdict is not None or at in head.roles for at, verdict in enumerate(seen.verdicts)]
    )
    warnings, confidence = list(draft.warnings), 1.0
    if _hides_too_much(page, seen.verdicts, seen.zones):
        seen.verdicts = [None] * len(page)
        warnings.append("Most of this text looks like something other than an article, so nothing was hidden.")
        confidence = 0.3
    judged = (_block(seen, at, at in captions) for at in range(len(page)))
    kept = [at for at, part in enumerate(parts) if part.dropped is None]
    blocks = tuple(
        _left_out(part, within=kept[0] < at < kept[-1]) if part.dropped is not None else next(judged)
        for at, part in enumerate(parts)
    )
    return Article(
        blocks=blocks,
        title=head.title,
        byline=", ".join(head.authors) or None,
        site=head.site or site_of(_hidden(blocks), (block.text for block in blocks if block.role in BODY_ROLES)),
        url=draft.url,
        published=head.published,
        language=seen.language,
        tags=draft.tags,
        confidence=confidence,
        warnings=tuple(warnings),
    )


def examine(draft: Draft, parts: list[Piece] | None = None, *, scored: bool = True) -> Examination:
    """Return a draft's blocks (or those `parts` of it that its extractor kept) with cues, zones, head and verdicts.

    Without `scored` the verdicts are those of the rules alone: what the scorer is trained on.
    """
    if parts is None:
        parts = [part for part in _pieces(draft) if part.dropped is None]
    shapes = [shape(part.text, part.role) for part in parts]
    language = draft.language or guess_language(word for item in shapes for word in item.words[:60])
    page = Page(shapes, draft.title or "", (language or "en")[:2].lower())
    book = cue_book(page.language)
    cues = [book.cues(item) for item in shapes]
    zones = find_zones(page, cues)
    affirmed = any(block.main for block in draft.blocks)
    head = stated_head(draft, page) if affirmed else read_head(draft, page, zones, cues)
    page.title = head.title or ""
    verdicts = _reconsider(page, cues, zones, head) if affirmed else _judge(page, cues, zones, head)
    if zones.raw and not affirmed and scored:
        score_raw_page(page, cues, zones, verdicts, [at in head.roles for at in range(len(page))])
    bios = [at for at, found in enumerate(cues) if verdicts[at] is not None and any(c.kind == "bio" for c in found)]
    confirm_authors(head, page, zones, bios)
    return Examination(parts, page, cues, zones, head, verdicts, language)


def _pieces(draft: Draft) -> list[Piece]:
    """Return a draft's blocks; where the format's extractor keeps none at all, its opinion is not asked."""
    if draft.kind == "text":
        return pieces(draft.blocks)
    blocks = [block for block in draft.blocks if block.text.strip()]
    trusted = any(not _is_dropped(block) for block in blocks)
    return [
        Piece(
            block.text,
            block.hint,
            block.level,
            dropped=(block.dropped or "page") if trusted and _is_dropped(block) else None,
            links=block.links,
        )
        for block in blocks
    ]


def _is_dropped(block: RawBlock) -> bool:
    return block.main is False or (block.dropped is not None and block.main is None)


def _left_out(part: Piece, within: bool) -> Block:
    """Return a block that the format's reader left out; a caption `within` the article's blocks stays one."""
    if part.dropped == "aside" and within and is_caption(shape(part.text)):
        return Block(part.text, Role.CAPTION, level=part.level, links=part.links)
    return Block(part.text, Role.REMOVED, part.dropped, 0.9, part.level, part.links)


def _hidden(blocks: Sequence[Block]) -> list[str]:
    return sorted({block.text for block in blocks if block.role is Role.REMOVED and len(block.text) < 1000})


def _judge(page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, head: Head) -> Verdicts:
    """Return a verdict for each block, None for what stays."""
    topics = article_topics(page, cues)
    verdicts: Verdicts = [None] * len(page)
    labels = _are_labels(page, cues, zones, head)
    room = margins(page, cues, zones, head.roles) if zones.raw else range(len(page))
    for at in range(len(page)):
        if at not in head.roles:
            verdicts[at] = _first_look(page, at, cues[at], zones, topics, labels, at in room)
    keep_reports(page, zones, verdicts)
    hide_threads(page, cues, head.roles, verdicts)
    for at, reason in find_copies(page, [verdict is not None for verdict in verdicts]).items():
        if at not in head.roles:
            verdicts[at] = Verdict(reason, 0.9)
    _hide_summary(page, cues, head, topics, verdicts)
    hide_teasers(page, head.roles, verdicts)
    hide_lone_teasers(page, zones, head.roles, verdicts)
    hide_mixed_runs(page, zones, verdicts)
    if not zones.raw:
        hide_pairs(page, zones, head.roles, verdicts)
    hide_strays(page, zones, head.roles, head.authors, verdicts)
    hide_stragglers(page, zones, verdicts)
    if not zones.raw:
        hide_boxes(page, zones, head.roles, verdicts)
        hide_endings(page, zones, head.roles, verdicts)
    hide_orphans(page, verdicts)
    keep_dates(page, zones, verdicts)
    for at, verdict in enumerate(verdicts):
        if verdict is not None and at in head.roles:
            verdicts[at] = None
    return verdicts


def _hide_summary(
    page: Page, cues: Sequence[Sequence[Cue]], head: Head, topics: frozenset[str], verdicts: Verdicts
) -> None:
    """Hide the box of key points that a machine wrote; what was taken for the standfirst may be one of them."""
    for at in find_summary(page, cues) if "ai" not in topics else ():
        if head.roles.get(at) is Role.STANDFIRST:
            del head.roles[at]
        if at not in head.roles and verdicts[at] is None:
            verdicts[at] = Verdict("keypoints", 0.85)


def _reconsider(page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, head: Head) -> Verdicts:
    """Return the verdicts on blocks that a page reader holds for the article, having seen the page's structure.

    Only a block's own wording counts here: about place, neighbours and copies the page reader knows better, and each
    further rule cost more text than the residue it found.
    """
    topics = article_topics(page, cues)
    verdicts: Verdicts = [None] * len(page)
    for at in range(len(page)):
        if at not in head.roles and (page.shapes[at].hint not in _MARKED or _is_no_quotation(page, at)):
            verdict = cue_verdict(page, at, cues[at], zones, topics)
            if verdict is None:
                continue
            about = verdict.reason == "bio" and any(name in page.shapes[at].text[:80] for name in head.authors)
            control = verdict.reason == "player" and not page.shapes[at].sentence
            plain = verdict.reason in _PLAIN_WORDING and (verdict.confidence >= _SURE or verdict.reason in _LABELLED)
            if about or control or plain:
                verdicts[at] = verdict
    keep_reports(page, zones, verdicts)
    _hide_summary(page, cues, head, topics, verdicts)
    hidden = [verdict is not None for verdict in verdicts]
    for at, reason in find_copies(page, hidden).items():
        if reason == "pull-quote" and page.shapes[at].hint is Role.QUOTATION:
            verdicts[at] = Verdict(reason, 0.9)
    return verdicts


def _is_no_quotation(page: Page, at: int) -> bool:
    """Whether a block that the page sets as a quotation has no marks: a box of the page may be set like one."""
    item = page.shapes[at]
    return item.hint is Role.QUOTATION and not item.quoted


def _first_look(
    page: Page, at: int, cues: Sequence[Cue], zones: Zones, topics: frozenset[str], labels: bool, within: bool
) -> Verdict | None:
    """Return the verdict on one block by its wording and its place.

    `labels` says whether short lines above the text are section names and the like rather than a list of results,
    `within` whether the block may be the article's by its place in a whole page.
    """
    item = page.shapes[at]
    if not item.words:
        return Verdict("empty", 0.9)
    alone = line_kind(item)
    if alone is not None and not is_note(item) and not (alone == "link" and zones.start <= at < zones.tail):
        return Verdict(alone, 0.9)
    by_cue = cue_verdict(page, at, cues, zones, topics)
    if by_cue is not None:
        return by_cue
    if is_doubled(item):
        return Verdict("teaser", 0.8)
    if not within:
        return None if is_protected(page, at, zones) or belongs(page, at) else Verdict("menu", 0.85)
    if at < zones.start and labels and is_label(page, at):
        return Verdict("label", 0.7)
    if at >= zones.tail and not zones.raw and (not item.sentence or item.count < 9 or at == zones.tail):
        return None if at > zones.tail and _heads_text(page, at) else Verdict("tail", 0.8)
    return None


def _heads_text(page: Page, at: int) -> bool:
    """Whether a line below a tail's label is the heading of a paragraph about what the article is about."""
    below = at + 1
    return below < len(page) and page.shapes[below].prose and not page.shapes[below].bullet and belongs(page, below)


def _are_labels(page: Page, cues: Sequence[Sequence[Cue]], zones: Zones, head: Head) -> bool:
    """Whether the short lines above the text are few: section names, the writers' names, the site's slogan."""
    plain = [
        at
        for at in range(zones.start)
        if at not in head.roles and not cues[at] and page.shapes[at].words and not page.shapes[at].sentence
    ]
    results = any(sum(1 for word in page.shapes[at].words if word.isdigit()) > 2 for at in plain)
    return len(plain) <= _LABELS and not results


def _hides_too_much(page: Page, verdicts: Verdicts, zones: Zones) -> bool:
    if zones.raw:
        return False
    prose = sum(item.count for item in page.shapes if item.prose)
    hidden = sure = 0
    for item, verdict in zip(page.shapes, verdicts, strict=True):
        if item.prose and verdict is not None and verdict.reason not in _BESIDE:
            hidden += item.count
            sure += item.count if verdict.reason in _PLAIN_WORDING and verdict.confidence >= _SURE else 0
    return hidden > 0 and (hidden - sure > _UNDO_SHARE * prose or hidden > _UNDO_ALL * prose)


def _block(seen: Examination, at: int, caption: bool) -> Block:
    part, verdict = seen.parts[at], seen.verdicts[at]
    role = seen.head.roles.get(at)
    if role is not None:
        return Block(part.text, role, level=part.level, links=part.links)
    if verdict is not None:
        return Block(part.text, Role.REMOVED, verdict.reason, verdict.confidence, part.level, part.links)
    if caption and part.role in (None, Role.SUBHEAD):
        return Block(part.text, Role.CAPTION, level=part.level, links=part.links)
    return Block(part.text, part.role or _plain_role(part, seen.zones, at), level=part.level, links=part.links)


def _plain_role(part: Piece, zones: Zones, at: int) -> Role:
    text = part.text
    short = len(text) <= 120 and "\n" not in text and len(text.split()) <= _SUBHEAD_WORDS
    if short and zones.inside(at) and text[-1:].isalnum() and text[:1].isupper():
        return Role.SUBHEAD
    return Role.PARAGRAPH
