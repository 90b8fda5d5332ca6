"""The folders that were opened: what `reader` without a path, and a rescan, look at again."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reader.errors import LibraryError

if TYPE_CHECKING:
    from reader.library.library import Library

MOST: Final = 50
"""Folders that are remembered, the newest first."""

_SETTING: Final = "tui.folders"


def known_folders(library: Library) -> tuple[str, ...]:
    """Return the remembered folders and files that are there now.

    One that is not (a disk that is not plugged in) is left out, so that its articles are not taken for deleted.
    """
    return tuple(path for path in _remembered(library) if os.access(path, os.R_OK))


def remember(library: Library, paths: Sequence[str]) -> None:
    """Remember folders and files. A folder inside another that is known adds nothing."""
    known = _remembered(library)
    folders = list(dict.fromkeys([*paths, *known]))
    outer = [path for path in folders if not any(other != path and _inside(path, other) for other in folders)]
    if outer[:MOST] != known:
        try:
            library.put_setting(_SETTING, json.dumps(outer[:MOST]))
        except LibraryError:
            # a library that cannot be written to is still read
            return


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


def _remembered(library: Library) -> list[str]:
    try:
        value = json.loads(library.get_setting(_SETTING) or "[]")
    except (ValueError, LibraryError):
        return []
    return [path for path in value if isinstance(path, str)] if isinstance(value, list) else []
