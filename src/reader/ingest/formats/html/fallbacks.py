"""What stands in for players, frames and forms, or waits for a script to show it: whether it is text, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ingest.formats.html.page import SENTENCE_MARKS
from reader.ingest.formats.html.paragraphs import LONG_LINE
from reader.ingest.formats.markup import plain_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHOICE_WORDS: Final = 6
"""Choices of fewer words on average are names of places, days, topics."""
_SILENT: Final = frozenset({"script", "style", "title"})


def holds_prose(element: _Element) -> bool:
    """Return whether an element that is seldom shown holds a sentence that would be missed."""
    if element.tag == "title" and (parent := element.getparent()) is not None and parent.tag == "head":
        return False
    text = element.get("srcdoc") or "".join(_texts(element))
    if "<" in text:
        text = " ".join(plain_blocks(text))
    if len(text) <= LONG_LINE or not any(mark in f"{text.rstrip()} " for mark in SENTENCE_MARKS):
        return False
    choices = sum(1 for _ in element.iter("option"))
    return not choices or len(text.split()) >= _CHOICE_WORDS * choices


def _texts(element: _Element) -> list[str]:
    """Return the texts inside `element` but those of scripts, styles and titles in it."""
    found = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag not in _SILENT:
            found.append(child.text or "")
        found.append(child.tail or "")
    return found


def inner_text(element: _Element, separator: str) -> str:
    """Return the text that an element begins with; markup that a parser leaves alone, as that of a frame, as its
    blocks with `separator` between them."""
    text = element.get("srcdoc") or element.text or ""
    return separator.join(plain_blocks(text)) if "<" in text else text
