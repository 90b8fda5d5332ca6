"""Where plain words stand in a text, as the full-text index sees words, without its help.

The index's own `highlight` takes a text apart into all its words. For a plain word it is enough to look for its bytes:
half the time of a search. What is not plain (phrases, other letters than a to z, texts with accents) is left to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from reader.library.query import Field

if TYPE_CHECKING:
    from reader.library.query import Term

Span = tuple[int, int]

_FOLDED: Final = bytes((*range(0xC3, 0xCE), 0xE1))
"""First bytes in UTF-8 of Latin letters with accents and of combining marks: to the index they are plain letters."""

_LONGEST_CHAR: Final = 4


def plain_words(terms: Iterable[Term]) -> list[tuple[bytes, bool]] | None:
    """Return the words that mark a text, as (bytes in lower case, whether more letters may follow).

    None when one of them is not plain. Terms on titles and bylines mark nothing in a text.
    """
    words = []
    for term in terms:
        if term.field is not Field.TEXT:
            continue
        if not (term.value.isascii() and term.value.isalnum()):
            return None
        words.append((term.value.lower().encode("ascii"), term.prefix))
    return words


def word_spans(raw: bytes, words: Iterable[tuple[bytes, bool]]) -> list[Span] | None:
    """Return where the words stand in a text in UTF-8, in characters; None when it holds what is not plain."""
    if len(raw.translate(None, _FOLDED)) != len(raw):
        return None
    low = raw.lower()
    found: set[Span] = set()
    for word, prefix in words:
        at = low.find(word)
        while at >= 0:
            end = at + len(word)
            if not _letter_before(raw, at):
                stop = _word_end(raw, end)
                if prefix or stop == end:
                    found.add((at, stop))
            at = low.find(word, end)
    return _in_characters(raw, sorted(found))


def _letter_before(raw: bytes, at: int) -> bool:
    if not at or raw[at - 1] < 0x80:
        return raw[at - 1 : at].isalnum()
    # a character of several bytes; what comes before it is cut, and dropped
    return raw[max(0, at - _LONGEST_CHAR) : at].decode("utf-8", "ignore")[-1:].isalnum()


def _word_end(raw: bytes, at: int) -> int:
    """Return where the word ends that goes on at `at`."""
    while at < len(raw):
        if raw[at] < 0x80:
            if not raw[at : at + 1].isalnum():
                break
            at += 1
            continue
        char = raw[at : at + _LONGEST_CHAR].decode("utf-8", "ignore")[:1]
        if not char.isalnum():
            break
        at += len(char.encode("utf-8"))
    return at


def _in_characters(raw: bytes, places: list[Span]) -> list[Span]:
    """Return places in bytes as places in characters; each byte is looked at once."""
    if raw.isascii():
        return places
    out = []
    byte = char = 0
    for start, end in places:
        if start < byte:
            continue  # a word and its own beginning were both asked for; the longer one is there already
        char += len(raw[byte:start].decode("utf-8"))
        length = len(raw[start:end].decode("utf-8"))
        out.append((char, char + length))
        char += length
        byte = end
    return out
