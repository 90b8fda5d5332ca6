"""Who is meant by words that name nobody: "a nurse", "the elder brother", "my companion".

A name right behind such words says it ("her cousin, Ann Roe,"); a story's opening that keeps the name back ("A nurse
has told ...") means the person with whom one of the next paragraphs begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from reader.names.chains import Chain, find_chains, is_no_name
from reader.names.gender import Gender, is_given_name
from reader.names.groups import looks_like_group
from reader.names.keys import name_key
from reader.names.people import Person
from reader.names.places import place_kind
from reader.names.titles import is_modifier, is_plural_role, is_title, role_word, title_gender
from reader.quotes.document import Document
from reader.quotes.phrases import Subject
from reader.quotes.shapes import Sentence
from reader.quotes.subjects import first_subject
from reader.text.sentences import SOFT_DOT, Span

_BEHIND: Final = re.compile(r",(?! (?:and|or)\b)|[;.):]|$| [(—–]")
_LEAD: Final = re.compile(
    r"(?: (?:of|for|de|des|du|del|der|von|für) [^\W\d][^.,;:\n]{0,60})?, (?:(?:[a-z-]{2,14} ){1,3}(?=[^\W\d_a-z]))?"
)
_INTRODUCED: Final = re.compile(r",? \(?\d\d?\b|, (?:who|whose|an? |the )")
_OPENING: Final = 3
"""How many paragraphs behind the first one may tell the name that it keeps back."""
_NEW: Final = frozenset({"a", "an", "one", "another", "my", "our"})
_OWNED: Final = frozenset({"his", "her", "their"})
"""With these a phrase means somebody whom no name has meant yet."""
_TELLING: Final = frozenset({"of", "at", "for", "by", "from"})
_COMPLEMENT: Final = re.compile(r"P(?:D?[nK]{0,2}N{1,4}(?:~N+|[nK](?=[.,XVWv]|$))?|D[nK]{1,2})(?=[.,;:QXVWvPLC]|$)")
"""What hangs on a noun and says which one it is: "at Roe Bank", "of the clinic"."""
_NAME_REACH: Final = 120


def apposed_name(document: Document, mention: Span, head: str) -> Chain | None:
    """Return the name that explains a mention from behind: "her cousin, Ann Roe, said"; None without one."""
    text = document.text
    english = document.lexicon.language == "en"
    human = role_word(head) is not None or not english  # the roles' list is English
    lead = _LEAD.match(text, mention[1])
    owned = "’s " in text[slice(*mention)] or "'s " in text[slice(*mention)]
    if not (human or owned) or is_plural_role(head) or lead is None:
        return None
    end = lead.end()
    passage = document.passages[document.passage_at(end)]
    limit = min(passage.end, end + _NAME_REACH)
    chain = next(find_chains(text, end, limit), None)
    if chain is None or chain.start != end or not chain.name or looks_like_group(chain.name):
        return None
    plain = text[mention[1] : end] == ", " or text.startswith(", the ", mention[1])
    if not human and not (plain and len(chain.parts) > 1 and is_given_name(chain.parts[0])):
        return None  # "the club's opposite number, Ann Roe": hers, but "the club's ground, Roe Park"
    if len(chain.parts) < 2 and not is_given_name(chain.name) and not _is_lone(document, chain, head):
        return None
    return chain if _BEHIND.match(text, chain.end, passage.end) else None


def _is_lone(document: Document, chain: Chain, head: str) -> bool:
    """Whether one capitalised word between commas is the given name of a child or of kin: "the boy, Tamo, said"."""
    place = place_kind(name_key(chain.name)) is not None or is_no_name(chain.name)
    return document.lexicon.is_in(head, "young") and not place and document.text[chain.end : chain.end + 1] == ","


def person_kept_back(document: Document, at: int, head: str) -> Person | None:
    """Return the person whom the first paragraph calls by a role only: the first one of the next paragraphs that
    opens with a name and says no other role of it ("Ann Roe, 34, was on her way"); None when that is not certain."""
    role = role_word(head)
    if role is None or is_plural_role(head) or at >= document.passages[0].end:
        return None
    people = document.people
    for passage in document.passages[1 : 1 + _OPENING]:
        if passage.headline or not passage.sentences:
            continue
        sentence = passage.sentences[0]
        subject = first_subject(sentence, len(sentence.tags))
        if subject is None:
            continue
        start, end = sentence.span(subject.first, subject.last)
        mention = next(iter(people.mentions_in(start, end)[::-1]), None)  # behind the body that she heads
        if mention is None:
            continue
        person = people.person(mention)
        if person.group or len(person.parts) < 2 or person.starts[0] < document.passages[0].end:
            return None
        if role in person.roles:
            return person
        told = _INTRODUCED.match(document.text, mention.end) is not None
        nearest = passage is document.passages[1] and mention.start == passage.start and is_given_name(person.parts[0])
        told = told or (nearest and sentence.tags[subject.last : subject.last + 1] in ("v", "X"))
        return person if told and not person.roles else None
    return None


def speaks_next(sentence: Sentence, subject: Subject, gender: Gender) -> bool:
    """Whether a sentence's subject is one person without a name whom a "he" or "she" behind it can mean: "My companion
    puts down the spoon.", "A retiree was there", "His wife agreed"."""
    head = sentence.word(subject.last - 1)
    if role_word(head) is None or is_plural_role(head):
        return False
    if sentence.tags[subject.last : subject.last + 2] == ",N":
        return False  # "A driver, Ann Roe, leaned out"
    kin = sentence.word(subject.first) in _OWNED and sentence.lexicon.is_in(head, "kin")
    if not (kin or sentence.word(subject.first) in _NEW) or sentence.word(subject.last) in ("named", "called"):
        return False
    return title_gender([head]) in (None, gender)


def is_one_person(sentence: Sentence, subject: Subject, gender: Gender) -> bool:
    """Whether a subject is a definite noun for one person: "The complainant, who cannot be named, said"."""
    head = sentence.word(subject.last - 1)
    singular = role_word(head) is not None and not is_plural_role(head)
    return singular and sentence.word(subject.first) == "the" and title_gender([head]) in (None, gender)


def with_complement(document: Document, phrase: str, mention: Span) -> str | None:
    """Return an unnamed speaker's phrase with what tells them apart: "analysts" in "analysts at Roe Bank were" are
    "analysts at Roe Bank". None for an empty phrase."""
    passage = document.passages[document.passage_at(mention[0])]
    place = bisect_right(passage.sentences, mention[0], key=lambda sentence: sentence.start) - 1
    if document.lexicon.language != "en" or place < 0 or " of " in phrase or " for " in phrase:
        return phrase or None
    sentence = passage.sentences[place]
    behind = bisect_left(sentence.tokens, mention[1], key=lambda token: token.start)
    match = _COMPLEMENT.match(sentence.tags, behind) if sentence.word(behind) in _TELLING else None
    if match is None:
        return phrase or None
    start, end = sentence.span(behind, match.end())
    return f"{phrase} {document.text[start:end].replace(SOFT_DOT, '.')}"


def is_bare_office(name: str) -> bool:
    """Whether a capitalised run is an office and no name: "Prime Minister"."""
    return all(is_title(word) or is_modifier(word) for word in name.split())
