"""How the interface says things: times, dates, counts, reasons, and the signs it draws with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date as today
from typing import Final, NamedTuple

from reader.article import Article, Role

WORDS_A_MINUTE: Final = 230
"""Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019), rounded down for a screen."""

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Signs(NamedTuple):
    """The signs that the interface draws with, each one cell wide."""

    unread: str = "●"
    progress: str = "◐"
    read: str = " "
    star: str = "★"
    failed: str = "!"
    bullet: str = "•"
    bar: str = "▎"
    bar_here: str = "▌"
    bar_indirect: str = "┆"
    rule: str = "─"
    side: str = "│"
    hidden: str = "┊"
    note: str = "◆"
    highlight: str = "◇"
    highlighted: str = "╎"
    caption: str = "▫"
    block: str = "█"
    cursor: str = "▌"
    dot: str = "·"
    left: str = "“"
    right: str = "”"
    ellipsis: str = "…"
    dash: str = "–"
    up: str = "↑"
    down: str = "↓"


UNICODE: Final = Signs()
ASCII: Final = Signs(
    unread="o",
    progress="~",
    read=" ",
    star="*",
    bullet="*",
    bar="|",
    bar_here="#",
    bar_indirect=":",
    rule="-",
    side="|",
    hidden=":",
    note="&",
    highlight="+",
    highlighted="+",
    caption="^",
    block="=",
    cursor=">",
    dot="-",
    left='"',
    right='"',
    ellipsis="~",
    dash="-",
    up="^",
    down="v",
)
assert all(len(sign) == 1 for sign in ASCII)  # noqa: S101 - a table checked once


def minutes(words: int) -> str:
    """Return the reading time of `words`, as "6 min"; the empty string for no words."""
    if words <= 0:
        return ""
    return f"{max(1, round(words / WORDS_A_MINUTE))} min"


def date(published: str | None) -> str:
    """Return an ISO 8601 date or date-time as "3 May 2024", a year and month as "May 2024"; what is no date as "".

    The day is the one that the article states, whatever its time zone.
    """
    parts = (published or "")[:10].split("-")
    if not parts[0].isascii() or not parts[0].isdigit() or len(parts[0]) != 4:
        return ""
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
    if len(numbers) >= 2 and 1 <= numbers[1] <= 12:
        day = f"{numbers[2]} " if len(numbers) > 2 and 1 <= numbers[2] <= 31 else ""
        return f"{day}{_MONTHS[numbers[1] - 1]} {parts[0]}"
    return parts[0]


def short_date(published: str | None) -> str:
    """Return the date where there is little room: "3 May" when it is of this year, else "May 2024"."""
    day = date(published).split()
    if len(day) < 3:
        return " ".join(day)
    return " ".join(day[:2] if day[2] == str(this_year()) else day[1:])


def this_year() -> int:
    """Return the year by the clock, 0 when no calendar has it."""
    try:
        return today.today().year
    except (ValueError, OverflowError, OSError):
        return 0


def whole(words: str) -> str:
    """Return words that stay on one line, as long as they fit one."""
    return words.replace(" ", "\u00a0")


def many(count: int, one: str, several: str | None = None) -> str:
    """Return "1 quote", "2 quotes", "1,234 quotes"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def reason(code: str | None) -> str:
    """Return a reason code as words: "social-links" is "social links", no code "not article text"."""
    return (code or "not article text").replace("-", " ").replace("_", " ")


def hidden_count(article: Article) -> int:
    """Return how many blocks the article hides."""
    return sum(block.role is Role.REMOVED for block in article.blocks)


def hidden_summary(codes: Iterable[str | None], sign: str = ", ") -> str:
    """Return the reasons with their counts, most frequent first: "related 5, newsletter 2"."""
    counted = Counter(reason(code) for code in codes)
    return sign.join(f"{word} {count}" for word, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def way_back(said: str, key: str, signs: Signs) -> str:
    """Return the words behind a change that was said: which key undoes it; none where the library changed nothing."""
    return "" if said.startswith("Nothing changed") else f" {signs.dash} {key} undoes"


def opening(text: str, length: int = 60) -> str:
    """Return the first words of `text` on one line, at most `length` characters, with an ellipsis where it is cut."""
    line = " ".join(text[: length * 2 + 20].split())
    if len(line) <= length and len(text) <= length * 2 + 20:
        return line
    if len(line) <= length:
        return line + "…"
    head = line[: length - 1] if line[length - 1] == " " else line[: length - 1].rsplit(" ", 1)[0]
    return head.rstrip(" ,;:–—-") + "…"
