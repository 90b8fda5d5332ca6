"""What can be done with a name of the sidebar, without Textual."""

from __future__ import annotations

from collections import Counter
from typing import Final

from reader.article import Article, Entity, Quote

WORDS: Final = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "OTHER": "other name"}
"""The types of names in words."""


def successor(entity: Entity, article: Article) -> Entity | None:
    """Return what an entity is in another version of its article, None when it is none any more.

    One with its name and type, else with its name, else the one that has its first mention now.
    """
    alike = [other for other in article.entities if other.name == entity.name]
    for other in alike:
        if other.type == entity.type:
            return other
    if alike:
        return alike[0]
    first = entity.mentions[0] if entity.mentions else None
    return next((other for other in article.entities if first in other.mentions), None)


def returned(before: Article, now: Article, near: Entity | None) -> Entity | None:
    """Return the entity that an earlier version of an article did not have, None when there is none.

    Of several the one whose mentions were those of `near`, where the reader stands, else the first one.
    """
    known = {(entity.name, entity.type) for entity in before.entities}
    new = [entity for entity in now.entities if (entity.name, entity.type) not in known]
    places = set(near.mentions) if near is not None else set()
    return max(new, key=lambda entity: not places.isdisjoint(entity.mentions), default=None)


def entity_of(article: Article, item: Entity | Quote | None) -> Entity | None:
    """Return the entity that an item of the sidebar is about: itself, or the speaker of a quote."""
    if isinstance(item, Quote):
        return next((entity for entity in article.entities if entity.name == item.speaker), None)
    return item


def partners(article: Article, entity: Entity) -> list[Entity]:
    """Return the entities that it can be taken together with: of its type, those that share a word with it first."""
    words = set(entity.name.casefold().split())
    others = [other for other in article.entities if other.type == entity.type and other is not entity]
    return sorted(others, key=lambda other: words.isdisjoint(other.name.casefold().split()))


def writings(article: Article, entity: Entity) -> list[tuple[str, int]]:
    """Return how the mentions of an entity are written, each with its number, the most frequent first."""
    text = article.text
    counted = Counter(" ".join(text[start:end].split()) for start, end in entity.mentions)
    return counted.most_common()
