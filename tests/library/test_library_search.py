from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import article, fill, quoted_article, titles

from reader.errors import LibraryError
from reader.library import search as searching
from reader.library.library import Library
from reader.library.model import Sort
from reader.library.query import parse


@pytest.fixture
def town(library: Library) -> Library:
    """Four dated articles, the newest last."""
    fill(
        library,
        {
            "/n/2023/flood.txt": article("The Ven rose by a metre.", title="Flood at the mill", published="2023-03-01"),
            "/n/2023/strike.md": article(
                "Teachers struck for a day. Their naïve co-op failed.",
                title="Strike",
                published="2023-12-31T23:30:00-05:00",
                site="Halm Echo",
                url="https://echo.example/strike",
                tags=("Schools & more", "Work"),
            ),
            "/n/2024/mill.html": article(
                "The mill on the Ven burnt down.", title="Fire", published="2024-02-10", byline="Ines Quarry"
            ),
        },
    )
    fill(library, {"/n/2024/leak.html": quoted_article(published="2024-05-02", title="Leak")}, analysed=1)
    return library


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ven", ["Leak", "Fire", "Flood at the mill"]),
        ("VEN mill", ["Fire", "Flood at the mill"]),
        ('"the ven"', ["Leak", "Fire", "Flood at the mill"]),
        ('"ven the"', []),
        ("teach*", ["Strike"]),
        ("teach", []),
        ("naive", ["Strike"]),
        ("co-op", ["Strike"]),
        ('"for a day. their"', ["Strike"]),
        ("ven -mill", ["Leak"]),
        ("-ven", ["Strike"]),
        ("-ven -teachers", []),
        ("metre OR teachers", ["Strike", "Flood at the mill"]),
        ("metre OR is:starred OR person:brun", ["Leak", "Flood at the mill"]),
        ("title:mill", ["Flood at the mill"]),
        ("-title:mill mill", ["Fire"]),
        ("by:quarry", ["Fire"]),
        ("quarry", ["Fire"]),
        ("person:brun", ["Leak"]),
        ('person:"ada brun"', ["Leak"]),
        ('person:"brun ada"', []),
        ("person:bru*", ["Leak"]),
        ("org:vw", ["Leak"]),
        ("place:brun", []),
        ("-person:brun ven", ["Fire", "Flood at the mill"]),
        ("said:brun leaks", ["Leak"]),
        ("said:works", []),
        ("site:echo", ["Strike"]),
        ("site:echo.example", ["Strike"]),
        ('site:"ven post"', ["Leak", "Fire", "Flood at the mill"]),
        ('tag:"SCHOOLS & more"', ["Strike"]),
        ("tag:school", []),
        ("tag:school*", ["Strike"]),
        ("path:/2024/", ["Leak", "Fire"]),
        ("path:MILL.html", ["Fire"]),
        ("path:%", []),
        ("after:2024", ["Leak", "Fire"]),
        ("before:2024", ["Strike", "Flood at the mill"]),
        ("after:2023-12-31 before:2024-02-10", ["Strike"]),
        ("-before:2024", ["Leak", "Fire"]),
        ("after:0001", ["Leak", "Fire", "Strike", "Flood at the mill"]),
        ("before:9999-12-31", ["Leak", "Fire", "Strike", "Flood at the mill"]),
        ("is:failed", []),
        ("mill sort:oldest", ["Flood at the mill", "Fire"]),
        ("mill sort:rank", ["Flood at the mill", "Fire"]),
    ],
)
def test_a_query_finds(town: Library, text: str, expected: list[str]) -> None:
    query = parse(text)
    assert titles(town, text) == expected
    assert [hit.row.title for hit in town.search(query)] == expected
    assert town.count(query) == len(expected)


def test_an_undated_article_is_neither_before_nor_after_a_day(library: Library) -> None:
    fill(library, {"/n/a": article()})
    for text in ("after:2000", "before:2030"):
        assert titles(library, text) == []
        assert titles(library, f"-{text}") == ["Bridge shut"]


def test_a_hit_shows_the_passage_and_where_it_matches(library: Library) -> None:
    text = (
        "Nothing here.\n\n" + "Some words before it. " * 20 + "The “bridge” over the Ven, a Bridge of wood.\n\nThe end."
    )
    fill(library, {"/n/a": article(text)})
    (hit,) = library.search(parse("bridge -sea"))
    assert [text[start:end] for start, end in hit.anchors] == ["bridge", "Bridge"]
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["bridge", "Bridge"]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("of wood.…")
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 250


def test_a_phrase_is_one_match(library: Library) -> None:
    fill(library, {"/n/a": article("It is the old town hall, and old.")})
    (hit,) = library.search(parse('"old town" hall'))
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["old town", "hall"]


def test_a_match_in_the_title_alone_shows_how_the_text_begins(library: Library) -> None:
    fill(library, {"/n/a": article("The Ven rose.\n\nIt fell.", title="Flood")})
    (hit,) = library.search(parse("flood"))
    assert (hit.snippet, hit.matches, hit.anchors) == ("The Ven rose.…", (), ())


def test_a_search_for_a_person_shows_where_they_are_named(town: Library) -> None:
    (hit,) = town.search(parse("person:brun"))
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["Ada Brun"]
    (hit,) = town.search(parse("said:brun"))
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["It leaks,"]


def test_words_are_marked_even_where_something_else_was_enough(town: Library) -> None:
    hits = {hit.row.title: hit for hit in town.search(parse("metre OR person:brun"))}
    flood = hits["Flood at the mill"]
    assert [flood.snippet[start:end] for start, end in flood.matches] == ["metre"]
    assert hits["Leak"].snippet.startswith("The bridge")


def test_the_limit_takes_the_newest(library: Library) -> None:
    fill(library, {f"/n/{n}": article(title=f"t{n}", published=f"2024-01-{n:02}") for n in range(1, 29)})
    hits = library.search(parse("bridge"), limit=3)
    assert [hit.row.title for hit in hits] == ["t28", "t27", "t26"]
    assert library.search(parse("bridge"), limit=0) == []


def test_ranking_puts_the_title_first_and_looks_at_the_newest_hits_only(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(
        library,
        {
            "/n/1": article("Far off.", title="Mill", published="2020-01-01"),
            "/n/2": article("A mill, a mill, a mill.", title="Fire", published="2021-01-01"),
            "/n/3": article("Something about the mill and much besides it.", title="Walk", published="2022-01-01"),
        },
    )
    assert [hit.row.title for hit in library.search(parse("mill"), sort=Sort.RANK)] == ["Mill", "Fire", "Walk"]
    monkeypatch.setattr(searching, "RANKED", 2)
    assert [hit.row.title for hit in library.search(parse("mill"), sort=Sort.RANK)] == ["Fire", "Walk"]


def test_a_search_without_words_is_the_list_with_beginnings(town: Library) -> None:
    hits = town.search(parse("sort:oldest"))
    assert [hit.row.title for hit in hits] == ["Flood at the mill", "Strike", "Fire", "Leak"]
    assert hits[0].snippet == "The Ven rose by a metre."


@given(
    st.text(st.sampled_from("ab c\n\t\u0301é"), max_size=800),
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 900)), max_size=30),
)
def test_the_window_is_a_part_of_one_paragraph_with_a_match(text: str, raw: list[tuple[int, int]]) -> None:
    spans = sorted({(min(a, len(text)), min(max(a + 1, b), len(text))) for a, b in raw if a < len(text)})
    spans = [span for span in spans if "\n\n" not in text[span[0] : span[1]] and span[1] - span[0] < 100]
    start, end = searching.window(text, spans)
    assert 0 <= start <= end <= len(text)
    assert end - start <= 400
    if spans:
        assert any(start <= low and high <= end for low, high in spans)


def test_a_search_that_is_no_longer_wanted_stops(town: Library) -> None:
    town._reader.set_progress_handler(town.interrupt, 1)
    with pytest.raises(LibraryError, match="no longer wanted"):
        town.search(parse("ven"))
    town._reader.set_progress_handler(None, 1)
    assert len(town.search(parse("ven"))) == 3
