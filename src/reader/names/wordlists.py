"""Word lists that ship with the package: plain text, one entry a line, grouped by class.

A line `[class]` opens a class, `#` starts a comment, blank lines mean nothing. Lists are read when first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def load(name: str) -> dict[str, tuple[str, ...]]:
    """Return the classes of `names/data/NAME.txt` with their entries in order; entries before any class under ""."""
    return load_from("reader.names", name)


@cache
def load_from(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the classes of the list `data/NAME.txt` of a package, as `load` does."""
    classes: dict[str, list[str]] = {}
    current = classes.setdefault("", [])
    for raw in files(package).joinpath("data", f"{name}.txt").read_text("utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            current = classes.setdefault(line[1:-1], [])
        elif line:
            current.append(line)
    return {key: tuple(entries) for key, entries in classes.items()}
