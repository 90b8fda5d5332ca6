"""Bring the library up to date with files and folders."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

from reader.cli.common import (
    ProgressLine,
    absolute,
    add_model,
    add_paths,
    emit,
    emit_json,
    open_library,
    settings,
    warn,
)
from reader.indexing import Event, Finished, Progress, bring_up_to_date, summary_sentence
from reader.library.accounting import FileProblem
from reader.text.safe import safe_name

MAX_PROBLEMS = 100_000
"""Most files that are named in the summary."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    add_paths(parser, required=True)
    parser.add_argument("--json", action="store_true", help="print the summary as one JSON object")
    parser.add_argument("--text-only", action="store_true", help="leave entities and quotes for later")
    parser.add_argument("--forget", action="store_true", help="drop the articles of a folder that is empty now")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Index, print a summary and return 0, or 1 when a file failed."""
    places = absolute(arguments.paths)
    chosen = settings().speaking(arguments.model)
    line = ProgressLine(sys.stderr)
    last = _Last(line)
    stopped = False
    with open_library() as library:
        for message in library.warnings:
            warn(message)
        try:
            bring_up_to_date(
                library.companion, places, chosen, last, analyse=not arguments.text_only, forget=arguments.forget
            )
        except KeyboardInterrupt:
            stopped = True
        line.close()
        library.set_scope(places)
        problems = [(item.kind, problem_record(item)) for item in library.problems(MAX_PROBLEMS)]
    failed = [record for kind, record in problems if kind == "failed"]
    skipped = [record for kind, record in problems if kind == "skipped"]
    partial = [record for kind, record in problems if kind == "partial"]
    # a file that failed at an earlier time and has not changed since is a failed one, not an unchanged one
    progress = last.progress
    unchanged = max(0, progress.unchanged - (len(failed) - progress.failed))
    progress = replace(progress, unchanged=unchanged, failed=len(failed), done=progress.done - progress.failed)
    if arguments.json:
        emit_json(
            {
                "found": progress.found,
                "read": progress.done,
                "unchanged": progress.unchanged,
                "skipped": skipped,
                "failed": failed,
            }
        )
    else:
        emit(summary_sentence(replace(progress, done=progress.done + progress.failed)))
        for item in (*failed, *partial, *skipped):
            emit(f"  {safe_name(item['file'])}: {item['message']}")
    if stopped:
        warn("Stopped. What was read is kept; the rest is read the next time.")
        return 130
    return 1 if failed or partial else 0


def problem_record(problem: FileProblem) -> dict[str, str]:
    """Return a file's problem as JSON-ready values."""
    return {"file": problem.path, "reason": problem.code, "message": problem.message}


class _Last:
    """Passes events on and keeps the last counts."""

    def __init__(self, listener: Callable[[Event], None]) -> None:
        self._listener = listener
        self.progress = Progress()

    def __call__(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.progress = event
        elif isinstance(event, Finished):
            self.progress = event.progress
        self._listener(event)
