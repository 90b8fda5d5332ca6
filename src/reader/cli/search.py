"""Search the text of all articles: words, "phrases", prefix*, -not, and fields.

Fields: title: person: org: place: said: site: tag: path: is:unread is:starred before:2024-05 after:2024.
person:="Ada Brun" finds just that name. The newest article comes first; sort:rank puts the best match first.
"""

from __future__ import annotations

import argparse
import sys

from reader.cli.common import add_paths, emit, emit_json, library_for, positive
from reader.cli.ls import row_record
from reader.library.model import Hit
from reader.library.query import parse
from reader.text.safe import safe_line, safe_name


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("query", metavar="QUERY", help="what to look for; quote it for the shell")
    add_paths(parser, words="only in these files or folders (default: the whole library)")
    parser.add_argument("--limit", type=positive, default=50, metavar="N", help="at most N articles (default: 50)")
    parser.add_argument("--no-update", action="store_true", help="use the library as it is, do not look at the files")
    parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the articles that match with a snippet each and return 0, or 1 when there is none."""
    query = parse(arguments.query)
    with library_for(arguments.paths, analyse=False, update=not arguments.no_update) as library:
        hits = library.search(query, limit=arguments.limit)
    if arguments.format == "json":
        emit_json([_record(hit) for hit in hits], indent=1)
    else:
        bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
        for hit in hits:
            if arguments.format == "jsonl":
                emit_json(_record(hit))
            else:
                _print(hit, bold)
    return 0 if hits else 1


def _print(hit: Hit, bold: tuple[str, str]) -> None:
    row = hit.row
    source = " · ".join(part for part in (row.site, (row.published or "")[:10]) if part)
    emit(f"{row.title}" + (f"  ({source})" if source else ""))
    emit(f"  {safe_name(row.path)}")
    # the marks of the match are ours, so they are written behind the gate
    sys.stdout.write(f"  {_marked(hit, bold) or safe_line(row.problem or '')}\n\n")


def _marked(hit: Hit, bold: tuple[str, str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in hit.matches:
        parts += [hit.snippet[at:start], bold[0], hit.snippet[start:end], bold[1]]
        at = end
    return " ".join("".join([*parts, hit.snippet[at:]]).split("\n"))


def _record(hit: Hit) -> dict[str, object]:
    return row_record(hit.row) | {
        "snippet": hit.snippet,
        "matches": [list(span) for span in hit.matches],
        "anchors": [list(span) for span in hit.anchors],
    }
