"""The article in a page's data: pages that a script draws keep their text in JSON beside an empty frame."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from reader.ingest.formats.anchors import linked
from reader.ingest.formats.html.page import PROSE_WORDS
from reader.ingest.links import Linked
from reader.text.normalise import words
from reader.text.references import unescape

_SCRIPT: Final = re.compile(
    r"<script\b(?=[^<>]{0,500}\btype\s{0,9}=\s{0,9}[\"']?application/json)[^<>]{0,1000}>", re.IGNORECASE
)
_SCRIPT_END: Final = re.compile("</[sS][cC][rR][iI][pP][tT]")
_MAX_SCRIPTS: Final = 40
_MAX_CHARS: Final = 5_000_000
_MAX_NODES: Final = 200_000
_LEAST_WORDS: Final = 40
_BREAK_TAG: Final = re.compile(
    r"</?(?:p|div|li|h[1-6]|ul|ol|blockquote|section)\b[^<>]{0,500}>|<br\b[^<>]{0,50}>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
_ENDS: Final = tuple('.!?…。！？”"»')

Path = tuple[str, ...]


def stated_article(html: str) -> list[Linked]:
    """Return the paragraphs of the article in the JSON scripts of a page's source with their links, [] when none holds
    one.

    Strings that stand at the same place of lists (`blocks[].text`) belong together; the place with most running text
    is taken. Linear in the length of `html`.
    """
    best: list[Linked] = []
    most = _LEAST_WORDS - 1
    for script in _scripts(html):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for paragraphs in _by_place(data).values():
            size = sum(len(words(text)) for text, _ in paragraphs if _is_prose(text))
            if size > most:
                best, most = paragraphs, size
    return best


def _scripts(html: str) -> Iterator[str]:
    position = 0
    for _ in range(_MAX_SCRIPTS):
        opening = _SCRIPT.search(html, position)
        closing = _SCRIPT_END.search(html, opening.end()) if opening else None
        if opening is None or closing is None:
            return
        yield html[opening.end() : closing.start()][:_MAX_CHARS]
        position = closing.end()


def _by_place(data: object) -> dict[Path, list[Linked]]:
    """Return the texts of JSON data by the keys that lead to them, those of long strings as paragraphs."""
    found: dict[Path, list[Linked]] = defaultdict(list)
    stack: list[tuple[Path, object]] = [((), data)]
    for _ in range(_MAX_NODES):
        if not stack:
            break
        path, item = stack.pop()
        if isinstance(item, dict):
            stack.extend(((*path[-8:], str(key)), value) for key, value in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((path, value) for value in reversed(item))
        elif isinstance(item, str) and " " in item:
            found[path].extend(linked(item, _paragraphs))
    return found


def _paragraphs(text: str) -> list[str]:
    if "<" in text:
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return [line for line in lines if line]


def _is_prose(text: str) -> bool:
    return text.endswith(_ENDS) and text.count(" ") >= PROSE_WORDS - 1
