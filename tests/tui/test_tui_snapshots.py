"""The looks of the main screens, as SVG files that a browser shows.

When a look was changed on purpose, `READER_SNAPSHOTS=renew python -m pytest tests/tui/test_tui_snapshots.py` writes the
files anew; `git diff --stat` then says which ones, and a browser what.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from snapshots import differences, picture, words
from tui_desk import RunDesk

FOLDER = Path(__file__).with_name("snapshots")
NAMES = {"]": "right_square_bracket", ")": "right_parenthesis", "?": "question_mark"}


class View(NamedTuple):
    """A screen to be pictured: its size, its theme, the keys that lead to it and words that must be on it."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: str
    says: str
    colour: bool = True


VIEWS = [
    View("library", (120, 36), "reader-dark", "", "Short piece number 1"),
    View("library-80", (80, 24), "reader-light", "j", "Harbour Gazette"),
    View("library-80-no-colour", (80, 24), "reader-dark", "j", "Harbour Gazette", colour=False),
    View("article-quotes", (120, 36), "high-contrast", "enter s ] ] ] 2 )", "We carried every stone"),
    View("hidden-lines-80", (80, 24), "reader-dark", "enter x", "Share this story"),
    View("one-pane-40", (40, 12), "reader-dark", "enter space", "The lock keepers"),
    View("help-80", (80, 24), "reader-dark", "?", "Keys"),
    View("overview", (120, 36), "reader-dark", "W", "Articles by day"),
]


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
async def test_a_screen_looks_as_it_did(run_desk: RunDesk, monkeypatch: pytest.MonkeyPatch, view: View) -> None:
    if not view.colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with run_desk(view.size, theme=view.theme) as (app, pilot):
        assert app.theme == (view.theme if view.colour else "plain")
        for key in view.keys.split():
            await pilot.press(NAMES.get(key, key))
            await pilot.pause(0.4 if key.isdigit() else 0.02)
        await pilot.pause(0.05)
        now = picture(app.export_screenshot(), *view.size)
    assert view.says in "\n".join(words(now))
    file = FOLDER / f"{view.name}.svg"
    if os.environ.get("READER_SNAPSHOTS") == "renew":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(now, "utf-8")
    differing = differences(file.read_text("utf-8"), now)
    assert not differing, f"{view.name} looks otherwise; see the top of this file for how to renew it\n{differing}"


def test_what_differs_is_told_by_its_row() -> None:
    whole = (FOLDER / "library.svg").read_text("utf-8")
    assert differences(whole, whole) == ""
    told = differences(whole, whole.replace("Articles", "Particles", 1))
    assert told.split("\n")[0].startswith("row 1, before:   Articles")
    assert told.split("\n")[1].startswith("row 1, now:      Particles")
    assert "looks otherwise" in differences(whole, whole.replace('font-weight="bold"', 'font-style="italic"', 1))
    assert "size" in differences(whole, whole.replace('width="1200"', 'width="1210"', 1))


def test_a_picture_holds_nothing_of_the_machine_it_was_made_on() -> None:
    for file in FOLDER.glob("*.svg"):
        text = file.read_text("utf-8")
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("https://tarn-courier", "")
        assert "terminal-" not in text
        assert str(Path.home()) not in text
