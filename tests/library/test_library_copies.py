from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from copied_stories import Press
from library_samples import article, found, titles

from reader.article import Article, Quote
from reader.library import migrations
from reader.library.connection import INDEX
from reader.library.library import Library
from reader.library.model import ReadState, Sort
from reader.library.query import parse
from reader.text.copies import FEWEST_WORDS, alike, bands, shingles

PRESS = Press(3)
STORY = PRESS.story()
OTHER = PRESS.story()


def put(library: Library, path: str, paragraphs: list[str], *, title: str, published: str | None = None) -> int:
    story = article("\n\n".join(paragraphs), title=title, published=published)
    return put_article(library, path, story)


def put_article(library: Library, path: str, story: Article) -> int:
    (number,) = library.store(found(path), [story], version=3, bands=[bands(story.title, story.text)])
    return number


def test_a_copy_stands_under_the_earliest_whatever_comes_first(library: Library) -> None:
    for path, title, day in (
        ("/c", "Third", "2024-05-03"),
        ("/a", "First", "2024-05-01"),
        ("/b", "Second", "2024-05-02"),
    ):
        put(library, path, PRESS.copy(STORY), title=title, published=day)
    put(library, "/d", OTHER, title="Other", published="2024-05-09")
    put(library, "/e", PRESS.has_a_dateline(STORY), title="Undated")
    assert titles(library) == ["Other", "First"]
    assert [row.copies for row in library.first_rows(9)] == [0, 3]
    first = library.find("/a")
    assert first is not None
    assert [row.title for row in library.copies(first)] == ["Second", "Third", "Undated"]
    assert library.count() == len(library.ids()) == 2


def test_copies_are_found_by_asking_for_them(library: Library) -> None:
    put(library, "/a", STORY, title="First", published="2024-05-01")
    second = put(library, "/b", PRESS.copy(STORY), title="Second", published="2024-05-02")
    assert titles(library, "is:copy") == ["Second"]
    assert titles(library, "is:all") == ["Second", "First"]
    assert titles(library, "-is:copy") == ["First"]
    assert [row.copies for row in library.rows([second])] == [1]


def test_a_search_shows_the_earliest_copy_that_has_the_word(library: Library) -> None:
    put(library, "/a", STORY, title="First", published="2024-05-01")
    put(library, "/b", [*STORY, "A lighthouse was built."], title="Second", published="2024-05-02")
    put(library, "/c", [*STORY, "The lighthouse was built."], title="Third", published="2024-05-03")
    assert titles(library, "lighthouse") == ["Second"]
    assert library.count(parse("lighthouse")) == 1
    (hit,) = library.search(parse("lighthouse"), limit=1)
    assert (hit.row.title, len(hit.matches)) == ("Second", 1)
    for order in Sort:
        assert [hit.row.title for hit in library.search(parse("lighthouse"), sort=order)] == ["Second"]


def test_a_folder_shows_its_own_copy_of_what_another_folder_had_earlier(library: Library) -> None:
    put(library, "/old/a", STORY, title="First", published="2024-05-01")
    put(library, "/new/b", PRESS.copy(STORY), title="Second", published="2024-05-02")
    put(library, "/new/c", PRESS.copy(STORY), title="Third", published="2024-05-03")
    library.set_scope(["/new"])
    assert titles(library) == ["Second"]
    assert (library.count(), len(library.ids())) == (1, 1)


def test_many_copies_leave_a_page_full(library: Library) -> None:
    with library.batch():
        for number in range(120):
            put(
                library,
                f"/a/{number}",
                STORY,
                title=f"Copy {number}",
                published=f"2024-05-01T{number // 60:02}:{number % 60:02}",
            )
        for number in range(30):
            put(library, f"/b/{number}", PRESS.story(), title=f"Other {number}", published="2023-01-01")
    assert [row.copies for row in library.first_rows(10)] == [119] + [0] * 9
    word = STORY[0].split()[0]
    assert next(hit.row.title for hit in library.search(parse(word), limit=5)) == "Copy 0"


def test_a_group_goes_on_when_its_earliest_leaves(library: Library) -> None:
    for day in (1, 2, 3):
        put(library, f"/n/{day}", PRESS.copy(STORY), title=f"Day {day}", published=f"2024-05-0{day}")
    library.sync(["/n"], [found("/n/2"), found("/n/3")], [], version=3)
    assert titles(library) == ["Day 2"]
    put(library, "/n/4", PRESS.copy(STORY), title="Day 4", published="2024-05-04")
    assert [row.copies for row in library.first_rows(9)] == [2]
    put(library, "/n/2", OTHER, title="Another story", published="2024-05-02")
    assert titles(library) == ["Day 3", "Another story"]
    library.store_failure(found("/n/3"), "empty", "It is empty.", version=3)
    assert titles(library) == ["Day 4", "Another story", "3"]
    assert library.check() == []


def test_two_groups_become_one_when_an_article_repeats_both(library: Library) -> None:
    put(library, "/a", STORY[:7], title="Beginning", published="2024-05-01")
    put(library, "/b", STORY[3:10], title="End", published="2024-05-02")
    assert titles(library) == ["End", "Beginning"]
    put(library, "/c", STORY[:10], title="Whole", published="2024-04-30")
    assert titles(library) == ["Whole"]
    assert len(library.ids(parse("is:all"))) == 3


def test_reading_one_can_mark_all_and_undo_is_one_step(library: Library) -> None:
    first = put(library, "/a", STORY, title="First", published="2024-05-01")
    put(library, "/b", PRESS.copy(STORY), title="Second", published="2024-05-02")
    assert library.set_state([first], ReadState.READ, whole_group=True) == "2 marked read, copies included"
    assert titles(library, "is:unread is:all") == []
    library.undo()
    assert len(titles(library, "is:unread is:all")) == 2


def test_short_texts_are_copies_only_when_title_and_text_are_the_same(library: Library) -> None:
    """A notice in place of the story stands in many files, each of another article."""
    notice = ["To read on, please take out a subscription. It costs little and helps the paper."]
    put(library, "/a", notice, title="Bridge shut")
    put(library, "/b", notice, title="Mill burns")
    assert len(titles(library)) == 2
    put(library, "/c", notice, title="Bridge shut")
    assert sorted(titles(library)) == ["Bridge shut", "Mill burns"]


def test_what_says_the_same_thing_again_and_again_is_no_copy_of_its_like() -> None:
    first, second = (f"{'The old gate was painted green on Monday. ' * 40} Gate {name} came last." for name in "ab")
    assert not alike(shingles("Gate", first), shingles("Gate", second))
    assert set(bands("Gate", first)).isdisjoint(bands("Gate", second))
    assert alike(shingles("Gate", first), shingles("GATE", first.upper()))


def test_reports_of_one_template_stay_apart() -> None:
    rng = random.Random(5)
    towns = [PRESS.sentence()[:-1] for _ in range(40)]

    def report() -> str:
        lines = [f"In {town} it was {rng.randint(0, 30)} degrees with {rng.randint(0, 9)} mm." for town in towns]
        return " ".join(rng.sample(lines, 12))

    made = [shingles("Weather", report()) for _ in range(30)]
    assert not any(alike(one, other) for one, other in combinations(made, 2))


def test_known_copies_are_found_and_nothing_else(library: Library) -> None:
    made = list(Press(11).corpus(700, 0.25))
    numbers = {}
    with library.batch():
        for at, (story, paragraphs) in enumerate(made):
            day = f"2024-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}"
            numbers[put(library, f"/n/{at}", paragraphs, title=f"t{at}", published=day)] = story
    stories: dict[int, set[int]] = {}
    for row in library.first_rows(10_000):
        members = {row.id, *(other.id for other in library.copies(row.id))}
        assert len({numbers[member] for member in members}) == 1, "a false pair"
        stories.setdefault(numbers[row.id], set()).add(row.id)
    copied = len(made) - len(stories)
    missed = sum(len(rows) - 1 for rows in stories.values())
    assert copied > 100
    assert missed <= 0.02 * copied


def test_bands_are_the_same_in_every_run_and_whatever_the_spacing() -> None:
    text = " ".join(STORY)
    assert bands("a", text) == bands("b", text.replace(" ", "\n\n").upper())
    numbers = " ".join(map(str, range(FEWEST_WORDS)))
    assert bands("", numbers)[:2] == (11009202, -1065025809)
    assert bands("t", "") == ()
    assert len(bands("t", "three short words")) == 2
    assert len(bands("標題", "".join(f"市長は第{n}の橋の修理を約束した。" for n in range(40)))) == 20


def test_an_index_of_the_first_schema_is_brought_up_and_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(migrations.script(INDEX, 1))
        raw.execute("PRAGMA user_version = 1")
        raw.execute(f"PRAGMA application_id = {INDEX.application_id}")
        raw.execute(
            "INSERT INTO file (id, path, folded, size, mtime_ns, version) VALUES (1, ?, '', 100, 5, 9)", (b"/n/a",)
        )
        raw.execute(
            "INSERT INTO article (id, recency, file, position, mark, stage, title, title_key, analysis)"
            " VALUES (1, -1, 1, 0, 77, 2, 'Old', 'old', 4)"
        )
        raw.execute("INSERT INTO body VALUES (1, ?, ?)", (" ".join(STORY), '{"blocks":[],"tags":[],"warnings":[]}'))
        raw.execute("INSERT INTO fulltext (rowid, title, text) VALUES (-1, 'Old', ?)", (" ".join(STORY),))
    with Library.open(path, tmp_path / "marks.db") as library:
        assert library.warnings == []
        assert library.check() == []
        assert titles(library) == ["Old"]
        plan = library.sync(["/n"], [found("/n/a", mtime_ns=5)], [], version=9)
        assert [file.path for file in plan.todo] == ["/n/a"]
        put(library, "/n/b", STORY, title="New")
        put(library, "/n/a", STORY, title="Old")
        assert titles(library) == ["Old"]


@pytest.mark.parametrize("seed", range(3))
def test_groups_survive_any_order_of_coming_and_going(library: Library, seed: int) -> None:
    rng = random.Random(seed)
    printed = {f"/n/{at}": (story, text) for at, (story, text) in enumerate(Press(seed).corpus(24, 0.6))}
    for _ in range(80):
        path = rng.choice(list(printed))
        if rng.random() < 0.3:
            rest = [found(str(row.path)) for row in library.first_rows(99, parse("is:all")) if row.path != path]
            library.sync(["/n"], rest, [], version=3)
        else:
            put(library, path, printed[path][1], title=path, published=f"2024-01-{rng.randint(1, 28):02}")
    here = {printed[row.path][0] for row in library.first_rows(99, parse("is:all"))}
    assert {printed[row.path][0] for row in library.first_rows(99)} == here
    assert library.check() == []


def test_a_story_in_several_files_is_quoted_once_unless_copies_are_asked_for(library: Library) -> None:
    told = "“The quay leaks,” Ada Brun said."
    for path, day in (("/a", "2024-05-01"), ("/b", "2024-05-02")):
        plain = article("\n\n".join([told, *PRESS.copy(STORY)]), title=path, published=day)
        quote = Quote(1, 17, "direct", "Ada Brun", "Ada Brun", "said", "after", 0.95)
        story = replace(plain, quotes=(quote,))
        library.store(found(path), [story], version=3, analysed=1, bands=[bands(story.title, story.text)])
    assert [hit.row.title for hit in library.quotes(speaker="Ada Brun", copies=False)] == ["/a"]
    assert [hit.row.title for hit in library.quotes(copies=False)] == ["/a"]
    assert [hit.row.title for hit in library.quotes(query=parse("is:all"), copies=False)] == ["/b", "/a"]
    assert [hit.row.title for hit in library.quotes(speaker="Ada Brun")] == ["/b", "/a"]
