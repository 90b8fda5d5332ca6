from __future__ import annotations

from dataclasses import replace

import pytest
from library_samples import VERSION, article, found, quoted_article

from reader.article import Article, Entity, Quote
from reader.library.library import Library
from reader.library.overview import MOST_PERIODS, Bar, Kind, Overview, Unit
from reader.library.query import parse
from reader.text.copies import bands


def store(library: Library, *articles: Article) -> None:
    for number, one in enumerate(articles):
        library.store(found(f"/news/{number:04}.html", number), [one], version=VERSION, analysed=1)


def labels(bars: tuple[Bar, ...]) -> list[tuple[str, int]]:
    return [(bar.label, bar.count) for bar in bars]


def same_as_lists(library: Library, overview: Overview, words: str = "") -> None:
    for bar in overview.bars:
        assert library.count(parse(f"{words} {bar.query}")) == bar.articles, bar


def test_an_empty_library_has_no_bars(library: Library) -> None:
    overview = library.overview()
    assert (overview.articles, overview.undated, overview.bars) == (0, 0, ())


@pytest.mark.parametrize(
    ("days", "unit", "first", "last"),
    [
        (["2024-05-03", "2024-05-20"], Unit.DAY, "2024-05-03", "2024-05-20"),
        # Mondays: 2024-05-03 is a Friday
        (["2024-05-03", "2024-08-01"], Unit.WEEK, "2024-04-29", "2024-07-29"),
        (["2023-11-30", "2024-12-01"], Unit.MONTH, "2023-11", "2024-12"),
        (["2010-01-01", "2024-12-31"], Unit.YEAR, "2010", "2024"),
        (["0001-01-01", "9999-12-31"], Unit.YEAR, "before 9976", "9999"),
    ],
)
def test_the_shortest_unit_that_fits_is_taken(
    library: Library, days: list[str], unit: Unit, first: str, last: str
) -> None:
    store(library, *(article(f"Words of {day}.", published=day) for day in days))
    overview = library.overview()
    bars = overview.charts[Kind.TIME]
    assert (overview.unit, bars[0].label, bars[-1].label) == (unit, first, last)
    assert len(bars) <= MOST_PERIODS + 2
    assert sum(bar.count for bar in bars) == 2
    same_as_lists(library, overview)


def test_months_without_an_article_are_bars_too(library: Library) -> None:
    store(library, *(article(f"On {day}.", published=day) for day in ("2024-01-05", "2024-02-29", "2024-09-09")))
    counts = labels(library.overview().charts[Kind.TIME])
    assert counts[:3] == [("2024-01", 1), ("2024-02", 1), ("2024-03", 0)]
    assert counts[-1] == ("2024-09", 1)


def test_one_wrong_date_does_not_squeeze_all_news_into_one_bar(library: Library) -> None:
    dated = [article(f"Item {n}.", published=f"2024-05-{n % 20 + 1:02}") for n in range(150)]
    store(library, article("The oldest.", published="1970-01-01"), *dated, article("None."))
    overview = library.overview()
    bars = overview.charts[Kind.TIME]
    assert overview.unit is Unit.DAY
    assert labels(bars)[0] == ("before 2024-05-01", 1)
    assert overview.undated == 1
    same_as_lists(library, overview)


def test_people_organisations_places_and_speakers_are_counted(library: Library) -> None:
    plain = quoted_article("Ada Brun")
    place = replace(plain, entities=(*plain.entities, Entity("Ven", "PLACE", ((20, 23),))))
    store(library, place, quoted_article("Ada Brun", title="More"), quoted_article("Bo Lind", title="Other"))
    charts = library.overview().charts
    assert labels(charts[Kind.PEOPLE]) == [("Ada Brun", 2), ("Bo Lind", 1)]
    assert labels(charts[Kind.ORGANISATIONS]) == [("Ven Works", 3)]
    assert labels(charts[Kind.PLACES]) == [("Ven", 1)]
    assert labels(charts[Kind.SPEAKERS]) == [("Ada Brun", 2), ("Bo Lind", 1)]
    same_as_lists(library, library.overview())


def test_a_bar_has_the_number_of_the_list_it_leads_to_where_names_share_words(library: Library) -> None:
    store(library, quoted_article("Brun"), quoted_article("Ada Brun", title="More"))
    overview = library.overview()
    assert labels(overview.charts[Kind.PEOPLE]) == [("Ada Brun", 1), ("Brun", 1)]
    assert [bar.query for bar in overview.charts[Kind.PEOPLE]] == ['person:="Ada Brun"', 'person:="Brun"']
    same_as_lists(library, overview)


def test_bars_are_of_names_as_they_were_decided(library: Library) -> None:
    store(library, quoted_article("Brun"), quoted_article("Ada Brun", title="More"), quoted_article("Bo Lind"))
    first = library.find("/news/0000.html")
    assert first is not None
    library.rename_name(first, "Brun", "PERSON", "Ada Brun")
    library.retype_name(first, "Ven Works", "ORG", "PLACE")
    charts = library.overview().charts
    assert labels(charts[Kind.PEOPLE]) == [("Ada Brun", 2), ("Bo Lind", 1)]
    assert labels(charts[Kind.SPEAKERS]) == [("Ada Brun", 2), ("Bo Lind", 1)]
    assert labels(charts[Kind.ORGANISATIONS]) == [("Ven Works", 2)]
    assert labels(charts[Kind.PLACES]) == [("Ven Works", 1)]
    same_as_lists(library, library.overview())
    library.undo()
    library.undo()
    assert labels(library.overview().charts[Kind.SPEAKERS]) == [("Ada Brun", 1), ("Bo Lind", 1), ("Brun", 1)]


def test_a_filter_holds_for_every_chart(library: Library) -> None:
    store(library, quoted_article("Ada Brun", published="2024-05-03"), article("A storm.", site="Orrin Courier"))
    overview = library.overview(parse("site:orrin"))
    assert overview.articles == overview.undated == 1
    assert labels(overview.charts[Kind.SITES]) == [("Orrin Courier", 1)]
    assert overview.charts[Kind.PEOPLE] == overview.charts[Kind.SPEAKERS] == overview.charts[Kind.TIME] == ()
    words = library.overview(parse("bridge"))
    assert labels(words.charts[Kind.SPEAKERS]) == [("Ada Brun", 1)]
    same_as_lists(library, words, "bridge")


def test_a_site_known_by_its_name_in_one_file_and_by_its_address_in_another_is_one_bar(library: Library) -> None:
    by_both = article("One.", site="Ven Post", url="https://venpost.example/1")
    store(
        library,
        by_both,
        replace(article("Two.", url="https://venpost.example/2"), site=None),
        article("Three.", site="Ven Post"),
        article("Four.", site="Orrin Courier"),
    )
    overview = library.overview()
    assert labels(overview.charts[Kind.SITES]) == [("Ven Post", 2), ("Orrin Courier", 1)]
    same_as_lists(library, overview)


def test_an_address_under_which_many_names_write_merges_none_of_them(library: Library) -> None:
    for number, site in enumerate(("Ven Post", "Orrin Courier", None)):
        story = replace(article(f"Item {number}.", url=f"https://portal.example/{number}"), site=site)
        library.store(found(f"/news/{number}.html"), [story], version=VERSION, analysed=1)
    overview = library.overview()
    assert [label for label, _ in labels(overview.charts[Kind.SITES])] == [
        "portal.example",
        "Orrin Courier",
        "Ven Post",
    ]
    same_as_lists(library, overview)


def test_only_the_folder_in_scope_is_counted(library: Library) -> None:
    store(library, quoted_article("Ada Brun"))
    library.store(found("/other/1.html"), [quoted_article("Bo Lind", title="Other")], version=VERSION, analysed=1)
    library.set_scope(["/other"])
    overview = library.overview()
    assert overview.articles == 1
    assert labels(overview.charts[Kind.PEOPLE]) == [("Bo Lind", 1)]


def test_archived_articles_are_in_no_bar(library: Library) -> None:
    store(library, quoted_article("Ada Brun", published="2024-05-03"))
    library.set_archived(list(library.ids()), True)
    assert library.overview().bars == ()


def test_copies_of_one_story_count_once(library: Library) -> None:
    text = "\n\n".join(
        f"The council of Venmouth met for item {n} and found {n * 7} reasons to wait." for n in range(40)
    )
    for number, site in enumerate(("Ven Post", "Orrin Courier", "Ven Post")):
        story = article(text if number < 2 else "A storm passed.", site=site, published=f"2024-05-0{number + 1}")
        named = replace(story, entities=(Entity("Venmouth", "PLACE", ((15, 23),)),) if number < 2 else ())
        signature = bands(named.title, named.text)
        library.store(found(f"/news/{number}.html"), [named], version=VERSION, analysed=1, bands=[signature])
    overview = library.overview()
    assert overview.articles == library.count() == 2
    assert labels(overview.charts[Kind.PLACES]) == [("Venmouth", 1)]
    same_as_lists(library, overview)


def quoting(story: str, *speakers: str, published: str) -> Article:
    """Return an article that ends with a sentence by each of the speakers."""
    text = f"{story}\n\n" + " ".join(f"“It leaks,” said {name}." for name in speakers)
    starts = [at for at in range(len(text)) if text.startswith("It leaks,", at)]
    quotes = tuple(Quote(at, at + 9, "direct", name) for at, name in zip(starts, speakers, strict=True))
    return replace(article(text, published=published), quotes=quotes)


@pytest.mark.parametrize("words", ["", "ferry", "after:2024-05-02"])
def test_of_copies_of_a_story_the_quotes_of_one_count(library: Library, words: str) -> None:
    story = "\n\n".join(f"The ferry of Venmouth met wave {n} and rose {n * 7} inches." for n in range(60))
    press = [
        quoting(story, "Ada Brun", "Ada Brun", published="2024-05-02"),
        quoting(story, "Ada Brun", "Ada Brun", "Ada Brun", "Bo Lind", published="2024-05-03"),
        quoting(story, "Bo Lind", published="2024-05-04"),
        quoting("No ferry came to Orrin.", "Ada Brun", published="2024-05-05"),
    ]
    for number, one in enumerate(press):
        signature = bands(one.title, one.text)
        library.store(found(f"/news/{number}.html"), [one], version=VERSION, analysed=1, bands=[signature])
    overview = library.overview(parse(words))
    assert overview.articles == 2
    speakers = overview.charts[Kind.SPEAKERS]
    assert [(bar.label, bar.count, bar.articles) for bar in speakers] == [("Ada Brun", 3, 2), ("Bo Lind", 1, 1)]
    for bar in speakers:
        assert len(library.quotes(query=parse(words), speaker=bar.label, copies=False)) == bar.count
    same_as_lists(library, overview, words)


def test_files_that_cannot_be_read_are_no_articles(library: Library) -> None:
    store(library, article("A storm.", published="2024-05-03"), article("A calm.", published=None))
    library.store_failure(found("/news/broken.html"), "empty", "The file is empty.", version=VERSION)
    overview = library.overview()
    assert (overview.articles, overview.undated, overview.unreadable) == (2, 1, 1)
    assert library.overview(parse("storm")).unreadable == 0
    assert library.overview(parse("is:failed")).articles == 0


@pytest.mark.parametrize("words", ["", "ferry"])
def test_a_story_of_which_one_copy_states_a_day_has_a_day(library: Library, words: str) -> None:
    text = "\n\n".join(f"The ferry of Venmouth waited for item {n} and left {n * 7} people behind." for n in range(40))
    for number, day in enumerate(("2024-05-01", None)):
        story = article(text, published=day)
        signature = bands(story.title, story.text)
        library.store(found(f"/news/{number}.html"), [story], version=VERSION, analysed=1, bands=[signature])
    overview = library.overview(parse(words))
    assert (overview.articles, overview.undated) == (1, 0)
    assert sum(bar.count for bar in overview.charts[Kind.TIME]) == 1


def test_hostile_names_and_sites_lead_to_queries_that_parse(library: Library) -> None:
    names = ['Ada "Brun', "”“", "a:b OR -c", "x" * 5000, "*", "is:unread"]
    store(library, *(replace(quoted_article(name, title=str(n)), site=name) for n, name in enumerate(names)))
    same_as_lists(library, library.overview(most=20))
