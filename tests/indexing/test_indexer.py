from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.indexing import (
    AnalysisReady,
    ArticleReady,
    Event,
    Finished,
    Indexer,
    Progress,
    RowsChanged,
    bring_up_to_date,
    looking,
    run,
    summary_sentence,
)
from reader.library.library import Library
from reader.library.model import Stage

STORY = """{title}

The council in Saltby voted on Tuesday to mend the road to {title} before the winter, after a year of complaints.

“We have waited long enough for {title},” said Ada Brun, who chairs it.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("North Farm", "South Farm", "West Farm"):
        (folder / f"{name}.txt").write_text(STORY.format(title=name))
    return folder


def update(library: Library, *paths: Path, analyse: bool = False) -> list[Event]:
    events: list[Event] = []
    bring_up_to_date(library.companion, map(str, paths), Settings(), events.append, analyse=analyse)
    return events


def last_progress(events: list[Event]) -> Progress:
    return next(event.progress for event in reversed(events) if isinstance(event, Finished))


def wait_for(events: list[Event], found: Callable[[Event], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if any(found(event) for event in list(events)):
            return True
        time.sleep(0.02)
    return False


def test_a_folder_becomes_rows_then_texts_then_names_and_quotes(library: Library, folder: Path) -> None:
    events = update(library, folder, analyse=True)
    kinds = [type(event) for event in events]
    assert kinds.index(RowsChanged) < kinds.index(ArticleReady) < kinds.index(AnalysisReady) < kinds.index(Finished)
    rows = library.first_rows(10)
    assert {row.title for row in rows} == {"North Farm", "South Farm", "West Farm"}
    assert {row.stage for row in rows} == {Stage.ANALYSED}
    article = library.article(rows[0].id)
    assert article is not None
    assert article.quotes[0].speaker == "Ada Brun"


def test_lines_that_a_site_repeats_are_hidden_whatever_comes_first(library: Library, folder: Path) -> None:
    note = "\nThe Saltby Echo has been printed beside the water since the herring came, and is read by all.\n"
    for number, name in enumerate(("North Farm", "South Farm")):
        path = folder / f"{name}.txt"
        path.write_text(path.read_text() + f"\nWork begins on day {number} of the month, the surveyor wrote.\n" + note)
        update(library, folder)
    for title in ("North Farm", "South Farm"):
        article = library.article(library.find(str(folder / f"{title}.txt")) or 0)
        assert article is not None
        hidden = {block.text: block.reason for block in article.blocks if not block.shown}
        assert hidden == {note.strip(): "standing-note"}
    assert "herring" not in {row.title for row in library.first_rows(10)}


def test_a_line_that_no_longer_repeats_is_shown_again(library: Library, folder: Path) -> None:
    for name in ("North Farm", "South Farm"):
        path = folder / f"{name}.txt"
        path.write_text(path.read_text() + "\nA standing line of this paper, as it seems to be\n")
    update(library, folder)
    (folder / "South Farm.txt").unlink()
    (folder / "North Farm.txt").touch()
    update(library, folder)
    article = library.article(library.find(str(folder / "North Farm.txt")) or 0)
    assert article is not None
    assert "A standing line" in article.text


def test_a_second_run_reads_nothing(library: Library, folder: Path) -> None:
    update(library, folder, analyse=True)
    events = update(library, folder, analyse=True)
    progress = last_progress(events)
    assert (progress.found, progress.unchanged, progress.done, progress.analysed) == (3, 3, 0, 0)


def test_only_what_changed_is_read_again_and_what_went_leaves(library: Library, folder: Path) -> None:
    update(library, folder)
    (folder / "North Farm.txt").unlink()
    (folder / "South Farm.txt").write_text(STORY.format(title="South Farm Bridge"))
    progress = last_progress(update(library, folder))
    assert (progress.found, progress.unchanged, progress.done) == (2, 1, 1)
    assert {row.title for row in library.first_rows(10)} == {"South Farm Bridge", "West Farm"}


def test_a_file_that_fails_is_counted_and_named(library: Library, folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    events = update(library, folder)
    progress = last_progress(events)
    assert (progress.found, progress.done, progress.failed) == (4, 4, 1)
    failed = [row for row in library.first_rows(10) if row.stage is Stage.FAILED]
    assert [Path(row.path).name for row in failed] == ["broken.json"]
    assert failed[0].problem


def test_stopping_takes_less_than_a_second_and_keeps_what_was_done(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(STORY.format(title=f"Farm {number}"))
    events: list[Event] = []
    indexer = Indexer(library.companion, [str(folder)], Settings(), events.append, analyse=False)
    indexer.start()
    assert wait_for(events, lambda event: isinstance(event, ArticleReady))
    started = time.monotonic()
    indexer.stop()
    # a second, on a machine that does nothing else
    assert time.monotonic() - started < 5
    stored = {event.id for event in events if isinstance(event, ArticleReady)}
    assert stored <= {row.id for row in library.first_rows(300) if row.stage is Stage.CLEAN}


def test_what_the_user_opens_is_analysed_first(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(STORY.format(title=f"Farm {number}"))
    update(library, folder)
    wanted = library.find(str(folder / "29.txt"))
    assert wanted is not None
    order: list[int] = []
    done = threading.Event()

    def listen(event: Event) -> None:
        if isinstance(event, AnalysisReady):
            order.append(event.id)
            if event.id == wanted:
                done.set()

    indexer = Indexer(library.companion, [str(folder)], Settings(workers=1), listen)
    indexer.start()
    indexer.prioritise([wanted])
    assert done.wait(60)
    indexer.stop()
    # at most what the workers already held comes before it
    assert order.index(wanted) <= 8


def test_a_rescan_finds_new_files(library: Library, folder: Path) -> None:
    events: list[Event] = []
    indexer = Indexer(library.companion, [str(folder)], Settings(workers=1), events.append, analyse=False)
    indexer.start()
    assert wait_for(events, lambda event: isinstance(event, Finished))
    (folder / "new.txt").write_text(STORY.format(title="East Farm"))
    indexer.rescan()
    assert wait_for(events, lambda event: isinstance(event, Finished) and event.progress.found == 4)
    indexer.stop()
    assert "East Farm" in {row.title for row in library.first_rows(10)}


def test_the_summary_is_a_sentence() -> None:
    progress = Progress(found=1412, done=30, unchanged=1380, skipped=1, failed=1)
    assert summary_sentence(progress) == "1,412 files: 29 read, 1,380 unchanged, 1 skipped, 1 failed."


def test_a_new_folder_has_its_first_rows_before_all_of_it_is_looked_at(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(STORY.format(title=f"Farm {number}"))
    seen: list[int] = []

    def looked(roots: Sequence[str], stopped: Callable[[], bool]) -> looking.Look | None:
        with library.companion() as other:
            seen.append(other.count())
        return looking.look(roots, stopped)

    monkeypatch.setattr(run, "_FIRST", 3)
    monkeypatch.setattr(run, "look", looked)
    progress = last_progress(update(library, folder))
    assert seen == [3]
    # and none of them is read twice
    assert (progress.found, progress.done, progress.unchanged, library.count()) == (7, 7, 0, 7)
    update(library, folder)
    assert seen == [3, 7]
