"""Open files and folders in the terminal; print the clean article when standard output is no terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.cli.common import absolute, add_model, add_paths, open_library, settings, warn
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.indexing import Event, Indexer


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="files or folders; - reads standard input")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the interface, or print when there is no terminal to run it in."""
    if not sys.stdout.isatty() or "-" in arguments.paths:
        return _print(arguments.paths)
    if not sys.stdin.isatty():
        raise UsageError(
            "Standard input is no terminal, so keys cannot be read.", hint="Use `reader show` to print articles."
        )
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise UsageError("This terminal (TERM=dumb) cannot show the interface.", hint="Use `reader show` instead.")
    return _interface(arguments.paths, arguments.model)


def _print(paths: list[str]) -> int:
    from reader.cli.show import Articles, print_texts

    if not paths:
        raise UsageError("Standard output is no terminal, and no path was given.", hint="See `reader --help`.")
    articles = Articles(paths, ["clean"])
    print_texts(articles, width=None)
    return 1 if articles.failed or not articles.count else 0


def _interface(paths: list[str], model: str | None) -> int:
    places = absolute(paths)
    chosen = settings().speaking(model)
    library = open_library()
    library.set_scope(places)
    from reader.tui.app import run as run_interface

    def make_indexer(listener: Callable[[Event], None]) -> Indexer:
        from reader.indexing import Indexer

        return Indexer(library.companion, places, chosen, listener)

    with library:
        status = run_interface(library, make_indexer if places else None, chosen, paths=places)
    for message in library.warnings:
        warn(message)
    return status
