"""The second gate: what reaches the screen holds no control characters even where the first gate was forgotten.

Textual and rich strip five control codes and send all others to the terminal raw. Their tables are private names;
a test fails when they move.
"""

from __future__ import annotations

from typing import Final

import rich.control
import textual.content

_FORBIDDEN: Final = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    0x061C,
    *range(0x200E, 0x2010),
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_REPLACED: Final = dict.fromkeys((*_FORBIDDEN, 0x09, 0x0A, 0xA0), " ")


def strip_controls_everywhere() -> None:
    """Make every `Content` and every rich text drop what a terminal could act on."""
    gone: dict[int, None] = dict.fromkeys(_FORBIDDEN)
    textual.content._CONTROL_STRIP_TRANSLATE.update(gone)
    rich.control._CONTROL_STRIP_TRANSLATE.update(gone)


def drawn(text: str) -> str:
    """Return one line of text for a segment: controls, tabs, line ends and hard spaces each become a space."""
    return text if text.isprintable() else text.translate(_REPLACED)
