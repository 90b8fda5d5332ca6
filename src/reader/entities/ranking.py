"""How much an article is about each of its entities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.article import Entity
from reader.names.keys import name_key

_LEAD: Final = 600
"""The first characters of the text, about its first three sentences: who stands there matters."""

_LEAD_BONUS: Final = 2.0
_TITLE_BONUS: Final = 2.0
_PERSON_BONUS: Final = 0.25
_OTHER_SHARE: Final = 0.5
_LONGEST_HEADLINE: Final = 150


def ranked(text: str, entities: Sequence[Entity], title: str | None) -> tuple[Entity, ...]:
    """Return the entities with their salience (0 to 1, the best has 1), best first, ties by the first mention.

    Salience grows with the logarithm of the mentions; standing early, in the title or in a headline above the text
    counts as much as three mentions against one. Peoples, works and events count half. The shape of the formula was
    chosen on the salience labels of GUM's news, see benchmarks/entities.py.
    """
    heading = f" {name_key(' '.join((title or '', _headline(text))))} "
    scores = [_score(entity, heading) for entity in entities]
    top = max(scores, default=1.0)
    rated = [replace(entity, salience=score / top) for entity, score in zip(entities, scores, strict=True)]
    return tuple(sorted(rated, key=lambda entity: (-entity.salience, entity.mentions[0])))


def _headline(text: str) -> str:
    """Return the first line of a text if it looks like a headline: short, without a full stop, with text below."""
    first, _, rest = text.partition("\n")
    return (
        first if len(first) <= _LONGEST_HEADLINE and rest and not first.rstrip().endswith((".", ":", "”", '"')) else ""
    )


def _score(entity: Entity, heading: str) -> float:
    score = 2 * math.log2(1 + entity.count)
    if entity.mentions[0][0] < _LEAD:
        score += _LEAD_BONUS
    if any(f" {name_key(name)} " in heading for name in (entity.name, *entity.aliases)):
        score += _TITLE_BONUS
    if entity.type == "PERSON":
        score += _PERSON_BONUS
    return score * (_OTHER_SHARE if entity.type == "OTHER" else 1.0)
