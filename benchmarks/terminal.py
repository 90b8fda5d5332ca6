"""The interface at size, beside a Textual program that shows one Static, in the same run.

    python benchmarks/terminal.py [--articles 100000] [--runs 5] [--keep FOLDER]

Builds two libraries of invented articles (10 and 100,000, one of 200,000 words in the second), starts each program in a
pseudo-terminal of 120x36 and prints the CPU milliseconds of its process until the first article's text is on the screen
and until it answers keys, CPU and clock from a key to the last byte of the answer, and resident memory. newsboat is
measured on a feed of as many items where it is installed. CPU time and the ratios are the fair figures on a shared
machine. Needs Linux (/proc) and the extra `test` (pyte). With --keep the libraries stay for the next run.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyte

from library import articles
from reader.article import Article, Block, FoundFile, Role
from reader.library.library import Library

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    BINDINGS = [("Q", "quit", "quit")]
    def compose(self):
        yield Static("first content")
Floor().run()
"""
QUIET = 0.12
"""Seconds without a byte after which an answer is over."""

# private sequences that the emulator does not know
_QUERIES = re.compile(rb"\x1b\[[>=<?][0-9;]*[a-zA-Z$]+[a-z]?")


class Program:
    """A program in a pseudo-terminal of its own, and what stands on its screen."""

    def __init__(self, command: list[str], environment: dict[str, str], size: tuple[int, int] = (120, 36)) -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", **environment})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def read(self, seconds: float) -> bool:
        """Take what comes within some seconds; False when nothing does."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        self._stream.feed(_QUERIES.sub(b"", os.read(self._terminal, 65536)))
        return True

    def wait(self, marker: str, seconds: float = 60) -> float:
        """Return the CPU milliseconds at which words are on the screen."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.read(0.02) and marker in self.text:
                return self.cpu()
        raise SystemExit(f"not seen within {seconds:.0f} s: {marker!r}\n{self.text}")

    def settle(self, seconds: float = 0.5) -> None:
        """Wait until nothing comes for some seconds."""
        while self.read(seconds):
            pass

    def key(self, key: str) -> tuple[float, float, float]:
        """Press a key; return CPU ms to the last byte of the answer, and clock ms to the last and to the first one."""
        before, start = self.cpu(), time.perf_counter()
        os.write(self._terminal, key.encode())
        first, last, spent = 0.0, start, before
        while self.read(QUIET if last > start else 1.0):
            last, spent = time.perf_counter(), self.cpu()
            first = first or last
        return spent - before, (last - start) * 1000, (first - start) * 1000

    def cpu(self) -> float:
        """Return the CPU milliseconds of the process with all its threads; not of its workers."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def memory(self) -> float:
        """Return the resident megabytes of the process."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            try:
                self.read(0.05)
            except OSError:
                break
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                os.close(self._terminal)
                return
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)


@contextmanager
def running(command: list[str], environment: dict[str, str], quit_keys: str = "Q") -> Iterator[Program]:
    program = Program(command, environment)
    try:
        yield program
    finally:
        program.end(quit_keys)


# what is measured


def build(home: Path, count: int) -> None:
    """Fill a library, unless it is there; the newest article has 200,000 words."""
    if (home / "index.db").exists():
        # opened as for the first time, wherever the last run left it
        with Library.open(home / "index.db", home / "marks.db") as library:
            library.put_setting("tui.list", "{}")
        return
    home.mkdir(parents=True, exist_ok=True)
    with Library.open(home / "index.db", home / "marks.db") as library:
        made = articles(count)
        while batch := [item for _, item in zip(range(500), made, strict=False)]:
            with library.batch():
                for file, article in batch:
                    library.store(file, [article], version=1, analysed=1)
        if count > 10:
            library.store(FoundFile("/ven/long.html", 1, 1), [long_article()], version=1, analysed=1)


def long_article() -> Article:
    """Return an article of 200,000 words, newer than all others."""
    pool = [block for _, article in articles(300) for block in article.blocks if block.role is Role.PARAGRAPH]
    blocks: list[Block] = [Block("The long report", Role.TITLE), Block("It begins here.", Role.PARAGRAPH)]
    words = 0
    while words < 200_000:
        blocks.append(pool[len(blocks) % len(pool)])
        words += len(blocks[-1].text.split())
    return replace(next(articles(1))[1], blocks=tuple(blocks), title="The long report", published="2025-01-01")


def newest_opening(home: Path, *, skip: int = 0) -> str:
    """Return some words of the first line of the article that opens first."""
    with Library.open(home / "index.db", home / "marks.db", read_only=True) as library:
        article = library.article(library.ids()[skip])
        return article.text.split("\n")[0][:24] if article else ""


def first_content(command: list[str], environment: dict[str, str], marker: str, ready: str) -> list[float]:
    """Return CPU milliseconds to first content and to the whole interface, and megabytes then."""
    with running(command, environment, "Q") as program:
        content = program.wait(marker)
        whole = content if ready in program.text else program.wait(ready)
        program.settle()
        return [content, whole, program.memory()]


def keys(program: Program, pressed: str, times: int) -> list[tuple[float, float, float]]:
    return [program.key(key) for _ in range(times) for key in pressed]


def report_keys(name: str, found: list[tuple[float, float, float]]) -> None:
    cpu, clock, first = (sorted(values) for values in zip(*found, strict=True))
    worst = max(0, int(len(cpu) * 0.95) - 1)
    print(
        f"{name:<44} {cpu[0]:6.1f} {statistics.median(cpu):6.1f} {cpu[worst]:6.1f} {cpu[-1]:6.1f}"
        f" {statistics.median(clock):8.1f} {clock[worst]:6.1f} {statistics.median(first):8.1f} {first[worst]:6.1f}",
        flush=True,
    )


def newsboat(folder: Path, count: int) -> tuple[list[str], str] | None:
    """Return the command that shows a feed of so many items, read into its cache, None where it is not installed."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    feed, urls, cache = folder / "feed.xml", folder / "urls", folder / "cache.db"
    if not feed.exists():
        items = "".join(
            f"<item><title>Item {number} of the valley</title><guid>{number}</guid>"
            f"<description>{'Words of the report. ' * 60}</description></item>"
            for number in range(count)
        )
        feed.write_text(f'<rss version="2.0"><channel><title>Valley</title>{items}</channel></rss>')
        urls.write_text(f"file://{feed}\n")
        subprocess.run([program, "-u", urls, "-c", cache, "-x", "reload"], check=True, capture_output=True)
    return [program, "-u", str(urls), "-c", str(cache)], "Valley"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder for the libraries")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        small, large = folder / "ten", folder / f"library-{arguments.articles}"
        build(small, 10)
        build(large, arguments.articles)
        start(small, large, folder, arguments)
        at_size(large)
        while_working(folder)


def start(small: Path, large: Path, folder: Path, arguments: argparse.Namespace) -> None:
    reader = [sys.executable, "-m", "reader"]
    # a plain article first, then the long one
    opening = newest_opening(large)
    programs = {
        "one Static": ([sys.executable, "-c", FLOOR], {}, "first content", "first content"),
        "reader, 10 articles": (reader, {"READER_HOME": str(small)}, newest_opening(small), "newest first"),
        f"reader, {arguments.articles:,}, 200,000 words first": (
            reader, {"READER_HOME": str(large)}, opening, "newest first",
        ),
    }  # fmt: skip
    beside = newsboat(folder, arguments.articles)
    if beside is not None:
        programs[f"newsboat, {arguments.articles:,} items"] = (beside[0], {}, beside[1], beside[1])
    found: dict[str, list[list[float]]] = {name: [] for name in programs}
    for _ in range(arguments.runs):
        for name, (command, environment, marker, ready) in programs.items():
            found[name].append(first_content(command, environment, marker, ready))
    floor = statistics.median(run[0] for run in found["one Static"])
    print(f"{'start, CPU ms':<44} {'first':>6} {'ratio':>6} {'whole':>6} {'ratio':>6} {'MB':>5}")
    for name, runs in found.items():
        first, whole, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name:<44} {first:6.0f} {first / floor:6.2f} {whole:6.0f} {whole / floor:6.2f} {memory:5.0f}")


def at_size(large: Path) -> None:
    print(
        f"\n{'a key to the last byte':<44} {'least':>6} {'CPU ms':>6} {'95 %':>6} {'worst':>6}"
        f" {'clock ms':>8} {'95 %':>6} {'to first':>8} {'95 %':>6}"
    )
    with running([sys.executable, "-m", "reader"], {"READER_HOME": str(large)}) as program:
        program.wait("newest first")
        program.settle()
        # the newest article is that of 200,000 words: its neighbours first
        keys(program, "jjjj", 1)
        report_keys("list: j k, with the article shown", keys(program, "jk", 20))
        keys(program, "  ", 1)
        report_keys("list: space b", keys(program, " b", 15))
        report_keys("list: the article of 200,000 words is shown", keys(program, "Gg", 6)[1::2])
        before = program.cpu()
        program.settle(1.5)
        print(f"{'  what follows when the keys rest, CPU ms':<44} {program.cpu() - before:6.1f}")
        program.key("\r")
        report_keys("200,000 words: j k", keys(program, "jk", 20))
        report_keys("200,000 words: space b", keys(program, " b", 15))
        report_keys("200,000 words: G g", keys(program, "Gg", 8))
        report_keys("200,000 words: - + (a new width)", keys(program, "-+", 4))
        report_keys("200,000 words: x (hidden lines)", keys(program, "x", 4))
        print(f"{'memory, MB':<44} {program.memory():6.0f}", flush=True)


def while_working(folder: Path) -> None:
    """Keys while two workers read and analyse, and in the same program when they are done."""
    texts = folder / "texts"
    if not texts.exists():
        texts.mkdir()
        for number, (_, article) in enumerate(articles(400)):
            (texts / f"{number:04}.txt").write_text(f"{article.title}\n\n" + "\n\n".join([article.text] * 4))
    with tempfile.TemporaryDirectory() as home:
        with running([sys.executable, "-m", "reader", str(texts)], {"READER_HOME": home}) as program:
            program.wait("names and quotes", 120)
            busy = keys(program, "jk", 30)
            still = "names and quotes" in program.text
            report_keys("list: j k while two workers analyse", busy)
            if not still:
                print("(the workers were done before the last of these keys)")
        with running([sys.executable, "-m", "reader"], {"READER_HOME": home}) as program:
            program.wait("newest first")
            program.settle()
            report_keys("the same library, idle", keys(program, "jk", 30))


if __name__ == "__main__":
    main()
