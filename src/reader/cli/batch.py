"""Run the engine over JSON lines: {"id", one of "text" | "html" | "path", optional "title", "url"} in, results out.

Results come in the order of the input; a line that fails costs one line, with its error in it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import IO, Any

from reader.cli.common import add_model, emit_json, positive, settings
from reader.errors import UsageError
from reader.records import Record
from reader.text.safe import safe_line, safe_name
from reader.workers.jobs import STEPS
from reader.workers.pool import WorkerPool

MAX_LINE = 64 << 20
"""Most bytes of one input line."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("input", nargs="?", default="-", metavar="FILE", help="JSON lines; - is standard input")
    parser.add_argument("--steps", default=",".join(STEPS), help=f"of {','.join(STEPS)} (default: all)")
    parser.add_argument("--workers", type=positive, metavar="N", help="worker processes (default: the setting's 2)")
    add_model(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object a line and return 0, or 1 when a line failed."""
    steps = [step.strip() for step in arguments.steps.split(",") if step.strip()]
    for step in steps:
        if step not in STEPS:
            raise UsageError(f"There is no step “{safe_line(step)}”.", hint=f"Steps are {', '.join(STEPS)}.")
    chosen = settings().speaking(arguments.model)
    failed = False
    with _open(arguments.input) as source, WorkerPool(arguments.workers or chosen.workers) as pool:
        requests = _requests(source, steps, {"model": chosen.model, "models": dict(chosen.models)})
        for request, answer in pool.map(requests):
            result = _result(request, answer)
            failed = failed or result["error"] is not None
            emit_json(result)
    return 1 if failed else 0


def _open(name: str) -> IO[bytes]:
    if name == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("Nothing is piped into standard input.", hint="Give a file of JSON lines.")
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    try:
        return open(name, "rb")
    except OSError as error:
        raise UsageError(f"{safe_name(name)} cannot be opened: {safe_line(error.strerror or '')}.") from error


def _requests(source: IO[bytes], steps: list[str], models: Record) -> Iterator[Record]:
    number = 0
    while line := source.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _skip_line(source)
            yield _bad(number, f"Line {number} is longer than 64 MB.")
        elif line.strip():
            yield _request(line, number, steps, models)


def _skip_line(source: IO[bytes]) -> None:
    while (rest := source.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _request(line: bytes, number: int, steps: list[str], models: Record) -> Record:
    try:
        value: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return _bad(number, f"Line {number} is no JSON from column {error.colno} on.")
    except RecursionError:
        return _bad(number, f"Line {number} is nested too deeply.")
    except UnicodeDecodeError:
        return _bad(number, f"Line {number} is no UTF-8 text.")
    except ValueError:
        return _bad(number, f"Line {number} holds a number that is too long.")
    if not isinstance(value, dict):
        return _bad(number, f"Line {number} is no JSON object.")
    sources = [key for key in ("text", "html", "path") if isinstance(value.get(key), str)]
    if len(sources) != 1:
        return _bad(number, f"Line {number} needs exactly one of text, html and path.", value.get("id"))
    extra = {key: value[key] for key in ("title", "url") if isinstance(value.get(key), str)}
    return {
        "job": "read",
        "steps": steps,
        "most": 1,
        **models,
        "id": value.get("id", number),
        sources[0]: value[sources[0]],
        **extra,
    }


def _bad(number: int, message: str, identity: object = None) -> Record:
    """Return a request that fails in the worker as it failed here, so that the order of results holds."""
    return {"job": "fail", "steps": [], "id": number if identity is None else identity, "message": safe_line(message)}


def _result(request: Record, answer: Record) -> Record:
    if error := answer.get("error"):
        told = {"title": error["title"], "message": error["message"]}
        return {"id": request["id"], "error": told}
    articles = answer["articles"]
    if not articles:
        return {"id": request["id"], "error": {"title": "No article", "message": "There is no article in it."}}
    result = {"id": request["id"], **articles[0], "error": None}
    if others := answer.get("left"):
        result["warnings"] = [*result["warnings"], f"The file holds {others + 1} articles; this is the first."]
    return result
