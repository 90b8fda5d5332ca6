from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clock import grows_less
from reader.article import Article, Draft, RawBlock
from reader.cleaning import clean
from reader.cleaning.fingerprints import FolderLines, hide_folder_lines

SHAPES: dict[str, Callable[[int], list[str]]] = {
    "one line of words": lambda size: ["word " * (size * 20)],
    "one word": lambda size: ["w" * (size * 100)],
    "short lines": lambda size: ["line"] * size,
    "different short lines": lambda size: [f"line {number} of many" for number in range(size)],
    "one paragraph again and again": lambda size: (
        ["The tide came in and the tide went out over the old stones of the quay."] * size
    ),
    "nearly one paragraph": lambda size: [
        f"The tide came in and the tide went out over the old stones of quay {number}." for number in range(size)
    ],
    "labels": lambda size: ["Read more", "Sign up for our newsletter", "Ferry delayed again"] * (size // 3),
    "bullets": lambda size: ["- "] * size,
    "hyphens": lambda size: ["the tide came in over the old stones of the quay and the harbour wa-"] * size,
    "quotes": lambda size: ['"' * 80] * (size // 4),
    "dots and quotes": lambda size: ['.".".".' * (size * 4)],
    "spaces": lambda size: [" " * (size * 50) + "x"],
    "slashes": lambda size: ["a/" * (size * 10)],
    "capitals": lambda size: ["Ida Moll " * (size * 10)],
    "entities": lambda size: ["&amp;" * (size * 10)],
    "brackets": lambda size: ["(photo " * (size * 5)],
    "blank lines": lambda size: [""] * size,
    "labels of a tail above a note": lambda size: [
        *["The tide came in and the tide went out over the old stones of the quay, said Ida Moll."] * 30,
        *["Related", "More stories"] * (size * 4),
        "Correction: an earlier version of this report named another quay.",
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_about_twice_the_time(shape: str) -> None:
    drafts = {size: Draft("text", tuple(RawBlock(line) for line in SHAPES[shape](size))) for size in (600, 1200)}
    assert grows_less(2.5, lambda size: clean(drafts[size]), 600, 1200, floor=0.02)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=60), max_size=25), st.sampled_from(["text", "html", "markdown", "json"]), st.booleans()
)
def test_any_draft_gives_an_article_with_all_its_blocks(lines: list[str], kind: str, titled: bool) -> None:
    draft = Draft(kind, tuple(RawBlock(line) for line in lines), title=lines[0] if titled and lines else None)
    article = clean(draft)
    assert isinstance(article, Article)
    if kind != "text":
        assert [block.text for block in article.blocks] == [line for line in lines if line.strip()]
    assert all((block.reason is None) == block.shown for block in article.blocks)
    lines_of_all = FolderLines()
    lines_of_all.add(article)
    assert hide_folder_lines(article, lines_of_all).title == article.title


def test_cleaning_gives_the_same_result_twice() -> None:
    draft = Draft("text", tuple(RawBlock(line) for line in ["Title here", *SHAPES["nearly one paragraph"](30)]))
    assert clean(draft) == clean(draft)
