"""List who said what, the newest article first, ready to cite. A story that stands in several files is cited once."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from reader.citing import cited_quote
from reader.cli.common import add_model, add_paths, add_query, emit, emit_json, library_for, parse_query
from reader.export.citations import CitedQuote
from reader.export.csv_quotes import csv_header, csv_row
from reader.export.markdown import quote_markdown
from reader.text.safe import safe_name

FORMATS = ("text", "json", "jsonl", "csv", "markdown")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders (default: the whole library)")
    add_query(parser)
    parser.add_argument("--speaker", metavar="NAME", help="only what this person or body said")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--copies", action="store_true", help="also from copies of a story that an earlier file has")
    parser.add_argument("--explain", action="store_true", help="tell how each speaker was found")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the quotes and return 0, or 1 when there is none."""
    query = parse_query(arguments.query)
    with library_for(arguments.paths, update=not arguments.no_update, model=arguments.model) as library:
        hits = library.quotes(
            speaker=arguments.speaker, query=query, limit=arguments.limit or 1_000_000, copies=arguments.copies
        )
    quotes = [cited_quote(hit) for hit in hits]
    if arguments.format == "json":
        emit_json([asdict(quote) for quote in quotes], indent=1)
    elif arguments.format == "csv":
        emit(csv_header())
        for quote in quotes:
            emit(csv_row(quote, safe_name(quote.file)))
    else:
        for quote in quotes:
            if arguments.format == "jsonl":
                emit_json(asdict(quote))
            elif arguments.format == "markdown":
                emit(quote_markdown(quote) + "\n")
            else:
                _print(quote, explain=arguments.explain)
    return 0 if quotes else 1


def _print(quote: CitedQuote, *, explain: bool) -> None:
    emit(f"{quote.credit}: {quote.marked}")
    emit(f"  {quote.source}")
    emit(f"  {safe_name(quote.file)}, characters {quote.start} to {quote.end}")
    if explain:
        mention = f"“{quote.speaker_mention}”" if quote.speaker_mention else "nobody"
        cue = f"“{quote.cue}”" if quote.cue else "no verb"
        emit(f"  {quote.type}; {cue}; the text names {mention}; rule {quote.rule}; {quote.confidence:.0%} sure")
    emit("")
