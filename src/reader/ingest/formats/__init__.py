"""The formats: one module each, and the one table that says which module reads which file.

A format module has `read(data: bytes) -> Reading`; it is imported when a file of its kind is first met.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Final

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
    """Return the function that reads `data`, from the ending of `name`, or from its start when that tells nothing."""
    module = _BY_ENDING.get(ending(name)) or sniffed(data)
    found: Format = import_module(f"reader.ingest.formats.{module}").read
    return found


_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|\?xml|!--)[\s>\-]", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'[\[{]\s*(?:[\[{"\]}]|-?\d)')
_ARCHIVE: Final = re.compile(
    rb"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_FRONT: Final = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")


def sniffed(data: bytes) -> str:
    """Return the name of the format that `data` starts like; "text" when it is none of the others."""
    start = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n\f")
    if _PAGE.match(start):
        return "page"
    if _OBJECT.match(start):
        return "json_articles"
    if _ARCHIVE.match(start):
        return "mhtml"
    if _FRONT.match(start):
        return "markdown"
    return "text"
