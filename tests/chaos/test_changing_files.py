"""P22, P14: files that change or vanish while the program runs, and a clock that runs backwards."""

from __future__ import annotations

import os
import threading
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest

from reader.config.settings import Settings
from reader.indexing import Event, Finished, bring_up_to_date
from reader.library.library import Library
from reader.library.query import parse

OLD = "Gate painted green\n\nThe old gate at Ottermouth was painted green on Monday.\n" * 20
NEW = "Gate painted red\n\nThe new gate at Ottermouth was painted red on Friday.\n" * 30


def of(text: str, path: Path) -> str:
    """Return a text that no other file has: copies are counted once."""
    return f"{text}\nGate {path.stem} was the last one, and its neighbour {path.stem}{path.stem} had no paint.\n"


def index(library: Library, folder: Path) -> Finished:
    events: list[Event] = []
    bring_up_to_date(library.companion, [str(folder)], Settings(), events.append, analyse=False)
    (finished,) = (event for event in events if isinstance(event, Finished))
    return finished


def test_p22_files_that_change_shrink_and_vanish_give_one_of_their_texts_or_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    paths = [folder / f"{number:02d}.txt" for number in range(40)]
    for path in paths:
        path.write_text(of(OLD, path))
    stop = threading.Event()

    def change() -> None:
        number = 0
        while not stop.is_set():
            path = paths[number % len(paths)]
            match number % 4:
                case 0:
                    path.write_text(of(NEW, path))
                case 1:
                    path.unlink(missing_ok=True)
                case 2:
                    fresh = folder / ".fresh"
                    fresh.write_text(of(NEW, path))
                    fresh.replace(path)
                case _:
                    if path.exists():
                        os.truncate(path, 0)
                        path.write_text(of(OLD, path))
            number += 7

    writer = threading.Thread(target=change)
    with Library.open(None, None) as library:
        writer.start()
        try:
            index(library, folder)
        finally:
            stop.set()
            writer.join()
        assert library.check() == []
        for row in library.rows(library.ids()):
            article = library.article(row.id)
            text = article.text if article else ""
            assert row.problem or not text or ("green on Monday" in text) != ("red on Friday" in text)
        index(library, folder)
        assert all(library.find(str(path)) is not None for path in folder.glob("*.txt"))


@pytest.mark.parametrize("days", [-1, -365 * 60, 365 * 7_900])
def test_p14_a_clock_that_is_wrong_loses_nothing(tmp_path: Path, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        path = folder / f"{number}.txt"
        path.write_text(of(OLD, path))
    places = tmp_path / "index.db", tmp_path / "marks.db"
    with Library.open(*places) as library:
        index(library, folder)
        starred = library.ids()[0]
        library.toggle_star([starred])

    class WrongDatetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(days)

    class WrongDate(date):
        @classmethod
        def today(cls) -> Self:
            return super().today() + timedelta(days)

    monkeypatch.setattr("reader.library.marks.datetime", WrongDatetime)
    monkeypatch.setattr("reader.library.session.date", WrongDate)
    (folder / "3.txt").write_text(of(NEW, folder / "3.txt"))
    with Library.open(*places) as library:
        assert index(library, folder).progress.failed == 0
        assert all(library.find(str(path)) is not None for path in folder.iterdir())
        assert [row.starred for row in library.rows([starred])] == [True]
        other = library.find(str(folder / "3.txt"))
        assert other is not None
        library.toggle_star([other])
        assert library.count(parse("is:starred")) == 2
        assert library.undo()
        assert library.count(parse("is:starred")) == 1
        assert library.check() == []
    monkeypatch.undo()
    with Library.open(*places) as library:
        assert library.count(parse("is:starred")) == 1
        assert library.warnings == []
