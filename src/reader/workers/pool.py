"""A pool of worker processes, each driven by a thread: jobs by priority, with a limit of time for each."""

from __future__ import annotations

import heapq
import itertools
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reader.records import Record
from reader.workers.jobs import failure
from reader.workers.limits import ANSWER_BYTES, wall_seconds
from reader.workers.pieces import Pieces, lines

_CHUNK = 1 << 16

_BUNDLE = 16
"""Most small requests that a worker is given at once."""

_BUNDLE_WEIGHT = 400_000
"""Most bytes of files in them: a fraction of a second, which what the user opens next may have to wait."""

COMMAND = (sys.executable, "-P", "-m", "reader.workers.child")
"""The program that a worker is."""


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    request: Record = field(compare=False)
    done: Callable[[Record], None] = field(compare=False)
    key: object = field(compare=False, default=None)
    weight: int | None = field(compare=False, default=None)
    taken: bool = field(compare=False, default=False)
    before: tuple[Record, ...] = field(compare=False, default=())


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

    def submit(
        self,
        request: Record,
        done: Callable[[Record], None],
        *,
        priority: int = 5,
        key: object = None,
        weight: int | None = None,
    ) -> None:
        """Queue a request; the lowest `priority` goes first, then the oldest. `key` names it for `promote`.

        Requests with a `weight` (bytes of the file) may go to a worker several at once when they are small. Each still
        has its own limits and its own answer.
        """
        with self._wake:
            if self._closed:
                return
            heapq.heappush(self._jobs, _Job(priority, next(self._numbers), request, done, key, weight))
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
                        heapq.heappush(self._jobs, replace(job, priority=priority, number=next(self._numbers)))
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

    def _next(self) -> list[_Job]:
        """Return the next job, with some small ones that follow it; wait for one, return none when all is over."""
        with self._wake:
            while True:
                if self._closed:
                    return []
                if first := self._pop():
                    return [first, *self._followers(first)]
                self._wake.wait()

    def _pop(self) -> _Job | None:
        while self._jobs:
            job = heapq.heappop(self._jobs)
            if not job.taken:
                job.taken = True
                return job
        return None

    def _followers(self, first: _Job) -> Iterator[_Job]:
        """Yield jobs that go to the same worker at once: it need not wait for the next one while it has these.

        They are of the same priority, small, and no more than this worker's share of what waits.
        """
        if first.weight is None:
            return
        room = _BUNDLE_WEIGHT - first.weight
        for _ in range(min(_BUNDLE - 1, len(self._jobs) // self._workers)):
            if not self._jobs or self._jobs[0].priority != first.priority:
                return
            weight = self._jobs[0].weight
            if weight is None or weight > room:
                return
            room -= weight
            if job := self._pop():
                yield job

    def _put_back(self, jobs: Iterable[_Job]) -> None:
        with self._wake:
            for job in jobs:
                heapq.heappush(self._jobs, replace(job, taken=False))
            self._wake.notify()

    def _drive(self, place: int) -> None:
        worker: _Worker | None = None
        try:
            while jobs := self._next():
                if worker is None:
                    worker = self._started(place)
                worker = self._serve(place, worker, jobs)
        finally:
            if worker is not None:
                worker.end()

    def _started(self, place: int) -> _Worker:
        worker = _Worker(self._command)
        with self._wake:
            self._processes[place] = worker.process
            if self._closed:
                worker.process.kill()
        return worker

    def _serve(self, place: int, worker: _Worker, jobs: Sequence[_Job]) -> _Worker | None:
        """Give a worker the jobs and pass its answers on; return None when it died: that costs the job at hand only."""
        waiting = deque(jobs)
        try:
            worker.ask([job.request for job in jobs])
            while waiting:
                answer = worker.answer(self._wall(waiting[0].request))
                if self._closed:
                    return worker
                self._take(waiting.popleft(), answer)
        except _DiedError as death:
            worker.end()
            with self._wake:
                self._processes.pop(place, None)
            if not self._closed:
                guilty = waiting.popleft()
                self._put_back(waiting)
                self._take(guilty, failure("Cannot read this file", str(death), death.code))
            return None
        return worker

    def _take(self, job: _Job, answer: Record) -> None:
        """Pass an answer on; when it is a part of a file, keep it and ask for the next one."""
        if not answer.get("left") or job.request.get("most"):
            job.done(joined((*job.before, answer)) if job.before else answer)
            return
        start = job.request.get("start", 0) + len(answer["articles"])
        # not small any more, whatever the file's size
        rest = replace(job, request={**job.request, "start": start}, before=(*job.before, answer), weight=None)
        self._put_back([rest])


def joined(parts: Sequence[Record]) -> Record:
    """Return the parts of a file's answer as one. Where the last part failed, the others are kept and that is said."""
    first, *_, last = parts
    good = [part for part in parts if "error" not in part]
    whole = dict(first)
    whole.pop("left", None)
    for key in ("articles", "fingerprints", "bands"):
        if key in first:
            whole[key] = [item for part in good for item in part[key]]
    if error := last.get("error"):
        missing = f"The articles from number {len(whole['articles']) + 1} on could not be read: {error['message']}"
        whole["problems"] = [*whole["problems"], missing]
    return whole


class _DiedError(Exception):
    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class _Worker:
    """A worker process, and what it has written but nobody has read yet."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = _start(command)
        self._read = bytearray()

    def ask(self, requests: Sequence[Record]) -> None:
        """Write the requests. Raises _DiedError."""
        if self.process.stdin is None:
            raise AssertionError("a worker is started with pipes")
        try:
            self.process.stdin.write(b"".join(line for request in requests for line in lines(request)))
            self.process.stdin.flush()
        except OSError as error:
            raise self._death() from error

    def answer(self, seconds: float) -> Record:
        """Return the next answer. Raises _DiedError when there is none after so many seconds, or nonsense."""
        if self.process.stdout is None:
            raise AssertionError("a worker is started with pipes")
        deadline = time.monotonic() + seconds
        descriptor = self.process.stdout.fileno()
        pieces, size = Pieces(), 0
        while True:
            line = self._line(descriptor, deadline, seconds, ANSWER_BYTES - size)
            size += len(line)
            try:
                whole = pieces.take(line)
            except (LookupError, TypeError, ValueError) as error:
                raise _DiedError("The worker answered nonsense.", "bug") from error
            if whole is not None:
                return whole

    def _line(self, descriptor: int, deadline: float, seconds: float, most: int) -> bytearray:
        """Return the next line. Raises _DiedError when it does not come in time or has more than `most` bytes."""
        looked = 0
        while (end := self._read.find(b"\n", looked)) < 0:
            looked = len(self._read)
            if looked > most:
                raise _DiedError("It gives more text than an article can have.", "too-large")
            ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise _DiedError(f"It was given up after {seconds:.0f} seconds.", "timeout")
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                raise self._death()
            self._read += chunk
        if end + 1 == len(self._read):
            line, self._read = self._read, bytearray()  # the usual case; a long answer is not copied
        else:
            line = self._read[:end]
            del self._read[: end + 1]
        return line

    def end(self) -> None:
        """End the process."""
        _end(self.process)

    def _death(self) -> _DiedError:
        status = self.process.wait()
        if status == -24:  # SIGXCPU
            return _DiedError("It took more computing time than a file may take.", "timeout")
        return _DiedError(f"The process that read it ended (status {status}).", "crash")


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
