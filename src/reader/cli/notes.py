"""List what you highlighted and noted, the newest article first, ready to cite."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from reader.citing import cited_note
from reader.cli.common import add_paths, add_query, emit, emit_json, library_for, parse_query, warn
from reader.export.notes import CitedNote, note_csv, note_markdown, note_text, notes_csv_header
from reader.text.safe import safe_name

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.query import Query

FORMATS = ("text", "markdown", "json", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders (default: the whole library)")
    add_query(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the notes and return 0, or 1 when there is none."""
    query = parse_query(arguments.query)
    # the text is enough to find a passage in: nobody waits for names and quotes
    with library_for(arguments.paths, analyse=False, update=not arguments.no_update) as library:
        notes = list(islice(_cited(library, query), arguments.limit))
        gone = 0 if arguments.paths or query else library.notes_without_article()
    if arguments.format == "json":
        emit_json([asdict(note) for note in notes], indent=1)
    elif arguments.format == "csv":
        emit(notes_csv_header())
        for note in notes:
            emit(note_csv(note, safe_name(note.file)))
    else:
        for note in notes:
            text = note_markdown(note) if arguments.format == "markdown" else note_text(note, safe_name(note.file))
            emit(f"{text}\n")
    if gone:
        words = "1 note is on an article" if gone == 1 else f"{gone:,} notes are on articles"
        warn(f"{words} whose file is gone; `reader marks export` has all of them.")
    return 0 if notes else 1


def _cited(library: Library, query: Query | None) -> Iterator[CitedNote]:
    for row, notes in library.noted(query):
        for note in notes:
            yield cited_note(row, note)
