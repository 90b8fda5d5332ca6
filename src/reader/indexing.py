"""Keeping the library true to the folders: discover, compare, have workers read and analyse, store.

Runs in its own thread, so that an interface stays answering keys. It alone writes to the index.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows of the list came, went or changed."""


@dataclass(frozen=True, slots=True)
class ArticleReady:
    """The clean text of this article is in the library."""

    id: int


@dataclass(frozen=True, slots=True)
class AnalysisReady:
    """The entities and quotes of this article are in the library."""

    id: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work has come. Counts are files, but `analysed` and `to_analyse`, which are articles."""

    found: int = 0
    done: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    analysed: int = 0
    to_analyse: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Finished:
    """All work is done; `summary` is a sentence with the counts."""

    summary: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong that the user should know, in a sentence. The work goes on where it can."""

    message: str


Event = RowsChanged | ArticleReady | AnalysisReady | Progress | Finished | Trouble
