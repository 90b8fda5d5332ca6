from __future__ import annotations

import pytest
from library_samples import VERSION, article, fill, found, quoted_article

from reader.article import Article, Entity
from reader.library.library import Library
from reader.library.query import parse


def names(library: Library, **options: str) -> list[tuple[str, str, int, int]]:
    query = parse(options["query"]) if "query" in options else None
    found_names = library.entity_counts(type=options.get("type"), query=query)
    return [(one.name, one.type, one.articles, one.mentions) for one in found_names]


def test_names_are_counted_over_all_articles(library: Library) -> None:
    fill(library, {"/n/a": quoted_article(), "/n/b": quoted_article("Tomas Vell")}, analysed=1)
    assert names(library) == [("Ven Works", "ORG", 2, 2), ("Ada Brun", "PERSON", 1, 1), ("Tomas Vell", "PERSON", 1, 1)]
    assert names(library, type="PERSON") == [("Ada Brun", "PERSON", 1, 1), ("Tomas Vell", "PERSON", 1, 1)]
    assert names(library, query="said:vell") == [("Tomas Vell", "PERSON", 1, 1), ("Ven Works", "ORG", 1, 1)]
    library.set_scope(["/n/a"])
    assert names(library, type="ORG") == [("Ven Works", "ORG", 1, 1)]


def test_only_the_same_name_of_the_same_type_is_one_entity(library: Library) -> None:
    def named(name: str, type_: str) -> Article:
        entity = Entity(name, type_, ((0, 3), (4, 10)))  # type: ignore[arg-type]  # the four types, by parameter
        return Article(article().blocks, "t", entities=(entity,))

    shelf = [
        named("ADA BRUN", "PERSON"),
        named("Ada Brun", "PERSON"),
        named("Brun", "PERSON"),
        named("Ada Brun", "ORG"),
    ]
    fill(library, {f"/n/{n}": one for n, one in enumerate(shelf)}, analysed=1)
    assert set(names(library)) == {
        ("Ada Brun", "PERSON", 2, 4),
        ("Brun", "PERSON", 1, 2),
        ("Ada Brun", "ORG", 1, 2),
    }


def test_totals_follow_what_is_stored_again_and_what_leaves(library: Library) -> None:
    fill(library, {"/n/a": quoted_article(), "/n/b": quoted_article()}, analysed=1)
    fill(library, {"/n/a": quoted_article("Tomas Vell")}, analysed=1)
    assert ("Ada Brun", "PERSON", 1, 1) in names(library)
    library.sync(["/n"], [found("/n/a")], [], version=VERSION)
    assert names(library, type="PERSON") == [("Tomas Vell", "PERSON", 1, 1)]
    assert names(library) == names(library, query="is:all")


def test_all_that_somebody_said_comes_newest_first(library: Library) -> None:
    fill(
        library,
        {
            "/n/a": quoted_article(published="2023-01-01", title="Old"),
            "/n/b": quoted_article("Tomas Vell", published="2024-01-01", title="Other"),
            "/n/c": quoted_article(published="2024-05-02", title="New"),
        },
        analysed=1,
    )
    hits = library.quotes(speaker="ada BRUN")
    assert [(hit.row.title, hit.text, hit.quote.speaker) for hit in hits] == [
        ("New", "It leaks,", "Ada Brun"),
        ("Old", "It leaks,", "Ada Brun"),
    ]
    assert len(library.quotes()) == 3
    assert len(library.quotes(limit=2)) == 2
    assert [hit.row.title for hit in library.quotes(query=parse("before:2024-02"))] == ["Other", "Old"]
    assert [hit.row.title for hit in library.quotes(query=parse("leaks -vell"), speaker="brun")] == ["New", "Old"]
    assert library.quotes(speaker="“”") == library.quotes(speaker="nobody") == []


def test_a_part_of_a_name_is_enough_unless_somebody_has_just_that_name(library: Library) -> None:
    fill(library, {"/n/a": quoted_article("Ada Brun"), "/n/b": quoted_article("Bo Brun")}, analysed=1)
    assert len(library.quotes(speaker="brun")) == 2
    fill(library, {"/n/c": quoted_article("Brun")}, analysed=1)
    assert [hit.quote.speaker for hit in library.quotes(speaker="Brun")] == ["Brun"]


@pytest.mark.parametrize("query", [None, "is:all"])
def test_archived_articles_count_unless_a_query_leaves_them_out(library: Library, query: str | None) -> None:
    ids = fill(library, {"/n/a": quoted_article()}, analysed=1)
    library.set_archived(ids, True)
    asked = None if query is None else parse(query)
    assert len(library.entity_counts(query=asked)) == 2
    assert len(library.quotes(query=asked)) == 1
    assert library.entity_counts(query=parse("leaks")) == []
    assert library.quotes(query=parse("leaks")) == []
