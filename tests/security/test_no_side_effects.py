"""P4, P9: showing, searching and opening start no program, open no connection, and touch no file but those they must.

An audit hook in a process of its own sees every file, program and connection of Python code; the only program is the
worker, whose own guard is put to the test in `tests/workers`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_pages import entity_cases
from hostile_texts import markup_cases, terminal_cases

WATCHED = r"""
import json, os, sys
report, *arguments = sys.argv[1:]
seen = {"opened": [], "started": [], "connected": []}
watching = False

def hook(event, details):
    if not watching:
        return
    if event == "open" and isinstance(details[0], (str, bytes)):
        flags = details[2] if isinstance(details[2], int) else 0
        seen["opened"].append([os.fsdecode(details[0]), bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))])
    elif event == "sqlite3.connect":
        seen["opened"].append([os.fsdecode(details[0]), True])
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.forkpty"):
        words = details[1] if event == "subprocess.Popen" else []
        seen["started"].append([event, [os.fsdecode(word) for word in words]])
    elif event.startswith(("socket.", "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.")):
        if event not in ("socket.__new__", "socket.gethostname"):
            seen["connected"].append(event)

sys.addaudithook(hook)
from reader.cli import main
if arguments[0] == "tui":
    import asyncio
    from reader.config.settings import Settings
    from reader.indexing import bring_up_to_date
    from reader.library.library import Library
    from reader.tui.app import ReaderApp
    library = Library.open(None, None)
    watching = True
    bring_up_to_date(library.companion, arguments[1:], Settings(), lambda event: None, analyse=False)
    async def walk():
        app = ReaderApp(library, None, Settings(), paths=arguments[1:])
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.2)
            await pilot.press("enter", "x", "J", "J", "i", "y", "3", "1", "G", "enter")
            await pilot.press("1", "ctrl+f", *"weir", "enter")
            await pilot.pause(0.2)
    asyncio.run(walk())
else:
    watching = True
    main(arguments)
watching = False
with open(report, "w") as stream:
    json.dump(seen, stream)
"""

SYSTEM = (
    "/dev/null",
    "/dev/tty",
    "/dev/urandom",
    "/proc/self/",
    "/usr/share/",
    "/usr/lib/",
    "/usr/local/share/",
    "/etc/terminfo",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("watched")
    files = root / "files"
    (root / "outside").mkdir()
    (root / "outside" / "secret.txt").write_text("OUTSIDE of the folder nothing is read.")
    for item in [*entity_cases(), *list(terminal_cases())[:12], *list(markup_cases())[:6]]:
        path = os.path.join(os.fsencode(files), item.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(item.data)
    (files / "out.txt").symlink_to(root / "outside" / "secret.txt")
    (files / "outdir").symlink_to(root / "outside")
    return files


@pytest.mark.parametrize(
    "arguments",
    [["search", "weir"], ["tui"]],
    ids=lambda arguments: arguments[0],
)
def test_p4_p9_reading_touches_nothing_but_the_folder_and_the_state(
    folder: Path, tmp_path: Path, arguments: list[str]
) -> None:
    report, home = tmp_path / "report.json", tmp_path / "state"
    environment = {**os.environ, "READER_HOME": str(home), "TERM": "xterm-256color", "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-c", WATCHED, str(report), *arguments, str(folder)]
    done = subprocess.run(
        words, capture_output=True, text=True, env=environment, timeout=120, check=False, cwd=tmp_path
    )
    assert report.exists(), done.stderr[-2000:]
    assert "OUTSIDE" not in done.stdout
    seen = json.loads(report.read_text())
    assert seen["connected"] == []
    assert {tuple(command[1:4]) for _, command in seen["started"]} <= {("-P", "-m", "reader.workers.child")}
    assert all(event == "subprocess.Popen" for event, _ in seen["started"])
    mine = tuple(os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, *sys.path) if place)
    state, files = str(home), str(folder)
    for path, writes in seen["opened"]:
        place = os.path.abspath(os.path.join(tmp_path, path))
        if place.startswith(state) or path == ":memory:" or path.startswith("file:"):
            assert path != ":memory:" or writes
        elif place.startswith(files):
            assert not writes, path
            assert not os.path.islink(path), path
        else:
            assert not writes or place in ("/dev/null", "/dev/tty"), path
            assert os.path.realpath(place).startswith(mine) or place.startswith(SYSTEM), path


def test_p4_the_folder_is_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = sorted((path, path.lstat().st_mtime_ns) for path in folder.parent.rglob("*"))
    environment = {**os.environ, "READER_HOME": str(tmp_path / "state")}
    words = [sys.executable, "-m", "reader", "index", "--text-only", str(folder)]
    subprocess.run(words, capture_output=True, env=environment, timeout=120, check=False, cwd=folder)
    assert sorted((path, path.lstat().st_mtime_ns) for path in folder.parent.rglob("*")) == before
