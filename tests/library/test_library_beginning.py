"""A look at a long article takes its beginning, which is as it is in the whole."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import BODY_ROLES, Article, Block, FoundFile, Role
from reader.errors import LibraryError
from reader.library import shelf
from reader.library.library import Library
from reader.library.storable import packed, unpacked, unpacked_start

WORDS = "The lock keepers of Brindlemere measure the water twice a day – at six “and at six” – 漢字. "


def book(lengths: list[int]) -> Article:
    blocks = [Block("A title", Role.TITLE)]
    for number, length in enumerate(lengths):
        blocks.append(Block(f"{number} {WORDS * length}".strip(), Role.PARAGRAPH))
        if number % 5 == 2:
            blocks.append(Block(f"Share this {number}", Role.REMOVED, reason="share"))
    return Article(tuple(blocks), title="A title")


@given(st.text(max_size=2000), st.integers(0, 3000))
def test_the_start_of_a_packed_text_is_its_start(text: str, characters: int) -> None:
    text = text.encode("utf-8", "replace").decode() * 3
    start = unpacked_start(packed(text), characters)
    assert text.startswith(start)
    assert len(start) >= min(characters, len(text))
    assert unpacked(packed(text)) == text


def test_a_text_that_breaks_off_is_damaged_however_little_of_it_is_wanted() -> None:
    whole = packed(WORDS * 200)
    assert isinstance(whole, bytes)
    with pytest.raises(zlib.error):
        unpacked_start(whole[:-200], 10**6)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=30), st.integers(0, 40))
def test_a_beginning_has_the_blocks_of_the_whole_up_to_some_screens_behind_the_place(
    lengths: list[int], block: int
) -> None:
    article = book(lengths)
    with Library.open(None, None) as library:
        (number,) = library.store(FoundFile("/a/book.txt", 1, 1), [article], version=1)
        whole, found = library.article(number), library.beginning(number, block)
    assert whole is not None
    assert found is not None
    assert len(found.article.blocks) == len(whole.blocks)
    missing = 0
    for index, (read, block_) in enumerate(zip(found.article.blocks, whole.blocks, strict=True)):
        assert read.role is block_.role
        if read != block_:
            assert read.role in BODY_ROLES
            assert read.text == ""
            assert index > block
            missing += 1
        else:
            assert missing == 0 or read.role not in BODY_ROLES
    assert missing == found.blocks
    assert found.characters == sum(len(b.text) for b in whole.blocks) - sum(len(b.text) for b in found.article.blocks)
    if len(whole.text) < 100_000:
        assert found == shelf.Beginning(whole)
    elif len(whole.text) > 101_000 and block == 0:
        # a block that begins before the limit comes whole
        assert len(found.article.text) < 31_000 + 2 * max(len(b.text) for b in whole.blocks)


def test_no_beginning_of_what_is_gone(tmp_path: Path) -> None:
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        assert library.beginning(17) is None


@pytest.mark.parametrize("column", ["text", "layout"])
def test_a_damaged_text_is_told_of_in_words(tmp_path: Path, column: str) -> None:
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        (number,) = library.store(FoundFile("/a/book.txt", 1, 1), [book([9] * 9)], version=1)
    with sqlite3.connect(tmp_path / "index.db") as raw:
        raw.execute(f"UPDATE body SET {column} = x'0102030405'")
    raw.close()
    with Library.open(tmp_path / "index.db", tmp_path / "marks.db") as library:
        for opened in (library.article, library.beginning):
            with pytest.raises(LibraryError, match="damaged"):
                opened(number)
