"""Reporting verbs in a sentence: which tokens are one, and what is none in spite of its word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reader.quotes.shapes import Sentence

_ANY: Final = {tags: re.compile(f"[{tags}]") for tags in ("V", "W", "VWGH", "VWGHB")}

TO_A_HEARER: Final = frozenset(
    {"told", "tell", "tells", "asked", "assured", "informed", "advised", "called", "ordered", "reported"}
)
_PARTICIPLES: Final = frozenset(
    {"told", "said", "written", "quoted", "sent", "found", "shown", "put", "sworn", "taught"}
)
_ALWAYS: Final = frozenset({"told", "said", "says", "tells", "asked", "wrote", "added"})
"""Forms that are no noun: "Roe’s said" is what a friend of hers did."""
_MANY: Final = frozenset(
    {"another", "many", "some", "several", "others", "both", "all", "one", "most", "few", "two", "three"}
)
_PARTNERS: Final = {
    "point": ("out",),
    "points": ("out",),
    "pointed": ("out",),
    "go": ("on",),
    "goes": ("on",),
    "went": ("on",),
    "chime": ("in",),
    "chimed": ("in",),
    "shot": ("back",),
    "fired": ("back",),
    "hit": ("back",),
    "sum": ("up",),
    "summed": ("up",),
    "put": ("it", "this"),
    "puts": ("it", "this"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: its token, its tag, and whether it is passive ("was told", with the hearer as subject)."""

    index: int
    tag: str
    passive: bool = False

    @property
    def strong(self) -> bool:
        """Whether the verb reports speech by itself."""
        return self.tag in "VG"


def find_cues(sentence: Sentence, first: int = 0, last: int | None = None, *, tags: str = "VWGH") -> Iterator[Cue]:
    """Yield the reporting verbs among the tokens `first` to `last` (exclusive), in order; `tags` says which kinds."""
    shape = sentence.tags
    for match in _ANY[tags].finditer(shape, first, len(shape) if last is None else last):
        index, tag = match.start(), match.group()
        if not _is_verb(sentence, index):
            continue
        yield Cue(index, tag, passive=_is_passive(sentence, index))


def _is_verb(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    partners = _PARTNERS.get(word)
    if partners and sentence.word(index + 1) not in partners:
        return False
    before = sentence.tags[index - 1] if index else ""
    after = sentence.tags[index + 1 : index + 2]
    if before == "D" and sentence.tags[index] in "VW" and sentence.word(index - 1) not in _MANY:
        return False  # "the reported plan"
    if before == "D" and after and after in "nNK":
        return False
    if before == "'" and word in _ALWAYS:
        return True  # "A friend of Roe’s told us"
    return not (before in ("P", "'") and sentence.tags[index] in "VW") and not (
        before == "O" and sentence.tags[index] == "W" and sentence.lexicon.language == "en"
    )


def _is_passive(sentence: Sentence, index: int) -> bool:
    """Whether a form of "be" makes the verb's subject the hearer or the theme ("was told", "is called")."""
    word = sentence.word(index)
    if not (word.endswith("ed") or word in _PARTICIPLES) or sentence.tags[index] not in "VW":
        return False
    back = index - 1
    while back >= 0 and sentence.tags[back] == "A":
        back -= 1
    if back < 0 or sentence.tags[back] != "X" or not sentence.lexicon.is_in(sentence.word(back), "be"):
        return False
    following = sentence.word(index + 1)
    return not (word == "quoted" and following == "as") and (
        word in TO_A_HEARER or sentence.tags[index] == "W" or word.endswith("ed") or word in ("said", "found")
    )
