"""Whose words: the noun phrase that is the subject of a reporting verb, found without a parser.

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
_REACH: Final = 40
_AFTER_NP: Final = re.compile(
    r"(?:[DZ]A?)*(?:v(?=[nNK]))?(?:[nN#K'-]|g(?=[nNK])|A(?=[nNK])|Z(?=[nNK])|C(?=[nNK]))*[nN#KOZ]'?"
)
_AFTER_PP: Final = re.compile(r"P[D#]*(?:[nN#K'Z]|g(?=[nNK])|v(?=[nNK])|C(?=[nN]))*[nN#K]")
_NAMED_BEHIND: Final = re.compile(r",N{2,4}(?=[.;]|$|,(?!C))")
_NAME_AND_MORE: Final = re.compile(r"(N{2,5})[An]*n")
_ONE_OF: Final = re.compile(r"DP[D#]*[nNK#']*[nNK]")
_PEOPLE: Final = frozenset({"another", "one", "others", "some", "many", "several", "both", "most"})
_OTHERS: Final = frozenset({"other", "others", "latter", "former", "first", "second", "third"})
_LEADING_CLAUSE: Final = re.compile(r"[CA]*")
_CLAUSAL: Final = frozenset({"after", "before", "since", "until", "as", "like"})
_PARTICIPLE_NAME: Final = re.compile(r"vn{1,3}N{1,4}")
_VERBS: Final = re.compile(r"[XVWBv]")


@dataclass(frozen=True, slots=True)
class Subject:
    """A mention as the tokens `first` to `last` (exclusive) of its sentence; `inverted` when it follows its verb."""

    first: int
    last: int
    inverted: bool = False


def subject_before(sentence: Sentence, cue: int) -> Subject | None:
    """Return the subject of the verb at token `cue` that stands to its left, None when there is none."""
    tags = sentence.tags
    index = _skip_verb_chain(sentence, cue)
    if index < 0:
        return None
    tag = tags[index]
    if tag == "R":
        return Subject(index, index + 1)
    if tag == "L":
        return _antecedent(sentence, index)
    if tag == "C":
        return _clause_subject(sentence, index)
    if tag == ",":
        return _across_commas(sentence, index)
    if tag == ")":
        opening = tags.rfind("(", 0, index)
        return _ending_at(sentence, opening - 1) if opening > 0 else None
    if tag == "-":
        opening = tags.rfind("-", 0, index)
        return _ending_at(sentence, opening - 1) if opening > 0 else None
    return _ending_at(sentence, index)


def subject_after(sentence: Sentence, cue: int) -> Subject | None:
    """Return the subject that follows the verb at token `cue` ("said the mayor"), None when there is none."""
    tags = sentence.tags
    first = cue + 1
    while first < len(tags) and tags[first] == "A":
        first += 1
    if first >= len(tags):
        return None
    if tags[first] == "R":
        behind = ",.;:Q-PDN" if sentence.lexicon.language == "de" else ",.;:Q-P"  # "sagte sie der Zeitung": to it
        closed = first + 1 >= len(tags) or tags[first + 1] in behind
        return Subject(first, first + 1, inverted=True) if closed else None
    if tags[first] == "P":  # "said of the plan Ann Roe" is too rare to tell from "said on Monday"
        return None
    match = _AFTER_NP.match(tags, first) or _ONE_OF.match(tags, first)
    if match is None:
        if sentence.word(first) == "the" and sentence.word(first + 1) in _OTHERS:
            return Subject(first, first + 2, inverted=True)
        alone = tags[first] == "D" and tags[first + 1 : first + 2] in ("", ".", ",", ";", "Q", "P")
        return Subject(first, first + 1, inverted=True) if alone and sentence.word(first) in _PEOPLE else None
    last = match.end()
    head = last - 1 if tags[last - 1] != "'" else last - 2
    if set(tags[first:last]) <= set("Z#A,"):
        return None
    while tags[last - 1] == "Z" and last - 1 > first:  # "said Roe Monday"
        last -= 1
    if sentence.lexicon.language != "en" and (bare := _NAME_AND_MORE.fullmatch(tags, first, last)):
        last = bare.end(1)  # "a dit Anne Roux hier matin"
        head = last - 1
    if tags[head] in "nK" or (tags[head] == "#"):
        pp = _AFTER_PP.match(tags, last)
        if pp is not None and sentence.word(last) in (
            "of",
            "for",
            "from",
            "at",
            "with",
            "in",
            "de",
            "der",
            "des",
            "du",
            "del",
        ):
            last = pp.end()
    named = _NAMED_BEHIND.match(tags, last)
    if named is not None and tags[head] in "nK" and role_word(sentence.word(head)) is not None:
        last = named.end()  # "said the guard, Ann Roe, who"
    return Subject(first, last, inverted=True)


def main_subject(sentence: Sentence, before: int) -> Subject | None:
    """Return the subject of the clause that a participle at token `before` hangs on ("..., Roe left, saying")."""
    tags = sentence.tags
    absolute = _absolute(sentence, before)
    if absolute is not None:
        return absolute
    for index in range(before - 1, -1, -1):
        if tags[index] == "V" and same_bracket(tags, index, before):
            found = subject_before(sentence, index) or subject_after(sentence, index)
            if found is not None and found.last <= before:
                return found
        if tags[index] in ";:" or before - index > _REACH:
            break
    return first_subject(sentence, before)


def agent(sentence: Sentence, first: int, quote: int) -> Subject | None:
    """Return who acts in a passive ("was told by the mayor that", "was called Q by Roe"), None when unsaid. `first` is
    the token behind the verb."""
    for index in (first, first + 1, quote + 1):
        if sentence.word(index) == "by":
            found = subject_after(sentence, index)
            if found is not None and (index > quote or found.last <= quote):
                return Subject(found.first, found.last)
    return None


def _absolute(sentence: Sentence, participle: int) -> Subject | None:
    """Return the subject that stands right before its participle: "with Ann Roe saying", "has Roe saying"."""
    tags = sentence.tags
    while participle > 0 and tags[participle - 1] == "A":
        participle -= 1
    if participle == 0 or tags[participle - 1] not in "Nn":
        return None
    first = participle - 1
    while first > 0 and tags[first - 1] in "NnD#":
        first -= 1
    if sentence.word(first - 1) in ("with", "has", "have", "had"):
        return Subject(first, participle)
    if tags[participle - 1] != "N":
        return None
    found = _ending_at(sentence, participle - 1)
    return found if found is not None and found.first == 0 and found.last == participle else None


def same_bracket(tags: str, first: int, last: int) -> bool:
    """Whether two places are on the same side of every bracket between them."""
    between = tags[min(first, last) : max(first, last)]
    return between.count("(") == between.count(")")


def first_subject(sentence: Sentence, limit: int) -> Subject | None:
    """Return the noun phrase that opens the main clause in the first `limit` tokens, None when none is found.

    Fronted phrases ("On Monday,", "Speaking in Oslo,") are passed over.
    """
    tags = sentence.tags[:limit]
    index = 0
    while index < len(tags):
        index = _LEADING_CLAUSE.match(tags, index).end()  # type: ignore[union-attr]  # the pattern matches anywhere
        if index >= len(tags):
            return None
        if tags[index] == "R":
            return Subject(index, index + 1)
        match = _AFTER_NP.match(tags, index)
        if match is not None and tags[index] != "Z":
            follower = tags[match.end() : match.end() + 1]
            if follower != "" and (follower in "XVWBvALP,TCGU(-'n" or match.end() == len(tags)):
                return Subject(index, match.end())
            if follower != "" and follower in "ODR" and match.end() - index > 1 and tags[match.end() - 1] == "n":
                return Subject(index, match.end() - 1)  # a verb that no list has: "the film shows her"
        index = next((i for i in range(index, len(tags)) if tags[i] in ",Q"), len(tags)) + 1
    return None


def _skip_verb_chain(sentence: Sentence, cue: int) -> int:
    """Return the token left of the verb and of its auxiliaries, adverbs and "went on to"."""
    tags = sentence.tags
    index = cue - 1
    while index >= 0:
        tag = tags[index]
        if tag in "XA":
            index -= 1
        elif tag == "T":
            index -= 1
            if index > 0 and sentence.word(index) == "this" and tags[index - 1] == "X":
                index -= 1  # "had this to say"
                continue
            if index >= 0 and tags[index] == "P":
                index -= 1
            if index >= 0 and tags[index] in "vVWBGHgn":
                index -= 1
            else:
                return index
        elif tag == "Z" and index > 0 and tags[index - 1] in "NnRZ" and sentence.word(index) != "minutes":
            index -= 1
        elif tag == "P" and sentence.word(index) in ("as", "by") and index > 0 and tags[index - 1] in "WVv":
            index -= 2  # "was quoted as saying"
        elif tag == "S" and sentence.word(index) == "as" and index > 0 and tags[index - 1] in "WVv":
            index -= 2
        else:
            break
    return index


def _ending_at(sentence: Sentence, index: int) -> Subject | None:
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
    while first > 0 and tags[first - 1] not in _HARD and tags[first - 1] not in ",RX" and last - first < _REACH:
        if tags[first - 1] == "P" and first > 1 and sentence.word(first - 1) in _CLAUSAL:
            break  # "… after the envoy declared"
        first -= 1
    # a finite verb inside: what stands before it is the subject, what follows belongs to it
    # "which the mayor said", "which officials said": the mayor, the officials
    named = (tags[first] in "DN" or is_plural_role(sentence.word(last - 1))) and "v" not in tags[first:last]
    if first > 0 and tags[first - 1] == "L" and tags[last - 1] in "nNKO" and not named:
        antecedent = _antecedent(sentence, first - 1)
        if antecedent is not None:
            return antecedent
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


def _antecedent(sentence: Sentence, relative: int) -> Subject | None:
    index = relative - 1
    tags = sentence.tags
    if index >= 0 and tags[index] == ",":
        comma = tags.rfind(",", 0, index)
        if comma > 0 and tags[comma + 1] in "D#" and tags[comma - 1] == "N" and not _VERBS.search(tags[comma:index]):
            return _ending_at(sentence, comma - 1)  # "a study by Ann Roe, the chemist, which found"
        return _behind_by(sentence, _across_commas(sentence, index) or _ending_at(sentence, index - 1))
    return _behind_by(sentence, _ending_at(sentence, index))


def _behind_by(sentence: Sentence, subject: Subject | None) -> Subject | None:
    """Return only the name behind "accompanied by"."""
    if subject is None:
        return None
    for index in range(subject.last - 2, subject.first, -1):
        if sentence.word(index) == "by" and sentence.tags[index - 1] == "v":
            return Subject(index + 1, subject.last)
    return subject


def _clause_subject(sentence: Sentence, conjunction: int) -> Subject | None:
    """Return the subject that a coordinated verb shares ("Roe left and said")."""
    tags = sentence.tags
    start = conjunction
    stops = ";:.Q" if conjunction and tags[conjunction - 1] == "," else ";:.QSU"
    while start > 0 and tags[start - 1] not in stops:
        if tags[start - 1] == "P" and tags[start] == "R":
            break  # "it comes after he won but said"
        start -= 1
    relative = tags.rfind("L", start, conjunction)
    if relative >= 0 and sentence.word(relative) == "whose":
        stop = next((i for i in range(relative + 1, conjunction) if tags[i] in ",XVWBv"), conjunction)
        return Subject(relative + 1, stop) if stop > relative + 1 else None  # "whose captain came and called it Q"
    for index in range(start, conjunction):
        if index and tags[index] == "R" and sentence.word(index) == "it" and tags[index - 1] == "V":
            return subject_before(sentence, index - 1)  # "Roe said it was late but added"
        if tags[index] == "R" and (index == 0 or tags[index - 1] != "P"):
            return Subject(index, index + 1)
        if tags[index] in "XVWBv" and index > start:
            found = _ending_at(sentence, index - 1) if tags[index - 1] != "," else None
            if found is not None:
                return found
    return first_subject(sentence, conjunction)


def _across_commas(sentence: Sentence, comma: int) -> Subject | None:
    """Return the phrase that an apposition or a relative clause before `comma` explains ("Roe, a nurse, said")."""
    tags = sentence.tags
    start = comma
    while start > 0 and tags[start - 1] not in ";:.QS" and comma - start < _REACH:
        start -= 1
    cuts = [start - 1, *(i for i in range(start, comma) if tags[i] == ","), comma]
    segments = [(cuts[i] + 1, cuts[i + 1]) for i in range(len(cuts) - 1)]
    best: Subject | None = None
    for number in range(len(segments) - 1, -1, -1):
        first, last = segments[number]
        if first >= last:
            continue
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
    if part == "#" or (part == "N" and sentence.tokens[first].run >= 0):
        return None  # an age, a title in marks
    if _PARTICIPLE_NAME.fullmatch(part):
        return Subject(first, last)  # "Retired postman Bob Roe, 82, said"
    if not part or part[0] in "PLgGHSUTXvZ":
        return _ending_at(sentence, last - 1) if part[:1] == "P" and re.search(r"[nZ#]N+$", part) else None
    if part == "R":
        return Subject(first, last)
    if _VERBS.search(part) and not re.match(r"D?v[nN]", part):
        clause = max(part.rfind("S"), part.rfind("C"))
        return _ending_at(sentence, last - 1) if clause >= 0 and not _VERBS.search(part[clause + 1 :]) else None
    return _ending_at(sentence, last - 1)
