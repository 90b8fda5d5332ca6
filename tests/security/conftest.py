from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_cases import Case
from hostile_set import HostileSet, dirty_cases, make_set


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> HostileSet:
    """All cases, written once and read once by workers under their real limits."""
    return make_set(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def dirty(tmp_path: Path) -> Iterator[Path]:
    """A folder of small files whose names, texts and metadata hold everything that a terminal acts on."""
    folder = tmp_path / "dirty"
    for item in dirty_cases():
        write(folder, item)
    yield folder
    shutil.rmtree(folder)


def write(folder: Path, item: Case) -> None:
    import os

    path = os.path.join(os.fsencode(folder), item.path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(item.data)
