"""How the text is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.model import Stage
from reader.tui.page.colours import NAMES, PLAIN
from reader.tui.page.wording import hidden_count, hidden_summary

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen

_STEP = 4
_NARROWEST, _WIDEST = 24, 200


def removed(desk: LibraryScreen) -> None:
    """Show the hidden lines in their places with their reasons, or fold them again."""
    reading = desk.opened.reading
    if reading is None:
        return
    if reading.row.stage is Stage.LISTED:
        desk.say("This article is still being read.")
        return
    if not hidden_count(reading.article):
        desk.say("Nothing is hidden in this article.")
        return
    desk.view.set_revealed(revealed=not desk.view.revealed)
    reasons = hidden_summary(block.reason for block in reading.article.blocks if not block.shown)
    desk.say(f"Shown in their places: {reasons}." if desk.view.revealed else f"Hidden: {reasons}.")
    desk.edges.update()


def narrower(desk: LibraryScreen) -> None:
    """Make the lines shorter."""
    _set_measure(desk, -_STEP)


def wider(desk: LibraryScreen) -> None:
    """Make the lines longer, as far as the pane goes."""
    _set_measure(desk, _STEP)


def theme(desk: LibraryScreen) -> None:
    """Take the next colour theme."""
    app = desk.desk_app
    if app.theme == PLAIN:
        desk.say("NO_COLOR is set: there are no colours.")
        return
    at = NAMES.index(app.theme) if app.theme in NAMES else -1
    app.theme = NAMES[(at + 1) % len(NAMES)]
    desk.say(f"Colours: {app.theme}.")


def details(desk: LibraryScreen) -> None:
    """Say which file and address the article comes from."""
    row = desk.row
    if row is None:
        return
    from reader.text.safe import safe_name

    reading = desk.opened.reading
    facts: list[str] = [safe_name(row.path)]
    if row.position:
        facts.append(f"article {row.position + 1} in the file")
    if reading is not None and reading.row.id == row.id and reading.article.url:
        facts.append(reading.article.url)
    if row.confidence < 1:
        facts.append(f"extraction {round(row.confidence * 100)} % sure")
    desk.say(f" {desk.signs.dot} ".join(facts))


def _set_measure(desk: LibraryScreen, change: int) -> None:
    room = desk.view.scrollable_content_region.width - 4
    widest = max(_NARROWEST, min(_WIDEST, room))
    measure = min(max(_NARROWEST, min(desk.view.measure, widest) + change), widest)
    desk.view.set_measure(measure)
    desk.say(f"Lines of {measure} characters.")
