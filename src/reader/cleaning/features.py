"""What can be counted about one block, and about all blocks of a file together.

A `Shape` holds the counts of one block and knows nothing of its neighbours; a `Page` holds all shapes of a file and
answers what a block shares with the title and with the rest. Both are read-only for the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reader.article import Role
from reader.cleaning.wordlists import stop_words
from reader.text.normalise import LONE_CHARACTERS, ascii_words, folded, without_signs
from reader.text.references import unescape

_TOKEN: Final = re.compile(
    rf"[{LONE_CHARACTERS}]|[^\W_{LONE_CHARACTERS}]+(?:'[^\W_{LONE_CHARACTERS}]+)*|[:|»›→>@©#$€£?]"
)
_MARKS: Final = frozenset(":|»›→>@©#$€£?")
_ASCII_MARKS: Final = "".join(sorted(filter(str.isascii, _MARKS)))
_END: Final = re.compile(r"[.!?…。！？][\"'“”‘’»«)\]*\s]{0,6}\Z")
_QUOTES: Final = ('"', "“", "”", "„", "«", "»", "「", "『")
_SINGLE_QUOTE: Final = re.compile(r"(?<!\w)[‘'](?=\w)")
_BULLET: Final = re.compile(r"\s*(?:[-–—*•·▪◦‣►●○■□✓→]|\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_CAPITALISED: Final = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*")
_NAME_RUN: Final = re.compile(r"(?:The )?((?:[A-ZÀ-Þ][\w.'’-]* ){1,4}[A-ZÀ-Þ][\w.'’-]*)")
_SENTENCE_START: Final = re.compile(r"(?:\A|[.!?…:]\s+|[\"“”„«»‘'(]\s*)\W*\Z")

_LINKED: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?: \"[^\"()]*\")?\)")

SENTENCE: Final = 5
"""The fewest words of a block that can be a sentence."""
PROSE: Final = 14
"""The fewest words of a block that counts as prose by its length and end mark."""
LONG: Final = 25
"""From so many words on, a block is prose even without an end mark."""
CUE_SPAN: Final = 120
"""Longer blocks carry no cue: they are read as text whatever words they hold."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The counts of one block. `words` are folded, `count` is their number; `key` is those words with the marks that
    cues may name; `prose` says whether the block reads as running text."""

    text: str
    words: tuple[str, ...]
    count: int
    key: str
    prose: bool
    sentence: bool
    quoted: bool
    bullet: bool
    capital: bool
    hint: Role | None = None


def shape(text: str, hint: Role | None = None) -> Shape:
    """Return the counts of one block. HTML entities and the links and heading marks of Markdown
    that were left in the text are read as what they stand for."""
    plain = unescape(text) if "&" in text and ";" in text else text
    if "](" in plain:
        plain = _LINKED.sub(r"\1", plain)
    if plain.startswith("#"):
        plain = plain.lstrip("#")
    tokens = _tokens(plain)
    words = tuple([token for token in tokens if token not in _MARKS])
    stripped = plain.strip()
    key = " " + " ".join(tokens) if len(words) <= CUE_SPAN else ""
    bullet = bool(_BULLET.match(stripped))
    first = next((char for char in stripped[:12] if char.isalnum()), "")
    count = len(words)
    sentence = count >= SENTENCE and bool(_END.search(stripped, max(0, len(stripped) - 12)))
    return Shape(
        text=stripped,
        words=words,
        count=count,
        key=key,
        prose=(count >= PROSE and sentence) or count >= LONG,
        sentence=sentence,
        quoted=_is_quoted(stripped),
        bullet=bullet,
        capital=not first.islower(),
        hint=hint,
    )


def _tokens(text: str) -> list[str]:
    """Return the words of a text, folded, and the marks that cues may name."""
    plain = without_signs(folded(text))
    return ascii_words(plain, _ASCII_MARKS) if plain.isascii() else _TOKEN.findall(plain)


def _is_quoted(text: str) -> bool:
    # looking for one character at a time is many times faster than a pattern over a long paragraph
    if any(mark in text for mark in _QUOTES):
        return True
    return ("'" in text or "‘" in text) and bool(_SINGLE_QUOTE.search(text))


def names_in(text: str) -> set[str]:
    """Return the capitalised words of `text` that do not merely open a sentence, in lower case."""
    found: set[str] = set()
    for match in _CAPITALISED.finditer(text):
        word = match.group()
        if len(word) > 2 and not _SENTENCE_START.search(text, max(0, match.start() - 4), match.start()):
            found.add(folded(word).removesuffix("'s"))
    return found


class Page:
    """All blocks of one file with what they share. `title` may be empty."""

    def __init__(self, shapes: Sequence[Shape], title: str = "", language: str = "en") -> None:
        self.shapes = tuple(shapes)
        self.title = title
        self.language = language

    def __len__(self) -> int:
        return len(self.shapes)

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """The commonest words of the file's language."""
        return stop_words(self.language)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The title's words without stop words."""
        return frozenset(shape(self.title).words) - self.stop_words

    @cached_property
    def spread(self) -> Counter[str]:
        """For each word that can carry a topic, in how many distinct prose blocks it stands."""
        counted: Counter[str] = Counter()
        seen: set[tuple[str, ...]] = set()
        for item in self.shapes:
            if item.prose and item.words not in seen:
                seen.add(item.words)
                counted.update(self.topics(item))
        return counted

    @cached_property
    def next_prose(self) -> list[int]:
        """For each block the index of the next one that is prose, the number of blocks where none follows."""
        found = [len(self)] * len(self)
        for at in range(len(self) - 2, -1, -1):
            found[at] = at + 1 if self.shapes[at + 1].prose else found[at + 1]
        return found

    def topics(self, item: Shape) -> set[str]:
        """Return the words of a block that can carry a topic."""
        return {word for word in item.words if len(word) > 3} - self.stop_words

    def shared(self, index: int) -> float:
        """Return the share (0 to 1) of a block's topic words that stand in another prose block or in the title."""
        item = self.shapes[index]
        topics = self.topics(item)
        if not topics:
            return 0.0
        own = 1 if item.prose else 0
        spread = self.spread
        return sum(1 for word in topics if spread[word] > own or word in self.title_words) / len(topics)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the title and of the first three prose blocks, in lower case."""
        lead = [item.text[:1500] for item in self.shapes if item.prose][:3]
        found: set[str] = set()
        for text in lead:
            found |= names_in(text)
        found |= {folded(match.group()) for match in _CAPITALISED.finditer(self.title)} & (
            found | {word for word, blocks in self.spread.items() if blocks > 1}
        )
        return frozenset(found) - self.stop_words

    def opens_new(self, index: int) -> bool:
        """Return whether a block opens with a name of which a word stands neither in the title nor in the lead: a paper
        is often named after its town, but not after it alone."""
        match = _NAME_RUN.match(self.shapes[index].text)
        if match is None:
            return False
        known = self.names | self.title_words
        return any(word not in known for word in shape(match[1]).words if len(word) > 3)

    def shares_name(self, index: int) -> bool:
        """Return whether a block names somebody or something that the title or the lead names."""
        return not self.names.isdisjoint(self.shapes[index].words)


def consecutive(places: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as runs of neighbours."""
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
