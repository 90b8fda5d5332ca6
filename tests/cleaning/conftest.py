from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY, TITLE

from reader.article import Article, Draft, RawBlock
from reader.cleaning import clean

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
