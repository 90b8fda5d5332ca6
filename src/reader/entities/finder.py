"""From a text to its entities: tag, propose, judge, confirm, merge, rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reader.article import Entity
from reader.entities.document import document
from reader.entities.headlines import confirmed
from reader.entities.judging import TYPES, Judged, Type, Weights, default_weights, judge
from reader.entities.merging import merge
from reader.entities.paragraphs import MAX_TEXT, pieces
from reader.entities.ranking import ranked
from reader.entities.tagger import Tagger
from reader.entities.words import junk_keys


def find_entities(
    text: str,
    *,
    tagger: Tagger,
    title: str | None = None,
    language: str | None = None,
    weights: Weights | None = None,
) -> tuple[Entity, ...]:
    """Return the people, organisations, places and other named things of a text, best first.

    Offsets are characters of `text`; a mention never holds a line end. Only the first `MAX_TEXT` characters are read
    (see `unread`). `title` only helps to rank: its own names are not counted. Raises AnalysisError when the tagger
    fails.
    """
    del language  # the evidence is English; in other languages capitals, titles and the tagger still speak
    parts = list(pieces(text))
    spans = tagger.tag([part.text for part in parts])
    doc = document(text, parts, spans)
    judged = judge(text, doc, weights or default_weights())
    judged = [item for item in judged if not _junk(item)]
    judged = _one_type_a_name(confirmed(judged, doc))
    return ranked(merge(text, judged, doc), title)


def unread(text: str) -> str | None:
    """Return a sentence for the user when a text is longer than what is searched for names, else None."""
    if len(text) <= MAX_TEXT:
        return None
    return f"Names are searched in the first {MAX_TEXT // 1000:,} thousand characters of this article only."


def _one_type_a_name(judged: Sequence[Judged]) -> list[Judged]:
    """Give every mention of a name the type that its mentions have together."""
    votes: dict[str, Counter[Type]] = defaultdict(Counter)
    for item in judged:
        votes[item.mention.key][item.type] += item.probability  # type: ignore[assignment]  # weights, not counts
    best = {key: max(TYPES, key=counts.__getitem__) for key, counts in votes.items()}
    return [replace(item, type=best[item.mention.key]) for item in judged]


def _junk(item: Judged) -> bool:
    key = item.mention.key
    return key in junk_keys() or key.replace(" ", "").isdigit()
