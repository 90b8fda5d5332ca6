"""Which reported clauses become quotations of their own beside the runs in marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.quotes.document import Document
from reader.quotes.indirect import Reported, find_reported
from reader.quotes.passages import Candidate

_LOOSE: Final = frozenset({"object", "to", "with", "position"})
_MOSTLY_MARKED: Final = 0.6
"""A clause of which more than this share stands in marks is already there as a fragment."""
_MAX_LENGTH: Final = 1200
"""Longest reported clause, in characters; a longer one is a sentence that was not parted."""


def find_unmarked(document: Document, marked: Sequence[Candidate]) -> list[Reported]:
    """Return the reported clauses of the article in text order, without those that marked runs already tell."""
    if document.lexicon.language != "en":
        return []
    found: list[Reported] = []
    by_passage: dict[int, list[Candidate]] = {}
    for candidate in marked:
        by_passage.setdefault(candidate.passage, []).append(candidate)
    for index, passage in enumerate(document.passages):
        if passage.block:
            continue
        runs = by_passage.get(index, [])
        for sentence in passage.sentences:
            spoken = [reported for reported in find_reported(sentence) if _is_news(reported, runs)]
            found.extend(reported for reported in spoken if not _is_part(reported, spoken))
    return found


def _is_part(reported: Reported, others: Sequence[Reported]) -> bool:
    """Whether a clause of a loose kind stands inside another reported one: "said she wants to leave" is one report."""
    if reported.construction not in _LOOSE:
        return False
    start, end = reported.span
    return any(other is not reported and other.span[0] <= start and end <= other.span[1] for other in others)


def _is_news(reported: Reported, runs: Sequence[Candidate]) -> bool:
    start, end = reported.span
    if not 0 < end - start <= _MAX_LENGTH:
        return False
    covered = 0
    for candidate in runs:
        shared = min(end, candidate.run.end) - max(start, candidate.run.start)
        if shared > 0:
            covered += shared
    return covered <= _MOSTLY_MARKED * (end - start)
