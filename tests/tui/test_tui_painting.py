"""Lines are painted without Textual's boxes, and look as they would with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget
from tui_desk import RunDesk

from reader.tui.widgets.drawn import Drawn
from reader.tui.widgets.scroll_bar import Bar, thumb


def styled(strips: list[Strip]) -> list[list[tuple[str, object, object, object]]]:
    """Return each cell's character with its colours; that of the letters where there is one."""
    return [
        [
            (sign, segment.style.color if sign != " " else None, segment.style.bgcolor, bool(segment.style.reverse))
            for segment in strip
            if segment.style is not None
            for sign in segment.text
        ]
        for strip in strips
    ]


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "ansi"])
async def test_a_line_looks_as_textual_would_paint_it_in_a_box(run_desk: RunDesk, theme: str) -> None:
    async with run_desk(theme=theme) as (app, pilot):
        await pilot.press("enter", "space", "tab", "1")
        drawn = [widget for widget in app.screen.query("*") if isinstance(widget, Drawn) and widget.region]
        assert {"list", "view", "sidebar", "tabs", "status", "keys", "list-head"} <= {widget.id for widget in drawn}
        for widget in drawn:
            if isinstance(widget, Bar):
                continue
            whole = Region(0, 0, *widget.region.size)
            assert styled(widget.render_lines(whole)) == styled(Widget.render_lines(widget, whole)), widget


async def test_what_has_changed_is_painted_anew_and_nothing_else_is(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        await pilot.press("j")
        before = app.desk.list.render_lines(Region(0, 0, 34, 38))
        await pilot.press("j")
        after = app.desk.list.render_lines(Region(0, 0, 34, 38))
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new]
        assert changed == list(range(3, 9))


async def test_the_views_have_scroll_bars_that_the_mouse_can_take(run_desk: RunDesk) -> None:
    async with run_desk((100, 24)) as (app, pilot):
        await pilot.press("enter")
        bar = app.desk.view.vertical_scrollbar
        assert isinstance(bar, Bar)
        assert bar.region.height == app.desk.view.height
        await pilot.click(offset=(bar.region.x, bar.region.bottom - 1))
        await pilot.pause()
        assert app.desk.view.top > 0


@given(height=st.integers(1, 60), lines=st.integers(1, 30_000), in_sight=st.integers(1, 60), share=st.floats(0, 1))
def test_the_thumb_is_where_textual_has_it(height: int, lines: int, in_sight: int, share: float) -> None:
    top = int(share * max(0, lines - in_sight))
    start, end = thumb(height, lines, in_sight, top)
    if in_sight >= lines:
        assert (start, end) == (0, 0)
        return
    assert 0 <= start < end <= 8 * height
    assert end - start >= 8
    if top == 0:
        assert start == 0
    if top == lines - in_sight:
        assert end == 8 * height
    ratio = max(1.0, in_sight / (lines / height))
    assert start == pytest.approx(8 * (height - ratio) * top / (lines - in_sight), abs=2)


def test_what_the_scroll_bar_takes_from_textual_is_still_there() -> None:
    # private names: a later Textual may call them otherwise, and its own bar would come instead
    assert "_vertical_scrollbar" in vars(Widget())
    assert callable(App._start_widget)
    assert ScrollBarRender is ScrollBar.renderer
