"""Undoing gzip without trusting it."""

from __future__ import annotations

import zlib
from typing import Final

from reader.errors import UnreadableError

MAGIC: Final = b"\x1f\x8b"
_GZIP: Final = 16 + zlib.MAX_WBITS
_WINDOW: Final = 1_024
_MOST: Final = 1 << 20


def gunzip(data: bytes, limit: int) -> bytes:
    """Return what the gzip archive `data` holds, all members joined.

    Raises UnreadableError: more than `limit` bytes (code "too-large"), an archive cut off or damaged ("damaged").
    """
    found: list[bytes] = []
    size = at = 0
    while True:
        unpacker = zlib.decompressobj(_GZIP)
        window = _WINDOW
        while not unpacker.eof:
            # a member may be a few bytes of megabytes: what it does not use is copied each time
            chunk = data[at : at + window]
            window = min(2 * window, _MOST)
            if not chunk:
                raise UnreadableError("The compressed file is cut off.", "Copy it again from where it came.", "damaged")
            try:
                piece = unpacker.decompress(chunk, limit + 1 - size)
            except zlib.error:
                raise UnreadableError("The compressed file is damaged.", code="damaged") from None
            at += len(chunk) - len(unpacker.unused_data)
            found.append(piece)
            size += len(piece)
            if size > limit:
                raise UnreadableError(
                    "The file unpacks to more than the limit.",
                    "Unpack it, and save its articles as files of their own.",
                    "too-large",
                )
        # what follows the last member is padding
        if not data.startswith(MAGIC, at):
            return b"".join(found)
