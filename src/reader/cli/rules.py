"""List what you decided about lines and names, take it back, or make a rule for a site or a folder.

    reader rules                                                  all of them, with their numbers
    reader rules --drop 7                                         take number 7 back
    reader rules --hide "Sign up for our letter" --site harbour.example
    reader rules --keep "Corrections and clarifications" --folder clippings/

A line is like another one when only case, spacing, signs or, outside of sentences, numbers differ.
`reader marks export` writes rules for another machine.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from reader.cli.common import absolute, add_paths, emit, emit_json, open_library, positive, warn
from reader.errors import UsageError
from reader.text.safe import safe_name

if TYPE_CHECKING:
    from reader.decisions import Decision
    from reader.library.library import Library
    from reader.library.model import ArticleRow


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, words="only what concerns these files or folders (default: all)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--drop", metavar="N", type=positive, action="append", help="take the rule with this number back")
    act.add_argument("--hide", metavar="LINE", help="hide lines like this one")
    act.add_argument("--keep", metavar="LINE", help="show lines like this one")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--site", metavar="SITE", help="for a site: its address or its name")
    place.add_argument("--folder", metavar="FOLDER", help="for the articles in a folder and those below")


def run(arguments: argparse.Namespace) -> int:
    """List or change rules and return 0, or 1 when there is none to list."""
    line = arguments.hide if arguments.hide is not None else arguments.keep
    if line is None and (arguments.site is not None or arguments.folder is not None):
        raise UsageError("A site or a folder alone is no rule.", hint="Add --hide LINE or --keep LINE.")
    if (line is not None or arguments.drop) and arguments.paths:
        raise UsageError("Paths narrow the list only.", hint="A rule is for --site SITE or --folder FOLDER.")
    if line is not None or arguments.drop:
        # checked before a library is made
        decision = None if line is None else _rule(arguments, line)
        with _opened(read_only=False) as library:
            said = [library.drop_decision(number) for number in arguments.drop or ()]
            said += [library.add_decision(decision)] if decision is not None else []
        for sentence in said:
            emit(sentence)
        return 0
    with _opened(read_only=True) as library:
        library.set_scope(absolute(arguments.paths))
        rules = [(decision, row, _words(library, decision, row)) for decision, row in library.rules()]
    if arguments.format == "json":
        emit_json([_record(*rule) for rule in rules], indent=1)
    else:
        for decision, _, words in rules:
            emit(f"{decision.number:5}  {words}")
    return 0 if rules else 1


def _opened(*, read_only: bool) -> Library:
    library = open_library(read_only=read_only)
    for message in library.warnings:
        warn(message)
    return library


def _rule(arguments: argparse.Namespace, line: str) -> Decision:
    from reader.decisions import Decision, Kind, Reach
    from reader.text.sites import site_place

    kind = Kind.KEEP_LINE if arguments.hide is None else Kind.HIDE_LINE
    if arguments.folder is not None:
        (folder,) = absolute([arguments.folder])
        if not os.path.isdir(folder):
            raise UsageError(f"{safe_name(arguments.folder)} is no folder.")
        return Decision(kind, Reach.FOLDER, folder, line)
    site = site_place(arguments.site or "")
    if not site:
        raise UsageError("A rule needs a place.", hint="Add --site SITE or --folder FOLDER.")
    return Decision(kind, Reach.SITE, site, line)


def _words(library: Library, decision: Decision, row: ArticleRow | None) -> str:
    from reader.decisions import Reach

    if decision.reach is not Reach.ARTICLE:
        return library.sentence(decision)
    where = "in an article that is gone" if row is None else f"in “{row.title}” ({safe_name(row.path)})"
    return library.sentence(decision, where=where)


def _record(decision: Decision, row: ArticleRow | None, words: str) -> dict[str, Any]:
    return {
        "number": decision.number,
        "words": words,
        "kind": decision.kind.value,
        "reach": decision.reach.value,
        "place": decision.place,
        "file": None if row is None else row.path,
        "index": None if row is None else row.position,
        "title": None if row is None else row.title,
        "subject": decision.subject,
        "type": decision.type,
        "value": decision.value,
        "at": decision.at,
    }
