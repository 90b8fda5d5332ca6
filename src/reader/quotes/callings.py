"""What stands capitalised before a name and is no part of it: "Developer Ann Roe", "Biologin Anna Roth", "M. Roux".

A first word of a sentence, a German noun and a French form of address look like parts of a name. For who speaks, they
are taken off; a name of two parts is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from reader.names.chains import Chain
from reader.names.gender import is_given_name
from reader.names.groups import looks_like_group
from reader.names.titles import is_modifier, is_title, role_word
from reader.quotes.beginnings import pair_at, parts_before_name, parts_of_name
from reader.quotes.lexicon import Lexicon, lexicon

_FRENCH: Final = {"M.": "Monsieur", "Me": "Maître"}
_FRENCH_ARTICLES: Final = ("L’", "L'")
_LEAD: Final = 20
"""How far before a chain, in characters, the word before it is sought."""
_ELIDED: Final = re.compile(r"[LDSNJCMT][’'][^\W\d_A-ZÀ-Ý]\S*$")
_LEAST: Final = 3
"""A chain of fewer parts loses none: "Baker Roe" may be a name."""
_BEFORE_FIRST: Final = '\n.”"?!—-–:’(•*'
_NO_NAMES: Final = "VWBGHPASULXCRDvg"
"""What the first word of a sentence may be that is no name (`reader.quotes.lexicon`)."""


def plain_chain(text: str, chain: Chain, language: str, known: Collection[str] = ()) -> Chain:
    """Return the chain without a word before the name that only says what its bearer is; that word is a title then.
    `known` are the surnames that the article gives in full."""
    if language == "fr":
        chain = _addressed(chain)
    if language != "en":
        chain = _begun(text, chain, lexicon(language), known)
    if chain.name.count(" ") + 1 < _LEAST:
        return chain
    parts = chain.parts
    if not parts[0][0].isupper() or looks_like_group(chain.name):
        return chain
    if not _is_calling(text, chain, parts, lexicon(language)):
        return chain
    cut = len(parts[0]) + 1
    return replace(chain, name=chain.name[cut:], name_start=chain.name_start + cut, titles=(*chain.titles, parts[0]))


def without_first_words(text: str, chains: Sequence[Chain], lex: Lexicon) -> list[Chain]:
    """Return the chains without a sentence's first word that is no name: "Without Roe", and "Understated Roe" where
    the article names a Roe in full elsewhere. A given name stays."""
    full = [chain.parts for chain in chains if " " in chain.name]
    known = {parts[-1] for parts in full if is_given_name(parts[0])}
    return [_without_first(text, chain, known, lex) if chain.name.count(" ") == 1 else chain for chain in chains]


def _without_first(text: str, chain: Chain, known: set[str], lex: Lexicon) -> Chain:
    parts = chain.parts
    if is_given_name(parts[0]) or not parts[0].replace("-", "").isalpha():
        return chain
    if not _opens(text, chain.name_start) or looks_like_group(chain.name):
        return chain
    if lex.tag(parts[0].lower()) not in _NO_NAMES and parts[1] not in known:
        return chain
    cut = len(parts[0]) + 1
    return replace(chain, start=chain.name_start + cut, name=parts[1], name_start=chain.name_start + cut)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, a line or a list item begins at an offset."""
    lead = text[max(0, at - 2) : at].strip(" ")
    return not lead or lead[-1] in _BEFORE_FIRST


def _addressed(chain: Chain) -> Chain:
    """Return a French name without the "M." that elsewhere is an initial: "M. Roussel" is Monsieur Roussel."""
    parts = chain.parts
    if chain.titles or len(parts) < 2 or parts[0] not in _FRENCH:
        return chain
    cut = len(parts[0]) + 1
    return replace(chain, name=chain.name[cut:], name_start=chain.name_start + cut, titles=(_FRENCH[parts[0]],))


def _begun(text: str, chain: Chain, lex: Lexicon, known: Collection[str]) -> Chain:
    """Return a chain of another language than English from where its name begins."""
    parts = chain.parts
    if len(parts) < 2 or (looks_like_group(chain.name) and not is_given_name(parts[-2])):
        return chain
    lead = text[max(0, chain.name_start - _LEAD) : chain.name_start].rpartition("\n")[2].split(" ")
    before = lead[-2].rpartition("’")[2] if len(lead) > 1 else ""
    count = parts_before_name(parts, before, known, lex)
    last = count + parts_of_name(parts[count:], lex)
    if last < len(parts):
        shorter = " ".join(parts[:last])
        chain = replace(chain, name=shorter, end=chain.name_start + len(shorter))
    if not count:
        return chain
    cut = sum(len(part) + 1 for part in parts[:count])
    return replace(
        chain,
        start=chain.name_start + cut,
        name=chain.name[cut:],
        name_start=chain.name_start + cut,
        titles=(*chain.titles, *parts[:count]),
    )


def taken_apart(chains: Iterable[Chain], lex: Lexicon) -> list[Chain]:
    """Return the chains of another language than English without nouns behind a French article ("L’avocat"), two names
    that a Spanish "y" joins as two."""
    found: list[Chain] = []
    for chain in chains:
        parts = chain.parts
        if lex.language == "fr" and _ELIDED.match(chain.name):
            continue
        place = pair_at(parts, lex)
        if not place:
            found.append(chain)
            continue
        left, right = " ".join(parts[:place]), " ".join(parts[place + 1 :])
        behind = chain.end - len(right)
        found.append(replace(chain, name=left, end=chain.name_start + len(left)))
        found.append(Chain(behind, chain.end, behind, right))
    return found


def surnames_in_full(chains: Sequence[Chain]) -> frozenset[str]:
    """Return the last parts of the names that begin with a known given name."""
    full = [chain.parts for chain in chains if " " in chain.name]
    return frozenset(parts[-1] for parts in full if any(map(is_given_name, parts[:-1])))


def _is_calling(text: str, chain: Chain, parts: tuple[str, ...], lex: Lexicon) -> bool:
    word = parts[0]
    if lex.language == "fr" and word.startswith(_FRENCH_ARTICLES):
        return True
    if is_given_name(word) or len(word) < _LEAST or not word[1:].islower():
        return False
    if lex.is_in(word, "before-name"):
        return True
    if lex.language == "de":
        return False
    compound = "-" in word and word.rpartition("-")[2].islower()  # "Big-hearted Ann Roe"
    known = compound or role_word(word) is not None or is_title(word) or is_modifier(word)
    return known and _opens(text, chain.start)
