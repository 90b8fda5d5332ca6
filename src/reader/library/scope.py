"""Which files are seen: those at or under some paths, as ranges of the bytes of their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.library.storable import path_bytes

_MOST_SEEKS: Final = 64


class Scope(NamedTuple):
    """A set of paths as sorted ranges [low, high) of bytes that do not overlap; none at all means every file."""

    ranges: tuple[tuple[bytes, bytes], ...] = ()

    @classmethod
    def of(cls, paths: Sequence[str]) -> Scope:
        """Return the scope of the files at or under the absolute paths."""
        ranges: list[tuple[bytes, bytes]] = []
        for path in paths:
            raw = path_bytes(path).rstrip(b"/")
            # "/a/b" itself, then everything from "/a/b/" to before "/a/b0": "0" follows "/"
            ranges += [(raw + b"/", raw + b"0")] if not raw else [(raw, raw + b"\x00"), (raw + b"/", raw + b"0")]
        merged: list[tuple[bytes, bytes]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def where(self, column: str) -> tuple[str, tuple[bytes, ...]]:
        """Return an SQL condition on a column of paths, and its parameters."""
        if not self.ranges:
            return "1", ()
        one = f"({column} >= ? AND {column} < ?)"
        return f"({' OR '.join([one] * len(self.ranges))})", tuple(end for pair in self.ranges for end in pair)

    def touches(self, folder: str) -> bool:
        """Return whether a file in the folder, or below it, can be in the scope."""
        if not self.ranges:
            return True
        raw = path_bytes(folder).rstrip(b"/")
        first, last = raw + b"/", raw + b"0"
        return any(low < last and first < high for low, high in self.ranges)

    def holds_everything(self, connection: sqlite3.Connection) -> bool:
        """Return whether the index has no file outside the scope: then no query needs to look at paths."""
        if not self.ranges:
            return True
        if len(self.ranges) > _MOST_SEEKS:
            return False
        lows = [b"", *(high for _, high in self.ranges)]
        highs = [*(low for low, _ in self.ranges), b"\xff" * 8]
        gaps = " OR ".join("EXISTS (SELECT 1 FROM file WHERE path >= ? AND path < ?)" for _ in lows)
        parameters = [end for pair in zip(lows, highs, strict=True) for end in pair]
        return not connection.execute(f"SELECT {gaps}", parameters).fetchone()[0]
