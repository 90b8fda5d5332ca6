"""From a file to a clean article with its people and its quotes: the rooms in their order, as plain functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.article import Article, Block, Draft, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.entities.tagger import Tagger


@dataclass(frozen=True, slots=True)
class CleanFile:
    """The articles of one file, and a sentence for each part of it that could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()


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


def clean_file(path: str) -> CleanFile:
    """Return the clean articles of the file at `path`. Raises UnreadableError when it holds none."""
    from reader.cleaning import clean
    from reader.ingest import read_file

    reading = read_file(path)
    return CleanFile(
        tuple(clean(draft) for draft in reading.drafts),
        tuple(f"{problem.where}: {problem.message}" for problem in reading.problems),
    )


def clean_bytes(data: bytes, name: str = "") -> CleanFile:
    """Return the clean articles in `data`, of a format told by `name` or sniffed. Raises UnreadableError."""
    from reader.cleaning import clean
    from reader.ingest import read_bytes

    reading = read_bytes(data, name)
    return CleanFile(
        tuple(clean(draft) for draft in reading.drafts),
        tuple(f"{problem.where}: {problem.message}" for problem in reading.problems),
    )


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
