"""Which publication an article is from, by what its own text says about itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reader.cleaning.wordlists import word_list

_NAME: Final = (
    r"((?:The |Le |La |El |Der |Die |Das |Il |O )?[A-ZÀ-Þ][\w&'’.-]*"
    r"(?: (?:of |the |and |& )?[A-ZÀ-Þ0-9][\w&'’-]*){0,3})"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A wording that gives the publication's name in its first group, and how many votes that is. Only lines that hold
    one of the `needs` are matched: to look for plain characters takes a tenth of the time."""

    votes: int
    needs: tuple[str, ...]
    pattern: re.Pattern[str]

    def name(self, line: str) -> str | None:
        """Return the name that a line gives, None when it has no such wording."""
        if not any(need in line for need in self.needs):
            return None
        match = self.pattern.search(line)
        return None if match is None else _clean(match[1])


_ASKED: Final = (
    _Sign(
        1,
        (" has ",),
        re.compile(rf"^{_NAME} has (?:not been able to|contacted|approached|reached out|asked|emailed|requested)\b"),
    ),
    _Sign(
        1,
        (" has ",),
        re.compile(
            rf"[.!?]['\"”’]? {_NAME} has (?:not been able to|contacted|approached|reached out|emailed|requested)\b"
        ),
    ),
)
"""The publication speaks of itself in the story."""
_SIGNS: Final = (
    _Sign(2, (" is ",), re.compile(rf"^{_NAME} is (?:committed|dedicated) to\b")),
    _Sign(2, (" uses ",), re.compile(rf"\b[Hh]ow {_NAME} uses (?:AI|artificial intelligence)\b")),
    _Sign(
        2,
        ("©", "(c)", "(C)", "opyright"),
        re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:©\s*)?\d{{4}}(?:\s?[-–]\s?\d{{2,4}})?,?\s+(?:by )?{_NAME}"),
    ),
    _Sign(
        2,
        ("ollow ", "ubscribe to ", "upport ", "oin "),
        re.compile(rf"\b(?:[Ff]ollow|[Ss]ubscribe to|[Ss]upport|[Jj]oin) {_NAME} (?:on|for|today|now|newsletter)\b"),
    ),
    _Sign(
        2,
        ("This ",),
        re.compile(
            rf"\bThis (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published) (?:on|in|by) {_NAME}"
        ),
    ),
    *_ASKED,
    _Sign(
        1,
        ("is a",),
        re.compile(
            rf"\bis an? {_NAME} (?:\w+ ){{0,3}}(?:[Rr]eporter|[Ww]riter|[Ee]ditor|[Cc]orrespondent|[Jj]ournalist)"
        ),
    ),
    _Sign(
        1,
        (" magazine", " newsletter", " app", " cover", " subscriber", " podcast"),
        re.compile(rf"^\W*{_NAME} (?:magazine|newsletter|app|cover|subscribers?|podcasts?)\b"),
    ),
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
        for sign in _SIGNS:
            if name := sign.name(line):
                votes[name] += sign.votes
        if "." in line:
            domains.update(match[1].lower() for match in _DOMAIN.finditer(line))
    for text in body:
        for sign in _ASKED if " has " in text else ():
            if name := sign.name(text[-400:]):
                votes[name] += sign.votes
    for name in votes:
        if domains["".join(name.lower().split())]:
            votes[name] += 2
    best = max(votes, key=lambda name: (votes[name], -len(name), name), default=None)
    return best if best is not None and votes[best] >= 2 else None


def _clean(found: str) -> str | None:
    parts = found.rstrip(".").split()
    while len(parts) > 1 and parts[-1].lower() in word_list("ranks"):
        parts.pop()
    name = " ".join(parts)
    return name if name.lower() not in word_list("not_sites") and len(name) > 2 else None
