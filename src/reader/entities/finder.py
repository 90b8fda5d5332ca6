"""From a text to its entities: tag, propose, judge, confirm, merge, rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reader.article import Entity
from reader.entities.compounds import by_their_words
from reader.entities.document import document
from reader.entities.foreign import judge_foreign
from reader.entities.headlines import confirmed
from reader.entities.judging import Judged, Type, Weights, default_weights, judge
from reader.entities.merging import merge
from reader.entities.neighbours import settled
from reader.entities.paragraphs import MAX_TEXT, pieces
from reader.entities.ranking import ranked
from reader.entities.repeats import with_remainders, with_repeats
from reader.entities.shortforms import with_short_forms
from reader.entities.statements import completed, long_forms
from reader.entities.tagger import Tagger
from reader.entities.testimony import heard
from reader.entities.titles import without_titles
from reader.entities.words import junk_keys
from reader.names.organisations import known_body
from reader.text.languages import base_code

_ELIDING: Final = frozenset({"fr", "it", "ca", "oc", "co"})
"""Languages whose articles lose a vowel before another: "l'Agence"."""


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
    (see `unread`). `title` only helps to rank: its own names are not counted. `language` is a code like "de"; without
    one the text is taken for English. Raises AnalysisError when the tagger fails.
    """
    text = text[:MAX_TEXT]
    parts = list(pieces(text))
    spans = tagger.tag([part.text for part in parts])
    code = base_code(language) or "en"
    doc = document(text, parts, spans, elided=code in _ELIDING)
    weights = weights or default_weights()
    judged = (
        settled(by_their_words(heard(judge(text, doc, weights), doc), doc), doc)
        if code == "en"
        else judge_foreign(text, doc, weights, code)
    )
    judged = with_repeats(with_remainders(judged, doc), doc)
    judged = [item for item in judged if not _junk(item)]
    if code == "en":
        judged = with_short_forms(judged, doc)
    judged = completed(text, confirmed(text, judged, doc), doc)
    shorts = long_forms(text, judged, doc)
    judged = without_titles(text, _one_type_a_name(judged, shorts), doc)
    return ranked(text, merge(text, judged, doc, shorts), title)


def unread(text: str) -> str | None:
    """Return a sentence for the user when a text is longer than what is searched for names, else None."""
    if len(text) <= MAX_TEXT:
        return None
    return f"Names are searched in the first {MAX_TEXT // 1000:,} thousand characters of this article only."


def _one_type_a_name(judged: Sequence[Judged], shorts: Mapping[str, str]) -> list[Judged]:
    """Give every mention of a name, and of its acronym, the type that its mentions have together."""
    votes: dict[str, dict[Type, float]] = defaultdict(lambda: defaultdict(float))
    for item in judged:
        votes[shorts.get(item.mention.key, item.mention.key)][item.type] += item.probability
    best = {key: max(votes[key], key=votes[key].__getitem__) for key in votes}
    best |= {key: "ORG" for key, type_ in best.items() if type_ == "OTHER" and known_body(key)}
    return [replace(item, type=best[shorts.get(item.mention.key, item.mention.key)]) for item in judged]


def _junk(item: Judged) -> bool:
    key = item.mention.key
    return key in junk_keys() or key.replace(" ", "").isdigit()
