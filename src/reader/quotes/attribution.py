"""Who says a quotation, inside one sentence: the verb beside it and that verb's subject.

Nearness decides: a verb right before or right behind the quotation wins over any other of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from reader.quotes.actors import can_speak
from reader.quotes.cues import TO_A_HEARER, Cue, find_cues
from reader.quotes.dashes import LANGUAGES as DASHED
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.spans import starts_sentence
from reader.quotes.subjects import (
    agent,
    first_subject,
    main_subject,
    same_bracket,
    subject_after,
    subject_before,
)
from reader.quotes.viewpoints import viewpoint
from reader.text.sentences import Span

# between a verb and the quotation: a hearer, a theme, a time and a place, but no clause
_HEARER: Final = r"A*(?:[TP]?(?:O|[DA]?[DnNK#'Zg]+(?:C[nN]+)?)){0,4}"
_BESIDE: Final = re.compile(rf"{_HEARER}P?[,-]?A?,?")
_THAT: Final = re.compile(rf"{_HEARER},?S,?")
_NAME_COLON: Final = re.compile(r"(?:D?[nN#']+(?:,[^,]{1,8})?(?:\([^)]{1,8}\))?):$")
_ENDS_IN_NAME: Final = re.compile(r"[XVWBvn]N*(n?N{2,3}):$|,(N{2,3}):$")
_DASH_COLON: Final = re.compile(r"-N{1,4}:$")
_DASH_NAME: Final = re.compile(r",?-N[nN#'-]*(?=[,.(]|$)")
_CLAUSE: Final = re.compile(r"[XVWBvSULR]")
_ACCORDING: Final = frozenset({"selon", "según", "laut"})
"""What other languages have for "according to"."""
_WORDS_OF: Final = ("in", "the", "words", "of")
DROPPED: Final = "dropped-subject"
"""The rule of a quotation whose verb has its subject in its ending."""
DROPPING: Final = "es"
"""The language that does so."""
_REACH: Final = 30
_FAR: Final = 45
"""How many tokens a verb may stand before its quotation, and behind it (appositions of its subject come between)."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Why a quotation belongs to somebody: the span of the mention (None: unnamed), the verb and the rule.

    `whole` is True where the quotation is all that is reported, False where it is a fragment of a reported clause.
    """

    mention: Span | None
    cue: str | None
    rule: str
    confidence: float
    whole: bool = True
    cue_at: int = -1
    strong: bool = True


def attribute(sentence: Sentence) -> dict[int, Attribution]:
    """Return the attributions of a sentence's quotations by token index; those without one are left out."""
    found: dict[int, Attribution] = {}
    previous = -1
    for index, tag in enumerate(sentence.tags):
        if tag != "Q":
            continue
        result = attribute_one(sentence, index, previous)
        if result is not None:
            found[index] = result
        previous = index
    return found


def attribute_one(sentence: Sentence, quote: int, previous: int = -1) -> Attribution | None:
    """Return the attribution of the quotation at token `quote`; `previous` is the quotation before it or -1."""
    name = _DASH_COLON.search(sentence.tags[:quote], previous + 1)
    if name is not None:  # "A broken lift - Ann Roe: Q"
        return _made(sentence, Subject(name.start() + 1, name.end() - 1), name.end() - 1, "name-colon", 0.8)
    before = _before(sentence, quote, previous)
    if before is not None and before.confidence >= 0.95:
        return before
    if before is not None and before.rule == "passive":
        return _accord(sentence, quote) or before
    reported = before is not None and before.strong and not before.whole
    after = _after(sentence, quote, reported=reported)
    if after is not None and (before is None or after.confidence > before.confidence):
        return after
    return (
        before
        or _loose(sentence, quote)
        or _accord(sentence, quote)
        or _colon(sentence, quote, previous)
        or _held(sentence, quote)
    )


def _before(sentence: Sentence, quote: int, previous: int) -> Attribution | None:
    """Look left: "Roe said: Q", "told him Q", "said that Q", "called it Q", and fragments in a reported clause."""
    tags = sentence.tags
    cues = list(find_cues(sentence, max(previous + 1, quote - _REACH), quote))
    for cue in reversed(cues):
        if ";" in tags[cue.index : quote]:
            return None
        if not same_bracket(tags, cue.index, quote) or (cue is not cues[0] and _is_asked_for(tags, cue)):
            continue
        middle = tags[cue.index + 1 : quote]
        subject = _subject(sentence, cue, quote)
        if subject is None and cue.strong and middle in ("", ",", ":"):
            unnamed = _unnamed(sentence, cue)
            if unnamed is not None:
                return unnamed
        if subject is None or (subject.inverted and "L" in tags[subject.last : quote] and tags[quote - 1] not in ":,"):
            continue  # "Q, said Ann Roe, who rates it Q": of what she says, nothing
        colon = middle.endswith(":")
        comma = middle.endswith(",") and not middle.endswith("Q,")
        whole = colon or comma or _BESIDE.fullmatch(middle) is not None or _THAT.fullmatch(middle) is not None
        if subject.inverted and subject.last < quote and not colon and not comma:
            whole = _BESIDE.fullmatch(tags[subject.last : quote]) is not None
        piece = not colon and (
            _breaks_in(sentence, subject, quote) if comma else _is_piece(sentence, cue, subject, quote)
        )
        rule = "before-colon" if colon else "before" if whole else "fragment"
        confidence = 0.95 if middle in ("", ",", ":") else 0.9 if colon else 0.85 if whole else 0.7
        if not cue.strong:
            confidence -= 0.15
        return _made(sentence, subject, cue.index, rule, confidence, whole=whole and not piece)
    return None


def _unnamed(sentence: Sentence, cue: Cue) -> Attribution | None:
    """Return the attribution to nobody beside "was told", and to the subject that a Spanish verb leaves out."""
    token = sentence.tokens[cue.index]
    word = sentence.text[token.start : token.end]
    if cue.passive:
        return Attribution(None, word, "passive", 0.45, cue_at=token.start)
    if sentence.lexicon.language == DROPPING and cue.tag == "V":
        return Attribution(None, word, DROPPED, 0.5, cue_at=token.start)
    return None


def _is_piece(sentence: Sentence, cue: Cue, subject: Subject, quote: int) -> bool:
    """Whether a quotation is a piece of the reporter's syntax: in a noun phrase of his ("the Q battle", "accused him
    of Q", "called her Q"), or with his own words going on behind it ("warned that Q if it closed")."""
    tags = sentence.tags
    capital = _is_capital(sentence, quote)
    if tags[quote - 1] == "D" or (tags[quote - 1] == "P" and not capital):
        return True
    if tags[quote + 1 : quote + 2] in tuple("nNvXSL#V"):
        return True
    if cue.index + 1 == quote:
        return not cue.strong and sentence.word(subject.first - 1) == "what"  # "what one senator called Q"
    if capital or not cue.strong:
        return not capital
    return tags[cue.index + 1] in "DnNO#" and sentence.word(cue.index) not in TO_A_HEARER  # "said the ward Q"


def _breaks_in(sentence: Sentence, subject: Subject, quote: int) -> bool:
    """Whether "he said" only interrupts the clause that the quotation ends: "It was, he added, Q"."""
    lead = sentence.tags[: subject.first]
    return lead.endswith(("X,", "v,", "nC,")) and lead[0] not in "PUgGHv" and not _is_capital(sentence, quote)


def _is_asked_for(tags: str, cue: Cue) -> bool:
    """Whether a verb is what somebody else is to do: "urged the ministry to explain Q"."""
    return cue.index > 2 and tags[cue.index - 1] == "T" and tags[cue.index - 2] in "nNKO"


def _is_capital(sentence: Sentence, quote: int) -> bool:
    token = sentence.tokens[quote]
    return starts_sentence(sentence.text[token.start : token.end].strip("“”\"‘'«»„ "))


def _subject(sentence: Sentence, cue: Cue, quote: int) -> Subject | None:
    if cue.passive:
        return agent(sentence, cue.index + 1, quote)
    if cue.tag in "GH" and sentence.tags[cue.index - 1 : cue.index] == "X":
        return subject_before(sentence, cue.index)  # "what the team is calling Q"
    if cue.tag in "GH":
        subject = main_subject(sentence, cue.index)
        return subject if subject is not None and subject.last <= quote else None
    subject = subject_before(sentence, cue.index)
    if subject is not None:
        return subject
    after = subject_after(sentence, cue.index)
    return after if after is not None and after.last <= quote and cue.strong else None


def _after(sentence: Sentence, quote: int, *, reported: bool) -> Attribution | None:
    """Look right: "Q, Roe said", "Q, said Roe", "Q, according to Roe", "Q — Roe". A piece of what is `reported` before
    has no second speaker behind an "and"."""
    tags = sentence.tags
    whole = _opens_clause(tags, quote)
    dashed = tags[quote + 1 : quote + 2] == "-" and sentence.lexicon.language in DASHED
    closed = tags[quote + 1 : quote + 2] == "," or dashed or _ends_open(sentence, quote)
    first = quote + 1
    french = sentence.lexicon.language == "fr"  # "a-t-elle déclaré"
    abroad = sentence.lexicon.language != "en"
    skipped = ",A-" if sentence.lexicon.language in DASHED else ",A"
    while first < len(tags) and tags[first] in skipped:
        first += 1
    if first >= len(tags):
        return None
    accord = _according(sentence, first)
    if accord is not None:
        return _made(sentence, accord, first, "according-to", 0.9, whole=whole)
    if sentence.lexicon.language == "de" and closed and tags[first] == "X" and "V" in tags[first:]:
        subject = subject_after(sentence, first)  # "wird Roth zitiert", "soll er gesagt haben"
        if subject is not None:
            return _made(sentence, subject, tags.index("V", first), "after-inverted", 0.85, whole=whole)
    if sentence.lexicon.language == "de" and closed and tags[first] == "X":
        subject = subject_after(sentence, first)  # "ist sich Roth sicher", "ist der Arzt überzeugt"
        if subject is not None and tags[subject.last :].strip("A.") == "n":
            return _made(sentence, subject, first, "after-inverted", 0.8, whole=whole)
    if _DASH_NAME.match(tags, quote + 1) and _closes(tags, quote):
        dash = tags.index("-", quote + 1)
        match = _DASH_NAME.match(tags, quote + 1)
        end = match.end() if match else dash
        return _made(sentence, Subject(dash + 1, end), dash, "dash", 0.9, whole=whole)
    for cue in find_cues(sentence, first, min(len(tags), first + _FAR)):
        between = tags[first : cue.index]
        if "Q" in between or ";" in between or ":" in between:
            return None
        if cue.passive or cue.tag in "GH":
            continue
        if not same_bracket(tags, first, cue.index):
            return None
        if not between.strip("XAO" if abroad else "XA"):
            subject = subject_after(sentence, cue.index)
            loose = cue.strong or (abroad and closed)
            if subject is not None and (loose or tags[subject.last : subject.last + 1] in ("", ",", ".")):
                return _made(sentence, subject, cue.index, "after-inverted", 0.9, whole=whole)
            return _unnamed(sentence, cue) if closed else None
        subject = subject_before(sentence, cue.index)
        if subject is None and cue.strong and tags[cue.index - 1] == ",":
            subject = subject_after(sentence, cue.index)  # "... Q in the end, said Ann Roe"
        if subject is None:
            return None
        if reported and ",C" in tags[first - 1 : subject.first]:
            return None
        lead = tags[first : subject.first].strip("CA-X" if french else "CA-")
        if not lead or (closed and not _CLAUSE.search(lead)):
            return _made(sentence, subject, cue.index, "after", 0.95 if cue.strong else 0.8, whole=whole)
        if cue.strong:
            return _made(sentence, subject, cue.index, "fragment-after", 0.6, whole=False)
        return None
    return None


def _ends_open(sentence: Sentence, quote: int) -> bool:
    """Whether the quotation itself ends as one does before its attribution: with a comma, a question, a dash."""
    token = sentence.tokens[quote]
    return sentence.text[token.start : token.end].rstrip(" ”\"’'»“")[-1:] in (",", "?", "!", "—")


def _opens_clause(tags: str, quote: int) -> bool:
    """Whether nothing that is reported stands before the quotation: it opens the sentence or follows another one."""
    lead = tags[:quote].rstrip(",-:")
    return not lead.strip("CA,-.~(") or lead.endswith("Q") or tags[quote - 1] in ":(,-"


def _closes(tags: str, quote: int) -> bool:
    return len(tags) - quote <= 14


def _according(sentence: Sentence, index: int) -> Subject | None:
    if index + 1 >= len(sentence.tags):
        return None
    if sentence.word(index) in _ACCORDING:  # "selon Roe", "según ella"
        if sentence.tags[index + 1] in "RO":
            return Subject(index + 1, index + 2, inverted=True)
        return subject_after(sentence, index)
    if sentence.word(index) != "according" or index + 2 >= len(sentence.tags):
        return None
    return subject_after(sentence, index + 1)


def _loose(sentence: Sentence, quote: int) -> Attribution | None:
    """Look everywhere left: the last strong verb of the sentence before the quotation, other quotations between."""
    for cue in reversed(list(find_cues(sentence, max(0, quote - 2 * _REACH), quote))):
        if cue.passive or not cue.strong:
            continue
        subject = _subject(sentence, cue, quote)
        if subject is not None:
            return _made(sentence, subject, cue.index, "fragment", 0.55, whole=False)
    return None


def _colon(sentence: Sentence, quote: int, previous: int) -> Attribution | None:
    """A quotation behind a colon without a verb: "Roe: Q", "Roe’s answer: Q", "The sign had this to tell: Q"."""
    tags = sentence.tags
    if quote == 0 or tags[quote - 1] != ":":
        return None
    start = previous + 1
    lead = tags[start:quote]
    match = _NAME_COLON.fullmatch(lead)
    if match is not None and len(lead) <= 7 and "'" not in lead:
        stop = next((i for i, tag in enumerate(lead) if tag in ",:("), len(lead))
        return _made(sentence, Subject(start, start + stop), quote - 1, "name-colon", 0.85)
    ending = _ENDS_IN_NAME.search(lead)
    if ending is not None:
        name_at = max(ending.start(1), ending.start(2))
        return _made(sentence, Subject(start + name_at, quote - 1), quote - 1, "colon", 0.55)
    possessive = lead.find("'")
    if possessive > 0:
        owner = possessive
        while owner > 0 and lead[owner - 1] in "nND":
            owner -= 1
        if owner < possessive and not _is_explained(sentence, start, start + owner):
            return _made(sentence, Subject(start + owner, start + possessive), quote - 1, "colon", 0.6)
    subject = first_subject(sentence, quote)
    if subject is not None and subject.first >= start:
        return _made(sentence, subject, quote - 1, "colon", 0.6)
    return None


def _is_explained(sentence: Sentence, start: int, owner: int) -> bool:
    """Whether a possessor behind a comma only explains the subject: "Ann Roe, Lee’s friend, was blunt:"."""
    subject = first_subject(sentence, owner) if sentence.tags[owner - 1 : owner] == "," else None
    return subject is not None and subject.first >= start and "N" in sentence.tags[subject.first : subject.last]


def _accord(sentence: Sentence, quote: int) -> Attribution | None:
    """ "According to Roe, the plan is Q", "in the words of Roe, Q", "The plan is Q, according to Roe"."""
    view = viewpoint(sentence, quote)
    if view is not None:
        return _made(sentence, view[0], 0, "according-to", 0.8, whole=not view[1])
    for index in range(quote - len(_WORDS_OF)):
        if (
            sentence.word(index) == "in"
            and tuple(map(sentence.word, range(index, index + len(_WORDS_OF)))) == _WORDS_OF
        ):
            subject = subject_after(sentence, index + len(_WORDS_OF) - 1)
            if subject is not None and subject.last <= quote:
                return _made(sentence, subject, index, "according-to", 0.8, whole=False)
    for index in range(quote + 1, min(len(sentence.tags), quote + _REACH)):
        if sentence.word(index) == "according" and sentence.tags[index - 1] == ",":
            subject = _according(sentence, index)
            if subject is not None:
                return _made(sentence, subject, index, "according-to", 0.75, whole=False)
    for index in range(quote - 1, -1, -1):
        if sentence.word(index) == "according" or sentence.word(index) in _ACCORDING:
            subject = _according(sentence, index)
            if subject is not None:
                lead = sentence.tags[subject.last : quote]
                whole = _CLAUSE.search(lead) is None and lead[-1:] in ("", ",", ":")
                return _made(sentence, subject, index, "according-to", 0.8, whole=whole)
            return None
    return None


def _held(sentence: Sentence, quote: int) -> Attribution | None:
    """A fragment without any reporting verb: whoever the sentence is about uses the words ("Roe hopes for Q")."""
    tags = sentence.tags
    passive = next((cue for cue in reversed(list(find_cues(sentence, 0, quote))) if cue.passive), None)
    if passive is not None:  # "Roe was told": the words are somebody else's
        token = sentence.tokens[passive.index]
        word = sentence.text[token.start : token.end]
        near = passive.strong and not {"Q", "T"} & set(tags[passive.index : quote])
        return Attribution(None, word, "passive", 0.4, whole=False, cue_at=token.start) if near else None
    for index in range(quote - 1, -1, -1):
        if tags[index] == "B":
            subject = subject_before(sentence, index)
            if subject is not None:
                return _made(sentence, subject, index, "held", 0.45, whole=False)
    subject = first_subject(sentence, quote)
    if subject is None or subject.last > quote or tags[subject.first] not in "NRD":
        return None
    if tags[subject.first] == "D" and not can_speak(sentence, subject):
        return Attribution(
            None, None, "framed", 0.3, whole=False
        )  # "The boundary followed Q": whose words, is not said
    return Attribution(sentence.span(subject.first, subject.last), None, "framed", 0.35, whole=False)


def _made(
    sentence: Sentence, subject: Subject, cue: int, rule: str, confidence: float, *, whole: bool = True
) -> Attribution:
    token = sentence.tokens[cue]
    word = sentence.text[token.start : token.end]
    if word.lower() == "according":
        word = f"{word} to"
    strong = sentence.tags[cue] in "VG"
    return Attribution(sentence.span(subject.first, subject.last), word, rule, confidence, whole, token.start, strong)


def inherited(source: Attribution, rule: str, confidence: float) -> Attribution:
    """Return the attribution handed on to another quotation of the same speaker."""
    return replace(source, rule=rule, confidence=round(min(source.confidence, confidence), 2), whole=True)
