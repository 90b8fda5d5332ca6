from __future__ import annotations

import json
import subprocess
import sys

import pytest

from reader.workers.jobs import perform
from reader.workers.pool import WorkerPool

LOCKED = "from reader.workers.child import lock_down; lock_down(); "


def locked(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LOCKED + code], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.remove('/nowhere')",
        "import os; os.execv('/bin/true', ['true'])",
    ],
)
def test_a_locked_worker_can_neither_connect_nor_start_programs_nor_delete(code: str) -> None:
    done = locked(code)
    assert done.returncode == 1
    assert "a worker may not do this" in done.stderr


def test_a_locked_worker_cannot_write_a_file(tmp_path: object) -> None:
    done = locked(f"f = open({str(tmp_path)!r} + '/x', 'w'); f.write('x' * 10); f.flush()")
    assert done.returncode != 0


def test_a_locked_worker_cannot_take_all_memory() -> None:
    assert "MemoryError" in locked("x = bytearray(4 << 30)").stderr


def test_a_job_that_takes_too_much_computing_time_is_ended() -> None:
    code = (
        "from reader.workers import child, limits; limits.CLEAN_SECONDS = 0\n"
        "child.allow_seconds({'job': 'read', 'steps': ['clean']})\n"
        "while True: pass"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == -24


def test_an_unknown_fault_is_an_answer_with_its_kind() -> None:
    answer = perform({"job": "read", "steps": ["clean"], "path": 7})
    assert answer["error"]["code"] in ("bug", "unreadable", "missing")
    json.dumps(answer)


def test_a_text_without_cleaning_comes_back_to_the_character() -> None:
    text = "  One line.\n\nAnother\tline  \n"
    with WorkerPool(1) as pool:
        answer = pool.run({"job": "read", "steps": [], "text": text})
    assert answer["articles"][0]["text"] == text
