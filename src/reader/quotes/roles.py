"""Whom a noun phrase without a name means: "the minister", "the company", "the 27-year-old", "the statement"."""

from __future__ import annotations

from typing import Final

from reader.names.people import Person, compatible
from reader.names.titles import is_plural_role, role_word, title_gender
from reader.quotes.mentions import CORE_END, DETERMINED, INDEFINITE, head_word, is_age, is_people, name_chain
from reader.quotes.nominals import apposed_name, person_kept_back
from reader.quotes.scene import SENTENCES_BACK, Scene, Speaker, sentences_before
from reader.quotes.subjects import first_subject
from reader.text.sentences import SOFT_DOT, Span

PASSAGES_BACK: Final = 5
"""How many paragraphs a pronoun looks back."""
GROUP_REACH: Final = 900
"""How far back, in characters, "they", "it" and "the actor" may mean who spoke last."""


def named(scene: Scene, mention: Span) -> Speaker | None:
    """Return whom the name means that is the head of the mention, None when its head is a common noun."""
    chain = name_chain(scene.document.text, mention)
    if chain is not None and is_people(chain):
        known = meant_by_the(scene, mention[0], "")  # "the Spaniard said"
        if known is not None and scene.document.text[mention[0] : mention[0] + 4].lower() == "the ":
            return known
    return scene.named(mention)


def nominal(scene: Scene, words: str, mention: Span) -> Speaker:
    """Return whom a noun phrase means, the phrase itself as an unnamed speaker when that is nobody in particular."""
    at = mention[0]
    phrase = " ".join(words.replace(SOFT_DOT, ".").split()).strip(" ,")
    low = phrase.lower()
    head = head_word(low)
    gender = title_gender([head])
    apposed = apposed_name(scene.document, mention, head)
    if apposed is not None:
        return scene.bearer(apposed)
    if is_age(head) and DETERMINED.match(low) is not None:
        return meant_by_the(scene, at, "") or Speaker(phrase, named=False)
    definite = DETERMINED.match(low) is not None or (INDEFINITE.match(low) is None and role_word(head) is not None)
    if definite and not is_plural_role(head):
        person = by_role(scene, low, at)
        if person is not None:
            entity = scene.names.named(person.name)
            name = entity.name if entity is not None and compatible(person.name, entity.name) else person.name
            return Speaker(name, person.gender)
        last = scene.last(at)
        lexicon = scene.document.lexicon
        issues = lexicon.is_in(head, "group") or lexicon.is_in(head, "document")
        if last is not None and last.group and issues:
            return last
        if low == f"the {head}" and lexicon.is_in(head, "body"):
            body = body_before(scene, at)
            if body is not None:
                return body
        meant = meant_by_the(scene, at, head) if low.startswith("the ") else None
        if meant is not None:
            return meant
    kept_back = person_kept_back(scene.document, at, head)
    if kept_back is not None and gender in (None, kept_back.gender, None if kept_back.gender else gender):
        return Speaker(kept_back.name, kept_back.gender, personal=True)
    if role_word(head) is not None and not DETERMINED.match(low) and not INDEFINITE.match(low):
        chief = _first_speaker(scene) if at < scene.document.passages[0].end and not is_plural_role(head) else None
        if chief is not None:
            return chief  # a headline's "says council leader" means who speaks first in the body
    return Speaker(phrase or None, gender, group=role_word(head) is None, named=False)


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
    last, else whom the paragraph before is about."""
    last = scene.last(at, GROUP_REACH)
    here = scene.document.passage_at(at)
    for index in (here, here - 1):
        passage = scene.document.passages[max(0, index)]
        ended = [sentence for sentence in sentences_before(passage, at)[:3] if sentence.end <= at]
        for sentence in () if passage.headline else ended[:2]:
            opening = first_subject(sentence, len(sentence.tags))
            span = sentence.span(opening.first, opening.last) if opening is not None else (at, at)
            chain = name_chain(scene.document.text, span) if span[1] <= at and span[0] < at else None
            found = scene.bearer(chain) if chain is not None and not is_people(chain) else None
            if found is not None and _may_stand_for(scene, found, head) and _has_no_other(scene, found, head):
                return found
        if last is not None and _may_stand_for(scene, last, head):
            return last
    return None


def _may_stand_for(scene: Scene, last: Speaker, head: str) -> bool:
    """Whether "the actor" can be this speaker, whose role the text never says; "" for "the Spaniard"."""
    if not (last.named and last.personal):
        return False
    role = role_word(head) if head else ""
    if role is None or scene.document.lexicon.is_in(role, "anybody"):
        return False
    gender = title_gender([head])
    return gender is None or last.gender in (None, gender)


def _has_no_other(scene: Scene, speaker: Speaker, head: str) -> bool:
    """Whether nothing is known of somebody that makes them another than "the coach"."""
    person = scene.document.people.resolve(speaker.name or "")
    return person is None or not person.roles or not head or scene.document.lexicon.is_in(head, "nature")


def by_role(scene: Scene, low: str, at: int) -> Person | None:
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
    return scene.document.people.with_role(sorted(roles), at, title_gender([head]))


def body_before(scene: Scene, at: int, *, certain: bool = True) -> Speaker | None:
    """Return the group that was the last subject before an offset; unless `certain`, any name that is no person's
    for sure."""
    here = scene.document.passage_at(at)
    for index in range(here, max(-1, here - 3), -1):
        passage = scene.document.passages[index]
        for sentence in () if passage.headline else sentences_before(passage, at):
            for subject, _ in scene.subjects_of(sentence):
                start, end = sentence.span(subject.first, subject.last)
                found = named(scene, (start, end)) if end <= at else None
                if found is not None and (found.group or not (certain or found.personal)):
                    return found
    return None
