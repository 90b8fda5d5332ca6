"""Other programs, as fakes that write down what they were given."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tui_desk import RunDesk, screen_text, shows

from reader.tui import programs
from reader.tui.programs import ProgramError

FAKE = """#!{python}
import json, sys
data = sys.stdin.buffer.read().decode() if {reads} else None
open({log!r}, "w").write(json.dumps([sys.argv, data]))
sys.exit({status})
"""


class Fakes:
    """A folder of programs on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log.json"

    def make(self, name: str, *, reads: bool = False, status: int = 0) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE.format(python=sys.executable, reads=reads, log=str(self.log), status=status))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    @property
    def given(self) -> tuple[list[str], str | None]:
        arguments, data = json.loads(self.log.read_text())
        return arguments[1:], data


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("VISUAL", "EDITOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bin").mkdir()
    return Fakes(tmp_path / "bin")


# the command line


def test_a_command_is_words_and_nothing_of_it_is_a_shells(fakes: Fakes) -> None:
    path = fakes.make("count")
    words = programs.words_of("count -w 'two words' a\\ b \"$HOME\" `id` ; rm | x > y *")
    expected = ["-w", "two words", "a b", "$HOME", "`id`", ";", "rm", "|", "x", ">", "y", "*"]
    assert words == [str(path), *expected]


def test_a_program_whose_path_has_spaces_is_found_as_it_stands_and_quoted(fakes: Fakes) -> None:
    path = fakes.make("my tools/the editor")
    assert programs.words_of(str(path)) == [str(path)]
    assert programs.words_of(f"'{path}' --wait") == [str(path), "--wait"]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("", "There is no command."),
        ("  ", "There is no command."),
        ("gone -x", "There is no program gone."),
        ("'open", "A quotation mark of the command is not closed."),
        ("bad\x1b[2J", "There is no program bad␛[2J."),
    ],
)
def test_a_command_that_cannot_be_is_refused_with_a_sentence(fakes: Fakes, command: str, sentence: str) -> None:
    with pytest.raises(ProgramError) as raised:
        programs.words_of(command)
    assert raised.value.message == sentence


def test_visual_goes_before_editor_and_a_wrong_one_is_named_not_passed_over(fakes: Fakes) -> None:
    first, second = fakes.make("first"), fakes.make("second")
    assert programs.editor({"VISUAL": "first -n", "EDITOR": "second"}) == [str(first), "-n"]
    assert programs.editor({"VISUAL": " ", "EDITOR": "second"}) == [str(second)]
    with pytest.raises(ProgramError, match="VISUAL is gone: There is no program gone"):
        programs.editor({"VISUAL": "gone", "EDITOR": "second"})


def test_without_a_wish_a_usual_program_is_taken_and_without_one_a_sentence_says_what_to_set(fakes: Fakes) -> None:
    with pytest.raises(ProgramError, match="Set PAGER"):
        programs.pager({})
    more = fakes.make("more")
    assert programs.pager({}) == [str(more)]
    less = fakes.make("less")
    assert programs.pager({}) == [str(less)]


def test_a_file_name_that_begins_with_a_dash_is_no_option() -> None:
    assert programs.file_argument("-rf.txt") == "./-rf.txt"
    assert programs.file_argument("/a/-rf.txt") == "/a/-rf.txt"


def test_a_program_that_stops_reading_is_no_error_and_its_status_is_told(fakes: Fakes) -> None:
    assert programs.run([str(fakes.make("deaf", status=3))], "x" * 1_000_000) == 3
    killer = fakes.folder / "killer"
    killer.write_text(f"#!{sys.executable}\nimport os\nos.kill(os.getpid(), 9)\n")
    killer.chmod(0o755)
    assert programs.run([str(killer)]) == 137


def test_ctrl_c_ends_the_program_and_not_the_reader(fakes: Fakes) -> None:
    program = fakes.folder / "interrupted"
    # as a terminal does it: the signal goes to both
    program.write_text(
        f"#!{sys.executable}\nimport os, signal, time\n"
        "os.kill(os.getppid(), signal.SIGINT)\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(10)\n"
    )
    program.chmod(0o755)
    assert programs.run([str(program)]) in (1, 130)


# from the interface


@contextmanager
def _suspended() -> Iterator[None]:
    yield


async def test_the_editor_gets_its_options_and_the_file_as_one_word(
    run_desk: RunDesk, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.make("my editor")
    monkeypatch.setenv("EDITOR", "'my editor' --wait -c 'set wrap'")
    async with run_desk() as (app, pilot):
        monkeypatch.setattr(app, "suspend", _suspended)
        await pilot.press("e")
        assert fakes.given == (["--wait", "-c", "set wrap", "/articles/00.html"], None)
        assert "Back from my editor." in screen_text(app)


async def test_the_pager_gets_the_article_as_reader_show_prints_it_as_wide_as_the_text(
    run_desk: RunDesk, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.export.text import article_text

    fakes.make("leaf", reads=True)
    monkeypatch.setenv("PAGER", "leaf -R")
    async with run_desk() as (app, pilot):
        monkeypatch.setattr(app, "suspend", _suspended)
        await pilot.press("P")
        article = app.library.article(app.desk.list.current)
        assert article is not None
        assert fakes.given == (["-R"], article_text(article, width=app.desk.view.measure) + "\n")


async def test_a_pipe_asks_for_a_command_runs_it_and_offers_it_again(
    run_desk: RunDesk, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.make("count", reads=True)
    waited: list[tuple[str, int]] = []
    monkeypatch.setattr("reader.tui.commands.outside._wait_for_enter", lambda *told: waited.append(told))
    async with run_desk() as (app, pilot):
        monkeypatch.setattr(app, "suspend", _suspended)
        await pilot.press("|", *"count -w", "enter")
        arguments, text = fakes.given
        assert arguments == ["-w"]
        assert text is not None
        assert text.startswith("Brindlemere opens its bridge again\n")
        assert "“The bridge was never unsafe,” said Farrant." in text
        assert waited == [("count", 0)]
        await pilot.press("|")
        assert app.desk.prompt is not None
        assert app.desk.prompt._line.value == "count -w"


async def test_a_command_that_is_missing_or_fails_is_said(
    run_desk: RunDesk, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.make("fails", status=4)
    monkeypatch.setattr("reader.tui.commands.outside._wait_for_enter", lambda *told: None)
    async with run_desk() as (app, pilot):
        monkeypatch.setattr(app, "suspend", _suspended)
        await pilot.press("|", *"gone", "enter")
        assert await shows(app, pilot, "There is no program gone.")
        await pilot.press("|", *"fails", "enter")
        assert await shows(app, pilot, "fails ended with status 4.")


async def test_a_terminal_that_cannot_be_lent_says_so(
    run_desk: RunDesk, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.make("leaf")
    monkeypatch.setenv("PAGER", "leaf")
    async with run_desk() as (app, pilot):
        await pilot.press("P")
        assert "This terminal cannot be given to another program." in screen_text(app)
        assert not os.path.exists(fakes.log)
