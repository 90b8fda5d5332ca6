"""P1: in a real terminal, walking through hostile files writes nothing but what Textual itself writes."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from hostile_set import dirty_cases
from pty_program import QUIT, Program

# what Textual and the first frame write: colours, cursor, modes, questions about the terminal
SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-9;:]*m|\[[0-9;]*[HABCDGJKX]|\[\?[0-9;]+[hl]|\[\?[0-9;]+\$p|\[[<>=]?[0-9;]*u|\[>[0-9;]*m|\[\?[0-9;]*u"
    rb"|\[[0-9;]* ?q|\[6n|\[c|\[>0?[cq]|\[14t|\[16t|\[18t|\[\?4m|P\+q[0-9a-f;]*\x1b\\|_Gi=[^\x1b]*\x1b\\|7|8"
    rb"|\]22;[a-z-]*\x07)"
)
CONTROL = re.compile("[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def rest(output: bytes) -> str:
    """Return what is left of the output without the sequences of the program itself."""
    return SEQUENCE.sub(b"", output).decode("utf-8", "replace")


def test_p1_no_byte_of_a_hostile_file_or_name_acts_on_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    for item in dirty_cases():
        path = os.path.join(os.fsencode(folder), item.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(item.data)
    with Program([str(folder)], home=tmp_path / "state", size=(50, 160)) as program:
        program.wait_until_ready()
        program.send(b"\rxi")
        for _ in range(9):
            program.send(b"JJJJJJ\x1b[6~")
            program.settle(quiet=0.06, seconds=1.5)
        program.send(b"y")
        program.send(b"q1G")
        program.settle(quiet=0.1, seconds=3)
        program.send(b"kkkk\x06weir")
        program.settle(quiet=0.2, seconds=3)
        program.send(b"\x1b")
        program.settle(quiet=0.2, seconds=3)
        program.send(b"?")
        program.settle(quiet=0.2, seconds=3)
        program.send(QUIT)
        assert program.end() == 0
        assert program.left_on() == []
        copied = re.compile(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
        text = rest(copied.sub(b"", bytes(program.output)))
    assert len(text) > 20_000
    found = CONTROL.search(text)
    assert not found, (
        unicodedata.name(found.group(), hex(ord(found.group()))),
        text[max(0, found.start() - 80) :][:160],
    )


def test_the_search_sees_a_byte_that_acts() -> None:
    for bad in (
        b"\x1b]0;x\x07",
        b"\x1b[6;2t",
        b"a\x9b".decode("latin-1").encode(),
        b"\x0e",
        b"\x1bc",
        "\u202e".encode(),
    ):
        assert CONTROL.search(rest(b"\x1b[31mweir" + bad + b"\x1b[0m")), bad
