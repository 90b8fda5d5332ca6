"""How much a job may take. The pool and the worker both ask here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CLEAN_SECONDS = 10
"""CPU seconds for reading and cleaning one file."""

ANALYSE_SECONDS = 60
"""CPU seconds for loading the model and finding entities and quotes."""

MEMORY_BYTES = 3 << 30
"""Address space of a worker; numpy and the model map far more than they use."""

OPEN_FILES = 64

STACK_FRAMES = 2000
"""How deep calls may nest: a deeply nested input ends in RecursionError before the stack overflows."""

ANSWER_BYTES = 256 << 20
"""Longest answer that is believed."""


def cpu_seconds(request: Mapping[str, Any]) -> int:
    """Return how many CPU seconds a request may take before the kernel ends its worker."""
    seconds = CLEAN_SECONDS if request["job"] == "read" else 0
    if request["job"] == "analyse" or len(request["steps"]) > 1:
        seconds += ANALYSE_SECONDS
    return seconds


def wall_seconds(request: Mapping[str, Any]) -> float:
    """Return after how many seconds by the clock a worker is given up: room for a busy machine, not for a hang."""
    return 5.0 + 2.5 * cpu_seconds(request)
