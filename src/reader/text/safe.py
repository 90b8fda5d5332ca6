"""The one gate for untrusted text.

Whatever comes out of a file, its name, its metadata or an error message passes here once, after the last decoding
and before anything shows or stores it. What remains holds no character that a terminal acts on.
"""

from __future__ import annotations

import re
from typing import Final, NewType

Safe = NewType("Safe", str)
"""A string that passed this gate."""

_ZWJ: Final = "\u200d"
_MAX_MARKS: Final = 8
"""Longest run of combining marks that is kept; more serve only to paint over the lines above."""

# C0 without TAB and LF, DEL, C1; line and paragraph separators and NEL become line ends; lone surrogates go.
_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
# bidirectional overrides, isolates and marks; invisible operators and fillers; annotations; tag characters
_INVISIBLE: Final = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSAFE: Final = re.compile(f"[{_CONTROLS}{_INVISIBLE}\ud800-\udfff{_ZWJ}]")
_MARK: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
_COMBINING: Final = re.compile(f"({_MARK}{{{_MAX_MARKS}}}){_MARK}+")


def _replacement(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char == _ZWJ:
        # the joiner is part of emoji families and of Indic and Persian writing; elsewhere it only hides
        return char if _joins(match.string, match.start()) else ""
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return ""


def _joins(text: str, at: int) -> bool:
    before = ord(text[at - 1]) if at else 0
    after = ord(text[at + 1]) if at + 1 < len(text) else 0
    return (_pictures(before) and _pictures(after)) or _complex(before)


def _pictures(code: int) -> bool:
    return code >= 0x1F000 or code == 0xFE0F or 0x2190 <= code <= 0x2BFF


def _complex(code: int) -> bool:
    return 0x0600 <= code <= 0x08FF or 0x0900 <= code <= 0x0DFF or 0x1000 <= code <= 0x109F


def safe(text: str) -> Safe:
    """Return `text` without anything that a terminal could act on or that hides from the eye.

    Line ends become LF, TAB and LF stay, other C0 controls and DEL become their control pictures (U+2400 + n), C1
    and lone surrogates U+FFFD; soft hyphens, bidirectional controls, zero-width and tag characters go, a ZWJ
    only where no emoji or script needs it; runs of combining marks are cut at eight. Idempotent and linear.
    """
    if text.isascii() and text.isprintable():
        return Safe(text)
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSAFE.sub(_replacement, text)
    return Safe(_COMBINING.sub(r"\1", text))


def safe_line(text: str) -> Safe:
    """Return `text` through the gate as one line: every run of white space is one space, none at the ends."""
    return Safe(" ".join(safe(text).split()))


def safe_name(name: str | bytes) -> Safe:
    """Return a file's name or path so that every byte of it can be seen on one line.

    Bytes that are no UTF-8 show as `\\xNN`, line ends and tabs as control pictures, hidden characters as `<202E>`.
    """
    text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
    shown: list[str] = []
    for char in text:
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:
            shown.append(f"\\x{code - 0xDC00:02x}")
        elif code < 0x20:
            shown.append(chr(0x2400 + code))
        elif code in (0x85, 0x2028, 0x2029, 0xAD) or (_UNSAFE.match(char) and code >= 0xA0):
            shown.append(f"<{code:04X}>")
        else:
            shown.append(char)
    return Safe(safe("".join(shown)))
