from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.indexing import Event, Finished, Indexer, RowsChanged, Trouble
from reader.indexing.looking import look
from reader.indexing.watching import Watch
from reader.library.library import Library

STORY = "{0}\n\nThe council of Saltby voted on the road to {0} after a year of complaints.\n"


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open(None, None) as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("North Farm", "South Farm"):
        (folder / f"{name}.txt").write_text(STORY.format(name))
    return folder


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


class Watched:
    """A library whose folders an indexer keeps an eye on."""

    def __init__(self, library: Library, *paths: Path) -> None:
        self.library = library
        self.events: list[Event] = []
        self.indexer = Indexer(
            library.companion, [*map(str, paths)], Settings(workers=1), self.events.append, analyse=False
        )

    def __enter__(self) -> Watched:
        self.indexer.start()
        assert wait_until(lambda: any(isinstance(event, Finished) for event in self.events))
        return self

    def __exit__(self, *_: object) -> None:
        self.indexer.stop()

    def shows(self, *titles: str) -> bool:
        return wait_until(lambda: {row.title for row in self.library.first_rows(99)} == set(titles))


def test_a_new_a_changed_and_a_removed_file_show_by_themselves(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        (folder / "East Farm.txt").write_text(STORY.format("East Farm"))
        assert watched.shows("North Farm", "South Farm", "East Farm")
        (folder / "North Farm.txt").write_text(STORY.format("North Farm House"))
        assert watched.shows("North Farm House", "South Farm", "East Farm")
        (folder / "South Farm.txt").unlink()
        assert watched.shows("North Farm House", "East Farm")


def test_a_new_folder_is_watched_too_and_a_moved_file_keeps_its_id(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        before = library.find(str(folder / "North Farm.txt"))
        (folder / "2024").mkdir()
        (folder / "North Farm.txt").rename(folder / "2024" / "North Farm.txt")
        assert wait_until(lambda: library.find(str(folder / "2024" / "North Farm.txt")) == before)
        (folder / "2024" / "West Farm.txt").write_text(STORY.format("West Farm"))
        assert watched.shows("North Farm", "South Farm", "West Farm")


def test_a_single_file_that_a_program_puts_in_place_anew_is_read_again(library: Library, folder: Path) -> None:
    path = folder / "North Farm.txt"
    with Watched(library, path) as watched:
        (folder / "new").write_text(STORY.format("Rebuilt Farm"))
        (folder / "new").replace(path)
        assert watched.shows("Rebuilt Farm")


def test_what_changes_under_hidden_names_or_says_nothing_new_is_no_news(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        (folder / ".git").mkdir()
        time.sleep(1.2)
        told = len([event for event in watched.events if isinstance(event, RowsChanged | Finished)])
        (folder / ".git" / "index.txt").write_text("x")
        (folder / "North Farm.txt").chmod(0o600)
        time.sleep(1.5)
        assert len([event for event in watched.events if isinstance(event, RowsChanged | Finished)]) == told


def test_a_system_that_cannot_watch_is_told_of_once(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> Iterator[object]:
        raise OSError("OS file watch limit reached. about [...]")

    monkeypatch.setattr("watchfiles.watch", refuse)
    with Watched(library, folder) as watched:
        assert wait_until(lambda: any(isinstance(event, Trouble) for event in watched.events))
        (folder / "East Farm.txt").write_text(STORY.format("East Farm"))
        watched.indexer.rescan()
        assert watched.shows("North Farm", "South Farm", "East Farm")
        troubles = [event.message for event in watched.events if isinstance(event, Trouble)]
        assert len(troubles) == 1
        assert "(the system has no room for so many watches)" in troubles[0]


def test_a_watch_ends_soon_after_it_was_stopped(folder: Path) -> None:
    before = threading.active_count()
    watch = Watch([str(folder)], lambda: None, lambda _reason: None)
    watch.start()
    time.sleep(0.3)
    watch.stop()
    assert wait_until(lambda: threading.active_count() == before, 5)


def test_the_interface_starts_without_watchfiles() -> None:
    code = "import sys, reader.indexing, reader.indexing.run; sys.exit('watchfiles' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_that_is_gone_keeps_its_articles_and_is_told_of_once(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        away = folder.with_name("away")
        folder.rename(away)
        watched.indexer.rescan()
        watched.indexer.rescan()
        assert wait_until(lambda: any(isinstance(event, Trouble) for event in watched.events))
        assert watched.shows("North Farm", "South Farm")
        troubles = [event.message for event in watched.events if isinstance(event, Trouble)]
        assert len(troubles) == 1
        assert "cannot be looked at just now" in troubles[0]
        away.rename(folder)
        (folder / "South Farm.txt").unlink()
        watched.indexer.rescan()
        assert watched.shows("North Farm")


def test_what_is_absent_is_not_found_and_a_file_that_went_is_gone(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.txt").write_text("x")
    roots = [str(tmp_path / name) for name in ("here", "disk", "gone.txt")]
    seen = look(roots, lambda: False)
    assert seen is not None
    assert [Path(file.path).name for file in seen.found] == ["a.txt"]
    assert (seen.absent, seen.skipped) == ((roots[1],), ())
    assert roots[2] in seen.roots
    assert look(roots, lambda: True) is None
