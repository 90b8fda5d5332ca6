"""P18: who reads first and then writes is not refused because another one wrote in between."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path

from reader.library.connection import MARKS, choose_journal, connect, file_address, transaction


def test_a_transaction_that_reads_first_keeps_others_waiting_and_none_is_refused(tmp_path: Path) -> None:
    address = file_address(tmp_path / "marks.db")
    with closing(connect(address, MARKS)) as one, closing(connect(address, MARKS)) as two:
        choose_journal(one)
        one.execute("CREATE TABLE pump (turns INTEGER)")
        one.execute("INSERT INTO pump VALUES (0)")

        def turn() -> None:
            with transaction(two):
                two.execute("UPDATE pump SET turns = turns + 1")

        other = threading.Thread(target=turn)
        with transaction(one):
            (turns,) = one.execute("SELECT turns FROM pump").fetchone()
            other.start()
            time.sleep(0.1)
            one.execute("UPDATE pump SET turns = ?", (turns + 1,))
        other.join()
        assert one.execute("SELECT turns FROM pump").fetchone() == (2,)
