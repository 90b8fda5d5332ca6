"""Which publication an article is from, by what its own text says about itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from reader.cleaning.wordlists import word_list

_NAME: Final = (
    r"((?:The |Le |La |El |Der |Die |Das |Il |O )?[A-ZÀ-Þ][\w&'’.-]*"
    r"(?: (?:of |the |and |& )?[A-ZÀ-Þ0-9][\w&'’-]*){0,3})"
)
_STRONG: Final = (
    re.compile(rf"^{_NAME} is (?:committed|dedicated) to\b"),
    re.compile(rf"\b[Hh]ow {_NAME} uses (?:AI|artificial intelligence)\b"),
    re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:©\s*)?\d{{4}}(?:\s?[-–]\s?\d{{2,4}})?,?\s+(?:by )?{_NAME}"),
    re.compile(rf"\b(?:[Ff]ollow|[Ss]ubscribe to|[Ss]upport|[Jj]oin) {_NAME} (?:on|for|today|now|newsletter)\b"),
    re.compile(
        rf"\bThis (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published) (?:on|in|by) {_NAME}"
    ),
)
_WEAK: Final = (
    re.compile(rf"^{_NAME} has (?:not been able to|contacted|approached|reached out|asked|emailed|requested)\b"),
    re.compile(rf"[.!?]['\"”’]? {_NAME} has (?:not been able to|contacted|approached|reached out|emailed|requested)\b"),
    re.compile(rf"\bis an? {_NAME} (?:\w+ ){{0,3}}(?:[Rr]eporter|[Ww]riter|[Ee]ditor|[Cc]orrespondent|[Jj]ournalist)"),
    re.compile(rf"^\W*{_NAME} (?:magazine|newsletter|app|cover|subscribers?|podcasts?)\b"),
)
_DOMAIN: Final = re.compile(r"\b(?:www\.)?([A-Za-z][\w-]{2,40})\.(?:com|org|net|co\.uk|de|fr|es|it|nl|news|info)\b")


def site_of(residue: Iterable[str], body: Iterable[str]) -> str | None:
    """Return the publication's name as lines around the article give it, None without enough evidence.

    One self-description or rights line is enough when the name stands in a second line; `body` lines count only
    when the publication speaks of itself in them.
    """
    votes: Counter[str] = Counter()
    domains: Counter[str] = Counter()
    for text in residue:
        line = text[:600]
        for pattern in _STRONG:
            votes.update(dict.fromkeys(_clean(pattern.search(line)), 2))
        for pattern in _WEAK:
            votes.update(dict.fromkeys(_clean(pattern.search(line)), 1))
        domains.update(match[1].lower() for match in _DOMAIN.finditer(line))
    for text in body:
        if " has " not in text:
            continue
        for pattern in _WEAK[:2]:
            votes.update(dict.fromkeys(_clean(pattern.search(text[-400:])), 1))
    for name in votes:
        if domains["".join(name.lower().split())]:
            votes[name] += 2
    best = max(votes, key=lambda name: (votes[name], -len(name), name), default=None)
    return best if best is not None and votes[best] >= 2 else None


def _clean(match: re.Match[str] | None) -> list[str]:
    if match is None:
        return []
    parts = match[1].rstrip(".").split()
    while len(parts) > 1 and parts[-1].lower() in word_list("ranks"):
        parts.pop()
    name = " ".join(parts)
    return [name] if name.lower() not in word_list("not_sites") and len(name) > 2 else []
