"""Word lists of this package: one entry a line under `[group]` headings, `#` for comments."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def groups(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of `data/<name>.txt` by group, both in the file's order, case-folded."""
    found: dict[str, list[str]] = {}
    group = ""
    path = resources.files("reader.ingest.formats.html") / "data" / f"{name}.txt"
    for raw in path.read_text("utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
            found.setdefault(group, [])
        elif line:
            found.setdefault(group, []).append(line.casefold())
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def members(name: str, group: str) -> frozenset[str]:
    """Return one group of `data/<name>.txt` as a set. Raises KeyError when the file has no such group."""
    return frozenset(groups(name)[group])
