"""P23: twice the text takes about twice the time, whatever the text looks like.

Computing time is measured, not the clock. A quadratic rule takes sixteen times as long for four times the text; less
than eight times is taken for linear, which leaves room for a busy machine.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clock import grows_less
from reader.cleaning import clean
from reader.entities import find_entities
from reader.entities.tagger import RuleTagger
from reader.errors import ReaderError
from reader.ingest import read_bytes
from reader.library.query import parse
from reader.quotes import find_quotes
from reader.text.dates import parse_date
from reader.text.references import unescape
from reader.text.safe import safe, safe_line, safe_name
from reader.text.sentences import split_sentences
from reader.text.wrap import wrap

SHAPES = {
    "words": "The weir at Ottermouth is shut. ",
    "letters": "a",
    "spaces": " ",
    "lines": "x\n",
    "blank-lines": "\n",
    "openings": "“",
    "straight": '"',
    "said": '"No," he said. ',
    "parentheses": "(",
    "initials": "A. ",
    "names": "Ada Brun and ",
    "surnames": "Ada Brun spoke. Brun left. ",
    "titles": "Mr ",
    "commas": "Brun, ",
    "dots": ".",
    "dashes": "-",
    "address": "http://a.",
    "at": "a@",
    "combining": "e\u0301",
    "hidden": "\u200b\u202e",
    "controls": "\x1b[",
    "joiners": "\U0001f468\u200d",
    "wide": "堰",
    "less-than": "<",
    "tags": "<p>x",
    "nested": "<div>",
    "references": "&#120;",
    "brackets": "[",
    "stars": "*a_",
    "quote-marks": "> ",
    "colons": "Brun: ",
    "digits": "1,",
    "backslashes": "\\",
}
SIZE = 4_000
SIZE_SLOW = 80_000
FOLD = 4
MOST = 8.0
FLOOR = 0.02
"""Seconds below which a measurement says nothing."""


def read(name: str) -> Callable[[str], object]:
    def run(text: str) -> object:
        try:
            return [clean(draft) for draft in read_bytes(text.encode("utf-8"), name).drafts]
        except ReaderError:
            return None

    return run


def analyse(text: str) -> object:
    entities = find_entities(text, tagger=RuleTagger())
    return find_quotes(text, entities=entities)


def query(text: str) -> object:
    try:
        return parse(text)
    except ReaderError:
        return None


STAGES: dict[str, Callable[[str], object]] = {
    "gate": lambda text: (safe(text), safe_line(text), safe_name(text), unescape(text)),
    "text": read("a.txt"),
    "page": read("a.html"),
    "markdown": read("a.md"),
    "analysis": analyse,
    "sentences": lambda text: split_sentences(text, 0, len(text)),
    "wrap": lambda text: wrap(text, 60),
    "query and date": lambda text: (query(text), parse_date(text)),
}


def slow_shapes(name: str, size: int) -> list[str]:
    """Return the shapes whose time grows too fast from `size` characters to `FOLD` times more."""
    stage = STAGES[name]
    stage(SHAPES["words"] * 20)  # lazy imports and caches are not what is measured
    return [
        shape
        for shape, unit in SHAPES.items()
        if not grows_less(
            MOST,
            lambda size, unit=unit: stage(unit * (size // len(unit))),  # type: ignore[misc] # bound in the loop
            size,
            FOLD * size,
            floor=FLOOR,
        )
    ]


@pytest.mark.parametrize("name", STAGES)
def test_p23_the_time_grows_with_the_text_and_not_with_its_square(name: str) -> None:
    assert slow_shapes(name, SIZE) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", STAGES)
def test_p23_the_same_holds_for_large_texts(name: str) -> None:
    assert slow_shapes(name, SIZE_SLOW) == []


def test_the_measure_sees_a_quadratic_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def quadratic(text: str) -> int:
        return sum(text[:at].count("“") for at in range(len(text)))

    monkeypatch.setitem(STAGES, "quadratic", quadratic)
    monkeypatch.setattr("test_growth.SHAPES", {"words": SHAPES["words"]})
    monkeypatch.setattr("test_growth.FLOOR", 0.001)
    assert slow_shapes("quadratic", 20_000) == ["words"]
