"""Running text told from code, data and labels: what would be missed if it were left out with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_CODE: Final = re.compile(r"[{}()=<>\[\]|_\\/\x00-\x1f]+|;(?!\s)")
"""What stands in programs, addresses and data, and seldom in a sentence."""
_MARKS: Final = (". ", "! ", "? ", "。", "！", "？", ".”", '."', ".«", ".»", "।", "؟")
_LEAST: Final = 40
_SPACES: Final = 7
_LETTERS: Final = 0.7
_MOSTLY: Final = 0.6
_EASTERN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def running_text(source: str) -> list[str]:
    """Return the runs of sentences in `source`, which may be code, data or markup; linear in its length.

    When they are most of it, it is one run with all that stands between them.
    """
    if len(source) < _LEAST or not _holds_marks(source, (*_MARKS, ".<", "?<", "!<")):
        return []
    pieces = (" ".join(piece.split()) for piece in _CODE.split(source) if len(piece) >= _LEAST)
    runs = [run for run in pieces if _is_running(run)]
    return [" ".join(source.split())] if sum(map(len, runs)) > _MOSTLY * len(source) else runs


def _is_running(run: str) -> bool:
    if len(run) < _LEAST or not _holds_marks(run, _MARKS):
        return False
    spaces = run.count(" ")
    if spaces < _SPACES and not _EASTERN.search(run):
        return False
    letters = sum(map(str.isalpha, run))
    return letters >= _LETTERS * (len(run) - spaces)


def _holds_marks(text: str, marks: Sequence[str]) -> bool:
    """Whether a sentence ends inside `text` or with it."""
    padded = f"{text.rstrip()} "
    return any(mark in padded for mark in marks)
