from __future__ import annotations

from pathlib import Path

import pytest

NOTE = """Weir gate stuck for a third day

By Ines Halvard
4 May 2026

The sluice at Ottermouth has not moved since Saturday, the river board said, and the meadows below it are under water.

“It opened in worse weather than this,” said Bram Okoro, who has kept the gate for nine years.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "weir.txt").write_text(NOTE)
    return articles


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "state"
