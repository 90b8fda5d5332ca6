"""Names and quotes of many articles, under what was decided about names."""

from __future__ import annotations

import random
from collections import Counter
from typing import Literal

import pytest
from library_samples import fill, quoted_article

from reader.article import Article, Block, Entity, Quote, Role
from reader.decisions import Decision, Kind, Reach
from reader.library.library import Library
from reader.library.model import EntityCount
from reader.library.overview import Kind as OverviewKind
from reader.library.query import Field, parse, quoted

TypeName = Literal["PERSON", "ORG", "PLACE", "OTHER"]


def people(library: Library, **more: str) -> list[tuple[str, int, int]]:
    return [(row.name, row.articles, row.mentions) for row in library.entity_counts(type="PERSON", **more)]  # type: ignore[arg-type]  # a query


def said_by(library: Library, speaker: str | None = None) -> list[tuple[str, str | None]]:
    return [(hit.row.title, hit.quote.speaker) for hit in library.quotes(speaker=speaker)]


@pytest.fixture
def three(library: Library) -> list[int]:
    """Ada Brun speaks in /n/a and /m/c, Brun in /n/b."""
    return fill(
        library,
        {
            "/n/a": quoted_article("Ada Brun", published="2026-01-01", title="A"),
            "/n/b": quoted_article("Brun", published="2026-01-02", title="B"),
            "/m/c": quoted_article("Ada Brun", published="2026-01-03", title="C"),
        },
        analysed=1,
    )


def test_without_a_decision_all_is_as_it_was_found(library: Library, three: list[int]) -> None:
    assert people(library) == [("Ada Brun", 2, 2), ("Brun", 1, 1)]
    assert said_by(library) == [("C", "Ada Brun"), ("B", "Brun"), ("A", "Ada Brun")]


def test_a_rename_is_counted_under_the_new_name(library: Library, three: list[int]) -> None:
    library.rename_name(three[1], "Brun", "PERSON", "Ada Brun")
    assert people(library) == [("Ada Brun", 3, 3)]
    assert said_by(library, "Ada Brun") == [("C", "Ada Brun"), ("B", "Ada Brun"), ("A", "Ada Brun")]
    library.undo()
    assert people(library) == [("Ada Brun", 2, 2), ("Brun", 1, 1)]


def test_a_new_name_is_found_as_a_speaker_by_its_words(library: Library, three: list[int]) -> None:
    library.rename_name(three[0], "Ada Brun", "PERSON", "Ida Berg-Lund", reach=Reach.FOLDER)
    assert said_by(library, "ida berg-lund") == [("A", "Ida Berg-Lund")]
    assert said_by(library, "berg") == [("A", "Ida Berg-Lund")]
    assert said_by(library, "Ada Brun") == [("C", "Ada Brun")]
    assert said_by(library, "nobody") == []


def test_a_rule_reaches_its_folder_only(library: Library, three: list[int]) -> None:
    library.hide_name(three[0], "Ada Brun", "PERSON", reach=Reach.FOLDER)
    assert people(library) == [("Ada Brun", 1, 1), ("Brun", 1, 1)]
    assert said_by(library) == [("C", "Ada Brun"), ("B", "Brun"), ("A", None)]
    library.set_scope(["/n"])
    assert people(library) == [("Brun", 1, 1)]
    library.set_scope([])
    assert [row.name for row in library.entity_counts(type="PERSON", query=parse("is:all"), limit=1)] == ["Ada Brun"]


def test_a_rule_for_a_site_reaches_its_articles(library: Library, three: list[int]) -> None:
    library.add_decision(Decision(Kind.MERGE, Reach.SITE, "ven post", "Brun", "PERSON", "Ada Brun"))
    assert people(library) == [("Ada Brun", 3, 3)]
    library.add_decision(Decision(Kind.HIDE_NAME, Reach.SITE, "elsewhere.example", "Ada Brun", "PERSON"))
    assert people(library) == [("Ada Brun", 3, 3)]


def test_a_type_that_was_changed_counts_there(library: Library, three: list[int]) -> None:
    library.retype_name(three[0], "Ven Works", "ORG", "PLACE", reach=Reach.FOLDER)
    assert library.entity_counts(type="ORG") == [EntityCount("Ven Works", "ORG", 1, 1)]
    assert library.entity_counts(type="PLACE") == [EntityCount("Ven Works", "PLACE", 2, 2)]


def test_a_hidden_line_takes_its_quotes_along(library: Library, three: list[int]) -> None:
    article = library.article(three[0])
    assert article is not None
    library.hide_line(three[0], [block.text.startswith("“It") for block in article.blocks].index(True))
    assert said_by(library) == [("C", "Ada Brun"), ("B", "Brun")]
    library.rename_name(three[1], "Brun", "PERSON", "Ada Brun")
    assert said_by(library) == [("C", "Ada Brun"), ("B", "Ada Brun")]
    for hit in library.quotes():
        assert hit.text == "It leaks,"
        shown = library.article(hit.row.id)
        assert shown is not None
        assert shown.text[hit.quote.start : hit.quote.end] == hit.text


def test_the_first_lines_are_the_first_of_all(library: Library, three: list[int]) -> None:
    library.rename_name(three[1], "Brun", "PERSON", "Ada Brun")
    assert [row.name for row in library.entity_counts(type="PERSON", limit=1)] == ["Ada Brun"]
    assert [hit.row.title for hit in library.quotes(limit=2)] == ["C", "B"]


def listed(library: Library, words: str) -> list[str]:
    return [row.title for row in library.first_rows(10, parse(words))]


def test_a_search_by_name_finds_the_name_that_was_given(library: Library, three: list[int]) -> None:
    library.rename_name(three[0], "Ada Brun", "PERSON", "Ida Berg-Lund")
    assert listed(library, 'person:="ida berg-lund"') == listed(library, "person:lund") == ["A"]
    assert listed(library, "said:berg*") == ["A"]
    assert listed(library, "-person:berg") == ["C", "B"]
    # the name that the program found is another writing of it now: found by its words, no more as the whole name
    assert listed(library, 'person:"Ada Brun"') == ["C", "A"]
    assert listed(library, 'person:="Ada Brun"') == ["C"]
    assert listed(library, "said:ada") == ["C"]
    library.undo()
    assert listed(library, "person:lund") == []
    assert listed(library, 'person:="Ada Brun"') == ["C", "A"]


def test_a_hit_shows_where_the_name_stands_that_was_given(library: Library, three: list[int]) -> None:
    library.rename_name(three[0], "Ada Brun", "PERSON", "Ida Berg-Lund")
    hits = library.search(parse("person:lund OR person:brun"))
    assert [hit.row.title for hit in hits] == ["C", "B", "A"]
    assert [hit.snippet[start:end] for hit in hits for start, end in hit.matches] == ["Ada Brun", "Brun", "Ada Brun"]


def test_a_name_that_is_hidden_or_of_another_type_is_not_found(library: Library, three: list[int]) -> None:
    library.hide_name(three[0], "Ada Brun", "PERSON")
    library.retype_name(three[2], "Ven Works", "ORG", "PLACE")
    assert listed(library, "person:ada") == ["C"]
    assert listed(library, "org:works") == ["B", "A"]
    assert listed(library, "place:works") == ["C"]
    assert listed(library, "person:ada OR place:works") == ["C"]


def test_a_search_sees_decisions_of_another_session_and_articles_that_came_since(
    library: Library, three: list[int]
) -> None:
    with library.companion() as other:
        other.rename_name(three[0], "Ada Brun", "PERSON", "Ida Berg-Lund", reach=Reach.FOLDER)
        assert listed(library, "person:lund") == ["A"]
        fill(other, {"/n/d": quoted_article("Ada Brun", title="D")}, analysed=1)
        assert sorted(listed(library, "person:lund")) == ["A", "D"]
        other.undo()
    assert listed(library, "person:lund") == []


NAMES: tuple[tuple[str, TypeName], ...] = (
    ("Ada Brun", "PERSON"),
    ("Brun", "PERSON"),
    ("Tom Ek", "PERSON"),
    ("Ven", "PLACE"),
    ("Ven", "PERSON"),
    ("Ven Works", "ORG"),
)


def random_article(rng: random.Random) -> Article:
    entities = []
    words = []
    at = 0
    for name, kind in rng.sample(NAMES, rng.randint(1, 4)):
        mentions = []
        for _ in range(rng.randint(1, 3)):
            written = name.split()[-1] if rng.random() < 0.4 else name
            mentions.append((at, at + len(written)))
            words.append(written)
            at += len(written) + 1
        alias = (name.split()[-1],) if " " in name else ()
        entities.append(Entity(name, kind, tuple(mentions), alias))
    text = " ".join(words)
    quotes = [Quote(*entity.mentions[0], "direct", entity.name, entity.name) for entity in entities[:2]]
    return Article((Block(text, Role.PARAGRAPH),), "t", entities=tuple(entities), quotes=tuple(quotes))


def random_decision(rng: random.Random) -> Decision:
    name, kind = rng.choice(NAMES)
    what = rng.choice([Kind.RENAME, Kind.RETYPE, Kind.MERGE, Kind.SPLIT, Kind.HIDE_NAME])
    value = {
        Kind.RETYPE: rng.choice(["PERSON", "ORG", "PLACE", "OTHER"]),
        Kind.SPLIT: name.split()[-1],
        Kind.HIDE_NAME: None,
    }.get(what, rng.choice([*NAMES, ("Ida Berg", "PERSON")])[0])
    return Decision(what, Reach.FOLDER, rng.choice(["/n", "/n/sub", "/m"]), name, kind, value)


@pytest.mark.parametrize("seed", range(12))
def test_the_counts_are_those_of_the_articles_as_they_are_shown(library: Library, seed: int) -> None:
    rng = random.Random(seed)
    paths = [f"/{rng.choice(['n', 'n/sub', 'm', 'k'])}/{number}" for number in range(14)]
    ids = fill(library, {path: random_article(rng) for path in paths}, analysed=1)
    for _ in range(5):
        library.add_decision(random_decision(rng))
    articles: Counter[tuple[str, str]] = Counter()
    mentions: Counter[tuple[str, str]] = Counter()
    speakers: Counter[str | None] = Counter()
    for number in ids:
        article = library.article(number)
        assert article is not None
        for entity in article.entities:
            articles[entity.type, entity.name] += 1
            mentions[entity.type, entity.name] += entity.count
        speakers.update(quote.speaker for quote in article.quotes)
    fields = {"PERSON": Field.PERSON, "ORG": Field.ORG, "PLACE": Field.PLACE}
    for (kind, name), number in articles.items():
        if kind in fields:
            assert library.count(parse(quoted(fields[kind], name, exact=True))) == number
    overview = library.overview(most=50)
    assert all(library.count(parse(bar.query)) == bar.articles for bar in overview.bars)
    charts = (OverviewKind.PEOPLE, OverviewKind.ORGANISATIONS, OverviewKind.PLACES)
    bars = {
        (kind, bar.label): bar.count
        for kind, chart in zip(fields, charts, strict=True)
        for bar in overview.charts[chart]
    }
    assert bars == {key: number for key, number in articles.items() if key[0] in fields}
    said = {bar.label: bar.count for bar in overview.charts[OverviewKind.SPEAKERS]}
    assert said == {name: number for name, number in speakers.items() if name is not None}
    for query in (None, parse("is:all")):
        counted = library.entity_counts(query=query, limit=1000)
        assert {(row.type, row.name): row.articles for row in counted} == articles
        assert {(row.type, row.name): row.mentions for row in counted} == mentions
        assert counted == sorted(counted, key=lambda row: (-row.articles, -row.mentions, row.name.casefold()))
        assert library.entity_counts(query=query, limit=3) == counted[:3]
    assert Counter(hit.quote.speaker for hit in library.quotes(limit=1000)) == speakers
    for speaker, count in speakers.items():
        if speaker is not None:
            assert len(library.quotes(speaker=speaker)) == count
