"""Front matter that stands in a note's text: "Author: Ann Lee", a line each, as Notion and Readwise export it.

Notion sets it as one paragraph under the title, Readwise as a list under a heading "Metadata".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from reader.ingest.metadata import arranged, fields, folded

_WITHIN: Final = 12
"""So many lines from the top the properties begin."""
_MOST: Final = 40
_LINE: Final = re.compile(r"(?:[-*+]\s+)?([^\W\d_][\w ./-]{0,40}?):[ \t]+(\S.{0,2000})")
_PASSED: Final = re.compile(r"#\s|!\[|\s*\Z")
"""Lines that may stand before: the title, a picture, nothing."""
_HEADING: Final = re.compile(r"#{1,4}\s+metadata\s*", re.IGNORECASE)
_READWISE: Final = {"fulltitle": "title", "documenttags": "tags"}
_FIELDS: Final = ("title", "authors", "published", "site", "url", "language", "tags")


def split_properties(body: str) -> tuple[Mapping[str, object], str]:
    """Return the properties near the top of a note and its text without them, ({}, all of it) where none stand.

    Two lines at least have names that are known, and no line of their paragraph is anything else.
    """
    lines = body.split("\n", _WITHIN + _MOST)
    for start, line in enumerate(lines[:_WITHIN]):
        headed = _HEADING.fullmatch(line) is not None
        if not headed and _PASSED.match(line):
            continue
        end = next((i for i in range(start + headed, len(lines)) if not lines[i].strip()), len(lines))
        record = _record(lines[start + headed : end]) if end - start <= _MOST else {}
        return (record, "\n".join([*lines[:start], *lines[end:]])) if record else ({}, body)
    return {}, body


def _record(lines: Sequence[str]) -> Mapping[str, object]:
    matches = [_LINE.fullmatch(line.strip()) for line in lines]
    if len(matches) < 2 or not all(matches):
        return {}
    found = folded({match[1]: match[2].strip() for match in matches if match})
    record = {_READWISE.get(key, key): value for key, value in found.items()}
    return record if len(_keys() & record.keys()) > 1 and arranged(record) else {}


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for name in _FIELDS for key in fields()[name])
