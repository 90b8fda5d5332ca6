"""Names that an article has already, found again in a line that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reader.article import Entity

_WORD: Final = re.compile(r"\w+")
_LONGEST: Final = 200
"""Characters of a writing; what is longer is no name."""

_SHARED: Final = -1


class Writings:
    """The writings of entities (their names and aliases), each with the number of the one entity that has it."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Take the entities; a writing that two of them share says of neither."""
        self._owners: dict[str, int] = {}
        for number, entity in enumerate(entities):
            for writing in {entity.name, *entity.aliases}:
                if _WORD.match(writing) and len(writing) <= _LONGEST:
                    same = self._owners.get(writing, number) == number
                    self._owners[writing] = number if same else _SHARED
        lengths: dict[str, set[int]] = {}
        for writing in self._owners:
            found = _WORD.match(writing)
            lengths.setdefault(found.group() if found else "", set()).add(len(writing))
        self._lengths = {word: sorted(many, reverse=True) for word, many in lengths.items()}

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield (entity's number, (start, end)) for whole words of text[start:end] that are a name, the longest first.

        Linear in the text: at each word only the lengths that a name with that first word has are tried.
        """
        free = start
        for word in _WORD.finditer(text, start, end):
            at = word.start()
            if at < free:
                continue
            for length in self._lengths.get(word.group(), ()):
                stop = at + length
                owner = self._owners.get(text[at:stop]) if stop <= end else None
                if owner is not None and _whole(text, stop, end):
                    if owner != _SHARED:
                        yield owner, (at, stop)
                    free = stop
                    break


def _whole(text: str, stop: int, end: int) -> bool:
    """Tell whether no word goes on at `stop`."""
    return stop >= end or not (_WORD.match(text, stop - 1, stop) and _WORD.match(text, stop, stop + 1))
