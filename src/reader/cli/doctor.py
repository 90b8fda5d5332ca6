"""Check the installation, the library, the settings and the terminal, and say what to do about what is wrong."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from reader import __version__
from reader.cli.common import emit
from reader.config.paths import state_paths
from reader.config.settings import Settings, read_settings
from reader.errors import ReaderError
from reader.text.safe import safe_line, safe_name

PACKAGES = ("textual", "rich", "platformdirs", "trafilatura", "lxml", "spacy", "chardet", "markdown-it-py")

REPAIR = (
    "\x1b[?1049l"  # back from the alternate screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l"  # mouse reports off
    "\x1b[?2004l"  # bracketed paste off
    "\x1b[?1004l"  # focus reports off
    "\x1b[<u\x1b[>4;0m"  # extended keyboard modes off
    "\x1b[?7h\x1b[?25h\x1b[0m"  # wrap on, cursor shown, plain colours
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--repair", action="store_true", help="put the library right, asking before each step")
    parser.add_argument("--yes", action="store_true", help="with --repair: do not ask")
    parser.add_argument("--terminal", action="store_true", help="repair the terminal after a program was killed")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings and return 0, or 1 when something is wrong."""
    if arguments.terminal:
        return _repair()
    if arguments.repair:
        from reader.cli.repair import repair_library

        return repair_library(ask=not arguments.yes)
    wrong = 0
    for good, sentence in (*_program(), *_settings(), *_library(), *_log(), *_model(), *_terminal()):
        emit(f"{'ok   ' if good else 'WRONG'}  {sentence}")
        wrong += not good
    if wrong:
        emit(f"\n{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
    return 1 if wrong else 0


def _repair() -> int:
    if sys.stdout.isatty():
        sys.stdout.write(REPAIR)
        sys.stdout.flush()
    stty = shutil.which("stty")
    if stty and sys.stdin.isatty():
        import subprocess

        # an own program with fixed arguments; nothing from a file is in them
        return subprocess.run([stty, "sane"], check=False).returncode
    return 0


def _program() -> Iterator[tuple[bool, str]]:
    yield True, f"reader {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    for package in PACKAGES:
        try:
            yield True, f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            yield False, f"{package} is not installed. Install reader again."


def _settings() -> Iterator[tuple[bool, str]]:
    from reader.cli.config import faults_of_names, words_of

    path = state_paths().config
    found = read_settings(path)
    faults = (*found.faults, *faults_of_names(found))
    for fault in faults:
        yield False, f"settings: {words_of(fault, path)}"
    if not faults:
        yield True, f"settings: {safe_name(os.fspath(path))}{'' if path.exists() else ' (none, defaults hold)'}"


def _library() -> Iterator[tuple[bool, str]]:
    from reader.library.library import Library

    places = state_paths()
    for folder in dict.fromkeys((places.index.parent, places.marks.parent)):
        yield _writable(folder), f"state folder: {safe_name(os.fspath(folder))}"
    try:
        with Library.open(places.index, places.marks) as library:
            for message in (*library.warnings, *library.check()):
                yield False, f"library: {message}"
            yield True, f"library: {library.count():,} articles in {safe_name(os.fspath(places.index))}"
    except ReaderError as error:
        yield False, f"library: {error.message} {error.hint}"


def _log() -> Iterator[tuple[bool, str]]:
    path = state_paths().log
    yield True, f"log of faults: {safe_name(os.fspath(path))}{'' if path.exists() else ' (none so far)'}"


def _writable(folder: Path) -> bool:
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _model() -> Iterator[tuple[bool, str]]:
    from reader.entities.tagger import load_tagger

    chosen = Settings(**read_settings(state_paths().config).values)
    for code, model in ((None, chosen.model), *chosen.models.items()):
        words = f"names in “{safe_line(code)}”" if code else "names"
        try:
            yield True, f"{words}: found with {load_tagger(model).name}"
        except ReaderError as error:
            yield False, f"{words}: {error.message} {error.hint}"


def _terminal() -> Iterator[tuple[bool, str]]:
    size = shutil.get_terminal_size()
    term = os.environ.get("TERM", "")
    encoding = (sys.stdout.encoding or "").lower()
    if sys.stdout.isatty():
        yield term not in ("", "dumb"), f"terminal: {safe_name(term) or 'TERM is not set'}, {size.columns}x{size.lines}"
    else:
        yield True, "terminal: standard output is no terminal"
    yield encoding.replace("-", "") == "utf8", f"encoding: {encoding or 'unknown'}"
