"""Titles, honorifics and role nouns: what stands before a name, and what stands for one.

The words are data (`data/titles.txt`); this module says what each of them means and takes them off a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from reader.names.gender import Gender, bare, given_name_gender, is_given_name
from reader.names.wordlists import load

TitleClass = Literal["honorific", "office", "modifier", "role"]

_HONOURS = frozenset({"phd", "md", "esq", "qc", "kc", "mbe", "obe", "cbe", "sc", "frs"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"}) | _HONOURS

_MIN_COMPOUND = 11
"""So long, in letters, is a compound that ends in an office ("Staatsminister"); a shorter one may be a surname."""


@dataclass(frozen=True, slots=True)
class TitleWord:
    """One entry of the list: its normal form ("sen" is "senator"), the classes it is in, the gender it states."""

    word: str
    normal: str
    classes: frozenset[TitleClass]
    gender: Gender | None = None


@cache
def title_words() -> MappingProxyType[str, TitleWord]:
    """Return every entry of the list by its bare word."""
    found: dict[str, TitleWord] = {}
    for section in get_args(TitleClass):
        for entry in load("titles")[section]:
            left, _, normal = entry.partition("=")
            word, *rest = left.split()
            gender: Gender | None = "m" if "m" in rest else "f" if "f" in rest else None
            old = found.get(word)
            found[word] = TitleWord(
                word=word,
                normal=normal.strip() or (old.normal if old else word),
                classes=frozenset({section}) | (old.classes if old else frozenset()),
                gender=gender or (old.gender if old else None),
            )
    return MappingProxyType(found)


@lru_cache(maxsize=20_000)
def is_honorific(token: str) -> bool:
    """Whether the token is a form of address such as "Mr." or "Dame"."""
    entry = title_words().get(bare(token))
    return entry is not None and "honorific" in entry.classes


@lru_cache(maxsize=20_000)
def is_title(token: str) -> bool:
    """Whether the token is written before a name: a form of address, an office or a rank."""
    word = bare(token)
    entry = title_words().get(word)
    if entry is None:
        return word.endswith(_compound_endings()) and len(word) >= _MIN_COMPOUND
    return bool(entry.classes & {"honorific", "office"})


@cache
def _compound_endings() -> tuple[str, ...]:
    return tuple(load("titles")["ending"])


def is_modifier(token: str) -> bool:
    """Whether the token may stand among titles ("former", "Foreign") without being one."""
    entry = title_words().get(bare(token))
    return entry is not None and "modifier" in entry.classes


def is_role(token: str) -> bool:
    """Whether the noun names a person by what they do; plurals of listed nouns count."""
    return role_word(token) is not None


@lru_cache(maxsize=20_000)
def role_word(token: str) -> str | None:
    """Return the normal singular form of a role noun ("senators" gives "senator"), None for any other word."""
    words = title_words()
    word = bare(token)
    for form in (word, _singular(word)):
        entry = words.get(form)
        if entry is not None and entry.classes & {"office", "role"} and form not in {"vice", "general", "private"}:
            return entry.normal
    return None


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_plural_role(token: str) -> bool:
    """Whether the noun names several persons ("officials")."""
    word = bare(token)
    entry = title_words().get(word)
    return (entry is None or entry.normal != word) and role_word(word) is not None and word.endswith(("s", "men"))


@lru_cache(maxsize=20_000)
def is_suffix(token: str) -> bool:
    """Whether the token follows a name: "Jr.", "III", "QC"."""
    return bare(token).replace(".", "") in _SUFFIXES


def is_honour(token: str) -> bool:
    """Whether the token is a degree or an order behind a name ("KC", "PhD"): it tells no bearers apart."""
    return bare(token).replace(".", "") in _HONOURS


def title_gender(tokens: Sequence[str]) -> Gender | None:
    """Return the gender that titles or role nouns state ("Mrs.", "congressman"), None when they state none."""
    words = title_words()
    for token in tokens:
        entry = words.get(bare(token)) or words.get(_singular(bare(token)))
        if entry is not None and entry.gender is not None:
            return entry.gender
    return None


@lru_cache(maxsize=20_000)
def normal_title(token: str) -> str:
    """Return the full form of a title ("Sen." gives "senator"), the bare token when it is none."""
    entry = title_words().get(bare(token))
    return entry.normal if entry is not None else bare(token)


def split_titles(tokens: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split the tokens of a capitalised chain into what is before the name and the name.

    Everything up to the last title that still leaves a name goes to the first part, so "CNN President Jeff Zucker"
    gives ("CNN", "President"), ("Jeff", "Zucker"). A title word in the last place is a name ("Larry King"), and so
    is one behind a given name ("Stephen King Jr.", "Aaron Judge").
    """
    parts = list(tokens)
    cut = 0
    last = len(parts) - 1
    while last > 0 and is_suffix(parts[last]):
        last -= 1
    for index in range(last):
        title = is_title(parts[index]) and (index == cut or _leads_to_title(parts, cut, index))
        modifier = index == cut and is_modifier(parts[index]) and _title_follows(parts, index, last)
        if title or modifier or (index == 0 and last > 1 and _describes(parts[0], parts[1])):
            cut = index + 1
    return tuple(parts[:cut]), tuple(parts[cut:])


def _describes(word: str, follower: str) -> bool:
    """Whether a first word only says what somebody is: "Winemaker Ann Roe", where Ann is known for a given name."""
    if is_given_name(word):
        return False
    compound = word.rpartition("-")[2]
    if compound != word and compound.islower() and (role_word(compound) or bare(compound).endswith(_calling_endings())):
        return True  # "Ticket-holder Ann Roe"
    if not is_given_name(follower):
        return False
    plain = bare(word)
    if role_word(word) is not None:
        return True
    return plain.endswith((*_calling_endings(), *_compound_endings())) and plain not in _given_callings()


@cache
def _given_callings() -> frozenset[str]:
    return frozenset(load("titles")["given"])


@cache
def _calling_endings() -> tuple[str, ...]:
    return tuple(load("titles")["calling"])


def _leads_to_title(parts: Sequence[str], cut: int, index: int) -> bool:
    """Whether what stands between the last cut and a title can be an organisation or a modifier, not a given name."""
    between = parts[cut:index]
    if len(parts) - index - 1 >= 2:
        return True
    return not any(given_name_gender(token) for token in between) and not any(len(bare(t)) == 1 for t in between)


def _title_follows(parts: Sequence[str], index: int, last: int) -> bool:
    return any(is_title(part) for part in parts[index + 1 : last])
