"""What a text itself says about names: "X (formerly Twitter)", "the enclave, known locally as Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from reader.entities.judging import Judged

_LINKS: Final = re.compile(
    r"(?:,? \(?|,? which )(?:is |was |are |were |who is |that is )?"
    r"(?:"
    r"(?:formerly|previously|once|originally|until recently)(?: known as| called| named)?"
    r"|(?:also|better|otherwise|popularly|locally|widely|commonly|internationally|sometimes|formally|officially)?,? ?"
    r"(?:known|called|referred to)(?: (?:in|by|to) (?:the )?\w+(?: \w+)?)?(?: as)?"
    r"|a\.?k\.?a\.?|alias"
    r")(?: the)? [\"“‘']?"
)
_LONGEST: Final = 70


class Equation(NamedTuple):
    """Two mentions (indices) of which the text says that they name one thing; `name` is the one in use."""

    name: int
    other: int


def equations(text: str, judged: Sequence[Judged]) -> Iterator[Equation]:
    """Yield the pairs of neighbouring mentions that the words between them make one thing, in order."""
    for index, (one, two) in enumerate(pairwise(judged)):
        between = _between(text, one, two)
        if between and _LINKS.fullmatch(between):
            yield Equation(index, index + 1)
            continue
        # "connects Armenia with the enclave, which is known in Armenian as Artsakh": a people's name stands between
        if index + 2 < len(judged):
            between = _between(text, one, judged[index + 2])
            if between and two.type == "OTHER" and _LINKS.fullmatch(between):
                yield Equation(index, index + 2)


def _between(text: str, one: Judged, two: Judged) -> str:
    start, end = one.mention.candidate.end, two.mention.candidate.start
    return text[start:end] if 0 < end - start <= _LONGEST else ""
