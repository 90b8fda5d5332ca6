"""`reader index` that is killed at any moment: what it stored is sound, and the next run ends where one run would."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.model import Stage
from reader.library.query import parse

FILES = 160
NOTE = "The Saltby Echo is printed beside the water and is read by all who live there, whatever the weather."


def write_folder(folder: Path, seed: int) -> None:
    """Write stories of one paper, a fifth of them copies, with a line that the paper repeats."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("abdegilmnorstu", k=rng.randint(2, 9))) for _ in range(2000)]
    stories: list[list[str]] = []
    folder.mkdir()
    for number in range(FILES):
        if stories and rng.random() < 0.2:
            story = [*rng.choice(stories), f"Added at desk {number}."]
        else:
            story = [" ".join(rng.choices(words, k=40)).capitalize() + "." for _ in range(5)]
            stories.append(story)
        text = "\n\n".join((f"Story {number} of the quay", *story, NOTE))
        (folder / f"{number:03}.txt").write_text(f"{text}\n")


def index(folder: Path, home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "reader", "index", "--json", "--text-only", str(folder)]
    environment = {**os.environ, "READER_HOME": str(home)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(home: Path) -> dict[str, tuple[str, int, bool]]:
    """Return what stands in the library: by file, the text, how many copies, and whether it is one."""
    with Library.open(home / "index.db", home / "marks.db") as library:
        assert library.warnings == []
        assert library.check() == []
        copies = set(library.ids(parse("is:copy")))
        found = {}
        for row in library.rows(library.ids(parse("is:all"))):
            assert row.stage is Stage.CLEAN
            article = library.article(row.id)
            assert article is not None
            found[Path(row.path).name] = (article.text, row.copies, row.id in copies)
        return found


def kill_and_compare(tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "articles"
    write_folder(folder, seed)
    whole = index(folder, tmp_path / "whole")
    output, errors = whole.communicate(timeout=120)
    assert (whole.returncode, errors) == (0, "")
    assert json.loads(output)["read"] == FILES
    expected = outcome(tmp_path / "whole")
    rng = random.Random(seed)
    for _ in range(kills):
        process = index(folder, tmp_path / "killed")
        time.sleep(0.1 + rng.random() * 0.9)
        process.send_signal(signal.SIGKILL)
        _, errors = process.communicate(timeout=60)
        assert errors == ""
        if (tmp_path / "killed" / "index.db").exists():
            with Library.open(tmp_path / "killed" / "index.db", tmp_path / "killed" / "marks.db") as library:
                assert library.warnings == []
                assert library.check() == []
    last = index(folder, tmp_path / "killed")
    output, _ = last.communicate(timeout=120)
    counts = json.loads(output)
    assert counts["read"] + counts["unchanged"] == FILES
    found = outcome(tmp_path / "killed")
    assert {name: text for name, (text, _, _) in found.items()} == {
        name: text for name, (text, _, _) in expected.items()
    }
    assert sum(copy for _, _, copy in found.values()) == sum(copy for _, _, copy in expected.values())
    assert all(NOTE not in text for text, _, _ in found.values()), "the repeated line is hidden after all"


def test_indexing_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    kill_and_compare(tmp_path, 3, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_indexing_that_was_killed_ten_times_goes_on_where_it_was(tmp_path: Path, seed: int) -> None:
    kill_and_compare(tmp_path, 10, seed=seed)
