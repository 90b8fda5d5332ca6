"""What resolving a speaker needs of the article: who bears a name, who acts in a sentence, who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.names.chains import Chain
from reader.names.gender import Gender, is_given_name
from reader.names.groups import looks_like_group
from reader.names.keys import name_key
from reader.names.people import Person, compatible
from reader.names.titles import role_word, title_gender
from reader.quotes.actors import speaking_subjects
from reader.quotes.appositions import apposed_chain
from reader.quotes.callings import plain_chain
from reader.quotes.document import Document, sentences_before
from reader.quotes.firms import firms_by_first_word
from reader.quotes.foreign import is_german_noun, is_origin_abroad
from reader.quotes.linking import EntityNames
from reader.quotes.mentions import firm_name, name_chain
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import first_subject
from reader.text.sentences import SOFT_DOT, Span

_MAIN: Final = re.compile(r"U[^,Q]*VQ(?=N)")
"""A clause with "when" that ends in a quotation and gives way to the main one: "When Lee said Q Roe left"."""
_PERSONAL: Final = 0.5
"""How much evidence makes a name a person's for certain: the shape of a name and a role are enough."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the canonical name (None when unknown), what is known of the gender, whether a group speaks.

    `named` is False for a phrase such as "an official"; `personal` is True when something says that it is a human.
    `sure` (0 to 1) is how far the text says who is meant: 1 for a name, less for what only nearness tells.
    """

    name: str | None
    gender: Gender | None = None
    group: bool = False
    named: bool = True
    personal: bool = False
    sure: float = 1.0


@dataclass
class Scene:
    """One article while its mentions are resolved in text order."""

    document: Document
    names: EntityNames
    _log: list[tuple[int, Speaker]] = field(default_factory=list)
    _chains: dict[Span, Chain | None] = field(default_factory=dict)
    _firms: dict[str, str] | None = None
    _subjects: dict[int, list[tuple[Subject, bool]]] = field(default_factory=dict)

    def remember(self, speaker: Speaker, at: int) -> None:
        """Note that somebody speaks at an offset."""
        if speaker.name is not None:
            self._log.append((at, speaker))

    def last(self, at: int, reach: int | None = None) -> Speaker | None:
        """Return who spoke last before an offset; None for nobody, or when the newest of all is farther away than
        `reach` characters."""
        index = bisect_right(self._log, at, key=lambda entry: entry[0]) - 1
        if index < 0 or (reach is not None and at - self._log[-1][0] > reach):
            return None
        return self._log[index][1]

    def subjects_of(self, sentence: Sentence) -> Sequence[tuple[Subject, bool]]:
        """Return the subjects of a sentence, the last one who speaks first, then the sentence's own."""
        key = sentence.start
        if key not in self._subjects:
            told = speaking_subjects(sentence)
            if (main := _MAIN.match(sentence.tags)) is not None:
                told = [item for item in told if item[0].index >= main.end()]
            speaking = [(subject, True) for _, subject in reversed(told)]
            opening = first_subject(sentence, len(sentence.tags))
            self._subjects[key] = speaking + ([(opening, False)] if opening is not None else [])
        return self._subjects[key]

    def chain(self, mention: Span) -> Chain | None:
        """Return the name that is the head of the mention, None when its head is a common noun."""
        if mention not in self._chains:
            chain = apposed_chain(self.document, mention) if self.document.lexicon.language != "en" else None
            common = is_german_noun(self.document, mention) or is_origin_abroad(self.document, mention)
            if chain is None and not common:
                chain = name_chain(self.document.text, mention)
            self._chains[mention] = chain
        return self._chains[mention]

    def named(self, mention: Span) -> Speaker | None:
        """Return the bearer of the name that is the head of the mention, None when its head is a common noun."""
        firm = firm_name(self.document.text, mention)
        if firm is not None:
            body = self.names.at(*firm)
            whole = self.document.text[slice(*firm)].replace(SOFT_DOT, ".")
            return Speaker(body.name if body is not None and not body.person else whole, group=True)
        chain = self.chain(mention)
        return self.bearer(chain) if chain is not None else self._calendar_name(mention)

    def bearer(self, chain: Chain) -> Speaker:
        """Return the person or body that a name means where it stands."""
        chain = plain_chain(self.document.text, chain, self.document.lexicon.language, self.document.surnames)
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
        if entity is None and person is not None and len(person.parts) == 1 and person.gender is None:
            firm = self._firm(person.name)
            if firm is not None:
                return Speaker(firm, group=True)
        group = person.group if person is not None else looks_like_group(name)
        personal = is_given_name(name.split()[0]) or (person is not None and person.evidence >= _PERSONAL)
        return Speaker(name, known, group=group, personal=personal and not group)

    def known(self, person: Person) -> Speaker:
        """Return a person of the article as a speaker, by the name of the entity where it is one."""
        entity = self.names.named(person.name)
        name = entity.name if entity is not None and compatible(person.name, entity.name) else person.name
        return Speaker(name, person.gender)

    def _firm(self, name: str) -> str | None:
        if self._firms is None:
            self._firms = firms_by_first_word(self.document)
        return self._firms.get(name_key(name))

    def _namesake(self, person: Person, at: int, gender: Gender | None) -> Person:
        """Return the one of two bearers of a surname whom the sentence that last named this one is about: "Roe" behind
        "Ann Roe, the niece of Bob Roe, asked" is Ann."""
        people = self.document.people
        named = bisect_left(person.full_starts, at)
        if not named:
            return person
        full = person.full_starts[named - 1]
        passage = self.document.passages[self.document.passage_at(full)]
        sentence = next(iter(sentences_before(passage, full + 1)), None)
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


def fits(speaker: Speaker, gender: Gender) -> bool:
    """Whether "he" or "she" can mean the speaker."""
    return not speaker.group and speaker.gender in (None, gender)


def is_solid(speaker: Speaker) -> bool:
    """Whether a name is more than one capitalised word of which nothing is known."""
    return speaker.name is not None and (len(speaker.name.split()) > 1 or speaker.gender is not None)
