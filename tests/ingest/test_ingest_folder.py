from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reader.article import FoundFile, SkippedFile
from reader.ingest.folder import discover


def put(path: Path, text: str = "The mill is closed.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def names(found: list[FoundFile | SkippedFile], root: Path) -> list[str]:
    return [os.path.relpath(item.path, root) for item in found if isinstance(item, FoundFile)]


def skipped(found: list[FoundFile | SkippedFile]) -> dict[str, str]:
    return {Path(item.path).name: item.code for item in found if isinstance(item, SkippedFile)}


def test_files_come_in_the_order_of_names_a_folder_before_its_subfolders(tmp_path: Path) -> None:
    for name in ("b/a.txt", "z.txt", "a.md", "b/c/d.json", "a/z.html"):
        put(tmp_path / name)
    assert names(list(discover([str(tmp_path)])), tmp_path) == ["a.md", "z.txt", "a/z.html", "b/a.txt", "b/c/d.json"]


def test_a_found_file_has_an_absolute_path_its_size_and_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.txt", "12345")
    monkeypatch.chdir(tmp_path)
    assert list(discover(["."])) == [FoundFile(str(path), 5, path.stat().st_mtime_ns)]


def test_hidden_files_and_the_parts_of_a_saved_page_pass_without_a_word(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "Page_files/frame.html", "Seite-Dateien/frame.html", "__MACOSX/a.txt"):
        put(tmp_path / name)
    put(tmp_path / "Page.html")
    put(tmp_path / "Seite.htm")
    found = list(discover([str(tmp_path)]))
    assert names(found, tmp_path) == ["Page.html", "Seite.htm"]
    assert skipped(found) == {}


def test_a_folder_that_only_looks_like_parts_of_a_page_is_read(tmp_path: Path) -> None:
    put(tmp_path / "talks-berlin/a.txt")
    put(tmp_path / "minutes_2024/a.txt")
    put(tmp_path / "minutes.html")
    put(tmp_path / "minutes-archive/a.txt")
    # no page of that name stands beside it
    put(tmp_path / "case_files/a.txt")
    assert len(names(list(discover([str(tmp_path)])), tmp_path)) == 5


def test_a_file_of_an_unknown_type_is_named_and_one_without_an_ending_is_read(tmp_path: Path) -> None:
    for name in ("a.exe", "b.png", "c.txt~", "README", "Talks at U.N. end", "report.2024", "d.html.gz", "e.exe.gz"):
        put(tmp_path / name)
    found = list(discover([str(tmp_path)]))
    assert skipped(found) == {"a.exe": "type", "b.png": "type", "c.txt~": "type", "e.exe.gz": "type"}
    assert names(found, tmp_path) == ["README", "Talks at U.N. end", "d.html.gz", "report.2024"]


def test_links_below_a_folder_are_never_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside/secret.txt")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(outside)
    (inside / "folder").symlink_to(outside.parent)
    (inside / "loop").symlink_to(inside)
    (inside / "gone.txt").symlink_to(inside / "nowhere")
    found = list(discover([str(inside)]))
    assert set(skipped(found).values()) == {"symlink"}
    assert len(found) == 4


def test_a_link_that_the_user_names_stands_for_its_target(tmp_path: Path) -> None:
    target = put(tmp_path / "real/a.txt")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    folder = tmp_path / "folder"
    folder.symlink_to(target.parent)
    (file,) = discover([str(link)])
    assert file.path == str(target)
    assert names(list(discover([str(folder)])), folder) == ["a.txt"]


def test_pipes_and_sockets_are_named_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock.txt")
        found = list(discover([str(tmp_path)]))
    assert skipped(found) == {"pipe.txt": "not-a-file", "sock.txt": "not-a-file"}


def test_a_file_over_the_limit_is_named_with_both_sizes(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(300_000_000)
    (item,) = discover([str(tmp_path)])
    assert isinstance(item, SkippedFile)
    assert (item.code, item.message) == ("too-large", "It is larger than the limit: 300 MB of 20 MB.")


@pytest.mark.parametrize("path", ["nowhere.txt", "", "a\x00b"])
def test_a_path_that_does_not_exist_is_named(path: str) -> None:
    (item,) = discover([path])
    assert isinstance(item, SkippedFile)
    assert item.code == "missing"


def test_what_the_user_names_is_taken_whatever_its_type(tmp_path: Path) -> None:
    odd = put(tmp_path / ".draft.weird")
    assert [type(item) for item in discover([str(odd)])] == [FoundFile]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a/b.txt")
    found = list(discover([str(path), str(tmp_path), str(tmp_path / "a")]))
    assert [item.path for item in found] == [str(path)]


def test_any_name_that_the_system_can_hold_comes_through_unchanged(tmp_path: Path) -> None:
    raw = [
        b"na\nme.txt",
        b"bad\xff\xfe.txt",
        b"\x1b[2J.txt",
        b"-rf.txt",
        "caf\u0065\u0301.txt".encode(),
        "café.txt".encode(),
    ]
    for name in raw:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(b"The mill is closed.")
    assert sorted(os.path.basename(os.fsencode(item.path)) for item in discover([str(tmp_path)])) == sorted(raw)


def test_sixty_folders_deep_is_found(tmp_path: Path) -> None:
    put(tmp_path.joinpath(*["d"] * 60, "a.txt"))
    assert len(list(discover([str(tmp_path)]))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path / "z/a.txt")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    try:
        found = list(discover([str(tmp_path)]))
    finally:
        locked.chmod(0o700)
    assert skipped(found) == {"locked": "permission"}
    assert names(found, tmp_path) == ["z/a.txt"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a/b.txt")
    put(tmp_path / "c.txt")
    real = os.open

    def refusing(path: str, flags: int) -> int:
        if path.endswith("/a"):
            raise PermissionError(13, "no")
        return real(path, flags)

    monkeypatch.setattr(os, "open", refusing)
    found = list(discover([str(tmp_path)]))
    assert skipped(found) == {"a": "permission"}
    assert names(found, tmp_path) == ["c.txt"]
