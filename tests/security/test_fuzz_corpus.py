"""Each fuzz target takes its corpus, where inputs that once broke something are kept, and some mutations of it."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_script", ROOT / "scripts" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


FUZZ = load()


@pytest.mark.parametrize("name", FUZZ.TARGETS)
def test_a_target_takes_its_corpus_and_mutations_of_it(name: str) -> None:
    seeds = FUZZ.corpus(name)
    assert len(seeds) > 2
    chance = random.Random(name)
    for data in [*seeds, *(FUZZ.mutated(chance.choice(seeds), chance, seeds) for _ in range(40))]:
        FUZZ.TARGETS[name](data)


def test_the_corpus_stays_small_and_has_no_target_that_is_not_there() -> None:
    files = [path for path in (ROOT / "fuzz" / "corpus").rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} == set(FUZZ.TARGETS)
    assert sum(path.stat().st_size for path in files) < 300_000


def test_an_input_that_breaks_a_promise_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FUZZ, "CRASHES", tmp_path / "crashes")
    monkeypatch.setattr(FUZZ, "ROOT", tmp_path)

    def broken(data: bytes) -> None:
        raise ZeroDivisionError(data)

    assert not FUZZ.survives(broken, "gate", b"x")
    assert [path.read_bytes() for path in (tmp_path / "crashes").iterdir()] == [b"x"]
    assert "kept as crashes/gate-" in capsys.readouterr().out
