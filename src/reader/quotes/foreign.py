"""Whom a noun phrase of another language than English means: "die Bürgermeisterin", "el entrenador", "l’avocate".

The lists of roles are English. Elsewhere the article's own words help: the noun that once stood beside a name, the
gender of the noun's article, and who was named last.
"""

from __future__ import annotations

import re
from typing import Final

from reader.names.gender import Gender, is_given_name
from reader.names.people import Person
from reader.quotes.document import Document, sentences_before
from reader.quotes.mentions import CORE_END
from reader.text.sentences import Span

_GENDERS: Final[dict[str, Gender]] = {
    **dict.fromkeys(("der", "dieser", "le", "ce", "cet", "el", "este", "ese"), "m"),
    **dict.fromkeys(("die", "diese", "la", "cette", "esta", "esa"), "f"),
}
_ARTICLE: Final = re.compile(r"(?:(der|die|dieser?|le|la|cet?|cette|el|es[ea]|est[ea]) |l[’'])", re.IGNORECASE)
_DETERMINED: Final = re.compile(
    r"(?:der|die|das|ein|eine|sein|seine|ihr|ihre|dessen|deren|unser|unsere|mein|meine|[Dd]ieser?) "
    r"(?:[a-zäöüß-]{2,40} ){0,3}([^\W\d_][\w-]{1,60})(?: (?:der|des|von|vom|für|im|am|aus) [^,]{1,60})?",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"(?:[Ll]e |[Ll]a |[Ll][’'])[^\W\d_a-zß-öø-ÿ][a-zß-öø-ÿ-]{2,20}(?:ais|ois|ien|éen|ain|aise|oise|ienne|éenne|aine)"
)
_FEMININE: Final = ("ée", "ue", "ie", "trice", "euse", "ière", "enne", "ate", "ante", "ente", "ine")
"""How French nouns for women end, where an elided article does not tell: "l’élue", "l’avocate"."""
_PASSAGES_BACK: Final = 3
_FAR: Final = 5000
"""How far back, in characters, a noun is sought beside a name."""
_BESIDE: Final = 3


def is_german_noun(document: Document, mention: Span) -> bool:
    """Whether a German mention is an article and a noun, which is written like a name: "der Angeklagte"."""
    if document.lexicon.language != "de":
        return False
    found = _DETERMINED.fullmatch(document.text, *mention)
    return found is not None and not is_given_name(found.group(1)) and found.group(1) not in document.surnames


def is_origin_abroad(document: Document, mention: Span) -> bool:
    """Whether a French mention says only where somebody is from: "le Nantais"."""
    return document.lexicon.language == "fr" and _FROM.fullmatch(document.text, *mention) is not None


def meant_abroad(document: Document, low: str, head: str, at: int) -> Person | None:
    """Return the person whom a definite phrase in lower case means, None for bodies and for want of a name."""
    article = _ARTICLE.match(low)
    lexicon = document.lexicon
    if article is None or lexicon.language == "en" or not head:
        return None
    shown = (article.group(1) or "").startswith(("ce", "dies", "es"))  # "cette mère de famille" is no family
    words = CORE_END.split(low, maxsplit=1)[0].split() if shown else low.split()
    if any(lexicon.is_in(word, "document") or lexicon.is_in(word, "group") for word in words):
        return None
    before = document.text[max(0, at - 12) : at].split()
    if before and lexicon.tag(before[-1]) == "P":
        return None  # "hieß es aus der Zentrale"
    gender = _GENDERS.get((article.group(1) or "").lower())
    if article.group(1) is None and head.endswith(_FEMININE):
        gender = "f"
    return _named_beside(document, head, at) or _named_last(document, at, gender)


def _named_beside(document: Document, head: str, at: int) -> Person | None:
    """Return the last person before whose name the noun stands: "Bürgermeisterin Roth", "la maire, Anne Roux"."""
    people = document.people
    for mention in people.mentions_in(max(0, at - _FAR), at)[::-1]:
        lead = document.text[max(0, mention.start - len(head) - _BESIDE) : mention.end].lower()
        person = people.person(mention)
        if head in lead and not person.group and head not in person.name.lower():
            return person
    return None


def _named_last(document: Document, at: int, gender: Gender | None) -> Person | None:
    """Return the first person of the nearest sentence before, of this paragraph and the one before, who fits."""
    people = document.people
    here = document.passage_at(at)
    for index in range(here, max(-1, here - _PASSAGES_BACK), -1):
        for sentence in sentences_before(document.passages[index], at):
            mentions = people.mentions_in(sentence.start, min(sentence.end, at))
            for mention in sorted(mentions, key=lambda mention: not is_given_name(people.person(mention).parts[0])):
                person = people.person(mention)
                whole = len(person.parts) > 1 or is_given_name(person.name)
                if whole and not person.group and (gender is None or person.gender in (None, gender)):
                    return person
    return None
