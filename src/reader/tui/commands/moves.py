"""Moving through the pane that holds the keys, and through the article from any pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions import Pane
from reader.tui.page.parts import Kind

if TYPE_CHECKING:
    from reader.tui.screens.library import LibraryScreen

_PARAGRAPHS = (
    Kind.STANDFIRST,
    Kind.PARAGRAPH,
    Kind.SUBHEAD,
    Kind.LIST,
    Kind.QUOTATION,
    Kind.TABLE,
    Kind.CODE,
    Kind.HIDDEN,
)


def down(desk: LibraryScreen) -> None:
    """Go down a line or row, or as many as were typed."""
    desk.panes.widget.move(desk.take_count())


def up(desk: LibraryScreen) -> None:
    """Go up a line or row, or as many as were typed."""
    desk.panes.widget.move(-desk.take_count())


def page_down(desk: LibraryScreen) -> None:
    """Go down a page."""
    desk.panes.widget.page(desk.take_count())


def page_up(desk: LibraryScreen) -> None:
    """Go up a page."""
    desk.panes.widget.page(-desk.take_count())


def half_down(desk: LibraryScreen) -> None:
    """Go down half a page."""
    desk.panes.widget.page(0.5)


def half_up(desk: LibraryScreen) -> None:
    """Go up half a page."""
    desk.panes.widget.page(-0.5)


def top(desk: LibraryScreen) -> None:
    """Go to the top, or to the row or per cent that was typed."""
    _leave_trace(desk)
    desk.panes.widget.go_to(desk.take_count(0))


def bottom(desk: LibraryScreen) -> None:
    """Go to the end, or to the row or per cent that was typed."""
    _leave_trace(desk)
    desk.panes.widget.go_to(desk.take_count(-1))


def next_paragraph(desk: LibraryScreen) -> None:
    """Scroll to the next paragraph."""
    desk.view.step(desk.take_count(), *_PARAGRAPHS)


def previous_paragraph(desk: LibraryScreen) -> None:
    """Scroll to the previous paragraph."""
    desk.view.step(-desk.take_count(), *_PARAGRAPHS)


def next_heading(desk: LibraryScreen) -> None:
    """Scroll to the next heading."""
    if not desk.view.step(desk.take_count(), Kind.SUBHEAD):
        desk.say("There is no heading below.")


def previous_heading(desk: LibraryScreen) -> None:
    """Scroll to the previous heading."""
    desk.view.step(-desk.take_count(), Kind.SUBHEAD)


def _leave_trace(desk: LibraryScreen) -> None:
    if desk.pane is Pane.ARTICLE:
        desk.opened.mark_place()
