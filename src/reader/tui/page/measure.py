"""How wide the text is in a pane of some width."""

from __future__ import annotations

from typing import Final

GUTTER: Final = 2
"""Cells left of the text: the bar of a quote and a space."""

NARROWEST: Final = 8
"""A measure of fewer cells is not asked for, however small the pane."""


def room_of(width: int, measure: int) -> int:
    """Return the cells that a line of text may take in a pane of `width` cells when `measure` is the most wanted."""
    return max(min(NARROWEST, width), min(measure, width - 2 * GUTTER if width > 50 else width - GUTTER - 1))
