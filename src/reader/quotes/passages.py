"""From sentences to paragraphs: quotations that stand without a verb of their own take their speaker from beside them.

The order of the rules: the sentence's own attribution; an unclosed quotation of the paragraph before; the quotation
before it in the paragraph; the one right behind it; the person whose action frames it; the paragraph before; a name
line that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.names.chains import PARTICLES
from reader.quotes.actors import can_speak, speaking_subjects
from reader.quotes.appositions import apposed_chain, someone_before
from reader.quotes.attribution import DROPPED, Attribution, attribute, inherited
from reader.quotes.document import Document, Passage
from reader.quotes.incises import inserted
from reader.quotes.marks import Run
from reader.quotes.shapes import Sentence
from reader.quotes.spans import QuoteType, is_clause, quote_type, starts_sentence, word_count
from reader.quotes.subjects import first_subject
from reader.quotes.turns import Turn, find_turns

_BARE: Final = re.compile(r"[Q.,'~()-]*")
_NAME_LINE: Final = re.compile(r"\s*[—–-]{1,2}\s*([^\W\d_a-z][^,\n(]{2,50})")
_TURN: Final = re.compile(r"([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,3}): ")
_FRAMED_WORDS: Final = 2
"""A fragment in a sentence without any reporting verb is somebody's words only from this many words on."""
_SIGNATURE: Final = re.compile(r"(N{2,4}),[DnNKPC',-]{1,14}[.'~]*$")
_TALK: Final = 4
"""How many quotations back the other one of two who talk is sought."""
_SAME_SPEAKER: Final = 40
"""How many words of the reporter may stand between two quotations of one speaker in a paragraph."""


@dataclass(slots=True)
class Candidate:
    """A quoted run with what is known about it so far.

    `bare` is True when its sentence holds quotations only, `own` when the attribution is its own sentence's, `leads`
    when it stands where speech begins.
    """

    run: Run
    passage: int
    attribution: Attribution | None
    bare: bool = False
    leads: bool = False
    type: QuoteType | None = None
    continues: bool = False
    own: bool = False


def find_candidates(document: Document) -> list[Candidate]:
    """Return the article's quotations in text order, those that are nobody's words left out."""
    found: list[Candidate] = []
    turns = find_turns(document)
    for index, passage in enumerate(document.passages):
        if index in turns:
            found.append(_turn(index, passage, turns[index]))
        elif passage.runs and len(passage.runs) > len(passage.terms):
            _read_passage(document, index, passage, found)
    return [candidate for candidate in _typed(document, found) if _is_speech(candidate)]


def _is_speech(candidate: Candidate) -> bool:
    """Whether a run is somebody's words; a fragment between two apostrophes is left to the clause that holds it."""
    return candidate.type == "direct" if candidate.run.typewritten else candidate.type is not None


def _read_passage(document: Document, index: int, passage: Passage, found: list[Candidate]) -> None:
    begin = len(found)
    turn = _TURN.match(document.text, passage.runs[0].start, passage.end)
    if turn is not None and passage.runs[0].outer[0] == passage.start:
        found.append(_spoken_turn(index, passage, turn))
        return
    for number, sentence in enumerate(passage.sentences):
        if "Q" not in sentence.tags:
            continue
        attributions = attribute(sentence)
        bare = _BARE.fullmatch(sentence.tags) is not None
        for place, tag in enumerate(sentence.tags):
            if tag == "Q":
                run = passage.runs[sentence.run(place)]
                attribution = attributions.get(place)
                candidate = Candidate(run, index, attribution, bare, _leads(sentence, place))
                framed = attribution is not None and attribution.rule == "framed"
                dropped = attribution is not None and attribution.rule == DROPPED
                candidate.own = attribution is not None and not dropped and not (framed and _is_reported(sentence))
                if dropped:
                    _find_dropped(document, passage, number, candidate, found[begin:])
                elif not candidate.own and not _incise(document, candidate):
                    _inherit(document, passage, number, candidate, found, begin)
                found.append(candidate)
    _look_right(document, found, begin)
    _look_back(document, index, passage, found, begin)


def _spoken_turn(index: int, passage: Passage, turn: re.Match[str]) -> Candidate:
    """Return the turn of a transcript that is set in marks: `"ROE: We will see.`"""
    run = passage.runs[0]
    attribution = Attribution(turn.span(1), None, "transcript", 0.9)
    return Candidate(replace(run, start=turn.end()), index, attribution, bare=True, leads=True, own=True)


def _turn(index: int, passage: Passage, turn: Turn) -> Candidate:
    """Return a turn of a transcript without marks."""
    attribution = Attribution(turn.label, None, "transcript", 0.85)
    run = Run(turn.start, passage.end, closed=True, mark="")
    return Candidate(run, index, attribution, bare=True, leads=True, own=True)


def _leads(sentence: Sentence, place: int) -> bool:
    lead = sentence.tags[:place]
    return not lead.strip("CA-.~(Q,") or lead[-1] in ":,VWGHS-" or lead.endswith("Q")


def _inherit(
    document: Document, passage: Passage, number: int, candidate: Candidate, found: list[Candidate], begin: int
) -> None:
    """Hand on the speaker of the quotation before in the same paragraph, or that of the action in between."""
    text = document.text
    inner = text[candidate.run.start : candidate.run.end]
    mood = passage.sentences[number]
    if len(found) > begin and not candidate.leads and found[-1].attribution is not None and _is_reported(mood):
        told = inherited(found[-1].attribution, "reported-mood", 0.6)
        candidate.attribution = replace(told, whole=False)
        return
    beat = passage.sentences[number - 1] if number and "Q" not in passage.sentences[number - 1].tags else None
    if beat is not None and len(found) == begin and _is_reported(mood):
        actor = _actor(document, beat)
        candidate.attribution = replace(actor, rule="reported-mood", whole=False) if actor is not None else None
        return
    if not candidate.leads or word_count(inner) < 1:
        return
    if beat is not None and candidate.bare:
        subject = _actor(document, beat)
        if subject is not None:
            candidate.attribution = subject
            return
    if len(found) == begin:
        return
    before = found[-1]
    if before.attribution is None:
        return
    gap = text[before.run.end : candidate.run.start]
    if len(gap.split()) > _SAME_SPEAKER or not (starts_sentence(inner) or candidate.bare):
        return
    if not before.attribution.whole and not candidate.bare:
        return
    candidate.attribution = inherited(before.attribution, "same-paragraph", 0.85 if candidate.bare else 0.7)
    candidate.continues = candidate.bare


def _find_dropped(
    document: Document, passage: Passage, number: int, candidate: Candidate, before: Sequence[Candidate]
) -> None:
    """Name whom a verb without a subject means: who spoke or acted last in the paragraph."""
    own = candidate.attribution
    between = passage.sentences[number - 1] if number else None
    source = _actor(document, between) if between is not None and "Q" not in between.tags else None
    if source is None and before:
        source = before[-1].attribution
    if own is not None and source is not None and source.mention is not None:
        candidate.attribution = replace(own, mention=source.mention, confidence=0.7)
    elif own is not None:
        mention = someone_before(document, passage, number)
        candidate.attribution = replace(own, mention=mention, confidence=0.5)


def _incise(document: Document, candidate: Candidate) -> bool:
    """Take the speaker from a French attribution inside the marks ("Non, dit le maire. Jamais."); True when there is
    one."""
    found = inserted(document.text, candidate.run, document.lexicon)
    if found is not None:
        candidate.attribution, candidate.own = found, True
    return found is not None


def _is_reported(sentence: Sentence) -> bool:
    """Whether a sentence's verb is in the mood of reported speech, as in German: "Die Kosten seien Q"."""
    mood = sentence.lexicon.classes.get("reported", frozenset())
    return bool(mood) and any(sentence.word(index) in mood for index, tag in enumerate(sentence.tags) if tag == "X")


def _actor(document: Document, sentence: Sentence) -> Attribution | None:
    """Return the person whose action frames a quotation without a verb ("Roe shook her head.")."""
    speaking = [*(speaking_subjects(sentence) or speaking_subjects(sentence, weak=True))]
    if sentence.tags[0] == "U" and "," in sentence.tags:  # "When I ask, Roe nods."
        speaking = [item for item in speaking if item[0].index > sentence.tags.index(",")]
    subject = speaking[-1][1] if speaking else first_subject(sentence, len(sentence.tags))
    if subject is None:
        return None
    start, end = sentence.span(subject.first, subject.last)
    tag = sentence.tags[subject.first]
    word = sentence.word(subject.first)
    if speaking:
        return Attribution((start, end), None, "action", 0.5)
    named = any(not document.people.person(m).group for m in document.people.mentions_in(start, end))
    named = named or (document.lexicon.language != "en" and apposed_chain(document, (start, end)) is not None)
    if tag == "R" and word in ("he", "she"):
        return Attribution((start, end), None, "action", 0.5)
    return Attribution((start, end), None, "action", 0.5) if named else None


def _look_right(document: Document, found: list[Candidate], begin: int) -> None:
    """Give `"A." "B," Roe said` its speaker: nothing but marks between the two."""
    for place in range(len(found) - 2, begin - 1, -1):
        here, behind = found[place], found[place + 1]
        if here.attribution is None and behind.attribution is not None and behind.own:
            gap = document.text[here.run.end : behind.run.start]
            if not any(map(str.isalnum, gap)):
                here.attribution = inherited(behind.attribution, "next-quote", 0.75)


def _look_back(document: Document, index: int, passage: Passage, found: list[Candidate], begin: int) -> None:
    """Give a paragraph that opens with an unattributed quotation the speaker of what stands before or behind it."""
    if len(found) == begin or found[begin].attribution is not None:
        return
    first = found[begin]
    left, _ = first.run.outer
    if document.text[passage.start : left].strip(" …(—–-"):
        return
    source = _before_passage(document, index, passage, found, begin)
    if source is None:
        return
    attribution, continues = source
    for place in range(begin, len(found)):
        candidate = found[place]
        if candidate.attribution is not None or not (place == begin or candidate.leads):
            break
        candidate.attribution = attribution
        candidate.continues = continues or place > begin


def _before_passage(
    document: Document, index: int, passage: Passage, found: list[Candidate], begin: int
) -> tuple[Attribution, bool] | None:
    before = found[begin - 1] if begin else None
    adjoining = before is not None and before.passage == index - 1
    if before is not None and adjoining and not before.run.closed and before.attribution is not None:
        return inherited(before.attribution, "unclosed", 0.9), True
    name = _name_line(document, index, passage)
    if name is not None:
        return name, False
    if not _only_quotes(passage):
        return None
    if index == 0:
        return None
    previous = document.passages[index - 1]
    last = previous.sentences[-1] if previous.sentences else None
    if last is not None and last.tags.endswith(":") and "Q" not in last.tags:
        introducer = _introducer(last) or _actor(document, last) or _introducing(last)
        if introducer is not None:
            return introducer, False
    if passage.block and not (adjoining and previous.block):
        # set apart on a page, it may be anybody's: only who is said to speak right before it is its speaker
        introducer = _introducer(last) if last is not None and "Q" not in last.tags else None
        return (replace(introducer, confidence=0.6), False) if introducer is not None else None
    answering = _answering(document, found, begin) if adjoining else None
    if answering is not None:
        return answering, False
    if before is not None and adjoining and before.attribution is not None and not previous.headline:
        return inherited(before.attribution, "paragraph-before", 0.6), False
    if last is not None and "Q" not in last.tags:
        actor = _introducer(last) or _actor(document, last)
        if actor is not None:
            return replace(actor, rule="introduced"), False
    if before is not None and before.attribution is not None and passage.start - before.run.end < 800:
        return inherited(before.attribution, "last-speaker", 0.4), False
    return None


def _answering(document: Document, found: list[Candidate], begin: int) -> Attribution | None:
    """Return the other one of two who talk: who is asked answers, and who was answered asks on. None when the
    quotation does not begin with a question or follow one, or when nobody else has spoken just before."""
    before = found[begin - 1]
    asks = _is_question(document, found[begin].run)
    if asks == _is_question(document, before.run) or before.attribution is None or before.attribution.mention is None:
        return None
    words = document.text[slice(*before.attribution.mention)].lower()
    for candidate in reversed(found[max(0, begin - _TALK) : begin - 1]):
        attribution = candidate.attribution
        if attribution is None or attribution.mention is None or candidate.passage < found[begin].passage - 2:
            break
        if document.text[slice(*attribution.mention)].lower() != words and attribution.cue is not None:
            return inherited(attribution, "answer", 0.45)
    return None


def _is_question(document: Document, run: Run) -> bool:
    return document.text[run.start : run.end].rstrip(" ”\"’'").endswith("?")


def _introducer(sentence: Sentence) -> Attribution | None:
    """Return who speaks in the sentence that introduces a paragraph of quotation ("Roe wrote on Monday:")."""
    speaking = speaking_subjects(sentence)
    if not speaking:
        return None
    cue, subject = speaking[0]
    token = sentence.tokens[cue.index]
    return Attribution(
        sentence.span(subject.first, subject.last), sentence.text[token.start : token.end], "introduced", 0.7
    )


def _introducing(sentence: Sentence) -> Attribution | None:
    """Return whoever can speak and opens a sentence that ends in a colon ("Teachers did not hold back:")."""
    subject = first_subject(sentence, len(sentence.tags))
    if subject is None or not can_speak(sentence, subject):
        return None
    return Attribution(sentence.span(subject.first, subject.last), None, "introduced", 0.5)


def _only_quotes(passage: Passage) -> bool:
    covered = "".join(sentence.tags for sentence in passage.sentences)
    return _BARE.fullmatch(covered) is not None


def _name_line(document: Document, index: int, passage: Passage) -> Attribution | None:
    """Return the name in a line such as "— Ann Roe, nurse" that follows a block or pull quotation."""
    if index + 1 >= len(document.passages) or not _only_quotes(passage):
        return None
    following = document.passages[index + 1]
    match = _NAME_LINE.match(document.text, following.start, following.end)
    if match is not None:
        words = match.group(1).split()
        plain = len(words) <= 5 and all(word[0].isupper() or word in PARTICLES for word in words)
        return Attribution(match.span(1), None, "name-line", 0.85) if plain else None
    # without a dash: "Ann Roe, Institute of Hydrology"
    tags = "".join(sentence.tags for sentence in following.sentences)
    signed = _SIGNATURE.match(tags)
    if signed is None:
        return None
    sentence = following.sentences[0]
    return Attribution(sentence.span(0, signed.end(1)), None, "name-line", 0.6)


def _typed(document: Document, found: Sequence[Candidate]) -> list[Candidate]:
    for candidate in found:
        run, attribution = candidate.run, candidate.attribution
        inner = document.text[run.start : run.end]
        words = word_count(inner)
        if attribution is None or attribution.rule == "framed":
            candidate.type = quote_type(inner, attributed=False, whole=True, leads=candidate.leads, strong=False)
        if attribution is None or candidate.type is not None:
            continue
        if attribution.rule == "framed" and words < _FRAMED_WORDS:
            continue
        told = candidate.own or attribution.rule in (DROPPED, "reported-mood")
        if not told and words < 3 and not candidate.bare and not is_clause(inner):
            continue
        strong = attribution.rule not in ("action", "colon") and _is_strong(document, attribution)
        whole = attribution.whole and not _runs_on(document, candidate)
        candidate.type = quote_type(inner, attributed=True, whole=whole, leads=candidate.leads, strong=strong)
    return list(found)


def _runs_on(document: Document, candidate: Candidate) -> bool:
    """Whether a quotation of another language goes on where the reporter's words stop: "pide “más tiempo”"."""
    run = candidate.run
    left, _ = run.outer
    lead = document.text[max(0, left - 5) : left].rstrip()
    if document.lexicon.language == "en" or not lead[-1:].isalpha() or lead.endswith((" que", "dass")):
        return False
    inner = document.text[run.start : run.end]
    cue = candidate.attribution.cue if candidate.attribution is not None else None
    piece = word_count(inner) <= _FRAMED_WORDS and inner[-1:].isalnum()  # "warf ihr „Wortbruch“ vor"
    weak = cue is not None and document.lexicon.tag(cue.lower()) == "W"
    return not starts_sentence(inner) or (document.lexicon.language == "de" and piece and weak)


def _is_strong(document: Document, attribution: Attribution) -> bool:
    cue = attribution.cue
    return cue is None or not cue[0].isalpha() or " " in cue or document.lexicon.tag(cue.lower()) in "VG"
