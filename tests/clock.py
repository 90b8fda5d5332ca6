"""How long something takes, as steady as a machine with other work allows: CPU time, no collections, several tries."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TRIES = 4


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call, its result thrown away."""
    # a collection walks through all that the tests before have left behind, whatever the work is
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def takes_less(seconds: float, work: Callable[[], object]) -> bool:
    """Tell whether one of some calls takes less CPU than `seconds`."""
    return any(cpu_seconds(work) < seconds for _ in range(TRIES))


def grows_less(times: float, work: Callable[[int], object], small: int, large: int, *, floor: float) -> bool:
    """Tell whether `work(large)` takes less than `times` as long as `work(small)` in one of some tries.

    Times below `floor` seconds are too short to be told from noise and count as `floor`. What is quadratic fails in
    every try; what was only disturbed does not.
    """
    short = 0.0
    for _ in range(TRIES):
        short = max(short, floor, cpu_seconds(lambda: work(small)))
        if cpu_seconds(lambda: work(large)) < times * short:
            return True
    return False
