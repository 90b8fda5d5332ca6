from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hostile_set import HostileSet, make_set

# the harness for programs on a terminal of their own
sys.path.append(str(Path(__file__).parent.parent / "terminal"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> HostileSet:
    """All cases, written once and read once by workers under their real limits."""
    return make_set(tmp_path_factory.mktemp("hostile"))
