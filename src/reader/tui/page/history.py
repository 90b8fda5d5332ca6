"""Where the reader was before: a stack of places to go back and forth on, as in a browser."""

from __future__ import annotations

from typing import NamedTuple

from reader.article import Anchor

LONGEST = 200


class Place(NamedTuple):
    """A place in an article of the library."""

    article: int
    anchor: Anchor


class History:
    """The places that were left by a jump. Going somewhere new forgets what was ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember the place that a jump is leaving."""
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
            del self._behind[:-LONGEST]
        self._ahead.clear()

    def back(self, here: Place | None) -> Place | None:
        """Return the place before, None at the oldest one; `here` can be come back to."""
        while self._behind:
            place = self._behind.pop()
            if place != here:
                if here is not None:
                    self._ahead.append(here)
                return place
        return None

    def forward(self, here: Place | None) -> Place | None:
        """Return the place that `back` left, None when there is none."""
        while self._ahead:
            place = self._ahead.pop()
            if place != here:
                if here is not None:
                    self._behind.append(here)
                return place
        return None
