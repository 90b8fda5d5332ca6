from __future__ import annotations

from pathlib import Path

import pytest

BRIDGE = """Swing bridge stays open

By Tom Ek
5 March 2026

The harbour board in Saltby voted on Tuesday to keep the old swing bridge open to walkers for two more winters.

“It leaks, but it holds,” said Ada Brun, who chairs the board. “We will look again in spring.”

Shopkeepers on the east quay had feared for their weekend trade. Brun said the survey would be published in April.

Sign up for our newsletter and get the day's stories in your inbox.
"""

FERRY = """Ferry timetable redrawn

By Lena Vost
9 March 2026

The ferry to Marrow Island will leave an hour later from April because of the tide, the operator said on Monday.

“Nobody likes to wait, and nobody likes to sink,” said Piet Oller, the harbourmaster of Saltby.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "bridge.txt").write_text(BRIDGE)
    (articles / "ferry.txt").write_text(FERRY)
    return articles


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "state"))
