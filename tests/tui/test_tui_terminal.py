"""A terminal that goes away while something is drawn on it."""

from __future__ import annotations

import io

from textual.drivers._writer_thread import WriterThread

from reader.tui.terminal import Output


class Gone(io.StringIO):
    """A terminal whose window was closed."""

    calls = 0

    def write(self, _text: str, /) -> int:
        self.calls += 1
        raise OSError(5, "Input/output error")


def test_output_to_a_closed_window_never_blocks_the_program() -> None:
    thread = WriterThread(Output(Gone()))  # type: ignore[arg-type] # as the driver passes it
    thread.start()
    for _ in range(1_000):
        thread.write("frame")
    thread.stop()
    assert not thread.is_alive()


def test_a_closed_window_is_written_to_once() -> None:
    gone = Gone()
    output = Output(gone)
    assert [output.write("frame") for _ in range(3)] == [5, 5, 5]
    output.flush()
    assert gone.calls == 1
    assert output.gone


def test_an_open_window_gets_everything() -> None:
    stream = io.StringIO()
    output = Output(stream)
    output.write("one")
    output.write(" two")
    output.flush()
    assert stream.getvalue() == "one two"
    assert output.isatty() is False
