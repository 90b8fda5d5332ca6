"""What several commands share: output, paths, the library brought up to date."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from reader.errors import UsageError
from reader.text.safe import safe, safe_line, safe_name

if TYPE_CHECKING:
    from reader.config.settings import Settings
    from reader.indexing import Event
    from reader.library.library import Library
    from reader.library.query import Query

_ESCAPED = "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"


def emit(text: str) -> None:
    """Write a line of output. The text passes the gate once more, in case a caller forgot."""
    sys.stdout.write(f"{safe(text)}\n")


def emit_json(value: Any, *, indent: int | None = None) -> None:
    """Write a value as JSON. What a terminal could act on or no encoding can hold is escaped, so no value changes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.write(re.sub(_ESCAPED, lambda match: f"\\u{ord(match.group()):04x}", text) + "\n")


def warn(message: str) -> None:
    """Write a sentence for the user on standard error."""
    sys.stderr.write(f"reader: {safe_line(message)}\n")


def prepare_streams() -> None:
    """Make output UTF-8 safe: a character that the terminal's encoding lacks is shown escaped, never an error.

    A stream that was closed before the program started leads nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def add_paths(parser: argparse.ArgumentParser, *, required: bool = False, words: str = "files or folders") -> None:
    """Add the PATH arguments."""
    # with a default argparse does not count PATH among what is missing
    parser.add_argument("paths", metavar="PATH", nargs="+" if required else "*", default=[], help=words)


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add --model."""
    parser.add_argument("--model", metavar="NAME|FOLDER", help="spaCy pipeline to find names with, in every language")


def add_query(parser: argparse.ArgumentParser) -> None:
    """Add --query, --limit and --no-update."""
    parser.add_argument("--query", "-q", default="", help="only articles that this search finds")
    parser.add_argument("--limit", type=positive, metavar="N", help="stop after N lines")
    parser.add_argument("--no-update", action="store_true", help="use the library as it is, do not look at the files")


def positive(text: str) -> int:
    """Return a positive whole number. Raises ArgumentTypeError."""
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{safe_line(text)} is no positive whole number")
    return int(text)


def settings() -> Settings:
    """Return the user's settings. Raises ConfigError."""
    from reader.config.paths import state_paths
    from reader.config.settings import load_settings

    return load_settings(state_paths().config)


def absolute(paths: Sequence[str]) -> list[str]:
    """Return absolute paths of existing files and folders.

    Symbolic links are told of and left out. Raises UsageError for a path that does not exist, and when only links
    were given.
    """
    places: list[str] = []
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(missing(path), hint="Check the spelling of the path.")
        if link := link_words(path):
            if len(paths) == 1:
                raise UsageError(link, hint=_LINK_HINT)
            warn(f"{link} {_LINK_HINT}")
        else:
            places.append(os.path.abspath(path))
    if paths and not places:
        raise UsageError("Only symbolic links were given.", hint=_LINK_HINT)
    return places


_LINK_HINT = "Name what it leads to, or end a folder's path with a slash."


def link_words(path: str) -> str:
    """Return a sentence when `path` is a symbolic link, else "": where a link may lead is for the user to say.

    With a slash at the end it is the folder behind the link, as for every other command.
    """
    if not os.path.islink(path):
        return ""
    return f"{safe_name(path)} is a symbolic link to {safe_name(os.readlink(path))}; links are not followed."


def open_library(*, read_only: bool = False) -> Library:
    """Return the user's library; with `read_only` no file is made or changed."""
    from reader.config.paths import state_paths
    from reader.library.library import Library

    places = state_paths()
    return Library.open(places.index, places.marks, read_only=read_only)


def library_for(
    paths: Sequence[str], *, analyse: bool = True, update: bool = True, model: str | None = None
) -> Library:
    """Return the library with only `paths` in sight (everything when there are none), brought up to date."""
    places = absolute(paths)
    # a look only: quicker, and in nobody's way
    library = open_library(read_only=not (places and update))
    if places and update:
        from reader.indexing import bring_up_to_date

        chosen = settings().speaking(model)
        teller = ProgressLine(sys.stderr)
        bring_up_to_date(library.companion, places, chosen, teller, analyse=analyse)
        teller.close()
    for message in library.warnings:
        warn(message)
    library.set_scope(places)
    if places and not library.count():
        warn(nothing_in(paths))
    elif not places and not library.count():
        warn("The library is empty: reader FOLDER reads the articles of a folder into it.")
    return library


def missing(path: str) -> str:
    """Return the sentence for a path that does not exist; a command that was misspelt is named."""
    from difflib import get_close_matches

    from reader.cli.commands import COMMANDS

    near = get_close_matches(path, [command.name for command in COMMANDS], 1, cutoff=0.7)
    meant = f" Did you mean the command {near[0]}?" if near else ""
    return f"There is no file or folder {safe_name(path)}.{meant}"


def nothing_in(paths: Sequence[str]) -> str:
    """Return the sentence for files and folders that hold nothing to read."""
    return f"There is no article in {', '.join(safe_name(path) for path in paths)}."


def parse_query(text: str) -> Query | None:
    """Return the query in `text`, None when it is empty. Raises QueryError."""
    from reader.library.query import parse

    return parse(text) if text.strip() else None


class ProgressLine:
    """Shows an indexer's progress as one line that overwrites itself, on a terminal only; keeps its troubles."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._shown = 0
        self._told: set[str] = set()
        self.summary = ""

    def __call__(self, event: Event) -> None:
        """Take one event of the indexer."""
        from reader.indexing import Finished, Progress, Trouble

        if isinstance(event, Progress):
            self._show(progress_words(event))
        elif isinstance(event, Trouble) and event.message not in self._told:
            self._told.add(event.message)
            self.close()
            warn(event.message)
        elif isinstance(event, Finished):
            self.summary = event.summary

    def close(self) -> None:
        """Remove the line."""
        self._show("")

    def _show(self, words: str) -> None:
        if not self._live or (not words and not self._shown):
            return
        import shutil  # a terminal only; it takes its time

        words = words[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + words.ljust(self._shown) + ("\r" if not words else ""))
        self._stream.flush()
        self._shown = len(words)


def progress_words(progress: Any) -> str:
    """Return an indexer's progress in a few words: counts, rate, time left."""
    files = progress.found - progress.unchanged - progress.skipped
    if progress.done < files:
        words = f"{progress.done:,}/{files:,} read"
    elif progress.analysed < progress.to_analyse:
        words = f"names and quotes {progress.analysed:,}/{progress.to_analyse:,}"
    else:
        return ""
    if progress.left is not None:
        words += f" · {progress.rate:,.0f}/s · {duration(progress.left)} left"
    return words


def duration(seconds: float) -> str:
    """Return a length of time in a few words."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def expand(paths: Sequence[str]) -> Iterator[str]:
    """Yield the readable files at and under `paths` in order; tell of those that are skipped for a reason."""
    from reader.article import FoundFile
    from reader.ingest.folder import discover

    for path in paths:
        # one at a time, so that output keeps the order in which paths were given
        for item in discover([path]):
            if isinstance(item, FoundFile):
                yield item.path
            else:
                warn(f"{safe_name(item.path)}: {item.message}")


def shown_as(path: str, roots: Iterable[str]) -> str:
    """Return the path as the user gave it: the given root, and what stands below it."""
    for root in roots:
        full = os.path.abspath(root)
        if path == full:
            return root
        if path.startswith(full.rstrip(os.sep) + os.sep):
            return os.path.join(root, os.path.relpath(path, full))
    return path
