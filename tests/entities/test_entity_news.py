"""Whole news of many kinds, read with the model that ships: short ones, and articles as they are written today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.article import Entity
from reader.entities import find_entities
from reader.entities.models import DEFAULT_MODEL
from reader.entities.tagger import Tagger, load_tagger

TYPES = {"people": "PERSON", "orgs": "ORG", "places": "PLACE"}
HERE = Path(__file__)
NEWS: list[dict[str, Any]] = yaml.safe_load(HERE.with_name("news.yaml").read_text("utf-8"))
ARTICLES: list[dict[str, Any]] = yaml.safe_load(HERE.with_name("articles.yaml").read_text("utf-8"))
EVERYTHING = [*NEWS, *ARTICLES]
RIGHT_SHARE = 0.94

Entries = set[tuple[str, str]]


@pytest.fixture(scope="module")
def model() -> Tagger:
    return load_tagger(DEFAULT_MODEL)


def entities_of(news: dict[str, Any], model: Tagger) -> tuple[Entity, ...]:
    return find_entities(news["text"].strip(), tagger=model, title=news.get("title"))


def both_lists(news: dict[str, Any], entities: tuple[Entity, ...]) -> tuple[Entries, Entries]:
    """Return what is listed and what should be, both under the names of `alias`, without what is a matter of taste."""
    shown_as = {shown: name for name, shown in news.get("alias", {}).items()}
    wanted = {(kind, name) for field, kind in TYPES.items() for name in news[field]}
    found = {(entity.type, shown_as.get(entity.name, entity.name)) for entity in entities if entity.type != "OTHER"}
    for name in news.get("either", ()):
        kinds = {entry for entry in found if entry in {("ORG", name), ("PLACE", name)}}
        wanted = {entry for entry in wanted if entry[1] != name} | kinds if kinds else wanted
    taste = set(news.get("may", ()))
    return {entry for entry in found if entry[1] not in taste}, {entry for entry in wanted if entry[1] not in taste}


@pytest.mark.parametrize("news", EVERYTHING, ids=[news["kind"] for news in EVERYTHING])
def test_the_list_is_right_but_for_the_faults_that_are_known(news: dict[str, Any], model: Tagger) -> None:
    found, wanted = both_lists(news, entities_of(news, model))
    assert {name for _, name in found ^ wanted} == set(news.get("wrong", ()))


@pytest.mark.parametrize("news", ARTICLES, ids=[news["kind"] for news in ARTICLES])
def test_the_counts_are_right_but_for_those_that_are_known(news: dict[str, Any], model: Tagger) -> None:
    """How often somebody is named, in full or not, tells that the mentions came to the right entry."""
    shown_as = {shown: name for name, shown in news.get("alias", {}).items()}
    counts = {shown_as.get(entity.name, entity.name): entity.count for entity in entities_of(news, model)}
    off = {name for name, count in news.get("counts", {}).items() if counts.get(name) != count}
    assert off == set(news.get("miscounted", ()))


@pytest.mark.parametrize("kind", [NEWS, ARTICLES], ids=["news", "articles"])
def test_nearly_all_entries_are_right(kind: list[dict[str, Any]], model: Tagger) -> None:
    """The faults that are known stay few: F1 of the entries of all lists together."""
    right = sides = 0
    for news in kind:
        found, wanted = both_lists(news, entities_of(news, model))
        right += 2 * len(found & wanted)
        sides += len(found) + len(wanted)
    assert right / sides > RIGHT_SHARE
