"""An article as the parts of a page, top to bottom: head, blocks as they are to be drawn, folded and hidden ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from reader.article import BODY_ROLES, HEAD_ROLES, Article, Block, Role
from reader.text.wrap import cells
from reader.tui.page.outline import Outline
from reader.tui.page.tables import Shift, set_table
from reader.tui.page.wording import Signs, date, hidden_count, hidden_summary, many, minutes, reason, whole

UNCERTAIN: Final = 0.5
"""An extraction less sure than this is announced above the title."""

_MARKER: Final = re.compile(r"(?:[-*•‣◦▪–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")
_TAB: Final = "    "
_NARROW: Final = 10
"""Lines of so few cells have no room for what hangs before them."""


class Kind(StrEnum):
    """What a part of the page is; each has its own look."""

    NOTICE = "notice"
    TITLE = "title"
    BYLINE = "byline"
    FACTS = "facts"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    LIST = "list"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    LABEL = "label"
    HIDDEN = "hidden"
    FOLD = "fold"
    NOTE = "note"


class Part(NamedTuple):
    """One part of the page.

    `text` is what is drawn of it, `block` the index of its block (-1 for what the page adds itself), `body` where
    the block begins in `Article.text` (-1 when it is not in it). `first` and `rest` are drawn before its first and
    its other lines and take `indent` cells; `gap` is the number of empty lines above. `shifts` says where the runs
    of the block's text went in `text`, empty when both are the same.
    """

    kind: Kind
    text: str
    block: int = -1
    body: int = -1
    indent: int = 0
    first: str = ""
    rest: str = ""
    gap: int = 1
    shifts: tuple[Shift, ...] = ()

    def shown(self, raw: int) -> int:
        """Return where the character `raw` of the block's text stands in `text`; the nearest one when it is not."""
        if not self.shifts:
            return raw
        best = 0
        for shift in self.shifts:
            if shift.raw <= raw < shift.raw + shift.length:
                return shift.shown + raw - shift.raw
            if shift.raw <= raw:
                best = shift.shown + shift.length
        return best

    def raw(self, shown: int) -> int:
        """Return which character of the block's text stands at `shown`; the nearest one before when none does."""
        if not self.shifts:
            return shown
        best = 0
        for shift in self.shifts:
            if shift.shown <= shown < shift.shown + shift.length:
                return shift.raw + shown - shift.shown
            if shift.shown <= shown:
                best = shift.raw + shift.length
        return best


class Hints(NamedTuple):
    """The keys that the page names, as the user has them."""

    removed: str = "x"
    following: str = "n"


def parts_of(
    article: Article,
    *,
    width: int,
    signs: Signs,
    title: str = "",
    revealed: bool = False,
    note: str = "",
    hints: Hints | None = None,
    noted: Mapping[int, Sequence[str]] | None = None,
    words: int = -1,
) -> Outline:
    """Return the parts of the article's page for lines of `width` cells.

    `title` stands in when the article has none; `words` is how many it has, when that is known. With `revealed`, hidden
    blocks stand in their places under a label with their reason; without, one line stands for each run of them, and a
    last line counts them all. `note` stands among the facts below the title; `noted` is what the user wrote about
    blocks, by their numbers.
    """
    hints = hints or Hints()
    blocks = article.blocks
    parts = Outline(lambda index, body, gap: _part(index, blocks[index], gap, body, width, signs))
    for part in _head(article, width, signs, title, note, hints, article.words if words < 0 else words):
        parts.add(part)
    head = len(parts)
    before: Block | None = None
    folded: list[str | None] = []
    for index, (block, span) in enumerate(zip(blocks, article.spans, strict=True)):
        role = block.role
        if role in HEAD_ROLES or not block.text or block.text.isspace():
            continue
        if role is Role.REMOVED:
            if not revealed:
                folded.append(block.reason)
                continue
            fresh = before is None or before.role is not Role.REMOVED or before.reason != block.reason
            if fresh:
                parts.add(Part(Kind.LABEL, _label(blocks, index, signs)))
        gap = _gap(role, before, width)
        if folded:
            # those after the last line of the article are in the last line of the page
            parts.add(_fold(folded, signs))
            folded = []
            gap = 1
        parts.add_block(_KINDS[role], index, -1 if span is None else span[0], gap, len(block.text))
        if noted:
            for written in noted.get(index, ()):
                parts.add(Part(Kind.NOTE, written, indent=2, first=f"{signs.note} ", rest="  ", gap=0))
        before = block
    if len(parts) == head:
        parts.add(Part(Kind.NOTICE, "No article text was found in this file."))
    parts.add(_foot(article, signs, revealed, hints))
    return parts


def _label(blocks: Sequence[Block], first: int, signs: Signs) -> str:
    """Return why the run of hidden blocks that begins at `first` is hidden, and how sure that is."""
    sure: list[float] = []
    for block in blocks[first:]:
        if not block.text.strip():
            continue
        if block.role is not Role.REMOVED or block.reason != blocks[first].reason:
            break
        sure.append(block.confidence)
    low, high = round(100 * min(sure)), round(100 * max(sure))
    told = "" if low == 100 else f" {signs.dot} {low} % sure" if low == high else f" {signs.dot} {low} to {high} % sure"
    return f"hidden {signs.dot} {reason(blocks[first].reason)}{told}"


def _fold(reasons: Sequence[str | None], signs: Signs) -> Part:
    """Return the line that stands for a run of hidden blocks."""
    lead = f"{signs.hidden} "
    return Part(Kind.FOLD, f"{len(reasons):,} hidden: {hidden_summary(reasons)}", indent=2, first=lead, rest=lead)


def _head(
    article: Article, width: int, signs: Signs, title: str, note: str, hints: Hints, words: int
) -> Iterator[Part]:
    gap = 0
    hidden = hidden_count(article)
    if article.confidence < UNCERTAIN:
        seen = f" {signs.dash} {hints.removed} shows what was hidden" if hidden else ""
        yield Part(Kind.NOTICE, f"Extraction uncertain{seen}", gap=0)
        gap = 1
    yield Part(Kind.TITLE, " ".join((article.title or title or "Untitled").split()), gap=gap)
    between = f" {signs.dot} "
    origin = [" ".join((text or "").split()) for text in (article.byline, article.site)]
    by, *place = (*origin, date(article.published))
    lines = [between.join(text for text in (by, *place) if text)]
    if cells(lines[0]) > width and by:
        # rather two whole lines than one that breaks anywhere
        lines = [by, between.join(text for text in place if text)]
    for number, line in enumerate(line for line in lines if line):
        yield Part(Kind.BYLINE, line, gap=0 if number else 1)
    facts = [minutes(words)]
    people = sum(entity.type == "PERSON" for entity in article.entities)
    if people:
        facts.append(many(people, "person", "people"))
    if article.quotes:
        facts.append(many(len(article.quotes), "quote"))
    facts.append(note)
    if hidden:
        facts.append(f"{hidden:,} hidden ({hints.removed})")
    yield Part(Kind.FACTS, between.join(whole(fact) for fact in facts if fact), gap=0 if any(lines) else 1)
    for warning in article.warnings:
        yield Part(Kind.NOTICE, " ".join(warning.split()), gap=0)


_KINDS: Final = {
    Role.STANDFIRST: Kind.STANDFIRST,
    Role.PARAGRAPH: Kind.PARAGRAPH,
    Role.SUBHEAD: Kind.SUBHEAD,
    Role.LIST: Kind.LIST,
    Role.QUOTATION: Kind.QUOTATION,
    Role.TABLE: Kind.TABLE,
    Role.CODE: Kind.CODE,
    Role.CAPTION: Kind.CAPTION,
    Role.REMOVED: Kind.HIDDEN,
}
assert _KINDS.keys() >= BODY_ROLES  # noqa: S101 - a role without a look would be lost


def _gap(role: Role, before: Block | None, width: int) -> int:
    """Return how many empty lines stand above a block of this role."""
    if role is Role.REMOVED and width > _NARROW:
        return 0
    if before is None:
        return 1
    if before.role is Role.SUBHEAD and role is not Role.SUBHEAD:
        return 0
    return 0 if before.role is role and role in (Role.LIST, Role.REMOVED) else 1


def _part(index: int, block: Block, gap: int, body: int, width: int, signs: Signs) -> Part:
    kind = _KINDS[block.role]
    if kind is Kind.LIST:
        return _list_item(index, block, body, gap, signs, width)
    if kind is Kind.TABLE:
        text, shifts = set_table(block.text, width, signs.rule)
        return Part(kind, text, index, body, gap=gap, shifts=shifts)
    if kind is Kind.CODE:
        text, shifts = _untabbed(block.text)
        return Part(kind, text, index, body, indent=2, first="  ", rest="  ", gap=gap, shifts=shifts)
    lead = {Kind.QUOTATION: f"{signs.side} ", Kind.HIDDEN: f"{signs.hidden} ", Kind.CAPTION: f"{signs.caption} "}
    if kind in lead and width > _NARROW:
        rest = "  " if kind is Kind.CAPTION else lead[kind]
        return Part(kind, block.text, index, body, indent=2, first=lead[kind], rest=rest, gap=gap)
    return Part(kind, block.text, index, body, gap=gap)


def _list_item(index: int, block: Block, body: int, gap: int, signs: Signs, width: int) -> Part:
    depth = " " * min(2 * max(0, block.level - 1), 8, max(0, width // 4))
    marker = _MARKER.match(block.text)
    if marker:
        # the item brings its own number: it hangs, the text's characters stay where they are
        hang = len(depth) + min(cells(marker.group()), 6)
        return Part(Kind.LIST, block.text, index, body, indent=hang, first=depth, rest=" " * hang, gap=gap)
    first = f"{depth}{signs.bullet} "
    return Part(Kind.LIST, block.text, index, body, indent=len(first), first=first, rest=" " * len(first), gap=gap)


def _untabbed(text: str) -> tuple[str, tuple[Shift, ...]]:
    if "\t" not in text:
        return text, ()
    drawn: list[str] = []
    shifts: list[Shift] = []
    raw = shown = 0
    for piece in text.split("\t"):
        shifts.append(Shift(raw, shown, len(piece)))
        drawn.append(piece)
        raw += len(piece) + 1
        shown += len(piece) + len(_TAB)
    return _TAB.join(drawn), tuple(shifts)


def _foot(article: Article, signs: Signs, revealed: bool, hints: Hints) -> Part:
    reasons = [block.reason for block in article.blocks if block.role is Role.REMOVED]
    if not reasons:
        return Part(Kind.FOLD, f"End {signs.dot} {hints.following} next unread")
    action = "hides them again" if revealed else "shows them"
    between = f" {signs.dot} "
    count = f"{len(reasons):,} {'shown again' if revealed else 'hidden'}: {hidden_summary(reasons)}"
    return Part(Kind.FOLD, f"{count}{between}{whole(f'{hints.removed} {action}')}")
