"""A block's raw text as paragraphs: empty lines and long lines part them, verse keeps its lines, code its indents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.ingest.formats.html.anchors import Anchors

BREAK: Final = "\x0b"
"""Stands for a line end that the markup states; the prefilter leaves no other in a page."""

LONG_LINE: Final = 90
"""A line with so many characters and an end mark, closed by one line break, is a paragraph and no verse."""

_PARAGRAPH_BREAK: Final = re.compile(r"\x0b\s*\x0b[\s\x0b]*")
_CODE_SIGNS: Final = frozenset("{}[]()=<>;#$_\\|*/+")


def paragraphs(text: str, *, heading: bool) -> list[str]:
    """Cut a block's raw text at empty lines and after long lines that end like sentences; other breaks stay."""
    if BREAK not in text:
        piece = " ".join(text.split())
        return [piece] if piece else []
    if heading:
        piece = " ".join(text.replace(BREAK, " ").split())
        return [piece] if piece else []
    found: list[str] = []
    for part in _PARAGRAPH_BREAK.split(text):
        lines = [line for raw in part.split(BREAK) if (line := " ".join(raw.split()))]
        current: list[str] = []
        for line in lines:
            current.append(line)
            if len(line) >= LONG_LINE and line.endswith((".", "!", "?", ".”", '."', "”")):
                found.append("\n".join(current))
                current = []
        if current:
            found.append("\n".join(current))
    return found


def pre_text(element: _Element, anchors: Anchors) -> Iterator[str]:
    """Yield the text of a `pre` element with its line ends, and let `anchors` know where its links are."""
    from lxml import etree

    for part, (event, node) in enumerate(etree.iterwalk(element, ("start", "end"))):
        if node.tag == "a" and (target := node.get("href")):
            if event == "start":
                anchors.open(node, target, part)
            else:
                anchors.close(node, part)
        if event == "start":
            yield "\n" if node.tag == "br" else node.text or ""
        elif node is not element:
            yield node.tail or ""


def looks_like_code(text: str) -> bool:
    """Tell whether preformatted text is code by its indents and signs; else it is verse or prose."""
    lines = [line for line in text.split("\n") if line.strip()]
    indented = sum(line.startswith(("  ", "\t")) for line in lines)
    signs = sum(char in _CODE_SIGNS for char in text)
    return indented > 0.3 * len(lines) or signs > 0.05 * len(text)
