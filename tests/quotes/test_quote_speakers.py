"""Who is meant where the words that name a speaker have more, or less, in them than one person's name."""

from __future__ import annotations

import pytest

from reader.article import Entity, Role
from reader.quotes import find_quotes

NOTE = "Please return the keys by the end of June, and leave the boats where they are."


def speakers(text: str, language: str = "en") -> list[str | None]:
    return [quote.speaker for quote in find_quotes(text, language=language)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We tried everything,” Brandt & Sons said in a statement.", "Brandt & Sons"),
        ("“We will appeal,” Hobb & Co. said on Monday.", "Hobb & Co."),
        ("“We will appeal,” said Hobb & Co. on Monday.", "Hobb & Co."),
        ("(“We will appeal,” the brewers Tarn Hill & Daughters said.)", "Tarn Hill & Daughters"),
    ],
)
def test_a_name_with_an_ampersand_is_one_name(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_two_people_with_an_ampersand_between_are_no_firm() -> None:
    assert speakers("“It is over,” Anna Tolle & Robert Lund said.") != ["Anna Tolle & Robert Lund"]
    assert speakers("Brandt & Sons closed. “It is over,” Anna Tolle said.") == ["Anna Tolle"]


def test_who_speaks_for_a_firm_or_belongs_to_it_is_not_the_firm() -> None:
    assert speakers("“We stay,” a spokesman for Brandt & Sons said.") == ["a spokesman for Brandt & Sons"]
    assert speakers("“We stay,” Brandt & Sons chief Anna Tolle said.") == ["Anna Tolle"]


def test_a_firm_gets_the_name_of_its_entity() -> None:
    text = "“We stay,” Hobb & Co. said."
    firm = Entity("Hobb & Co. Limited", "ORG", ((11, 21),))
    assert [quote.speaker for quote in find_quotes(text, entities=(firm,))] == ["Hobb & Co. Limited"]


def block_speakers(before: str, *blocks: str) -> list[str | None]:
    text = "\n\n".join([before, *blocks, "So it stands in the note."])
    spans = [(text.index(block), text.index(block) + len(block), Role.QUOTATION) for block in blocks]
    return [quote.speaker for quote in find_quotes(text, roles=spans) if text[quote.start : quote.end] in blocks]


@pytest.mark.parametrize(
    "before",
    [
        "Tov Linden walked along the quay and looked at the boats.",
        "“We will stay,” Tov Linden said on Monday.",
    ],
)
def test_a_block_quotation_that_nothing_introduces_is_nobodys(before: str) -> None:
    assert block_speakers(before, NOTE) == [None]


@pytest.mark.parametrize("end", [":", "."])
def test_a_block_quotation_is_the_words_of_whoever_is_said_to_write(end: str) -> None:
    more = "Then close the gate behind you, and hang the lantern on its hook again."
    assert block_speakers(f"On Monday Tov Linden wrote to the owners{end}", NOTE, more) == ["Tov Linden", "Tov Linden"]


@pytest.mark.parametrize(
    "tail",
    ["sagte sie der Altenrieder Zeitung.", "sagte sie dem Blatt am Montag.", "sagte sie.", "sagte sie am Montag."],
)
def test_a_german_hearer_in_the_dative_does_not_speak(tail: str) -> None:
    text = f"Die Bürgermeisterin Karin Stolz will bleiben. „Wir geben noch lange nicht auf“, {tail}"
    assert speakers(text, "de") == ["Karin Stolz"]


def test_a_german_article_behind_the_verb_still_opens_its_subject() -> None:
    text = "Karin Stolz kam spät. „Wir geben noch lange nicht auf“, sagte der Redakteur."
    assert speakers(text, "de") == ["der Redakteur"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sprecher Jürgen Haberland", "Jürgen Haberland"),
        ("Sprecherin Anna Korn", "Anna Korn"),
        ("Thomas Sprecher", "Thomas Sprecher"),  # a surname
    ],
)
def test_a_german_role_before_a_name_is_no_part_of_it(words: str, name: str) -> None:
    assert speakers(f"„Der Weg bleibt noch lange gesperrt“, sagte {words}.", "de") == [name]


@pytest.mark.parametrize(
    ("about", "said", "name"),
    [
        ("Étienne Roussel", "M. Roussel devant le conseil", "Étienne Roussel"),
        ("Étienne Roussel", "Étienne Roussel devant le conseil", "Étienne Roussel"),
        ("Claire Roussel", "M. Roussel devant le conseil", "Roussel"),  # she is another
        ("Étienne Roussel", "le Parti socialiste devant la presse", "le Parti socialiste"),
    ],
)
def test_a_french_m_is_a_form_of_address(about: str, said: str, name: str) -> None:
    assert speakers(f"{about} dirige la mairie. « Nous restons ici », a déclaré {said}.", "fr") == [name]


def test_words_of_time_behind_a_french_name_are_no_part_of_it_but_those_of_a_body_are() -> None:
    assert speakers("« Nous restons ici », a déclaré Claire Roussel hier matin.", "fr") == ["Claire Roussel"]
    assert speakers("« Nous restons ici », a déclaré M. Étienne Roussel.", "fr") == ["Étienne Roussel"]
    assert speakers("« Nous restons ici », a déclaré le Parti socialiste.", "fr") == ["le Parti socialiste"]


def test_an_english_m_is_an_initial() -> None:
    assert speakers("“It is over,” said M. Aldous Venn.") == ["M. Aldous Venn"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The port in Skell closed for two days, the harbour master, Gwen Aldous, said.",
            "The port in Skell closed for two days",
        ),
        (
            "The budget was cut twice in March, the town’s mayor, Hugh Parrish, said.",
            "The budget was cut twice in March",
        ),
        (
            "The port in Skell closed for two days, the harbour master, Gwen Aldous, 42, said.",
            "The port in Skell closed for two days",
        ),
        (  # without a comma behind it the name explains nothing
            "The fund went to the clerk, the nurse, Gwen Aldous said.",
            "The fund went to the clerk, the nurse",
        ),
    ],
)
def test_a_role_that_the_name_explains_is_no_part_of_the_words(text: str, words: str) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == [words]
