from __future__ import annotations

from typing import Any

import pytest


def test_a_line_end_ends_a_name(find: Any) -> None:
    text = "This is about Alice Farrow\nLisbon will see her again. Farrow met the mayor of Lisbon."
    found = find(text, {"Alice Farrow": "PERSON", "Farrow": "PERSON", "Lisbon": "GPE"})
    assert found["Alice Farrow"].count == 2
    assert found["Lisbon"].count == 2


@pytest.mark.parametrize("word", ["Monday", "Fridays", "January", "CEO", "GDP", "TV", "Advertisement", "2024"])
def test_days_and_bare_abbreviations_are_no_entries(find: Any, word: str) -> None:
    text = f"The {word} figures surprised Mira Dalgaard. The {word} report came late."
    found = find(text, {word: "ORG", "Mira Dalgaard": "PERSON"})
    assert word not in found
    assert "Mira Dalgaard" in found


def test_a_day_inside_a_name_stays(find: Any) -> None:
    text = "The Sunday Herald reported it. An editor of the Sunday Herald confirmed the report."
    found = find(text, {"Sunday Herald": "ORG"})
    assert found["Sunday Herald"].count == 2


@pytest.mark.parametrize("opener", ["The", "But", "Meanwhile", "After", "With"])
def test_the_first_word_of_a_sentence_is_no_part_of_a_name(find: Any, opener: str) -> None:
    text = f"{opener} Mira Dalgaard the club had luck. {opener} nobody else it had any."
    found = find(text, {f"{opener} Mira Dalgaard": "PERSON"})
    assert "Mira Dalgaard" in found
    assert opener not in found


def test_in_a_title_case_headline_only_names_of_the_text_count(find: Any) -> None:
    text = (
        "Mira Dalgaard Issues Stark Warning Over Harbour Crisis\n\n"
        "A stark warning about the harbour came from Mira Dalgaard on Monday. Dalgaard, 61, told reporters in Lisbon "
        "that the crisis was near. Ole Brandt of the Lisbon Port Authority agreed with Dalgaard. She spoke to Reuters."
    )
    labels = {
        "Mira Dalgaard": "PERSON",
        "Dalgaard": "PERSON",
        "Stark Warning": "PERSON",
        "Harbour Crisis": "ORG",
        "Ole Brandt": "PERSON",
        "Lisbon Port Authority": "ORG",
        "Lisbon": "GPE",
        "Reuters": "ORG",
    }
    found = find(text, labels)
    assert not {"Stark Warning", "Harbour Crisis"} & found.keys()
    assert found["Mira Dalgaard"].count == 4


def test_a_name_in_capitals_is_the_name_of_the_text(find: Any) -> None:
    text = (
        "DALGAARD WARNS OF FLOODS\n\nMira Dalgaard warned of floods on Monday. Dalgaard, 61, told Reuters in Lisbon "
        "that the river was high. Ole Brandt and Reuters were there."
    )
    labels = {
        "Mira Dalgaard": "PERSON",
        "Dalgaard": "PERSON",
        "Lisbon": "GPE",
        "Reuters": "ORG",
        "Ole Brandt": "PERSON",
    }
    found = find(text, labels)
    assert found["Mira Dalgaard"].mentions[0][0] == 0
    assert found["Mira Dalgaard"].name == "Mira Dalgaard"


def test_a_repeat_that_the_tagger_missed_is_found(find: Any) -> None:
    text = "Reuters reported it from Lisbon. So did the paper. Its source was Reuters, and Reuters named Lisbon."
    tagged_once = "Reuters reported it from Lisbon"
    assert tagged_once in text
    found = find(text, {"Lisbon": "GPE", "Reuters": "ORG"})
    assert found["Reuters"].count == 3


def test_a_word_that_is_also_written_small_is_not_repeated(find: Any) -> None:
    text = "Mira Hope sang. We hope that she returns. Hope springs eternal, they hope."
    found = find(text, {"Mira Hope": "PERSON"})
    assert found["Mira Hope"].count == 1


def test_empty_and_blank_texts_have_no_entities(find: Any) -> None:
    assert find("", {}) == {}
    assert find(" \n\n\t\n", {}) == {}
