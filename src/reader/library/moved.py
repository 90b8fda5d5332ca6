"""Rules for a folder, when the folder has another name or place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

from reader.library.connection import transaction


def follow_folders(connection: sqlite3.Connection, moves: Sequence[tuple[bytes, bytes]]) -> None:
    """Let rules for folders that are gone be rules for the folders where their articles are now.

    `moves` are (old, new) paths of files. A folder was moved when a file of it has the same path below another one and
    nothing is left in its place: of a folder that is still there only files went, and they left its rules.
    """
    if not moves:
        return
    folders = [row[0] for row in connection.execute("SELECT DISTINCT folder FROM decision WHERE folder NOT NULL")]
    moved = [(new, old) for old in folders if (new := _moved(old, moves)) is not None and not os.path.isdir(old)]
    if moved:
        with transaction(connection):
            connection.executemany("UPDATE decision SET folder = ? WHERE folder = ?", moved)


def _moved(folder: bytes, moves: Sequence[tuple[bytes, bytes]]) -> bytes | None:
    """Return where a folder is now, as the first file of it tells that kept its path below it."""
    inside = folder.rstrip(b"/") + b"/"
    for old, new in moves:
        below = old[len(inside) - 1 :]
        if old.startswith(inside) and new.endswith(below) and len(new) > len(below) and not new.startswith(inside):
            return new[: -len(below)]
    return None
