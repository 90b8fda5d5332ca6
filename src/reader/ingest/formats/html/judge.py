"""The verdict on each block: article text or not, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a block is article text, and the reason code where it is not."""

    main: bool
    reason: str | None = None


_LINKED: Final = 0.8
_LINKED_PARAGRAPH: Final = 0.6
_SHORT: Final = 25
_STRUCTURE: Final = frozenset({Role.TABLE, Role.CODE, Role.QUOTATION})


def judge(evidence: Evidence) -> list[Verdict]:
    """Return a verdict for each block of the page."""
    return [_verdict(evidence, index) for index in range(len(evidence.page.blocks))]


def _verdict(e: Evidence, i: int) -> Verdict:
    block = e.page.blocks[i]
    if e.hidden[i]:
        return Verdict(False, "hidden")
    if block.controls > 0.9:
        return Verdict(False, "form")
    reason = e.reason[i]
    if reason and not (e.kept[i] and reason in ("aside", "player", "ratings", "bio")):
        return Verdict(False, reason)
    if e.kept[i]:
        limit = _LINKED if block.hint else _LINKED_PARAGRAPH
        if block.link_density > limit and len(block.words) < _SHORT and not block.ends:
            return Verdict(False, "related")
        return Verdict(True)
    if e.mark[i] == "standfirst" and e.first - 25 <= i < e.first and len(block.words) >= 5 and block.link_density < 0.5:
        return Verdict(True)
    if e.inside[i] and e.first <= i <= e.last and block.link_density < 0.5 and not e.mark[i]:
        signature = e.signatures[i]
        if e.kept_prose[signature] >= 2:
            return Verdict(True)
        if block.hint in _STRUCTURE or (block.hint is Role.SUBHEAD and block.level > 1):
            return Verdict(True)
    return Verdict(False, None if e.inside[i] else "page")
