"""Hostile file names, and things in a folder that are no files."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from hostile_cases import EITHER, ESC, OPENS, REASON, Case, case, last_words, plain

SECRET = "OUTSIDE of the folder nothing is read."

_NAMES: dict[str, str | bytes] = {
    "newline": "we\nir.txt",
    "return": "we\rir.txt",
    "tab": "we\tir.txt",
    "title": f"we{ESC}]0;x\x07ir.txt",
    "clear": f"we{ESC}[2Jir.txt",
    "c1": "we\x9b2Jir.txt",
    "c1-bytes": b"we\x9b2Jir.txt",
    "override": "we\u202etxt.exe.txt",
    "isolate": "we\u2066ir\u2069.txt",
    "zero-width": "we\u200bir\ufeff.txt",
    "line-separator": "we\u2028ir.txt",
    "del": "we\x7fir.txt",
    "tag-char": "we\U000e0041ir.txt",
    "dash": "-rf --help.txt",
    "option": "--version.txt",
    "at-file": "@weir.txt",
    "spaces": "   .txt",
    "quotes": "'\"`.txt",
    "shell": "$(touch weir-owned);`touch weir-owned`|& >x.txt",
    "percent": "%s%n%(x)s{0}.txt",
    "glob": "[a-z]*?.txt",
    "backslash": "a\\..\\..\\etc\\passwd.txt",
    "tilde": "~root.txt",
    "variable": "${HOME}$PATH.txt",
    "emoji": "\U0001f986\U0001f3fd\u200d\u2640\ufe0f.txt",
    "cjk": "川の堰.txt",
    "arabic": "السد.txt",
    "upper": "WEIR.TXT",
    "double": "weir.html.txt",
    "time": "2026-05-04T10:00:00.txt",
    "url": "https:__weir.example_a?b=c#d.txt",
    "sql": "'; DROP TABLE files; --.txt",
    "long": "w" * 251 + ".txt",
    "long-wide": "堰" * 83 + ".txt",
    "not-utf8": b"we\xff\xfeir.txt",
    "latin-1": b"caf\xe9 weir.txt",
    "overlong": b"we\xc0\xafir.txt",
    "surrogate": b"we\xed\xa0\x80ir.txt",
    "nfc": "caf\u00e9.txt",
    "nfd": "cafe\u0301.txt",
    "combining": "e" + "\u0301" * 60 + ".txt",
    "gif-like": "weir.gif.txt",
    "dots": "we..ir...txt",
    "device": "CON.txt",
    "markup": "[@click=app.quit]we[_]ir.txt",
    "newlines-only": "\n\n\n.txt",
    "private": "\ue000\uf8ff.txt",
}


def name_cases() -> Iterator[Case]:
    """A small article under every name that a file system takes."""
    for name, file in _NAMES.items():
        raw = file if isinstance(file, bytes) else os.fsencode(file)
        never = ["\x1b", "\u202e", "\u2066", "\u200b", "\u2028", "\x9b"]
        yield case("name", name, b"names/" + raw, plain(f"name {name}"), [last_words(f"name {name}")], never=never)
    deep = "/".join(f"d{n}" for n in range(70))
    yield case("name", "deep", f"names/{deep}/weir.txt", plain("deep"), [last_words("deep")])
    long = "/".join("d" * 200 for _ in range(12))
    yield case("name", "long-path", f"names/{long}/weir.txt", plain("long path"), [last_words("long path")])
    yield case("name", "folder-like-file", "names/folder.txt/weir.txt", plain("folder"), [last_words("folder")])
    for twin in ("twin.txt", "Twin.txt"):
        yield case("name", twin, f"names/case/{twin}", plain(twin), [last_words(twin)])


def make_odd_things(folder: Path) -> list[tuple[str, str]]:
    """Make links, pipes, sockets and huge files in `folder`; return (name, what must become of it) for each."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (folder / "real.txt").write_text(plain("real"))
    links = {
        "out.txt": "../outside/secret.txt",
        "outdir": "../outside",
        "loop.txt": "loop.txt",
        "dirloop": ".",
        "gone.txt": "nowhere",
        "zero.txt": "/dev/zero",
        "random.txt": "/dev/urandom",
        "environ.txt": "/proc/self/environ",
        "mem.txt": "/proc/self/mem",
        "inside.txt": "real.txt",
        "tty.txt": "/dev/tty",
        "parent": "..",
        "chain.txt": "chain2.txt",
        "chain2.txt": "out.txt",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    here = os.getcwd()
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(folder)
        try:
            listener.bind("sock.txt")
        finally:
            os.chdir(here)
    with open(folder / "sparse.txt", "wb") as stream:
        stream.truncate(20 << 30)
    with open(folder / "hole.html", "wb") as stream:
        stream.write(plain("hole").encode())
        stream.truncate(15_000_000)
    os.link(folder / "real.txt", folder / "twin.txt")
    (folder / "old.txt").write_text(plain("old"))
    os.utime(folder / "old.txt", (-2_000_000_000, -2_000_000_000))
    (folder / "future.txt").write_text(plain("future"))
    os.utime(folder / "future.txt", (17_000_000_000, 17_000_000_000))
    wanted = dict.fromkeys((*links, "pipe.txt", "sock.txt", "sparse.txt"), REASON)
    wanted |= dict.fromkeys(("real.txt", "twin.txt", "old.txt", "future.txt"), OPENS)
    return list((wanted | {"hole.html": EITHER}).items())
