"""Gather the people of an article from its name chains, with their roles, notes and what says their gender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from reader.names.chains import PARTICLES, Chain, is_no_name
from reader.names.gender import Gender, bare, given_name_gender, is_given_name
from reader.names.groups import looks_like_group
from reader.names.people import VERY_NEAR, Mention, People, Person, first_names_agree, name_parts
from reader.names.titles import is_honorific, is_honour, is_modifier, is_suffix, normal_title, role_word, title_gender
from reader.text.sentences import SOFT_DOT

_PRONOUN: Final = re.compile(r"\b(?:([Hh]e|[Hh]is|[Hh]im|[Hh]imself)|([Ss]he|[Hh]ers?|[Hh]erself))\b")
_REACH: Final = 160
"""How far behind a name, in characters, a pronoun still speaks of it."""
_LEAD_IN: Final = re.compile(r"(?:, (?:\d\d?, )?|,? (?:who )?(?:is|was|became) )(?:(?:the|a|an|his|her|their|then) )?")
_WORD: Final = re.compile(r"[\w’'&.\u2024-]+|[^\w\s]")
_PREPOSITIONS: Final = frozenset(
    {"of", "for", "at", "in", "on", "with", "from", "to", "by", "who", "whose", "and", "but", "as", "that", "when"}
)
_ROLE_WORDS: Final = 5
_LINKS: Final = frozenset(
    {"de", "da", "do", "di", "du", "la", "le", "el", "al", "van", "von", "der", "den", "bin", "ibn"}
)
"""Particles: the middle of a name, but never its short form."""
_KIN: Final = re.compile(r"\b(?:his|her|their) ([a-z]+), $")
_EXPLAINED: Final = re.compile(
    r"(?:\b(?:the|its|his|her|their)|[’']s?) (?:[\w’'-]{1,30} ){0,3}?([a-z-]{2,30})"
    r"(?: (?:of|for|at) [^,.;:\n]{1,40})?, (?:[\w.\u2024-]{2,30}[’']s )?$",
    re.IGNORECASE,
)
"""A role before a name that explains it: "the party's leader, Labour's Ann Roe,"."""
_CLOSED: Final = re.compile(r"(?: \([^()\n]{1,40}\))?(?:[.;:)\n]|,(?! (?:[^\W\d_a-zß-öø-ÿ]|and\b|or\b))|$)")
_BESIDE_OFFICE: Final = re.compile(r"(?:shadow|vice|deputy|former|ex|acting)[ -]$")
_EXPLAINED_REACH: Final = 100
_QUOTES: Final = '“"‘'
_TELLING: Final = 8
"""Roles are told at the first mentions of a person; later ones are not looked at for them."""
_MAX_NOTE: Final = 60
_WEIGHTS: Final = {"title": 10, "role": 8, "given": 6, "pronoun": 2, "near": 1}
_CERTAIN: Final = 2
"""By how much one gender must lead: a single "her" in the sentence may be another's ("Roe, who joined her crew")."""


@dataclass(slots=True)
class _Entry:
    forms: Counter[str] = field(default_factory=Counter)
    starts: list[int] = field(default_factory=list)
    full_starts: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    votes: Counter[Gender] = field(default_factory=Counter)
    group: bool = False
    evidence: float = 0.3

    def person(self) -> Person:
        best = max(self.forms, key=lambda form: (self.forms[form], len(form)))
        best = max((form for form in self.forms if form.endswith(f" {best}")), key=len, default=best)
        gender: Gender | None = None
        if abs(self.votes["m"] - self.votes["f"]) >= _CERTAIN:
            gender = "m" if self.votes["m"] > self.votes["f"] else "f"
        return Person(
            name=_without_honours(best),
            forms=tuple(self.forms),
            starts=tuple(self.starts),
            full_starts=tuple(self.full_starts),
            roles=frozenset(self.roles),
            note=max(self.notes, key=len, default=None),
            gender=gender,
            group=self.group and not self._is_human(),
            evidence=min(1.0, self.evidence),
        )

    def _is_human(self) -> bool:
        """Whether a name that reads like a place's or a body's ("Mark Church") is somebody's after all."""
        given = all(2 <= len(form.split()) <= 3 and is_given_name(form.split()[0]) for form in self.forms)
        return given and bool(
            self.roles or self.votes["m"] >= _WEIGHTS["title"] or self.votes["f"] >= _WEIGHTS["title"]
        )


def gather_people(
    text: str,
    chains: Iterable[Chain],
    *,
    weak: Callable[[int], bool] | None = None,
    hidden: Callable[[int], bool] | None = None,
    looks_like_group: Callable[[str], bool] = looks_like_group,
) -> People:
    """Return the table of the people that `chains` (in text order, of the softened `text`) name.

    A chain for which `weak` holds at its start (in a headline in title case, in a quotation) names people known from
    elsewhere; it adds one only if a short form outside needs its full name. Where `hidden` holds (in quotations)
    chains are no mentions and pronouns say nothing about gender. `looks_like_group` tells from a name's words that it
    is no person; who knows by other evidence that all chains are persons passes one that never does.
    """
    named = [chain for chain in chains if chain.name]
    faint = [weak is not None and weak(chain.start) for chain in named]
    entries: list[_Entry] = []
    keys: dict[tuple[str, ...], int] = {}
    owners: list[int | None] = [None] * len(named)
    forms = _longer_forms(named)
    single = [len(_plain(chain)) < 2 for chain in named]
    lone = {name_parts(c.name)[-1:] for c, dim, one in zip(named, faint, single, strict=True) if one and not dim}
    for index, chain in enumerate(named):
        if not faint[index] and not single[index]:
            owners[index] = _full(chain, forms[_is_addressed(chain)], keys, entries, group=looks_like_group(chain.name))
    have = set(_tails(entries))
    for index, chain in enumerate(named):
        if faint[index] and not single[index] and _is_missing(chain, lone, have):
            owners[index] = _full(chain, forms[_is_addressed(chain)], keys, entries, group=looks_like_group(chain.name))
    tails = _tails(entries)
    for index, chain in enumerate(named):
        if owners[index] is None:
            group = looks_like_group(chain.name)
            owners[index] = _short(chain, tails, keys, entries, add=not faint[index], group=group)
    mentions = []
    for chain, owner in zip(named, owners, strict=True):
        if owner is not None and not (hidden is not None and hidden(chain.start)):
            _observe(text, chain, entries[owner])
            mentions.append(Mention(chain.start, chain.end, owner))
    _vote_by_pronouns(text, mentions, entries, hidden)
    return People(tuple(entry.person() for entry in entries), tuple(mentions))


def _without_honours(name: str) -> str:
    """Return the name without what stands behind it for a degree or an order: "Ann Roe KC"."""
    parts = name.split()
    while len(parts) > 2 and is_honour(parts[-1]):
        parts.pop()
    return " ".join(parts).rstrip(",")


def _plain(chain: Chain) -> tuple[str, ...]:
    return _plain_parts(chain.name)


@lru_cache(maxsize=20_000)
def _plain_parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in name.split() if not is_suffix(part) and part[0] not in _QUOTES)


def _is_missing(chain: Chain, lone: set[tuple[str, ...]], have: set[str]) -> bool:
    """Whether a full name that stands only in a headline or a quotation is needed for a surname used elsewhere."""
    parts = name_parts(chain.name)
    known = is_given_name(parts[0]) and not looks_like_group(parts[-1])
    return known and parts[-1:] in lone and parts[-1] not in have


def _is_addressed(chain: Chain) -> bool:
    return bool(chain.titles) and is_honorific(chain.titles[-1])


_Forms = dict[tuple[str, ...], tuple[str, ...]]


def _longer_forms(chains: Iterable[Chain]) -> tuple[_Forms, _Forms]:
    """Return for each end of two or more parts of a longer name ("Van Der Beek") that longer name's parts; and the same
    for what stands behind a form of address, where it is a surname whatever it looks like ("Ms Mac Roe")."""
    longer: _Forms = {}
    surnames: _Forms = {}
    for chain in chains:
        if chain.name.count(" ") < 2:
            continue
        parts = name_parts(" ".join(_plain(chain)))
        if 2 < len(parts) <= 5 and not looks_like_group(chain.name):
            for cut in range(1, len(parts) - 1):
                surnames.setdefault(parts[cut:], parts)
                if is_given_name(parts[0]) or parts[cut] in PARTICLES:
                    longer.setdefault(parts[cut:], parts)
    return longer, surnames


def _full(
    chain: Chain,
    longer: _Forms,
    keys: dict[tuple[str, ...], int],
    entries: list[_Entry],
    *,
    group: bool,
) -> int:
    parts = name_parts(" ".join(_plain(chain)))
    parts = parts if is_given_name(parts[0]) else longer.get(parts, parts)
    suffix = tuple(bare(part) for part in chain.parts if is_suffix(part))
    ends = parts if group else (parts[0], parts[-1])  # middle names come and go
    key = (*ends, "", *suffix)
    owner = keys.get(key)
    if owner is None:
        owner = keys[key] = len(entries)
        entries.append(_Entry(group=group))
    entries[owner].forms[chain.name] += 1
    entries[owner].full_starts.append(chain.start)
    return owner


def _tails(entries: Sequence[_Entry]) -> dict[str, list[int]]:
    """Return the entries by the parts that may stand for them alone: the last, behind those the first, and a part in
    the middle ("Robin Li Yanhong", "Li") where it is nobody's first or last."""
    tails: dict[str, list[int]] = {}
    for place in (-1, 0):
        for index, entry in enumerate(entries):
            for form in entry.forms:
                parts = name_parts(form)
                bearers = tails.setdefault(parts[place], [])
                if index not in bearers[-3:] and (place == -1 or not entry.group):
                    bearers.append(index)
    middles: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        for form in () if entry.group else entry.forms:
            for part in name_parts(form)[1:-1]:
                if part not in tails and len(part) > 1 and part not in _LINKS:
                    middles.setdefault(part, []).append(index)
    return tails | middles


def _short(
    chain: Chain,
    tails: dict[str, list[int]],
    keys: dict[tuple[str, ...], int],
    entries: list[_Entry],
    *,
    add: bool,
    group: bool,
) -> int | None:
    parts = name_parts(chain.name)
    if not parts:
        return None
    if len(parts) > 1:  # a full name in a headline: only a known one counts
        return next((i for i in tails.get(parts[-1], ()) if _knows(entries[i], parts)), None)
    bearers = [i for i in tails.get(parts[0], ()) if not entries[i].group] or tails.get(parts[0], [])
    if bearers:
        gender = title_gender(chain.titles)
        fitting = [i for i in bearers if gender is None or _leaning(entries[i]) in (None, gender)]
        if len(fitting) == 1:
            return fitting[0]
        before = [i for i in fitting if entries[i].full_starts and entries[i].full_starts[0] < chain.start]
        if fitting:
            return _nearest(before, entries, chain.start) if before else fitting[0]
    if not add or is_no_name(chain.name):
        return None
    key = (parts[0],)
    if key not in keys:
        keys[key] = len(entries)
        entries.append(_Entry(group=group, evidence=0.2))
    entries[keys[key]].forms[chain.name] += 1
    return keys[key]


def _nearest(bearers: Sequence[int], entries: Sequence[_Entry], at: int) -> int:
    """Return which of several bearers a surname means: the first one of the story, or another just named in full."""
    latest = max(bearers, key=lambda i: _last(entries[i].full_starts, at))
    first = min(bearers, key=lambda i: entries[i].full_starts[0])
    near = at - _last(entries[latest].full_starts, at) < VERY_NEAR
    return latest if near or len(entries[latest].full_starts) > len(entries[first].full_starts) else first


def _knows(entry: _Entry, parts: Sequence[str]) -> bool:
    return any(first_names_agree(name_parts(form)[0], parts[0]) for form in entry.forms)


def _leaning(entry: _Entry) -> Gender | None:
    if entry.votes["m"] == entry.votes["f"]:
        return next((g for form in entry.forms if (g := given_name_gender(form.split()[0]))), None)
    return "m" if entry.votes["m"] > entry.votes["f"] else "f"


def _last(starts: Sequence[int], at: int) -> int:
    return max((start for start in starts if start < at), default=-1)


def _observe(text: str, chain: Chain, entry: _Entry) -> None:
    """Note what one mention says of its bearer: titles before it, a role before or behind it, a given name."""
    entry.starts.append(chain.start)
    gender = title_gender(chain.titles)
    if gender is not None:
        entry.votes[gender] += _WEIGHTS["title"]
    if chain.titles:
        entry.roles.update(filter(None, map(role_word, chain.titles)))
        if any(role_word(title) or is_honorific(title) for title in chain.titles):
            entry.evidence += 0.4
        offices = [title for title in chain.titles if not is_honorific(title) and not is_no_name(title)]
        if any(role_word(office) for office in offices):
            entry.notes.append(" ".join(offices).replace(SOFT_DOT, ".")[:_MAX_NOTE])
    if len(entry.starts) > _TELLING:
        return
    for phrase in (_role_before(text, chain.start), _role_behind(text, chain.end)):
        if phrase is None:
            continue
        words = phrase.split()
        entry.roles.add(role_word(words[-1]) or normal_title(words[-1]))
        entry.notes.append(phrase.replace(SOFT_DOT, ".")[:_MAX_NOTE])
        entry.evidence += 0.2
        gender = title_gender(words[-1:])
        if gender is not None:
            entry.votes[gender] += _WEIGHTS["role"]
    explained = _role_explained(text, chain)
    if explained is not None and not entry.group:
        entry.roles.add(explained)
        entry.evidence += 0.2
        gender = title_gender((explained,))
        if gender is not None:
            entry.votes[gender] += _WEIGHTS["role"]
    if len(entry.starts) == 1 and not entry.group:
        given = given_name_gender(chain.parts[0]) if not chain.titles or len(chain.parts) > 1 else None
        if given is not None:
            entry.votes[given] += _WEIGHTS["given"]
        if is_given_name(chain.parts[0]):
            entry.evidence += 0.4
    if text[max(0, chain.start - 4) : chain.start].lower() == "the " and not chain.titles:
        entry.evidence -= 0.2


def _role_before(text: str, start: int) -> str | None:
    """Return the role phrase in lower case that runs into a name: "former governor" in "a former governor Ann Roe"."""
    if text[start - 1 : start] != " ":
        return None
    if text[start - 2 : start] == ", ":  # "her husband, John Roe,"
        kin = _KIN.search(text, max(0, start - 40), start)
        return kin.group(1) if kin and role_word(kin.group(1)) else None
    words = text[max(0, start - 60) : start].rpartition("\n")[2].split(" ")[1:-1][-4:]
    if not words or not words[-1][:1].islower() or words[-1].endswith("s") or role_word(words[-1]) is None:
        return None
    first = len(words) - 1
    while first > 0 and words[first - 1].islower() and (is_modifier(words[first - 1])):
        first -= 1
    return " ".join(words[first:])


def _role_explained(text: str, chain: Chain) -> str | None:
    """Return the role that a full name between commas explains: "mayor" in "the town's mayor, Ann Roe, said"."""
    if " " not in chain.name or _CLOSED.match(text, chain.end) is None:
        return None
    lead = text[max(0, chain.start - _EXPLAINED_REACH) : chain.start]
    found = _EXPLAINED.search(lead) if ", " in lead[-40:] else None
    if found is None or found.group(1).istitle() or found.group(1).endswith("s"):
        return None
    if _BESIDE_OFFICE.search(lead, 0, found.start(1)):
        return None  # "the shadow chancellor" is not the chancellor
    return role_word(found.group(1))


def _role_behind(text: str, end: int) -> str | None:
    """Return the role phrase of an apposition: "council leader" in "Ann Roe, the council leader, said"."""
    window = text[end : end + 100]
    lead = _LEAD_IN.match(window)
    if lead is None:
        return None
    words: list[str] = []
    head = 0
    for match in _WORD.finditer(window, lead.end()):
        word = match.group()
        if not word[0].isalnum() or len(words) > _ROLE_WORDS or word in _PREPOSITIONS:
            break
        words.append(word)
        if role_word(word) is not None and not word.endswith("men"):
            head = len(words)
    return " ".join(words[:head]) or None


def _vote_by_pronouns(
    text: str, mentions: Sequence[Mention], entries: Sequence[_Entry], hidden: Callable[[int], bool] | None
) -> None:
    """Let each he, she, his and her between a name and the next one speak for that name's gender."""
    for index, mention in enumerate(mentions):
        entry = entries[mention.who]
        if entry.group:
            continue
        limit = mention.end + _REACH
        if index + 1 < len(mentions):
            limit = min(limit, mentions[index + 1].start)
        for match in _PRONOUN.finditer(text, mention.end, min(limit, len(text))):
            if hidden is None or not hidden(match.start()):
                gender: Gender = "m" if match.group(1) else "f"
                own = match.group().lower() in ("he", "she") or "." in text[mention.end : match.start()]
                entry.votes[gender] += _WEIGHTS["pronoun" if own else "near"]
