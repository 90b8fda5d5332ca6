"""From a file to a clean article with its people and its quotes: the rooms in their order, as plain functions."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.article import Article, Block, Draft, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.entities.tagger import Tagger
    from reader.ingest import Reading


@dataclass(frozen=True, slots=True)
class CleanFile:
    """The articles of one file, and a sentence for each part of it that could not be read.

    `left` counts the articles behind these that were not asked for.
    """

    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()
    left: int = 0


def text_version() -> int:
    """Return the version of the code that reads and cleans; a higher one makes stored text stale."""
    from reader import cleaning, ingest

    return cleaning.VERSION * 1000 + ingest.VERSION


CHOICES = 1000
"""In steps of so many a version counts the code; between two steps stands the choice of models."""


def analysis_version(model: str | None = None, models: Mapping[str, str] = MappingProxyType({})) -> int:
    """Return the version of the code that finds entities and quotes, with these models; another one makes stored
    results stale."""
    from reader import entities, quotes
    from reader.entities.models import choice_number

    return (entities.VERSION * 1000 + quotes.VERSION) * CHOICES + choice_number(model, models)


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a file's articles to clean: from number `start` on, until `most` are done or `seconds` are computed.

    One is always done. A file of thousands needs more than one job may take, and comes in several parts.
    """

    start: int = 0
    most: int | None = None
    seconds: float | None = None


WHOLE = Part()


def clean_file(path: str, part: Part = WHOLE) -> CleanFile:
    """Return the clean articles of the file at `path`. Raises UnreadableError when it holds none."""
    from reader.ingest import read_file

    return _cleaned(read_file(path), part)


def clean_bytes(data: bytes, name: str = "", part: Part = WHOLE) -> CleanFile:
    """Return the clean articles in `data`, of a format told by `name` or sniffed. Raises UnreadableError."""
    from reader.ingest import read_bytes

    return _cleaned(read_bytes(data, name), part)


def _cleaned(reading: Reading, part: Part) -> CleanFile:
    from reader.cleaning import clean

    drafts = reading.drafts[part.start :]
    until = None if part.seconds is None else time.process_time() + part.seconds
    articles: list[Article] = []
    for draft in drafts[: part.most]:
        articles.append(clean(draft))
        if until is not None and time.process_time() > until:
            break
    problems = tuple(f"{problem.where}: {problem.message}" for problem in reading.problems)
    return CleanFile(tuple(articles), problems, len(drafts) - len(articles))


def clean_draft(draft: Draft) -> Article:
    """Return the clean article of a draft."""
    from reader.cleaning import clean

    return clean(draft)


def verbatim(text: str, title: str | None = None) -> Article:
    """Return an article whose `text` is exactly `text`, nothing judged, so that offsets index what was given."""
    return Article(blocks=(Block(text, Role.PARAGRAPH),), title=title)


def analyse(
    article: Article,
    tagger: Tagger,
    *,
    steps: Sequence[str] = ("entities", "quotes"),
    language: str | None = None,
) -> Article:
    """Return the article with its entities and quotes. Without the step "entities" quotes use their own names.

    `language` is what the text is written in, where that is known better than the article states it. A tagger that was
    made for another language is not asked.
    """
    text = article.text
    if "entities" in steps:
        from reader.entities import find_entities
        from reader.entities.tagger import fitting

        language = language or article.language
        tagger = fitting(tagger, language)
        article = replace(
            article,
            entities=find_entities(text, tagger=tagger, title=article.title, language=language),
            model=tagger.name,
        )
    if "quotes" in steps:
        from reader.quotes import find_quotes

        roles = [
            (span[0], span[1], block.role)
            for block, span in zip(article.blocks, article.spans, strict=True)
            if span is not None
        ]
        article = replace(
            article,
            quotes=find_quotes(
                text, entities=article.entities, title=article.title, language=article.language, roles=roles
            ),
        )
    return article
