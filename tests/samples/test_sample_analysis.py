"""Who is in the sample articles and who says what there, with the real tagger."""

from __future__ import annotations

from typing import Any

import pytest
from sample_results import Sample, cleaned, plain, samples, unknown

from reader.article import Article
from reader.entities.tagger import Tagger, load_tagger
from reader.pipeline import analyse

every_sample = pytest.mark.parametrize("sample", samples(), ids=str)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="module")
def analysed(tagger: Tagger) -> dict[str, Article]:
    return {str(sample): analyse(cleaned(sample.file, sample.number), tagger) for sample in samples()}


def _named(article: Article) -> set[tuple[str, str]]:
    return {(plain(name).casefold(), one.type) for one in article.entities for name in (one.name, *one.aliases)}


@every_sample
def test_every_person_who_matters_is_found(sample: Sample, analysed: dict[str, Article]) -> None:
    found = _named(analysed[str(sample)])
    people = [right["name"] for right in sample.right["entities"] if right["type"] == "PERSON"]
    missing = [name for name in people if (plain(name).casefold(), "PERSON") not in found]
    assert unknown("person", str(sample), missing) == []


def test_most_organisations_and_places_are_found_under_their_type(analysed: dict[str, Article]) -> None:
    """All names here are invented, so that the tagger has only the words around them to go by."""
    wanted, missing = 0, []
    for sample in samples():
        found = _named(analysed[str(sample)])
        named = [right for right in sample.right["entities"] if right["type"] != "PERSON"]
        wanted += len(named)
        missing += [right["name"] for right in named if (plain(right["name"]).casefold(), right["type"]) not in found]
    assert len(missing) < wanted / 2, missing


@every_sample
def test_who_said_it_is_found(sample: Sample, analysed: dict[str, Article]) -> None:
    wrong = _wrong_speakers(analysed[str(sample)], sample.right)
    assert {quote: wrong[quote] for quote in unknown("speaker", str(sample), wrong)} == {}


def _wrong_speakers(article: Article, right: dict[str, Any]) -> dict[str, list[str | None]]:
    """The quotations that nobody or somebody else is said to have spoken, with those who were found."""
    said: dict[str, list[str | None]] = {}
    for quote in article.quotes:
        said.setdefault(_words(article.text[quote.start : quote.end]), []).append(quote.speaker)
    wrong = {}
    for quote in right["quotes"]:
        speakers = quote["speaker"] if isinstance(quote["speaker"], list) else [quote["speaker"]]
        found = said.get(_words(quote["text"]), [])
        if not set(found) & set(speakers):
            wrong[quote["text"]] = found
    return wrong


def _words(text: str) -> str:
    return plain(text).rstrip(".,").strip()
