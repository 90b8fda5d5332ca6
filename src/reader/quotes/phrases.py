"""Noun phrases before a verb: where one ends at a token, what an apposition or a relative clause behind it explains.

Everything works on the tags of one sentence (`reader.quotes.lexicon` lists them) and returns token ranges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader.names.keys import name_key
from reader.names.places import place_kind
from reader.names.titles import is_plural_role, role_word
from reader.quotes.shapes import Sentence
from reader.text.sentences import SOFT_DOT

_HARD: Final = ";:.-()QSUVWBGHL~"
"""Tags that no subject reaches across to the left."""
_NOUN: Final = "nN#KO"
REACH: Final = 40
_CLAUSAL: Final = frozenset({"after", "before", "since", "until", "as", "like"})
_PARTICIPLE_NAME: Final = re.compile(r"vn{1,3}N{1,4}")
_VERBS: Final = re.compile(r"[XVWBv]")


@dataclass(frozen=True, slots=True)
class Subject:
    """A mention as the tokens `first` to `last` (exclusive) of its sentence; `inverted` when it follows its verb."""

    first: int
    last: int
    inverted: bool = False


def phrase_ending_at(sentence: Sentence, index: int) -> Subject | None:
    """Return the noun phrase whose last token is `index`."""
    tags = sentence.tags
    if index >= 0 and tags[index] == ")":  # "Ann Roe (D-Ohio), who left, said"
        index = tags.rfind("(", 0, index) - 1
    if index < 0 or tags[index] not in "nN#KO'ZvgD":
        return None
    last = index + 1
    while last > 1 and tags[last - 1] in "ZA" and tags[last - 2] in "NnKRZA" and sentence.word(last - 1) != "minutes":
        last -= 1  # "Roe later Thursday told"
    first = last - 1
    while first > 0 and tags[first - 1] not in _HARD and tags[first - 1] not in ",RX" and last - first < REACH:
        if tags[first - 1] == "P" and first > 1 and sentence.word(first - 1) in _CLAUSAL:
            break  # "… after the envoy declared"
        first -= 1
    # a finite verb inside: what stands before it is the subject, what follows belongs to it
    # "which the mayor said", "which officials said": the mayor, the officials
    named = (tags[first] in "DN" or is_plural_role(sentence.word(last - 1))) and "v" not in tags[first:last]
    if first > 0 and tags[first - 1] == "L" and tags[last - 1] in "nNKO" and not named:
        explained = antecedent(sentence, first - 1)
        if explained is not None:
            return explained
    front = _trim_front(tags, first, last)
    if front is None or front >= last:
        return None
    first = front
    inner = tags[first:last]
    verb = inner.find("v")
    while 0 <= verb < len(inner) - 1 and inner[verb + 1] in "nNK" and (verb == 0 or inner[verb - 1] in "DAC"):
        verb = inner.find("v", verb + 1)  # "a retired general"
    if verb > 0 and any(tag in "nNKR" for tag in inner[:verb]):
        last = first + verb
    return Subject(first, last) if any(tag in _NOUN for tag in tags[first:last]) or tags[first] == "D" else None


def _trim_front(tags: str, first: int, last: int) -> int | None:
    """Drop what stands before a subject in its segment: conjunctions, adverbs, a fronted phrase without a comma."""
    while first < last and tags[first] in "CATZ":
        first += 1
    if tags[first:last].startswith("P#"):
        return first + 1  # "About 9 percent said"
    if first < last and tags[first] in "Pg":
        # "In Ohio the mayor said", "At the rally Roe said": the phrase ends where a determiner or a name begins
        for index in range(first + 2, last):
            if tags[index] == "D" and tags[index - 1] != "P":
                return index
            if tags[index] == "N" and tags[index - 1] in "nZ#":
                return index
        return None
    return first


def antecedent(sentence: Sentence, relative: int) -> Subject | None:
    """Return what the relative pronoun at a token stands for, None when that is not certain."""
    index = relative - 1
    tags = sentence.tags
    if index >= 0 and tags[index] == ",":
        comma = tags.rfind(",", 0, index)
        if comma > 0 and tags[comma + 1] in "D#" and tags[comma - 1] == "N" and not _VERBS.search(tags[comma:index]):
            return phrase_ending_at(sentence, comma - 1)  # "a study by Ann Roe, the chemist, which found"
        found = _behind_by(sentence, across_commas(sentence, index) or phrase_ending_at(sentence, index - 1))
        return _plural_tail(sentence, found) if sentence.word(relative) == "who" else found
    return _behind_by(sentence, phrase_ending_at(sentence, index))


def _plural_tail(sentence: Sentence, subject: Subject | None) -> Subject | None:
    """Return only the people behind the last preposition: "to raise the pay of bus drivers, who"."""
    if subject is None or not is_plural_role(sentence.word(subject.last - 1)):
        return subject
    spots = [i for i in range(subject.first, subject.last) if sentence.tags[i] in "PT" and sentence.word(i) != "of"]
    last = spots[-1] if spots else -1
    return Subject(last + 1, subject.last) if last > subject.first else subject


def _behind_by(sentence: Sentence, subject: Subject | None) -> Subject | None:
    """Return only the name behind "accompanied by"."""
    if subject is None:
        return None
    for index in range(subject.last - 2, subject.first, -1):
        if sentence.word(index) == "by" and sentence.tags[index - 1] == "v":
            return Subject(index + 1, subject.last)
    return subject


def across_commas(sentence: Sentence, comma: int) -> Subject | None:
    """Return the phrase that an apposition or a relative clause before `comma` explains ("Roe, a nurse, said")."""
    tags = sentence.tags
    start = comma
    while start > 0 and tags[start - 1] not in ";:.QS" and comma - start < REACH:
        start -= 1
    cuts = [start - 1, *(i for i in range(start, comma) if tags[i] == ","), comma]
    segments = [(cuts[i] + 1, cuts[i + 1]) for i in range(len(cuts) - 1)]
    best: Subject | None = None
    for number in range(len(segments) - 1, -1, -1):
        first, last = segments[number]
        if first >= last or (number > 1 and tags[segments[number - 1][0]] == "L" and tags[first:last] == "N"):
            continue  # "Roe, whose wife, Ann, left, said"
        explains = number > 0 and (_explains(sentence, first, last) or _owns(tags, segments[number - 1], (first, last)))
        found = _segment_subject(sentence, first, last)
        if found is not None and (best is None or tags[found.first] in "NDR"):
            best = found
        if not explains and best is not None:
            break
    return best


def _explains(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a segment between commas says more of the name before it: an apposition, a relative clause, a place."""
    part = sentence.tags[first:last]
    if part[0] in "D#LPgGHvAKnZSUXO" or _is_role_phrase(part.lstrip("C")) or _is_place(sentence, first, last):
        return True
    end = part.find("P") if "P" in part else len(part)  # "Ann Roe, CEO of Roe Motors, said"
    return end > 0 and role_word(sentence.word(first + end - 1)) is not None


def _owns(tags: str, before: tuple[int, int], here: tuple[int, int]) -> bool:
    """Whether a segment such as "Norway's only ally" explains the bare name before it."""
    return set(tags[slice(*before)]) == {"N"} and re.match(r"N+'.*n", tags[slice(*here)]) is not None


def _is_role_phrase(part: str) -> bool:
    return bool(re.fullmatch(r"[N'n-]*[nK](?:P[DnNK#'gC]+)*", part))


def _is_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a segment is only the place or the state that a name or another place comes from."""
    if set(sentence.tags[first:last]) != {"N"}:
        return False
    start, end = sentence.span(first, last)
    words = sentence.text[start:end]
    return words.endswith(SOFT_DOT) or place_kind(name_key(words)) is not None


def _segment_subject(sentence: Sentence, first: int, last: int) -> Subject | None:
    """Return the subject phrase that ends a segment between commas, None when it holds a clause of its own."""
    tags = sentence.tags
    while first < last and tags[first] in "CA":
        first += 1
    part = tags[first:last]
    if part == "#" or (part == "N" and sentence.run(first) >= 0):
        return None  # an age, a title in marks
    if _PARTICIPLE_NAME.fullmatch(part):
        return Subject(first, last)  # "Retired postman Bob Roe, 82, said"
    if not part or part[0] in "PLgGHSUTXvZ":
        return phrase_ending_at(sentence, last - 1) if part[:1] == "P" and re.search(r"[nZ#]N+$", part) else None
    if part == "R":
        return Subject(first, last)
    if _VERBS.search(part) and not re.match(r"D?v[nN]", part):
        clause = max(part.rfind("S"), part.rfind("C"))
        return phrase_ending_at(sentence, last - 1) if clause >= 0 and not _VERBS.search(part[clause + 1 :]) else None
    return phrase_ending_at(sentence, last - 1)
