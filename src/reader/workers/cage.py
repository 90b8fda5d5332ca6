"""What a worker gives up before it sees the first byte of a file: memory, time, the network, programs, other files.

The kernel's limits and its filter of system calls hold for every library underneath, the audit hook for what Python
code does. None can be undone by the process itself.
"""

from __future__ import annotations

import os
import resource
import site
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from typing import Any, Final

from reader.workers.kernel import forbid
from reader.workers.limits import ADDRESS_BYTES, OPEN_FILES, cpu_seconds, memory_bytes

# fmt: off
_FORBIDDEN: Final = frozenset({
    "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
    "subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "os.startfile",
    "pty.spawn", "webbrowser.open", "os.kill", "os.killpg", "signal.pthread_kill", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.chown", "os.utime", "os.setxattr",
    "os.removexattr", "shutil.rmtree", "shutil.move", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp",
    "sqlite3.connect", "mmap.__new__",
})
# fmt: on
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SYSTEM: Final = (
    "/dev/null",
    "/dev/urandom",
    "/proc/self/statm",
    "/proc/self/status",
    "/proc/self/maps",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/usr/share/zoneinfo",
    "/etc/localtime",
)


class _Reach:
    """The files that may be opened now: the program's own, and the one that was asked for."""

    def __init__(self) -> None:
        self.roots: tuple[str, ...] = ()
        self.granted: frozenset[str] = frozenset()

    def holds(self, path: str) -> bool:
        """Return whether `path` may be read."""
        if path in self.granted:
            return True
        try:
            path = os.path.abspath(path)
        except OSError:
            return False  # the current folder is gone
        return path in self.granted or any(path == root or path.startswith(root + os.sep) for root in self.roots)


_REACH: Final = _Reach()


def lock_down() -> None:
    """Give up what parsing a file never needs. Cannot be undone."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _REACH.roots = tuple(dict.fromkeys(_roots()))
    forbid()
    sys.addaudithook(_guard)


def _roots() -> Iterable[str]:
    """Yield the folders of Python and its packages, as named and as they really are."""
    places = [*sysconfig.get_paths().values(), *sys.path, sys.prefix, sys.base_prefix, *site.getsitepackages()]
    for place in [path for path in places if path] + [os.path.dirname(os.__file__), *_SYSTEM]:
        path = os.path.abspath(place)
        # a root of everything would be none
        yield from (found for found in (path, os.path.realpath(path)) if found != os.sep)


def grant(request: Mapping[str, Any]) -> None:
    """Let the job at hand open its file and its models, and nothing that an earlier job was granted."""
    path = request.get("path")
    _REACH.granted = frozenset([path] if isinstance(path, str) else [])
    for model in (request.get("model"), *(request.get("models") or {}).values()):
        if isinstance(model, str) and os.path.isdir(model):
            # a pipeline of the user is a folder of files
            place = os.path.abspath(model)
            _REACH.roots = tuple(dict.fromkeys((*_REACH.roots, place, os.path.realpath(place))))


def limit(request: Mapping[str, Any]) -> None:
    """Set the limits of CPU seconds and memory for the job at hand, counted from what the worker has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds(request), hard))
    held = _data_bytes()
    if held is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory_bytes(request), hard))


def _data_bytes() -> int | None:
    """Return the bytes of writable memory that this process holds, None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[5]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return None


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a worker may not do this: {event}")
    if event == "open":
        _guard_open(*arguments[:3])
    elif event in ("os.listdir", "os.scandir") and not _readable(arguments[0]):
        raise PermissionError("a worker may not list this folder")


def _guard_open(path: object, _mode: object, flags: object) -> None:
    if isinstance(flags, int) and flags & _WRITING:
        raise PermissionError("a worker may not open a file to write")
    if not _readable(path):
        raise PermissionError("a worker may not open this file")


def _readable(path: object) -> bool:
    # a number is a file that is open already
    return isinstance(path, int) or (isinstance(path, str | bytes) and _REACH.holds(os.fsdecode(path)))
