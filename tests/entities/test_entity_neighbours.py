"""What stands beside a name settles what it is; each rule with a twin that must not fire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.article import Entity

Find = Callable[..., dict[str, Entity]]


def types(found: dict[str, Entity]) -> dict[str, str]:
    return {name: entity.type for name, entity in found.items()}


def test_a_town_before_a_dash_is_a_place(find: Find) -> None:
    found = find("SALTBY - The flood barrier will be finished before the winter, Mayor Anneke Vos promised.", {})
    assert types(found)["SALTBY"] == "PLACE"


@pytest.mark.parametrize("stamp", ["EXCLUSIVE", "UPDATED", "WATCH", "BREAKING NEWS"])
def test_a_stamp_before_a_dash_is_no_place(find: Find, stamp: str) -> None:
    found = find(f"{stamp} - The flood barrier will be finished before the winter, Mayor Anneke Vos promised.", {})
    assert not {"SALTBY", stamp} & {name for name, kind in types(found).items() if kind == "PLACE"}


def test_what_a_minister_is_minister_of_is_no_body(find: Find) -> None:
    text = "Trade Minister Olu Bankole met Health Cabinet Secretary Amina Wanjiru in the harbour on Monday."
    found = find(text, {"Trade": "ORG", "Health Cabinet": "ORG", "Olu Bankole": "PERSON", "Amina Wanjiru": "PERSON"})
    assert not {"Trade", "Health Cabinet", "Health"} & set(found)


def test_the_company_of_a_chief_is_a_body(find: Find) -> None:
    text = "Google Chief Executive Olu Bankole met the mayor in the harbour on Monday. He said Google would pay."
    assert types(find(text, {"Google": "ORG", "Olu Bankole": "PERSON"}))["Google"] == "ORG"


def test_behind_the_charity_stands_a_body(find: Find) -> None:
    text = "She took the money from the charity Bright Steps in March. The union Fairwork asked for it back."
    found = find(text, {"Bright Steps": "WORK_OF_ART", "Fairwork": "PRODUCT"})
    assert types(found) == {"Bright Steps": "ORG", "Fairwork": "ORG"}


def test_a_person_behind_such_a_noun_stays_one(find: Find) -> None:
    found = find("Last week the charity Anna Corwen founded had to close, Corwen said.", {"Anna Corwen": "PERSON"})
    assert types(found)["Anna Corwen"] == "PERSON"


def test_a_company_that_bears_a_name_is_a_company(find: Find) -> None:
    found = find("Shares of Charles Schwab gained 3% on Wednesday.", {"Charles Schwab": "PERSON"})
    assert types(found)["Charles Schwab"] == "ORG"


def test_its_namesake_is_a_person(find: Find) -> None:
    text = "Philip Morris, 45, a plumber from Aldby, found the ring. Morris said he was glad to give it back."
    assert types(find(text, {"Philip Morris": "PERSON", "Morris": "PERSON"}))["Philip Morris"] == "PERSON"


def test_a_score_is_no_part_of_a_team(find: Find) -> None:
    found = find("Saltby Rovers beat Thrale United 3-2 on Saturday.", {"Thrale United 3-2": "WORK_OF_ART"})
    assert types(found)["Thrale United"] == "ORG"


def test_a_score_behind_a_player_makes_no_team(find: Find) -> None:
    found = find("The champion beat Anna Corwen 6-3 on Saturday.", {"Anna Corwen": "PERSON"})
    assert types(found)["Anna Corwen"] == "PERSON"


def test_a_school_that_bears_a_saints_name_is_one_body(find: Find) -> None:
    text = "Pupils at St Mary's Primary School in Corwen will have free breakfasts from September."
    found = find(text, {"St Mary": "PERSON", "Primary School": "ORG"})
    assert types(found)["St Mary's Primary School"] == "ORG"
    assert "St Mary" not in found


def test_a_country_owns_its_court(find: Find) -> None:
    found = find("Kenya's Supreme Court will hear the case in June.", {"Kenya": "GPE", "Supreme Court": "ORG"})
    assert types(found) == {"Kenya": "PLACE", "Supreme Court": "ORG"}


def test_somebody_who_is_named_elsewhere_owns_what_follows(find: Find) -> None:
    text = "Anna Corwen, 12, won the race. Anna's Primary School gave her a cup. Anna Corwen was glad."
    found = find(text, {"Anna Corwen": "PERSON", "Anna": "PERSON", "Primary School": "ORG"})
    assert "Anna's Primary School" not in found


def test_what_was_posted_on_x_was_posted_somewhere(find: Find) -> None:
    assert types(find("The mayor welcomed the move on X. She wrote on X that it was late.", {}))["X"] == "ORG"


def test_an_x_in_a_formula_is_nothing(find: Find) -> None:
    assert "X" not in find("The value depends on X times seven, and on how X is found.", {})


def test_a_body_is_listed_once_under_its_full_name(find: Find) -> None:
    text = "Saltby Rovers came from behind to win. The Rovers captain was glad. Rovers play again on Monday."
    found = find(text, {"Saltby Rovers": "ORG", "Rovers": "ORG"})
    assert list(found) == ["Saltby Rovers"]
    assert found["Saltby Rovers"].count == 3


def test_of_two_bodies_that_end_alike_none_takes_the_short_form(find: Find) -> None:
    text = "Saltby Rovers met Thrale Rovers on Monday. Rovers won, as everybody in the north had thought they would."
    found = find(text, {"Saltby Rovers": "ORG", "Thrale Rovers": "ORG", "Rovers": "ORG"})
    assert {"Saltby Rovers", "Thrale Rovers"} <= set(found)
    assert {found["Saltby Rovers"].count, found["Thrale Rovers"].count} == {1}


def test_a_town_is_not_its_team(find: Find) -> None:
    text = "London Wanderers won on Monday. In London, people danced in the streets until the morning."
    found = find(text, {"London Wanderers": "ORG", "London": "GPE"})
    assert types(found)["London"] == "PLACE"


def test_a_towns_team_is_no_person(find: Find) -> None:
    assert (
        types(find("Mumbai Chargers beat Delhi Monarchs by six wickets.", {"Delhi Monarchs": "PERSON"}))[
            "Delhi Monarchs"
        ]
        == "ORG"
    )


def test_a_person_called_like_a_town_stays_one(find: Find) -> None:
    found = find("The singer Paris Roberts, 31, left on Friday. Roberts waved.", {"Paris Roberts": "PERSON"})
    assert types(found)["Paris Roberts"] == "PERSON"


def test_a_lands_branch_of_a_known_body_is_a_body(find: Find) -> None:
    assert types(find("The Fiji Red Cross opened 30 shelters.", {"Fiji Red Cross": "EVENT"}))["Fiji Red Cross"] == "ORG"


def test_a_full_name_with_an_age_behind_it_is_a_person(find: Find) -> None:
    found = find("June Okafor-Reyes, 9, joined the club in January.", {"Okafor-Reyes": "ORG"})
    assert types(found) == {"June Okafor-Reyes": "PERSON"}


def test_a_month_and_its_days_are_nobody(find: Find) -> None:
    assert find("June 5, 9, 12 and 14 are free, as the club said on Monday.", {}) == {}
