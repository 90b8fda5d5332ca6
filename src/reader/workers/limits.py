"""How much a job may take. The pool and the worker both ask here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CLEAN_SECONDS = 10
"""CPU seconds for reading and cleaning one file."""

PART_SECONDS = 3.0
"""CPU seconds after which the cleaning of a file of many articles goes on in a job of its own."""

ANALYSE_SECONDS = 30
"""CPU seconds for loading the model and finding entities and quotes."""

CLEAN_BYTES = 768 << 20
"""Memory for reading and cleaning one file, on top of what the worker holds: below 1 GB in all."""

ANALYSE_BYTES = 1536 << 20
"""Memory for analysis; nearly all of it is for a model of the user's own, the built-in one holds 0.2 GB."""

ADDRESS_BYTES = 3 << 30
"""Address space of a worker; numpy and the model map far more than they use."""

OPEN_FILES = 64

NICER = 5
"""How much a worker's priority is below the program's: who reads an article meanwhile goes first."""

STACK_FRAMES = 2000
"""How deep calls may nest: a deeply nested input ends in RecursionError before the stack overflows."""

ANSWER_BYTES = 256 << 20
"""Longest answer that is believed."""


def analyses(request: Mapping[str, Any]) -> bool:
    """Return whether a request asks for entities or quotes."""
    return request["job"] == "analyse" or any(step != "clean" for step in request["steps"])


def cpu_seconds(request: Mapping[str, Any]) -> int:
    """Return how many CPU seconds a request may take before the kernel ends its worker."""
    seconds = CLEAN_SECONDS if request["job"] == "read" else 0
    return seconds + (ANALYSE_SECONDS if analyses(request) else 0)


def memory_bytes(request: Mapping[str, Any]) -> int:
    """Return how much memory a request may take, on top of what its worker holds."""
    return ANALYSE_BYTES if analyses(request) else CLEAN_BYTES


def wall_seconds(request: Mapping[str, Any]) -> float:
    """Return after how many seconds by the clock a worker is given up: room for a busy machine, not for a hang."""
    return 5.0 + 2.5 * cpu_seconds(request)
