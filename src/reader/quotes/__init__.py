"""Who said what: quotations of an article and their speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.quotes.finder import find_quotes as find_quotes

VERSION = 6
"""Raised whenever the same text can give other quotations; stored results of an older version are made anew."""

__all__ = ["VERSION", "find_quotes"]


def __getattr__(name: str) -> Any:
    if name == "find_quotes":  # loaded when first used: importing the room is cheap
        from reader.quotes.finder import find_quotes

        return find_quotes
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
