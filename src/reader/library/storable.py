"""Text and paths in the form that SQLite stores, and back."""

from __future__ import annotations

import json
import os
import re
import sys
import zlib
from codecs import getincrementaldecoder
from typing import Final

FILE_SYSTEM: Final = sys.getfilesystemencoding()
# compiled where they are used: a search can do without
_UNSTORABLE: Final = "[\x00-\x08\x0b-\x1f\ud800-\udfff]"
_CONTROLS: Final = bytes({*range(0x20)} - {0x09, 0x0A})
_DASHES: Final = r"(?<!\d)[-_]+|[-_]+(?!\d)"
_SHORT: Final = 200
_LEVEL: Final = 6
_EDGE: Final = r"^[\W_]+"


def storable(text: str) -> str:
    """Return the text with the same number of characters, lone surrogates as U+FFFD and controls as pictures.

    SQLite refuses the former, cuts some results at a NUL, and highlights with two of the latter. Text that came
    through `reader.text.safe` has none of them.
    """
    if text.isprintable():
        return text  # no control, no surrogate
    try:
        raw = text.encode()
        if len(raw.translate(None, _CONTROLS)) == len(raw):
            return text
    except UnicodeEncodeError:
        pass  # surrogates: replaced below
    return re.sub(_UNSTORABLE, _stand_in, text)


def storable_or_none(text: str | None) -> str | None:
    """Return `storable(text)`, or None for None."""
    return None if text is None else storable(text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def path_bytes(path: str) -> bytes:
    """Return the bytes of a path whose odd ones are lone surrogates; a path that no file can have stays harmless."""
    try:
        return path.encode(FILE_SYSTEM, "surrogateescape")  # os.fsencode, three times as fast
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")


def path_text(path: bytes) -> str:
    """Return the path as Python writes it."""
    return os.fsdecode(path)


def folded(text: str) -> str:
    """Return the text as searches without regard to case compare it: case folded, every white space one blank."""
    return " ".join(storable(text).casefold().split())


def packed(text: str) -> str | bytes:
    """Return a text as the index keeps it: compressed when that pays, which is a third of its size."""
    return text if len(text) < _SHORT else zlib.compress(text.encode("utf-8"), _LEVEL)


def unpacked(value: str | bytes) -> str:
    """Return the text that `packed` gave; in statements this is `plain(...)`. Raises zlib.error for a damaged one."""
    return value if isinstance(value, str) else zlib.decompress(value).decode("utf-8")


def unpacked_start(value: str | bytes, characters: int) -> str:
    """Return at least so many characters of the text that `packed` gave, or all of it. Raises as `unpacked` does."""
    if isinstance(value, str):
        return value
    unpacker, decoder = zlib.decompressobj(), getincrementaldecoder("utf-8")()
    found, packed_ = "", value
    while len(found) < characters and not unpacker.eof:
        raw = unpacker.decompress(packed_, characters - len(found) + _SHORT)
        packed_ = unpacker.unconsumed_tail
        if not raw and not packed_:
            raise zlib.error("the text ends too early")
        found += decoder.decode(raw)
    return found


def spans(mentions: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) pairs of a stored list of mentions."""
    flat = json.loads(mentions)
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def title_key(title: str) -> str:
    """Return what sorts by title: folded, without quotation marks and other signs before the first word."""
    return re.sub(_EDGE, "", folded(title))[:80]


def title_of_name(path: str, position: int = 0) -> str:
    """Return a title for an article without one: "bridge shut again" for `bridge-shut_again.html`.

    The second article of a file, at `position` 1, is "bridge shut again, article 2".
    """
    name = path.rpartition("/")[2]
    if not (name.isascii() and name.isprintable()):
        from reader.text.safe import safe_name  # patterns to compile that most names can do without

        name = safe_name(name)
    stem = name.rpartition(".")[0] or name
    title = " ".join((stem if " " in stem else re.sub(_DASHES, " ", stem)).split()) or name
    return f"{title}, article {position + 1}" if position else title


def path_key(path: str) -> str:
    """Return the path as `path:` searches it."""
    return folded(path.encode("utf-8", "replace").decode("utf-8"))
