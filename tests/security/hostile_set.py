"""The hostile cases in a folder, and what became of each when workers read it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hostile_cases import Case, shown, squeezed
from hostile_files import name_cases
from hostile_formats import (
    odd_archive_cases,
    odd_encoding_cases,
    odd_json_cases,
    odd_markdown_cases,
    odd_page_cases,
)
from hostile_pages import archive_cases, bomb_cases, entity_cases
from hostile_texts import encoding_cases, markup_cases, record_cases, shape_cases, terminal_cases

from reader.article import FoundFile, SkippedFile
from reader.ingest.folder import discover
from reader.records import Record
from reader.workers.pool import WorkerPool

GENERATORS = (
    terminal_cases,
    markup_cases,
    encoding_cases,
    shape_cases,
    record_cases,
    bomb_cases,
    entity_cases,
    archive_cases,
    name_cases,
    odd_encoding_cases,
    odd_archive_cases,
    odd_json_cases,
    odd_markdown_cases,
    odd_page_cases,
)
CASES = tuple(item for generate in GENERATORS for item in generate())


def of_kind(*kinds: str) -> list[Case]:
    """Return the cases of some kinds."""
    return [item for item in CASES if item.kind in kinds]


def dirty_cases() -> Iterator[Case]:
    """Yield small cases with what terminals act on in text, metadata and names, and files that fail."""
    for item in CASES:
        is_dirty = item.kind in ("terminal", "hidden", "name", "wrong-type", "jsonl") or "dirty" in item.id
        if is_dirty and len(item.data) < 80_000:
            yield item


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its texts, or the sentence why it was not shown; `problems` tell of parts of it."""

    texts: tuple[str, ...] = ()
    reason: str = ""
    code: str = ""
    problems: tuple[str, ...] = ()
    opened: bool = False

    @property
    def text(self) -> str:
        """Everything that is shown, with single spaces."""
        return " ".join(squeezed(text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class HostileSet:
    """The folder, what became of each path in it, and how long all of it took by the clock."""

    folder: Path
    outcomes: dict[bytes, Outcome]
    seconds: float

    def of(self, item: Case) -> Outcome:
        """Return what became of a case."""
        return self.outcomes[item.path]


def make_set(folder: Path) -> HostileSet:
    """Write all cases below `folder` and have them read."""
    root = folder / "files"
    (folder / "outside").mkdir(parents=True)
    (folder / "outside" / "secret.txt").write_text("OUTSIDE of the folder nothing is read.")
    for item in CASES:
        path = os.path.join(os.fsencode(root), item.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(item.data)
    return read_set(root)


def read_set(root: Path) -> HostileSet:
    """Return what became of each path below `root`."""
    started = time.monotonic()
    outcomes: dict[bytes, Outcome] = {}

    def requests() -> Iterator[Record]:
        for found in discover([os.fspath(root)]):
            if isinstance(found, FoundFile):
                yield {"job": "read", "path": found.path, "steps": ["clean"]}
            else:
                outcomes[below(found)] = Outcome(reason=found.message, code=found.code)

    def below(found: FoundFile | SkippedFile) -> bytes:
        return os.path.relpath(os.fsencode(found.path), os.fsencode(root))

    with WorkerPool(2) as pool:
        for request, answer in pool.map(requests()):
            path = os.path.relpath(os.fsencode(request["path"]), os.fsencode(root))
            if error := answer.get("error"):
                outcomes[path] = Outcome(reason=f"{error['message']} {error['hint']}", code=error["code"])
            else:
                texts = tuple(shown(answer["articles"]))
                outcomes[path] = Outcome(texts=texts, problems=tuple(answer["problems"]), opened=True)
    return HostileSet(root, outcomes, time.monotonic() - started)
