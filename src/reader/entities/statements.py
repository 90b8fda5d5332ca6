"""What a text itself says about names: "Long Name (LN)", "X (formerly Twitter)", "the enclave, known locally as Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from reader.entities.document import Document, Mention
from reader.entities.judging import Judged

_LINK: Final = re.compile(
    r"(?:,? \(|, | )(?:(?:which|who|that) )?(?:(?:is|was|are|were) )?"
    r"(?:"
    r"(?:formerly|previously)(?: known as| called| named)?"
    r"|(?:also|better|otherwise|popularly|locally|widely|commonly|once|originally|sometimes|often|formally|officially)"
    r" (?:known|called|referred to|named)(?: (?:in|by|to) (?:the )?\w+(?: \w+)?)?(?: as)?"
    r"|known(?: (?:in|by|to) (?:the )?\w+(?: \w+)?| locally| internationally)? as"
    r"|a\.?k\.?a\.?|alias"
    r") (?:the )?[\"“‘']?"
)
_TRUST: Final = 0.5
"""How much of a name's probability goes over to one that is no name but by such a statement."""
_WEAK: Final = 0.6
_BRACKET: Final = re.compile(r" {1,2}\( ?(?P<short>[^\W\d_][\w&-]{1,11}) ?\)")
_LONGEST_SHORT: Final = 10


class Equation(NamedTuple):
    """Two mentions (indices) of which the text says that they name one thing; `name` is the one in use."""

    name: int
    other: int


def completed(text: str, judged: Sequence[Judged], document: Document) -> list[Judged]:
    """Return the mentions with those added that a statement equates with one of them, in order."""
    free = [mention for mention in document.mentions if mention.free]
    ends: dict[int, Mention] = {mention.candidate.end: mention for mention in free}
    starts: dict[int, Mention] = {mention.candidate.start: mention for mention in free}
    by_end = {item.mention.candidate.end: item for item in judged}
    by_start = {item.mention.candidate.start: item for item in judged}
    added: list[Judged] = []
    taken = {place for item in judged for place in item.mention.tokens}
    for match in _LINK.finditer(text):
        name, other = by_end.get(match.start()), by_start.get(match.end())
        mention, voucher = ends.get(match.start()), other
        if name is not None:
            mention, voucher = starts.get(match.end()), name
        if mention is not None and voucher is not None and taken.isdisjoint(mention.tokens):
            taken.update(mention.tokens)
            added.append(_vouched(mention, voucher))
    return sorted((*judged, *added), key=lambda item: item.mention.candidate.start)


def _vouched(mention: Mention, by: Judged) -> Judged:
    return Judged(mention, by.type, by.probability * _TRUST, by.name_probability * _TRUST)


def equations(text: str, judged: Sequence[Judged]) -> Iterator[Equation]:
    """Yield the pairs of mentions that the text equates, in order."""
    ends = {item.mention.candidate.end: index for index, item in enumerate(judged)}
    starts = {item.mention.candidate.start: index for index, item in enumerate(judged)}
    for match in _LINK.finditer(text):
        name, other = ends.get(match.start()), starts.get(match.end())
        if name is not None and other is not None and _agree(judged[name], judged[other]):
            yield Equation(name, other)


def _agree(one: Judged, two: Judged) -> bool:
    """Whether two mentions may be one thing: of one type, or the type of one of them is a weak guess."""
    return one.type == two.type or min(one.probability, two.probability) < _WEAK


def long_forms(text: str, judged: Sequence[Judged], document: Document) -> Mapping[str, str]:
    """Return for the key of each defined short form the key of its long form.

    Besides the definitions whose letters agree, an organisation of several words with another of one word in the
    bracket behind it counts: acronyms are often those of another language.
    """
    ends = {item.mention.candidate.end: item for item in judged}
    starts = {item.mention.candidate.start: item for item in judged}
    found = dict(document.shorts)
    for definition in document.definitions:
        item = ends.get(definition.long[1])
        short = starts.get(definition.short[0])
        if item is not None and short is not None and item.mention.candidate.start <= definition.long[0]:
            found[short.mention.key] = item.mention.key
    for match in _BRACKET.finditer(text):
        item, short = ends.get(match.start()), starts.get(match.start("short"))
        if item is None or short is None or item.type != "ORG" or short.type != "ORG":
            continue
        key = short.mention.key
        if (
            short.mention.candidate.end == match.end("short")
            and " " in item.mention.key
            and " " not in key
            and len(key) <= _LONGEST_SHORT
        ):
            found.setdefault(key, item.mention.key)
    return found
