from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.article import Article, Draft, RawBlock
from reader.cleaning import clean

BODY = (
    "The harbour board of Saltby voted on Tuesday to keep the old swing bridge open to foot traffic for two winters.",
    "Engineers had warned in May that the pivot was worn, but a second survey found that the bearings can be replaced.",
    '"We would rather mend it than mourn it," said Hanne Brook, who chairs the board and grew up beside the bridge.',
    "The repair will cost about a fifth of a new bridge, according to a report that the board published last week.",
    "Cars will be sent over the viaduct in the meantime, which adds four kilometres to the way into the town.",
    "Shopkeepers on the quay said that they feared for the summer trade if the bridge stayed closed any longer.",
)
TITLE = "Swing bridge in Saltby to stay open"

Cleaned = Callable[..., Article]


@pytest.fixture
def cleaned() -> Cleaned:
    """A function that cleans lines as a text file; `title` is what the file states."""

    def run(*lines: str, title: str | None = None, url: str | None = None) -> Article:
        return clean(Draft("text", tuple(RawBlock(line) for line in lines), title=title, url=url))

    return run


@pytest.fixture
def story(cleaned: Cleaned) -> Callable[..., Article]:
    """A function that cleans an ordinary story with `extra` lines put in before paragraph `at` (None: at the end)."""

    def run(*extra: str, at: int | None = None) -> Article:
        body = list(BODY)
        place = len(body) if at is None else at
        return cleaned(TITLE, *body[:place], *extra, *body[place:])

    return run
