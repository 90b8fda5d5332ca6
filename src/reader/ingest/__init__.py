"""Files come in, drafts go out: formats, encodings, metadata, and the gate for untrusted text at the end."""

from __future__ import annotations

from typing import Final

from reader.article import Draft
from reader.errors import UnreadableError
from reader.ingest.files import contents
from reader.ingest.folder import DEFAULT_LIMIT
from reader.ingest.formats import PACKED, ending, reader_for
from reader.ingest.reading import Problem, Reading
from reader.ingest.sealing import has_text, seal, sealed_problem
from reader.ingest.unpacking import MAGIC, gunzip

__all__ = ["VERSION", "Problem", "Reading", "read_bytes", "read_file", "read_html", "read_text"]

VERSION: Final = 5
"""Raised when the same file gives other drafts than before, so that what was derived from them is made anew."""

_NO_TEXT: Final = "There is no article text in it."


def read_file(path: str, *, max_bytes: int = DEFAULT_LIMIT) -> Reading:
    """Return the articles in the regular file at `path`, of at most `max_bytes` bytes, packed or not.

    Raises UnreadableError with a code: "missing", "permission", "symlink" (links are not followed), "not-a-file",
    "too-large", "changed", and those of `read_bytes`.
    """
    return read_bytes(contents(path, max_bytes), path, max_bytes=max_bytes)


def read_bytes(data: bytes, name: str = "", *, max_bytes: int = DEFAULT_LIMIT) -> Reading:
    """Return the articles in `data`; the ending of `name` tells the format, and without one the data's start does.

    Raises UnreadableError with a code: "empty", "binary", "bad-json", "no-text", "damaged" (an archive), "too-large"
    (an archive that unpacks to more than `max_bytes`).
    """
    if data.startswith(MAGIC):
        data = gunzip(data, max_bytes)
        name = name[: -len(PACKED) - 1] if ending(name) == PACKED else name
    if not data:
        raise UnreadableError("The file is empty.", code="empty")
    return _sealed(reader_for(name, data)(data))


def read_html(html: str, url: str | None = None) -> Draft:
    """Return the draft of a page that is already text. Raises UnreadableError (code "no-text") when it has no words."""
    from reader.ingest.formats.page import page_draft

    return _only(page_draft(html, url))


def read_text(text: str, title: str | None = None) -> Draft:
    """Return a draft of the lines of `text`. Raises UnreadableError (code "no-text") when it has no words."""
    from reader.ingest.formats.plain_lines import text_draft

    return _only(text_draft(text, title))


def _only(draft: Draft) -> Draft:
    return _sealed(Reading((draft,))).drafts[0]


def _sealed(reading: Reading) -> Reading:
    """Return `reading` through the gate, without drafts that have no words. Raises UnreadableError when none has."""
    drafts: list[Draft] = []
    problems = [sealed_problem(problem) for problem in reading.problems]
    for number, draft in enumerate(map(seal, reading.drafts), 1):
        if has_text(draft):
            drafts.append(draft)
        else:
            problems.append(Problem(f"article {number}", _NO_TEXT))
    if not drafts:
        raise UnreadableError("The file holds no article text.", code="no-text")
    return Reading(tuple(drafts), tuple(problems))
