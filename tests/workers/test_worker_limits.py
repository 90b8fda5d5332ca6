from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.workers.jobs import perform
from reader.workers.pool import WorkerPool

LOCKED = "from reader.workers.cage import grant, limit, lock_down; lock_down(); "


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
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.symlink('/etc/passwd', '/nowhere/link')",
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "open('/etc/passwd')",
        "import os; os.open('/etc/passwd', os.O_RDONLY)",
        "import os; os.open('../../../../../../../../etc/passwd', os.O_RDONLY)",
        "import os; os.scandir('/etc')",
        "import os; os.listdir('.')",
        "import os; open(os.devnull, 'w')",
        "import sqlite3; sqlite3.connect(':memory:')",
    ],
)
def test_a_locked_worker_can_neither_connect_nor_start_programs_nor_touch_other_files(code: str) -> None:
    done = locked(code)
    assert done.returncode == 1
    assert "PermissionError: a worker may not" in done.stderr


def test_a_worker_opens_the_file_of_its_job_and_not_that_of_the_job_before(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for file in (first, second):
        file.write_text("The pump is mended.")
    done = locked(
        f"grant({{'job': 'read', 'path': {str(first)!r}}}); print(open({str(first)!r}).read())\n"
        f"grant({{'job': 'read', 'path': {str(second)!r}}}); open({str(first)!r})"
    )
    assert done.stdout == "The pump is mended.\n"
    assert "PermissionError: a worker may not open this file" in done.stderr


def test_a_library_below_python_cannot_write_more_than_nothing(tmp_path: Path) -> None:
    code = f"import resource, os; f = os.open({str(tmp_path / 'x')!r}, os.O_WRONLY | os.O_CREAT); " + LOCKED
    done = subprocess.run([sys.executable, "-c", code + "os.write(f, b'x')"], capture_output=True, check=False)
    assert done.returncode != 0
    assert (tmp_path / "x").stat().st_size == 0


def test_a_locked_worker_cannot_take_all_memory() -> None:
    assert "MemoryError" in locked("x = bytearray(4 << 30)").stderr


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell what a process holds")
def test_reading_one_file_takes_less_than_a_gigabyte() -> None:
    code = "limit({'job': 'read', 'steps': ['clean']}); print(len(bytearray(600 << 20))); bytearray(900 << 20)"
    done = locked(code)
    assert done.stdout == f"{600 << 20}\n"
    assert "MemoryError" in done.stderr


def test_a_job_that_takes_too_much_computing_time_is_ended() -> None:
    code = (
        "from reader.workers import cage, limits; limits.CLEAN_SECONDS = 0\n"
        "cage.limit({'job': 'read', 'steps': ['clean']})\n"
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
