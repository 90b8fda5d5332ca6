"""What hostile files cost and whether they come out right, one file at a time in a worker under its real limits.

    python benchmarks/hostile.py SET [--steps clean,entities,quotes] [--only PREFIX] [--slowest 8]

SET holds `files/` and `manifest.json`: a list "cases" of {"id", "path" or "path_hex", "kind", "expect" (opens,
clear_error, skipped, neutralised), "also_ok", "fragments", "absent", "never_hex", "max_s", "needs"}. Prints the cases
that came out wrong, the counts, and the worst CPU seconds and memory. Needs Linux (/proc).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.article import FoundFile, SkippedFile
from reader.ingest.folder import discover
from reader.workers import pool
from reader.workers.jobs import failure
from reader.workers.limits import wall_seconds

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FAULTS = ("bug", "crash")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: opens, clear_error or skipped; the texts that are shown, and what it cost."""

    kind: str
    texts: tuple[str, ...]
    reason: str = ""
    cpu: float = 0.0
    seconds: float = 0.0
    memory_mb: float = 0.0


class Worker:
    """One worker process, measured from outside."""

    def __init__(self) -> None:
        self._worker = pool._Worker(pool.COMMAND)
        self.ask({"job": "read", "text": "Warm.", "steps": ["clean"]})

    def ask(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], float, float, float]:
        """Return (answer, CPU seconds, seconds by the clock, peak memory in MB); a dead worker is replaced."""
        Path(f"/proc/{self._worker.process.pid}/clear_refs").write_text("5")
        cpu, started = self._cpu(), time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            self._worker.ask([dict(request)])
            answer = self._worker.answer(wall_seconds(request))
            used, memory = self._cpu() - cpu, self._memory()
        except pool._DiedError as death:
            self._worker.end()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - cpu
            memory = after.ru_maxrss / 1024
            answer = failure("", str(death), death.code)
            self._worker = pool._Worker(pool.COMMAND)
        return answer, used, time.monotonic() - started, memory

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._worker.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _memory(self) -> float:
        status = Path(f"/proc/{self._worker.process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s*(\d+)", status)
        return int(peak[1]) / 1024 if peak else 0.0

    def close(self) -> None:
        """End the process."""
        self._worker.end()


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []


def outcome(path: str, worker: Worker, steps: list[str]) -> Outcome:
    """Have one path read as the program would read it in a folder, and tell what came of it."""
    name = os.path.basename(path)
    items = list(discover([os.path.dirname(path)]))
    found = [item for item in items if item.path == path or item.path.startswith(path + os.sep)]
    if not found:
        return Outcome("skipped", (), "hidden" if name.startswith(".") else "not listed")
    texts: list[str] = []
    reasons: list[str] = []
    cpu = seconds = memory = 0.0
    opened = False
    for item in found:
        if isinstance(item, SkippedFile):
            reasons.append(item.message)
            continue
        assert isinstance(item, FoundFile)
        answer, *cost = worker.ask({"job": "read", "path": item.path, "steps": steps})
        cpu, seconds, memory = max(cpu, cost[0]), max(seconds, cost[1]), max(memory, cost[2])
        if error := answer.get("error"):
            reasons.append(error["message"])
            if error["code"] in _FAULTS:
                return Outcome("exception", (), error["message"], cpu, seconds, memory)
        else:
            opened = True
            texts += [text for record in answer["articles"] for text in _strings(record)]
            reasons += answer["problems"]
    if opened:
        return Outcome("opens", tuple(texts), "; ".join(reasons), cpu, seconds, memory)
    skipped = all(isinstance(item, SkippedFile) for item in found)
    return Outcome("skipped" if skipped else "clear_error", (), "; ".join(reasons), cpu, seconds, memory)


def faults(case: Mapping[str, Any], got: Outcome) -> list[str]:
    """Return what is wrong with the outcome of a case, nothing when all is right."""
    wanted = {case["expect"], *case["also_ok"]}
    if "neutralised" in wanted:
        wanted.add("opens")
    wrong = [] if got.kind in wanted else [f"{got.kind} instead of {'/'.join(sorted(wanted))}: {got.reason[:120]}"]
    shown = " ".join(" ".join(text.split()) for text in got.texts)
    if got.kind == "opens" and "opens" in wanted:
        wrong += [f"lost: {text[:80]!r}" for text in case["fragments"] if " ".join(text.split()) not in shown]
    everything = "\x00".join((*got.texts, got.reason))
    raw = everything.encode("utf-8", "surrogatepass")
    wrong += [f"shows {text!r}" for text in case["absent"] if text in everything]
    wrong += [f"lets {bytes.fromhex(code)!r} through" for code in case["never_hex"] if bytes.fromhex(code) in raw]
    wrong += [f"control character {found[0]!r}" for text in got.texts if (found := _CONTROLS.search(text))][:1]
    if got.seconds > case["max_s"]:
        wrong.append(f"took {got.seconds:.1f} s of {case['max_s']}")
    if got.kind != "opens" and not got.reason:
        wrong.append("no reason")
    return wrong


def main() -> int:
    """Run all cases and print the table; exit status 1 when one came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--steps", default="clean")
    parser.add_argument("--only", default="", metavar="PREFIX")
    parser.add_argument("--slowest", type=int, default=8)
    arguments = parser.parse_args()
    manifest = json.loads((arguments.set / "manifest.json").read_text())
    root = os.fsencode(os.path.abspath(arguments.set / "files"))
    worker = Worker()
    results: list[tuple[Mapping[str, Any], Outcome, list[str]]] = []
    for case in manifest["cases"]:
        if not case["id"].startswith(arguments.only) or ("nonroot" in case["needs"] and os.geteuid() == 0):
            continue
        raw = bytes.fromhex(case["path_hex"]) if "path_hex" in case else os.fsencode(case["path"])
        got = outcome(os.fsdecode(os.path.join(root, raw)), worker, arguments.steps.split(","))
        wrong = faults(case, got)
        results.append((case, got, wrong))
        if wrong:
            print(f"{case['id']}: {'; '.join(wrong)}", flush=True)
    worker.close()
    print(f"\n{len(results)} cases, {sum(not wrong for *_, wrong in results)} right")
    print(", ".join(f"{kind} {count}" for kind, count in Counter(got.kind for _, got, _ in results).items()))
    print("lost in silence:", sum(any(word.startswith("lost") for word in wrong) for *_, wrong in results))
    for name, key in (("CPU s", "cpu"), ("memory MB", "memory_mb")):
        worst = sorted(results, key=lambda item: -getattr(item[1], key))[: arguments.slowest]
        print(name, ", ".join(f"{case['id']} {getattr(got, key):.1f}" for case, got, _ in worst))
    return 1 if any(wrong for *_, wrong in results) else 0


if __name__ == "__main__":
    sys.exit(main())
