"""Whole short news of many kinds, read with the model that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reader.entities import find_entities
from reader.entities.models import DEFAULT_MODEL
from reader.entities.tagger import Tagger, load_tagger

TYPES = {"people": "PERSON", "orgs": "ORG", "places": "PLACE"}
NEWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("news.yaml").read_text("utf-8"))
RIGHT_SHARE = 0.94


@pytest.fixture(scope="module")
def model() -> Tagger:
    return load_tagger(DEFAULT_MODEL)


def listed(news: dict[str, Any]) -> set[tuple[str, str]]:
    return {(kind, name) for field, kind in TYPES.items() for name in news[field]}


@pytest.mark.parametrize("news", NEWS, ids=[news["kind"] for news in NEWS])
def test_the_list_is_right_but_for_the_faults_that_are_known(news: dict[str, Any], model: Tagger) -> None:
    entities = find_entities(news["text"].strip(), tagger=model)
    found = {(entity.type, entity.name) for entity in entities if entity.type != "OTHER"}
    assert {name for _, name in found ^ listed(news)} == set(news.get("wrong", ()))


def test_nearly_all_entries_are_right(model: Tagger) -> None:
    """The faults that are known stay few: F1 of the entries of all lists together."""
    right = sides = 0
    for news in NEWS:
        entities = find_entities(news["text"].strip(), tagger=model)
        found = {(entity.type, entity.name) for entity in entities if entity.type != "OTHER"}
        right += 2 * len(found & listed(news))
        sides += len(found) + len(listed(news))
    assert right / sides > RIGHT_SHARE
