"""From the words that name a speaker to the person they mean: full names, pronouns, roles, documents.

A mention is never mapped to a name that contradicts it: "Roe" becomes nobody but a Roe, "she" nobody who is known to
be a man, "the senator" nobody who is not one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from reader.names.gender import Gender
from reader.names.people import compatible
from reader.names.titles import is_plural_role
from reader.quotes.bodies import body_before
from reader.quotes.clauses import ends_report, is_agent, own_plural
from reader.quotes.document import sentences_before
from reader.quotes.mentions import head_word
from reader.quotes.nominals import is_bare_office, is_one_person, speaks_next
from reader.quotes.pronouns import GENDERS, OWN, PLURAL
from reader.quotes.roles import GROUP_REACH, PASSAGES_BACK, named, nominal, subject_named
from reader.quotes.scene import Scene, Speaker, fits, is_solid
from reader.quotes.shapes import Sentence
from reader.text.sentences import SOFT_DOT, Span

_CONTRACTION: Final = re.compile(r"[’'](?:s|re|ve|ll|d|m)$")
_POSSESSIVE: Final = re.compile(r"[’']s?\b")
_NOUN_REACH: Final = 20
_LAST_SPEAKER_REACH: Final = 1500
_NEAR: Final = 0.85
"""How sure a pronoun's person is who does not act before it, but is named there or spoke last."""
_UNKNOWN: Final = 0.45
"""How sure it is that a pronoun means nobody who has a name."""


@dataclass
class Resolver:
    """Resolves mentions in text order; remembers who spoke."""

    scene: Scene
    _known: dict[int, Speaker | None] = field(default_factory=dict)

    def speaker(self, mention: Span) -> Speaker:
        """Return whom the mention means, and remember that they spoke there."""
        found = self._resolve(mention, deep=0)
        self.again(found, mention[0])
        return found

    def again(self, speaker: Speaker, at: int) -> None:
        """Remember that somebody known goes on speaking at an offset."""
        self.scene.remember(speaker, at)

    def _resolve(self, mention: Span, deep: int) -> Speaker:
        start, end = mention
        words = self.scene.document.text[start:end]
        low = _CONTRACTION.sub("", words.lower().strip())
        if low in GENDERS:
            return self._pronoun(start, GENDERS[low], deep)
        if low in PLURAL or low in OWN:
            return self._group_pronoun(start, low)
        return named(self.scene, mention) or nominal(self.scene, words, mention)

    def _pronoun(self, at: int, gender: Gender, deep: int) -> Speaker:
        """Return the nearest fitting antecedent: the last one who spoke or acted, never a name inside a quotation."""
        document = self.scene.document
        here = document.passage_at(at)
        last = self.scene.last(at)
        for index in range(here, max(-1, here - PASSAGES_BACK - 1), -1):
            passage = document.passages[index]
            if passage.headline and index != here:
                continue
            for sentence in sentences_before(passage, at):
                found = self._in_sentence(sentence, at, gender, deep)
                if found is not None:
                    return found
            near = self.scene.last(at, _LAST_SPEAKER_REACH) if index == here - 1 else None
            if near is not None and fits(near, gender):
                return replace(near, sure=_NEAR)
        if last is not None and fits(last, gender):
            return replace(last, sure=_NEAR)
        return Speaker(None, gender, sure=_UNKNOWN)

    def _group_pronoun(self, at: int, word: str) -> Speaker:
        """Return whom "they", "it", "we" or "I" means: for the first two the group that acted last, else who spoke."""
        if word == "you":
            return Speaker(None)  # anybody
        near = self.scene.last(at, GROUP_REACH)
        if word == "they":
            plural = own_plural(self.scene.document, at)
            if plural is not None:
                return plural
        if word not in ("they", "it", "their", "its"):
            return replace(near, sure=_NEAR) if near is not None else Speaker(None, sure=_UNKNOWN)
        if near is not None and (near.group or (word in ("they", "their") and _is_several(near))):
            return near
        body = body_before(self.scene, at, certain=False)
        if body is not None:
            return body
        if near is not None and (word in ("they", "their") or (near.named and not near.personal)):
            return near
        return Speaker(None, sure=_UNKNOWN)

    def _is_introduced(self, sentence: Sentence) -> bool:
        """Whether somebody is named for the first time at the sentence's start: "Ann Roe was late, she said."."""
        people = self.scene.document.people
        first = next(iter(people.mentions_in(sentence.start, sentence.end)), None)
        if first is None or people.person(first).group:
            return False
        return people.person(first).starts[:1] == (first.start,)

    def _in_sentence(self, sentence: Sentence, at: int, gender: Gender, deep: int) -> Speaker | None:
        if sentence.end > at and ends_report(sentence, at) and not self._is_introduced(sentence):
            return None  # "The mayor was late, she said": not the mayor
        for subject, speaks in self.scene.subjects_of(sentence):
            start, end = sentence.span(subject.first, subject.last)
            if start >= at or (start <= at < end):
                continue
            found = self._antecedent((start, end), at, deep)
            if found is not None and found.name and fits(found, gender) and (speaks or is_solid(found)):
                return found
            if found is None and speaks and start < at and is_one_person(sentence, subject, gender):
                words = sentence.text[start:end]
                found = nominal(self.scene, words, (start, end))
                if found.name and fits(found, gender):
                    return found
            if found is None and speaks_next(sentence, subject, gender):
                return Speaker(sentence.text[start:end].replace(SOFT_DOT, "."), gender, named=False)
        people = self.scene.document.people
        fitting = people.mentions_in(sentence.start, min(sentence.end, at))
        for mention in sorted(fitting, key=lambda mention: people.person(mention).gender != gender):
            person = people.person(mention)
            if (
                person.group
                or is_bare_office(person.name)
                or (len(person.parts) == 1 and person.evidence < 0.5)
                or person.gender not in (None, gender)
                or self._is_work(mention.start)
                or _POSSESSIVE.match(self.scene.document.text, mention.end)
                or (sentence.end > at and is_agent(self.scene.document.text, mention.start))
            ):
                continue
            entity = self.scene.names.at(mention.start, mention.end)
            if (entity is not None and not entity.person) or self.scene.names.is_mute(mention.start):
                continue
            name = entity.name if entity is not None and compatible(person.name, entity.name) else person.name
            return Speaker(name, person.gender, sure=_NEAR)
        return None

    def _is_work(self, start: int) -> bool:
        """Whether a name is a work's: "Her third album, Soft Roe,"."""
        words = self.scene.document.text[max(0, start - _NOUN_REACH) : start].split()
        apposed = bool(words) and words[-1].endswith(",")
        return apposed and self.scene.document.lexicon.is_in(words[-1][:-1], "name-cue")

    def _antecedent(self, span: Span, at: int, deep: int) -> Speaker | None:
        """Return whom an earlier subject means; a pronoun among them is resolved in turn, once for each."""
        key = span[0]
        if key in self._known:
            return self._known[key]
        low = self.scene.document.text[span[0] : span[1]].lower()
        if low in GENDERS:
            if deep > 20 or key >= at:
                return None
            found: Speaker | None = self._pronoun(key, GENDERS[low], deep + 1)
        elif low in PLURAL or low in OWN:
            found = None
        else:
            found = subject_named(self.scene, span)
        self._known[key] = found
        return found


def _is_several(speaker: Speaker) -> bool:
    """Whether several people without a name spoke: "analysts at Roe Bank"."""
    return not speaker.named and speaker.name is not None and is_plural_role(head_word(speaker.name.lower()))
