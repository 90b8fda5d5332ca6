"""Rules for a folder follow it to another name or place."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_samples import VERSION, article, fill, found

from reader.article import Role
from reader.decisions import Reach
from reader.library.library import Library

FOLLOW = "Follow us wherever you are"


def hide_in_folder(library: Library, number: int) -> None:
    shown = library.article(number)
    assert shown is not None
    library.hide_line(number, [block.text for block in shown.blocks].index(FOLLOW), reach=Reach.FOLDER)


def hides(library: Library, number: int) -> bool:
    shown = library.article(number)
    assert shown is not None
    return next(block.role for block in shown.blocks if block.text == FOLLOW) is Role.REMOVED


@pytest.fixture
def story(library: Library, tmp_path: Path) -> int:
    """An article in the folder `beat/2026`, for which and for whose folder a line is hidden."""
    folder = tmp_path / "beat" / "2026"
    folder.mkdir(parents=True)
    (number,) = fill(library, {str(folder / "a.txt"): article(f"The mill burnt.\n\n{FOLLOW}")})
    hide_in_folder(library, number)
    assert hides(library, number)
    return number


def test_a_renamed_folder_keeps_its_rules(library: Library, story: int, tmp_path: Path) -> None:
    (tmp_path / "beat").rename(tmp_path / "mills")
    old, new = (str(tmp_path / name / "2026" / "a.txt") for name in ("beat", "mills"))
    plan = library.sync([str(tmp_path)], [found(new)], [], version=VERSION)
    assert [path for path, _ in plan.moved] == [old]
    assert hides(library, story)
    (other,) = fill(library, {str(tmp_path / "mills" / "2026" / "b.txt"): article(f"It rained.\n\n{FOLLOW}")})
    assert hides(library, other)
    assert [rule.place for rule in library.decisions()] == [str(tmp_path / "mills" / "2026")]
    library.undo()
    assert not hides(library, other)


def test_a_folder_that_is_opened_under_its_new_name_alone_keeps_its_rules(
    library: Library, story: int, tmp_path: Path
) -> None:
    (tmp_path / "beat").rename(tmp_path / "mills")
    new = str(tmp_path / "mills" / "2026" / "a.txt")
    library.sync([str(tmp_path / "mills")], [found(new)], [], version=VERSION)
    (same,) = fill(library, {new: article(f"The mill burnt.\n\n{FOLLOW}")})
    assert hides(library, same)


def test_a_file_that_leaves_its_folder_leaves_the_rules_there(library: Library, story: int, tmp_path: Path) -> None:
    new = str(tmp_path / "elsewhere" / "a.txt")
    library.sync([str(tmp_path)], [found(new)], [], version=VERSION)
    assert not hides(library, story)
    (other,) = fill(library, {str(tmp_path / "beat" / "2026" / "b.txt"): article(f"It rained.\n\n{FOLLOW}")})
    assert hides(library, other)


def test_a_file_of_another_name_says_nothing_about_its_folder(library: Library, story: int, tmp_path: Path) -> None:
    (tmp_path / "beat" / "2026").rmdir()
    new = str(tmp_path / "elsewhere" / "renamed.txt")
    library.sync([str(tmp_path)], [found(new)], [], version=VERSION)
    assert [rule.place for rule in library.decisions()] == [str(tmp_path / "beat" / "2026")]
