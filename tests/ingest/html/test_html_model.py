"""The learned part: numbers in, a probability out, and nothing of any site inside."""

from __future__ import annotations

import json
from importlib import resources
from math import exp
from random import Random

import pytest
from html_pages import page, paragraphs

from reader.ingest.formats.html import features, model, read

_DATA = resources.files("reader.ingest.formats.html") / "data"


def test_a_paragraph_of_the_story_is_likelier_than_a_line_of_the_footer() -> None:
    found = read.examine(page(paragraphs()))
    assert found is not None
    evidence, roles, title = found
    table = features.PageFeatures(evidence, title, features.title_place(roles))
    blocks = evidence.page.blocks
    found_chances = model.probabilities([table.row(i) for i in range(len(blocks))])
    chances = {block.text: chance for block, chance in zip(blocks, found_chances, strict=True)}
    story = next(chance for text, chance in chances.items() if text.startswith("The ferry company"))
    footer = next(chance for text, chance in chances.items() if "all rights reserved" in text)
    assert 0.0 <= footer < 0.2 < 0.8 < story <= 1.0


def test_blocks_asked_about_together_are_judged_as_each_by_itself_down_the_stored_trees() -> None:
    random = Random(11)
    stored = json.loads((_DATA / "blocks_model.json").read_text("utf-8"))
    thresholds = [node[1] for nodes in stored["trees"] for node in nodes if len(node) > 1]
    # values on the thresholds themselves, where up to and above differ
    rows = [[random.choice(thresholds) for _ in features.NAMES] for _ in range(40)]
    assert model.probabilities(rows) == [_chance(stored["trees"], row) for row in rows]


def _chance(trees: list[list[list[float]]], row: list[float]) -> float:
    total = 0.0
    for nodes in trees:
        node = nodes[0]
        while len(node) > 1:
            feature, threshold, left, right = node
            node = nodes[int(left if row[int(feature)] <= threshold else right)]
        total += node[0]
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))


def test_every_block_has_a_number_for_every_name() -> None:
    found = read.examine(page(paragraphs()))
    assert found is not None
    table = features.PageFeatures(found[0])
    assert {len(table.row(i)) for i in range(len(found[0].page.blocks))} == {len(features.NAMES)}


def test_menus_and_hidden_text_are_not_even_asked_about() -> None:
    found = read.examine(page(paragraphs() + "<p hidden>Not to be seen by anybody.</p>"))
    assert found is not None
    texts = [found[0].page.blocks[i].text for i in features.candidates(found[0])]
    assert "- Harbour" not in texts
    assert "Not to be seen by anybody." not in texts


def test_a_model_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model._forest.cache_clear()
    monkeypatch.setattr(model, "NAMES", ("something", "else"))
    with pytest.raises(ValueError, match="other features"):
        model.probabilities([[0.0, 0.0]])
    model._forest.cache_clear()


def test_the_model_is_numbers_and_the_names_of_features_only() -> None:
    stored = json.loads((_DATA / "blocks_model.json").read_text("utf-8"))
    assert set(stored) == {"names", "trees"}
    assert all(isinstance(value, (int, float)) for tree in stored["trees"] for node in tree for value in node)


@pytest.mark.parametrize("name", ["containers", "bylines", "tags"])
def test_no_list_names_a_site(name: str) -> None:
    entries = [line for line in (_DATA / f"{name}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert not any(ending in entry for entry in entries for ending in (".com", ".org", ".net", ".de", "www"))
