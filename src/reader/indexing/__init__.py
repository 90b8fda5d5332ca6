"""Keeping the library true to the folders: look, compare, have workers read and analyse, store, watch.

Runs in its own thread, so that an interface stays answering keys. It alone writes to the index.
"""

from __future__ import annotations

from reader.indexing.events import (
    AnalysisReady,
    ArticleReady,
    Event,
    Finished,
    NamesChanged,
    Progress,
    RowsChanged,
    Trouble,
    summary_sentence,
)
from reader.indexing.indexer import Indexer, bring_up_to_date

__all__ = [
    "AnalysisReady",
    "ArticleReady",
    "Event",
    "Finished",
    "Indexer",
    "NamesChanged",
    "Progress",
    "RowsChanged",
    "Trouble",
    "bring_up_to_date",
    "summary_sentence",
]
