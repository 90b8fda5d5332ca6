"""Entities: the people, organisations, places and other named things of an article."""

from reader.entities.finder import find_entities, unread

VERSION = 1
"""Rises when the same text gives other entities than before, so that stored ones are derived anew."""

__all__ = ["VERSION", "find_entities", "unread"]
