"""The lines of the reading pane that the first frame shows, as pieces of text with the names of their looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.article import Anchor
from reader.library.model import Stage
from reader.text.safe import safe_name
from reader.tui.page.measure import GUTTER, room_of
from reader.tui.page.parts import Hints
from reader.tui.page.reading import Look, Reading
from reader.tui.page.rows import Piece

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.library.library import Library
    from reader.library.model import ArticleRow
    from reader.tui.page.wording import Signs

LONGEST: Final = 250_000
"""Words of the longest article that is laid out for the first frame; a longer one waits for the program."""


def opening_lines(
    library: Library, row: ArticleRow, settings: Settings, signs: Signs, width: int, height: int
) -> list[list[Piece]]:
    """Return the lines of an article that are in sight when it is opened in a pane of `width` times `height` cells."""
    if row.words > LONGEST:
        return []
    place = library.position(row.id) or Anchor(0, 0)
    found = library.beginning(row.id, place.block) if row.stage not in (Stage.LISTED, Stage.FAILED) else None
    reading = Reading(
        row,
        found.article if found else None,
        safe_name(row.path),
        library.notes(row.id),
        missing=(found.characters, found.blocks) if found else (0, 0),
    )
    reading.layout(Look(room_of(width, settings.measure), signs, Hints()))
    page = reading.page
    margin = max(GUTTER, (width - page.width) // 2)
    top = page.land(place, height)
    lines: list[list[Piece]] = []
    for at in range(min(top, max(0, page.height - height)), min(page.reach, top + height)):
        part, start, end = page.row(at)
        if start < 0:
            lines.append([])
            continue
        drawn = page.parts[part]
        lead = drawn.first if start == 0 else drawn.rest
        bar = reading.bar(part, start, end, signs)
        lines.append(
            [
                (" " * (margin - GUTTER), ""),
                bar,
                (" " * (GUTTER - 1), ""),
                (lead, "page--lead"),
                (drawn.text[start:end], f"page--{drawn.kind}"),
            ]
        )
    return lines
