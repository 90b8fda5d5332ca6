"""The formats: one module each, and the one table that says which module reads which file.

A format module has `read(data: bytes) -> Reading`; it is imported when a file of its kind is first met.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Final

from reader.errors import UnreadableError
from reader.ingest.reading import Reading

Format = Callable[[bytes], Reading]

# the module under reader.ingest.formats, and the endings of file names that it reads
_TABLE: Final = {
    "text": ("txt", "text"),
    "markdown": ("md", "markdown", "mdown", "mkd"),
    "page": ("html", "htm", "xhtml", "xht", "shtml", "php", "asp", "aspx", "jsp"),
    "mhtml": ("mhtml", "mht"),
    "json_articles": ("json",),
    "json_lines": ("jsonl", "ndjson", "jsonlines"),
}
_BY_ENDING: Final = {ending: module for module, endings in _TABLE.items() for ending in endings}

PACKED: Final = "gz"
_ENDING: Final = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9}~?|[A-Za-z0-9]{1,9}~)\Z", re.ASCII)


def ending(name: str) -> str:
    """Return the ending of a file's name without the dot and in lower case, "" when it has none.

    What follows the last dot is an ending only when it looks like one: "Talks at U.N. end" and "report.2024" have none.
    """
    match = _ENDING.search(name)
    return match.group(1).lower() if match else ""


def can_read(name: str) -> bool:
    """Return whether a file of this name may hold articles: its ending is known, or it has none."""
    if name.rpartition(".")[2] in _BY_ENDING:
        return True  # nearly all of them
    found = ending(name)
    if found == PACKED:
        found = ending(name[: -len(PACKED) - 1])
    return not found or found in _BY_ENDING


def reader_for(name: str, data: bytes) -> Format:
    """Return the function that reads `data`: that of the ending of `name`, unless the data starts like something else
    that is beyond doubt; without an ending the data's start alone tells."""
    named = _BY_ENDING.get(ending(name))
    found = sniffed(data, pieces=named != "markdown")
    if named is None or found == named or found not in _UNDOUBTED.get(named, ()):
        return _format(named or found)
    if found != "json_articles":
        return _format(found)
    # braces may begin a text as well
    return partial(_as_data_or, _format(named))


def _format(module: str) -> Format:
    found: Format = import_module(f"reader.ingest.formats.{module}").read
    return found


def _as_data_or(read: Format, data: bytes) -> Reading:
    """Return the articles of data in JSON, or what `read` gives for data that is not all articles."""
    try:
        reading = _format("json_articles")(data)
    except UnreadableError:
        return read(data)
    return reading if len(reading.problems) < len(reading.drafts) else read(data)


# what the start of a file can show it to be whatever its name says, by the module for its name
_UNDOUBTED: Final = {
    "text": ("page", "mhtml", "json_articles"),
    "markdown": ("page", "mhtml", "json_articles"),  # but no piece of a page: Markdown may begin with one
    "page": ("mhtml", "json_articles"),
    "json_articles": ("page", "mhtml"),
    "json_lines": ("page", "mhtml"),
    "mhtml": ("page",),
}
_HEAD: Final = 4_096
_BLANK: Final = 65_536
_BLANKS: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n\x0c"
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|\?xml)[\s>]", re.IGNORECASE)
_PIECE: Final = re.compile(
    rb"<(?:p|div|h[1-6]|table|section|main|header|meta|title|link|center)(?:\s[^<>]*)?>", re.IGNORECASE
)
_BLOCK_ENDS: Final = re.compile(rb"</(?:p|div|h[1-6]|td|section|main|header|title|center)>|<p>|<br", re.IGNORECASE)
_ENDS_LEAST: Final = 3
"""A text that begins with a tag and has so many more of blocks is a piece of a page."""
_OBJECT: Final = re.compile(rb'[\[{]\s*(?:[\[{"\]}]|-?\d)')
_ARCHIVE: Final = re.compile(
    rb"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:content-type:\s*multipart/(?:related|alternative|mixed)"
    rb"|content-transfer-encoding:\s*(?:quoted-printable|base64))",
    re.IGNORECASE,
)
_PAGE_LINE: Final = re.compile(rb"^<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.MULTILINE)
_PAGE_END: Final = re.compile(rb"</html>\s*\Z", re.IGNORECASE)
_FRONT: Final = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")


def sniffed(data: bytes, *, pieces: bool = True) -> str:
    """Return the name of the format that `data` starts like; "text" when it is none of the others. With `pieces` a
    piece of a page is one too."""
    start = data[:_BLANK].replace(b"\x00", b"").lstrip(_BLANKS)
    if _PAGE.match(start) or (start.startswith(b"<!--") and _PAGE.search(start)):
        return "page"
    if pieces and _PIECE.match(start) and len(_BLOCK_ENDS.findall(start)) >= _ENDS_LEAST:
        return "page"
    start = start[:_HEAD]
    if _PAGE_LINE.search(start) and _PAGE_END.search(data[-_HEAD:]):
        # what stands before tells where the page came from
        return "page"
    if _OBJECT.match(start):
        return "json_articles"
    if _ARCHIVE.match(start):
        return "mhtml"
    if _FRONT.match(start):
        return "markdown"
    return "text"
