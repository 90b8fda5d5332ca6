"""German, French and Spanish tags that depend on the words around: unlisted verbs beside a quotation, clitics, nouns.

Each rule is a pattern over the tags of a paragraph (`reader.quotes.lexicon`), what the word at its start or its end
must be like, and the tag that this word gets instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    fits: Callable[[str], bool]
    tag: str
    last: bool = False
    """Whether it is the pattern's last token that gets the tag."""
    follower: frozenset[str] | None = None
    """What the pattern's last word must be, where that matters."""


_SAID_BEHIND: Final = _Rule(  # "« ... », a tranché le capitaine": whatever the verb
    re.compile(r"Q,O?X?[nvBW](?=O?A?(?:[DR]|n?N))"), lambda word: word[0].islower(), "V", last=True
)
_SHOWN: Final = _Rule(  # "Dieser forderte mehr"
    re.compile(r"(?:^|(?<=[.Q]))D(?=O?[VWXv])"),
    lambda word: word.lower() in ("dieser", "diese", "este", "esta", "éste", "ésta"),
    "R",
)
_CLITIC: Final = _Rule(  # "Roe la describe como"
    re.compile(r"D[VW][SPn]"),
    lambda word: word in ("la", "lo", "los", "las", "le", "les"),
    "O",
    follower=frozenset({"como", "comme", "de", "d’"}),
)
_SAID_ALONE: Final = _Rule(  # "«...», zanjó."
    re.compile(r"Q,O?n(?=\.|$)"), lambda word: word.endswith(("ó", "a", "aron")), "V", last=True
)
_EN: Final = _Rule(re.compile(r"P(?=[VWXv])"), lambda word: word in ("en", "y"), "O")  # "Roe en appelle au calme"
_PARTICIPLE: Final = _Rule(  # "el acusado"
    re.compile(r"D[VW]"), lambda word: word.endswith(("ado", "ada", "ido", "ida", "é", "ée")), "n", last=True
)
_OPENING: Final = _Rule(  # "Venu de Lyon, Luc Roux rit"
    re.compile(r"(?:^|(?<=[.Q]))N(?=P)"), lambda word: word.endswith(("é", "ée", "és", "u", "ue", "us")), "v"
)
_RULES: Final = {
    "de": (_SAID_BEHIND, _SHOWN),
    "fr": (_SAID_BEHIND, _CLITIC, _EN, _PARTICIPLE, _OPENING),
    "es": (_SAID_BEHIND, _SHOWN, _CLITIC, _SAID_ALONE, _PARTICIPLE),
}


def retagged(shape: str, language: str, word: Callable[[int], str]) -> str:
    """Return the tags of a paragraph with those changed that only their place decides. `word` gives a token's text."""
    for rule in _RULES.get(language, ()):
        changed: list[int] = []
        for match in rule.pattern.finditer(shape):
            at = match.end() - 1 if rule.last else match.start()
            if rule.fits(word(at)) and (rule.follower is None or word(match.end() - 1) in rule.follower):
                changed.append(at)
        if changed:
            tags = list(shape)
            for at in changed:
                tags[at] = rule.tag
            shape = "".join(tags)
    return shape
