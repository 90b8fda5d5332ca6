"""P9, P10, P11: nothing outside the folder is read, nothing blocks, and any name can be listed, kept and printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile_files import SECRET, make_odd_things
from hostile_set import read_set
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import FoundFile, SkippedFile
from reader.cli import main
from reader.ingest.folder import discover
from reader.library.library import Library
from reader.text.safe import safe_name

NAMES = st.lists(
    st.binary(min_size=1, max_size=60).filter(lambda name: b"/" not in name and b"\0" not in name),
    min_size=1,
    max_size=6,
    unique=True,
)


def test_p9_p10_links_pipes_sockets_and_endless_files_are_told_and_never_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    wanted = make_odd_things(folder)
    started = time.monotonic()
    outcomes = read_set(folder).outcomes
    assert time.monotonic() - started < 60
    assert set(outcomes) == {os.fsencode(name) for name, _ in wanted}
    for name, want in wanted:
        got = outcomes[os.fsencode(name)]
        assert got.opened or got.reason, name
        assert want == "either" or got.opened == (want == "opens"), name
        assert SECRET not in got.text + got.reason


def test_p6_p14_a_folder_of_odd_things_and_odd_times_is_indexed_and_its_files_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    make_odd_things(folder)
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    for _ in range(2):
        main(["index", "--text-only", "--json", str(folder)])
        told = json.loads(capsys.readouterr().out)
    assert main(["ls", str(folder)]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in ("future.txt", "old.txt", "real.txt"))
    assert told["unchanged"] >= 4
    assert told["read"] == 0


@pytest.mark.parametrize("name", ["out.txt", "outdir", "loop.txt", "zero.txt", "pipe.txt", "sock.txt", "sparse.txt"])
def test_p9_p10_the_same_things_named_by_the_user_are_a_sentence(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    make_odd_things(folder)
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    assert main(["show", "--no-analysis", str(folder / name)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("reader: ")
    assert SECRET not in err


def test_p9_a_folder_behind_a_link_opens_when_the_path_ends_with_a_slash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    make_odd_things(folder)
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    assert main(["show", "--no-analysis", f"{folder / 'outdir'}/"]) == 0
    assert SECRET in capsys.readouterr().out


@pytest.mark.parametrize("path", ["/proc", "/dev", "/sys/kernel/debug"])
def test_p10_a_folder_of_devices_does_not_block(path: str) -> None:
    if not os.path.isdir(path):
        pytest.skip("this system has no such folder")
    code = f"from reader.ingest.folder import discover; print(sum(1 for _ in zip(discover([{path!r}]), range(3000))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.strip().isdecimal()


def test_p11_folders_whose_names_are_no_text_are_indexed_listed_and_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
    folder = os.fsencode(tmp_path) + b"/folder"
    for number, name in enumerate((b"d\xff\xfe", b"d\xed\xa0\x80", b"d\n\x1b]0;x\x07", "d\u202e".encode())):
        os.makedirs(folder + b"/" + name)
        for file in (b"one.txt", b"two\xff.txt"):
            with open(folder + b"/" + name + b"/" + file, "wb") as stream:
                stream.write(f"The gate is shut.\n\nIt was the {number}th evening of the flood.\n".encode() + file)
    assert main(["index", "--text-only", "--json", os.fsdecode(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["read"] == 8
    for words in (["ls"], ["search", "flood"], ["overview"]):
        assert main([*words, os.fsdecode(folder)]) == 0
        said = capsys.readouterr()
        assert not set(said.out + said.err) & set("\x1b\x07\u202e")


UNPRIVILEGED = """
import os, sys
folder = sys.argv[1]
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
from reader.ingest.folder import discover
from reader.article import FoundFile
from reader.ingest import read_file
from reader.errors import UnreadableError
for item in discover([folder]):
    if isinstance(item, FoundFile):
        try:
            read_file(item.path)
            print("read", os.path.basename(item.path))
        except UnreadableError as error:
            print(error.code, os.path.basename(item.path))
    else:
        print(item.code, os.path.basename(item.path))
"""


def test_p10_what_may_not_be_read_is_told_and_the_rest_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("locked")
    (folder / "shut").mkdir()
    for name in ("open.txt", "locked.txt", "shut/inside.txt"):
        (folder / name).write_text("The gate is shut.\n")
    (folder / "locked.txt").chmod(0)
    (folder / "shut").chmod(0)
    place = folder
    while place != place.parent and os.geteuid() == 0:
        # another user must be able to come as far as the folder
        place.chmod(place.stat().st_mode | 0o055)
        place = place.parent
    try:
        # imported before the user changes: the program itself may lie where only its owner reads
        imports = (
            "import reader.ingest, reader.ingest.formats.text, reader.ingest.decoding, reader.ingest.sealing, regex\n"
        )
        words = [sys.executable, "-c", imports + UNPRIVILEGED, str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False)
    finally:
        (folder / "shut").chmod(0o700)
    if "ImportError" in done.stderr or "ModuleNotFoundError" in done.stderr:
        pytest.skip("another user cannot import the program here")
    assert sorted(done.stdout.splitlines()) == ["permission locked.txt", "permission shut", "read open.txt"], (
        done.stderr
    )


@given(NAMES)
@settings(max_examples=60, deadline=None)
def test_p11_any_name_is_listed_kept_and_printed(tmp_path_factory: pytest.TempPathFactory, names: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("names")
    for name in names:
        try:
            with open(os.path.join(os.fsencode(folder), name), "wb") as stream:
                stream.write(b"The gate is shut.\n")
        except OSError:
            continue  # a name that this file system does not take
    there = [entry for entry in os.listdir(os.fsencode(folder)) if not entry.startswith(b".")]
    found = list(discover([str(folder)]))
    assert sorted(os.path.basename(os.fsencode(item.path)) for item in found) == sorted(there)
    files = [item for item in found if isinstance(item, FoundFile)]
    skipped = [item for item in found if isinstance(item, SkippedFile)]
    with Library.open(None, None) as library:
        library.sync([str(folder)], files, skipped, version=1)
        for file in files:
            library.store_failure(file, "empty", "The file is empty.", version=1)
        paths = {row.path for row in library.rows(library.ids())}
    assert paths == {file.path for file in files}
    for item in found:
        assert safe_name(item.path).isprintable() or any(ord(char) > 0x7F for char in safe_name(item.path))
        assert not set(safe_name(item.path)) & set(map(chr, (*range(32), *range(127, 160))))
