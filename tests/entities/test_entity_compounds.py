"""A name's own words, and what is plainly said of it, settle what it is; each rule with a twin that must not fire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.article import Entity
from reader.entities.surroundings import is_sport, noun_before, noun_behind, pronouns
from reader.entities.tokens import Token, tokens

Find = Callable[..., dict[str, Entity]]


def types(found: dict[str, Entity]) -> dict[str, str]:
    return {name: entity.type for name, entity in found.items()}


def line(text: str) -> list[Token]:
    return tokens(text, 0, len(text))


def test_a_firm_is_what_its_apposition_says(find: Find) -> None:
    text = "Tessaro, the Milan-based phone maker, unveiled a handset. Tessaro said it would go on sale in May."
    found = find(text, {"Tessaro": "PERSON", "Milan": "GPE"})
    assert types(found) == {"Tessaro": "ORG", "Milan": "PLACE"}


def test_a_person_who_has_a_firm_behind_the_comma_stays_one(find: Find) -> None:
    text = "Anna Tessaro, the founder of a phone maker, left on Monday. Tessaro said that it was time to go."
    assert types(find(text, {"Anna Tessaro": "PERSON", "Tessaro": "PERSON"}))["Anna Tessaro"] == "PERSON"


def test_a_clause_behind_a_place_is_no_apposition(find: Find) -> None:
    text = "In Belstow, the council voted to close two schools in March. Belstow has had 4,000 people since the war."
    assert types(find(text, {"Belstow": "GPE"}))["Belstow"] == "PLACE"


def test_the_name_of_a_province_is_a_place_though_no_tagger_saw_it(find: Find) -> None:
    text = "In the northern province of Tarrow, two polling stations were burned on Sunday, the police said."
    assert types(find(text, {}))["Tarrow"] == "PLACE"


def test_a_group_that_calls_itself_so_is_a_body(find: Find) -> None:
    text = "A group calling itself Night Heron published the files. Night Heron asked for money in March."
    assert types(find(text, {"Night Heron": "PERSON"}))["Night Heron"] == "ORG"


def test_shares_are_those_of_a_firm(find: Find) -> None:
    text = "Shares in Jeffard rose by 11 percent on Monday. Investors like the plan that Jeffard had told them of."
    assert types(find(text, {"Jeffard": "PERSON"}))["Jeffard"] == "ORG"


def test_the_land_of_a_dateline_is_a_place(find: Find) -> None:
    text = "PORT ELLERY, Santalva — The minister promised lower taxes. In Port Ellery nobody believed it."
    found = find(text, {"PORT ELLERY": "ORG", "Port Ellery": "ORG"})
    assert {entity.type for entity in found.values()} == {"PLACE"}
    assert found["Port Ellery"].count == 2


def test_a_body_with_and_in_its_name_is_one(find: Find) -> None:
    text = "The ferry lost power at noon, the Maritime and Coastguard Agency said on Sunday."
    assert types(find(text, {"Maritime": "ORG", "Coastguard Agency": "ORG"})) == {
        "Maritime and Coastguard Agency": "ORG"
    }


def test_two_bodies_with_and_between_them_are_two(find: Find) -> None:
    text = "The deal was blessed by the Commission and Brightwell Bank, which had asked for it in March."
    found = find(text, {"Commission": "ORG", "Brightwell Bank": "ORG"})
    assert "Brightwell Bank" in found
    assert "Commission and Brightwell Bank" not in found


def test_a_firm_and_its_owner_are_two(find: Find) -> None:
    text = "Anna Lindgren said the house of Lindgren & Co. would stay. Lindgren owns half of it, she told the union."
    found = find(text, {"Anna Lindgren": "PERSON", "Lindgren": "PERSON"})
    assert types(found)["Lindgren & Co."] == "ORG"
    assert found["Anna Lindgren"].count == 2


def test_a_nickname_stands_inside_a_name(find: Find) -> None:
    text = 'Maj. Gen. Anton "the Wolf" Belik held the village. Belik denied that his men had burned the mill.'
    found = find(text, {"Anton": "PERSON", "Belik": "PERSON"})
    assert [(entity.type, entity.count) for entity in found.values()] == [("PERSON", 2)]


def test_a_quoted_word_between_two_names_is_no_nickname(find: Find) -> None:
    text = 'Anna Belik saw the film "Otter" before it opened, and Anna Belik was glad to have seen it.'
    assert 'Anna Belik saw the film "Otter"' not in find(text, {"Anna Belik": "PERSON", "Otter": "WORK_OF_ART"})


def test_what_somebody_owns_is_no_part_of_them(find: Find) -> None:
    text = "Only Ralph Tolliver's Edmund feels borrowed, she wrote. Tolliver had played it on television."
    found = find(text, {"Ralph Tolliver's Edmund": "PERSON", "Tolliver": "PERSON"})
    assert types(found)["Ralph Tolliver"] == "PERSON"
    assert "Ralph Tolliver's Edmund" not in found


def test_a_storm_with_a_given_name_is_nobody(find: Find) -> None:
    found = find("Storm Ottilie moved north on Monday, and ferries stayed in port.", {"Storm Ottilie": "PERSON"})
    assert types(found) == {"Storm Ottilie": "OTHER"}


def test_a_firm_with_an_everyday_word_at_its_end_is_nobody(find: Find) -> None:
    text = "Brackley Pumps is to close its works in March. Staff of Brackley Pumps were told by letter."
    assert types(find(text, {"Brackley Pumps": "PERSON"}))["Brackley Pumps"] == "ORG"


def test_somebody_who_is_called_like_a_thing_stays_somebody(find: Find) -> None:
    text = "Martin Steps is to close his works in March, he said. Steps told the staff by letter."
    assert types(find(text, {"Martin Steps": "PERSON", "Steps": "PERSON"}))["Martin Steps"] == "PERSON"


def test_the_people_of_a_place_of_the_article_are_a_people(find: Find) -> None:
    text = "Tazhan fired on the plateau on Friday. Officials in Tazhan said that Tazhani drones had hit nothing."
    found = find(text, {"Tazhan": "GPE", "Tazhani": "ORG"})
    assert types(found) == {"Tazhan": "PLACE", "Tazhani": "OTHER"}


def test_an_ordinal_is_part_of_a_brigade(find: Find) -> None:
    text = "The 31st Mechanized Brigade held the road, an officer of the 31st Mechanized Brigade said on Monday."
    assert list(find(text, {"31st Mechanized Brigade": "ORG"})) == ["31st Mechanized Brigade"]


def test_an_ordinal_before_a_month_is_no_name(find: Find) -> None:
    assert find("They met on the 3rd March and on the 4th May, as ever.", {}) == {}


def test_a_towns_team_is_a_body_in_a_report_of_sport(find: Find) -> None:
    text = (
        "Harbury Town beat Wexcombe City 2-1 on Saturday with a goal after half-time. Harbury manager Sue Tillotson "
        "said her team deserved the win; it was the first victory of the season and the league is long. Harbury rest."
    )
    found = find(text, {"Harbury Town": "GPE", "Wexcombe City": "GPE", "Harbury": "GPE", "Sue Tillotson": "PERSON"})
    assert types(found) == {"Harbury Town": "ORG", "Wexcombe City": "ORG", "Sue Tillotson": "PERSON"}
    assert found["Harbury Town"].count == 3


def test_a_town_is_a_place_elsewhere(find: Find) -> None:
    text = "Water rose in Harbury Town on Saturday. The mayor of Harbury Town said that nobody had been hurt."
    assert types(find(text, {"Harbury Town": "GPE"})) == {"Harbury Town": "PLACE"}


def test_a_short_form_taken_for_somebody_is_the_body(find: Find) -> None:
    text = (
        "The operator Estuary Grid was sold on Monday. The cables of Estuary Grid are old, and Estuary's owner, "
        "a company in the north, said that it would pay."
    )
    found = find(text, {"Estuary Grid": "ORG", "Estuary": "PERSON"})
    assert types(found) == {"Estuary Grid": "ORG"}
    assert found["Estuary Grid"].count == 3


def test_a_short_form_that_is_somebodys_name_stays_theirs(find: Find) -> None:
    text = "Marlow Foods was sold by Anna Marlow on Monday. Marlow said that she was tired of Marlow Foods."
    found = find(text, {"Marlow Foods": "ORG", "Anna Marlow": "PERSON", "Marlow": "PERSON"})
    assert found["Anna Marlow"].count == 2


def test_owners_in_the_plural_are_owners() -> None:
    words = line("Nobody from the Traders' Alliance came.")
    assert [(token.text, token.possessive) for token in words[3:5]] == [("Traders", True), ("Alliance", False)]


def test_the_end_of_a_quotation_owns_nothing() -> None:
    quoted = line("He said 'we are Workers' Front Street was silent.")
    assert not any(token.possessive for token in quoted)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("the phone maker Tessaro fell", "Tessaro", "body"),
        ("the energy regulator, Ofgrid, must agree", "Ofgrid", "body,"),
        ("a group called Heron wrote", "Heron", "body"),
        ("the analyst Roe said", "Roe", "role"),
        ("and then Roe said", "Roe", ""),
    ],
)
def test_the_noun_before_a_name(text: str, name: str, expected: str) -> None:
    words = line(text)
    assert noun_before(words, next(index for index, token in enumerate(words) if token.text == name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Corwen, a market town on the river, was cut off", "place"),
        ("Corwen, which has a castle, was cut off", "which"),
        ("Corwen, who was born in Leeds, was tired", "who"),
        ("Corwen, 54, was tired", "age"),
        ("Corwen, head of devices, was tired", "bare-role"),
        ("Corwen was the third novel of hers", "thing"),
        ("Corwen, tired", ""),
        ("Corwen", ""),
    ],
)
def test_the_noun_behind_a_name(text: str, expected: str) -> None:
    assert noun_behind(line(text), 0) == expected


def test_a_pronoun_speaks_of_the_name_before_it_and_of_no_other() -> None:
    assert pronouns(line("Roe said she was tired"))[0] == "he"
    assert pronouns(line("Roe met Lee when she was tired"))[0] == ""


def test_a_few_words_of_sport_make_no_report_of_sport() -> None:
    assert not is_sport({"goal": 1, "the": 60, "law": 30})
    assert is_sport({"goal": 3, "season": 2, "striker": 1, "win": 2, "the": 60})


def test_every_one_of_many_datelines_is_a_place(find: Find) -> None:
    text = "\n".join(f"{name}, Santalva - The road is closed." for name in ("ALDBY", "CORWEN", "THRALE") * 40)
    found = find(text, {})
    assert {entity.type for entity in found.values()} == {"PLACE"}
    assert sum(entity.count for entity in found.values()) == 240


def test_a_well_known_body_is_one_whatever_the_tagger_says(find: Find) -> None:
    text = "The seat was held by a vote of three. Labour lost eleven wards, and Labour kept the town hall."
    assert types(find(text, {"Labour": "PERSON"})) == {"Labour": "ORG"}


def test_the_surname_of_somebody_in_the_article_is_no_body(find: Find) -> None:
    text = "Mr Toyota was asked to speak. Kenji Toyota said that the mill had made bread for sixty years."
    found = find(text, {"Toyota": "PERSON", "Kenji Toyota": "PERSON"})
    assert types(found)["Kenji Toyota"] == "PERSON"
    assert "ORG" not in types(found).values()


def test_a_town_at_a_mouth_is_a_place_unless_somebody_is_called_so(find: Find) -> None:
    text = "It was the strongest wind that Sellmouth has recorded. It was felt in all of Corrowshire."
    assert set(types(find(text, {"Sellmouth": "PERSON", "Corrowshire": "ORG"})).values()) == {"PLACE"}
    text = "Ada Sellmouth laughed. Sellmouth had seen it all before, she said, and so had her sister."
    assert types(find(text, {"Ada Sellmouth": "PERSON", "Sellmouth": "PERSON"})) == {"Ada Sellmouth": "PERSON"}


def test_a_day_is_no_name_and_a_person_called_like_one_is(find: Find) -> None:
    text = "The pier will open on Easter Sunday. June Easter, who keeps it, had hoped for Friday."
    found = find(text, {"Easter Sunday": "ORG", "June Easter": "PERSON"})
    assert types(found) == {"June Easter": "PERSON"}
