"""A small library in memory, and the interface running on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tui_desk import Desk, RunDesk, bridge, short

from reader.article import FoundFile
from reader.config.settings import Settings
from reader.library.library import Library
from reader.tui.app import ReaderApp


async def _rest(min_sleep: float = 0, max_sleep: float = 2) -> None:
    """Wait until nothing is due in the event loop and no thread is at work.

    Textual's own takes a process that gets no processor for one that has nothing to do.
    """
    loop: Any = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    calm = False
    while not calm and time.monotonic() < end:
        begun, slept = time.process_time(), time.monotonic()
        await asyncio.sleep(0.004)
        # who wakes up late was kept from working, and knows nothing of rest
        calm = time.process_time() - begun < 0.0007 and time.monotonic() - slept < 0.012
        for _ in range(3):
            await asyncio.sleep(0)
            soon = loop.time() + 0.02
            if loop._ready or any(not timer._cancelled and timer._when < soon for timer in loop._scheduled):
                calm = False


@pytest.fixture(autouse=True)
def _short_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the interface wait for less; only the time in which a digit may become a count is left as it is."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", _rest)
    monkeypatch.setattr("textual.app.wait_for_idle", _rest)
    monkeypatch.setattr("reader.tui.screens.library.PREVIEW_AFTER", 0.01)
    monkeypatch.setattr("reader.tui.desk.news.REFRESH_AFTER", 0.02)
    monkeypatch.setattr("reader.tui.desk.news.REST", 0.0)
    monkeypatch.setattr("reader.tui.desk.news.SHARE", 1.0)


@pytest.fixture(autouse=True)
def _the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be 2025: days of other years are shown otherwise."""
    monkeypatch.setattr("reader.tui.page.wording.this_year", lambda: 2025)


@pytest.fixture
def library() -> Iterator[Library]:
    """One long article, eleven short ones and a file that failed; the long one is the newest."""
    with Library.open(None, None) as library:
        files = [FoundFile(f"/articles/{number:02d}.html", 100, number) for number in range(13)]
        library.sync(["/articles"], files, [], version=1)
        library.store(files[0], [bridge()], version=1, analysed=1)
        for number in range(1, 12):
            library.store(files[number], [short(number)], version=1, analysed=1)
        library.store_failure(files[12], "empty", "The file is empty. Save the page again.", version=1)
        yield library


@pytest.fixture
def run_desk(library: Library, monkeypatch: pytest.MonkeyPatch) -> RunDesk:
    """Return a context manager that runs the interface at a size and gives (app, pilot)."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def run(size: tuple[int, int] = (140, 40), **settings: Any) -> AsyncIterator[Desk]:
        app = ReaderApp(library, None, Settings(**settings), paths=["/articles"])
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            while app.desk.list.fresh:
                await pilot.pause(0.01)
            await pilot.pause()
            yield app, pilot

    return run
