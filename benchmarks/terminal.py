"""Time to first content of the interface, beside a Textual program that shows one Static, in the same run.

    python benchmarks/terminal.py FOLDER [--runs 7]

FOLDER holds articles; it is indexed into a fresh library first. Prints CPU milliseconds of the process tree until the
first article's text is on the screen, their ratio, and memory. CPU time is the fair figure on a shared machine.
Needs Linux (/proc) and the extra `test` (pyte).
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

import pyte

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("first content")
Floor().run()
"""
# private sequences that the emulator does not know
_QUERIES = re.compile(rb"\x1b\[[>=<?][0-9;]*[a-zA-Z$]+[a-z]?")


def tree(pid: int) -> list[int]:
    """Return the process and all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += tree(int(child))
    return found


def cpu_ms(pid: int) -> float:
    """Return the CPU milliseconds that a process tree has used."""
    total = 0
    for member in tree(pid):
        for task in Path(f"/proc/{member}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def memory_mb(pid: int) -> float:
    """Return the resident megabytes of one process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def first_content(command: list[str], marker: str, environment: dict[str, str], keys: bytes) -> tuple[float, float]:
    """Start a program in a pty of 120x36 and return CPU milliseconds and megabytes when `marker` is on its screen."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", **environment})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    screen = pyte.Screen(120, 36)
    stream = pyte.ByteStream(screen)
    deadline = time.monotonic() + 30
    try:
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.05)[0]:
                stream.feed(_QUERIES.sub(b"", os.read(terminal, 65536)))
                if marker in "\n".join(screen.display):
                    return cpu_ms(pid), memory_mb(pid)
        raise SystemExit(f"not seen within 30 s: {marker!r}\n" + "\n".join(screen.display))
    finally:
        os.write(terminal, keys)
        time.sleep(0.3)
        os.close(terminal)
        os.kill(pid, 9)
        os.waitpid(pid, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--marker", required=True, help="words of the text of the article that opens first")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environment = {"READER_HOME": home}
        reader = [sys.executable, "-m", "reader"]
        subprocess.run([*reader, "index", str(arguments.folder)], env={**os.environ, **environment}, check=False)
        programs = {
            "one Static": ([sys.executable, "-c", FLOOR], "first content"),
            "reader": ([*reader, str(arguments.folder)], arguments.marker),
        }
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for _ in range(arguments.runs):
            for name, (command, marker) in programs.items():
                figures[name].append(first_content(command, marker, environment, b"Q"))
    floor = statistics.median(cpu for cpu, _ in figures["one Static"])
    print(f"{'program':<12} {'CPU ms':>8} {'min':>6} {'max':>6} {'MB':>5} {'ratio':>6}")
    for name, runs in figures.items():
        cpu = [value for value, _ in runs]
        middle = statistics.median(cpu)
        memory = statistics.median(size for _, size in runs)
        print(f"{name:<12} {middle:8.0f} {min(cpu):6.0f} {max(cpu):6.0f} {memory:5.0f} {middle / floor:6.2f}")


if __name__ == "__main__":
    main()
