"""Files that all went at once: more often a disk that is not there than a folder that somebody emptied.

A folder in which nothing is left to read, though there was, keeps its articles in the library, and so does a folder
that was a disk of its own at the last look and is none now. Who did empty it says so: `reader index --forget`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.article import SkippedFile
from reader.text.safe import safe_name

if TYPE_CHECKING:
    from reader.indexing.looking import Look
    from reader.library.library import Library

_SETTING: Final = "mounts"
_MOST: Final = 200
_MOUNTS: Final = "/proc/self/mounts"
_UNMOUNTED: Final = "It was a disk of its own, which is not there now; what was read there before stays."


def keep_missing(library: Library, seen: Look) -> Look:
    """Return the look without the folders of which it would be wrong to conclude that their articles are gone."""
    emptied = tuple(root for root in seen.roots if _is_emptied(library, root, seen))
    if emptied:
        roots = tuple(root for root in seen.roots if root not in emptied)
        skipped = tuple(item for item in seen.skipped if not _under(item.path, emptied))
        seen = replace(seen, roots=roots, skipped=skipped, emptied=emptied)
    gone = [place for place in _known_mounts(library) if _under(place, seen.roots) and not os.path.ismount(place)]
    unmounted = tuple(SkippedFile(place, "unreadable", _UNMOUNTED) for place in gone if library.knows(place))
    return replace(seen, skipped=seen.skipped + unmounted) if unmounted else seen


def note_mounts(library: Library, roots: Sequence[str]) -> None:
    """Keep in mind which folders under the roots are disks of their own."""
    known = _known_mounts(library)
    found = [place for place in mounts() if _under(place, roots)]
    # one that is gone stays in mind: its articles stay too
    wanted = sorted({*known, *found})[:_MOST]
    if wanted != known:
        library.put_setting(_SETTING, json.dumps(wanted))


def forget_mounts(library: Library, roots: Sequence[str]) -> None:
    """Take all folders under the roots for ordinary ones from now on."""
    known = _known_mounts(library)
    left = [place for place in known if not _under(place, roots)]
    if left != known:
        library.put_setting(_SETTING, json.dumps(left))


def mounts(table: str = _MOUNTS) -> list[str]:
    """Return the mount points of the system, none where it does not tell."""
    try:
        with open(table, encoding="utf-8", errors="surrogateescape") as stream:
            lines = stream.read().split("\n")
    except OSError:
        return []
    places = [line.split(" ")[1] for line in lines if line.count(" ") > 1]
    return [_plain(place) for place in places]


def emptied_words(emptied: Sequence[str]) -> str:
    """Return a sentence about folders that are empty all at once."""
    first = safe_name(emptied[0])
    others = f" and {len(emptied) - 1} more" if len(emptied) > 1 else ""
    return (
        f"{first}{others} holds nothing to read any more, as when a disk is not there; the articles read there stay. "
        f"Emptied on purpose? `reader index --forget {first}`"
    )


def _is_emptied(library: Library, root: str, seen: Look) -> bool:
    if not os.path.isdir(root) or any(_under(file.path, (root,)) for file in seen.found):
        return False
    return library.knows(root)


def _under(path: str, roots: Iterable[str]) -> bool:
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _known_mounts(library: Library) -> list[str]:
    try:
        value = json.loads(library.get_setting(_SETTING) or "[]")
    except ValueError:
        return []
    return [place for place in value if isinstance(place, str)] if isinstance(value, list) else []


def _plain(place: str) -> str:
    """Return a mount point's name, in whose table blanks and the like are octal: `/mnt/my\\040disk`."""
    for code in ("\\040", "\\011", "\\012", "\\134"):
        place = place.replace(code, chr(int(code[1:], 8)))
    return place
