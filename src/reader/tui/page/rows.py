"""A row of the article list as pieces of text with the names of their looks, without Textual."""

from __future__ import annotations

from reader.library.model import ArticleRow, ReadState, Stage
from reader.text.wrap import cells, fit, wrap
from reader.tui.page.wording import Signs, date, minutes, short_date

Piece = tuple[str, str]
"""Text and the name of its look; no name stands for the ground's own."""

SCROLL_OFF = 3
"""Lines that stay in sight above and below the cursor."""

_LONGEST_TITLE = 600


def row_height(width: int, height: int) -> int:
    """Return how many lines a row takes in a list of `width` cells and `height` lines: 1, 2 or 3."""
    return 1 if height < 12 else 2 if height < 22 or width >= 56 else 3


def first_in_sight(first: int, cursor: int, in_sight: int, height: int) -> int:
    """Return which row is the first in sight when the cursor goes to row `cursor` and `first` was the first.

    Rows scroll whole. Some stay in sight beyond the cursor, at least three lines of them where there is room.
    """
    spare = min(-(-SCROLL_OFF // height), (in_sight - 1) // 2)
    if cursor - spare < first:
        return max(0, cursor - spare)
    return max(first, cursor + spare - in_sight + 1)


def row_lines(row: ArticleRow, width: int, height: int, signs: Signs, *, cursor: bool = False) -> list[list[Piece]]:
    """Return the `height` lines of a row: its state and title, then where it is from, when, and how long it is."""
    room = width - 4
    bar = (signs.cursor if cursor else " ", "row--cursor-bar")
    failed = row.stage is Stage.FAILED
    marks = {ReadState.UNREAD: signs.unread, ReadState.PROGRESS: signs.progress, ReadState.READ: signs.read}
    sign = (f"{signs.failed} ", "row--problem") if failed else (f"{marks[row.state]} ", "row--sign")
    title_look = "row--title" if failed or row.state is ReadState.READ else "row--unread"
    meta_look = "row--problem" if failed else "row--meta"
    # how many other copies of the story there are, then the star
    star = (f" +{row.copies}" if row.copies else "") + (f" {signs.star}" if row.starred else "")
    title = " ".join(row.title[:_LONGEST_TITLE].split()) or "Untitled"
    lines = [title[a:b] for a, b in wrap(title, room - len(star))]
    # two lines for a long title leave the end of the second one for the day
    tail = f" {short_date(row.published)}" if height == 2 and len(lines) > 1 and row.published else ""
    depth = min(height, 2)
    if len(lines) > depth or tail:
        rest = fit(" ".join(lines[depth - 1 :]), room - len(star) - len(tail), signs.ellipsis)
        lines = [*lines[: depth - 1], rest]
    drawn: list[list[Piece]] = []
    for number, text in enumerate(lines):
        end = (star, "row--star") if number == 0 and star else ("", "")
        if number and number == len(lines) - 1 and tail:
            end = (tail, meta_look)
        space = " " * (room - cells(text) - cells(end[0]))
        drawn.append([bar, sign if number == 0 else ("  ", ""), (text, title_look), (space, ""), end])
    if len(drawn) < height:
        drawn.append([bar, ("  ", ""), (fit(_meta(row, room, signs), room, signs.ellipsis), meta_look)])
    # the line below a short title belongs to the row and parts it from the next one
    drawn.extend([[bar]] * (height - len(drawn)))
    return drawn


def _meta(row: ArticleRow, room: int, signs: Signs) -> str:
    """Where, when, how long: what does not fit goes in the order of what is missed least."""
    if row.stage is Stage.FAILED:
        return " ".join((row.problem or "This file could not be read.").split())
    if row.stage is Stage.LISTED:
        return f"reading{signs.ellipsis}"
    site = " ".join((row.site or "").split()).removeprefix("www.")
    day, time = date(row.published), minutes(row.words)
    more = [*(f"#{tag}" for tag in row.tags), *(["archived"] if row.archived else [])]
    between = f" {signs.dot} "
    for facts in ([site, day, time, *more], [site, day, *more], [site, short_date(row.published), *more]):
        line = between.join(fact for fact in facts if fact)
        if cells(line) <= room:
            return line
    rest = between.join(fact for fact in (day, *more) if fact)
    short = fit(site, max(8, room - cells(rest) - len(between)), signs.ellipsis)
    return f"{short}{between}{rest}" if rest and short else short or rest


def hit_words(row: ArticleRow, room: int, signs: Signs) -> tuple[str, str]:
    """Return the title of a hit, and where it is from and when, for one line of `room` cells.

    The title goes first: the source is left out, then the day, until two thirds of the line are the title's.
    """
    title = " ".join(row.title.split()) or "Untitled"
    site = " ".join((row.site or "").split())
    day = date(row.published)
    between = f" {signs.dot} "
    for facts in ((site, day), (site,) if not day else (day,), (short_date(row.published),)):
        words = between.join(fact for fact in facts if fact)
        left = room - cells(words)
        if cells(title) <= left or left >= room * 2 // 3:
            return fit(title, max(0, left), signs.ellipsis), words
    return fit(title, room, signs.ellipsis), ""
