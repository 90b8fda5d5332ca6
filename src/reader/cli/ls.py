"""List articles: state, date, site, title, file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.common import add_paths, add_query, emit, emit_json, library_for, parse_query
from reader.library.model import ArticleRow, ReadState, Sort, Stage
from reader.text.safe import safe_name

if TYPE_CHECKING:
    from reader.records import Record

_STATES = {ReadState.UNREAD: "unread", ReadState.PROGRESS: "started", ReadState.READ: "read"}
"""Words, not signs: a line is also listened to."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders (default: the whole library)")
    add_query(parser)
    orders = [sort.value for sort in Sort if sort is not Sort.RANK]
    parser.add_argument("--sort", choices=orders, default="newest", help="default: newest")
    parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the list and return 0, or 1 when it is empty."""
    query = parse_query(arguments.query)
    with library_for(arguments.paths, analyse=False, update=not arguments.no_update) as library:
        ids = library.ids(query, Sort(arguments.sort))
        rows = library.rows(ids[: arguments.limit] if arguments.limit else ids)
    if arguments.format == "json":
        emit_json([row_record(row) for row in rows], indent=1)
    else:
        for row in rows:
            if arguments.format == "jsonl":
                emit_json(row_record(row))
            else:
                emit(row_line(row))
    return 0 if rows else 1


def row_line(row: ArticleRow) -> str:
    """Return a row as one line with columns that line up."""
    if row.stage is Stage.FAILED:
        return f"failed   {'':10}  {'':18}  {row.title}: {row.problem}  ({safe_name(row.path)})"
    day = (row.published or "")[:10]
    star = "  starred" if row.starred else ""
    copies = f"  +{row.copies} {'copy' if row.copies == 1 else 'copies'}" if row.copies else ""
    source = (row.site or "")[:18]
    return f"{_STATES[row.state]:7}  {day:10}  {source:18}  {row.title}{star}{copies}  ({safe_name(row.path)})"


def row_record(row: ArticleRow) -> Record:
    """Return a row as JSON-ready values."""
    return {
        "file": row.path,
        "index": row.position,
        "title": row.title,
        "byline": row.byline,
        "site": row.site,
        "published": row.published,
        "words": row.words,
        "state": row.state.value,
        "starred": row.starred,
        "tags": list(row.tags),
        "problem": row.problem,
        "copies": row.copies,
    }
