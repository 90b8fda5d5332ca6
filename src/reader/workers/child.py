"""The worker process: reads a request a line from standard input, answers a line on standard output.

Started as `python -m reader.workers.child`. It locks itself in (`reader.workers.cage`) before it reads the first byte
of a file.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import BinaryIO

from reader.workers.cage import grant, limit, lock_down
from reader.workers.limits import NICER, STACK_FRAMES


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    from reader.workers.jobs import perform
    from reader.workers.pieces import Pieces, lines

    # what is loaded stays, and a page makes many objects but hardly a cycle: collecting less often saves a twentieth
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    sys.setrecursionlimit(STACK_FRAMES)
    pieces = Pieces()
    for line in iter(requests.readline, b""):
        request = pieces.take(line)
        if request is None:
            continue
        grant(request)
        limit(request)
        answers.writelines(lines(perform(request)))
        answers.flush()


def main() -> None:
    """Run the worker on its standard streams, with nothing able to write to them but the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)
    # the terminal's signals are meant for the program in front; a worker ends when its input does
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # whoever reads an article meanwhile goes first
    with contextlib.suppress(OSError):
        os.nice(NICER)
    lock_down()
    try:
        serve(sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
