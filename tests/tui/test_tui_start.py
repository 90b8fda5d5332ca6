"""Starting and stopping: the first frame, what it imports, and the terminal as it was found."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte
import pytest
from tui_desk import RunDesk, bridge, screen_text, short

from reader.article import FoundFile
from reader.config.settings import Settings
from reader.library.library import Library
from reader.tui.early import FirstFrame, sequence
from reader.tui.page.colours import COLOURS, LOOKS, NAMES, words_of

PROGRAM = """
import sys
from pathlib import Path
from reader.config.settings import Settings
from reader.library.library import Library
from reader.tui.app import run
home = Path(sys.argv[1])
with Library.open(home / "index.db", home / "marks.db") as library:
    status = run(library, None, Settings(), paths=["/articles"])
sys.exit(status)
"""


@pytest.mark.parametrize("size", [(140, 40), (120, 36), (80, 24), (60, 20), (40, 12)])
@pytest.mark.parametrize("steps", [0, 9])
async def test_the_first_frame_is_the_list_and_the_article_that_the_program_shows(
    run_desk: RunDesk, library: Library, size: tuple[int, int], steps: int
) -> None:
    async with run_desk(size) as (_, pilot):
        await pilot.press(*["j"] * steps, "Q")
    frame = pyte.Screen(*size)
    pyte.Stream(frame).feed(FirstFrame(library, Settings()).frame(*size))
    async with run_desk(size) as (app, _):
        width = {140: 34, 120: 34, 80: 30}.get(size[0], size[0]) - 1
        head = 0 if size[1] < 16 else 2
        foot = 1 if size[1] < 16 or size[0] < 60 else 2
        shown = [line[:width].rstrip() for line in screen_text(app).splitlines()[head : size[1] - foot]]
        assert [line[:width].rstrip() for line in frame.display[head : size[1] - foot]] == shown
        if size[0] >= 80:
            pane = slice(width + 1, size[0] - (32 if size[0] >= 120 else 0) - 1)
            shown = [line.ljust(size[0])[pane].rstrip() for line in screen_text(app).splitlines()[: size[1] - foot]]
            assert [line[pane].rstrip() for line in frame.display[: size[1] - foot]] == shown


@pytest.mark.parametrize("theme", NAMES)
def test_every_look_has_a_sequence_in_every_theme(
    theme: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in LOOKS:
        assert re.fullmatch(r"(\x1b\[[0-9;]+m)?", sequence(words_of(name, theme))), name
    frame = FirstFrame(library, Settings(theme=theme)).frame(80, 24)
    assert ("2;" in re.sub(r"\x1b\[\d+;\d+H", "", frame)) is (theme != "ansi")
    assert COLOURS[theme].keys() == COLOURS[NAMES[0]].keys()


@pytest.mark.parametrize("theme", [name for name in NAMES if name != "ansi"])
def test_a_terminal_of_256_colours_gets_those_that_the_program_takes(theme: str) -> None:
    from rich.color import Color, ColorSystem

    for name, value in COLOURS[theme].items():
        number = Color.parse(value).downgrade(ColorSystem.EIGHT_BIT).number
        assert sequence(value, rgb=False) == f"\x1b[38;5;{number}m", name


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, "38;2;"),
        ({"COLORTERM": "", "TERM": "xterm-256color"}, "38;5;"),
        ({"COLORTERM": "", "TERM": "xterm"}, "33m"),
    ],
)
def test_the_first_frame_sends_only_colours_that_the_terminal_knows(
    library: Library, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sent: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    frame = FirstFrame(library, Settings()).frame(80, 24)
    assert sent in frame
    assert not any(other in frame for other in {"38;2;", "38;5;"} - {sent})


COLOURED = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def test_no_colour_paints_without_any(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    frame = FirstFrame(library, Settings()).frame(80, 24)
    assert "\x1b[" in frame
    assert not COLOURED.search(frame)


def test_a_title_does_not_act_in_the_first_frame(library: Library) -> None:
    from dataclasses import replace

    bad = replace(short(1), title="\x1b]0;x\x07 \x9b2J \u202e title", published="2030-01-01")
    library.store(FoundFile("/articles/bad.html", 1, 1), [bad], version=1)
    frame = FirstFrame(library, Settings()).frame(120, 36)
    assert "title" in frame
    assert not re.search(r"\x1b(?!\[[0-9;]*[mH])|[\x80-\x9f\u202e\x07]", frame)


def test_the_way_in_imports_no_textual_and_dialogs_come_late() -> None:
    code = (
        "import sys, reader.tui.app, reader.tui.early\n"
        "assert not any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules)\n"
        "import reader.tui.application\n"
        "late = ['reader.tui.screens.help', 'reader.tui.screens.search', 'reader.tui.screens.first_run',"
        " 'reader.tui.widgets.prompt', 'reader.indexing', 'spacy', 'lxml', 'textual.widgets._markdown']\n"
        "print([name for name in late if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Terminal:
    """The program in a pseudo-terminal of its own."""

    def __init__(self, home: Path, size: tuple[int, int] = (100, 30)) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
        environment.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(home)], stdin=slave, stdout=slave, stderr=slave, env=environment
        )
        self.output = b""

    def read_until(self, words: bytes, seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and words not in self.output:
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
        return words in self.output

    def finish(self) -> int:
        end = time.monotonic() + 15
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
        while select.select([self.master], [], [], 0.1)[0]:
            self.output += os.read(self.master, 65536)
        code = self.process.wait(5)
        self.after = termios.tcgetattr(self.slave)
        os.close(self.master)
        os.close(self.slave)
        return code


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        files = [FoundFile(f"/articles/{number}.html", 9, number) for number in range(2)]
        library.store(files[0], [bridge()], version=1, analysed=1)
        library.store(files[1], [short(1)], version=1, analysed=1)
    return tmp_path


@pytest.mark.parametrize(
    ("stop", "status"), [(b"Q", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["Q", "TERM", "HUP"]
)
def test_the_terminal_is_given_back_as_it_was(home: Path, stop: bytes | signal.Signals, status: int) -> None:
    terminal = Terminal(home)
    # the first frame comes before the mouse is asked for, which only the program itself does
    assert terminal.read_until(b"Brindlemere opens")
    assert b"\x1b[?1000h" not in terminal.output
    assert terminal.read_until(b"newest first")
    time.sleep(0.3)
    if isinstance(stop, bytes):
        os.write(terminal.master, stop)
    else:
        terminal.process.send_signal(stop)
    assert terminal.finish() == status
    for mode in (b"1049", b"1000", b"1003", b"1006", b"2004"):
        ons, offs = terminal.output.rfind(b"\x1b[?" + mode + b"h"), terminal.output.rfind(b"\x1b[?" + mode + b"l")
        assert offs > ons, mode
    assert terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l")
    assert terminal.after == terminal.before


def test_keys_typed_before_the_program_is_up_are_not_lost(home: Path) -> None:
    terminal = Terminal(home)
    assert terminal.read_until(b"Brindlemere opens")
    os.write(terminal.master, b"Q")
    assert terminal.finish() == 0
