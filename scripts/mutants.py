"""Break each promise on purpose and see that a test fails.

    python scripts/mutants.py [P7 ...] [--list]

`scripts/mutants.toml` names lines that keep the promises of SECURITY.md, what is put in their place, and the tests that
must fail then. Each change is made in a copy of the project, one at a time. Exit status 1 when a change is not noticed,
when its tests fail without it, or when the line is not there any more.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "mutants.toml"
COPIED = ("src", "tests", "scripts", "fuzz", "pyproject.toml", "README.md", "SECURITY.md", "CHANGELOG.md", "docs")
SECONDS = 180


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change that breaks a promise: `old` stands once in `file`; `tests` are arguments for pytest."""

    promise: str
    file: str
    old: str
    new: str
    tests: str


def mutants() -> list[Mutant]:
    """Return the changes of the list, in its order."""
    return [Mutant(**entry) for entry in tomllib.loads(LIST.read_text("utf-8"))["mutant"]]


def passes(copy: Path, tests: str) -> bool | None:
    """Return whether tests pass in the copy; None when they could not be run. Taking too long is failing."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *_words(tests)]
    try:
        done = subprocess.run(words, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return {0: True, 1: False}.get(done.returncode)


def _words(tests: str) -> list[str]:
    return shlex.split(tests)


def verdict(copy: Path, mutant: Mutant, good: dict[str, bool | None]) -> str:
    """Return "noticed", or what is wrong."""
    path = copy / mutant.file
    source = path.read_text("utf-8")
    if source.count(mutant.old) != 1:
        return f"STALE: the line stands {source.count(mutant.old)} times"
    if mutant.tests not in good:
        good[mutant.tests] = passes(copy, mutant.tests)
    if good[mutant.tests] is not True:
        return "WRONG: the tests fail without any change, or there are none"
    path.write_text(source.replace(mutant.old, mutant.new), "utf-8")
    try:
        result = passes(copy, mutant.tests)
    finally:
        path.write_text(source, "utf-8")
    if result is None:
        return "WRONG: the tests could not be run with the change"
    return "NOT NOTICED" if result else "noticed"


def main() -> int:
    """Try the changes, tell of each, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("promises", nargs="*", metavar="PROMISE", help="P1 to P24 (default: all)")
    parser.add_argument("--list", action="store_true", help="only print the changes")
    arguments = parser.parse_args()
    chosen = [item for item in mutants() if not arguments.promises or item.promise in arguments.promises]
    if arguments.list:
        for item in chosen:
            print(f"{item.promise:4} {item.file}: {' '.join(item.old.split())[:80]}")
        return 0
    bad = 0
    good: dict[str, bool | None] = {}
    with tempfile.TemporaryDirectory() as place:
        # some tests become another user, who must find the code
        os.chmod(place, 0o755)
        copy = Path(place) / "project"
        for name in COPIED:
            source = ROOT / name
            ignored = shutil.ignore_patterns("__pycache__", ".mypy_cache", "found")
            shutil.copytree(source, copy / name, ignore=ignored) if source.is_dir() else shutil.copy(source, copy)
        for item in chosen:
            started = time.monotonic()
            result = verdict(copy, item, good)
            bad += result != "noticed"
            told = f"{item.promise:4} {result:12} {time.monotonic() - started:5.0f} s  {item.file}"
            print(told + ("" if result == "noticed" else f"\n     {item.old!r}\n     {item.tests}"), flush=True)
    print(f"{len(chosen) - bad} of {len(chosen)} changes were noticed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
