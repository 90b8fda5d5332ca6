"""Run the long tests: kills, faults and sweeps that are left out of the everyday checks, and other random examples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the tests marked `slow` and return pytest's exit status; more arguments go to pytest."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "slow", "--hypothesis-profile=other", *sys.argv[1:]],
        cwd=ROOT,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
