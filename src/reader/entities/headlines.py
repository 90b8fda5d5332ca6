"""Names in headlines: where every word has a capital, only the rest of the article tells which are names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reader.entities.document import Document
from reader.entities.judging import Judged
from reader.names.places import place_kind

_MIN_BODY: Final = 5
"""With fewer names than this in running text, the body confirms nothing and the judgement stands."""

_LONG_WORD: Final = 4


def confirmed(judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions without those in lines of title case or capitals that nothing confirms.

    A name is confirmed by being found in running text, alone or as a part of a longer one, by being a country, or by
    having no word that the article also writes in lower case.
    """
    body = [item for item in judged if not document.caps[item.mention.line]]
    if len(body) < _MIN_BODY:
        return list(judged)
    known = set(_parts(item.mention.key for item in body))
    return [
        item
        for item in judged
        if not document.caps[item.mention.line] or item.mention.key in known or _stands(item.mention.key, document)
    ]


def _parts(keys: Iterable[str]) -> Iterable[str]:
    for key in keys:
        yield key
        words = key.split()
        yield words[-1]


def _stands(key: str, document: Document) -> bool:
    if place_kind(key) == "country":
        return True
    return not any(len(word) >= _LONG_WORD and word in document.lower_words for word in key.split())
