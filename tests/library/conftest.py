from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    """A library in memory."""
    with Library.open(None, None) as opened:
        yield opened


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    """Where the two files of a library on disk are."""
    return tmp_path / "cache" / "index.db", tmp_path / "data" / "marks.db"
