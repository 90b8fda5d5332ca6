"""The kernel's own guard for workers: a filter of system calls that binds every library, whatever language it is in.

Linux on x86-64 only; elsewhere, and where a kernel refuses, the audit hook and the limits of `reader.workers.cage`
stand alone. The filter is a program for the kernel's packet machine (BPF), see seccomp(2) and `linux/seccomp.h`.
"""

from __future__ import annotations

import errno
import os
import platform
import struct
import sys
from typing import Final

# no connections, no programs, no signals, no other processes, nothing made or changed in any folder
_FORBIDDEN: Final = {
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "sendmsg": 46, "bind": 49, "listen": 50, "socketpair": 53,
    "accept4": 288, "sendmmsg": 307, "io_uring_setup": 425, "fork": 57, "vfork": 58, "execve": 59, "execveat": 322,
    "kill": 62, "tkill": 200, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "pidfd_open": 434,
    "pidfd_send_signal": 424, "pidfd_getfd": 438, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
    "truncate": 76, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88,
    "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "utime": 132, "mknod": 133, "utimes": 235,
    "mkdirat": 258, "mknodat": 259, "fchownat": 260, "futimesat": 261, "unlinkat": 263, "renameat": 264, "linkat": 265,
    "symlinkat": 266, "fchmodat": 268, "utimensat": 280, "fallocate": 285, "renameat2": 316, "fchmodat2": 452,
    "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "memfd_create": 319, "bpf": 321, "userfaultfd": 323,
    "perf_event_open": 298, "add_key": 248, "request_key": 249, "keyctl": 250, "chroot": 161, "mount": 165,
    "umount2": 166, "unshare": 272, "setns": 308, "shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240,
}  # fmt: skip
_OFTEN: Final = {"read": 0, "write": 1, "mmap": 9, "munmap": 11, "brk": 12, "madvise": 28, "futex": 202}
_OPEN, _OPENAT, _OPENAT2, _CLONE, _CLONE3, _TGKILL = 2, 257, 437, 56, 435, 234
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CLONE_THREAD: Final = 0x0001_0000

_ARCH_X86_64: Final = 0xC000_003E
_OTHER_ABI: Final = 0x4000_0000
_ALLOW: Final = 0x7FFF_0000
_DENY: Final = 0x0005_0000 | errno.EPERM
_UNKNOWN: Final = 0x0005_0000 | errno.ENOSYS
"""What makes the C library fall back to the older call, whose arguments can be looked at."""

_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP: Final = 317
_SET_MODE_FILTER: Final = 1
_ALL_THREADS: Final = 1

Instruction = tuple[int, int, int, int]


def forbid() -> bool:
    """Have the kernel refuse this process what no worker needs; True when it does from now on. Cannot be undone."""
    if sys.platform != "linux" or platform.machine() != "x86_64" or struct.calcsize("P") != 8:
        return False
    import ctypes

    program = b"".join(struct.pack("HBBI", *instruction) for instruction in instructions(os.getpid()))
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    given = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    refused: int = libc.syscall(_SECCOMP, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(given))
    return refused == 0


def instructions(process: int) -> list[Instruction]:
    """Return the filter: (code, jump when true, jump when false, operand). `process` may signal its own threads."""
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_IF_EQUAL, 1, 0, _ARCH_X86_64),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_AT_LEAST, 0, 1, _OTHER_ABI),
        (_RETURN, 0, 0, _DENY),
    ]
    for numbers, answer in ((_OFTEN.values(), _ALLOW), (_FORBIDDEN.values(), _DENY), ((_OPENAT2, _CLONE3), _UNKNOWN)):
        for number in numbers:
            code += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer)]
    for number, argument, test, operand, yes, no in (
        (_OPEN, 1, _IF_ANY_BIT, _WRITING, _DENY, _ALLOW),
        (_OPENAT, 2, _IF_ANY_BIT, _WRITING, _DENY, _ALLOW),
        (_CLONE, 0, _IF_ANY_BIT, _CLONE_THREAD, _ALLOW, _DENY),
        (_TGKILL, 0, _IF_EQUAL, process, _ALLOW, _DENY),
    ):
        code += [
            (_IF_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument),
            (test, 0, 1, operand),
            (_RETURN, 0, 0, yes),
            (_RETURN, 0, 0, no),
        ]
    return [*code, (_RETURN, 0, 0, _ALLOW)]
