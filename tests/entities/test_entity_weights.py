from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from reader.entities.judging import TYPES, default_weights, read_weights
from reader.entities.relations import NUMBERS
from reader.names.organisations import known_body
from reader.names.places import place_kind


def test_the_shipped_weights_are_complete() -> None:
    weights = default_weights()
    assert len(weights.second) == len(NUMBERS)
    assert "bias" in weights.own
    assert all(len(row) == len(TYPES) + 1 for row in weights.own.values())


def test_the_shipped_weights_are_a_small_file() -> None:
    table = files("reader.entities").joinpath("data", "evidence_weights.tsv")
    assert len(table.read_bytes()) < 300_000


def test_no_weight_belongs_to_a_country_a_town_or_a_company() -> None:
    words = {name.partition("=")[2] for name in default_weights().own if name.startswith("w:")}
    assert not {word for word in words if place_kind(word) or known_body(word)}


def test_no_evidence_around_a_mention_holds_a_capitalised_word() -> None:
    labels = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "RUN")
    for name in default_weights().around:
        plain = name
        for label in (
            *labels,
            "True",
            "False",
            "<Name>",
            "<Date>",
            "<Mr>",
            "<Title>",
            "<People>",
            "<Country>",
            "<Given>",
        ):
            plain = plain.replace(label, "")
        assert plain == plain.lower(), name


def test_a_broken_table_is_refused() -> None:
    with pytest.raises(ValueError, match="3 weights"):
        read_weights("bias\t1 2 3\n")


def test_a_singleton_that_only_the_tagger_vouches_for_has_less_evidence(find: Any) -> None:
    text = "Grumlak is here. Orla Brannick, 54, a lawyer from Kenya, said Brannick had left; Mrs Brannick denied it."
    found = find(text, {"Grumlak": "PERSON", "Orla Brannick": "PERSON", "Brannick": "PERSON", "Kenya": "GPE"})
    assert found["Orla Brannick"].evidence > 0.9
    assert "Grumlak" not in found or found["Grumlak"].evidence < 0.7


def test_a_name_of_the_title_and_the_lead_is_more_salient(find: Any) -> None:
    text = (
        "Kenya and Uganda agreed on Monday. " + "It rained. " * 80 + "Uganda and Rwanda agreed. Kenya and Rwanda too."
    )
    labels = {"Kenya": "GPE", "Uganda": "GPE", "Rwanda": "GPE"}
    plain = find(text, labels)
    titled = find(text, labels, title="Talks in Uganda")
    assert next(iter(titled)) == "Uganda"
    assert next(iter(plain)) == "Kenya"
    assert plain["Rwanda"].salience < plain["Kenya"].salience
