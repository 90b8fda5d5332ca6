from __future__ import annotations

from typing import Any

import pytest


def test_an_acronym_in_brackets_is_its_long_form_from_then_on(find: Any) -> None:
    text = (
        "The Harbour Safety Commission (HSC) closed the pier on Monday. The HSC said it was rotten. "
        "Residents had asked the HSC to act."
    )
    found = find(text, {"Harbour Safety Commission": "ORG", "HSC": "ORG"})
    assert found["Harbour Safety Commission"].count == 4
    assert found["Harbour Safety Commission"].aliases == ("HSC",)


def test_an_acronym_of_another_language_counts_when_both_are_organisations(find: Any) -> None:
    text = "The Honduran Institute of Crafts (IHA) opened a shop. The IHA said that the shop is full."
    found = find(text, {"Honduran Institute of Crafts": "ORG", "IHA": "ORG"})
    assert found["Honduran Institute of Crafts"].count == 3


def test_a_place_in_brackets_is_no_acronym(find: Any) -> None:
    text = "Players of Riverside Rovers (Nairobi) trained in Nairobi. Riverside Rovers won the cup in Nairobi."
    found = find(text, {"Riverside Rovers": "ORG", "Nairobi": "GPE"})
    assert found["Riverside Rovers"].count == 2
    assert found["Nairobi"].count == 3


def test_a_company_is_one_with_and_without_its_legal_form(find: Any) -> None:
    text = "Shares of Tarrow Systems Inc. fell on Monday. Tarrow Systems had warned of a loss, analysts said."
    found = find(text, {"Tarrow Systems Inc.": "ORG", "Tarrow Systems": "ORG"})
    companies = [entity for entity in found.values() if entity.type == "ORG"]
    assert [entity.count for entity in companies] == [2]


def test_a_foundation_is_not_the_company_of_that_name(find: Any) -> None:
    text = (
        "Pfizer gave the money. The Pfizer Foundation will spend it, the Pfizer Foundation said. "
        "Pfizer declined to comment."
    )
    found = find(text, {"Pfizer Foundation": "ORG", "Pfizer": "ORG"})
    assert found["Pfizer"].count == 2
    assert found["Pfizer Foundation"].count == 2


def test_a_renamed_service_is_one_entry_under_its_present_name(find: Any) -> None:
    text = 'She posted on her X (formerly Twitter) account: "Enough." Twitter had blocked her before.'
    found = find(text, {"Twitter": "ORG"})
    assert found["X"].type == "ORG"
    assert found["X"].aliases == ("Twitter",)
    assert found["X"].count == 3


def test_a_former_employer_is_not_the_person(find: Any) -> None:
    text = "Jane Rowell, formerly Reuters correspondent in Nairobi, wrote the book. Reuters declined to comment."
    found = find(text, {"Jane Rowell": "PERSON", "Reuters": "ORG", "Nairobi": "GPE"})
    assert found["Reuters"].count == 2
    assert found["Jane Rowell"].count == 1


def test_a_place_known_by_another_name_is_one_place(find: Any) -> None:
    text = (
        "The road connects the port with Upper Karsa, which is known in Georgian as Zemo Karsa. "
        "Troops entered Upper Karsa at dawn. People in Zemo Karsa fled."
    )
    found = find(text, {"Upper Karsa": "GPE", "Zemo Karsa": "PERSON", "Georgian": "NORP"})
    assert found["Upper Karsa"].count == 4
    assert found["Upper Karsa"].type == "PLACE"
    assert "Zemo Karsa" in found["Upper Karsa"].aliases


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("United States", "U.S."),
        ("United Kingdom", "UK"),
        ("United Arab Emirates", "UAE"),
        ("Ivory Coast", "Côte d’Ivoire"),
    ],
)
def test_names_of_one_country_are_one_entry(find: Any, one: str, two: str) -> None:
    text = f"Envoys flew to the {one} on Monday. Talks in the {two} begin on Friday."
    found = find(text, {one: "GPE", two: "GPE"})
    places = [entity for entity in found.values() if entity.type == "PLACE"]
    assert [entity.count for entity in places] == [2]


def test_korea_north_and_south_stay_two(find: Any) -> None:
    text = "Envoys of North Korea met those of South Korea in South Korea."
    found = find(text, {"North Korea": "GPE", "South Korea": "GPE"})
    assert (found["North Korea"].count, found["South Korea"].count) == (1, 2)


def test_a_country_inside_a_longer_name_is_no_mention_of_it(find: Any) -> None:
    text = "Kenya Tourism Ministry staff met in Kenya. The Kenya Tourism Ministry thanked them."
    found = find(text, {"Kenya Tourism Ministry": "ORG", "Kenya": "GPE"})
    assert found["Kenya"].count == 1
    assert found["Kenya Tourism Ministry"].count == 2


def test_a_country_that_runs_into_a_person_is_both(find: Any) -> None:
    text = "The ambassador to the U.K. Elin Storhaug denied it. Storhaug left."
    found = find(text, {"Elin Storhaug": "PERSON", "Storhaug": "PERSON"})
    assert found["Elin Storhaug"].count == 2
    assert found["U.K."].type == "PLACE"


def test_peoples_are_other_and_one_entry_in_every_number(find: Any) -> None:
    text = "An Armenian choir sang. The Armenians won; an Armenian-majority jury was pleased in Brazil."
    found = find(text, {"Armenian": "NORP", "Armenians": "NORP", "Brazil": "GPE"})
    assert found["Armenian"].type == "OTHER"
    assert found["Armenian"].count == 3
    assert found["Brazil"].type == "PLACE"


def test_a_lower_case_word_with_a_hyphen_holds_no_name(find: Any) -> None:
    found = find("It is a well-known, long-running and much-loved show about an ice-cold lake.", {})
    assert found == {}


def test_two_places_joined_by_a_slash_are_two(find: Any) -> None:
    text = "Flights between Nairobi/Mombasa and Kampala were late. Nairobi was calm; in Mombasa it rained."
    found = find(text, {"Nairobi/Mombasa": "GPE", "Nairobi": "GPE", "Mombasa": "GPE", "Kampala": "GPE"})
    assert (found["Nairobi"].count, found["Mombasa"].count) == (2, 2)


def test_a_well_known_service_is_an_organisation_even_if_tagged_as_a_product(find: Any) -> None:
    text = "She wrote on Facebook that it was over. Facebook removed the post."
    found = find(text, {"Facebook": "PRODUCT"})
    assert found["Facebook"].type == "ORG"
