"""German, French and Spanish ways to say who speaks: each rule with a case that needs it and one that it must leave."""

from __future__ import annotations

import pytest

from clock import grows_less
from reader.quotes import find_quotes


def speakers(text: str, language: str) -> list[str | None]:
    return [quote.speaker for quote in find_quotes(text, language=language) if quote.type != "indirect"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Fahrgast Ludger Amsinck", "Ludger Amsinck"),
        ("Ratsherr Ekkehard Dohms", "Ekkehard Dohms"),
        ("Oberamtsrichter Xul Quarn", "Xul Quarn"),  # no given name is known: the noun's ending tells
        ("deren Mitglied Anja Inauen", "Anja Inauen"),
        ("Roths Kollegin Anja Brandt", "Anja Brandt"),
        ("der Förster Hubertus von Prahl", "Hubertus von Prahl"),
        ("Anja Maria Roth", "Anja Maria Roth"),  # two given names are hers
        ("Ursula von der Aue", "Ursula von der Aue"),
    ],
)
def test_a_german_noun_before_a_name_is_no_part_of_it(words: str, name: str) -> None:
    assert speakers(f"„Wir warten schon seit Jahren darauf“, sagte {words}.", "de") == [name]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "„Wir warten schon lange darauf“, sagte die Leiterin der Kita am Deich, Anja Rothe, am Montag.",
            "de",
            "Anja Rothe",
        ),
        ("„Wir warten schon lange darauf“, sagt einer von ihnen, der Landwirt Heino Matz.", "de", "Heino Matz"),
        ("« Nous attendons depuis des années », a déclaré le PDG, Arnaud Vasseur.", "fr", "Arnaud Vasseur"),
        (
            "« Nous attendons depuis des années », a déclaré L’avocat de la défense, Me Karim Bensaïd.",
            "fr",
            "Karim Bensaïd",
        ),
        ("“Esperamos desde hace años”, afirmó la consejera de Agua, Marta Olmedo.", "es", "Marta Olmedo"),
        ("„Wir warten schon lange darauf“, sagte Rothe, Vorsitzende des Fördervereins.", "de", "Rothe"),
        ("« Nous attendons depuis des années », a déclaré le PDG, visiblement ému.", "fr", "PDG"),
    ],
)
def test_a_name_behind_the_comma_is_whom_the_office_means(text: str, language: str, name: str) -> None:
    assert speakers(text, language) == [name]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("le ministre du Travail Grégoire Aubertin", "Grégoire Aubertin"),
        ("la procureure de la République Florence Guihard", "Florence Guihard"),
        ("la Bordelaise Xola Obringer", "Xola Obringer"),
        ("Jean de La Tour", "Jean de La Tour"),
        ("le Parti socialiste", "le Parti socialiste"),
    ],
)
def test_what_an_office_is_for_is_no_part_of_a_french_name(words: str, name: str) -> None:
    assert speakers(f"« Nous attendons depuis des années », a déclaré {words}.", "fr") == [name]


def test_a_spanish_y_joins_two_people_but_not_two_surnames() -> None:
    two = "Actúan Carla Barreiro y Antía Lousada. «Ella te deja equivocarte», agradece Barreiro."
    one = "Actúa José Barreiro y Gasset. «Ella te deja equivocarte», agradece José Barreiro y Gasset."
    assert speakers(two, "es") == ["Carla Barreiro"]
    assert speakers(one, "es") == ["José Barreiro y Gasset"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("„Ich bin einfach nur müde“, zeigte sich Torwart Emil Roth zerknirscht.", "de", "Emil Roth"),
        ("„Wir brauchen jetzt einen Neuanfang“, wird Vorstand Emil Roth zitiert.", "de", "Emil Roth"),
        ("„Da brennt am Sonntag die Halle“, ist sich Anja Roth sicher.", "de", "Anja Roth"),
        ("Anja Roth kam spät. „Ich bin einfach nur müde“, sagte sie stolz.", "de", "Anja Roth"),
        ("« Vous ne savez pas compter », lui a rétorqué Patrice Loubet.", "fr", "Patrice Loubet"),
        ("« Le dialogue n’est pas rompu », veut croire Pascal Mignard.", "fr", "Pascal Mignard"),
        ("Le docteur Luc Roux arrive. « Ce n’est plus de la médecine », s’emporte-t-il.", "fr", "Luc Roux"),
        ("“Mis hijos perdieron ocho días”, se quejó Romina, madre de dos alumnos.", "es", "Romina"),
        ("“Salimos con lo puesto”, ha relatado a EFE Encarna Solís.", "es", "Encarna Solís"),
    ],
)
def test_the_verb_may_stand_before_its_subject_with_words_between(text: str, language: str, name: str) -> None:
    assert speakers(text, language) == [name]


def test_a_source_behind_it_is_said_is_no_person_who_was_near() -> None:
    text = "Anja Roth zuckt mit den Schultern. „Wir müssen die Abläufe straffen“, hieß es aus der Zentrale."
    assert speakers(text, "de") == ["der Zentrale"]


def test_an_adverb_is_not_who_declared() -> None:
    text = "El ciclista Jefferson Quispe ganó la etapa. “Soñaba con esto desde niño”, declaró nada más llegar."
    assert speakers(text, "es") == ["Jefferson Quispe"]


def test_a_verb_without_a_subject_takes_who_acts_between_and_never_who_is_only_met() -> None:
    acts = "“Me voy ya”, dijo Ana Ruiz. En el otro banco, Pedro Lemos no quiso hablar. “Prefiero callarme”, zanjó."
    met = "Paula Egaña jugará la final. La joven, de 19 años, ganó ante la checa Lenka Nova. “No sé cómo”, reconoció."
    assert speakers(acts, "es") == ["Ana Ruiz", "Pedro Lemos"]
    assert speakers(met, "es") == ["Paula Egaña"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Pour l’économiste Pauline Réjasse, « le gouvernement joue la montre ».", "fr", "Pauline Réjasse"),
        ("A juicio del sismólogo Cristóbal Sáenz, el movimiento “era esperable en la zona”.", "es", "Cristóbal Sáenz"),
        ("Pour la première fois, Luc Roux a parlé d’« un échec collectif ».", "fr", "Luc Roux"),
    ],
)
def test_a_sentence_may_open_with_whose_view_it_is(text: str, language: str, name: str) -> None:
    assert speakers(text, language) == [name]


def test_a_newspaper_that_was_told_is_no_quotation() -> None:
    text = "„Die Genossenschaft ist kein Spekulant“, sagte er der „Seezeitung“. Er sprach von „Wortbruch“."
    quotes = find_quotes(f"Emil Roth rät zur Ruhe. {text}", language="de")
    assert [quote.type for quote in quotes] == ["direct", "mixed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El portavoz, Rubén Azcona, pide “transparencia, y ya”.", "es"),
        ("Le ministre Luc Roux a dit « regretter ce départ ».", "fr"),
    ],
)
def test_words_that_go_on_where_the_reporter_stops_are_a_fragment(text: str, language: str) -> None:
    assert [quote.type for quote in find_quotes(text, language=language)] == ["mixed"]


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("„Das ist so“, sagte die Leiterin der Kita am Deich, Anja Rothe. ", "de"),
        ("« C’est fini », lui a soupiré Louise Ferrand, boulangère. ", "fr"),
        ("“No”, dijo. Ana Ruiz y Luz Gil y ", "es"),
    ],
)
def test_time_grows_with_the_text_in_other_languages(unit: str, language: str) -> None:
    assert grows_less(9, lambda times: find_quotes(unit * times, language=language), 100, 400, floor=0.02)
