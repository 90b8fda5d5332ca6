"""Plain text: the lines of the file as they are."""

from __future__ import annotations

import re
from typing import Final

from reader.article import Draft, RawBlock
from reader.ingest.decoding import decode
from reader.ingest.formats import sniffed
from reader.ingest.reading import Reading

_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x85\u2028]")
# the end of a page or of a paragraph stands for an empty line as well
_PARAGRAPH_END: Final = re.compile("[\x0c\u2029]")
_EMPTY: Final = RawBlock("")
_DAMAGED: Final = "Some bytes of the file are no text in any encoding; they show as \ufffd."


def read(data: bytes) -> Reading:
    """Return the one draft of a text file. A web page in a text file is read as a page."""
    if sniffed(data) == "page":
        from reader.ingest.formats.page import read as read_page

        return read_page(data)
    decoded = decode(data)
    draft = text_draft(decoded.text, warnings=damage(damaged=decoded.damaged))
    return Reading((draft,))


def damage(*, damaged: bool) -> tuple[str, ...]:
    """Return the warning for text that was decoded with losses, if it was."""
    return (_DAMAGED,) if damaged else ()


def text_draft(text: str, title: str | None = None, warnings: tuple[str, ...] = ()) -> Draft:
    """Return `text` as a draft with one block a line, trailing white space and the file's last line end taken away."""
    lines = _LINE_END.split(_PARAGRAPH_END.sub("\n\n", text.removeprefix("\ufeff")))
    while lines and not lines[-1].strip():
        lines.pop()
    blocks = tuple(RawBlock(stripped) if (stripped := line.rstrip()) else _EMPTY for line in lines)
    return Draft("text", blocks, title=title, warnings=warnings)
