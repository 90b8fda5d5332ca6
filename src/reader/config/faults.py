"""Reports of faults in the program: kept in a log of limited size, without a word of any article."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reader import __version__
from reader.text.safe import safe_line, safe_name

MAX_BYTES: Final = 256 * 1024
"""From this size on the log becomes `NAME.1`, in place of the one before, and a new one begins."""

_FRAMES: Final = 40
_CAUSES: Final = 5
_MESSAGE_CHARS: Final = 300
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def report(error: BaseException, doing: str, *, details: bool = False) -> str:
    """Return a report of `error`: when, which versions, what kind, and the places in the code, a line each.

    The message of an error may quote an article or a path, so it is left out unless `details` asks for it, and what
    it holds passes the gate. Paths are those inside packages, never a folder of the user.
    """
    head = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} reader {__version__}, Python {platform.python_version()}"
    lines = [f"{head}, {sys.platform}, {doing}"]
    for number, link in enumerate(_chain(error)):
        words = f": {safe_line(str(link))[:_MESSAGE_CHARS]}" if details else ""
        lines.append(f"{'because of ' if number else ''}{safe_line(type(link).__qualname__)}{words}")
        frames = traceback.extract_tb(link.__traceback__, limit=-_FRAMES)
        lines.extend(f"  {_place(frame.filename)}:{frame.lineno} {safe_name(frame.name)}" for frame in frames)
    return "\n".join(lines) + "\n\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what caused it, the last one first."""
    link: BaseException | None = error
    for _ in range(_CAUSES):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _place(filename: str) -> str:
    """Return where a module stands in its package: no folder of the user is told."""
    parts = Path(filename).parts
    for root in ("site-packages", "reader"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return safe_name("/".join(parts[at + (root == "site-packages") :]))
    return safe_name(parts[-1]) if parts else "?"


def keep_report(error: BaseException, log: Path, doing: str) -> bool:
    """Add a report of `error` to the log, whose size stays limited; return whether that worked.

    The error's own words are kept only when the environment has READER_LOG_DETAILS.
    """
    text = report(error, doing, details=bool(os.environ.get("READER_LOG_DETAILS")))
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if log.exists() and log.stat().st_size > MAX_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))
        descriptor = os.open(log, _FLAGS, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
    except OSError:
        # a full disk may be what went wrong; the user still gets the sentence
        return False
    return True


def sentence(error: BaseException, log: Path, *, kept: bool) -> str:
    """Return what the user is told: that it is a fault of the program, its kind, and where the report is."""
    kind = safe_line(type(error).__qualname__)
    where = f"the report, without any text of yours, is in {safe_name(os.fspath(log))}"
    return f"A fault in the program ended it ({kind}); {where if kept else 'the log could not be written'}."
