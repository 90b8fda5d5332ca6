"""Text as its lines: the draft that every format falls back to."""

from __future__ import annotations

import re
from typing import Final

from reader.article import Draft, RawBlock
from reader.ingest.decoding import Decoded

_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x85\u2028]")
# the end of a page or of a paragraph stands for an empty line as well
_PARAGRAPH_END: Final = re.compile("[\x0c\u2029]")
_OVERSTRUCK: Final = re.compile("([^\x08])(?:\x08\\1)+|_\x08([^\x08])")
"""How printers of manuals set bold and underlined letters: printed twice, printed over a line."""
_HYPHENATED: Final = re.compile("\u00ad[ \t]*\r?\n[ \t]*(?=\\w)")
"""A soft hyphen where a line ends: one word on two lines."""
_EMPTY: Final = RawBlock("")
_DAMAGED: Final = "Some bytes of the file are no text in any encoding; they show as \ufffd."
_MIXED: Final = "The file is in more than one encoding; each part was read in what fits it best."


def damage(decoded: Decoded) -> tuple[str, ...]:
    """Return the warning for text that was decoded with losses or in pieces, if it was."""
    return ((_DAMAGED if "\ufffd" in decoded.text else _MIXED),) if decoded.damaged else ()


def text_draft(text: str, title: str | None = None, warnings: tuple[str, ...] = ()) -> Draft:
    """Return `text` as a draft with one block a line, trailing white space and the file's last line end taken away."""
    if "\x08" in text:
        text = _OVERSTRUCK.sub(r"\1\2", text)
    if "\u00ad" in text:
        text = _HYPHENATED.sub("", text)
    lines = _LINE_END.split(_PARAGRAPH_END.sub("\n\n", text.removeprefix("\ufeff")))
    while lines and not lines[-1].strip():
        lines.pop()
    blocks = tuple(RawBlock(stripped) if (stripped := line.rstrip()) else _EMPTY for line in lines)
    return Draft("text", blocks, title=title, warnings=warnings)
