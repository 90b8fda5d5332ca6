"""Count the people, organisations and places of articles, the most mentioned first."""

from __future__ import annotations

import argparse

from reader.cli.common import add_model, add_paths, add_query, emit, emit_json, library_for, parse_query, warn
from reader.export.csv_lines import csv_line

TYPES = ("PERSON", "ORG", "PLACE", "OTHER")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders (default: the whole library)")
    add_query(parser)
    parser.add_argument("--type", type=str.upper, choices=TYPES, help="only of this type")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: text")
    parser.add_argument("--copies", action="store_true", help="count copies of a story that an earlier file has, too")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts and return 0, or 1 when there is nothing to count."""
    query = parse_query(arguments.query)
    with library_for(arguments.paths, update=not arguments.no_update, model=arguments.model) as library:
        counts = library.entity_counts(
            type=arguments.type, query=query, limit=arguments.limit or 1_000_000, copies=arguments.copies
        )
        left_out = 0 if arguments.copies else library.copies_within(query)
    if left_out:
        copies = "copy of a story is" if left_out == 1 else "copies of stories are"
        warn(f"{left_out:,} {copies} not counted; --copies counts {'it' if left_out == 1 else 'them'} too.")
    if arguments.format == "json":
        emit_json(
            [
                {"name": item.name, "type": item.type, "articles": item.articles, "mentions": item.mentions}
                for item in counts
            ],
            indent=1,
        )
    elif arguments.format == "csv":
        emit("name,type,articles,mentions")
        for item in counts:
            emit(csv_line((item.name, item.type, str(item.articles), str(item.mentions))))
    else:
        for item in counts:
            articles = "article" if item.articles == 1 else "articles"
            emit(f"{item.mentions:6}  {item.type:6}  {item.name}  ({item.articles} {articles})")
    return 0 if counts else 1
