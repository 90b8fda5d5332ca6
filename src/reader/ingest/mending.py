"""Text that went through wrong hands: encoded twice, damaged, or put together from pieces in different encodings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SEQUENCE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")
# a character that was encoded as UTF-16 first and then as UTF-8 (CESU-8), a half of one, an overlong form
_SURROGATES: Final = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_NEVER_UTF8: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]|[\xc0\xc1][\x80-\xbf]")
_TRUNCATED: Final = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z")
_BAD_BYTES: Final = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_SAMPLE: Final = 65_536
_WIDE_LETTERS: Final = re.compile(rb"(?:[\t\n\r\x20-\x7e]\x00){6}")
_BEFORE_LETTERS: Final = 40
_PIECE: Final = 0.1
"""From so many characters of UTF-8 to a byte of another encoding on, a text is in both."""
_FOREIGN: Final = 12

_MARK_AS_LETTERS: Final = "\u00ef\u00bb\u00bf"
_MOST_TIMES: Final = 3
_LEAST_SHORTER: Final = 3
_DOUBLE: Final = "\u00c2\u00c3\u00d0\u00d1\u00e2\u00e3"
_TO_WINDOWS: Final = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0x100) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_QUOTES_AS_CONTROLS: Final = "\x91\x92\x93\x94\x95\x96\x97"
_FROM_CONTROLS: Final = {byte: char for char, byte in ((chr(code), byte) for code, byte in _TO_WINDOWS.items())
                         if byte < 0xA0}  # fmt: skip


def utf8_share(sample: bytes) -> tuple[int, int]:
    """Return how many characters of UTF-8 stand in `sample`, and how many bytes that are neither these nor ASCII."""
    sequences = _SEQUENCE.findall(sample)
    stray = len(_HIGH.findall(_NEVER_UTF8.sub(b"", sample))) - sum(map(len, sequences))
    return len(sequences), stray


def is_nearly_utf8(sample: bytes) -> bool:
    """Return whether most of what is not ASCII in `sample` is UTF-8."""
    sequences, stray = utf8_share(sample)
    return sequences > 0 and sequences >= 2 * stray


def mended(data: bytes) -> str:
    """Return damaged UTF-8: a byte that fits nowhere is read as Windows-1252, a broken form as U+FFFD."""
    data = _SURROGATES.sub(_joined, data.rstrip(b"\x00"))
    text = _NEVER_UTF8.sub(b"\xef\xbf\xbd", data).decode("utf-8", "surrogateescape")
    return _TRUNCATED.sub("\ufffd", text).translate(_BAD_BYTES)


def _joined(match: re.Match[bytes]) -> bytes:
    halves = match.group().decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16").encode("utf-8")


def pieced(data: bytes, guess: Callable[[bytes], str]) -> str | None:
    """Return text that was put together from lines in UTF-8 and lines in another encoding, None when it was not.
    `guess` finds the encoding of the lines that are no UTF-8.

    Texts are pasted together by lines, and no text of another encoding has many lines that are valid UTF-8 by chance.
    """
    lines = data.split(b"\n")
    kinds = [_kind(line) for line in lines]
    good = sum(count for kind, count in kinds if kind == "utf-8")
    foreign = b"\n".join(line for line, (kind, _) in zip(lines, kinds, strict=True) if kind == "foreign")
    bad = sum(count for kind, count in kinds if kind == "foreign")
    if not bad or good < _PIECE * bad:
        return None
    # a few letters with accents are no ground for a guess
    if bad >= _FOREIGN:
        codec = guess(foreign)
        for number, (kind, _) in enumerate(kinds):
            if kind == "foreign":
                lines[number] = lines[number].decode(codec, "replace").encode()
        data = b"\n".join(lines)
    return mended(data)


def _kind(line: bytes) -> tuple[str, int]:
    """Return what a line is in, and how many bytes of it say so."""
    if line.isascii():
        return "ascii", 0
    try:
        # a single character of two bytes may be chance
        more = len(line) - len(line.decode("utf-8"))
    except UnicodeDecodeError:
        sequences, stray = utf8_share(line[:_SAMPLE])
        return ("damaged", sequences) if sequences >= 2 * stray else ("foreign", stray)
    return ("utf-8" if more > 1 else "short"), more


def appended(data: bytes) -> int | None:
    """Return where a text of one byte a letter becomes UTF-16 with Latin letters, None when it never does.

    That is what some shells append to any file, at the start of a line.
    """
    found = _WIDE_LETTERS.search(data)
    if found is None:
        return None
    start = data.rfind(b"\n", 0, found.start()) + 1
    # signs that are no letters may stand before them
    return start if found.start() - start <= _BEFORE_LETTERS and (found.start() - start) % 2 == 0 else found.start()


def without_controls(text: str) -> str:
    """Return text in which the quotation marks and dashes of Windows-1252 became C1 controls, as they were meant.

    That is what happens to a text that was read as ISO 8859-1; no text has these controls for their own sake.
    """
    # seven leaps through the text take a tenth of the time of one pattern
    return text.translate(_FROM_CONTROLS) if any(sign in text for sign in _QUOTES_AS_CONTROLS) else text


def undoubled(text: str) -> str:
    """Return text that was taken for Windows-1252 and encoded to UTF-8 a second time as it was meant: all of it, or
    those of its lines to which that happened. It may have happened more than once."""
    if any(sign in text for sign in _DOUBLE):
        whole = _once(text)
        text = "\n".join(map(_once, text.split("\n"))) if whole == text else whole
    return text.removeprefix(_MARK_AS_LETTERS).removeprefix("\ufeff")


def _once(text: str) -> str:
    """Return `text` as it was before it was encoded again, as often as that happened."""
    for _ in range(_MOST_TIMES):
        if text.isascii():
            break
        try:
            before = _windows_bytes(text).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
        # by chance a single pair of signs may look so
        if len(text) - len(before) < _LEAST_SHORTER:
            break
        text = before
    return text


def _windows_bytes(text: str) -> bytes:
    """Return text in Windows-1252, its unassigned places as the bytes of their numbers. Raises UnicodeEncodeError."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError as error:
        if ord(text[error.start]) > 0xFF:
            raise
    return text.translate(_TO_WINDOWS).encode("latin-1")
