"""The command line: one module a command. Output goes to standard output, everything else to standard error."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from typing import Final

_OUTPUT_FAILS: Final = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EDQUOT, errno.EFBIG)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (default: the process's arguments) and return its exit status.

    0 done, 1 nothing found, some inputs failed or a fault in the program, 2 wrong use, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        # loading modules makes thousands of objects that all stay: looking through them is time lost
        gc.set_threshold(20_000, 20, 20)
    from reader.cli.commands import run
    from reader.cli.common import prepare_streams

    prepare_streams()
    if argv is None:
        _log_what_nobody_sees()
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read our output has had enough
        _drop_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in _OUTPUT_FAILS or error.filename is not None:
            return _fault(error, arguments)
        _drop_output()
        _say(f"The output cannot be written: {os.strerror(error.errno)}.")
        return 1
    except Exception as error:  # noqa: BLE001 - told in one sentence and kept in the log, never a traceback
        return _fault(error, arguments)
    if argv is None:
        # Python's end looks through all that was loaded once more: a tenth of a search's time, for nothing
        gc.freeze()
    return status


def _fault(error: BaseException, arguments: Sequence[str]) -> int:
    from reader.cli.commands import command_of
    from reader.config.faults import keep_report, sentence
    from reader.config.paths import state_paths

    log = state_paths().log
    _say(sentence(error, log, kept=keep_report(error, log, f"reader {command_of(arguments)}")))
    return 1


def _say(message: str) -> None:
    from reader.cli.common import warn

    try:
        warn(message)
    except (OSError, ValueError):
        # there is nobody left to tell; the status and the log say it
        return


def _drop_output() -> None:
    """Send nowhere what Python would still flush at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _log_what_nobody_sees() -> None:
    """Keep faults of threads and of finalisers in the log; Python would print them over the screen."""
    import threading

    def of_thread(fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            _keep(fault.exc_value, "a thread")

    def of_finaliser(fault: sys.UnraisableHookArgs) -> None:
        if fault.exc_value is not None:
            _keep(fault.exc_value, "a finaliser")

    threading.excepthook = of_thread
    sys.unraisablehook = of_finaliser


def _keep(error: BaseException, doing: str) -> None:
    from reader.config.faults import keep_report
    from reader.config.paths import state_paths

    keep_report(error, state_paths().log, doing)
