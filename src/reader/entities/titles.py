"""Titles in front of a name are a note of its entry, never a part of the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.entities.document import Document
from reader.entities.judging import Judged
from reader.names.gender import is_given_name
from reader.names.keys import name_key
from reader.names.titles import is_modifier, is_title


def without_titles(text: str, judged: Iterable[Judged], document: Document) -> list[Judged]:
    """Return the mentions with the titles cut from the start of people's names: "Sheikh Saud" is "Saud".

    A first word that is also a given name ("Don", "Earl") stays, and so does the last word of a name.
    """
    return [_cut(text, item, document) if item.type == "PERSON" else item for item in judged]


def _cut(text: str, item: Judged, document: Document) -> Judged:
    candidate = item.mention.candidate
    line = document.lines[item.mention.line]
    first = candidate.first
    words = [token.text for token in line[candidate.first : candidate.last + 1]]
    titles = 0
    while titles < len(words) - 1 and not is_given_name(words[titles]):
        if is_title(words[titles]) or (is_modifier(words[titles]) and is_title(words[titles + 1])):
            titles += 1
        else:
            break
    if not titles or not line[first + titles].capital:
        return item
    start = line[first + titles].start
    surface = text[start : candidate.end]
    mention = replace(
        item.mention,
        candidate=candidate._replace(start=start, first=first + titles),
        key=name_key(surface),
        text=surface,
    )
    return replace(item, mention=mention)
