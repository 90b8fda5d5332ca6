from __future__ import annotations

from dataclasses import replace

import pytest

from reader.article import Article, Block, Entity, Quote, Role
from reader.decisions import Decision, Kind, Reach, apply, sentence

TEXT = "Ada Brun runs the Ven Works. Brun said it leaks. Tom Brun left. The Ven rose in Ven."


def spans(*words: tuple[str, int]) -> tuple[tuple[int, int], ...]:
    """Return the places of words in TEXT, each by its number there (0 is the first)."""
    found = []
    for word, number in words:
        at = -1
        for _ in range(number + 1):
            at = TEXT.index(word, at + 1)
        found.append((at, at + len(word)))
    return tuple(found)


def story() -> Article:
    said = spans(("it leaks", 0))[0]
    return Article(
        blocks=(Block(TEXT, Role.PARAGRAPH),),
        entities=(
            Entity("Ada Brun", "PERSON", spans(("Ada Brun", 0), ("Brun", 1)), ("Brun",), "manager", 0.9, 0.6),
            Entity("Tom Brun", "PERSON", spans(("Tom Brun", 0)), (), None, 0.3, 0.8),
            Entity("Ven Works", "ORG", spans(("Ven Works", 0)), (), None, 0.2),
            Entity("Ven", "PLACE", spans(("Ven", 2)), (), None, 0.1),
        ),
        quotes=(Quote(*said, "indirect", "Ada Brun", "Brun", "said"),),
    )


def one(
    kind: Kind,
    name: str,
    type_: str = "PERSON",
    value: str | None = None,
    reach: Reach = Reach.ARTICLE,
) -> Decision:
    return Decision(kind, reach, "" if reach is Reach.ARTICLE else "/n", name, type_, value)


def names(article: Article) -> list[str]:
    return [entity.name for entity in article.entities]


def test_a_name_is_written_otherwise_and_the_speaker_with_it() -> None:
    article = apply(story(), [one(Kind.RENAME, "ada  brun", value="Ada M. Brun")])
    assert article.entities[0] == replace(story().entities[0], name="Ada M. Brun", aliases=("Brun", "Ada Brun"))
    assert article.quotes[0].speaker == "Ada M. Brun"
    assert article.quotes[0].speaker_mention == "Brun"


def test_a_name_that_another_one_has_takes_it_in() -> None:
    article = apply(story(), [one(Kind.RENAME, "Tom Brun", value="Ada Brun")])
    assert names(article) == ["Ada Brun", "Ven Works", "Ven"]
    assert article.entities[0].count == 3


def test_a_type_is_another_one() -> None:
    article = apply(story(), [one(Kind.RETYPE, "Ven Works", "ORG", "PLACE")])
    assert [entity.type for entity in article.entities] == ["PERSON", "PERSON", "PLACE", "PLACE"]
    assert apply(story(), [one(Kind.RETYPE, "Ven Works", "ORG", "RIVER")]) == story()


def test_two_names_are_one() -> None:
    article = apply(story(), [one(Kind.MERGE, "Ada Brun", value="Tom Brun")])
    (brun, *_) = article.entities
    assert brun == Entity(
        "Tom Brun",
        "PERSON",
        spans(("Ada Brun", 0), ("Brun", 1), ("Tom Brun", 0)),
        ("Ada Brun", "Brun"),
        "manager",
        0.9,
        0.8,
    )
    assert article.quotes[0].speaker == "Tom Brun"


def test_a_name_goes_by_the_other_one_where_that_is_not_in_the_article() -> None:
    article = apply(story(), [one(Kind.MERGE, "Ada Brun", value="Ada Berg", reach=Reach.FOLDER)])
    assert names(article)[0] == "Ada Berg"
    assert article.quotes[0].speaker == "Ada Berg"


def test_an_alias_is_somebody_else() -> None:
    article = apply(story(), [one(Kind.SPLIT, "Ada Brun", value="Brun")])
    assert names(article) == ["Ada Brun", "Brun", "Tom Brun", "Ven Works", "Ven"]
    assert article.entities[0].mentions == spans(("Ada Brun", 0))
    assert article.entities[0].aliases == ()
    assert article.entities[1].mentions == spans(("Brun", 1))
    assert article.quotes[0].speaker == "Brun"


@pytest.mark.parametrize("alias", ["Berg", "Tom Brun"])
def test_an_alias_that_is_not_written_parts_nothing(alias: str) -> None:
    assert apply(story(), [one(Kind.SPLIT, "Ada Brun", value=alias)]) == story()


def test_what_is_parted_joins_the_one_that_has_its_name() -> None:
    known = replace(story(), entities=(*story().entities, Entity("Brun", "PERSON", spans(("Brun", 2)))))
    article = apply(known, [one(Kind.SPLIT, "Ada Brun", value="Brun")])
    assert names(article) == ["Ada Brun", "Brun", "Tom Brun", "Ven Works", "Ven"]
    assert article.entities[1].count == 2


def test_a_hidden_name_goes_and_the_text_still_says_who_spoke() -> None:
    article = apply(story(), [one(Kind.HIDE_NAME, "Ada Brun")])
    assert names(article) == ["Tom Brun", "Ven Works", "Ven"]
    assert (article.quotes[0].speaker, article.quotes[0].speaker_mention) == (None, "Brun")


def test_a_rule_for_other_articles_means_the_name_and_no_alias() -> None:
    rule = one(Kind.HIDE_NAME, "Brun", reach=Reach.FOLDER)
    assert apply(story(), [rule]) == story()
    assert names(apply(story(), [replace_reach(rule)])) == ["Tom Brun", "Ven Works", "Ven"]


def replace_reach(decision: Decision) -> Decision:
    return Decision(decision.kind, Reach.ARTICLE, "", decision.subject, decision.type, decision.value)


def test_an_alias_of_two_means_neither() -> None:
    both = tuple(
        replace(entity, aliases=("Brun",)) if entity.type == "PERSON" else entity for entity in story().entities
    )
    article = replace(story(), entities=both)
    assert apply(article, [one(Kind.HIDE_NAME, "Brun")]) == article


def test_decisions_build_on_each_other() -> None:
    article = apply(
        story(),
        [
            one(Kind.RENAME, "Ada Brun", value="A. Brun"),
            one(Kind.MERGE, "Tom Brun", value="A. Brun"),
            one(Kind.RETYPE, "A. Brun", value="OTHER"),
            one(Kind.HIDE_NAME, "A. Brun", "OTHER"),
        ],
    )
    assert names(article) == ["Ven Works", "Ven"]


def test_a_place_that_is_renamed_takes_no_quotes_from_a_person_of_that_name() -> None:
    article = replace(
        story(),
        entities=(Entity("Ven", "PERSON", spans(("Ven", 1))), Entity("Ven", "PLACE", spans(("Ven", 2)))),
        quotes=(replace(story().quotes[0], speaker="Ven"),),
    )
    assert apply(article, [one(Kind.RENAME, "Ven", "PLACE", "River Ven")]).quotes[0].speaker == "Ven"
    assert apply(article, [one(Kind.RENAME, "Ven", "PERSON", "Ida Ven")]).quotes[0].speaker == "Ida Ven"


def test_a_decision_on_a_name_that_is_not_there_changes_nothing() -> None:
    for kind in (Kind.RENAME, Kind.RETYPE, Kind.MERGE, Kind.SPLIT, Kind.HIDE_NAME):
        assert apply(story(), [one(kind, "Ida Berg", value="PLACE")]) == story()
        assert apply(story(), [one(kind, "Ven", "PERSON", value="ORG")]) == story(), "another type is another thing"


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (one(Kind.RENAME, "Brun", value="Ada Brun"), "“Brun” “Ada Brun”"),
        (one(Kind.RETYPE, "Ven Works", "ORG", "PLACE", Reach.FOLDER), "“Ven Works” for a place"),
        (one(Kind.MERGE, "Brun", value="Ada Brun"), "“Ada Brun”"),
        (one(Kind.SPLIT, "Ada Brun", value="Brun"), "“Brun” from “Ada Brun”"),
        (one(Kind.HIDE_NAME, "Sign Up", reach=Reach.FOLDER), "hide the name “Sign Up” in the folder /n"),
    ],
)
def test_a_decision_on_a_name_can_be_read(decision: Decision, words: str) -> None:
    assert words in sentence(decision)
