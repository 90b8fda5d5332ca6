"""Entities: the people, organisations, places and other named things of an article.

The room is loaded when first used: whoever only asks for `VERSION` (the interface process) pays nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.entities.finder import find_entities, unread

VERSION = 5
"""Rises when the same text gives other entities than before, so that stored ones are derived anew."""

__all__ = ["VERSION", "find_entities", "unread"]


def __getattr__(name: str) -> Any:
    if name in ("find_entities", "unread"):
        from reader.entities import finder

        return getattr(finder, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
