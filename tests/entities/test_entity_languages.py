from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.article import Article, Block, Role
from reader.entities import find_entities
from reader.entities.models import DEFAULT_MODEL, choice_number, language_of_model, model_for
from reader.entities.tagger import RuleTagger, fitting, load_tagger
from reader.pipeline import analyse
from reader.records import article_record
from reader.text.languages import base_code, language_of
from reader.workers.jobs import perform

GERMAN = (
    "Die Bürgermeisterin von Altenbrück, Karin Wollschläger, hat am Dienstag die Schließung des Freibads angekündigt. "
    "„Wir haben keine Wahl mehr“, sagte Wollschläger vor dem Stadtrat.\n\n"
    "Bundesverkehrsminister Jonas Ehrenfeld will am Donnerstag kommen. Ehrenfeld hatte im Januar Hilfe aus Berlin "
    "versprochen. Tobias Kranz, Sprecher von Nordlicht, lehnte einen Kommentar ab. Die Europäische Union zahlt mit."
)
FRENCH = (
    "La maire de Corvannes, Hélène Aubrac, a annoncé mardi la fermeture de la piscine. « Nous n'avons plus le choix », "
    "a déclaré Mme Aubrac devant le conseil.\n\nSelon l'Agence régionale de l'eau, les travaux coûteront cher. "
    "M. Lescure avait promis une aide. Bertrand Lescure viendra jeudi."
)
ENGLISH = (
    "The mayor of Aldby said on Tuesday that the pool would be closed for the whole of the winter, and that she had no "
    "other choice. Anna Corwen was at the meeting with her deputy, who is to go in March."
)


def pipeline(folder: Path, language: str, labels: Mapping[str, str]) -> str:
    """Save a tiny pipeline of a language that knows these names, and return its folder."""
    import spacy

    made = spacy.blank(language)
    made.meta["name"] = "tiny_news"
    # the recogniser's name is what a reader of pipelines looks for
    ruler = made.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])  # type: ignore[attr-defined]
    made.to_disk(folder / language)
    return str(folder / language)


def named(text: str, language: str | None = None) -> Article:
    return Article(blocks=tuple(Block(part, Role.PARAGRAPH) for part in text.split("\n\n")), language=language)


def asked(article: Article, **models: object) -> dict[str, object]:
    return perform({"job": "analyse", "article": article_record(article), **models})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        ("Burmistrz Zalesia, Anna Kowalska, ogłosiła we wtorek zamknięcie basenu. Nie mamy już wyboru, mówiła.", "pl"),
        ("Kommunalrådet i Umeby, Karin Lind, sade på tisdagen att simhallen ska stängas helt i vinter.", "sv"),
        ("Мэр Заречья объявила во вторник о закрытии бассейна. У нас больше нет выбора, сказала она.", "ru"),
        ("Kim Lee 4-2", None),
        ("1 2 3 4 5 6 7 8 9 " * 30, None),
    ],
)
def test_the_language_of_a_short_text_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_what_is_stated_holds_for_a_short_text_and_not_for_a_long_one_that_says_otherwise() -> None:
    assert language_of("Kim Lee 4-2", "pl-PL") == "pl"
    assert language_of(FRENCH[:120], "en") == "en"
    assert language_of(FRENCH, "en-US") == "fr"
    assert language_of(GERMAN, "de-AT") == "de"
    assert language_of(ENGLISH, "de") == "en"


def test_a_language_code_loses_its_region() -> None:
    assert [base_code(code) for code in ("de-AT", "pt_BR", "nb", " EN ", "", None)] == [
        "de",
        "pt",
        "no",
        "en",
        None,
        None,
    ]


def test_an_article_is_read_by_the_model_of_its_language() -> None:
    models = {"de": "de_x", "nb": "no_x"}
    assert model_for("de", None, models) == "de_x"
    assert model_for("no", None, models) == "no_x"
    assert model_for("en", None, models) == model_for(None, None, {}) == model_for("en", None, {})
    assert model_for("es", None, models) == "rules"
    assert model_for("de", "rules", models) == "rules"
    assert model_for("en", "no-such-model", {}) == "no-such-model"


def test_a_main_model_of_another_language_reads_that_one_and_english_keeps_its_own(tmp_path: Path) -> None:
    folder = pipeline(tmp_path, "de", {"Altenbrück": "LOC"})
    assert language_of_model(folder) == "de"
    assert model_for("de", folder, {}) == folder
    assert model_for("fr", folder, {}) == "rules"
    assert model_for("en", folder, {}) == model_for("en", None, {})
    many = pipeline(tmp_path, "xx", {"Altenbrück": "LOC"})
    assert model_for("fr", many, {}) == many


def test_a_broken_description_of_a_model_says_no_language(tmp_path: Path) -> None:
    for text in ("[]", "{", '{"lang": 3}', "[" * 100_000):
        (tmp_path / "meta.json").write_text(text)
        assert language_of_model(str(tmp_path)) is None


def test_another_choice_of_models_is_another_number() -> None:
    plain = choice_number(DEFAULT_MODEL, {})
    numbers = [plain, choice_number("rules", {}), choice_number(None, {"de": "a"}), choice_number(None, {"de": "b"})]
    assert plain == 0
    assert len(set(numbers)) == 4
    assert choice_number(None, {"de": "a", "fr": "b"}) == choice_number(None, {"fr": "b", "de": "a"})
    assert all(0 <= number < 1000 for number in numbers)


def test_a_pipeline_of_the_language_finds_its_names_and_is_named(tmp_path: Path) -> None:
    labels = {"Karin Wollschläger": "PER", "Altenbrück": "LOC", "Nordlicht": "ORG", "Wollschläger": "LOC"}
    answer = asked(named(GERMAN), models={"de": pipeline(tmp_path, "de", labels)})
    assert (answer["model"], answer["problem"]) == ("de_tiny_news", None)
    found = {entity["name"]: entity for entity in answer["entities"]}  # type: ignore[attr-defined]
    assert {name: entity["type"] for name, entity in found.items()} == {
        "Karin Wollschläger": "PERSON",
        "Altenbrück": "PLACE",
        "Nordlicht": "ORG",
    }
    assert found["Karin Wollschläger"]["count"] == 2


def test_forms_of_address_and_elided_articles_are_no_part_of_a_name(tmp_path: Path) -> None:
    labels = {"Hélène Aubrac": "PER", "Mme Aubrac": "PER", "Agence régionale de l'eau": "ORG", "M. Lescure": "PER"}
    labels |= {"Bertrand Lescure": "PER", "ministre de la Santé": "ORG"}
    text = f"{FRENCH} Le ministre de la Santé a confirmé."
    answer = asked(named(text), models={"fr": pipeline(tmp_path, "fr", labels)})
    found = {entity["name"]: entity["count"] for entity in answer["entities"]}  # type: ignore[attr-defined]
    assert found == {"Hélène Aubrac": 2, "Bertrand Lescure": 2, "Agence régionale de l'eau": 1}


def test_without_a_model_for_the_language_sure_names_are_found_and_nouns_are_none() -> None:
    answer = asked(named(GERMAN))
    assert answer["model"] == "rules"
    names = {entity["name"]: entity["type"] for entity in answer["entities"]}  # type: ignore[attr-defined]
    assert names == {
        "Karin Wollschläger": "PERSON",
        "Jonas Ehrenfeld": "PERSON",
        "Tobias Kranz": "PERSON",
        "Berlin": "PLACE",
        "Europäische Union": "ORG",
    }


def test_names_in_another_script_are_found_by_their_capitals() -> None:
    text = (
        "Мэр Заречья объявила о закрытии бассейна. Иван Громов приедет в четверг. Громов обещал помощь городу, а Анна "
        "Ковалёва выступила перед советом."
    )
    names = [entity.name for entity in find_entities(text, tagger=RuleTagger(), language="ru")]
    assert "Иван Громов" in names


def test_an_english_text_is_read_as_before_whatever_is_set_for_others() -> None:
    answer = asked(named(ENGLISH), models={"de": "de_x"})
    assert answer["problem"] is None
    assert answer["model"] == model_for(None, None, {})
    assert "Anna Corwen" in [entity["name"] for entity in answer["entities"]]  # type: ignore[attr-defined]


def test_a_model_that_cannot_be_loaded_costs_neither_quotes_nor_names() -> None:
    answer = asked(named(GERMAN), models={"de": "no-such-model"})
    assert answer["model"] == "rules"
    assert str(answer["problem"]).startswith("There is no model no-such-model")
    assert str(answer["problem"]).count("\n") == 0
    assert answer["entities"]
    assert answer["quotes"]


def test_a_tagger_of_another_language_is_not_asked(tmp_path: Path) -> None:
    german = load_tagger(pipeline(tmp_path, "de", {"Pool": "PER"}))
    assert fitting(german, "de-AT") is german
    assert fitting(german, None) is german
    assert fitting(german, "en").name == "rules"
    assert analyse(named("The pool of Aldby is shut.", "en"), german).model == "rules"
