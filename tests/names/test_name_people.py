from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.names.chains import find_chains
from reader.names.gender import given_name_gender, is_given_name
from reader.names.groups import looks_like_group
from reader.names.people import People, compatible
from reader.names.roster import gather_people
from reader.names.titles import is_plural_role, normal_title, role_word, split_titles, title_gender
from reader.text.sentences import soften


def people(text: str) -> People:
    soft = soften(text)
    return gather_people(soft, find_chains(soft))


def name(table: People, short: str, at: int = 10_000) -> str | None:
    person = table.resolve(short, at)
    return person.name if person else None


@pytest.mark.parametrize(
    ("chain", "titles", "parts"),
    [
        ("Finance Minister Ursel Brandt", ("Finance", "Minister"), ("Ursel", "Brandt")),
        ("Sen. Anna Roe", ("Sen.",), ("Anna", "Roe")),
        ("Larry King", (), ("Larry", "King")),
        ("King Harald", ("King",), ("Harald",)),
        ("Aaron Judge", (), ("Aaron", "Judge")),
        ("Vice President Tom Ost", ("Vice", "President"), ("Tom", "Ost")),
    ],
)
def test_titles_are_no_part_of_a_name(chain: str, titles: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert split_titles(chain.split()) == (titles, parts)


def test_roles_have_a_singular_and_a_gender() -> None:
    assert role_word("senators") == "senator"
    assert role_word("Gov.") == "governor"
    assert role_word("table") is None
    assert is_plural_role("officials")
    assert not is_plural_role("boss")
    assert title_gender(["spokeswoman"]) == "f"
    assert normal_title("Rep.") == "representative"


def test_given_names_of_several_cultures_state_a_gender_and_shared_ones_none() -> None:
    assert [given_name_gender(n) for n in ("José", "Agnieszka", "Mohammed", "Yuki", "Xyzzy")] == [
        "m",
        "f",
        "m",
        None,
        None,
    ]
    assert is_given_name("Jean-Luc")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Tuesday Anna de la Cruz met Karim al-Masri.", ["Anna de la Cruz", "Karim al-Masri"]),
        ("But O’Neill’s dog bit J. K. Rowan.", ["O’Neill", "J. K. Rowan"]),
        ("Republican Sen. Marco Ruiz Jr. left.", ["Marco Ruiz Jr."]),
        ("William “Duke” Marrow sang.", ["William “Duke” Marrow"]),
        ("The envoy to Norway Ann Roe spoke.", ["Ann Roe"]),
        ("It’s what we’ve seen, and he said so.", []),
        ("Protesters and Officials met.", []),
    ],
)
def test_chains_of_capitals(text: str, names: list[str]) -> None:
    assert [chain.name for chain in find_chains(soften(text)) if chain.name] == names


def test_a_surname_means_the_full_name() -> None:
    assert name(people("Aroha Petrie trains the team. Petrie left."), "Petrie") == "Aroha Petrie"


def test_a_surname_never_means_somebody_else() -> None:
    assert name(people("Aroha Petrie trains the team."), "Petrov") is None
    assert not compatible("Emma Stroud", "Owen Stroud")
    assert compatible("J. Stroud", "Jane Stroud")
    assert compatible("Van der Moer", "Joris van der Moer")


def test_two_people_with_one_surname_are_kept_apart() -> None:
    table = people("Emma Stroud and Owen Stroud married.")
    assert name(table, "Emma Stroud") == "Emma Stroud"
    woman = table.resolve("Stroud", 100, "f")
    assert woman is not None
    assert woman.name == "Emma Stroud"


def test_the_family_name_may_come_first() -> None:
    table = people("Li Wenfan runs the observatory. Li smiled.")
    assert name(table, "Li") == "Li Wenfan"


def test_the_elder_goes_without_a_suffix() -> None:
    table = people("Rafe Moll and Rafe Moll Jr. came. Moll spoke.")
    assert name(table, "Moll") == "Rafe Moll"
    assert name(table, "Rafe Moll Jr.") == "Rafe Moll Jr."


def test_roles_are_read_before_and_behind_a_name() -> None:
    table = people("Former governor Dirk Aal and Nils Berg, the harbour master, met Finance Minister Ursel Brandt.")
    found = {person.name: (person.roles, person.note) for person in table.everyone}
    assert "governor" in found["Dirk Aal"][0]
    assert found["Nils Berg"] == (frozenset({"master"}), "harbour master")
    assert found["Ursel Brandt"][1] == "Finance Minister"
    minister = table.with_role(["minister"], 500)
    assert minister is not None
    assert minister.name == "Ursel Brandt"


def test_a_month_or_a_people_alone_is_nobody() -> None:
    table = people("On Monday the Germans met in May.")
    assert table.everyone == ()


def test_a_surname_that_is_a_people_belongs_to_its_bearer() -> None:
    table = people("Mark Dane owns the team. Dane left.")
    assert name(table, "Dane") == "Mark Dane"


def test_gender_comes_from_titles_names_and_pronouns() -> None:
    table = people("Mrs. Ostrow left. Zxq Vrem said he would stay. Anna Roe came.")
    assert {person.name: person.gender for person in table.everyone} == {
        "Ostrow": "f",
        "Zxq Vrem": "m",
        "Anna Roe": "f",
    }


def test_organisations_and_places_are_marked_as_groups() -> None:
    assert looks_like_group("Southmere Water Company")
    assert looks_like_group("NATO")
    assert looks_like_group("Norway")
    assert not looks_like_group("Anna Roe")


@given(st.text(alphabet="Aab .’'-“”\nJr", max_size=120))
def test_any_text_has_a_table_whose_mentions_are_in_order(text: str) -> None:
    table = people(text)
    starts = [mention.start for mention in table.mentions]
    assert starts == sorted(starts)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in table.mentions)
