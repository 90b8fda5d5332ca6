"""Print where the library, the settings and the log are."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader.cli.common import emit, emit_json
from reader.config.paths import state_paths
from reader.text.safe import safe_name


class Place(NamedTuple):
    """A file or folder that the program uses, and what it is for."""

    name: str
    path: Path
    about: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the places and return 0."""
    rows = [(place, _size(place.path)) for place in places()]
    if arguments.format == "json":
        emit_json({place.name: {"path": os.fspath(place.path), "bytes": size} for place, size in rows}, indent=1)
        return 0
    for place, size in rows:
        state = "not there yet" if size is None else f"{size:,} bytes"
        emit(f"{place.name:8}  {safe_name(os.fspath(place.path))}  ({place.about}; {state})")
    return 0


def places() -> Iterator[Place]:
    """Yield everything that the program writes, and where."""
    state = state_paths()
    yield Place("index", state.index, "texts, names and quotes; built again from your folders when it is gone")
    yield Place("marks", state.marks, "what you read, starred, tagged and noted; three daily copies beside it")
    yield Place("config", state.config, "settings")
    yield Place("log", state.log, "faults of the program, without a word of your articles")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
