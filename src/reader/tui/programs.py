"""Other programs of the user: an editor, a pager, a command to pipe to. A list of words, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from reader.errors import ReaderError
from reader.text.safe import safe_line

EDITORS: Final = ("VISUAL", "EDITOR")
PAGERS: Final = ("PAGER",)
_ENDINGS: Final = (signal.SIGHUP, signal.SIGTERM)
_EDITORS_ELSE: Final = ("vi", "nano")
_PAGERS_ELSE: Final = ("less", "more")


class ProgramError(ReaderError):
    """A program that cannot be started, or a command line that cannot be read."""

    title = "This program was not started"


def words_of(command: str) -> list[str]:
    """Return a command line as a list of words, the first one an absolute path. Raises ProgramError.

    Quotation marks and backslashes group words as in a shell; nothing else of a shell is known: no variables, no
    pipes, no substitution. A path with spaces that is a program as it stands is one.
    """
    whole = command.strip()
    if os.sep in whole and os.access(whole, os.X_OK) and os.path.isfile(whole):
        return [whole]
    try:
        words = shlex.split(whole)
    except ValueError as error:
        raise ProgramError("A quotation mark of the command is not closed.") from error
    if not words:
        raise ProgramError("There is no command.")
    program = shutil.which(os.path.expanduser(words[0]))
    if program is None:
        raise ProgramError(f"There is no program {safe_line(words[0])}.")
    return [os.path.abspath(program), *words[1:]]


def editor(environment: Mapping[str, str]) -> list[str]:
    """Return the words of the user's editor: $VISUAL, $EDITOR, else vi or nano. Raises ProgramError."""
    return _wished(environment, EDITORS, _EDITORS_ELSE, "editor")


def pager(environment: Mapping[str, str]) -> list[str]:
    """Return the words of the user's pager: $PAGER, else less or more. Raises ProgramError."""
    return _wished(environment, PAGERS, _PAGERS_ELSE, "pager")


def _wished(environment: Mapping[str, str], names: Sequence[str], others: Sequence[str], what: str) -> list[str]:
    for name in names:
        wish = environment.get(name, "").strip()
        if wish:
            try:
                return words_of(wish)
            except ProgramError as error:
                raise ProgramError(f"{name} is {safe_line(wish)}: {error.message}") from error
    for other in others:
        if shutil.which(other):
            return words_of(other)
    raise ProgramError(f"No {what} was found. Set {names[-1]} to the name of one.")


def file_argument(path: str) -> str:
    """Return a path that no program takes for an option: one that begins with a dash gets ./ before it."""
    return path if path.startswith(os.sep) else os.path.join(os.curdir, path)


def run(words: Sequence[str], text: str | None = None) -> int:
    """Run a program on the terminal and return its exit status, 128 and the signal's number when one ended it.

    With `text` that is its standard input, as UTF-8; one that stops reading early is no error. Raises ProgramError.
    """
    data = None if text is None else text.encode("utf-8", "replace")
    try:
        with _signals_are_the_programs():
            status = subprocess.run(list(words), input=data, check=False).returncode
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ProgramError(f"{os.path.basename(words[0])} did not start: {safe_line(reason)}.") from error
    return 128 - status if status < 0 else status


@contextmanager
def _signals_are_the_programs() -> Iterator[None]:
    """Leave Ctrl+C and Ctrl+\\ to the program that has the terminal: they go to all of its processes, us too.

    A handler, not SIG_IGN, which the program would inherit; and no word of it to the event loop, which would end us.
    What ends us for good, a lost terminal above all, is told to the loop as soon as it listens again.
    """
    kept: list[int] = []
    wakeup = signal.set_wakeup_fd(-1)
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    before |= {number: signal.signal(number, lambda got, _: kept.append(got)) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
        for ending in dict.fromkeys(kept):
            signal.raise_signal(ending)
