from __future__ import annotations

import pytest

from reader.names.keys import fold, initials, name_key
from reader.names.organisations import (
    canonical_key,
    definitions,
    known_body,
    spelled_possessive,
    without_legal_form,
    word_kind,
)
from reader.names.places import demonym_kind, place_kind
from reader.names.wordlists import load


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The U.S.'s", "US"),
        ("Müller", "Muller"),
        ("Łódź", "Lodz"),
        ("Ban Ki-moon", "ban ki moon"),
        ("O’Neil", "ONeil"),
        ("St. John’s", "St John"),
        ("  New \u00a0 York ", "New York"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


@pytest.mark.parametrize(("one", "two"), [("Jon", "John"), ("North Korea", "South Korea"), ("Theresa", "the resa")])
def test_different_names_have_different_keys(one: str, two: str) -> None:
    assert name_key(one) != name_key(two)


def test_a_name_of_marks_only_has_no_key() -> None:
    assert name_key("“...”") == ""


def test_fold_keeps_case_and_marks() -> None:
    assert fold("São Tomé’s") == "Sao Tome’s"


def test_initials_are_those_of_capitalised_words() -> None:
    assert initials("Bank of Hill and Dale") == "BHD"


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("the Harbour Safety Commission (HSC) said", "Harbour Safety Commission", "HSC"),
        (
            "The International Committee of the Red Cross (ICRC), which",
            "International Committee of the Red Cross",
            "ICRC",
        ),
        ("the HSC (Harbour Safety Commission) said", "Harbour Safety Commission", "HSC"),
        ("Taiwan Semiconductor Manufacturing Co (TSMC), the", "Taiwan Semiconductor Manufacturing Co", "TSMC"),
        ("the Food and Drug Board [FDB] that", "Food and Drug Board", "FDB"),
        ("the Food and Drug Board  ( FDB ) that", "Food and Drug Board", "FDB"),
    ],
)
def test_an_acronym_behind_its_long_form_is_defined(text: str, long: str, short: str) -> None:
    (found,) = definitions(text)
    assert (text[slice(*found.long)], text[slice(*found.short)]) == (long, short)


@pytest.mark.parametrize(
    "text",
    [
        "the Harbour Safety Commission (Nairobi) said",
        "Helen Marsh (D) spoke",
        "it closed at 40 (AP) on Monday",
        "the river commission (HSC) said",
        "Riverside Rovers (USA)",
    ],
)
def test_what_does_not_spell_the_words_before_it_is_no_acronym(text: str) -> None:
    assert list(definitions(text)) == []


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("kenya", "country"),
        ("us", "country"),
        ("south caucasus", "continent"),
        ("red sea", "water"),
        ("texas", "state"),
        ("lagos", "city"),
        ("nice", None),
        ("harwell", None),
    ],
)
def test_places_are_known_by_their_kind(key: str, kind: str | None) -> None:
    assert place_kind(key) == kind


def test_peoples_are_known_in_every_number() -> None:
    assert demonym_kind("armenian") == demonym_kind("armenians") == "nationality"
    assert demonym_kind("buddhists") == "faith"
    assert demonym_kind("gardener") is None


def test_names_of_one_country_or_body_lead_to_one_key() -> None:
    assert canonical_key("usa") == canonical_key("us") == canonical_key("united states")
    assert canonical_key("who") == canonical_key("world health organization")
    assert canonical_key("north korea") != canonical_key("south korea")


def test_a_legal_form_is_no_part_of_the_key_unless_it_is_all_there_is() -> None:
    assert without_legal_form("tarrow systems inc") == "tarrow systems"
    assert without_legal_form("tarrow sdn bhd") == "tarrow"
    assert without_legal_form("tarrow foundation") == "tarrow foundation"
    assert without_legal_form("company") == "company"


def test_the_last_word_tells_the_kind_of_a_body_or_a_place() -> None:
    assert word_kind("ministry") == "state"
    assert word_kind("river") == "natural"
    assert word_kind("museum") == "building"
    assert word_kind("harwell") is None


def test_well_known_bodies_are_known() -> None:
    assert known_body("reuters") == "media"
    assert known_body("unicef") == "body"
    assert known_body("orla brannick") is None
    assert spelled_possessive("McDonald’s")
    assert not spelled_possessive("Kenya’s")


@pytest.mark.parametrize("name", ["cities", "countries", "regions", "demonyms", "known_bodies", "aliases"])
def test_lists_have_no_entry_twice(name: str) -> None:
    entries = [name_key(part) for lines in load(name).values() for line in lines for part in line.split(";")]
    assert all(entries)
    if name in ("cities", "known_bodies"):
        assert len(entries) == len(set(entries))
