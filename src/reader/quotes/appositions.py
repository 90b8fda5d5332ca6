"""The name in a German, French or Spanish mention, or behind its comma: "die Leiterin der Kita am Deich, Anja Roth".

English has its own ways (`reader.quotes.mentions`, `reader.quotes.nominals`), which lean on a list of roles. Here the
shape decides: a noun phrase without a name, a comma, and a name of two parts, or all that stands between two commas.
"""

from __future__ import annotations

import re
from typing import Final

from reader.names.chains import Chain, find_chains
from reader.names.gender import is_given_name
from reader.names.groups import looks_like_group
from reader.quotes.beginnings import is_complement
from reader.quotes.callings import plain_chain, taken_apart
from reader.quotes.document import Document, Passage, sentences_before
from reader.text.sentences import Span

_REACH: Final = 160
"""How far behind a mention's start, in characters, its name is sought."""
_STOP: Final = re.compile(r"[.;:!?«»“”„\"()\n]| [–—-]")
_PARTICLE: Final = re.compile(r" (?:von|van|zu)(?: de[rnm])? [^\W\d_a-zß-öø-ÿ][\w-]{1,40}")
"""What a mention leaves out of a name that goes on: "Leopoldine" of "Leopoldine von Thurn"."""
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_LEAD_IN: Final = re.compile(r" (?:[^\W\d_A-ZÄÖÜÀ-Ý][\w.’'-]*\s){0,4}(?:[ldLD][’'])?")
_CLAUSAL: Final = "VWXBGHRSLUC"
"""Tags of words that no noun phrase goes on across, unless inside its mention."""
_NO_NOUN: Final = frozenset({"man", "wer", "on", "quien", "uno"})


def apposed_chain(document: Document, mention: Span) -> Chain | None:
    """Return the name that a mention holds or that stands behind its comma; None where there is none."""
    start, end = mention
    text = document.text
    passage = document.passages[document.passage_at(start)]
    limit = min(passage.end, start + _REACH)
    stop = _STOP.search(text, end, limit)
    limit = stop.start() if stop is not None else limit
    particle = _PARTICLE.match(text, end, limit)
    if particle is not None and is_given_name(text[start:end].rpartition(" ")[2]):
        end = particle.end()
    comma = text.find(",", start, limit)
    own = _own(document, start, end if comma < 0 else min(end, comma))
    if own is not None or comma < 0 or not (_is_phrase(document, start) and _goes_on(document, end, comma)):
        return own
    return _behind(document, comma + 1, limit)


def _own(document: Document, start: int, end: int) -> Chain | None:
    """Return the first name inside a phrase that is no noun and no complement of one."""
    german = document.lexicon.language == "de"
    for chain in _chains(document, start, end):
        phrase = german and "der" in chain.parts  # "Sprecherin der Stadt"
        # one word is a noun, or left to who knows short names
        one = len(chain.parts) == 1 and not (chain.start > start and is_given_name(chain.name))
        before = document.text[start : chain.start].split()
        if one and before and document.lexicon.tag(before[-1]) == "D":
            continue  # "le PDG"
        lone = phrase or (one and (german or chain.start == start or document.text[chain.end : end].strip() != ""))
        if _is_name(chain) or not (lone or _depends(document, chain, start)):
            return chain
    return None


def _is_phrase(document: Document, start: int) -> bool:
    """Whether a mention opens as a noun phrase does and not with a name."""
    word = _WORD.match(document.text, start)
    if word is None:
        return False
    elided = word.group()[1:2] in ("’", "'") and word.group()[2:].islower()  # "L’avocat"
    return elided or word.group().islower() or document.lexicon.tag(word.group()) in "DPRA"


def _chains(document: Document, start: int, end: int) -> list[Chain]:
    text, language = document.text, document.lexicon.language
    whole = (chain for chain in find_chains(text, start, end) if chain.name and text[chain.start - 1] in " ’'(")
    found = taken_apart(whole, document.lexicon)
    return [plain_chain(text, chain, language, document.surnames) for chain in found]


def _is_name(chain: Chain) -> bool:
    return len(chain.parts) > 1 and is_given_name(chain.parts[0])


def _depends(document: Document, chain: Chain, start: int) -> bool:
    """Whether a chain is the complement of a noun before it: "le maire de Saint Aubin", "der Rat der Stadt Roth"."""
    before = document.text[start : chain.start].rstrip(" ’'").rpartition(" ")[2]
    return is_complement(before.lower(), document.lexicon)


def _goes_on(document: Document, end: int, comma: int) -> bool:
    """Whether only what hangs on a noun stands between it and the comma."""
    words = _WORD.findall(document.text, end, max(end, comma))
    return not any(document.lexicon.tag(word) in _CLAUSAL for word in words)


def _behind(document: Document, start: int, limit: int) -> Chain | None:
    """Return the name that fills what stands behind a comma, a role before it and a place behind it left aside."""
    text = document.text
    lead = _LEAD_IN.match(text, start, limit)
    if lead is None or any(document.lexicon.tag(word) in _CLAUSAL for word in _WORD.findall(lead.group())):
        return None
    chain = next(iter(_chains(document, lead.end(), limit)), None)
    if chain is not None and looks_like_group(chain.name) and not is_given_name(chain.parts[0]):
        return None
    if chain is None or text[lead.end() : chain.start].count(" ") > len(chain.titles):
        return None
    rest = text[chain.end : limit].lstrip()
    closed = not rest or rest.startswith(",")
    if _is_name(chain):
        return chain
    if len(chain.parts) > 1:
        return chain if closed or document.lexicon.tag(rest.split()[0]) in _CLAUSAL else None
    return chain if closed and is_given_name(chain.name) else None


def someone_before(document: Document, passage: Passage, number: int) -> Span | None:
    """Return whom the sentences before the one of that number name first, nearest sentence first, of this paragraph
    and the one before; None when they name nobody in full or by a given name."""
    people = document.people
    place = document.passage_at(passage.start)
    at = passage.sentences[number].start
    for index in range(place, max(-1, place - 2), -1):
        for sentence in sentences_before(document.passages[index], at):
            for mention in people.mentions_in(sentence.start, min(sentence.end, at)):
                person = people.person(mention)
                words = document.text[sentence.start : mention.start].split()[-3:]
                if any(document.lexicon.tag(word) == "P" for word in words):
                    continue  # "ganó a la checa Ana Roth"
                if not person.group and (len(person.parts) > 1 or is_given_name(person.name)):
                    return mention.start, mention.end
    return None
