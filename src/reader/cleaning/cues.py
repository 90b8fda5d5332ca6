"""Cues: the wording by which residue tells what it is.

The entries stand in data files by language (their syntax is explained at the head of `cues/en.txt`). An entry is
compiled when a block first holds its rarest word; a block without such a word costs one set intersection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from reader.cleaning.cue_patterns import anchors, parse, pattern
from reader.cleaning.features import Shape
from reader.cleaning.wordlists import LANGUAGES, data_lines, word_list

Strength = Literal["self", "call", "edge", "weak", "tail"]
_STRENGTHS: Final[tuple[Strength, ...]] = ("self", "call", "edge", "weak", "tail")

_WRITTEN: Final = {"nb": "no", "nn": "no"}
"""Norwegian in its two written forms."""

_SECTION: Final = re.compile(r"\[(\w+) (self|call|edge|weak|tail) (\d+)\]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What an entry says about a block: the class of residue and how far the wording alone decides."""

    kind: str
    strength: Strength


class Entry:
    """One line of a cue file. Its pattern is compiled when it is first tried.

    A block can only fit that holds one of the `anchors`, and of each of `others` one word.
    """

    __slots__ = ("_pattern", "_phrase", "anchors", "cue", "others", "source", "words")

    def __init__(self, source: str, cue: Cue, words: int) -> None:
        self.source = source
        self.cue = cue
        self.words = words
        self._phrase = parse(source)
        needed = anchors(self._phrase, word_list("common"))
        self.anchors = needed[0] if needed else ()
        self.others = tuple(map(frozenset, needed[1:]))
        self._pattern: re.Pattern[str] | None = None

    def fits(self, item: Shape) -> bool:
        """Return whether the wording of a block is that of this entry, whatever its length."""
        if self._pattern is None:
            self._pattern = re.compile(pattern(self._phrase))
        return self._pattern.match(item.key) is not None


@cache
def _entries(language: str) -> tuple[Entry, ...]:
    """Return the entries of one language's file; those of English are shared by the books of all languages."""
    return tuple(_read(language))


def _read(language: str) -> Iterator[Entry]:
    cue, words = Cue("", "self"), 0
    for line in data_lines(f"{language}.txt"):
        section = _SECTION.fullmatch(line)
        if section:
            strength = next(one for one in _STRENGTHS if one == section[2])
            cue, words = Cue(section[1], strength), int(section[3])
        else:
            yield Entry(line, cue, words)


class CueBook:
    """The entries of one or more languages, found by their rarest word."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._by_word: dict[str, list[Entry]] = {}
        self._always: list[Entry] = []
        for language in languages:
            for entry in _entries(language):
                if not entry.anchors:
                    self._always.append(entry)
                for word in entry.anchors:
                    self._by_word.setdefault(word, []).append(entry)
        for entries in (self._always, *self._by_word.values()):
            entries.sort(key=lambda entry: -entry.words)
        self._words = frozenset(self._by_word)

    def cues(self, item: Shape) -> tuple[Cue, ...]:
        """Return the cues that a block's wording gives, the strongest first, each once."""
        if not item.key:
            return ()
        held = {*item.words, "©"} if "©" in item.key else set(item.words)
        hits = self._words & held
        found: dict[Cue, None] = {}
        count = len(item.words)
        for entries in (self._always, *(self._by_word[word] for word in sorted(hits))):
            for entry in entries:
                if entry.words < count:
                    break
                # nine of ten patterns are not tried, as another of their words is missing
                for other in entry.others:
                    if other.isdisjoint(held):
                        break
                else:
                    if entry.cue not in found and entry.fits(item):
                        found[entry.cue] = None
        if not found:
            return ()
        return tuple(sorted(found, key=lambda cue: (_STRENGTHS.index(cue.strength), cue.kind)))


@cache
def cue_book(language: str) -> CueBook:
    """Return the entries for a text of `language`: English ones always, as residue often is English."""
    language = _WRITTEN.get(language, language)
    return CueBook(("en", language) if language in LANGUAGES and language != "en" else ("en",))
