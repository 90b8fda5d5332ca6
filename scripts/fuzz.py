"""Fuzz what reads untrusted bytes, for minutes or hours.

    python scripts/fuzz.py [TARGET ...] [--seconds 60]

With atheris installed (`pip install atheris`) inputs are found by coverage, without it by plain mutation of the
corpus. Exit status 1 when an input broke a promise; it is kept as `fuzz/crashes/TARGET-HASH`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import random
import runpy
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS: dict[str, Callable[[bytes], None]] = runpy.run_path(str(ROOT / "fuzz" / "targets.py"))["TARGETS"]
CORPUS, CRASHES = ROOT / "fuzz" / "corpus", ROOT / "fuzz" / "crashes"
MOST_BYTES = 4_096
SPLICES = (
    *(b"\x1b[2J", b"\x1b]0;x\x07", b"\xc2\x9b", b"\xe2\x80\xae", b"\xff", b"\0", b"\xed\xa0\x80", b"\xe2\x80\x9c"),
    *(b"&#27;", b"&#x9b;", b"\\u001b", b"9" * 5_000, b"=?utf-8?B?", b"\n---\n", b'"', b"'", b"{", b"["),
    *(b"<div>" * 300, b"<!--", b"<script>", b"</"),
)


def corpus(name: str) -> list[bytes]:
    """Return the inputs that are kept for a target, in the order of their names."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*")) if path.is_file()] or [b""]


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return `data` with a few bytes changed, cut, doubled, or put in from the splices and the other inputs."""
    value = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(value))
        match chance.randrange(5):
            case 0 if value:
                value[at % len(value)] = chance.randrange(256)
            case 1:
                del value[at : at + chance.randint(1, 40)]
            case 2:
                value[at:at] = chance.choice(SPLICES)
            case 3:
                piece = chance.choice(others)
                value[at:at] = piece[: chance.randint(0, 200)]
            case _:
                value[at:at] = value[at : at + chance.randint(1, 60)] * chance.randint(1, 8)
    return bytes(value[: 4 * MOST_BYTES])


def mutate_for(name: str, seconds: float) -> int:
    """Feed mutations of the corpus to a target and return how many inputs were tried; stop at the first that fails."""
    target, seeds = TARGETS[name], corpus(name)
    chance = random.Random(name)
    tried = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(chance.choice(seeds), chance, seeds)
        tried += 1
        if not survives(target, name, data):
            return -tried
    return tried


def survives(target: Callable[[bytes], None], name: str, data: bytes) -> bool:
    """Return whether a target takes an input; keep the input and print the fault when not."""
    try:
        target(data)
    except Exception:  # noqa: BLE001 - whatever it is, it is what the fuzzer looks for
        CRASHES.mkdir(exist_ok=True)
        place = CRASHES / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
        place.write_bytes(data)
        traceback.print_exc()
        print(f"kept as {place.relative_to(ROOT)}", flush=True)
        return False
    return True


def cover(name: str, seconds: float) -> int:
    """Run one target under atheris in this process, which it ends."""
    atheris = importlib.import_module("atheris")

    with atheris.instrument_imports(include=["reader", "html", "yaml", "email"]):
        for warm in corpus(name):
            TARGETS[name](warm)
    CRASHES.mkdir(exist_ok=True)
    found = ROOT / "fuzz" / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={MOST_BYTES}",
        "-timeout=10",
        f"-artifact_prefix={CRASHES}/{name}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / name)], TARGETS[name])
    atheris.Fuzz()
    return 0


def main() -> int:
    """Fuzz the targets one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target (default: 60)")
    parser.add_argument("--cover", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if arguments.cover:
        return cover(arguments.targets[0], arguments.seconds)
    covers = importlib.util.find_spec("atheris") is not None
    failed = False
    for name in arguments.targets or TARGETS:
        if covers:
            command = [sys.executable, __file__, "--cover", name, "--seconds", str(arguments.seconds)]
            status = subprocess.run(command, check=False).returncode
            print(f"{name}: {'broken' if status else 'holds'}", flush=True)
            failed = failed or bool(status)
        else:
            tried = mutate_for(name, arguments.seconds)
            print(f"{name}: {'holds' if tried > 0 else 'broken'} after {abs(tried):,} inputs", flush=True)
            failed = failed or tried <= 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
