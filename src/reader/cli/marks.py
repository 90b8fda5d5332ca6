"""Write what you marked (read, starred, archived, tags, places, notes, rules) as JSON lines, or add such lines.

    reader marks export > marks.jsonl
    reader marks import marks.jsonl

Importing only adds: nothing that is read, starred, tagged, noted or decided here is taken back.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from reader.cli.common import emit, emit_json, open_library, warn
from reader.errors import UsageError
from reader.text.safe import safe_line, safe_name

MAX_LINE = 1_000_000
"""Longest line that is taken, in bytes."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("action", choices=("export", "import"), help="write them, or add those of a file")
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="for import (default: standard input)")


def run(arguments: argparse.Namespace) -> int:
    """Export or import and return 0, or 1 when there are no marks to export."""
    with open_library() as library:
        for message in library.warnings:
            warn(message)
        if arguments.action == "export":
            if arguments.file != "-":
                raise UsageError("Marks are written to standard output.", hint="reader marks export > FILE")
            found = False
            for record in library.export_marks():
                emit_json(record)
                found = True
            return 0 if found else 1
        with _opened(arguments.file) as stream:
            before = len(library.decisions())
            count = library.import_marks(_records(stream))
            rules = len(library.decisions()) - before
    added = f" and {rules:,} {'rule' if rules == 1 else 'rules'}" if rules else ""
    emit(f"The marks of {count:,} {'article' if count == 1 else 'articles'}{added} were added.")
    return 0


def _opened(path: str) -> BinaryIO:
    if path == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("Nothing is piped into standard input.", hint="Give the file that was exported.")
        return sys.stdin.buffer
    try:
        return open(path, "rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such name"
        raise UsageError(f"{safe_name(path)} cannot be read: {safe_line(str(reason))}.") from error


def _records(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise UsageError(f"Line {number} is too long to be a mark. Nothing was added.")
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"Line {number} is not JSON. Nothing was added.") from error
        if not isinstance(value, dict):
            raise UsageError(f"Line {number} is no mark. Nothing was added.")
        yield value
