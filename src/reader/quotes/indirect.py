"""Reported speech without marks: "Roe said the bridge was safe", "The bridge was safe, Roe said", "according to Roe".

The rules follow the shape of the sentence; which verbs may open which construction is data
(`data/indirect_en.txt`). What a reported clause holds in marks is found apart, by `reader.quotes.passages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from reader.quotes.attribution import Attribution
from reader.quotes.cues import find_cues
from reader.quotes.openings import phrases, share, verbs
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import main_subject, subject_after, subject_before
from reader.text.sentences import Span

# what may stand between a verb and its clause: a hearer, a time, a place ("told reporters on Monday that")
_HEARER: Final = re.compile(r"A*(?:[TP]?(?:O|[DA]?[DnNK#'Zg]+(?:C[nN]+)?))?(?:P?[DA]?[DnNK#'Zg]+){0,3}A?,?(?=S)")
_TOLD: Final = re.compile(r"(?:O|[DA]*[nNK']+|[nN]+)(?:P[DnN]+)?Z*(?=[RDN])")
_CLAUSE: Final = re.compile(r"A?(?:R|(?:DS|PD)?[DA]*[nN#K'PgCZ-]{1,14}?)A?[XvVWB]|R[An]")
_DATELINE: Final = re.compile(r"N[N,#Z().~]{0,12}-")
_WHEN: Final = re.compile(r"A?P?Z{1,2}(?=[RDN])")
_NEXT_CUE: Final = re.compile(r"CA?(?:R|[DA]*[nN#K']{1,8})?A?X?A?V")
_OWN_CLAUSE: Final = re.compile(r"C(?:R|[DA]*[nN#K'PZ]{1,8}?)A?[XvVWB]")
_LISTED: Final = re.compile(r",A?[nNDA#']{1,5}[,C]|,C|,N{1,2},")
# words behind a comma that open the reporter's own remark ("..., a claim he denies", "..., although")
_REMARKS: Final = frozenset({"a", "an", "one", "something", "although", "though", "whereas"})
_SAME_SUBJECT: Final = re.compile(r"CA?[VW]A?(?:[TSDRNO]|$)")
# what may stand behind "Roe said" where the clause stands before it: a time, a place, a hearer, then the end
_TAIL_END: Final = re.compile(r"[APTZDnNK#'O]{0,12}(?=[.;]|,[GHg]|$)")
_TAIL_COMMA: Final = re.compile(r"[APTZDnNK#'O]{0,8},")
_ROLE_AND_NAME: Final = re.compile(r",(?P<role>D[DAnN#']{0,8}n(?:P[DnN]{1,5})?,)(?P<name>N{2,4}),(?:#,)?$")
_ROLE_REACH: Final = 18
_VERB: Final = re.compile(r"[XvVWB]")
_MIN_TOKENS: Final = 3
_LONG_FRONT: Final = 6
"""So many tokens before "Roe said" are a clause even when no word of it is known as a verb."""
_NOUN_THAT: Final = re.compile(r"(?:(?:Dn{1,3}|N{1,4})(?P<owned>')|D)[nA#ZvgN]{0,2}[nKVWB]S")
_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "my", "our"})
_CUT_AT: Final = "GH"
_EMPTY: Final = frozenset(
    {"nothing", "something", "anything", "everything", "so", "little", "much", "more", "it", "this"}
)
_TELLING: Final = frozenset(
    {"told", "tells", "tell", "telling", "assured", "informed", "reminded", "warned", "warns", "assuring"}
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause: its span in the text, why it is one, and the construction ("that", "zero", "fronted"...).
    `continues` marks the second half of a clause that "he said" interrupts."""

    span: Span
    attribution: Attribution
    construction: str
    continues: bool = False


def find_reported(sentence: Sentence) -> Iterator[Reported]:
    """Yield the reported clauses of a sentence in the order of their verbs."""
    if len(sentence.tags) < 5:
        return
    accord = _according(sentence)
    if accord is not None:
        yield accord
        return
    yield from _of_nouns(sentence)
    for cue in find_cues(sentence, tags="VWGHB"):
        if cue.passive:
            continue
        found = list(_around(sentence, cue.index)) or list(_behind(sentence, cue.index))
        yield from found


def _around(sentence: Sentence, cue: int) -> Iterator[Reported]:
    """The clause before the verb: "The bridge was safe, Roe said", and its rest behind: "..., Roe said, and new"."""
    tags = sentence.tags
    if tags[cue] != "V" and sentence.word(cue) not in verbs("fronted"):
        return
    subject = subject_before(sentence, cue)
    if subject is not None and subject.first > 0 and tags[subject.first - 1] in ",Q":
        opened, closed = _role_before(tags, subject, cue), cue + 1
    else:
        subject = subject_after(sentence, cue)
        if subject is None or cue == 0 or tags[cue - 1] not in ",Q":
            return
        opened, closed = cue, subject.last
    comma = 1 if tags[opened - 1] == "," else 0
    front = tags[: opened - comma]
    if not front or (front.endswith("Q") and not front[:-1].strip("CA,-~(.")):
        return
    clause = len(front) >= _MIN_TOKENS and (_VERB.search(front) is not None or len(front) >= _LONG_FRONT)
    frame = front[0] in "PUgG" and not front.startswith("P#")  # "On Monday, Roe said": no clause
    frame = frame and not (sentence.word(0) == "as" and sentence.word(2) == "as")  # "As many as 40 fell ill, Roe said"
    clause = clause and (not frame or "," in front)
    start = _clause_start(front)
    frame = frame or front[start : start + 1] in tuple("PUgGA") or start == len(front)
    if clause and _TAIL_END.match(tags, closed) is not None:
        yield _made(sentence, subject, cue, start, opened - comma, "fronted")
        return
    middle = _TAIL_COMMA.match(tags, closed)
    if (
        middle is None
        or (start and front[0] != "C")
        or "Q" in front
        or tags[middle.end() : middle.end() + 1] in ("", "G", "H")
    ):
        return
    again = middle.end()
    if subject.inverted and (tags[again] in "DL" or not clause):
        if clause and tags[cue] == "V":  # "The bridge was safe, said Ann Roe, a nurse"
            yield _made(sentence, subject, cue, start, opened - comma, "fronted")
        return
    stop = _clause_end(sentence, again)
    rest = stop - again >= (_MIN_TOKENS if frame else 2) and (
        clause or not frame or _VERB.search(tags, again, stop) is not None
    )
    if clause or (rest and not frame):
        yield _made(sentence, subject, cue, start, opened - comma, "interrupted")
    if rest:
        yield _made(sentence, subject, cue, again, stop, "interrupted", continues=clause or not frame)


def _role_before(tags: str, subject: Subject, cue: int) -> int:
    """Return where the subject begins with the role that its name only explains: "the mayor, Ann Roe, said"."""
    if tags[cue - 1] != ",":
        return subject.first
    role = _ROLE_AND_NAME.search(tags, max(0, subject.first - _ROLE_REACH), cue)
    return role.start("role") if role is not None and role.start("name") == subject.first else subject.first


def _clause_start(front: str) -> int:
    dateline = _DATELINE.match(front)
    start = dateline.end() if dateline is not None else 0
    while start < len(front) and front[start] in "C~-":
        start += 1
    return start


def _behind(sentence: Sentence, cue: int) -> Iterator[Reported]:
    """The clause behind the verb: "said that ...", "said it was ...", "promised to ...", "called it ..."."""
    tags, tag = sentence.tags, sentence.tags[cue]
    subject = main_subject(sentence, cue) if tag in "GH" else subject_before(sentence, cue)
    if subject is None:
        return
    start = cue + 1
    if sentence.word(cue) in _PARTICLES and sentence.word(start) in ("out", "on", "up"):
        start += 1
    hearer = _HEARER.match(tags, start)
    construction = ""
    if hearer is not None and sentence.word(hearer.end()) != "than":  # but "say more than forty came"
        start, construction = hearer.end(), "that"
    elif sentence.word(cue) in _TELLING:
        told = _TOLD.match(tags, start)
        if told is None or not _CLAUSE.match(tags, told.end()):
            return
        start, construction = told.end(), "zero"
    elif tags[start : start + 1] in ("P", "T") and f"{sentence.word(cue)} {sentence.word(start)}" in phrases():
        start, construction = start + 1, "with"
    elif tags[start : start + 1] == "T":
        construction = "to"
    elif (when := _WHEN.match(tags, start)) is not None and _CLAUSE.match(tags, when.end()):
        start, construction = when.end(), "zero"  # "said Tuesday she would"
    elif tags[start : start + 1] in ("X", "v") and tags[max(0, subject.first - 1) : subject.first] == "L":
        construction = "relative"  # "which he said were late"
    elif tags[start : start + 1] and tags[start] in "RDNn#OAKg":
        stop = _clause_end(sentence, start)
        construction = "zero" if _CLAUSE.match(tags[start:stop]) else "object"
    elif tags[start : start + 1] == ":" and "Q" not in tags[start:]:
        start, construction = start + 1, "colon"
    if not construction:
        return
    stop = _clause_end(sentence, start)
    if construction in ("to", "with", "relative"):
        stop = _phrase_end(sentence, start, stop)
    final = construction
    if tag == "B" and construction != "with" and sentence.word(cue) not in verbs("evidence"):
        final = "position"  # "wants to", "believes that": held, and perhaps never said
    seen = 0.0
    if "Q" not in tags[start:stop]:  # words in marks make any of these verbs a report
        if _is_vetoed(sentence, cue, start, construction):
            return
        listed = _opens(sentence, cue, construction)
        seen = 0.0 if listed else share(sentence.word(cue), final)
        if not listed and not seen:
            return
    if stop - start < (2 if construction in ("to", "object", "with", "relative") else _MIN_TOKENS):
        return
    found = _made(sentence, subject, cue, start, stop, final)
    yield found if not seen else replace(found, attribution=replace(found.attribution, confidence=seen))


def _of_nouns(sentence: Sentence) -> Iterator[Reported]:
    """Clauses behind a noun of speech and its possessor: "Roe’s claim that ...", "her hope that ..."."""
    for match in _NOUN_THAT.finditer(sentence.tags):
        noun, owner = match.end() - 2, match.start()
        if sentence.word(noun + 1) != "that" or sentence.word(noun) not in verbs("noun"):
            continue
        if match.group("owned") is None and sentence.word(owner) not in _POSSESSIVES:
            continue
        last = match.start("owned") if match.group("owned") is not None else owner + 1
        stop = _clause_end(sentence, noun + 1)
        if stop - noun > _MIN_TOKENS:
            yield _made(sentence, Subject(owner, last), noun, noun + 1, stop, "noun")


def _is_vetoed(sentence: Sentence, cue: int, start: int, construction: str) -> bool:
    """Whether what follows a verb is no report, whatever the verb."""
    if construction == "that":
        relative = sentence.tags[start + 1 : start + 2] in tuple("XvVW") and sentence.word(start) == "that"
        return sentence.word(start) in ("so", "than", "lest") or (relative and start != cue + 1)  # "a firm that has"
    if construction == "to":
        return sentence.word(start + 1) in verbs("nobody")
    return construction == "object" and sentence.word(start) in _EMPTY  # "said nothing", "said so"


def _opens(sentence: Sentence, cue: int, construction: str) -> bool:
    """Whether the verb can open the construction, by the lists."""
    word = sentence.word(cue)
    if construction == "with":
        return True
    if construction in ("that", "zero", "colon", "relative") and sentence.tags[cue] in "VG":
        return True
    return word in verbs(construction) or (construction in ("to", "object") and word in verbs("position"))


_PARTICLES: Final = frozenset({"point", "points", "pointed", "go", "goes", "went"})


def _clause_end(sentence: Sentence, start: int) -> int:
    """Return the token behind the reported clause: the sentence's end, or where the reporter takes over again."""
    tags = sentence.tags
    depth = 0
    for index in range(start, len(tags)):
        tag = tags[index]
        if tag == "(":
            depth += 1
        elif tag == ")":
            if not depth:
                return index
            depth -= 1
        elif depth:
            continue
        elif tag == ";" or (tag == "." and index + 1 == len(tags)):
            return index
        elif tag == "," and index + 1 < len(tags):
            behind = tags[index + 1]
            if behind in _CUT_AT or sentence.word(index + 1) == "according":
                return index
            if behind == "C" and (_NEXT_CUE.match(tags, index + 1) or _OWN_CLAUSE.match(tags, index + 1)):
                return index
            remark = sentence.word(index + 1) in _REMARKS and index - start >= _MIN_TOKENS
            if remark and not _LISTED.match(tags, index):
                return index
        elif tag == "C" and _SAME_SUBJECT.match(tags, index) and index > start:
            return index
        elif tag in "CUP" and index > start and tags[index + 1 : index + 2] in ("G", "H"):
            return index  # "while promising ...", "before calling ..."
    return len(tags)


def _phrase_end(sentence: Sentence, start: int, stop: int) -> int:
    """Return where a wish or a theme ends: at the first comma that is not one of a list or of a place."""
    for index in range(start + 1, stop):
        if sentence.tags[index] == "," and not _LISTED.match(sentence.tags, index):
            return index
    return stop


def _according(sentence: Sentence) -> Reported | None:
    tags = sentence.tags
    for index in range(len(tags) - 2):
        if tags[index + 1] == "T" and sentence.word(index) == "according":
            break
    else:
        return None
    subject = subject_after(sentence, index + 1)
    if subject is None:
        return None
    if index == 0 or not _VERB.search(tags[:index]):
        comma = tags.find(",", subject.last)
        if comma < 0 or comma - subject.last > 14:
            return None
        stop = _clause_end(sentence, comma + 1)
        return _made(sentence, subject, index, comma + 1, stop, "according") if stop - comma > _MIN_TOKENS else None
    if index > 1 and tags[index - 1] == "v" and tags[index - 2] in "XA":
        return None  # "was built according to plan"
    stop = index - 1 if tags[index - 1] == "," else index
    return _made(sentence, subject, index, _clause_start(tags), stop, "according")


def _made(
    sentence: Sentence, subject: Subject, cue: int, first: int, last: int, construction: str, *, continues: bool = False
) -> Reported:
    token = sentence.tokens[cue]
    word = sentence.text[token.start : token.end]
    if construction == "according":
        word = f"{word} to"
    mention = sentence.span(subject.first, subject.last)
    attribution = Attribution(
        mention, word, f"indirect-{construction}", _CONFIDENCE.get(construction, 0.5), False, token.start
    )
    return Reported(sentence.span(first, last), attribution, construction, continues)


_CONFIDENCE: Final = {
    "that": 0.85,
    "zero": 0.75,
    "fronted": 0.85,
    "interrupted": 0.8,
    "according": 0.85,
    "to": 0.6,
    "object": 0.4,
    "with": 0.4,
    "relative": 0.6,
    "noun": 0.6,
    "position": 0.35,
}
