"""How much an article is about each of its entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.article import Entity
from reader.names.keys import name_key

_LEAD: Final = 600
"""The first characters of the text, about its first three sentences: who stands there matters."""

_LEAD_BONUS: Final = 2.0
_TITLE_BONUS: Final = 1.5
_PERSON_BONUS: Final = 0.5
_OTHER_SHARE: Final = 0.5


def ranked(entities: Sequence[Entity], title: str | None) -> tuple[Entity, ...]:
    """Return the entities with their salience (0 to 1, the best has 1), best first, ties by the first mention.

    Salience is the number of mentions, plus 2 for an early one, 1.5 for the title, 0.5 for a person; peoples, works
    and events count half. (On the salience labels of GUM's news: NDCG@5 as in benchmarks/entities.py.)
    """
    heading = f" {name_key(title)} " if title else ""
    scores = [_score(entity, heading) for entity in entities]
    top = max(scores, default=1.0)
    rated = [replace(entity, salience=score / top) for entity, score in zip(entities, scores, strict=True)]
    return tuple(sorted(rated, key=lambda entity: (-entity.salience, entity.mentions[0])))


def _score(entity: Entity, heading: str) -> float:
    score = float(entity.count)
    if entity.mentions[0][0] < _LEAD:
        score += _LEAD_BONUS
    if heading and any(f" {name_key(name)} " in heading for name in (entity.name, *entity.aliases)):
        score += _TITLE_BONUS
    if entity.type == "PERSON":
        score += _PERSON_BONUS
    return score * (_OTHER_SHARE if entity.type == "OTHER" else 1.0)
