"""Dates as people and programs write them, brought to ISO 8601 or to nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final

FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2100

_MAX_CHARS: Final = 200
"""How much of a string is looked at; a date stands at its start."""
_LARGEST: Final = 10**19
_EPOCH: Final = date(1970, 1, 1)
_MAX_ITEMS: Final = 5
_MAX_DEPTH: Final = 3

# offsets in hours from UTC; names that mean several zones (IST, ET) are left out
_ZONES: Final = {
    "z": 0.0, "utc": 0.0, "gmt": 0.0, "wet": 0.0, "bst": 1.0, "west": 1.0, "cet": 1.0, "mez": 1.0, "cest": 2.0,
    "mesz": 2.0, "eet": 2.0, "eest": 3.0, "msk": 3.0, "jst": 9.0, "kst": 9.0, "aest": 10.0, "aedt": 11.0,
    "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0,
}  # fmt: skip

_CLOCK: Final = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?P<zone>[+-]\d{2}(?::?\d{2})?(?!\d)|[a-z]{1,4}\b))?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(?<![\d-])(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", re.ASCII)
_ASIAN: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]", re.ASCII
)
_NUMERIC: Final = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<by>[-/.])(?P<b>\d{1,2})(?P=by)(?P<y>\d{4})(?!\d)", re.ASCII
)
_DAY_MONTH: Final = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|ª|\.)?[\s,/-]{0,3}(?:(?:de|of|di|do)\s)?(?P<m>[^\W\d_]{3,12})\.?"
    r"(?:[\s,/]{0,20}(?:(?:de|del|of|di|do)\s)?(?P<y>\d{4})|[-\s]?['’-](?P<short>\d{2}))(?!\d)",
    re.IGNORECASE,
)
_DAY_MONTH_DASH: Final = re.compile(r"(?<!\d)(?P<d>\d{1,2})-(?P<m>[^\W\d_]{3,12})-(?P<y>\d{4})(?!\d)")
_MONTH_DAY: Final = re.compile(
    r"(?P<m>[^\W\d_]{3,12})\.?[\s-]{1,3}(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s,.-]{1,20}(?P<y>\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_MONTH: Final = re.compile(r"(?<!\d)(?P<y>\d{4})[\s,-]{1,3}(?P<m>[^\W\d_]{3,12})\.?[\s-]{1,3}(?P<d>\d{1,2})(?!\d)")
_DIGITS: Final = re.compile(r"\d{8}(?:[T_ ]?\d{6}(?:\.\d+)?Z?)?", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{9,19}(?:\.\d{1,9})?", re.ASCII)
# what may stand between a date and its time of day: punctuation, one or two small words, a weekday
_GAP: Final = re.compile(r"[\s,.;|·•–—@T()-]*(?:[^\W\d_]{1,12}[\s,.]*){0,3}[\s,.|·•–—-]*")


def parse_date(value: object) -> str | None:
    """Return the date that `value` states as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[+hh:mm]`, None when it states none.

    Read are ISO 8601, RFC 2822, dates with month names in ten languages, day-first forms that can mean one day
    only ("31/12/2024", "5.3.2024"), seconds, milli-, micro- and nanoseconds since 1970, `date` and `datetime`,
    and the first date of a list or of a `{"$date": ...}`. "3/5/2024" may be March or May: None. So are years and
    months without a day, words like "yesterday", and years before 1500 or after 2100. A midnight without a zone
    is what programs write for "no time", so it falls away; the first moment of 1970 is what they write for "no date".
    Never raises.
    """
    return _parse(value, 0)


def _parse(value: object, depth: int) -> str | None:
    if value is None or isinstance(value, bool) or depth > _MAX_DEPTH:
        return None
    if isinstance(value, datetime):
        return _iso(value.date(), value.time(), value.utcoffset())
    if isinstance(value, date):
        return _iso(value)
    if isinstance(value, int | float):
        return _from_number(value)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Mapping):
        inner = next((value[key] for key in ("$date", "@value", "date") if key in value), None)
        return _parse(inner, depth + 1)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        found = (_parse(item, depth + 1) for item in value[:_MAX_ITEMS])
        return next((item for item in found if item), None)
    return None


def _from_number(value: float) -> str | None:
    """Return the moment of a number: a calendar day written as one, or a time since 1970 in any of four units."""
    if not abs(value) < _LARGEST:  # NaN compares as false
        return None
    if FIRST_YEAR * 10_000 < value < LAST_YEAR * 10_000:
        return _day(int(value // 10_000), int(value // 100 % 100), int(value % 100))
    for unit in (1, 10**3, 10**6, 10**9):
        # 1973 to 2100: smaller numbers are counters, not moments
        if 10**8 <= value // unit <= 4_102_444_800:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(value // unit))
            return _iso(moment.date(), moment.time(), timedelta(0))
    return None


def _from_text(text: str) -> str | None:
    text = unicodedata.normalize("NFKC", text[:_MAX_CHARS]).strip()
    if _DIGITS.fullmatch(text):
        day = _day(int(text[:4]), int(text[4:6]), int(text[6:8]))
        clock = re.sub(r"\D", "", text[8:], flags=re.ASCII)[:6]
        if day and clock:
            stated = _clock_time(int(clock[:2]), int(clock[2:4]), int(clock[4:]))
            return _iso(date.fromisoformat(day), stated, timedelta(0) if text.endswith("Z") else None)
        if day:
            return day
    if _NUMBER.fullmatch(text):
        return _from_number(float(text) if "." in text else int(text))
    return _from_words(text)


def _from_words(text: str) -> str | None:
    clock = _CLOCK.search(text)
    # the time of day may stand between the day and the year ("Mar 5 10:00:00 2024"): blank it, keep all places
    dated = text if clock is None else _blank(text, clock.start(), clock.end())
    found = min(_days(dated, twelve_hours=clock is not None and clock["half"] is not None), default=None)
    if found is None:
        return None
    start, end, day = found
    if clock is None or not _belongs(text, clock.start(), clock.end(), start, end):
        return day.isoformat()
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    stated = _clock_time(hour, int(clock["minute"]), int(clock["second"] or 0))
    return _iso(day, stated, _offset(clock["zone"]))


def _blank(text: str, start: int, end: int) -> str:
    gap = end - start
    return text[:start] + " " * gap + text[end:]


def _belongs(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Return whether the clock at `start`..`end` is that of the date at `first`..`last`: inside, or a few words off."""
    if first <= start < last:
        return True
    gap = text[last:start] if start >= last else text[end:first]
    return len(gap) <= 30 and _GAP.fullmatch(gap) is not None


def _days(text: str, *, twelve_hours: bool) -> Iterator[tuple[int, int, date]]:
    """Yield (start, end, day) of whatever each way of writing finds first."""
    for pattern in (_YEAR_FIRST, _ASIAN):
        for match in pattern.finditer(text):
            if day := _date(int(match["y"]), int(match["m"]), int(match["d"])):
                yield match.start(), match.end(), day
                break
    for match in _NUMERIC.finditer(text):
        if day := _day_or_month_first(match, twelve_hours=twelve_hours):
            yield match.start(), match.end(), day
            break
    for pattern in (_DAY_MONTH, _DAY_MONTH_DASH, _MONTH_DAY, _YEAR_MONTH):
        for match in pattern.finditer(text):
            month = _months().get(_fold(match["m"]), 0)
            groups = match.groupdict()
            year = int(groups["y"]) if groups.get("y") else _century(int(groups["short"]))
            if month and (day := _date(year, month, int(groups["d"]))):
                yield match.start(), match.end(), day
                break


def _day_or_month_first(match: re.Match[str], *, twelve_hours: bool) -> date | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["by"] == "." or a > 12 or a == b:
        return _date(year, b, a)
    # a clock with am and pm stands beside American dates
    if b > 12 or (twelve_hours and match["by"] == "/"):
        return _date(year, a, b)
    return None


def _century(short: int) -> int:
    # the pivot of POSIX and RFC 2822
    return 1900 + short if short >= 69 else 2000 + short


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        hours = _ZONES.get(zone.lower())
        return None if hours is None else timedelta(hours=hours)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def _clock_time(hour: int, minute: int, second: int) -> time | None:
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> str | None:
    found = _date(year, month, day)
    return found.isoformat() if found else None


def _iso(day: date, clock: time | None = None, offset: timedelta | None = None) -> str | None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    if clock is None or (offset is None and clock == time(0)):
        return date(day.year, day.month, day.day).isoformat()
    if (day, clock, offset) == (_EPOCH, time(0), timedelta(0)):
        return None
    zone = None if offset is None else timezone(timedelta(minutes=offset // timedelta(minutes=1)))
    return datetime.combine(day, clock.replace(microsecond=0, tzinfo=None), zone).isoformat()


def _fold(word: str) -> str:
    """Return `word` in lower case without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))


@cache
def _months() -> Mapping[str, int]:
    from importlib import resources

    lines = resources.files("reader.text").joinpath("data/months.txt").read_text("utf-8").splitlines()
    entries = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: int(number) for number, *names in entries for name in names}
