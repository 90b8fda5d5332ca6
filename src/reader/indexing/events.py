"""What an indexer tells its listener."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows of the list came, went or changed."""


@dataclass(frozen=True, slots=True)
class NamesChanged:
    """Names and quotes of some articles came; the rows of the list are the same."""


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
    """How far the work has come. Counts are files, but `analysed` and `to_analyse`, which are articles.

    `unchanged` counts the files that need not be read again, those that failed before among them. `seconds` is the time
    since the work began; `rate` is what is done in a second at the moment (files, then articles) and `left` the seconds
    until that stage ends, None while nothing can be said.
    """

    found: int = 0
    done: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    analysed: int = 0
    to_analyse: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """All work is done; `summary` is a sentence with the counts."""

    summary: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong that the user should know, in a sentence. The work goes on where it can."""

    message: str


Event = RowsChanged | NamesChanged | ArticleReady | AnalysisReady | Progress | Finished | Trouble


def summary_sentence(progress: Progress) -> str:
    """Return the counts of a finished run as one sentence."""
    parts = [f"{progress.done - progress.failed:,} read", f"{progress.unchanged:,} unchanged"]
    if progress.skipped:
        parts.append(f"{progress.skipped:,} skipped")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    files = "file" if progress.found == 1 else "files"
    return f"{progress.found:,} {files}: {', '.join(parts)}."
