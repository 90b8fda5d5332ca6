"""Whom a noun phrase without a name means: "the minister", "the company", "the 27-year-old", "the statement"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from reader.names.gender import is_given_name
from reader.names.people import Person
from reader.names.titles import is_plural_role, role_word, title_gender
from reader.quotes.bodies import body_before, is_body_phrase, story_body
from reader.quotes.clauses import asks, is_reply
from reader.quotes.document import SENTENCES_BACK, sentences_before
from reader.quotes.foreign import meant_abroad
from reader.quotes.mentions import CORE_END, INDEFINITE, head_word, is_age, is_determined, is_people
from reader.quotes.nominals import apposed_name, person_kept_back, with_complement
from reader.quotes.scene import Scene, Speaker
from reader.quotes.subjects import first_subject
from reader.text.sentences import SOFT_DOT, Span

PASSAGES_BACK: Final = 5
"""How many paragraphs a pronoun looks back."""
GROUP_REACH: Final = 900
"""How far back, in characters, "they", "it" and "the actor" may mean who spoke last."""
_AHEAD: Final = 4
"""How many sentences ahead a paragraph may name its speaker."""
_TWO: Final = re.compile(r" and (?:the|an?|his|her|their|its|other) ")
"""In a phrase of two people: "the mayor and his deputy"."""
_NO_FIRM: Final = frozenset({"union", "police", "court", "government", "council", "army", "military", "embassy"})
_ANY_BODY: Final = frozenset({"group", "agency", "organization", "organisation"})
"""With these an unknown capitalised word is not certain enough to be the body."""
_BY_ROLE: Final = 0.95
_LIKELY: Final = 0.85
_BY_NEARNESS: Final = 0.75
"""How sure a person or body is whom only a noun tells: by a role that the text gives; by the noun's place; because they
are near and nothing speaks against it."""
_OWNED: Final = ("his ", "her ", "their ", "its ")
_HUMAN_ENDINGS: Final = ("er", "or", "ist", "ian", "ant", "man", "woman", "ee")


def named(scene: Scene, mention: Span) -> Speaker | None:
    """Return whom the name means that is the head of the mention, None when its head is a common noun."""
    chain = scene.chain(mention)
    if chain is not None and is_people(chain):
        known = meant_by_the(scene, mention[0], "")  # "the Spaniard said"
        if known is not None and scene.document.text[mention[0] : mention[0] + 4].lower() == "the ":
            return known
    return scene.named(mention)


def subject_named(scene: Scene, span: Span) -> Speaker | None:
    """Return whom the subject of an action means where its words, a name behind them or a known role say it."""
    found = named(scene, span)
    if found is not None:
        return found
    low = scene.document.text[slice(*span)].lower()
    apposed = _apposed(scene, span, head_word(low))
    if apposed is not None:
        return apposed
    person = by_role(scene, low, span[0])
    return Speaker(person.name, person.gender) if person is not None else None


def nominal(scene: Scene, words: str, mention: Span) -> Speaker:
    """Return whom a noun phrase means, the phrase itself as an unnamed speaker when that is nobody in particular."""
    at = mention[0]
    phrase = " ".join(words.replace(SOFT_DOT, ".").split()).strip(" ,")
    low = phrase.lower()
    head = head_word(low)
    gender = title_gender([head])
    apposed = _apposed(scene, mention, head)
    if apposed is not None:
        return apposed
    if is_age(head) and is_determined(low):
        abroad = meant_abroad(scene.document, low, head, at)
        known = scene.known(abroad) if abroad is not None else meant_by_the(scene, at, "")
        known = replace(known, sure=_BY_NEARNESS) if known is not None else None
        return known or Speaker(phrase, named=False)
    definite = is_determined(low) or (INDEFINITE.match(low) is None and role_word(head) is not None)
    if definite and not is_plural_role(head):
        known = _definite(scene, low, head, at)
        if known is not None:
            return known
    kept_back = person_kept_back(scene.document, at, head)
    if kept_back is not None and gender in (None, kept_back.gender, None if kept_back.gender else gender):
        return Speaker(kept_back.name, kept_back.gender, personal=True, sure=_LIKELY)
    if role_word(head) is not None and not is_determined(low) and not INDEFINITE.match(low):
        chief = _first_speaker(scene) if at < scene.document.passages[0].end and not is_plural_role(head) else None
        if chief is not None:
            # a headline's "says council leader" means who speaks first in the body
            return replace(chief, sure=_LIKELY)
    return Speaker(with_complement(scene.document, phrase, mention), gender, group=role_word(head) is None, named=False)


def _apposed(scene: Scene, mention: Span, head: str) -> Speaker | None:
    chain = apposed_name(scene.document, mention, head)
    if chain is None:
        return None
    found = scene.bearer(chain)
    return replace(found, gender=found.gender or title_gender([head]))


def _definite(scene: Scene, low: str, head: str, at: int) -> Speaker | None:
    """Return whom a phrase such as "the minister" or "his wife" means, None when the article does not say it."""
    person = by_role(scene, low, at)
    if person is not None:
        here = meant_by_the(scene, at, head) if person.last_before(at) < 0 and low.startswith("the ") else None
        return here or replace(scene.known(person), sure=_BY_ROLE)
    abroad = meant_abroad(scene.document, low, head, at)
    if abroad is not None:
        return replace(scene.known(abroad), sure=_LIKELY)
    last = scene.last(at)
    lexicon = scene.document.lexicon
    issues = lexicon.is_in(head, "group") or lexicon.is_in(head, "document")
    if last is not None and last.group and issues and not (head in _NO_FIRM and _is_firm(scene, last)):
        return last
    if last is not None and low.startswith("the ") and _echoes(scene, last, head):
        return last
    if is_body_phrase(scene, low, head, at):
        body = body_before(scene, at)
        if body is not None:
            return replace(body, sure=_LIKELY)
        body = None if head in _ANY_BODY else body_before(scene, at, certain=False)
        body = body or (None if head in _ANY_BODY else story_body(scene))
        if body is not None:
            return replace(body, sure=_BY_NEARNESS)
    meant = meant_by_the(scene, at, head) if low.startswith("the ") and not _TWO.search(low) else None
    return replace(meant, sure=_BY_NEARNESS) if meant is not None else None


def _is_firm(scene: Scene, speaker: Speaker) -> bool:
    return speaker.name is not None and scene.document.lexicon.is_in(speaker.name.split()[-1], "firm")


def _echoes(scene: Scene, last: Speaker, head: str) -> bool:
    """Whether "the insider" is "a source" who spoke last and has no name."""
    if last.named or last.name is None or role_word(head) is None or INDEFINITE.match(last.name) is None:
        return False
    before = head_word(last.name.lower())
    lexicon = scene.document.lexicon
    return before == head or (lexicon.is_in(before, "source") and lexicon.is_in(head, "source"))


def _first_speaker(scene: Scene) -> Speaker | None:
    """Return the person who is the first to speak behind the first paragraph."""
    for passage in scene.document.passages[1:PASSAGES_BACK]:
        for sentence in passage.sentences[:SENTENCES_BACK]:
            for subject, speaks in scene.subjects_of(sentence):
                found = named(scene, sentence.span(subject.first, subject.last)) if speaks else None
                if found is not None and found.personal:
                    return found
    return None


def meant_by_the(scene: Scene, at: int, head: str) -> Speaker | None:
    """Return whom "the actor" means, whose role the text never says: whom the paragraph is about, else who spoke
    last, else who speaks next in the paragraph, else whom the paragraph before is about."""
    last = scene.last(at, GROUP_REACH)
    asker: Speaker | None = None
    replies = is_reply(scene.document.text, at)
    here = scene.document.passage_at(at)
    for index in (here, here - 1):
        passage = scene.document.passages[max(0, index)]
        ended = [sentence for sentence in sentences_before(passage, at)[:3] if sentence.end <= at]
        for sentence in () if passage.headline else ended[:2]:
            opening = first_subject(sentence, len(sentence.tags))
            span = sentence.span(opening.first, opening.last) if opening is not None else (at, at)
            chain = scene.chain(span) if span[1] <= at and span[0] < at else None
            found = scene.bearer(chain) if chain is not None and not is_people(chain) else None
            if found is not None and replies and "V" in sentence.tags and asks(sentence):
                asker = found
                continue
            if found is not None and _may_stand_for(scene, found, head) and _has_no_other(scene, found, head):
                return found
        if asker is not None and last is not None and last.name == asker.name:
            last = None
        if last is not None and _may_stand_for(scene, last, head) and not _acts_here(scene, last, at):
            return last
        coming = _speaks_next(scene, at, head) if index == here else None
        if coming is not None:
            return coming
    return _only_one(scene, at, head)


def _only_one(scene: Scene, at: int, head: str) -> Speaker | None:
    """Return the only person whom the paragraph names before an offset: "... Ann Roe’s film. The director said"."""
    people = scene.document.people
    passage = scene.document.passages[scene.document.passage_at(at)]
    first = max(passage.start, at - GROUP_REACH)
    named_here = {mention.who: people.person(mention) for mention in people.mentions_in(first, at)}
    persons = [person for person in named_here.values() if not person.group]
    if len(persons) != 1 or role_word(head) is None or not is_given_name(persons[0].parts[0]):
        return None
    found = replace(scene.known(persons[0]), personal=True)
    if _acts_here(scene, found, at) or not _may_stand_for(scene, found, head):
        return None
    return found if _has_no_other(scene, found, head) else None


def _acts_here(scene: Scene, speaker: Speaker, at: int) -> bool:
    """Whether a speaker is named in the same sentence already: "Roe said as the heckler yelled"."""
    sentence = next(iter(sentences_before(scene.document.passages[scene.document.passage_at(at)], at + 1)), None)
    if sentence is None or sentence.start >= at:
        return False
    people = scene.document.people
    return any(people.person(mention).name == speaker.name for mention in people.mentions_in(sentence.start, at))


def _speaks_next(scene: Scene, at: int, head: str) -> Speaker | None:
    """Return who speaks next in the same paragraph: "The keeper was cheerful. “...,” Roe said"."""
    passage = scene.document.passages[scene.document.passage_at(at)]
    following = bisect_right(passage.sentences, at, key=lambda sentence: sentence.start)
    for sentence in passage.sentences[following : following + _AHEAD]:
        for subject, speaks in scene.subjects_of(sentence):
            found = named(scene, sentence.span(subject.first, subject.last)) if speaks else None
            if found is not None:
                return found if _may_stand_for(scene, found, head) else None
    return None


def _may_stand_for(scene: Scene, last: Speaker, head: str) -> bool:
    """Whether "the actor" can be this speaker, whose role the text never says; "" for "the Spaniard"."""
    if not (last.named and last.personal):
        return False
    lexicon = scene.document.lexicon
    role = role_word(head) if head else ""
    if role is None and not _is_human(scene, head):
        return False
    if role is not None and lexicon.is_in(role, "anybody"):
        return False
    if head and lexicon.is_in(head, "athlete"):
        person = scene.document.people.resolve(last.name or "")
        if person is not None and any(lexicon.is_in(known, "office") for known in person.roles):
            return False  # "the striker" is not the manager who spoke last
    gender = title_gender([head])
    return gender is None or last.gender in (None, gender)


def _is_human(scene: Scene, head: str) -> bool:
    """Whether a noun that is no listed role has the shape of one: "the retired roofer"."""
    lexicon = scene.document.lexicon
    if "-" in head or any(lexicon.is_in(head, name) for name in ("group", "body", "document", "thing")):
        return False
    return lexicon.language == "en" and len(head) > 4 and head.endswith(_HUMAN_ENDINGS)


def _has_no_other(scene: Scene, speaker: Speaker, head: str) -> bool:
    """Whether nothing is known of somebody that makes them another than "the coach"."""
    person = scene.document.people.resolve(speaker.name or "")
    lexicon = scene.document.lexicon
    free = not head or lexicon.is_in(head, "nature") or role_word(head) is None
    return person is None or not person.roles or free


def by_role(scene: Scene, low: str, at: int) -> Person | None:
    """Return the person whom a definite role phrase means: "the minister", "the former senator"; "his wife" where one
    wife only is named before."""
    if INDEFINITE.match(low) or _TWO.search(low):
        return None
    core = CORE_END.split(low, maxsplit=1)[0]
    head = head_word(core)
    role = role_word(head)
    if role is None or is_plural_role(head) or core != low.strip():
        return None
    people = scene.document.people
    if low.startswith(_OWNED):
        bearers = [person for person in people.with_any_role(role) if len(person.parts) > 1]
        bearers = [person for person in bearers if person.last_before(at) >= 0 and not person.group]
        kin = scene.document.lexicon.is_in(head, "kin") and len(bearers) == 1
        return bearers[0] if kin and title_gender([head]) in (None, bearers[0].gender) else None
    roles = {role} | (
        {"representative", "congressman", "congresswoman"} if role in ("congressman", "congresswoman") else set()
    )
    return people.with_role(sorted(roles), at, title_gender([head]))
