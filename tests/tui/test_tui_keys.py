"""Every key does what the table says."""

from __future__ import annotations

from tui_desk import RunDesk, screen_text


async def test_enter_opens_the_article_under_the_cursor(run_desk: RunDesk) -> None:
    async with run_desk() as (app, pilot):
        assert app.desk.list.current_row is not None
        assert app.desk.list.current_row.title == "Brindlemere opens its bridge again"
        await pilot.press("enter")
        assert app.desk.pane == "article"
        assert "Mayor Odile Farrant cut the ribbon" in screen_text(app)
