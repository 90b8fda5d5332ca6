"""A pool of worker processes, each driven by a thread: jobs by priority, with a limit of time for each."""

from __future__ import annotations

import heapq
import itertools
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.records import Record
from reader.workers.jobs import failure

WALL_SECONDS = {"clean": 20.0, "draft": 20.0, "analyse": 120.0}
"""Clock time after which a worker that has not answered is ended; more than its CPU limit on a busy machine."""

MAX_ANSWER = 256 << 20
"""Bytes of the longest answer that is believed."""

_CHUNK = 1 << 16


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    request: Record = field(compare=False)
    done: Callable[[Record], None] = field(compare=False)
    key: object = field(compare=False, default=None)
    taken: bool = field(compare=False, default=False)


class WorkerPool:
    """Worker processes that answer requests of `reader.workers.jobs`.

    `done` callbacks run in a pool thread, one at a time for each worker, and must not block. Processes start when the
    first job comes. A request that kills its worker is answered with an error; the next one gets a new worker.
    """

    def __init__(self, workers: int = 2) -> None:
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._workers = workers

    def submit(self, request: Record, done: Callable[[Record], None], *, priority: int = 5, key: object = None) -> None:
        """Queue a request; the lowest `priority` goes first, then the oldest. `key` names it for `promote`."""
        with self._wake:
            if self._closed:
                return
            heapq.heappush(self._jobs, _Job(priority, next(self._numbers), request, done, key))
            if len(self._threads) < self._workers:
                thread = threading.Thread(target=self._drive, args=(len(self._threads),), daemon=True)
                self._threads.append(thread)
                thread.start()
            self._wake.notify()

    def promote(self, key: object, priority: int) -> bool:
        """Move a waiting job to the front; return whether it was still waiting."""
        with self._wake:
            for job in self._jobs:
                if job.key == key and not job.taken:
                    if job.priority > priority:
                        heapq.heappush(self._jobs, _Job(priority, next(self._numbers), job.request, job.done, job.key))
                        # the old place in the heap stays, and is passed over when its turn comes
                        job.taken = True
                    return True
        return False

    def run(self, request: Record) -> Record:
        """Return the answer to one request, waiting for it."""
        answered = threading.Event()
        answers: list[Record] = []

        def keep(answer: Record) -> None:
            answers.append(answer)
            answered.set()

        self.submit(request, keep, priority=0)
        while not answered.wait(0.2):
            if self._closed:
                return failure("Stopped", "The work was stopped.", "stopped")
        return answers[0]

    def close(self) -> None:
        """End all workers at once; waiting jobs are dropped, their callbacks never called."""
        with self._wake:
            self._closed = True
            self._jobs.clear()
            self._wake.notify_all()
            processes = list(self._processes.values())
        for process in processes:
            process.kill()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(timeout=2)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _next(self) -> _Job | None:
        with self._wake:
            while True:
                if self._closed:
                    return None
                while self._jobs:
                    job = heapq.heappop(self._jobs)
                    if not job.taken:
                        job.taken = True
                        return job
                self._wake.wait()

    def _drive(self, place: int) -> None:
        process: subprocess.Popen[bytes] | None = None
        try:
            while (job := self._next()) is not None:
                process, answer = self._answer(place, process, job.request)
                if self._closed:
                    return
                job.done(answer)
        finally:
            if process is not None:
                _end(process)

    def _answer(
        self, place: int, process: subprocess.Popen[bytes] | None, request: Record
    ) -> tuple[subprocess.Popen[bytes] | None, Record]:
        if process is None:
            process = _start()
            with self._wake:
                self._processes[place] = process
                if self._closed:
                    process.kill()
        try:
            return process, _ask(process, request)
        except _DiedError as death:
            _end(process)
            with self._wake:
                self._processes.pop(place, None)
            return None, failure("Cannot read this file", str(death), death.code)


class _DiedError(Exception):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def _start() -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        # one thread a process: more only fight over the same cores
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reader.workers.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                # what was still buffered for the dead worker; it is gone with it
                continue


def _ask(process: subprocess.Popen[bytes], request: Record) -> Record:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("a worker is started with pipes")
    seconds = WALL_SECONDS.get(request["job"], 20.0)
    deadline = time.monotonic() + seconds
    try:
        process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        process.stdin.flush()
    except OSError as error:
        raise _death(process) from error
    answer = bytearray()
    descriptor = process.stdout.fileno()
    while not answer.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise _DiedError(f"It was given up after {seconds:.0f} seconds.", "timeout")
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            raise _death(process)
        answer += chunk
        if len(answer) > MAX_ANSWER:
            raise _DiedError("It gives more text than an article can have.", "too-large")
    value = json.loads(answer)
    if not isinstance(value, dict):
        raise _DiedError("The worker answered nonsense.", "bug")
    return value


def _death(process: subprocess.Popen[bytes]) -> _DiedError:
    status = process.wait()
    if status == -24:  # SIGXCPU
        return _DiedError("It took more computing time than a file may take.", "timeout")
    return _DiedError(f"The process that read it ended (status {status}).", "crash")
