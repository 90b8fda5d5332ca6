"""Terminals that are no UTF-8: every line keeps its columns."""

from __future__ import annotations

import io

import pytest

from reader.text.wrap import cells
from reader.tui.encoding import keep_columns
from reader.tui.page.wording import ASCII, UNICODE


def written(text: str, encoding: str) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    keep_columns(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    "text", ["".join(UNICODE), "Übergröße “quoted” — e\u0301tude · 3 Jun…", "東京 ●", "███▋ ▁▂▃", "żółć", "½ ﬁ"]
)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "koi8-r"])
def test_a_character_that_the_terminal_lacks_takes_as_many_cells_as_it_would(text: str, encoding: str) -> None:
    assert cells(written(text, encoding)) == cells(text)


def test_signs_become_those_of_the_setting_ascii_and_letters_lose_their_accents() -> None:
    for sign, plain in zip(UNICODE, ASCII, strict=True):
        known = {other for one, other in zip(UNICODE, ASCII, strict=True) if one == sign}
        assert written(sign, "ascii") in known, plain
    assert written("Mäher “ja”", "ascii") == 'Maher "ja"'


def test_what_the_terminal_knows_stays_as_it_is() -> None:
    assert written("Mäher ●", "latin-1") == "Mäher o"
    assert written("Mäher ●", "utf-8") == "Mäher ●"


def test_a_stream_that_cannot_be_changed_is_left_alone() -> None:
    keep_columns(None)
    keep_columns(io.StringIO())
