"""Completion in real shells, and the files that scripts make."""

from __future__ import annotations

import os
import pty
import re
import runpy
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from reader.cli import main
from reader.cli.completion import SHELLS

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "src" / "reader" / "cli" / "completions"

TRY = 'try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_reader; printf "%s|" "${COMPREPLY[@]}"; echo; }\n'


def completed(folder: Path, *lines: str) -> list[list[str]]:
    """Return what bash offers for the last word of each line."""
    script = f"source '{MADE / 'reader.bash'}'\n{TRY}" + "".join(f"try {line}\n" for line in lines)
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=30, check=True)
    return [sorted(filter(None, line.split("|"))) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my folder").mkdir()
    (tmp_path / "my story.html").touch()
    (tmp_path / "search-notes").mkdir()
    return tmp_path


def test_the_files_are_what_the_scripts_make() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "shells.py"))["completions"]()
    assert {name: (MADE / name).read_text() for name in made} == made, "run python scripts/shells.py"
    page = runpy.run_path(str(ROOT / "scripts" / "manual.py"))["page"]()
    assert (ROOT / "docs" / "reader.1").read_text() == page, "run python scripts/manual.py"


def test_bash_offers_commands_and_paths_where_either_may_stand(folder: Path) -> None:
    assert completed(folder, "reader sea", "reader my") == [
        ["search", "search-notes"],
        ["my folder", "my story.html"],
    ]


def test_bash_offers_options_their_values_and_paths(folder: Path) -> None:
    assert completed(folder, "reader show --for", "reader show --format js", "reader ls --sort o",
                     "reader show --format json my", "reader search word my", "reader completion f",
                     "reader export x -o my", "reader marks i") == [
        ["--format"], ["json", "jsonl"], ["oldest"], ["my folder", "my story.html"], ["my folder", "my story.html"],
        ["fish"], ["my folder"], ["import"],
    ]  # fmt: skip


def test_a_tab_in_a_real_bash_completes(folder: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(PS1="> ", TERM="dumb", INPUTRC="/dev/null")
        os.execv(bash, ["bash", "--norc", "--noprofile", "-i"])
    try:
        os.write(terminal, f"source '{MADE / 'reader.bash'}'; echo rea''dy\n".encode())
        assert "ready" in read_until(terminal, "ready\r\n")
        os.write(terminal, b"reader exp\tmy\\ st\t")
        said = read_until(terminal, "html")
    finally:
        os.write(terminal, b"\x03\x04")
        os.close(terminal)
        os.waitpid(pid, 0)
    assert re.search(r"reader export my\\ st\x07?ory\.html", said)


def read_until(terminal: int, words: str) -> str:
    said = ""
    end = time.monotonic() + 60
    while words not in said and time.monotonic() < end:
        said += os.read(terminal, 4096).decode()
    return said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_takes_its_file(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    assert text == (MADE / SHELLS[shell]).read_text()
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell}")
    (tmp_path / "file").write_text(text)
    assert subprocess.run([program, "-n", str(tmp_path / "file")], capture_output=True, check=True).stderr == b""


def test_an_unknown_shell_is_wrong_use() -> None:
    assert main(["completion", "tcsh"]) == 2


def test_the_manual_has_no_line_that_roff_would_obey_by_mistake() -> None:
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br", ".nf", ".fi", '.\\"'}
    lines = (ROOT / "docs" / "reader.1").read_text().splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= known
