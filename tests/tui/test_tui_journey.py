"""A reader's way through the program, key by key, on a real terminal: at three sizes, with colours and without."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest
from tui_desk import bridge, short

from reader.article import FoundFile
from reader.library.library import Library

_QUERIES = re.compile(rb"\x1b\[[>=<?][0-9;]*\$?[a-zA-Z]|\x1b\][^\x07]*\x07")
_BEGUN = re.compile(rb"\x1b(?:\[[0-9;<=>?]*|\][^\x07]*)?$")
COLOURED = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")

SIZES = [(140, 40), (80, 24), (40, 12)]


class Journey:
    """The program on a terminal, and what stands on its screen."""

    def __init__(self, home: Path, size: tuple[int, int], *, colour: bool, path: str = "") -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "READER_HOME": str(home), "COLUMNS": "", "LINES": ""}
        environment["PATH"] = os.pathsep.join(filter(None, (path, environment["PATH"])))
        environment.pop("COLORTERM", None)
        environment.pop("NO_COLOR", None)
        if not colour:
            environment["NO_COLOR"] = "1"
        # with a terminal of its own, so that Ctrl+C is a signal
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execve(sys.executable, [sys.executable, "-m", "reader"], environment)
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""
        self._begun = b""

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.written += data
        # a sequence that was cut in two would pass for text
        data = self._begun + data
        cut = _BEGUN.search(data)
        self._begun = data[cut.start() :] if cut else b""
        self._stream.feed(_QUERIES.sub(b"", data[: cut.start()] if cut else data))
        return True

    def sees(self, words: str, seconds: float = 60) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.text}"
            self._read(0.05)

    def sees_no(self, words: str, seconds: float = 60) -> None:
        """Wait until words have left the screen."""
        end = time.monotonic() + seconds
        while words in self.text:
            assert time.monotonic() < end, f"{words!r} did not go:\n{self.text}"
            self._read(0.05)

    def rest(self) -> None:
        """Wait until nothing more is drawn."""
        end = time.monotonic() + 5
        while self._read(0.15) and time.monotonic() < end:
            pass

    def press(self, keys: str, words: str = "") -> None:
        """Press keys, and wait for words when there are any."""
        os.write(self._master, keys.encode())
        if words:
            self.sees(words)
        self.rest()

    def quit(self) -> int:
        """Quit with Q and return the exit status."""
        os.write(self._master, b"Q")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self._read(0.05)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"Q did not quit:\n{self.text}")

    def close(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._master)


Begin = Callable[..., Journey]


@pytest.fixture
def begin(home: Path) -> Iterator[Begin]:
    """Begin a journey; all of them end with the test."""
    begun: list[Journey] = []

    def start(size: tuple[int, int], *, colour: bool = True, path: str = "") -> Journey:
        begun.append(Journey(home, size, colour=colour, path=path))
        return begun[-1]

    yield start
    for way in begun:
        way.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "state"
    home.mkdir()
    with Library.open(home / "index.db", home / "marks.db") as library:
        for number in range(12):
            article = bridge() if number == 0 else short(number)
            library.store(FoundFile(f"/articles/{number:02}.html", 9, number), [article], version=1, analysed=1)
    return home


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "no-colour"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_open_filter_read_quote_hidden_star_search_quit_and_the_same_place_again(
    begin: Begin, size: tuple[int, int], colour: bool
) -> None:
    roomy = size[1] >= 16
    way = begin(size, colour=colour)
    way.sees("Brindlemere opens")
    way.sees("newest first" if roomy else "1/12 articles")
    way.rest()
    # filter, and the filter away again
    way.press("f")
    way.press("short piece\r", "1/11 articles")
    way.press("\x1b", "Brindlemere opens")
    # read
    way.press("g\r", "Eleven years")
    way.press("  ")
    way.sees_no("Eleven years")
    # a quote, with who said it
    way.press("g)", "Quote 1 of 3: Odile Farrant")
    assert "▌" in way.text
    # hidden lines in their place with their reasons
    assert "Sign up for our letter" not in way.text
    way.press("x", "Shown in their places")
    way.press("G", "Sign up for our letter")
    assert "hidden · newsletter" in way.text
    way.press("x", "Hidden:")
    # a star, and who is in it
    way.press("*", "undoes")
    way.press("3", "Tamas Weill")
    way.press("q")
    way.press("g", "min left")
    # the library's search lands on the match
    way.press("\x06", "Search all articles")
    way.press("carried", "We carried every")
    way.press("\r", "every stone by hand")
    way.press("\x1b")
    place = _paragraphs(way)
    assert "every stone by hand" in way.text
    assert way.quit() == 0
    if colour:
        assert b"\x1b[38;5;" in way.written or b";38;5;" in way.written
    else:
        assert not COLOURED.search(way.written), COLOURED.search(way.written)

    again = begin(size, colour=colour)
    again.sees("★")
    again.sees("newest first" if roomy else "1/12 articles")
    again.rest()
    again.press("\r", "carried every")
    assert _paragraphs(again) == place
    assert again.quit() == 0


def _paragraphs(way: Journey) -> list[str]:
    """Return the first lines of text in the reading pane: an empty one at its top is no place in an article."""
    lines = way.text.split("\n")[1:-2]
    width = len(lines[0])
    left, right = (34, width - 32) if width >= 120 else (30, width) if width >= 80 else (0, width)
    return [text for line in lines if (text := line[left:right].strip(" ▎▌█▇▆▅▄▃▂▁"))][:6]


def test_a_pipe_shows_the_commands_output_and_comes_back(begin: Begin, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    script = tools / "shout"
    script.write_text(f"#!{sys.executable}\nimport sys\nprint('HEARD', len(sys.stdin.read().split()), sys.argv[1:])\n")
    script.chmod(0o755)
    way = begin((80, 24), path=str(tools))
    way.sees("newest first")
    way.press("|", "Pipe to")
    way.press("shout 'a b' $HOME\r", "HEARD")
    assert "['a b', '$HOME']" in way.text
    assert "Enter goes back" in way.text
    way.press("\r", "Back from shout.")
    assert "Brindlemere opens" in way.text
    way.press("j", "2/12 articles")
    assert way.quit() == 0


def test_ctrl_c_in_a_program_ends_it_and_not_the_reader(begin: Begin, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    script = tools / "waits"
    script.write_text(f"#!{sys.executable}\nimport time\nprint('WAITING', flush=True)\ntime.sleep(60)\n")
    script.chmod(0o755)
    way = begin((80, 24), path=str(tools))
    way.sees("newest first")
    way.press("|", "Pipe to")
    way.press("waits\r", "WAITING")
    way.press("\x03", "Enter goes back")
    way.press("\r", "waits ended with status")
    way.press("j", "2/12 articles")
    assert way.quit() == 0
