"""Opening files that may be anything: never blocks, never follows a link, never reads more than it was told to."""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

from reader.errors import UnreadableError

# a pipe must not block, a link that was put there after the look must not be followed, a terminal not be taken over
_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_CHUNK: Final = 1 << 20
_ATTEMPTS: Final = 2
_REASONS: Final = {
    errno.ENOENT: ("missing", "There is no such file."),
    errno.ENOTDIR: ("missing", "There is no such file."),
    errno.EACCES: ("permission", "You have no permission to read it."),
    errno.EPERM: ("permission", "You have no permission to read it."),
    errno.ELOOP: ("symlink", "It is a symbolic link; links are not followed."),
    errno.ENAMETOOLONG: ("name", "Its name is too long for this system."),
    errno.ENXIO: ("not-a-file", "It is a pipe, a socket or a device, not a file."),
    errno.EIO: ("unreadable", "The disk reported an error while reading it."),
    errno.ESTALE: ("missing", "It went away while it was read."),
}
NOT_A_FILE: Final = ("not-a-file", "It is a pipe, a socket or a device, not a file.")


def reason(error: OSError | ValueError) -> tuple[str, str]:
    """Return a reason code and a sentence for an error of the file system. ValueError is a NUL in a path."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno, ("unreadable", f"It cannot be read: {os.strerror(error.errno)}."))
    return _REASONS[errno.ENOENT]


def too_large(size: int, limit: int) -> str:
    """Return the sentence for a file of `size` bytes where `limit` is the most that is read."""
    return f"It is larger than the limit: {_megabytes(size)} of {_megabytes(limit)}."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.3g} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:.3g} GB"


def contents(path: str, limit: int) -> bytes:
    """Return the bytes of the regular file at `path`, as they were at one moment.

    Raises UnreadableError: links, pipes, sockets, devices and folders (code "symlink", "not-a-file"), more than
    `limit` bytes ("too-large"), a file that keeps changing ("changed"), and whatever the system reports.
    """
    for _ in range(_ATTEMPTS):
        data = _attempt(path, limit)
        if data is not None:
            return data
    raise UnreadableError(
        "The file kept changing while it was read.", "Try again when the program that writes it is done.", "changed"
    )


def _attempt(path: str, limit: int) -> bytes | None:
    """Return the file's bytes, None when it changed meanwhile."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    try:
        before = os.fstat(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise UnreadableError("It is a folder, not a file.", code="not-a-file")
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableError(NOT_A_FILE[1], code=NOT_A_FILE[0])
        if before.st_size > limit:
            raise UnreadableError(
                too_large(before.st_size, limit), "Save its articles as files of their own.", "too-large"
            )
        data = _read(descriptor, limit)
        after = os.fstat(descriptor)
    except OSError as error:
        raise _unreadable(error) from None
    finally:
        os.close(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else None


def _read(descriptor: int, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while size <= limit and (chunk := os.read(descriptor, min(_CHUNK, limit + 1 - size))):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _unreadable(error: OSError | ValueError) -> UnreadableError:
    code, sentence = reason(error)
    return UnreadableError(sentence, code=code)
