from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_samples import VERSION, article, fill, found, quoted_article, titles

from reader.article import BODY_ROLES, Article, Block, Entity, Quote, Role
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.model import Stage
from reader.library.query import parse


def test_an_article_comes_back_as_it_was_stored(library: Library) -> None:
    stored = Article(
        blocks=(
            Block("Leak", Role.TITLE),
            Block("The bridge leaks.", Role.STANDFIRST, confidence=0.7),
            Block("", Role.PARAGRAPH),
            Block("Share", Role.REMOVED, "share", 0.8),
            Block("A heading", Role.SUBHEAD, level=2),
            Block("The Ven\n\nrose.", Role.PARAGRAPH),
            Block("Photo: B. Haas", Role.CAPTION),
        ),
        title="Leak",
        byline="Ines Quarry",
        site="Ven Post",
        url="https://ven.example/a?b#c",
        published="2024-05-02T10:00:00+02:00",
        language="en",
        tags=("Water", "Ven"),
        entities=(Entity("Ven", "PLACE", ((25, 28), (40, 43)), ("the Ven",), "river", 0.5, 0.25),),
        quotes=(Quote(4, 10, "indirect", None, None, "said", "that", 0.5, True), Quote(1, 2, "mixed", "Bo", "he")),
        confidence=0.75,
        warnings=("Cut at 1 MB.",),
    )
    (number,) = library.store(found("/n/a"), [stored], version=VERSION, analysed=2)
    assert library.article(number) == stored


ROLES = st.sampled_from(sorted(Role))
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(0x20)))), max_size=40
)


@given(st.lists(st.builds(Block, TEXTS, ROLES, st.none() | TEXTS, st.floats(0, 1), st.integers(0, 6)), max_size=8))
def test_blocks_of_any_kind_come_back(blocks: list[Block]) -> None:
    with Library.open(None, None) as library:
        stored = Article(tuple(blocks))
        (number,) = library.store(found("/n/a"), [stored], version=1)
        assert library.article(number) == stored


def test_text_that_no_database_takes_keeps_its_length(library: Library) -> None:
    """Ingest lets no such text pass; the library must not fall over one all the same."""
    text = "a\ud800b\x00c\x1bd\x02e"
    stored = Article((Block(text, Role.PARAGRAPH),), title=text, byline=text, tags=(text,), warnings=(text,))
    (number,) = library.store(found("/n/a"), [stored], problems=[text], version=1)
    back = library.article(number)
    assert back is not None
    assert back.text == back.title == "a\ufffdb␀c␛d␂e"
    library.store_failure(found("/n/b"), "bad", text, version=1)
    library.put_setting("last", text)
    library.add_tag([number], text)
    assert library.check() == []


def test_ids_stay_when_a_file_is_read_again(library: Library) -> None:
    first = library.store(found("/n/a"), [article("One."), article("Two."), article("Three.")], version=VERSION)
    again = library.store(found("/n/a", size=200), [article("Uno."), article("Dos.")], version=VERSION)
    assert again == first[:2]
    assert library.article(first[2]) is None
    assert titles(library, "three") == []
    assert library.find("/n/a", 1) == first[1]
    assert library.find("/n/a", 2) is None
    assert library.check() == []


def test_the_ids_of_articles_that_are_gone_are_not_used_again(library: Library) -> None:
    (old,) = fill(library, {"/n/a": article()})
    library.sync(["/n"], [], [], version=VERSION)
    (new,) = fill(library, {"/n/b": article()})
    assert new > old


def test_new_files_are_rows_at_once(library: Library) -> None:
    plan = library.sync(["/n"], [found("/n/2024-05-02_bridge-shut.html"), found("/n/.x")], [], version=VERSION)
    assert [file.path for file in plan.new] == ["/n/2024-05-02_bridge-shut.html", "/n/.x"]
    assert [(row.title, row.stage) for row in library.first_rows(5)] == [
        (".x", Stage.LISTED),
        ("2024-05-02 bridge shut", Stage.LISTED),
    ]


def test_only_what_changed_is_to_be_read(library: Library) -> None:
    files = {name: found(f"/n/{name}", mtime_ns=number) for number, name in enumerate("abcdefg")}
    for name in "abcde":
        fill(library, {f"/n/{name}": article(name)})
        library.store(files[name], [article(name)], version=2 if name == "c" else VERSION)
    library.store_failure(files["f"], "binary", "It is no text.", version=VERSION)
    now = [
        files["a"],
        found("/n/b", size=1, mtime_ns=1),
        files["c"],
        found("/n/d", mtime_ns=99),
        files["f"],
        files["g"],
        files["g"],
    ]
    plan = library.sync(["/n"], now, [], version=VERSION)
    assert [file.path for file in plan.changed] == ["/n/b", "/n/c", "/n/d"]
    assert [file.path for file in plan.new] == ["/n/g"]
    assert plan.removed == ("/n/e",)
    assert plan.unchanged == 2, "a failure is tried again when the file or the code changes, not before"
    assert plan.moved == ()
    assert plan.todo == plan.new + plan.changed


def test_a_file_that_was_listed_but_never_read_is_still_new(library: Library) -> None:
    library.sync(["/n"], [found("/n/a")], [], version=VERSION)
    plan = library.sync(["/n"], [found("/n/a")], [], version=VERSION)
    assert [file.path for file in plan.new] == ["/n/a"]
    assert library.count() == 1


def test_files_of_other_folders_stay(library: Library) -> None:
    fill(library, {"/n/a": article(), "/m/b": article(), "/n2": article()})
    plan = library.sync(["/n"], [], [], version=VERSION)
    assert plan.removed == ("/n/a",)
    assert library.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (found("/n/a.txt"), found("/n/sub/a.txt"), True),
        (found("/n/a.txt"), found("/n/b.txt"), True),
        (found("/n/a.txt", mtime_ns=5_000_000_000), found("/n/sub/a.txt", mtime_ns=5_000_000_000), True),
        (found("/n/a.txt", mtime_ns=5_000_000_000), found("/n/b.txt", mtime_ns=5_000_000_000), False),
        (found("/n/a.txt"), found("/n/sub/a.txt", size=101), False),
    ],
)
def test_a_file_that_moved_is_not_read_again(library: Library, old: object, new: object, moved: bool) -> None:
    """Another name counts as a move only with a time to the nanosecond, since archives round times to seconds."""
    from reader.article import FoundFile

    assert isinstance(old, FoundFile)
    assert isinstance(new, FoundFile)
    (number,) = library.store(old, [article()], version=VERSION)
    plan = library.sync(["/n"], [new], [], version=VERSION)
    if moved:
        assert plan.moved == ((old.path, new),)
        assert (plan.todo, plan.removed) == ((), ())
        assert library.find(new.path) == number
        assert titles(library, f'path:"{new.path}"') == ["Bridge shut"]
    else:
        assert plan.moved == ()
        assert plan.new == (new,)
        assert plan.removed == (old.path,)


def test_files_that_could_be_each_other_are_read_again(library: Library) -> None:
    fill(library, {"/n/a": article("A."), "/n/b": article("B.")})
    plan = library.sync(["/n"], [found("/n/c"), found("/n/d")], [], version=VERSION)
    assert plan.moved == ()
    assert len(plan.new) == len(plan.removed) == 2


def test_two_files_may_change_places(library: Library) -> None:
    one = library.store(found("/n/x/a", mtime_ns=1), [article("One.")], version=VERSION)
    two = library.store(found("/n/y/a", mtime_ns=2), [article("Two.")], version=VERSION)
    plan = library.sync(["/n"], [found("/n/y/b", mtime_ns=1), found("/n/x/b", mtime_ns=2)], [], version=VERSION)
    assert len(plan.moved) == 2
    assert library.find("/n/y/b") == one[0]
    assert library.find("/n/x/b") == two[0]


def test_a_failure_is_a_row_with_its_reason_and_leaves_no_words_behind(library: Library) -> None:
    (number,) = fill(library, {"/n/a": quoted_article()}, analysed=1)
    library.store_failure(found("/n/a"), "binary", "It is no text.", version=VERSION)
    (row,) = library.first_rows(5, parse("is:failed"))
    assert (row.id, row.title, row.stage, row.problem) == (number, "a", Stage.FAILED, "It is no text.")
    assert library.article(number) is None
    assert titles(library, "bridge") == []
    assert library.entity_counts() == []
    assert fill(library, {"/n/a": article()}) == [number]
    assert library.rows([number])[0].stage is Stage.CLEAN
    assert library.check() == []


def test_analysis_follows_and_is_asked_for_until_it_is_there(library: Library) -> None:
    full = quoted_article(published="2024-01-01")
    bare = Article(full.blocks, full.title, site=full.site, published="2024-01-01")
    one, two = fill(library, {"/n/a": article(), "/n/b": bare})
    library.store_failure(found("/n/c"), "binary", "No.", version=VERSION)
    assert library.pending(version=5, limit=9) == [two, one]
    assert library.pending(version=5, limit=1) == [two]
    assert library.store_analysis(two, full.entities, full.quotes, version=5)
    assert library.article(two) == full
    assert library.rows([two])[0].stage is Stage.ANALYSED
    assert library.pending(version=5, limit=9) == [one]
    assert library.pending(version=6, limit=9) == [two, one]
    library.set_scope(["/n/b"])
    assert library.pending(version=6, limit=9) == [two]


def test_an_analysis_of_another_text_is_refused(library: Library) -> None:
    full = quoted_article()
    (number,) = fill(library, {"/n/a": article("Quite another text.")})
    assert not library.store_analysis(number, full.entities, full.quotes, version=1, text=full.text)
    assert not library.store_analysis(999, full.entities, full.quotes, version=1)
    assert library.rows([number])[0].stage is Stage.CLEAN
    assert library.store_analysis(number, (), (), version=1, text="Quite another text.")


def test_the_same_words_keep_their_analysis(library: Library) -> None:
    full = quoted_article()
    (number,) = fill(library, {"/n/a": full}, analysed=4)
    plain = Article(full.blocks, full.title, site="Halm Echo")
    fill(library, {"/n/a": plain})
    assert library.rows([number])[0].stage is Stage.ANALYSED
    back = library.article(number)
    assert back is not None
    assert (back.site, back.entities) == ("Halm Echo", full.entities)


def test_other_words_lose_their_analysis(library: Library) -> None:
    (number,) = fill(library, {"/n/a": quoted_article()}, analysed=4)
    fill(library, {"/n/a": article("Other words.")})
    assert library.rows([number])[0].stage is Stage.CLEAN
    assert library.entity_counts() == []
    assert library.quotes() == []
    assert library.pending(version=4, limit=9) == [number]


def test_a_batch_is_kept_whole_or_not_at_all(library: Library) -> None:
    def interrupted() -> None:
        with library.batch():
            fill(library, {"/n/a": article(), "/n/b": article()})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert library.count() == 0
    with library.batch():
        fill(library, {"/n/a": article(), "/n/b": article()})
        fill(library, {"/n/a": article("The mill burnt.")})
    assert titles(library, "mill") == ["Bridge shut"]
    assert library.count(parse("bridge over")) == 1
    assert library.check() == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["store", "several", "fail", "remove", "move"]),
        st.sampled_from("abc"),
        st.sampled_from(["bridge", "mill", "Ven"]),
        st.sampled_from([None, "2024-05-02", "1999"]),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=3))
def test_search_agrees_with_the_articles_after_any_history(
    batches: list[list[tuple[str, str, str, str | None]]],
) -> None:
    with Library.open(None, None) as library:
        shelf: dict[str, list[str]] = {}
        for steps in batches:
            with library.batch():
                for step, name, word, date in steps:
                    _take(library, shelf, step, f"/n/{name}", word, date)
        assert library.check() == []
        for word in ("bridge", "mill", "ven"):
            expected = sorted(path for path, words in shelf.items() for one in words if one.lower() == word)
            assert sorted(row.path for row in library.first_rows(99, parse(word))) == expected


def _take(library: Library, shelf: dict[str, list[str]], step: str, path: str, word: str, date: str | None) -> None:
    match step:
        case "store" | "several":
            shelf[path] = [word] if step == "store" else [word, "mill"]
            texts = [article(one, title="t", published=date) for one in shelf[path]]
            library.store(found(path), texts, version=VERSION)
        case "fail":
            shelf[path] = []
            library.store_failure(found(path), "bad", "No.", version=VERSION)
        case "remove":
            shelf.pop(path, None)
            library.sync(["/n"], [found(other) for other in shelf], [], version=VERSION)
        case _:
            shelf.pop("/n/z", None)
            library.sync(["/n/z"], [], [], version=VERSION)


def test_a_companion_reads_and_writes_the_same_library_from_another_thread(library: Library) -> None:
    failures: list[LibraryError] = []

    def attempt(work: Callable[[], None]) -> None:
        try:
            work()
        except LibraryError as error:
            failures.append(error)

    other = library.companion()

    def index() -> None:
        for number in range(60):
            fill(other, {f"/n/{number}": article(f"Text {number} of the mill.")})

    thread = threading.Thread(target=attempt, args=(index,))
    thread.start()
    while thread.is_alive():
        attempt(lambda: library.put_setting("count", str(library.count(parse("mill")))))
    thread.join()
    other.close()
    assert failures == []
    assert library.count(parse("mill")) == 60


def test_text_blocks_of_the_body_are_stored_once(paths: tuple[Path, Path]) -> None:
    words = " ".join(f"Ven{number * 7919 % 100_003 % 503}" for number in range(30_000))
    with Library.open(*paths):
        pass
    empty = paths[0].stat().st_size
    with Library.open(*paths) as library:
        library.store(found("/n/a"), [Article((Block(words, Role.PARAGRAPH),))], version=1)
    assert paths[0].stat().st_size - empty < 1.5 * len(words)
    assert Role.PARAGRAPH in BODY_ROLES


def test_errors_of_the_database_are_sentences(library: Library) -> None:
    library.close()
    with pytest.raises(LibraryError, match="did not work"):
        library.count()


def test_a_check_sees_a_search_index_and_totals_that_do_not_fit(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a": quoted_article()}, analysed=1)
        assert library.check() == []
        library._index.connection.execute("UPDATE name SET mentions = 7 WHERE type = 'ORG'")
        assert library.check() == ["The index: the totals of 1 names are off."]
        library._index.connection.execute("UPDATE body SET text = 'other words'")
        assert "search index does not fit" in library.check()[1]


def test_marks_of_another_machine_find_their_articles(tmp_path: Path) -> None:
    """The marks may be carried about, as by a synchronised folder; the index stays."""
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    articles = {"/n/a": article("The mill burnt."), "/n/b": article("The Ven rose."), "/n/c": article("Far off.")}
    with Library.open(here, None) as library:
        fill(library, articles)
    with Library.open(there, tmp_path / "marks.db") as library:
        library.toggle_star(fill(library, {"/elsewhere/a": articles["/n/a"], "/n/b": article("The Ven rose again.")}))
    with Library.open(here, tmp_path / "marks.db") as library:
        assert titles(library, "is:starred") == []
        library.sync(["/n"], [found(path) for path in articles], [], version=VERSION)
        assert [row.path for row in library.first_rows(9, parse("is:starred"))] == ["/n/a", "/n/b"]


def test_a_book_does_not_stop_the_search(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.search._MOST_CHARACTERS", 1000)
    fill(library, {f"/n/{n}": article("Many mills. " * 100, published=f"2024-01-0{9 - n}") for n in range(3)})
    hits = library.search(parse("mills"))
    assert [len(hit.anchors) for hit in hits] == [100, 0, 0]
    assert [hit.snippet[:10] for hit in hits] == ["Many mills"] * 3
    assert all(hit.snippet for hit in library.search(parse("site:ven")))
