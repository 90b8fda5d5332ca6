"""Undoing gzip without trusting it."""

from __future__ import annotations

import zlib
from typing import Final

from reader.errors import UnreadableError

MAGIC: Final = b"\x1f\x8b"
_GZIP: Final = 16 + zlib.MAX_WBITS
_MEMBERS: Final = 1000


def gunzip(data: bytes, limit: int) -> bytes:
    """Return what the gzip archive `data` holds, all members joined.

    Raises UnreadableError: more than `limit` bytes (code "too-large"), an archive cut off or damaged ("damaged").
    """
    found: list[bytes] = []
    size = 0
    for _ in range(_MEMBERS):
        unpacker = zlib.decompressobj(_GZIP)
        try:
            piece = unpacker.decompress(data, limit + 1 - size)
        except zlib.error:
            raise UnreadableError("The compressed file is damaged.", code="damaged") from None
        found.append(piece)
        size += len(piece)
        if size > limit:
            raise UnreadableError(
                "The file unpacks to more than the limit.",
                "Unpack it, and save its articles as files of their own.",
                "too-large",
            )
        if not unpacker.eof:
            raise UnreadableError("The compressed file is cut off.", "Copy it again from where it came.", "damaged")
        data = unpacker.unused_data
        # what follows the last member is padding
        if not data.startswith(MAGIC):
            break
    return b"".join(found)
