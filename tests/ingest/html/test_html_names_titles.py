"""Author names out of bylines, titles out of several headlines."""

from __future__ import annotations

import pytest

from reader.ingest.formats.html.names import author_names
from reader.ingest.formats.html.titles import best_title, site_in_title


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By ABBY BYGRAVE, TOBY LOWELL and ROBYN PEARCE", ("Abby Bygrave", "Toby Lowell", "Robyn Pearce")),
        ("Von Jörg Sommerfeld und Ute Brandt, dpa", ("Jörg Sommerfeld", "Ute Brandt", "dpa")),
        ("Ines Halloran, senior editor", ("Ines Halloran",)),
        ("Ines Halloran @ineshalloran ines@gazette.example", ("Ines Halloran",)),
        ("Par Élodie Carrel et Luc Bonnet", ("Élodie Carrel", "Luc Bonnet")),
        ("Written by Dr. Petra Ode | Marlow", ("Dr. Petra Ode", "Marlow")),
        ("SEAN O'HARA; JEAN-LUC MCKAY", ("Sean O'Hara", "Jean-Luc McKay")),
        ("AFP", ("AFP",)),
        ("admin", ()),
        ("12 March 2024", ()),
        ("", ()),
    ],
)
def test_a_byline_gives_its_names(byline: str, names: tuple[str, ...]) -> None:
    assert author_names([byline]) == names


def test_a_name_is_given_once() -> None:
    assert author_names(["Ines Halloran", "By Ines Halloran"]) == ("Ines Halloran",)


def test_a_site_behind_the_title_is_cut() -> None:
    assert best_title([], ["Last boat at nine | Marlow Sound Gazette"], "", "Marlow Sound Gazette") == (
        "Last boat at nine"
    )


def test_a_dash_inside_a_title_is_no_site() -> None:
    title = "Last boat at nine – and no bread before ten on any day of the week"
    assert best_title([], [title], title, "Marlow Sound Gazette") == title


def test_a_heading_that_is_the_site_is_not_the_title() -> None:
    assert best_title(["Gazette", "Last boat at nine"], [], "Last boat at nine - Gazette", "Gazette") == (
        "Last boat at nine"
    )


def test_without_any_other_word_the_page_title_counts() -> None:
    assert best_title([], [], "Last boat at nine", None) == "Last boat at nine"
    assert best_title([], [], "", None) is None


def test_the_page_title_names_the_site() -> None:
    assert site_in_title("Last boat at nine - Marlow Sound Gazette", "Last boat at nine") == "Marlow Sound Gazette"
    assert site_in_title("Last boat at nine", "Last boat at nine") is None


def test_the_headline_that_is_shown_and_stated_beats_the_one_for_sharing_and_the_window() -> None:
    shared = "Ferry talks: what the mayor of Saltmere said today"
    shown = "Mayor of Saltmere offers the ferry a second pier"
    assert best_title([shown, "Weather"], [shared, shown], f"{shared} | Saltmere Post", "Saltmere Post") == shown


def test_a_section_name_in_a_heading_does_not_replace_the_headline() -> None:
    shared = "Ferry talks: what the mayor of Saltmere said today"
    assert best_title(["Local news"], [shared, "Local news"], f"{shared} | Saltmere Post", "Saltmere Post") == shared


def test_a_shown_headline_alone_does_not_replace_the_one_that_is_stated() -> None:
    shared = "Ferry talks: what the mayor of Saltmere said today"
    shown = "Mayor of Saltmere offers the ferry a second pier"
    assert best_title([shown], [shared], f"{shared} | Saltmere Post", "Saltmere Post") == shared
