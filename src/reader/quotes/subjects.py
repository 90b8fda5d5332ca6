"""Whose words: the noun phrase that is the subject of a reporting verb, found without a parser.

Everything works on the tags of one sentence (`reader.quotes.lexicon` lists them) and returns token ranges.
"""

from __future__ import annotations

import re
from typing import Final

from reader.names.titles import role_word
from reader.quotes.inversions import (
    ONE_OF_THEM,
    behind_hearer,
    can_be_subject,
    is_between,
    is_inverted,
    spoken_by_nobody,
    with_complements,
)
from reader.quotes.phrases import REACH, Subject, across_commas, antecedent, phrase_ending_at
from reader.quotes.shapes import Sentence

_AFTER_NP: Final = re.compile(
    r"(?:[DZ]A?)*(?:v(?=[nNK]))?(?:[nN#K'-]|g(?=[nNK])|A(?=[nNK])|Z(?=[nNK])|C(?=[nNK]))*[nN#KOZ]'?"
)
_AFTER_PP: Final = re.compile(r"P[D#]*(?:[nN#K'Z]|g(?=[nNK])|v(?=[nNK])|C(?=[nN]))*[nN#K]")
_NAMED_BEHIND: Final = re.compile(r",N{2,4}(?=[.;]|$|,(?!C))")
_NAME_AND_MORE: Final = re.compile(r"(N{2,5})[An]*n")
_NAME_AND_VERB: Final = re.compile(r"n?N{2,4}(?=n[ODRP])")
_ROLE_AND_NAME: Final = re.compile(r"D?n{0,3}N{2,4}(?=A?n)|n?N{2,4}(?=n[ODRP])")
_OFFICE_AND_NAME: Final = re.compile(r"Dn{1,3}(?:[PD]{1,2}[nN]{1,2}){0,2}N{2,4}(?=[nVWXvBO])")
_GERMAN_AND_VERB: Final = re.compile(r"D?n?N{1,4}(?=n[ODRPA,.])")
"""A name before a verb that no list has; in German every noun is a capitalised word."""
_DATELINE: Final = re.compile(r"N[N,#Z().~]{0,12}-")
_CLITIC: Final = ("es", "fr")
"""The languages that put "him" before the verb."""
_NOMINALS: Final = ("N", "n", "R")
_ONE_OF: Final = re.compile(r"DP[D#]*[nNK#']*[nNK]")
_PEOPLE: Final = frozenset(
    {"another", "one", "others", "some", "many", "several", "both", "most"}
    | {"einer", "eine", "jemand", "viele", "manche", "uno", "una", "alguien", "quelqu’un"}
)
_OTHERS: Final = frozenset({"other", "others", "latter", "former", "first", "second", "third"})
_LEADING_CLAUSE: Final = re.compile(r"[CA]*")


def subject_before(sentence: Sentence, cue: int) -> Subject | None:
    """Return the subject of the verb at token `cue` that stands to its left, None when there is none."""
    tags = sentence.tags
    index = _skip_verb_chain(sentence, cue)
    if index < 0:
        return None
    tag = tags[index]
    if tag == "," and is_inverted(sentence, cue):
        return None  # "Das sei falsch, sagte sie"
    if tag == "R":
        return Subject(index, index + 1)
    if tag == "L":
        return antecedent(sentence, index)
    if tag == "C":
        return _clause_subject(sentence, index)
    if tag == ",":
        return across_commas(sentence, index)
    if tag == ")":
        opening = tags.rfind("(", 0, index)
        return phrase_ending_at(sentence, opening - 1) if opening > 0 else None
    if tag == "-":
        opening = tags.rfind("-", 0, index)
        return phrase_ending_at(sentence, opening - 1) if opening > 0 else None
    return phrase_ending_at(sentence, index)


def subject_after(sentence: Sentence, cue: int) -> Subject | None:
    """Return the subject that follows the verb at token `cue` ("said the mayor"), None when there is none."""
    tags = sentence.tags
    first = cue + 1
    while first < len(tags) and tags[first] == "A":
        first += 1
    abroad = sentence.lexicon.language != "en"
    if abroad:
        first = behind_hearer(sentence, first)
    if first >= len(tags):
        return None
    if abroad and (unnamed := spoken_by_nobody(sentence, cue)) is not None:
        return subject_after(sentence, unnamed)
    if tags[first] == "R":
        # "sagte sie der Zeitung", "sagt er und lacht"; in English "said she would"
        closed = abroad or first + 1 >= len(tags) or tags[first + 1] in ",.;:Q-P"
        return Subject(first, first + 1, inverted=True) if closed else None
    if tags[first] == "P":  # "said of the plan Ann Roe" is too rare to tell from "said on Monday"
        return None
    match = _AFTER_NP.match(tags, first) or _ONE_OF.match(tags, first)
    if match is None and abroad:
        match = ONE_OF_THEM.match(tags, first)
    if match is None:
        if sentence.word(first) == "the" and sentence.word(first + 1) in _OTHERS:
            return Subject(first, first + 2, inverted=True)
        alone = tags[first] in "Dn" and tags[first + 1 : first + 2] in ("", ".", ",", ";", "Q", "P")
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
    if abroad:
        last = with_complements(sentence, first, last)
        return Subject(first, last, inverted=True) if can_be_subject(sentence, first, last) else None
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
        if tags[index] in ";:" or before - index > REACH:
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
    found = phrase_ending_at(sentence, participle - 1)
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
    index = _behind_dateline(sentence, tags)
    while index < len(tags):
        index = _LEADING_CLAUSE.match(tags, index).end()  # type: ignore[union-attr]  # the pattern matches anywhere
        if index >= len(tags):
            return None
        if tags[index] == "R":
            return Subject(index, index + 1)
        if sentence.lexicon.language in _CLITIC and (office := _OFFICE_AND_NAME.match(tags, index)):
            return Subject(index, office.end())
        match = _AFTER_NP.match(tags, index)
        if sentence.lexicon.language == "de" and (noun := _GERMAN_AND_VERB.match(tags, index)):
            return Subject(index, noun.end())
        if match is not None and sentence.lexicon.language in _CLITIC and tags[match.end() - 1] == "O":
            return Subject(index, match.end() - 1)  # "Roe lo niega"
        if match is not None and tags[index] != "Z":
            counted = tags.find("n#", index + 1, match.end())
            if counted > 0 and sentence.word(counted).endswith("s"):
                return Subject(index, counted)  # a verb that no list has: "the agency lists 19 towns"
            follower = tags[match.end() : match.end() + 1]
            if follower != "" and (follower in "XVWBvALP,TCGU(-'n" or match.end() == len(tags)):
                return Subject(index, match.end())
            if follower != "" and follower in "ODR" and match.end() - index > 1 and tags[match.end() - 1] == "n":
                return Subject(index, match.end() - 1)  # a verb that no list has: "the film shows her"
        bare = (_ROLE_AND_NAME if sentence.lexicon.language in _CLITIC else _NAME_AND_VERB).match(tags, index)
        if bare is not None:
            return Subject(index, bare.end())
        index = next((i for i in range(index, len(tags)) if tags[i] in ",Q"), len(tags)) + 1
    return None


def _behind_dateline(sentence: Sentence, tags: str) -> int:
    """Return the token behind "MADISON, Wis. (AP) —", 0 where a sentence opens otherwise."""
    match = _DATELINE.match(tags)
    place = sentence.tokens[0]
    return match.end() if match is not None and sentence.text[place.start : place.end].isupper() else 0


def _skip_verb_chain(sentence: Sentence, cue: int) -> int:
    """Return the token left of the verb and of its auxiliaries, adverbs and "went on to"."""
    tags = sentence.tags
    index = cue - 1
    while index >= 0:
        tag = tags[index]
        if tag in "XA" or (sentence.lexicon.language in _CLITIC and is_between(sentence, index)):
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
        elif tag == "U" and tags[cue] == "V" and sentence.word(index) == "once" and tags[:index].endswith(_NOMINALS):
            index -= 1  # "she once said"
        elif tag == "P" and sentence.word(index) in ("as", "by") and index > 0 and tags[index - 1] in "WVv":
            index -= 2  # "was quoted as saying"
        elif tag == "S" and sentence.word(index) == "as" and index > 0 and tags[index - 1] in "WVv":
            index -= 2
        else:
            break
    return index


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
            found = phrase_ending_at(sentence, index - 1) if tags[index - 1] != "," else None
            if found is not None:
                return found
    return first_subject(sentence, conjunction)
