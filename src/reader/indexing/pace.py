"""How fast the work goes at the moment, and when it will be done."""

from __future__ import annotations

from collections import deque
from typing import Final

_LOOK_BACK: Final = 20.0
"""Seconds over which the rate is taken: long enough to be calm, short enough to notice larger files."""

_FEWEST_SECONDS: Final = 1.0


class Pace:
    """Takes (time in seconds, things done) of one stage; a stage that begins anew, or another one, starts afresh."""

    def __init__(self) -> None:
        self._stage = ""
        self._seen: deque[tuple[float, int]] = deque()

    def take(self, stage: str, now: float, done: int, of: int) -> tuple[float, float | None]:
        """Return the rate a second and the seconds left, (0.0, None) while too little was seen."""
        if stage != self._stage or (self._seen and done < self._seen[-1][1]):
            self._stage = stage
            self._seen.clear()
        self._seen.append((now, done))
        while self._seen[0][0] < now - _LOOK_BACK and len(self._seen) > 2:
            self._seen.popleft()
        began, before = self._seen[0]
        if now - began < _FEWEST_SECONDS or done == before:
            return 0.0, None
        rate = (done - before) / (now - began)
        return rate, (of - done) / rate
