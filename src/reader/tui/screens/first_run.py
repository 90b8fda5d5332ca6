"""The first screen of all: no article is known yet, so it asks where some are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.text.safe import safe_name
from reader.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

_MOST_NAMES = 2_000


def check_path(text: str) -> tuple[str, str]:
    """Return the absolute path that was typed and "", or "" and a sentence that says what is wrong with it."""
    text = text.strip().strip("'\"")
    if not text:
        return "", ""
    path = os.path.abspath(os.path.expanduser(text))
    if not os.path.exists(path):
        return "", f"There is no file or folder {safe_name(path)}."
    if not os.access(path, os.R_OK):
        return "", f"{safe_name(path)} may not be read."
    return path, ""


def samples() -> str | None:
    """Return the folder of sample articles that comes with the program, None when it is not there."""
    for folder in Path(__file__).resolve().parents:
        found = folder / "sample_articles"
        if found.is_dir() and any(found.iterdir()):
            return str(found)
    return None


class PathSuggester(Suggester):
    """Completes the path of a folder as it is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first folder, else the first file, whose path begins with what was typed."""
        folder, _, start = value.rpartition("/")
        if not folder and not value.startswith(("/", "~")):
            folder = "."
        place = os.path.expanduser(folder or "/")
        names: list[tuple[bool, str]] = []
        try:
            with os.scandir(place) as entries:
                for number, entry in enumerate(entries):
                    if number > _MOST_NAMES:
                        break
                    if entry.name.startswith(start) and (start.startswith(".") or not entry.name.startswith(".")):
                        names.append((not entry.is_dir(), entry.name))
        except OSError:
            return None
        if not names or not start:
            return None
        is_file, name = min(names)
        if not name.isprintable():
            return None
        head = value[: len(value) - len(start)]
        return f"{head}{name}{'' if is_file else '/'}"


class _PathLine(Input):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "cursor_right", "Complete", show=False)]


class FirstRun(Dialog[str | None]):
    """Answers with the path of a folder or file, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "samples", "Samples", priority=True),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog first-run"):
            yield Static(Content("Open a folder of saved articles"), classes="dialog-title")
            yield Static(
                Content(
                    "HTML, Markdown, text, JSON and mail files, in any mix. They stay where they are, as they are."
                ),
                classes="dialog-text",
            )
            yield _PathLine(placeholder="~/articles", compact=True, suggester=PathSuggester(), id="path")
            yield Static(Content(""), id="first-problem")
            hint = "Enter opens it   Tab completes   Esc looks around first"
            if samples():
                hint = "Enter opens it   Tab completes   Ctrl+D opens the sample articles   Esc looks around first"
            yield Static(Content(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        """Take the keys."""
        line = self.query_one(Input)
        line.cursor_blink = False
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the path, or say what is wrong with it."""
        path, problem = check_path(event.value)
        if path:
            self.dismiss(path)
        else:
            self.query_one("#first-problem", Static).update(Content(problem))

    def action_samples(self) -> None:
        """Open the sample articles."""
        folder = samples()
        if folder is not None:
            self.dismiss(folder)
