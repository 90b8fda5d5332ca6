from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from library_samples import VERSION, article, fill, found, quoted_article, titles

from reader.article import Anchor, Article, FoundFile
from reader.errors import UsageError
from reader.library.library import Library
from reader.library.model import ReadState
from reader.library.query import parse


def test_every_change_says_what_it_did(library: Library) -> None:
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.") for n in range(3)})
    assert library.set_state(ids, ReadState.READ) == "3 marked read"
    assert library.set_state(ids[:1], ReadState.UNREAD) == "1 marked unread"
    assert library.set_state(ids, ReadState.READ) == "1 marked read"
    assert library.set_state(ids, ReadState.READ) == "Nothing changed: already marked read"
    assert library.toggle_star(ids[:1]) == "1 starred"
    assert library.toggle_star(ids) == "2 starred", "a mixed selection becomes all starred"
    assert library.toggle_star(ids) == "3 unstarred"
    assert library.add_tag(ids[:2], " City  hall ") == "Tag “City hall” added to 2"
    assert library.add_tag(ids, "city HALL") == "Tag “city HALL” added to 1"
    assert library.remove_tag(ids, "CITY hall") == "Tag “CITY hall” removed from 3"
    assert library.remove_tag(ids, "city hall") == "Nothing changed: none is tagged “city hall”"
    assert library.set_archived(ids, True) == "3 archived"
    assert library.set_state([], ReadState.READ) == library.toggle_star([999]) == "Nothing is selected"
    with pytest.raises(UsageError):
        library.add_tag(ids, "  ")


def test_states_are_found_by_queries(library: Library) -> None:
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.", title=f"t{n}") for n in range(4)})
    library.set_state(ids[:1], ReadState.READ)
    library.save_position(ids[1], Anchor(1, 3), fraction=0.4)
    library.toggle_star(ids[2:3])
    assert titles(library, "is:read") == ["t0"]
    assert titles(library, "is:progress") == ["t1"]
    assert titles(library, "is:unread") == ["t2", "t3"]
    assert titles(library, "is:starred text") == ["t2"]
    assert titles(library, "-is:unread -is:read") == ["t1"]
    library.set_state(ids[:1], ReadState.UNREAD)
    assert titles(library, "is:unread") == ["t0", "t2", "t3"]


def test_undo_takes_back_step_by_step_and_redo_does_it_again(library: Library) -> None:
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.") for n in range(3)})

    def state() -> list[tuple[str, bool, bool, tuple[str, ...]]]:
        return [(row.state.value, row.starred, row.archived, row.tags) for row in library.rows(ids)]

    history = [state()]
    library.set_state(ids[:1], ReadState.PROGRESS)
    acts: list[Callable[[], object]] = [
        lambda: library.set_state(ids, ReadState.READ),
        lambda: library.toggle_star(ids[1:]),
        lambda: library.add_tag(ids, "Water"),
        lambda: library.add_tag(ids[:1], "Mill"),
        lambda: library.remove_tag(ids[:2], "water"),
        lambda: library.set_archived(ids[:1], True),
    ]
    for act in acts:
        history.append(state())
        act()
    now = state()
    assert [library.undo() for _ in range(8)] == [
        "1 archived",
        "tag “water” removed from 2",
        "tag “Mill” added to 1",
        "tag “Water” added to 3",
        "2 starred",
        "3 marked read",
        "1 marked in progress",
        None,
    ]
    assert state() == history[0]
    for before in history[1:]:
        library.redo()
        assert state() == before
    assert library.redo() == "1 archived"
    assert library.redo() is None
    assert state() == now


def test_undo_restores_each_article_to_what_it_was(library: Library) -> None:
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.") for n in range(3)})
    library.set_state(ids[:1], ReadState.READ)
    library.save_position(ids[1], Anchor(0, 0), fraction=0.1)
    library.set_state(ids, ReadState.READ)
    library.undo()
    assert [row.state for row in library.rows(ids)] == [ReadState.READ, ReadState.PROGRESS, ReadState.UNREAD]


def test_a_new_action_ends_what_could_be_done_again(library: Library) -> None:
    ids = fill(library, {"/n/a": article()})
    library.toggle_star(ids)
    library.undo()
    library.set_state(ids, ReadState.READ)
    assert library.redo() is None
    assert library.undo() == "1 marked read"
    assert library.undo() is None


def test_what_changed_nothing_is_no_step_of_undo(library: Library) -> None:
    ids = fill(library, {"/n/a": article()})
    library.set_state(ids, ReadState.READ)
    library.set_state(ids, ReadState.READ)
    library.remove_tag(ids, "nothing")
    assert library.undo() == "1 marked read"
    assert library.undo() is None


def test_reading_on_is_no_step_of_undo_and_keeps_a_read_article_read(library: Library) -> None:
    one, two = fill(library, {"/n/a": article("A."), "/n/b": article("B.")})
    assert library.position(one) is None
    library.save_position(one, Anchor(2, 17, "over the Ven"), fraction=0.5)
    library.save_position(one, Anchor(3, 1, "is shut"), fraction=7.0)
    assert library.position(one) == Anchor(3, 1, "is shut")
    library.set_state([two], ReadState.READ)
    library.save_position(two, Anchor(0, 0), fraction=0.0)
    assert [row.state for row in library.rows([one, two])] == [ReadState.PROGRESS, ReadState.READ]
    assert library.undo() == "1 marked read"
    assert library.undo() is None
    assert library.position(999) is None
    library.save_position(999, Anchor(0, 0), fraction=0.0)


def test_settings_are_kept(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        assert library.get_setting("panes") is None
        library.put_setting("panes", "3")
        library.put_setting("panes", "list,article")
    with Library.open(*paths) as library:
        assert library.get_setting("panes") == "list,article"


def test_undo_reaches_into_the_last_session(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        (number,) = fill(library, {"/n/a": article()})
        library.toggle_star([number])
    with Library.open(*paths) as library:
        assert library.undo() == "1 starred"
        assert not library.rows([number])[0].starred


def test_the_log_forgets_the_oldest_of_many_and_large_actions(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.undo.KEPT", 20)
    monkeypatch.setattr("reader.library.undo._LARGE", 3)
    monkeypatch.setattr("reader.library.undo.MOST_CHANGES", 7)
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.") for n in range(3)})
    for _ in range(30):
        library.toggle_star(ids[:1])
    assert sum(1 for _ in iter(library.undo, None)) == 20
    library.toggle_star(ids[:1])
    for state in (ReadState.READ, ReadState.UNREAD, ReadState.READ):
        library.set_state(ids, state)
    assert sum(1 for _ in iter(library.undo, None)) == 2
    assert [row.state for row in library.rows(ids)] == [ReadState.READ] * 3
    monkeypatch.setattr("reader.library.undo.MOST_CHANGES", 1)
    library.set_state(ids, ReadState.UNREAD)
    assert library.undo() == "3 marked unread"


def test_tags_are_counted(library: Library) -> None:
    ids = fill(library, {f"/n/{n}": article(f"Text {n}.") for n in range(3)})
    library.add_tag(ids, "Water")
    library.add_tag(ids[:1], "Mill")
    assert library.tags() == [("Water", 3), ("Mill", 1)]


def mark(library: Library, path: str, position: int = 0) -> None:
    number = library.find(path, position)
    assert number is not None
    library.toggle_star([number])
    library.add_tag([number], path)


def starred(library: Library) -> list[tuple[str, int]]:
    return sorted((row.path, row.position) for row in library.first_rows(99, parse("is:starred is:all")))


def test_marks_stay_when_the_index_is_deleted(paths: tuple[Path, Path]) -> None:
    articles: dict[str, Article] = {f"/n/{n}": article(f"Text {n}.") for n in range(4)}
    with Library.open(*paths) as library:
        fill(library, articles)
        library.store_failure(found("/n/bad"), "binary", "No text.", version=VERSION)
        mark(library, "/n/2")
        mark(library, "/n/bad")
        library.save_position(library.ids()[0], Anchor(1, 5), fraction=0.5)
    paths[0].unlink()
    with Library.open(*paths) as library:
        library.sync(["/n"], [found(path) for path in (*articles, "/n/bad")], [], version=VERSION)
        assert starred(library) == [("/n/2", 0), ("/n/bad", 0)], "known by path before anything is read"
        fill(library, articles)
        library.store_failure(found("/n/bad"), "binary", "No text.", version=VERSION)
        assert starred(library) == [("/n/2", 0), ("/n/bad", 0)]
        assert titles(library, "tag:/n/2") == ["Bridge shut"]
        assert library.position(library.find("/n/0") or 0) == Anchor(1, 5)


@pytest.mark.parametrize("index_deleted", [False, True])
@pytest.mark.parametrize("new", ["/n/renamed.txt", "/m/elsewhere/a.txt"])
def test_marks_follow_a_file_that_is_renamed_or_moved(paths: tuple[Path, Path], new: str, index_deleted: bool) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a.txt": article("The mill burnt."), "/n/b.txt": article("The Ven rose.")})
        mark(library, "/n/a.txt")
    if index_deleted:
        paths[0].unlink()
    with Library.open(*paths) as library:
        plan = library.sync(["/n", "/m"], [FoundFile(new, 7, 7), found("/n/b.txt")], [], version=VERSION)
        assert plan.moved == ()
        fill(library, {new: article("The mill burnt."), "/n/b.txt": article("The Ven rose.")})
        assert starred(library) == [(new, 0)]
    paths[0].unlink()
    with Library.open(*paths) as library:
        fill(library, {new: article("The mill burnt, they say.")})
        assert starred(library) == [(new, 0)], "the new path is known to the marks"


@pytest.mark.parametrize("index_deleted", [False, True])
def test_marks_stay_when_a_file_is_saved_again(paths: tuple[Path, Path], index_deleted: bool) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a": article("The mill burnt."), "/n/b": article("The Ven rose.")})
        mark(library, "/n/a")
    if index_deleted:
        paths[0].unlink()
    with Library.open(*paths) as library:
        fill(library, {"/n/a": article("The mill burnt.\n\nNobody was hurt."), "/n/b": article("The Ven rose.")})
        assert starred(library) == [("/n/a", 0)]
    paths[0].unlink()
    with Library.open(*paths) as library:
        fill(library, {"/n/c": article("The mill burnt.\n\nNobody was hurt.")})
        assert starred(library) == [("/n/c", 0)], "the new words are known to the marks"


def test_marks_follow_the_address_of_an_article_that_was_moved_and_changed(paths: tuple[Path, Path]) -> None:
    with Library.open(*paths) as library:
        fill(library, {"/n/a": article("The mill burnt.", url="https://www.ven.example/mill?from=x")})
        mark(library, "/n/a")
    with Library.open(*paths) as library:
        library.sync(["/n"], [found("/n/z", size=9)], [], version=VERSION)
        fill(library, {"/n/z": article("The old mill burnt down.", url="http://ven.example/mill/#top")})
        assert starred(library) == [("/n/z", 0)]


@pytest.mark.parametrize("index_deleted", [False, True])
def test_marks_follow_entries_whose_places_in_a_file_change(paths: tuple[Path, Path], index_deleted: bool) -> None:
    entries = [article(f"Entry {n}.", url=f"https://ven.example/{n}") for n in range(4)]
    with Library.open(*paths) as library:
        fill(library, {"/n/all.jsonl": entries})
        mark(library, "/n/all.jsonl", 1)
        mark(library, "/n/all.jsonl", 3)
    if index_deleted:
        paths[0].unlink()
    with Library.open(*paths) as library:
        newest = article("Entry 9.", url="https://ven.example/9")
        fill(library, {"/n/all.jsonl": [newest, entries[0], entries[1], entries[3]]})
        assert starred(library) == [("/n/all.jsonl", 2), ("/n/all.jsonl", 3)]
        fill(library, {"/n/all.jsonl": [newest, entries[0], article("New.", url="https://ven.example/8"), entries[3]]})
        assert starred(library) == [("/n/all.jsonl", 3)], "another address in the same place is another article"
        fill(library, {"/n/all.jsonl": entries})
        assert starred(library) == [("/n/all.jsonl", 1), ("/n/all.jsonl", 3)]


def test_a_copy_of_a_marked_article_is_not_marked(paths: tuple[Path, Path], tmp_path: Path) -> None:
    original = tmp_path / "a.txt"
    original.write_text("x")
    with Library.open(*paths) as library:
        fill(library, {str(original): article("The mill burnt.")})
        mark(library, str(original))
        fill(library, {str(tmp_path / "copy.txt"): article("The mill burnt.")})
        assert starred(library) == [(str(original), 0)]
        library.set_state([library.find(str(tmp_path / "copy.txt")) or 0], ReadState.READ)
        assert len(titles(library, "is:read")) == 1


def test_articles_without_words_do_not_share_marks(library: Library) -> None:
    fill(library, {"/n/a": article("", title=None), "/n/b": article("", title=None)})
    mark(library, "/n/a")
    fill(library, {"/n/b": article("", title=None), "/n/c": article("", title=None)})
    assert starred(library) == [("/n/a", 0)]


def test_marks_of_articles_that_are_gone_wait_for_them(library: Library) -> None:
    fill(library, {"/n/a": article("The mill burnt.")})
    mark(library, "/n/a")
    library.sync(["/n"], [], [], version=VERSION)
    assert starred(library) == []
    fill(library, {"/n/b": article("The mill burnt.")})
    assert starred(library) == [("/n/b", 0)]


def test_a_mark_made_before_a_file_is_read_stays(library: Library) -> None:
    library.sync(["/n"], [found("/n/a"), found("/n/b")], [], version=VERSION)
    mark(library, "/n/a")
    fill(library, {"/n/a": quoted_article(), "/n/b": article()})
    assert starred(library) == [("/n/a", 0)]


def test_marks_follow_a_quick_move(library: Library) -> None:
    fill(library, {"/n/a": article("The mill burnt.")})
    mark(library, "/n/a")
    assert library.sync(["/n"], [found("/n/b")], [], version=VERSION).moved
    assert starred(library) == [("/n/b", 0)]
    fill(library, {"/n/b": article("Other words now.")})
    assert starred(library) == [("/n/b", 0)]
