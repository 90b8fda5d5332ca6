from __future__ import annotations

from typing import Any


def test_a_surname_is_the_person_named_in_full_before(find: Any) -> None:
    text = "Orla Brannick opened the new lock on Monday. Brannick said the work had taken nine years."
    found = find(text, {"Orla Brannick": "PERSON", "Brannick": "PERSON"})
    assert found["Orla Brannick"].count == 2
    assert found["Orla Brannick"].aliases == ("Brannick",)


def test_a_surname_that_the_tagger_takes_for_a_company_is_still_the_person(find: Any) -> None:
    text = "The minister, Orla Brannick, opened the lock. Brannick, 54, said it had taken nine years. Brannick smiled."
    found = find(text, {"Orla Brannick": "PERSON", "Brannick": "ORG"})
    assert found["Orla Brannick"].type == "PERSON"
    assert found["Orla Brannick"].count == 3


def test_of_two_people_with_one_surname_the_last_named_is_meant(find: Any) -> None:
    text = (
        "Helen Marsh founded the yard in 1987. Marsh built boats there for years.\n\n"
        "Her brother Peter Marsh sold it last spring. Marsh said the debts had been too high."
    )
    found = find(text, {"Helen Marsh": "PERSON", "Peter Marsh": "PERSON", "Marsh": "PERSON"})
    assert found["Helen Marsh"].mentions[1][0] == text.index("Marsh built")
    assert found["Peter Marsh"].mentions[1][0] == text.rindex("Marsh said")


def test_people_with_different_first_names_stay_two(find: Any) -> None:
    text = "Helen Marsh spoke first. Then Peter Marsh thanked the crew."
    found = find(text, {"Helen Marsh": "PERSON", "Peter Marsh": "PERSON"})
    assert {"Helen Marsh", "Peter Marsh"} <= found.keys()


def test_a_middle_initial_makes_no_second_person(find: Any) -> None:
    text = "Senator Daniel R. Okafor voted no. Daniel Okafor had said so in May, and Okafor kept his word."
    found = find(text, {"Daniel R. Okafor": "PERSON", "Daniel Okafor": "PERSON", "Okafor": "PERSON"})
    people = [entity for entity in found.values() if entity.type == "PERSON"]
    assert [entity.count for entity in people] == [3]


def test_a_family_name_in_the_middle_stands_for_the_full_name(find: Any) -> None:
    text = "Police questioned a lawyer, Teo Arana Quiroz, on Friday. Mr Arana, 61, denied the charge, and Arana left."
    found = find(text, {"Teo Arana Quiroz": "PERSON", "Arana": "PERSON"})
    assert found["Teo Arana Quiroz"].count == 3


def test_titles_are_cut_from_the_name_and_kept_as_a_note(find: Any) -> None:
    text = "Prime Minister Sanna Holm resigned on Tuesday. Holm had led the country since 2019."
    found = find(text, {"Sanna Holm": "PERSON", "Holm": "PERSON"})
    assert found["Sanna Holm"].note == "Prime Minister"


def test_a_title_word_that_is_the_surname_stays(find: Any) -> None:
    text = "Larry King interviewed the singer. She thanked King for his patience."
    found = find(text, {"Larry King": "PERSON", "King": "PERSON"})
    assert found["Larry King"].count == 2


def test_a_form_of_address_is_no_part_of_the_name_and_hides_nobody(find: Any) -> None:
    text = "Dr. Alex Fenn and John Harl chaired the meeting. Dr. Fenn spoke first."
    found = find(text, {"Alex Fenn": "PERSON", "John Harl": "PERSON", "Fenn": "PERSON"})
    assert found["Alex Fenn"].count == 2
    assert found["John Harl"].count == 1


def test_particles_belong_to_the_name_that_the_tagger_cut(find: Any) -> None:
    text = "Annegret von der Halde leads the board. The board thanked Annegret von der Halde."
    found = find(text, {"Annegret von": "PERSON"})
    assert found["Annegret von der Halde"].count == 2


def test_a_hyphenated_given_name_is_not_cut(find: Any) -> None:
    text = "President Han Seo-jin met reporters in the capital. Han Seo-jin said the talks went well."
    found = find(text, {"Han Seo": "PERSON"})
    assert found["Han Seo-jin"].count == 2


def test_a_possessive_is_no_part_of_the_name(find: Any) -> None:
    text = "Mira Dalgaard’s garden won. Dalgaard's neighbours cheered Mira Dalgaard."
    found = find(text, {"Mira Dalgaard’s": "PERSON", "Dalgaard": "PERSON"})
    assert found["Mira Dalgaard"].count == 3


def test_a_possessive_that_is_spelled_so_stays(find: Any) -> None:
    text = "Workers at McDonald's went on strike. The union said McDonald's had offered nothing."
    found = find(text, {"McDonald's": "ORG"})
    assert found["McDonald's"].count == 2


def test_a_pseudonym_that_the_text_explains_is_the_same_person(find: Any) -> None:
    text = "The rapper Dion Achebe, better known as Kestrel, cancelled the show. Kestrel apologised to fans."
    found = find(text, {"Dion Achebe": "PERSON", "Kestrel": "PERSON"})
    assert found["Dion Achebe"].count == 3
    assert "Kestrel" in found["Dion Achebe"].aliases


def test_a_title_that_the_tagger_took_into_the_name_is_cut(find: Any) -> None:
    text = "Police met Sheikh Saud Hamdan on Friday. Sheikh Saud Hamdan, 61, said he knew nothing, and Hamdan left."
    found = find(text, {"Sheikh Saud Hamdan": "PERSON", "Hamdan": "PERSON"})
    assert found["Saud Hamdan"].count == 3


def test_a_given_name_that_is_also_a_title_stays(find: Any) -> None:
    text = "Don Barnett said no. Mr Barnett, 61, is a lawyer, and Don Barnett has a boat."
    found = find(text, {"Don Barnett": "PERSON", "Barnett": "PERSON"})
    assert found["Don Barnett"].count == 3
