"""Terminals that know fewer characters than the interface draws: each unknown one becomes as many cells of ASCII."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = "reader.cells"
_ELSE: Final = {
    **dict.fromkeys("‘’‚‹›", "'"),
    **dict.fromkeys("„«»", '"'),
    **dict.fromkeys("—━─", "-"),
    **dict.fromkeys("▏▍▋▊▉", "="),
    **dict.fromkeys("▁▂▃▄▅▆▇▐", "|"),
}


def keep_columns(stream: TextIO | None) -> None:
    """Make a terminal's stream write a character that its encoding lacks as ASCII of the same width.

    Python itself writes "\\u25cf" there, which is five cells too many and breaks every line of the screen.
    """
    if stream is not None and hasattr(stream, "reconfigure"):
        codecs.register_error(_NAME, _in_cells)
        stream.reconfigure(errors=_NAME)


def _in_cells(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(char: str) -> str:
    """Return ASCII as wide as `char`: the sign that stands for it, its letter without accents, or question marks."""
    from reader.text.wrap import cells

    sign = _signs().get(char)
    if sign is not None:
        return sign
    width = cells(char)
    letters = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode("ascii")
    return letters if letters.isprintable() and len(letters) == width else "?" * width


@cache
def _signs() -> Mapping[str, str]:
    from reader.tui.page.wording import ASCII, UNICODE

    return _ELSE | dict(zip(UNICODE, ASCII, strict=True))
