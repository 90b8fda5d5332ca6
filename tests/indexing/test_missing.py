"""A folder in which everything is gone at once is taken for a disk that is not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.settings import Settings
from reader.indexing import Event, Trouble, bring_up_to_date, missing
from reader.library.library import Library

STORY = "Road mended at {0}\n\nThe council in Saltby mended the road to {0} on Tuesday, after a year of complaints.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        yield library


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(STORY.format(name))
    return folder


def told(library: Library, *paths: Path, forget: bool = False) -> list[str]:
    events: list[Event] = []
    roots = [str(path) for path in paths]
    bring_up_to_date(library.companion, roots, Settings(workers=1), events.append, analyse=False, forget=forget)
    return [event.message for event in events if isinstance(event, Trouble)]


def test_an_empty_mount_point_keeps_the_articles_and_says_so(library: Library, tmp_path: Path) -> None:
    disk = write(tmp_path / "disk", "North", "South")
    assert told(library, disk) == []
    shutil.rmtree(disk)
    disk.mkdir()
    (sentence,) = told(library, disk)
    assert "the articles read there stay" in sentence
    assert f"reader index --forget {disk}" in sentence
    assert library.count() == 2


def test_what_a_file_system_leaves_in_an_empty_disk_is_no_article(library: Library, tmp_path: Path) -> None:
    disk = write(tmp_path / "disk", "North")
    told(library, disk)
    (disk / "North.txt").unlink()
    (disk / "lost+found").mkdir()
    (disk / ".Trash").mkdir()
    (disk / "readme.pdf").write_bytes(b"%PDF")
    assert len(told(library, disk)) == 1
    assert library.count() == 1


def test_a_folder_that_lost_all_but_one_file_loses_their_articles(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "folder", "North", "South", "West")
    told(library, folder)
    (folder / "North.txt").unlink()
    (folder / "South.txt").unlink()
    assert told(library, folder) == []
    assert library.count() == 1


def test_files_that_were_replaced_all_at_once_leave(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "folder", "North")
    told(library, folder)
    (folder / "North.txt").unlink()
    write(folder, "East")
    assert told(library, folder) == []
    assert [row.title for row in library.first_rows(9)] == ["Road mended at East"]


def test_a_single_file_that_is_gone_leaves(library: Library, tmp_path: Path) -> None:
    folder = write(tmp_path / "folder", "North", "South")
    told(library, folder / "North.txt", folder / "South.txt")
    (folder / "North.txt").unlink()
    assert told(library, folder / "North.txt", folder / "South.txt") == []
    assert library.count() == 1


def test_of_several_folders_only_the_empty_one_is_left_alone(library: Library, tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", "North"), write(tmp_path / "two", "South", "West")
    told(library, one, two)
    (one / "North.txt").unlink()
    (two / "West.txt").unlink()
    assert len(told(library, one, two)) == 1
    assert sorted(row.title for row in library.first_rows(9)) == ["Road mended at North", "Road mended at South"]


def test_who_emptied_a_folder_can_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    folder = write(tmp_path / "folder", "North")
    assert main(["index", "--text-only", str(folder)]) == 0
    (folder / "North.txt").unlink()
    assert main(["index", "--text-only", str(folder)]) == 0
    assert "stay" in capsys.readouterr().err
    assert main(["ls", "--no-update", str(folder)]) == 0
    assert main(["index", "--text-only", "--forget", str(folder)]) == 0
    assert main(["ls", "--no-update", str(folder)]) == 1


def test_a_disk_below_the_folder_that_is_not_mounted_any_more_keeps_its_articles(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "root", "North")
    disk = write(root / "my disk", "South")
    mounted = [str(disk)]
    monkeypatch.setattr(missing, "mounts", lambda: list(mounted))
    monkeypatch.setattr("os.path.ismount", lambda path: path in mounted)
    told(library, root)
    shutil.rmtree(disk)
    disk.mkdir()
    mounted.clear()
    told(library, root)
    assert library.count() == 2
    assert [problem.path for problem in library.problems()] == [str(disk)]
    # it is back, with a file less
    write(disk, "West")
    mounted.append(str(disk))
    told(library, root)
    assert sorted(row.title for row in library.first_rows(9)) == ["Road mended at North", "Road mended at West"]


def test_a_disk_that_is_gone_for_good_can_be_forgotten(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "root", "North")
    disk = write(root / "disk", "South")
    monkeypatch.setattr(missing, "mounts", lambda: [str(disk)])
    told(library, root)
    shutil.rmtree(disk)
    monkeypatch.setattr(missing, "mounts", list)
    told(library, root, forget=True)
    assert library.count() == 1
    assert told(library, root) == []


def test_the_systems_table_of_disks_is_read_with_its_blanks(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text("proc /proc proc rw 0 0\n/dev/sdb1 /media/my\\040disk\\134x vfat rw 0 0\n\nshort\n")
    assert missing.mounts(str(table)) == ["/proc", "/media/my disk\\x"]
    assert missing.mounts(str(tmp_path / "none")) == []
