"""Promises of speed at 100,000 articles, in CPU time; benchmarks/library.py has the whole table."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from library_samples import article, found

from clock import cpu_seconds
from reader.library.library import Library
from reader.library.query import parse

SIZE = 100_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("large")
    rng = random.Random(5)
    words = [f"{a}{b}n" for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ar", "el", "is")]
    with Library.open(folder / "index.db", folder / "marks.db") as library:
        for start in range(0, SIZE, 1000):
            with library.batch():
                for number in range(start, start + 1000):
                    text = f"The bridge {' '.join(rng.choices(words, k=60))}."
                    day = f"{rng.randint(1990, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
                    one = article(text, title=f"t{number}", published=day)
                    library.store(found(f"/n/{number % 50}/{number}"), [one], version=1)
        yield library


def fastest(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of the fastest of some calls."""
    return min(cpu_seconds(work) for _ in range(7)) * 1000


@pytest.mark.slow
def test_lists_and_searches_are_quick_at_a_hundred_thousand_articles(large: Library) -> None:
    assert fastest(lambda: large.first_rows(50)) < 5
    assert fastest(large.ids) < 40
    ids = large.ids()
    assert len(ids) == SIZE
    assert fastest(lambda: large.rows(ids[SIZE // 2 : SIZE // 2 + 50])) < 5
    assert fastest(large.count) < 5
    common = parse("bridge")
    assert large.count(common) == SIZE
    assert fastest(lambda: large.search(common)) < 3
    assert fastest(lambda: large.search(parse("bridge -lighthouse"))) < 3
    assert fastest(lambda: large.search(parse("sort:rank bridge"))) < 60
    large.set_scope(["/n/7"])
    assert fastest(lambda: large.first_rows(50)) < 5
    large.set_scope([])
