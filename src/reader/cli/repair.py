"""`reader doctor --repair`: put the library right step by step, each after a question."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.cli.common import emit, warn
from reader.config.paths import state_paths
from reader.errors import ReaderError
from reader.text.safe import safe_name


def repair_library(*, ask: bool) -> int:
    """Check both databases, offer what helps, and return 0 when all is well in the end.

    Nothing is ever overwritten: a file that cannot be put right is kept under another name. The index is then built
    anew from the articles, the marks go back to their newest good copy.
    """
    from reader.library.library import Library

    places = state_paths()
    try:
        with Library.open(places.index, places.marks) as library:
            _tell(library.warnings)
            found = library.check()
            _tell(found)
            if found and _agreed("Make what is derived in the index (totals, groups, search) anew?", ask=ask):
                _tell(library.repair())
                found = library.check()
                _tell(found)
        for name, path in (("index", places.index), ("marks", places.marks)):
            about = [sentence for sentence in found if sentence.startswith(f"The {name}:")]
            if about and _agreed(_question(name, path), ask=ask):
                _set_aside(path, has_copies=name == "marks")
        with Library.open(places.index, places.marks) as library:
            _tell(library.warnings)
            found = library.check()
    except ReaderError as error:
        warn(f"{error.message} {error.hint}".strip())
        return 1
    if found:
        emit("Something is still wrong.")
        return 1
    emit("The library is in order.")
    return 0


def _question(name: str, path: Path) -> str:
    then = "It is built anew from the articles." if name == "index" else "The newest good copy takes its place."
    return f"Set the {name} aside (it stays beside {safe_name(os.fspath(path))})? {then}"


def _set_aside(path: Path, *, has_copies: bool) -> None:
    from reader.library import backup
    from reader.library.connection import MARKS
    from reader.library.salvage import set_aside, sole_opener

    with sole_opener(path):
        emit(f"It was kept as {safe_name(set_aside(path).name)}.")
        if has_copies:
            copy = backup.restore(MARKS, path)
            emit(f"The marks are those of {safe_name(copy.name)}." if copy else "There was no good copy of the marks.")


def _tell(sentences: list[str]) -> None:
    for sentence in sentences:
        emit(sentence)


def _agreed(question: str, *, ask: bool) -> bool:
    if not ask:
        return True
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    answer = sys.stdin.readline(100) if sys.stdin is not None else ""
    if not answer.endswith("\n"):
        sys.stdout.write("\n")
    return answer.strip().lower() in ("y", "yes")
