"""Candidate spans: what the tagger marked, made clean, and the capitalised runs that it could have marked.

Every candidate is judged later; several may overlap. None starts with an article, ends with a possessive, or holds
a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from reader.entities.tagger import TaggedSpan
from reader.entities.tokens import Token
from reader.entities.words import words as listed
from reader.names.keys import name_key
from reader.names.organisations import known_body
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_role, is_title, split_titles

MAX_NAME: Final = 100
"""Longest name, in characters: the title of a film may be longer than any name."""

_MAX_WORDS: Final = 12
_MAX_GLUED: Final = 4
"""How many words may stand before the hyphenated one ("New York-based")."""
QUOTES: Final = frozenset("\"“”'‘’")
_LONGEST_NICKNAME: Final = 6
_TITLED: Final = frozenset({"WORK_OF_ART", "LAW", "EVENT"})
_PARTING: Final = frozenset({"at", "from", "against", "over", "near", "after", "before", "as", "than"})
_DERIVED: Final = re.compile(
    r"[^\W\d_][\w’'.]*-(?:based|born|led|backed|owned|speaking|made|listed|majority|ruled|held)"
)
SCORE: Final = re.compile(r"\d{1,3}[-–]\d{1,3}")
_WHOLE_LANDS: Final = frozenset({"country", "continent", "state"})
_INSIDE: Final = frozenset("&'’.,\"“”-!:")
"""Marks that a name may hold; at any other a tagged span is split."""


class Candidate(NamedTuple):
    """A span that may be a name. `first` and `last` are the tokens (indices in its line) that it covers.

    `label` is the tagger's for exactly this span, "" for a span that only its capitals suggest. `source` says where
    it comes from: "tag", "run", "chain" (runs joined by small words), "names" (by particles), "part" (of a run or a
    tagged span), "glued" (in a hyphenated word). `outer` is the label of a tagged span that overlaps it.
    """

    start: int
    end: int
    first: int
    last: int
    label: str
    source: str
    outer: str


def token_labels(line: Sequence[Token], spans: Iterable[TaggedSpan]) -> tuple[str, ...]:
    """Return for each token the label of the tagged span that covers it, "" for none."""
    labels = [""] * len(line)
    for span, first, last in _covered(line, spans):
        for index in range(first, last + 1):
            labels[index] = span.label or "RUN"
    return tuple(labels)


def candidates(line: Sequence[Token], spans: Sequence[TaggedSpan], labels: Sequence[str]) -> list[Candidate]:
    """Return the candidates of one line in order of their place.

    `spans` hold offsets of the text, as the tokens do; `labels` are those of `token_labels`.
    """
    found: dict[tuple[int, int], Candidate] = {}

    def add(first: int, last: int, label: str, source: str) -> None:
        first, last = _trim(line, first, last)
        if last < first or last - first >= _MAX_WORDS:
            return
        start, end = line[first].start, line[last].end
        if first == last and _DERIVED.fullmatch(line[first].text):
            return  # the name inside is a candidate of its own
        if end - start > MAX_NAME or (end - start < 2 and line[first].text != "X"):
            return
        old = found.get((start, end))
        if old is None or (label and not old.label):
            outer = label or next((labels[i] for i in range(first, last + 1) if labels[i]), "")
            found[start, end] = Candidate(start, end, first, last, label, source, outer)

    for span, first, last in _covered(line, spans):
        for low, high in _split(line, first, last, parting=span.label not in _TITLED):
            high = _past_particles(line, high)
            add(low, high, span.label, "tag")
            for part in _parts(line, low, high):
                add(*part, "", "part")
    runs = list(_runs(line))
    for first, last in runs:
        add(first, last, "", "run")
        for part in _parts(line, first, last):
            add(*part, "", "part")
    for first, last in _nicknamed(line, runs):
        add(_past_titles(line, first), last, "", "names")
    for first, last in _chains(line, runs):
        source = "chain" if _bodily(line, first, last) else "names"
        add(first, last, "", source)
        for index in range(first, min(first + 4, last - 1)):
            if is_title(line[index].text) or is_role(line[index].text):
                add(index + 1, last, "", source)
    for candidate in _glued(line, labels):
        found.setdefault((candidate.start, candidate.end), candidate)
    return [found[place] for place in sorted(found)]


def _covered(line: Sequence[Token], spans: Iterable[TaggedSpan]) -> Iterator[tuple[TaggedSpan, int, int]]:
    starts = [token.start for token in line]
    ends = [token.end for token in line]
    for span in spans:
        first = bisect_right(ends, span.start)
        last = bisect_left(starts, span.end) - 1
        if first <= last:
            yield span, first, last


def _split(line: Sequence[Token], first: int, last: int, *, parting: bool) -> Iterator[tuple[int, int]]:
    """Yield the parts of a tagged span between marks that no name holds (slashes, bullets, brackets, dashes), with
    `parting` also between small words that none but a title holds ("Northmoor at Priory Park")."""
    start = first
    for index in range(first, last + 1):
        token = line[index]
        if (not token.word and token.text not in _INSIDE) or (parting and token.text in _PARTING):
            if start < index:
                yield start, index - 1
            start = index + 1
    if start <= last:
        yield start, last


def _known_acronym(word: str) -> bool:
    """Whether a word that could be "who" or "us" in capitals is a body or a country ("WHO", "US")."""
    key = name_key(word)
    return word.isupper() and len(word) > 1 and (known_body(key) is not None or place_kind(key) is not None)


def _past_titles(line: Sequence[Token], first: int) -> int:
    """Return where a name starts behind the titles of its run."""
    while is_title(line[first].text) and first + 1 < len(line) and line[first + 1].capital:
        first += 1
    return first


def _past_particles(line: Sequence[Token], last: int) -> int:
    """Return the end of a name whose tagged span stops in the middle of its particles ("Ursula von" of "... der X")."""
    end = last
    while end + 1 < len(line) and line[end].lower in listed("particle") and line[end + 1].spaced and line[end + 1].word:
        end += 1
    return end if line[end].capital else last


def _trim(line: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Cut marks, first words of sentences and forms of address from the start, marks and small words from the end."""
    while first <= last:
        token = line[first]
        opener = token.lower in listed("opener") and (token.opens or token.lower == "the") and first < last
        if token.capital and not opener and not (token.lower in listed("address") and first < last):
            break
        first += 1
    while last >= first and _ends_no_name(line[last]):
        last -= 1
    if first == last and line[first].lower in listed("opener") and not _known_acronym(line[first].text):
        return first, first - 1
    return first, last


def _ends_no_name(token: Token) -> bool:
    """Whether a token is cut from the end of a name: a mark, a small word, a score ("Thrale United 3-2")."""
    small = not token.capital and token.lower in _small_words()
    return not token.word or small or SCORE.fullmatch(token.text) is not None


def _runs(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the maximal runs of capitalised words without a mark or a small word between them."""
    index, size = 0, len(line)
    while index < size:
        if not line[index].capital:
            index += 1
            continue
        end = index
        while end + 1 < size and _joins(line, end) and (line[end + 1].capital or _number_inside(line, end + 1)):
            end += 1
        yield index, end
        index = end + 1


def _joins(line: Sequence[Token], index: int) -> bool:
    """Whether the token may be followed by another word of the same name."""
    following = line[index + 1]
    return following.word and following.spaced and not line[index].possessive and not following.opens


def _number_inside(line: Sequence[Token], index: int) -> bool:
    if not line[index].text.isdigit() or len(line[index].text) > 4 or index + 1 >= len(line):
        return False
    return line[index + 1].capital and line[index + 1].spaced


def _chains(line: Sequence[Token], runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield runs joined by small words or a possessive: "Bank of Hill", "Ursula von der Leyen", "King's College"."""
    for number, (first, last) in enumerate(runs):
        for start, end in runs[number + 1 : number + 4]:
            between = line[last + 1 : start]
            if not line[start].spaced or line[start].opens or len(between) > 3:
                break
            if between and (line[last].possessive or not all(_connects(token) for token in between)):
                break
            if not between and not line[last].possessive:
                break
            yield first, end
            last = end


def _nicknamed(line: Sequence[Token], runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield two runs with a name in quotation marks between them: `Anton "the Wolf" Belik`."""
    ends = dict(runs)
    for first, last in runs:
        opening = last + 1
        if opening >= len(line) or line[opening].text not in QUOTES or not line[opening].spaced:
            continue
        for closing in range(opening + 2, min(opening + _LONGEST_NICKNAME, len(line) - 1)):
            if line[closing].text in QUOTES:
                if closing + 1 in ends and line[closing + 1].spaced and not line[closing].spaced:
                    yield first, ends[closing + 1]
                break


def _connects(token: Token) -> bool:
    return token.spaced and token.lower in _small_words()


@cache
def _small_words() -> frozenset[str]:
    return listed("connector") | listed("particle")


def _bodily(line: Sequence[Token], first: int, last: int) -> bool:
    """Whether small words join the chain that stand in names of bodies, not only such as people have."""
    return any(not token.capital and token.lower not in listed("particle") for token in line[first : last + 1])


def _parts(line: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield what a run holds beside its whole: the name behind titles, a people or a country before a name."""
    if first == last:
        return
    words = [token.text for token in line[first : last + 1]]
    titles, _ = split_titles(words)
    if titles and len(titles) < len(words):
        yield first + len(titles), last
    for index in range(first, last):
        if is_title(line[index].text) or is_role(line[index].text):
            yield index + 1, last
            if index > first:
                yield first, index - 1
        elif line[index].possessive or line[index].text == ",":
            yield first, index
            yield index + 1, last
    for size in (1, 2):
        if first + size <= last:
            key = name_key(" ".join(words[:size]))
            if demonym_kind(key) or place_kind(key) in _WHOLE_LANDS:
                yield first, first + size - 1
                yield first + size, last
    capital = next((index for index in range(last, first, -1) if line[index].capital), last)
    if capital < last:
        yield first, capital
    yield first + 1, last
    yield first, last - 1
    if len(words) > 3:
        yield last - 1, last
        yield last - 2, last


def _glued(line: Sequence[Token], labels: Sequence[str]) -> Iterator[Candidate]:
    """Yield the names inside hyphenated words: "Armenian" of "Armenian-majority", "EU" of "anti-EU"."""
    for index, token in enumerate(line):
        head, dash, tail = token.text.partition("-")
        if not dash or not head or not tail:
            continue
        first, label = index, labels[index]
        if head[0].isupper() and len(head) > 1 and not tail[0].isupper():
            while first > max(0, index - _MAX_GLUED) and line[first - 1].capital and _joins(line, first - 1):
                first -= 1
            while first < index and line[first].lower in listed("opener"):
                first += 1
            if first < index:
                yield Candidate(line[first].start, token.start + len(head), first, index, "", "glued", label)
            yield Candidate(token.start, token.start + len(head), index, index, "", "glued", label)
        elif tail[0].isupper() and len(tail) > 1:
            key = name_key(head)
            if head[0].islower() or demonym_kind(key) or place_kind(key) in _WHOLE_LANDS:
                yield Candidate(token.end - len(tail), token.end, index, index, "", "glued", label)
                if head[0].isupper() and len(head) > 1:
                    yield Candidate(token.start, token.start + len(head), index, index, "", "glued", label)
