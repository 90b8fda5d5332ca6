"""Textual's driver on a terminal that may go away while the program runs: a closed window, a lost connection.

Textual's own waits for ever there. Its thread for output dies of the first write that fails, and the next thirty
fill its queue. Before that a window that closes also continues what it ends (SIGHUP, then SIGCONT), and Textual
then takes the terminal a second time.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


class Output:
    """A stream to a terminal; what is written after the terminal is gone is lost without a word."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self.gone = False

    def write(self, text: str) -> int:
        """Write `text` and return its length."""
        if not self.gone:
            try:
                self._stream.write(text)
            except OSError:
                self.gone = True
        return len(text)

    def flush(self) -> None:
        """Send what was written to the terminal."""
        if not self.gone:
            try:
                self._stream.flush()
            except OSError:
                self.gone = True

    def fileno(self) -> int:
        """Return the stream's descriptor."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Return whether the stream is a terminal."""
        return self._stream.isatty()


class TerminalDriver(LinuxDriver):
    """Draws on the terminal of standard error and reads keys from that of standard input."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = Output(self._file)

    def _sigcont_application(self, *arguments: Any) -> None:
        """Take the terminal back only when it was given away."""
        if self._must_signal_resume:
            super()._sigcont_application(*arguments)
