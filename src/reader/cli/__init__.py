"""The command line: one module a command. Output goes to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (default: the process's arguments) and return its exit status.

    0 done, 1 nothing found or some inputs failed, 2 wrong use, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    from reader.cli.commands import run
    from reader.cli.common import prepare_streams

    prepare_streams()
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read our output has had enough; what Python would still flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        return 130
    return status
