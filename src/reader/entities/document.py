"""An article as the entity rules see it: lines of tokens, candidates grouped by name, and how names hang together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader.entities.paragraphs import Piece
from reader.entities.surfaces import Candidate, candidates, token_labels
from reader.entities.surroundings import is_sport, pronouns
from reader.entities.tagger import TaggedSpan
from reader.entities.tokens import Token, tokens
from reader.names.keys import name_key
from reader.names.organisations import Definition, definitions

_FREE: Final = frozenset({"tag", "run"})
_DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_][^\n()]{2,60}?)"
    r"(?:,? \(?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?: \d{1,2})?(?:, \d{4})?\)?)?(?P<source> \([^()\n]{2,40}\))? ?[-–—]{1,2} (?=[^\W_]|[\"“])"
)
_TITLE_CASE_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate under the key of its name; `line` is its line's number."""

    candidate: Candidate
    line: int
    key: str
    text: str

    @property
    def free(self) -> bool:
        """Whether it is a whole run or a tagged span, not a piece of either."""
        return self.candidate.source in _FREE

    @property
    def tokens(self) -> list[tuple[int, int]]:
        """The tokens that it covers, as (line, index)."""
        return [(self.line, index) for index in range(self.candidate.first, self.candidate.last + 1)]


@dataclass(frozen=True, slots=True)
class Document:
    """What the lines of an article say together.

    `tags` hold for each token the label of the tagged span that covers it. `datelines` hold, for a
    line that starts with one, where its place ends and where the text begins. `caps` tells for each line how it is
    written: "upper", "title" or "". `groups` hold the mentions of each key, `labels` the tagger's usual label for it.
    `lower_words` counts the words written in lower case. `shorts` leads from an acronym's key to that of its long
    form, `longs` back; `definitions` are the places that say so. `holders` leads from a word to the longer names
    that have it, with its place in them. `pronouns` tell for each token which one follows it before another name.
    `sport` tells whether the article reads like a report of sport.
    """

    lines: tuple[tuple[Token, ...], ...]
    tags: tuple[tuple[str, ...], ...]
    datelines: Mapping[int, tuple[int, int]]
    caps: tuple[str, ...]
    mentions: tuple[Mention, ...]
    groups: Mapping[str, tuple[Mention, ...]]
    labels: Mapping[str, str]
    lower_words: Counter[str]
    shorts: Mapping[str, str]
    longs: Mapping[str, str]
    definitions: tuple[Definition, ...]
    holders: Mapping[str, Mapping[str, str]]
    pronouns: tuple[tuple[str, ...], ...]
    sport: bool


def document(
    text: str, pieces: Sequence[Piece], spans: Iterable[Sequence[TaggedSpan]], *, elided: bool = False
) -> Document:
    """Return the document of `text`, whose `pieces` were tagged with `spans` (offsets in each piece).

    With `elided`, as in French, an article that has lost its vowel is no part of the word behind it.
    """
    lines: list[tuple[Token, ...]] = []
    tags: list[tuple[str, ...]] = []
    datelines: dict[int, tuple[int, int]] = {}
    mentions: list[Mention] = []
    groups: dict[str, list[Mention]] = defaultdict(list)
    lower_words: Counter[str] = Counter()
    for number, (piece, tagged) in enumerate(zip(pieces, spans, strict=True)):
        line = tuple(tokens(text, piece.start, piece.start + len(piece.text), elided=elided))
        lines.append(line)
        dateline = _dateline(piece)
        if dateline is not None:
            datelines[number] = dateline
        lower_words.update(token.text for token in line if token.word and not token.capital)
        moved = [TaggedSpan(a + piece.start, b + piece.start, label) for a, b, label in tagged]
        labels_here = token_labels(line, moved)
        tags.append(labels_here)
        for candidate in candidates(line, moved, labels_here):
            surface = text[candidate.start : candidate.end]
            key = name_key(surface)
            if key:
                mention = Mention(candidate, number, key, surface)
                mentions.append(mention)
                groups[key].append(mention)
    labels = {key: _label(group) for key, group in groups.items()}
    shorts: dict[str, str] = {}
    stated = tuple(definitions(text))
    for found in stated:
        long, short = name_key(text[slice(*found.long)]), name_key(text[slice(*found.short)])
        if long != short:
            shorts.setdefault(short, long)
    return Document(
        lines=tuple(lines),
        tags=tuple(tags),
        datelines=datelines,
        caps=tuple(map(_writing, lines)),
        mentions=tuple(mentions),
        groups={key: tuple(group) for key, group in groups.items()},
        labels=labels,
        lower_words=lower_words,
        shorts=shorts,
        longs={long: short for short, long in shorts.items()},
        definitions=stated,
        holders=_holders(groups),
        pronouns=tuple(map(pronouns, lines)),
        sport=is_sport(lower_words),
    )


def _label(group: Sequence[Mention]) -> str:
    """Return the label that the tagger gave most often to exactly this name, "" when it never did."""
    counts = Counter(mention.candidate.label for mention in group if mention.candidate.label)
    return counts.most_common(1)[0][0] if counts else ""


def _holders(groups: Mapping[str, Sequence[Mention]]) -> dict[str, dict[str, str]]:
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for key, group in groups.items():
        words = key.split()
        if 1 < len(words) < 6 and any(mention.free for mention in group):
            for index, word in enumerate(words):
                if word in groups:
                    place = "first" if index == 0 else "last" if index == len(words) - 1 else "in"
                    holders[word][key] = place
    return holders


def _dateline(piece: Piece) -> tuple[int, int] | None:
    """Return where the place of a dateline ends and where the text begins: "ALDBY, March 3 (Wire) - The ..."."""
    match = _DATELINE.match(piece.text)
    if match is None or not (match["place"].partition(",")[0].isupper() or match["source"]):
        return None
    return piece.start + match.end("place"), piece.start + match.end()


def _writing(line: Sequence[Token]) -> str:
    words = [token for token in line if token.word and len(token.text) > 3 and token.text[0].isalpha()]
    if len(words) >= 2 and sum(token.text.isupper() for token in words) >= 0.75 * len(words):
        return "upper"
    if (
        len(words) >= _TITLE_CASE_WORDS
        and sum(token.capital for token in words) >= 0.75 * len(words)
        and line[-1].text != "."
    ):
        return "title"
    return ""
