"""Show what a folder holds: articles over time and by site, who is named most, who is quoted most."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final

from reader.cli.common import (
    add_model,
    add_paths,
    add_query,
    emit,
    emit_json,
    library_for,
    parse_query,
)

if TYPE_CHECKING:
    from reader.library.overview import Bar, Overview

_BARS: Final = 10
"""Bars a chart when --limit does not say."""

_LONGEST: Final = 30
"""Cells of the longest bar."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders (default: the whole library)")
    add_query(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the charts and return 0, or 1 when there is no article."""
    query = parse_query(arguments.query)
    with library_for(arguments.paths, update=not arguments.no_update, model=arguments.model) as library:
        found = library.overview(query, most=arguments.limit or _BARS)
    if arguments.format == "json":
        emit_json(as_json(found), indent=1)
    else:
        emit_text(found)
    return 0 if found.articles else 1


def as_json(overview: Overview) -> dict[str, Any]:
    """Return the charts as JSON-ready values; `query` gives the articles of a bar to `search` and `ls`."""
    from reader.library.overview import Kind

    charts = {
        kind.value: [
            {"label": bar.label, "quotes": bar.count, "articles": bar.articles, "query": bar.query}
            if kind is Kind.SPEAKERS
            else {"label": bar.label, "articles": bar.articles, "query": bar.query}
            for bar in bars
        ]
        for kind, bars in overview.charts.items()
    }
    counts = {"articles": overview.articles, "undated": overview.undated, "unreadable": overview.unreadable}
    return {**counts, "unit": overview.unit.value, **charts}


def emit_text(overview: Overview) -> None:
    """Print the charts one below the other, each line a label, a bar and its number."""
    from reader.library.overview import Kind

    without = f", {overview.undated:,} without a date" if overview.undated else ""
    unreadable = overview.unreadable
    failed = f"; {unreadable:,} {'file' if unreadable == 1 else 'files'} cannot be read" if unreadable else ""
    emit(f"{overview.articles:,} {'article' if overview.articles == 1 else 'articles'}{without}{failed}")
    heads = {
        Kind.TIME: f"Articles by {overview.unit.value}",
        Kind.SITES: "Articles by site",
        Kind.PEOPLE: "People, by articles that name them",
        Kind.ORGANISATIONS: "Organisations",
        Kind.PLACES: "Places",
        Kind.SPEAKERS: "Speakers, by quotes",
    }
    for kind, bars in overview.charts.items():
        if bars:
            emit(f"\n{heads[kind]}")
            _emit_bars(bars)


def _emit_bars(bars: tuple[Bar, ...]) -> None:
    from reader.text.wrap import cells, fit, pad

    sign = "█" if "utf" in (sys.stdout.encoding or "").lower() else "#"
    room = min(28, max(cells(bar.label) for bar in bars))
    most = max(bar.count for bar in bars) or 1
    for bar in bars:
        # something is more than nothing, however little
        length = max(bool(bar.count), round(bar.count * _LONGEST / most))
        emit(f"  {pad(fit(bar.label, room), room)}  {sign * length}{' ' if length else ''}{bar.count:,}")
