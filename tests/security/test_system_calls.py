"""P4, P9 below Python: the kernel refuses workers what they never need, and a trace of every system call shows it.

The audit hooks of the other tests see Python code only. Here libraries in C are called, and `strace`, where there is
one, looks on.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_cases import plain
from hostile_pages import archive_cases, entity_cases
from hostile_texts import markup_cases, terminal_cases

from reader.workers.kernel import instructions
from reader.workers.pool import WorkerPool

HERE = sys.platform == "linux" and platform.machine() == "x86_64"
BELOW = """
import ctypes, errno, os
from reader.workers.kernel import forbid
libc = ctypes.CDLL(None, use_errno=True)
assert forbid()
found = libc.{call}
assert found == -1 and ctypes.get_errno() == errno.EPERM, (found, ctypes.get_errno())
"""


@pytest.mark.skipif(not HERE, reason="the kernel's filter is written for Linux on x86-64")
@pytest.mark.parametrize(
    "call",
    [
        "socket(2, 1, 0)",
        "socket(10, 2, 0)",
        "socket(1, 1, 0)",
        "connect(0, None, 0)",
        "fork()",
        "vfork()",
        "execv(b'/bin/false', None)",
        "kill(os.getppid(), 0)",
        "ptrace(16, os.getppid(), 0, 0)",
        "open(b'new', os.O_WRONLY | os.O_CREAT, 0o600)",
        "open(b'kept', os.O_WRONLY)",
        "open(b'kept', os.O_RDWR)",
        "openat(-100, b'kept', os.O_RDONLY | os.O_TRUNC)",
        "creat(b'new', 0o600)",
        "unlink(b'kept')",
        "rename(b'kept', b'new')",
        "link(b'kept', b'new')",
        "symlink(b'kept', b'new')",
        "mkdir(b'new', 0o700)",
        "mkfifo(b'new', 0o600)",
        "chmod(b'kept', 0)",
        "truncate(b'kept', 0)",
        "setxattr(b'kept', b'user.a', b'b', 1, 0)",
        "utimes(b'kept', None)",
        "memfd_create(b'new', 0)",
        "syscall(425, 8, None)",
        "syscall(321, 0, None, 0)",
        "syscall(41 | 0x40000000, 2, 1, 0)",
        "syscall(234, os.getppid(), os.getppid(), 0)",
    ],
)
def test_p4_p9_a_library_in_c_cannot_either(tmp_path: Path, call: str) -> None:
    (tmp_path / "kept").write_text("The weir is shut.")
    code = BELOW.format(call=call)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "The weir is shut."


@pytest.mark.skipif(not HERE, reason="the kernel's filter is written for Linux on x86-64")
def test_what_a_worker_needs_still_works(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("The weir is shut.")
    code = (
        "import os, threading, time\nfrom reader.workers.cage import grant, lock_down\nlock_down()\n"
        "grant({'job': 'read', 'path': os.path.abspath('kept')})\n"
        "thread = threading.Thread(target=time.sleep, args=(0.01,)); thread.start(); thread.join()\n"
        "print(open(os.path.abspath('kept')).read(), len(bytearray(50 << 20)))\nos.abort()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stdout == f"The weir is shut. {50 << 20}\n" or done.returncode == -6
    assert done.returncode == -6, done.stderr


@pytest.mark.skipif(not HERE, reason="the kernel's filter is written for Linux on x86-64")
def test_p4_p9_the_workers_of_a_pool_are_under_the_filter() -> None:
    with WorkerPool(1) as pool:
        pool.run({"job": "read", "steps": ["clean"], "text": "The weir is shut."})
        (worker,) = pool._processes.values()
        status = Path(f"/proc/{worker.pid}/status").read_text()
    # 2 is a filter; no new privileges is what lets a user set one, and keeps setuid programs from being run
    assert re.search(r"^Seccomp:\t2$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE)


def test_the_filter_ends_in_an_answer_for_every_call() -> None:
    program = instructions(7)
    assert len(program) < 4096
    for at, (code, yes, no, _) in enumerate(program):
        is_jump = code & 0x07 == 0x05
        assert not is_jump or at + 1 + max(yes, no) < len(program)
    assert program[-1][0] == 0x06


def traced(folder: Path, home: Path, log: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "READER_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    calls = "trace=%network,%process,open,openat,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,symlink,link"
    tracer = ["strace", "-ff", "--seccomp-bpf", "-qq", "-s", "4096", "-e", calls, "-e", "signal=none", "-o", str(log)]
    words = [*tracer, sys.executable, "-m", "reader", *arguments, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, env=environment, timeout=120, check=False)


def can_trace() -> bool:
    if not HERE or shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False).returncode == 0


OPENED = re.compile(r'^open(?:at)?\((?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)", (\S+).* = (\d+)', re.MULTILINE)
MADE = re.compile(r'^(?:creat|unlink|rename|mkdir|symlink|link)\w*\(.*?"((?:[^"\\]|\\.)*)".* = 0$', re.MULTILINE)
STARTED = re.compile(r"^execve\((.*)\) = 0$", re.MULTILINE)
CONNECTED = re.compile(r"^(?:socket|connect|bind|sendto|listen)\(.*(?:AF_INET|AF_NETLINK|sin_).* = \d", re.MULTILINE)
SYSTEM = (
    "/dev/",
    "/proc/",
    "/sys/",
    "/etc/",
    "/usr/",
    "/lib",
    "/bin/",
    "/opt/",
    "/var/cache/",
    "/root/.local",
    "pipe:",
)


@pytest.mark.skipif(not can_trace(), reason="there is no strace, or it may not look on")
def test_p4_p9_a_trace_of_the_program_and_its_workers_shows_nothing_else(tmp_path: Path) -> None:
    folder, home, log = tmp_path / "files", tmp_path / "state", tmp_path / "calls.log"
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("OUTSIDE of the folder nothing is read.")
    cases = [*entity_cases(), *list(archive_cases())[:14], *list(terminal_cases())[:6], *list(markup_cases())[:6]]
    for item in cases:
        path = os.path.join(os.fsencode(folder), item.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(os.fsdecode(path)).write_bytes(item.data)
    (folder / "plain.txt").write_text(plain("plain"))
    (folder / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    done = traced(folder, home, log, "show", "--no-analysis", "--format", "jsonl")
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(shown) > 20, done.stderr[-2000:]
    # a log for each process, so that no line is broken off by another
    calls = "\n".join(path.read_text(errors="replace") for path in log.parent.glob("calls.log.*"))
    assert CONNECTED.findall(calls) == []
    started = STARTED.findall(calls)
    assert all('"-m", "reader"' in command or "reader.workers.child" in command for command in started), started
    assert any("reader.workers.child" in command for command in started)
    opened = OPENED.findall(calls)
    assert len(opened) > 100
    mine = tuple(os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, *sys.path) if place)
    for path, flags, _ in opened:
        writes = re.search("O_WRONLY|O_RDWR|O_CREAT", flags) is not None
        place = os.path.realpath(os.path.join(os.getcwd(), path))
        if place.startswith(str(home)):
            continue
        assert not writes or place.startswith("/dev/"), (path, flags)
        # Python looks for modules where it was started
        known = place.startswith((str(folder), *mine, *SYSTEM)) or place == os.getcwd() or "O_DIRECTORY" in flags
        assert known, path
        assert "outside" not in place, path
    assert [path for path in MADE.findall(calls) if not path.startswith(str(home))] == []
