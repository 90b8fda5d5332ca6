"""A pool of worker processes, each driven by a thread: jobs by priority, with a limit of time for each."""

from __future__ import annotations

import heapq
import itertools
import json
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.records import Record
from reader.workers.jobs import failure
from reader.workers.limits import ANSWER_BYTES, wall_seconds

_CHUNK = 1 << 16

COMMAND = (sys.executable, "-P", "-m", "reader.workers.child")
"""The program that a worker is."""


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

    def __init__(
        self,
        workers: int = 2,
        *,
        command: Sequence[str] = COMMAND,
        wall: Callable[[Mapping[str, Any]], float] = wall_seconds,
    ) -> None:
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._workers = workers
        self._command = tuple(command)
        self._wall = wall

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
        return next(answer for _, answer in self.map([request]))

    def map(self, requests: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
        """Yield (request, answer) in the order of the requests, with few of them read ahead: memory stays flat."""
        ahead = 4 * self._workers
        waiting: deque[tuple[Record, queue.SimpleQueue[Record]]] = deque()
        for request in requests:
            answer: queue.SimpleQueue[Record] = queue.SimpleQueue()
            self.submit(request, answer.put)
            waiting.append((request, answer))
            if len(waiting) >= ahead:
                first, box = waiting.popleft()
                yield first, box.get()
        for first, box in waiting:
            yield first, box.get()

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
            process = _start(self._command)
            with self._wake:
                self._processes[place] = process
                if self._closed:
                    process.kill()
        try:
            return process, _ask(process, request, self._wall(request))
        except _DiedError as death:
            _end(process)
            with self._wake:
                self._processes.pop(place, None)
            return None, failure("Cannot read this file", str(death), death.code)


class _DiedError(Exception):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        # one thread a process: more only fight over the same cores
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(
        command,
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


def _ask(process: subprocess.Popen[bytes], request: Record, seconds: float) -> Record:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("a worker is started with pipes")
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
        if len(answer) > ANSWER_BYTES:
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
