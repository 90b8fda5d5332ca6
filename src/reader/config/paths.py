"""Where state lives: the platform's own folders for data, cache, settings and logs."""

from __future__ import annotations

import os
from pathlib import Path


class StatePaths:
    """The files and folders that the program writes; it writes nowhere else.

    `index` can be rebuilt at any time from the articles, `marks` cannot. `READER_HOME` in the environment puts
    everything under one folder instead.
    """

    # no dataclass: importing the module of those takes longer than a search
    __slots__ = ("config", "index", "log", "marks")

    def __init__(self, index: Path, marks: Path, config: Path, log: Path) -> None:
        self.index = index
        self.marks = marks
        self.config = config
        self.log = log


def state_paths() -> StatePaths:
    """Return the paths for this user; nothing is created."""
    home = os.environ.get("READER_HOME")
    if home:
        root = Path(home)
        return StatePaths(root / "index.db", root / "marks.db", root / "config.toml", root / "reader.log")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("reader", appauthor=False)
    return StatePaths(
        index=dirs.user_cache_path / "index.db",
        marks=dirs.user_data_path / "marks.db",
        config=dirs.user_config_path / "config.toml",
        log=dirs.user_state_path / "reader.log",
    )
