"""Which blocks of a page are the article's title, byline and date lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.evidence import Evidence
from reader.ingest.formats.html.names import opens_byline
from reader.ingest.formats.html.naming import ELSEWHERE
from reader.ingest.formats.html.titles import same_title
from reader.text.dates import parse_date
from reader.text.normalise import line_key, words

_NEAR: Final = 30
"""How many blocks above the first paragraph of the body its head may begin."""
_BYLINE_WORDS: Final = 30
_DATE_WORDS: Final = 16
_CLOSE: Final = 8


def head_roles(evidence: Evidence, title: str | None, authors: Sequence[str]) -> dict[int, Role]:
    """Return the role TITLE, BYLINE or DATE for the blocks that are such lines, by their index."""
    roles: dict[int, Role] = {}
    blocks = evidence.page.blocks
    start = evidence.first if evidence.first >= 0 else len(blocks)
    if title:
        roles.update(dict.fromkeys(_title_blocks(evidence, title, start), Role.TITLE))
    names = [words(name) for name in authors]
    for index, block in enumerate(blocks):
        if index in roles or evidence.hidden[index] or block.prose or block.hint is Role.CAPTION:
            continue
        if evidence.reason[index] in ELSEWHERE:
            continue
        near = start - _NEAR <= index <= start + 3
        if not near and not evidence.inside[index]:
            continue
        size = len(block.words)
        mark = evidence.mark[index]
        if size <= _DATE_WORDS and (mark == "date" or (near and size <= 8)) and _is_date(block.text, mark):
            roles[index] = Role.DATE
        elif _is_byline(evidence, index, names if near else []):
            roles[index] = Role.BYLINE
    return roles


def _is_byline(evidence: Evidence, index: int, names: Sequence[Sequence[str]]) -> bool:
    block = evidence.page.blocks[index]
    return (not block.level and looks_like_byline(evidence, index)) or _names_only(block.words, names)


def _title_blocks(evidence: Evidence, title: str, start: int) -> list[int]:
    """Return the places of the title: the last heading of the first levels above the body that says it, and its
    copies in the body's own part of the page."""
    blocks = evidence.page.blocks
    key = line_key(title)
    same = [
        index
        for index, block in enumerate(blocks)
        if (block.hint is Role.SUBHEAD or (evidence.inside[index] and line_key(block.text) == key))
        and len(block.words) <= 60
        and not evidence.hidden[index]
        and abs(len(block.words) - len(words(title))) <= 0.5 * len(block.words) + 2
        and same_title(block.text, title)
    ]
    above = [index for index in same if index <= start + 1 and blocks[index].level in (1, 2)]
    top = [index for index in above if blocks[index].level == 1] or above
    if not top:
        # the page shows another headline than it states
        top = [
            index
            for index in range(max(0, start - _NEAR), min(start, len(blocks)))
            if blocks[index].level == 1 and blocks[index].link_density < 0.5 and len(blocks[index].words) > 2
        ]
    return sorted({*top[-1:], *(index for index in same if evidence.inside[index] and index <= start + 1)})


def looks_like_byline(evidence: Evidence, index: int) -> bool:
    """Return whether a block is marked as a byline, or begins with "By" and stands right around the body's start."""
    block = evidence.page.blocks[index]
    if len(block.words) > _BYLINE_WORDS or block.prose:
        return False
    near = evidence.first - _CLOSE <= index <= evidence.first + 2
    return evidence.mark[index] == "byline" or (near and len(block.words) <= _CLOSE and opens_byline(block.text))


def looks_like_date(evidence: Evidence, index: int) -> bool:
    """Return whether a block is marked as a date, or is one and stands right around the body's start."""
    block = evidence.page.blocks[index]
    if evidence.mark[index] == "date":
        return len(block.words) <= _DATE_WORDS
    near = evidence.first - _CLOSE <= index <= evidence.first + 2
    if not near or block.prose:
        return False
    # "By Ann Lee (with agencies) - Published on 9 October 2024 at 17.30": one line says both
    return len(block.words) <= (_BYLINE_WORDS if opens_byline(block.text) else 8) and _is_date(block.text, "")


def _is_date(text: str, mark: str) -> bool:
    if not any(char.isdigit() for char in text):
        return False
    return mark == "date" or parse_date(text) is not None


def _names_only(found: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether the words are an author's name with little around it."""
    for name in names:
        if len(name) > 1 and len(found) <= len(name) + 4 and _holds(found, name):
            return True
    everybody = {word for name in names for word in name}
    return len(names) > 1 and len(found) <= len(everybody) + 8 and everybody <= set(found)


def _holds(found: Sequence[str], name: Sequence[str]) -> bool:
    return any(list(found[i : i + len(name)]) == list(name) for i in range(len(found) - len(name) + 1))
