"""Character references of HTML, decoded without trusting them."""

from __future__ import annotations

import html
import re
from typing import Final

# Unicode ends at seven decimal or six hexadecimal digits; Python's own function fails on thousands of them
_TOO_LONG: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_LEADING_ZEROS: Final = re.compile(r"(&#[xX]?)0{2,}(?=[0-9a-fA-F])")


def unescape(text: str) -> str:
    """Return `text` with its character references decoded, as HTML 5 does; a number beyond Unicode is U+FFFD."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _TOO_LONG.sub("\ufffd", _LEADING_ZEROS.sub(r"\1", text))
    return html.unescape(text)
