"""From the words that name a speaker to the person they mean: full names, pronouns, roles, documents.

A mention is never mapped to a name that contradicts it: "Roe" becomes nobody but a Roe, "she" nobody who is known to
be a man, "the senator" nobody who is not one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.names.chains import Chain
from reader.names.gender import Gender, is_given_name
from reader.names.groups import looks_like_group
from reader.names.people import Person, compatible
from reader.names.titles import is_plural_role, role_word, title_gender
from reader.quotes.attribution import speaking_subjects
from reader.quotes.document import Document, Passage
from reader.quotes.linking import EntityNames
from reader.quotes.mentions import (
    CORE_END,
    DETERMINED,
    INDEFINITE,
    addressed,
    firm_name,
    head_word,
    is_age,
    is_people,
    name_chain,
)
from reader.quotes.nominals import apposed_name, is_bare_office, person_kept_back, speaks_next
from reader.quotes.pronouns import GENDERS, OWN, PLURAL
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import Subject, first_subject
from reader.text.sentences import SOFT_DOT, Span

_CONTRACTION: Final = re.compile(r"[’'](?:s|re|ve|ll|d|m)$")
_POSSESSIVE: Final = re.compile(r"[’']s?\b")
_PASSAGES_BACK: Final = 5
"""How many paragraphs a pronoun looks back."""
_SENTENCES_BACK: Final = 12
"""How many sentences of one paragraph it looks back."""
_LAST_SPEAKER_REACH: Final = 1500
_GROUP_REACH: Final = 900
"""How far back, in characters, "they", "it" and "the actor" may mean who spoke last."""
_PERSONAL: Final = 0.6
"""How much evidence makes a name a person's for certain."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the canonical name (None when unknown), what is known of the gender, whether a group speaks.

    `named` is False for a phrase such as "an official"; `personal` is True when something says that it is a human.
    """

    name: str | None
    gender: Gender | None = None
    group: bool = False
    named: bool = True
    personal: bool = False


@dataclass
class Resolver:
    """Resolves mentions in text order; remembers who spoke."""

    document: Document
    names: EntityNames
    _log: list[tuple[int, Speaker]] = field(default_factory=list)
    _subjects: dict[int, list[tuple[Subject, bool]]] = field(default_factory=dict)
    _known: dict[int, Speaker | None] = field(default_factory=dict)

    def speaker(self, mention: Span) -> Speaker:
        """Return whom the mention means, and remember that they spoke there."""
        found = self._resolve(mention, deep=0)
        self.again(found, mention[0])
        return found

    def again(self, speaker: Speaker, at: int) -> None:
        """Remember that somebody known goes on speaking at an offset."""
        if speaker.name is not None:
            self._log.append((at, speaker))

    def _resolve(self, mention: Span, deep: int) -> Speaker:
        start, end = mention
        words = self.document.text[start:end]
        low = _CONTRACTION.sub("", words.lower().strip())
        if low in GENDERS:
            return self._pronoun(start, GENDERS[low], deep)
        if low in PLURAL or low in OWN:
            return self._group_pronoun(start, low)
        named = self._named(mention)
        if named is not None:
            return named
        return self._nominal(words, mention)

    # names

    def _named(self, mention: Span) -> Speaker | None:
        """Return the bearer of the name that is the head of the mention, None when its head is a common noun."""
        firm = firm_name(self.document.text, mention)
        if firm is not None:
            body = self.names.at(*firm)
            whole = self.document.text[slice(*firm)].replace(SOFT_DOT, ".")
            return Speaker(body.name if body is not None and not body.person else whole, group=True)
        chain = name_chain(self.document.text, mention)
        if chain is None:
            return self._calendar_name(mention)
        if is_people(chain):
            known = self._meant_by_the(mention[0], "")  # "the Spaniard said"
            if known is not None and self.document.text[mention[0] : mention[0] + 4].lower() == "the ":
                return known
        return self._bearer(chain)

    def _bearer(self, chain: Chain) -> Speaker:
        chain = addressed(chain) if self.document.lexicon.language == "fr" else chain
        gender = title_gender(chain.titles)
        roles = [role for role in map(role_word, chain.titles) if role]
        person = self.document.people.resolve(chain.name, chain.start, gender, roles)
        entity = self.names.at(chain.name_start, chain.end)
        if person is not None and " " not in chain.name:
            nearest, person = person, self._namesake(person, chain.start, gender)
            entity = entity if person is nearest else None
        full = self.names.named(person.name if person else chain.name)
        if entity is None or (full is not None and full.person and len(full.name) > len(entity.name)):
            entity = full  # "Roe" may be an entity beside "Ann Roe"
        name = person.name if person is not None else chain.name
        if " " in name and name.isupper() and is_given_name(name.split()[0]):
            name = name.title()  # a transcript's label
        known = person.gender if person is not None else gender
        if entity is not None and (compatible(chain.name, entity.name) or not entity.person):
            return Speaker(entity.name, known, group=not entity.person, personal=entity.person)
        group = person.group if person is not None else looks_like_group(name)
        personal = is_given_name(name.split()[0]) or (person is not None and person.evidence >= _PERSONAL)
        return Speaker(name, known, group=group, personal=personal and not group)

    def _namesake(self, person: Person, at: int, gender: Gender | None) -> Person:
        """Return the one of two bearers of a surname whom the sentence that last named this one is about: "Roe" behind
        "Ann Roe, the niece of Bob Roe, asked" is Ann."""
        people = self.document.people
        named = bisect_left(person.full_starts, at)
        if not named:
            return person
        full = person.full_starts[named - 1]
        passage = self.document.passages[self.document.passage_at(full)]
        sentence = next(iter(_sentences_before(passage, full + 1)), None)
        opening = first_subject(sentence, len(sentence.tags)) if sentence is not None else None
        if sentence is None or opening is None:
            return person
        start, end = sentence.span(opening.first, opening.last)
        for mention in people.mentions_in(start, min(end, full)):
            other = people.person(mention)
            if other is not person and other.parts[1:] and other.parts[-1] == person.parts[-1]:
                return other if gender is None or other.gender in (None, gender) else person
        return person

    def _calendar_name(self, mention: Span) -> Speaker | None:
        """Return the person whose given name is a month's or a day's: "June said"."""
        word = self.document.text[mention[0] : mention[1]]
        if not is_given_name(word) or not word[0].isupper():
            return None
        person = self.document.people.resolve(word, mention[0])
        return Speaker(person.name if person is not None else word, personal=True)

    # pronouns

    def _pronoun(self, at: int, gender: Gender, deep: int) -> Speaker:
        """Return the nearest fitting antecedent: the last one who spoke or acted, never a name inside a quotation."""
        document = self.document
        here = document.passage_at(at)
        last = self._last(at)
        for index in range(here, max(-1, here - _PASSAGES_BACK - 1), -1):
            passage = document.passages[index]
            if passage.headline and index != here:
                continue
            for sentence in _sentences_before(passage, at):
                found = self._in_sentence(sentence, at, gender, deep)
                if found is not None:
                    return found
            if (
                index == here - 1
                and last is not None
                and _fits(last, gender)
                and at - self._log[-1][0] < _LAST_SPEAKER_REACH
            ):
                return last
        return last if last is not None and _fits(last, gender) else Speaker(None, gender)

    def _group_pronoun(self, at: int, word: str) -> Speaker:
        """Return whom "they", "it", "we" or "I" means: for the first two the group that acted last, else who spoke."""
        last = self._last(at)
        if word == "you":
            return Speaker(None)  # anybody
        near = last if last is not None and at - self._log[-1][0] < _GROUP_REACH else None
        if word not in ("they", "it", "their", "its"):
            return near or Speaker(None)
        if near is not None and near.group:
            return near
        body = self._body_before(at, certain=False)
        if body is not None:
            return body
        if near is not None and (word in ("they", "their") or (near.named and not near.personal)):
            return near
        return Speaker(None)

    def _body_before(self, at: int, *, certain: bool = True) -> Speaker | None:
        """Return the group that was the last subject before an offset; unless `certain`, any name that is no person's
        for sure."""
        here = self.document.passage_at(at)
        for index in range(here, max(-1, here - 3), -1):
            passage = self.document.passages[index]
            for sentence in () if passage.headline else _sentences_before(passage, at):
                for subject, _ in self._subjects_of(sentence):
                    start, end = sentence.span(subject.first, subject.last)
                    found = self._named((start, end)) if end <= at else None
                    if found is not None and (found.group or not (certain or found.personal)):
                        return found
        return None

    def _in_sentence(self, sentence: Sentence, at: int, gender: Gender, deep: int) -> Speaker | None:
        for subject, speaks in self._subjects_of(sentence):
            start, end = sentence.span(subject.first, subject.last)
            if start >= at or (start <= at < end):
                continue
            found = self._antecedent((start, end), at, deep)
            if found is not None and found.name and _fits(found, gender) and (speaks or _is_solid(found)):
                return found
            if found is None and speaks_next(sentence, subject, gender):
                return Speaker(sentence.text[start:end].replace(SOFT_DOT, "."), gender, named=False)
        people = self.document.people
        for mention in people.mentions_in(sentence.start, min(sentence.end, at)):
            person = people.person(mention)
            if (
                person.group
                or is_bare_office(person.name)
                or (len(person.parts) == 1 and person.evidence < 0.5)
                or person.gender not in (None, gender)
                or _POSSESSIVE.match(self.document.text, mention.end)
            ):
                continue
            entity = self.names.at(mention.start, mention.end)
            if (entity is not None and not entity.person) or self.names.is_mute(mention.start):
                continue
            name = entity.name if entity is not None and compatible(person.name, entity.name) else person.name
            return Speaker(name, person.gender)
        return None

    def _antecedent(self, span: Span, at: int, deep: int) -> Speaker | None:
        """Return whom an earlier subject means; a pronoun among them is resolved in turn, once for each."""
        key = span[0]
        if key in self._known:
            return self._known[key]
        low = self.document.text[span[0] : span[1]].lower()
        if low in GENDERS:
            if deep > 20 or key >= at:
                return None
            found: Speaker | None = self._pronoun(key, GENDERS[low], deep + 1)
        elif low in PLURAL or low in OWN:
            found = None
        else:
            found = self._named(span)
            if found is None:
                person = self._by_role(low, key)
                found = Speaker(person.name, person.gender) if person is not None else None
        self._known[key] = found
        return found

    def _subjects_of(self, sentence: Sentence) -> Sequence[tuple[Subject, bool]]:
        """Return the subjects of a sentence, the last one who speaks first, then the sentence's own."""
        key = sentence.start
        if key not in self._subjects:
            speaking = [(subject, True) for _, subject in reversed(speaking_subjects(sentence))]
            opening = first_subject(sentence, len(sentence.tags))
            self._subjects[key] = speaking + ([(opening, False)] if opening is not None else [])
        return self._subjects[key]

    def _last(self, at: int) -> Speaker | None:
        index = bisect_right(self._log, at, key=lambda entry: entry[0]) - 1
        return self._log[index][1] if index >= 0 else None

    # roles, groups and documents

    def _nominal(self, words: str, mention: Span) -> Speaker:
        at = mention[0]
        phrase = " ".join(words.replace(SOFT_DOT, ".").split()).strip(" ,")
        low = phrase.lower()
        head = head_word(low)
        gender = title_gender([head])
        apposed = apposed_name(self.document, mention, head)
        if apposed is not None:
            return self._bearer(apposed)
        if is_age(head) and DETERMINED.match(low) is not None:
            return self._meant_by_the(at, "") or Speaker(phrase, named=False)
        definite = DETERMINED.match(low) is not None or (INDEFINITE.match(low) is None and role_word(head) is not None)
        if definite and not is_plural_role(head):
            person = self._by_role(low, at)
            if person is not None:
                entity = self.names.named(person.name)
                name = entity.name if entity is not None and compatible(person.name, entity.name) else person.name
                return Speaker(name, person.gender)
            last = self._last(at)
            lexicon = self.document.lexicon
            issues = lexicon.is_in(head, "group") or lexicon.is_in(head, "document")
            if last is not None and last.group and issues:
                return last
            if low == f"the {head}" and lexicon.is_in(head, "body"):
                body = self._body_before(at)
                if body is not None:
                    return body
            meant = self._meant_by_the(at, head) if low.startswith("the ") else None
            if meant is not None:
                return meant
        kept_back = person_kept_back(self.document, at, head)
        if kept_back is not None and gender in (None, kept_back.gender, None if kept_back.gender else gender):
            return Speaker(kept_back.name, kept_back.gender, personal=True)
        if role_word(head) is not None and not DETERMINED.match(low) and not INDEFINITE.match(low):
            chief = self._first_speaker() if at < self.document.passages[0].end and not is_plural_role(head) else None
            if chief is not None:
                return chief  # a headline's "says council leader" means who speaks first in the body
        return Speaker(phrase or None, gender, group=role_word(head) is None, named=False)

    def _first_speaker(self) -> Speaker | None:
        """Return the person who is the first to speak behind the first paragraph."""
        for passage in self.document.passages[1:_PASSAGES_BACK]:
            for sentence in passage.sentences[:_SENTENCES_BACK]:
                for subject, speaks in self._subjects_of(sentence):
                    found = self._named(sentence.span(subject.first, subject.last)) if speaks else None
                    if found is not None and found.personal:
                        return found
        return None

    def _meant_by_the(self, at: int, head: str) -> Speaker | None:
        """Return whom "the actor" means, whose role the text never says: whom the paragraph is about, else who spoke
        last, else whom the paragraph before is about."""
        last = self._last(at)
        here = self.document.passage_at(at)
        for index in (here, here - 1):
            passage = self.document.passages[max(0, index)]
            ended = [sentence for sentence in _sentences_before(passage, at)[:3] if sentence.end <= at]
            for sentence in () if passage.headline else ended[:2]:
                opening = first_subject(sentence, len(sentence.tags))
                span = sentence.span(opening.first, opening.last) if opening is not None else (at, at)
                chain = name_chain(self.document.text, span) if span[1] <= at and span[0] < at else None
                found = self._bearer(chain) if chain is not None and not is_people(chain) else None
                if found is not None and self._may_stand_for(found, head) and self._has_no_other(found, head):
                    return found
            if last is not None and self._may_stand_for(last, head) and at - self._log[-1][0] <= _GROUP_REACH:
                return last
        return None

    def _may_stand_for(self, last: Speaker, head: str) -> bool:
        """Whether "the actor" can be this speaker, whose role the text never says; "" for "the Spaniard"."""
        if not (last.named and last.personal):
            return False
        role = role_word(head) if head else ""
        if role is None or self.document.lexicon.is_in(role, "anybody"):
            return False
        gender = title_gender([head])
        return gender is None or last.gender in (None, gender)

    def _has_no_other(self, speaker: Speaker, head: str) -> bool:
        """Whether nothing is known of somebody that makes them another than "the coach"."""
        person = self.document.people.resolve(speaker.name or "")
        return person is None or not person.roles or not head or self.document.lexicon.is_in(head, "nature")

    def _by_role(self, low: str, at: int) -> Person | None:
        """Return the person whom a definite role phrase means: "the minister", "the former senator"."""
        if INDEFINITE.match(low) or low.startswith(("his ", "her ", "their ", "its ")):
            return None
        core = CORE_END.split(low, maxsplit=1)[0]
        head = head_word(core)
        role = role_word(head)
        if role is None or is_plural_role(head) or core != low.strip():
            return None
        roles = {role} | (
            {"representative", "congressman", "congresswoman"} if role in ("congressman", "congresswoman") else set()
        )
        return self.document.people.with_role(sorted(roles), at, title_gender([head]))


def _sentences_before(passage: Passage, at: int) -> Sequence[Sentence]:
    """Return the sentences of a paragraph that begin before an offset, nearest first, at most `_SENTENCES_BACK`."""
    count = bisect_left(passage.sentences, at, key=lambda sentence: sentence.start)
    return passage.sentences[max(0, count - _SENTENCES_BACK) : count][::-1]


def _fits(speaker: Speaker, gender: Gender) -> bool:
    return not speaker.group and speaker.gender in (None, gender)


def _is_solid(speaker: Speaker) -> bool:
    return speaker.name is not None and (len(speaker.name.split()) > 1 or speaker.gender is not None)
