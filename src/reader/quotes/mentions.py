"""The words that name a speaker, taken apart: the name that is their head, the noun that is it, the article before."""

from __future__ import annotations

import re
from typing import Final

from reader.names.chains import Chain, find_chains, is_origin
from reader.names.gender import is_given_name
from reader.names.keys import name_key
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_plural_role, role_word
from reader.text.sentences import SOFT_DOT, Span

# where the head of a noun phrase ends and what hangs on it begins
CORE_END: Final = re.compile(
    r",| (?:of|for|from|at|with|in|on|to|by|who|whose|which|that|close|familiar|von|für|der|des|de|du|pour|del|para)\b"
    r"|\(| [—–-]"
)
INDEFINITE: Final = re.compile(r"(?:an?|another|one|some|ein|eine|une?|una) ", re.IGNORECASE)
DETERMINED: Final = re.compile(
    r"(?:the|this|that|his|her|their|its|der|die|das|diese[rs]?|le|la|cet?|cette|el|es[ea]|est[ea]) ", re.IGNORECASE
)


_LOWER: Final = re.compile(r" ?(?:(?!the |an? |his |her |its |their )[a-z-]{2,20} ){1,3}")
_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ][^\s,;:&()]{0,40}"
_CAPITALS: Final = rf"{_CAPITAL}(?: {_CAPITAL}){{0,4}}"
_FIRM: Final = re.compile(rf"(?<![\w’'.-])(?:The )?(?P<name>(?P<left>{_CAPITALS}) & (?P<right>{_CAPITALS}))$")
_OF_AGE: Final = re.compile(r"\d\d-(?:year-olds?|jährige[rn]?)$", re.IGNORECASE)


def is_determined(low: str) -> bool:
    """Whether a phrase in lower case means somebody known already: "the mayor", "l’avocate"."""
    return DETERMINED.match(low) is not None or low.startswith(("l’", "l'"))


def is_age(head: str) -> bool:
    """Whether a noun only tells how old somebody is: "the 27-year-old"."""
    return _OF_AGE.match(head) is not None


def name_chain(text: str, mention: Span) -> Chain | None:
    """Return the name that is the head of the mention, None when its head is a common noun."""
    start, end = mention
    if INDEFINITE.match(text, start, end):
        return None
    cut = CORE_END.search(text, start, end)
    core = cut.start() if cut is not None and cut.start() > start else end
    chain = _head_chain(text, start, core)
    if chain is not None and cut is not None and text[core] == " ":
        whole = _head_chain(text, start, end)  # "Ana de la Fuente": the particle is the name's
        chain = whole if whole is not None and whole.start == chain.start else chain
    if chain is None and cut is not None and text[cut.start()] == ",":
        chain = _head_chain(text, cut.end(), end)  # "the spokesman, Ann Roe,"
    if chain is None and cut is not None and text[core] == " ":
        comma = text.find(", ", core, end)  # "its director for Wales, Ann Roe"
        chain = _head_chain(text, comma + 2, end) if comma > 0 and role_word(head_word(text[start:core])) else None
    head = head_word(text[start:core].lower())
    if chain is None and cut is not None and role_word(head) is not None and not is_plural_role(head):
        whole = _head_chain(text, cut.end(), end)  # "Director of services Ann Roe"
        if whole is not None and len(whole.parts) > 1 and is_given_name(whole.parts[0]):
            chain = whole if _LOWER.fullmatch(text, cut.end(), whole.start) is not None else None
    if chain is None and cut is not None:
        last = _head_chain(text, cut.end(), end)  # "the ambassador to Norway Ann Roe"
        if last is not None and last.titles and _is_place(last.titles[-1]):
            chain = last
    return chain


def firm_name(text: str, mention: Span) -> Span | None:
    """Return where a name joined by "&" stands that ends the mention ("the yard Roe & Sons"); None for any other
    mention, and for two people ("Ann Roe & Bob Lee")."""
    start, end = mention
    found = _FIRM.search(text, start, end) if text.find("&", start, end) >= 0 else None
    if found is None or CORE_END.search(text, start, found.start()) is not None:
        return None  # "a spokesman for Roe & Sons" is no firm
    left, right = found["left"].split(), found["right"].split()
    if len(left) > 1 and len(right) > 1 and is_given_name(left[0]) and is_given_name(right[0]):
        return None
    return found.span("name")


def _head_chain(text: str, start: int, end: int) -> Chain | None:
    """Return the name chain that ends a phrase, None when it ends in a common noun or a bare title."""
    found: Chain | None = None
    for chain in find_chains(text, start, end):
        if chain.name:
            found = chain
    if found is None:
        return None
    rest = text[found.end : end].strip(" ’'\"”“s.,\u2024")
    return found if not any(map(str.isalpha, rest)) else None


def is_people(chain: Chain) -> bool:
    """Whether a chain is one word that names a people or a party: "Spaniard", "Democrat"."""
    single = " " not in chain.name and bool(chain.name)
    return single and (demonym_kind(name_key(chain.name)) is not None or is_origin(chain.name))


def _is_place(token: str) -> bool:
    return place_kind(name_key(token.replace(SOFT_DOT, "."))) is not None


def head_word(low: str) -> str:
    """Return the head noun of a phrase in lower case, without what hangs on it; "" when there is no word."""
    words = re.findall(r"[\w’'-]+", CORE_END.split(low, maxsplit=1)[0])
    return words[-1] if words else ""
