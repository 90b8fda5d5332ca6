"""What reading a file gives: drafts, and what was wrong with the rest of it."""

from __future__ import annotations

from dataclasses import dataclass

from reader.article import Draft


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that gave no article: `where` ("line 3", "article 2") and a sentence why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of one file in their order, and the parts of it that could not be read."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
