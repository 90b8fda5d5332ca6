"""Looking at folders: what is there, and which of it may be believed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.article import FoundFile, SkippedFile
from reader.indexing.missing import emptied_words
from reader.text.safe import safe_name


@dataclass(frozen=True, slots=True)
class Look:
    """What stands at and under `roots`. `absent` are roots that cannot be looked at: nothing follows from that.

    Nor from `emptied` ones, in which everything is gone at once: see `reader.indexing.missing`.
    """

    roots: tuple[str, ...]
    found: tuple[FoundFile, ...]
    skipped: tuple[SkippedFile, ...]
    absent: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """A sentence about the roots that are absent or emptied, "" when there is none."""
        if not self.absent:
            return emptied_words(self.emptied) if self.emptied else ""
        first = safe_name(self.absent[0])
        others = f" and {len(self.absent) - 1} more" if len(self.absent) > 1 else ""
        return f"{first}{others} cannot be looked at just now; what was read there before stays."


def look(roots: Sequence[str], stopped: Callable[[], bool]) -> Look | None:
    """Return what is there, None when `stopped` became true meanwhile.

    A folder that is gone or closed may be on a disk that is not plugged in: it is absent, not empty. A single file that
    is gone from a folder that is there is gone.
    """
    from reader.ingest.folder import by_folder

    absent = tuple(root for root in roots if not _can_be_looked_at(root))
    present = tuple(root for root in roots if root not in absent)
    found: list[FoundFile] = []
    skipped: list[SkippedFile] = []
    if present:
        for items in by_folder(present):
            found += [item for item in items if isinstance(item, FoundFile)]
            skipped += [item for item in items if isinstance(item, SkippedFile) and item.code != "missing"]
            if stopped():
                return None
    return Look(present, tuple(found), tuple(skipped), absent)


def glance(roots: Sequence[str], limit: int) -> Look:
    """Return the first `limit` files at and under the roots: what a list can begin with while the rest is looked at."""
    from reader.ingest.folder import discover

    present = tuple(root for root in roots if _can_be_looked_at(root))
    found = (item for item in discover(present) if isinstance(item, FoundFile)) if present else iter(())
    return Look(present, tuple(islice(found, limit)), ())


def _can_be_looked_at(root: str) -> bool:
    if os.path.isdir(root):
        return os.access(root, os.R_OK | os.X_OK)
    # a name with an ending was a file; whether it was, the index knows no better
    return os.path.lexists(root) or (bool(os.path.splitext(root)[1]) and os.path.isdir(os.path.dirname(root)))
