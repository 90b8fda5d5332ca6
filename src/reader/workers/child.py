"""The worker process: reads a request a line from standard input, answers a line on standard output.

Started as `python -m reader.workers.child`. It limits itself before it reads the first byte of a file: memory, CPU
seconds for each job, no file written, few files open, no connection, no program started.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from reader.workers.limits import MEMORY_BYTES, OPEN_FILES, STACK_FRAMES, cpu_seconds

_FORBIDDEN = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.sendto",
        "subprocess.Popen",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.system",
        "pty.spawn",
        "webbrowser.open",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.truncate",
        "shutil.rmtree",
    }
)


def _guard(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a worker may not do this: {event}")


def lock_down() -> None:
    """Give up what parsing a file never needs. Cannot be undone."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # the terminal's signals are meant for the program in front; a worker ends when its input does
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.addaudithook(_guard)


def allow_seconds(request: Mapping[str, Any]) -> None:
    """Set the CPU limit for the job at hand, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds(request), hard))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    from reader.workers.jobs import perform

    sys.setrecursionlimit(STACK_FRAMES)
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        allow_seconds(request)
        answers.write(json.dumps(perform(request)).encode("ascii") + b"\n")
        answers.flush()


def main() -> None:
    """Run the worker on its standard streams, with nothing able to write to them but the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)
    lock_down()
    try:
        serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
