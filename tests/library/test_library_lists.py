from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from library_samples import VERSION, article, fill, found, quoted_article, titles

from reader.article import SkippedFile
from reader.library.library import Library
from reader.library.model import ReadState, Sort, Stage
from reader.library.query import parse


def test_the_newest_article_comes_first_and_the_undated_come_last(library: Library) -> None:
    fill(
        library,
        {
            "/n/a": article(title="undated"),
            "/n/b": article(title="old", published="1999-12-31"),
            "/n/c": article(title="new", published="2024-05-02T10:00:00Z"),
            "/n/d": article(title="nonsense", published="soon"),
            "/n/e": article(title="middle", published="2024-05"),
        },
    )
    assert titles(library) == ["new", "middle", "old", "undated", "nonsense"]
    assert titles(library, "sort:oldest") == ["old", "middle", "new", "undated", "nonsense"]


def test_moments_are_compared_across_time_zones(library: Library) -> None:
    fill(
        library,
        {
            "/n/a": article(title="eight in London", published="2024-05-02T10:00:00+02:00"),
            "/n/b": article(title="nine in London", published="2024-05-02T09:00:00Z"),
        },
    )
    assert titles(library) == ["nine in London", "eight in London"]


def test_articles_of_one_moment_come_in_the_order_of_their_paths(library: Library) -> None:
    names = [f"/n/{number:03}" for number in range(50)]
    library.sync(["/n"], [found(name) for name in names], [], version=VERSION)
    for name in reversed(names):
        fill(library, {name: article(title=name, published="2024-05-02")})
    assert titles(library) == names


def test_titles_sort_without_their_quotation_marks_and_case(library: Library) -> None:
    fill(library, {f"/n/{n}": article(title=title) for n, title in enumerate(["“Bravo”", "alpha", "Charlie"])})
    assert titles(library, "sort:title") == ["alpha", "“Bravo”", "Charlie"]


def test_sites_sort_by_name_and_the_nameless_come_last(library: Library) -> None:
    sites = ("Ven Post", None, "Halm Echo")
    fill(library, {f"/n/{site}": article(title=str(site), site=site) for site in sites})
    assert titles(library, "sort:site") == ["Halm Echo", "Ven Post", "None"]


def test_first_rows_are_the_beginning_of_the_whole_list(library: Library) -> None:
    dates = [f"20{n:02}-01-01" if n % 3 else None for n in range(30)]
    fill(library, {f"/n/{n}": article(title=f"t{n % 7}", published=date) for n, date in enumerate(dates)})
    for sort in Sort:
        everything = library.ids(sort=sort)
        assert isinstance(everything, array)
        assert len(everything) == library.count() == 30
        assert [row.id for row in library.first_rows(12, sort=sort)] == list(everything[:12])


def test_rows_come_in_the_order_asked_without_those_that_are_gone(library: Library) -> None:
    one, two, three = fill(library, {f"/n/{n}": article(title=f"t{n}") for n in range(3)})
    library.sync(["/n"], [found("/n/0"), found("/n/2")], [], version=VERSION)
    assert [row.id for row in library.rows([three, two, one, 999, three])] == [three, one, three]
    assert library.rows([]) == []


def test_a_row_tells_all_that_a_list_shows(library: Library) -> None:
    (number,) = fill(
        library,
        {
            "/n/leak.html": article(
                title="Leak", published="2024-05-02", byline="Ines Quarry", url="https://ven.example"
            )
        },
    )
    library.set_state([number], ReadState.READ)
    library.toggle_star([number])
    library.add_tag([number], "Water")
    (row,) = library.rows([number])
    assert (row.path, row.position, row.title, row.site) == ("/n/leak.html", 0, "Leak", "Ven Post")
    assert (row.byline, row.published, row.words, row.stage) == ("Ines Quarry", "2024-05-02", 7, Stage.CLEAN)
    assert row.url == "https://ven.example"
    assert (row.state, row.starred, row.archived, row.tags) == (ReadState.READ, True, False, ("Water",))


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (["/n"], ["/n", "/n/a", "/n/b/c"]),
        (["/n/"], ["/n", "/n/a", "/n/b/c"]),
        (["/n/b"], ["/n/b/c"]),
        (["/n/a", "/n2"], ["/n/a", "/n2/d"]),
        (["/"], ["/n", "/n/a", "/n/b/c", "/n-x", "/n2/d"]),
        (["/nowhere"], []),
        ([], ["/n", "/n/a", "/n/b/c", "/n-x", "/n2/d"]),
    ],
)
def test_only_files_at_or_under_the_scope_are_seen(library: Library, scope: list[str], seen: Sequence[str]) -> None:
    fill(library, {path: article(title=path) for path in ("/n", "/n/a", "/n/b/c", "/n-x", "/n2/d")})
    library.set_scope(scope)
    assert sorted(titles(library)) == sorted(seen)
    assert sorted(titles(library, "bridge")) == sorted(seen)
    assert sorted(hit.row.title for hit in library.search(parse("bridge"))) == sorted(seen)
    assert library.count() == len(seen)
    assert library.summary().found == len(seen)


def test_a_name_that_is_no_text_is_listed_and_found(library: Library) -> None:
    path = "/n/caf\udce9\n.html"
    library.sync(["/n"], [found(path)], [SkippedFile("/n/\udcff", "type", "Not text.")], version=VERSION)
    (row,) = library.first_rows(1)
    assert row.path == path
    assert row.title == r"caf\xe9␊"
    assert library.find(path) == row.id
    library.set_scope([path])
    assert library.count() == 1
    assert library.problems() == []


def test_archived_articles_leave_the_list_unless_asked_for(library: Library) -> None:
    one, two = fill(library, {"/n/1": article(title="one"), "/n/2": article(title="two")})
    assert library.set_archived([one], True) == "1 archived"
    assert titles(library) == ["two"]
    assert titles(library, "bridge") == ["two"]
    assert titles(library, "is:archived") == ["one"]
    assert titles(library, "is:all") == ["one", "two"]
    assert library.set_archived([one, two], False) == "1 taken out of the archive"
    assert titles(library) == ["one", "two"]


def test_an_account_of_every_file_is_kept(library: Library) -> None:
    files = [found(f"/n/{name}") for name in ("read", "part", "bad", "worse", "waiting")]
    skipped = [SkippedFile("/n/link", "symlink", "It is a link."), SkippedFile("/n/x.bin", "type", "No text.")]
    library.sync(["/n"], files, skipped, version=VERSION)
    library.store(files[0], [quoted_article()], version=VERSION, analysed=1)
    library.store(files[1], [article(), article("Other.")], problems=["line 3: not JSON"], version=VERSION)
    library.store_failure(files[2], "binary", "It is no text.", version=VERSION)
    library.store(files[3], [], problems=["line 1: not JSON"], version=VERSION)
    summary = library.summary()
    assert (summary.found, summary.read, summary.waiting, summary.failed, summary.skipped) == (7, 2, 1, 2, 2)
    assert summary.found == summary.read + summary.waiting + summary.failed + summary.skipped
    assert (summary.partial, summary.articles, summary.analysed) == (1, 3, 1)
    assert {(reason.kind, reason.code, reason.count) for reason in summary.reasons} == {
        ("failed", "binary", 1),
        ("failed", "empty", 1),
        ("skipped", "symlink", 1),
        ("skipped", "type", 1),
    }
    assert [(p.path, p.kind, p.message) for p in library.problems()] == [
        ("/n/bad", "failed", "It is no text."),
        ("/n/worse", "failed", "line 1: not JSON"),
        ("/n/part", "partial", "line 3: not JSON"),
        ("/n/link", "skipped", "It is a link."),
        ("/n/x.bin", "skipped", "No text."),
    ]


def test_the_list_walks_one_index_without_sorting(library: Library) -> None:
    """What keeps lists and searches fast at any size: the plan, not the clock."""
    fill(library, {"/n/1": article()})
    for text in ("", "bridge", "is:unread", "-is:starred bridge"):
        selection = library._select(parse(text))
        key = "a.recency" if selection.match is None else "fulltext.rowid"
        sql = f"EXPLAIN QUERY PLAN SELECT a.id {selection.source()} ORDER BY {key} DESC"
        plan = " / ".join(row[3] for row in library._reader.execute(sql, selection.values))
        assert "COVERING INDEX article_newest" in plan
        assert "TEMP B-TREE" not in plan
