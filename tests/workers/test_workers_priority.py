"""Workers leave the processor to whoever reads meanwhile."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from reader.workers.limits import NICER
from reader.workers.pool import WorkerPool


def test_a_worker_has_a_lower_priority_than_the_program(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The water is low.\n\nIt was measured at six.\n")
    done = threading.Event()
    with WorkerPool(1) as pool:
        pool.submit({"job": "read", "path": str(file), "steps": ["clean"]}, lambda _answer: done.set())
        assert done.wait(60)
        here = os.getpriority(os.PRIO_PROCESS, 0)
        workers = [process.pid for process in pool._processes.values()]
        assert workers
        for pid in workers:
            assert os.getpriority(os.PRIO_PROCESS, pid) == min(19, here + NICER)
