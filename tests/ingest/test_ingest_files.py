from __future__ import annotations

import gzip
import os
import threading
from itertools import count
from pathlib import Path

import pytest

from reader.errors import UnreadableError
from reader.ingest import read_bytes, read_file
from reader.ingest.files import contents
from reader.ingest.unpacking import gunzip


def code_of(path: Path, limit: int = 1000) -> str:
    with pytest.raises(UnreadableError) as refused:
        contents(str(path), limit)
    assert refused.value.message.endswith(".")
    return refused.value.code


def test_a_file_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1000)
    assert contents(str(path), 1000) == b"x" * 1000


def test_whatever_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    assert code_of(tmp_path / "pipe") == "not-a-file"
    assert code_of(tmp_path / "link") == "symlink"
    assert code_of(tmp_path) == "not-a-file"
    assert code_of(Path("/dev/zero")) == "not-a-file"
    assert code_of(tmp_path / "nowhere") == "missing"
    assert code_of(tmp_path / ("n" * 300)) == "name"


def test_a_file_that_reports_no_size_but_has_contents_is_refused() -> None:
    # files of /proc are not what anybody saved
    if Path("/proc/self/environ").exists():
        assert code_of(Path("/proc/self/environ"), 1_000_000) == "changed"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1001)
    assert code_of(path) == "too-large"


def test_a_file_that_grows_between_two_looks_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old text")
    real = os.read
    writes = iter([b"new and longer text"])

    def meddling(descriptor: int, size: int) -> bytes:
        data = real(descriptor, size)
        if text := next(writes, None):
            path.write_bytes(text)
        return data

    monkeypatch.setattr(os, "read", meddling)
    assert contents(str(path), 1000) == b"new and longer text"


def test_a_file_that_never_rests_gives_a_reason_and_no_torn_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    real = os.read
    moments = count(1)

    def meddling(descriptor: int, size: int) -> bytes:
        moment = next(moments)
        os.utime(path, ns=(moment, moment))
        return real(descriptor, size)

    monkeypatch.setattr(os, "read", meddling)
    assert code_of(path) == "changed"


def test_a_file_rewritten_all_the_time_gives_one_of_its_texts_or_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    texts = [letter * size for letter, size in ((b"a", 40_000), (b"b", 90_000), (b"c", 3))]
    path.write_bytes(texts[0])
    stop = threading.Event()

    def rewrite() -> None:
        while not stop.is_set():
            for text in texts:
                fresh = tmp_path / "fresh"
                fresh.write_bytes(text)
                fresh.replace(path)

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(100):
            try:
                assert contents(str(path), 100_000) in texts
            except UnreadableError as error:
                assert error.code == "changed"  # noqa: PT017 - either outcome is right
    finally:
        stop.set()
        writer.join()


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2000)
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    for _ in range(20):
        code_of(path)
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    assert after == before


def test_packed_members_are_joined_and_padding_is_ignored() -> None:
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00" * 100, 100) == b"one two"


def test_a_compression_bomb_stops_at_the_limit() -> None:
    with pytest.raises(UnreadableError) as refused:
        gunzip(gzip.compress(b"\x00" * 40_000_000), 1_000_000)
    assert refused.value.code == "too-large"


@pytest.mark.parametrize("data", [gzip.compress(b"The mill is closed." * 9)[:-9], b"\x1f\x8b\x08broken", b"\x1f\x8b"])
def test_a_broken_archive_gives_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_bytes(data, "a.txt.gz")
    assert refused.value.code == "damaged"


def test_a_packed_file_is_read_by_the_ending_inside_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"title": "Mill closes", "text": "The mill is closed."}\n'))
    assert read_file(str(path)).drafts[0].title == "Mill closes"


def test_a_packed_file_under_a_plain_name_is_read_too() -> None:
    draft = read_bytes(gzip.compress(b"# Mill closes\n\nThe mill is closed."), "a.md").drafts[0]
    assert (draft.kind, draft.title) == ("markdown", "Mill closes")
