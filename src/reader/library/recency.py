"""The key that orders articles: newest first is its descending order, the undated come last.

It is also the rowid of the full-text index, which yields rows by rowid: so the newest hits come without sorting,
in constant time however common the word is. The index stores differences of rowids, and a byte more for each factor of
128, so keys must lie close: a minute has 256 of them, and an article takes the one that its id names, or the next lower
one that is free. A thousand articles of one day that state no hour reach into the last minutes of the day before.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

MINUTE_BITS: Final = 8
_ID_MASK: Final = (1 << MINUTE_BITS) - 1
# compiled where it is used: lists can do without
_ISO: Final = (
    r"\s*(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?"
    r"(?:[T ]{1,4}(\d\d):?(\d\d)(?::?\d\d(?:[.,]\d{1,9})?)?\s{0,4}(?:(Z)|([+-])(\d\d):?(\d\d)?)?)?"
)


class When(NamedTuple):
    """A date as far as order needs it: `minutes` since the year 1 in UTC, `day` as the article states it."""

    minutes: int
    day: str


def when(published: str | None) -> When | None:
    """Return the moment that an ISO 8601 date or date-time states, None when it states none. Never raises."""
    found = re.match(_ISO, published, re.ASCII | re.IGNORECASE) if published else None
    if found is None:
        return None
    year, month, day, hour, minute, _, sign, off_hours, off_minutes = found.groups()
    try:
        stated = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    offset = (int(off_hours or 0) * 60 + int(off_minutes or 0)) * (-1 if sign == "-" else 1)
    minutes = stated.toordinal() * 1440 + int(hour or 0) * 60 + int(minute or 0) - offset
    return When(max(0, minutes), stated.isoformat())


def recency(moment: When | None, article_id: int) -> int:
    """Return the key that an article would like. At the same minute, and among the undated, lower ids come first.

    Two articles may like the same one; then the later takes the next lower key that is free.
    """
    if moment is None:
        return -article_id
    return moment.minutes << MINUTE_BITS | (_ID_MASK - (article_id & _ID_MASK))


def bound(day: str, days: int = 0) -> int:
    """Return the lowest key of the day (YYYY-MM-DD) that lies `days` days later."""
    return max(0, (date.fromisoformat(day).toordinal() + days) * 1440) << MINUTE_BITS
