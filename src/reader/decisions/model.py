"""The nouns of decisions."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What was decided."""

    KEEP_LINE = "keep-line"
    HIDE_LINE = "hide-line"
    RENAME = "rename"
    RETYPE = "retype"
    MERGE = "merge"
    SPLIT = "split"
    HIDE_NAME = "hide-name"


class Reach(StrEnum):
    """How far a decision reaches."""

    ARTICLE = "article"
    SITE = "site"
    FOLDER = "folder"


LINES: Final = frozenset({Kind.KEEP_LINE, Kind.HIDE_LINE})
"""The kinds that are about lines; the others are about names."""


class Decision(NamedTuple):
    """One thing that was decided.

    `place` is the folder or the site that it is for, "" where it is for one article. `subject` is the line's text or
    the entity's name, `type` the entity's type. `value` is the new name or type, the name that the entity goes into, or
    the alias that becomes an entity of its own. `number` is its id, 0 before it has one; `at` an ISO 8601 time.
    """

    kind: Kind
    reach: Reach
    place: str
    subject: str
    type: str | None = None
    value: str | None = None
    number: int = 0
    at: str = ""
