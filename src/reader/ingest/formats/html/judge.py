"""The verdict on each block: article text or not, and if not, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.evidence import Evidence
from reader.ingest.formats.html.features import PageFeatures, candidates, title_place
from reader.ingest.formats.html.model import THRESHOLD, probabilities
from reader.ingest.formats.html.page import PageBlock


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a block is article text, and the reason code where it is not."""

    main: bool
    reason: str | None = None


CAPTION: Final = "caption"
"""The reason code of the captions that belong to the article."""
_LIKELY: Final = 0.25
"""Prose with this probability is taken along by chosen prose of the same make right beside it."""
_SENTENCE: Final = 4
_HEADING: Final = 0.12
"""So is a heading right above chosen text: a lost subhead is worse than a shown one."""
_BESIDE: Final = 3
_HEAD_BLOCKS: Final = 12
_LINKED: Final = 0.5
_LINK_LINE: Final = 0.6
_LINE_WORDS: Final = 25
_UNDO: Final = 0.6
"""When more than this share of what trafilatura kept would go, the model has misread the page."""
_AT_ONCE: Final = 500
"""So many blocks are asked about in one go: the numbers of all blocks of a huge page would take its memory many times.
"""
_STRUCTURE: Final = frozenset({Role.TABLE, Role.CODE})


def judge(evidence: Evidence, roles: Mapping[int, Role], title: str | None) -> list[Verdict]:
    """Return a verdict for each block of the page. `roles` names the lines of its head, `title` is its title."""
    chances = _chances(evidence, roles, title)
    chosen = [chance > THRESHOLD for chance in chances]
    _take_along_prose(evidence, chances, chosen)
    _take_along_headings(evidence, chances, chosen)
    _take_along_structure(evidence, chosen)
    _take_along_standfirst(evidence, title_place(roles), chosen)
    _drop_link_lines(evidence, chosen)
    if _misread(evidence, roles, chosen):
        for index, kept in enumerate(evidence.kept):
            chosen[index] = chosen[index] or (kept and not evidence.hidden[index])
    return [Verdict(True) if main else Verdict(False, _why(evidence, index)) for index, main in enumerate(chosen)]


def _chances(evidence: Evidence, roles: Mapping[int, Role], title: str | None) -> list[float]:
    chances = [0.0] * len(evidence.page.blocks)
    asked = candidates(evidence)
    if asked:
        features = PageFeatures(evidence, title, title_place(roles))
        for start in range(0, len(asked), _AT_ONCE):
            part = asked[start : start + _AT_ONCE]
            for index, chance in zip(part, probabilities([features.row(index) for index in part]), strict=True):
                chances[index] = chance
    return chances


def _take_along_prose(evidence: Evidence, chances: Sequence[float], chosen: list[bool]) -> None:
    """Choose likely prose near chosen prose with the same tag path, so that a run of paragraphs stays whole."""
    blocks = evidence.page.blocks
    makes = Counter(evidence.signatures[i] for i, block in enumerate(blocks) if chosen[i] and block.prose)
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        gap = _BESIDE + 1
        for i in order:
            gap += 1
            if chosen[i]:
                gap = 0
            elif gap <= _BESIDE and _may_join(evidence, chances, i) and makes[evidence.signatures[i]] > 1:
                chosen[i] = True
                gap = 0


def _may_join(evidence: Evidence, chances: Sequence[float], i: int) -> bool:
    block = evidence.page.blocks[i]
    sentence = block.prose or (block.ends and len(block.words) >= _SENTENCE and block.link_density < _LINKED)
    return chances[i] > _LIKELY and sentence and not evidence.reason[i] and not evidence.hidden[i]


def _take_along_headings(evidence: Evidence, chances: Sequence[float], chosen: list[bool]) -> None:
    blocks = evidence.page.blocks
    for i, block in enumerate(blocks):
        if chosen[i] or chances[i] < _HEADING or block.hint is not Role.SUBHEAD or block.level < 2:
            continue
        if evidence.reason[i] or block.link_density > _LINKED:
            continue
        below = next((j for j in range(i + 1, min(len(blocks), i + 4)) if evidence.mark[j] != "caption"), None)
        chosen[i] = below is not None and chosen[below] and any(chosen[max(0, i - 4) : i])


def _take_along_structure(evidence: Evidence, chosen: list[bool]) -> None:
    """Choose tables and code between chosen blocks, list items between chosen list items, and a list that a chosen
    paragraph announces with a colon: extractors lose them, and they are seldom anything else."""
    blocks = evidence.page.blocks
    places = [i for i, is_chosen in enumerate(chosen) if is_chosen]
    announced = False
    for i in range(places[0], places[-1]) if places else ():
        announced = announced and blocks[i].hint is Role.LIST
        if chosen[i] or evidence.reason[i] or evidence.hidden[i] or blocks[i].link_density > _LINKED:
            continue
        item = all(blocks[j].hint is Role.LIST and chosen[j] for j in (i - 1, i + 1)) and blocks[i].hint is Role.LIST
        begun = blocks[i].hint is Role.LIST and (announced or (chosen[i - 1] and _announces(blocks[i - 1])))
        announced = begun
        chosen[i] = item or begun or (blocks[i].hint in _STRUCTURE and evidence.inside[i])


def _take_along_standfirst(evidence: Evidence, title_at: int, chosen: list[bool]) -> None:
    """Choose sentences that are named as a standfirst and stand between the title and the first chosen block.

    A paragraph of the name "teaser" beside the title is one as well: what leads to another story has a link.
    """
    blocks, containers = evidence.page.blocks, evidence.page.containers
    first = next((i for i, is_chosen in enumerate(chosen) if is_chosen and i > title_at), 0)
    for i in range(title_at + 1, min(first, title_at + _HEAD_BLOCKS)) if title_at >= 0 else ():
        block = blocks[i]
        if evidence.hidden[i] or not block.ends or len(block.words) < _SENTENCE:
            continue
        if evidence.mark[i] == "standfirst" and not evidence.reason[i] and block.link_density < _LINKED:
            chosen[i] = True
        elif block.prose and not block.link_density and containers[block.container].kind == "related":
            chosen[i] = containers[block.container].parent == containers[blocks[title_at].container].parent


def _announces(block: PageBlock) -> bool:
    return block.hint is None and block.text.endswith(":") and len(block.words) >= _SENTENCE


def _drop_link_lines(evidence: Evidence, chosen: list[bool]) -> None:
    """Drop paragraphs that are little more than one link to another story: short, and no sentence. What holds nothing
    but links is no article."""
    if all(block.link_density > _LINKED for i, block in enumerate(evidence.page.blocks) if chosen[i]):
        chosen[:] = [False] * len(chosen)
    for i, block in enumerate(evidence.page.blocks):
        if chosen[i] and block.hint is None and block.link_density > _LINK_LINE and not block.ends:
            chosen[i] = len(block.words) > _LINE_WORDS


def _misread(evidence: Evidence, roles: Mapping[int, Role], chosen: Sequence[bool]) -> bool:
    kept = lost = 0
    for i, block in enumerate(evidence.page.blocks):
        if evidence.kept[i] and i not in roles and not evidence.hidden[i] and block.link_density < _LINKED:
            kept += len(block.words)
            lost += 0 if chosen[i] else len(block.words)
    return lost > _UNDO * kept


def _why(evidence: Evidence, i: int) -> str:
    if evidence.hidden[i]:
        return "hidden"
    block = evidence.page.blocks[i]
    if block.controls > _LINKED:
        return "form"
    if evidence.reason[i]:
        return evidence.reason[i]
    if evidence.mark[i] in ("caption", "figure") and evidence.inside[i] and i <= evidence.last + _BESIDE:
        return CAPTION
    if block.link_density > _LINKED:
        return "related" if evidence.inside[i] else "navigation"
    return "aside" if evidence.inside[i] else "page"
