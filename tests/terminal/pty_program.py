"""A program on a terminal of its own: what it writes, how it ends, and whether the terminal is whole afterwards."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

READER = (sys.executable, "-m", "reader")
QUIT = b"\x11"
"""Ctrl+Q."""

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_PRIVATE = {
    1049: "alternate screen",
    1000: "mouse reports",
    1002: "mouse reports",
    1003: "mouse reports",
    1006: "mouse reports",
    1015: "mouse reports",
    2004: "bracketed paste",
    1004: "focus reports",
}


class Program:
    """A program that runs on a pseudo terminal; use it as a context manager, so that nothing outlives the test."""

    def __init__(
        self,
        arguments: Sequence[str | bytes],
        *,
        home: Path,
        size: tuple[int, int] = (24, 80),
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = READER,
    ) -> None:
        self._master, self._slave = os.openpty()
        self.resize(*size)
        self._before = termios.tcgetattr(self._slave)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "READER_HOME": str(home),
            "BROWSER": "/bin/false",
            **(env or {}),
        }
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self._environment = environment
        self._process = self._start([*command, *arguments])
        self.output = bytearray()

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGCONT)
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._master >= 0:
            self.hang_up()

    def _start(self, words: Sequence[str | bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            words,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=self._environment,
            preexec_fn=_own_terminal,
        )

    def beside(self, *arguments: str) -> int:
        """Run another command of the reader on the same terminal and return its exit status."""
        self._process = self._start([*READER, *arguments])
        return self.end()

    def hang_up(self) -> None:
        """Close the terminal's window while the program runs."""
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    @property
    def pid(self) -> int:
        """The program's process id, which is its group's as well."""
        return self._process.pid

    def resize(self, lines: int, columns: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH, as by a real one."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def send(self, keys: bytes) -> None:
        """Type."""
        os.write(self._master, keys)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self._process.pid, number)

    def read(self, seconds: float) -> bool:
        """Take what is written within `seconds`; return at once when something came, False when the program ended."""
        if not select.select([self._master], [], [], seconds)[0]:
            return self._process.poll() is None
        try:
            chunk = os.read(self._master, 65_536)
        except OSError:
            return False
        self.output += chunk
        return bool(chunk)

    def wait_for(self, words: bytes, seconds: float = 90.0, *, start: int = 0) -> int:
        """Return where `words` stand in the output after `start`. Fails when they do not come in time."""
        deadline = time.monotonic() + seconds
        while (at := self.output.find(words, start)) < 0:
            if time.monotonic() > deadline or not self.read(0.1):
                raise AssertionError(f"{words!r} was not written; the end was {bytes(self.output[-400:])!r}")
        return at

    def wait_until_ready(self) -> None:
        """Wait until the interface listens to keys."""
        self.wait_for(b"\x1b[?2004h")
        self.settle()

    def settle(self, quiet: float = 0.25, seconds: float = 60.0) -> None:
        """Wait until nothing was written for a while."""
        deadline = time.monotonic() + seconds
        size = -1
        while size != len(self.output) and time.monotonic() < deadline:
            size = len(self.output)
            end = time.monotonic() + quiet
            while (left := end - time.monotonic()) > 0 and self.read(left):
                pass

    def end(self, seconds: float = 60.0) -> int:
        """Return the exit status, or minus the signal that killed it. Fails when it does not end in time."""
        deadline = time.monotonic() + seconds
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"it did not end; the end was {bytes(self.output[-400:])!r}")
            if self._master < 0:
                time.sleep(0.05)
            else:
                self.read(0.1)
        while self._master >= 0 and select.select([self._master], [], [], 0)[0] and self.read(0):
            pass
        return self._process.wait()

    def left_on(self) -> list[str]:
        """Return what the program left switched on, or changed, in its terminal; nothing when it is whole."""
        state: dict[int, bool] = {}
        for match in _MODE.finditer(bytes(self.output)):
            for mode in match[1].split(b";"):
                state[int(mode)] = match[2] == b"h"
        found = sorted({name for mode, name in _PRIVATE.items() if state.get(mode)})
        if not state.get(25, True):
            found.append("hidden cursor")
        if termios.tcgetattr(self._slave)[:4] != self._before[:4]:
            found.append("terminal settings")
        return found

    def line_works(self) -> bool:
        """Return whether a shell could be used: lines, echo, ctrl+c, and line ends in both directions."""
        inward, outward, _, local, *_ = termios.tcgetattr(self._slave)
        wanted = termios.ICANON | termios.ECHO | termios.ISIG
        return bool(inward & termios.ICRNL and outward & termios.OPOST and local & wanted == wanted)

    def is_stopped(self) -> bool:
        """Return whether the program is stopped by job control."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def _own_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
