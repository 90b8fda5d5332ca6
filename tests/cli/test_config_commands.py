"""`reader config` and `reader paths`, and what doctor says about settings."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.settings import Settings, load_settings
from reader.tui.actions import ACTIONS

BAD = """measure = 500
mesure = 3
theme = "crimson"

[keys]
"state.star" = "k"
"state.strar" = "m"
"go.next" = "contrl+n"
"list.sort" = "f7"
"""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    return tmp_path


def test_the_written_file_sets_nothing_and_explains_everything(home: Path) -> None:
    assert main(["config", "--init"]) == 0
    text = (home / "config.toml").read_text()
    assert load_settings(home / "config.toml") == Settings()
    assert all(f"\n# {name} = " in text for name in ("measure", "theme", "workers", "model", "ascii", "motion"))
    assert all(f'\n# "{action.id}" = ' in text for action in ACTIONS if action.where)


def test_each_line_of_the_written_file_is_valid_when_it_is_in_force(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["config", "--init"])
    path = home / "config.toml"
    lines = [line.removeprefix("# ") if " = " in line else line for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines))
    values = tomllib.loads(path.read_text())
    assert (values["measure"], values["workers"], len(values["keys"])) == (72, 2, len([a for a in ACTIONS if a.where]))
    assert main(["config"]) == 0, capsys.readouterr().err


def test_a_file_that_is_there_is_never_overwritten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text("measure = 60\n")
    assert main(["config", "--init"]) == 1
    assert (home / "config.toml").read_text() == "measure = 60\n"
    assert "there already" in capsys.readouterr().err


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_place_of_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], below: str
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("A list of errands.")
    monkeypatch.setenv("READER_HOME", str(blocked / below))
    assert main(["config", "--init"]) != 0
    said = capsys.readouterr().err
    assert f"The folder {blocked / below} cannot be used" in said
    assert "there already" not in said
    assert blocked.read_text() == "A list of errands."


def test_a_link_that_leads_nowhere_is_not_written_through(home: Path) -> None:
    (home / "config.toml").symlink_to(home / "elsewhere.toml")
    assert main(["config", "--init"]) == 1
    assert not (home / "elsewhere.toml").exists()


def test_the_settings_in_force_say_where_they_come_from(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text('# mine\nworkers = 4\n[keys]\n"state.star" = "f7"\n')
    assert main(["config"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["workers", "=", "4", "line", "2"] in rows
    assert ["measure", "=", "72", "default"] in rows
    assert ['keys."state.star"', "=", '"f7"', "line", "4"] in rows
    assert main(["config", "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["workers"] == {"value": 4, "line": 2}
    assert values["theme"] == {"value": "reader-dark", "line": None}


def test_a_setting_that_is_wrong_is_not_said_to_be_in_force(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text(BAD)
    assert main(["config", "--format", "json"]) == 1
    values = json.loads(capsys.readouterr().out)
    assert values["theme"] == {"value": "reader-dark", "line": None}
    assert values['keys."state.star"'] == {"value": "*", "line": None}
    assert values['keys."list.sort"'] == {"value": "f7", "line": 9}
    assert 'keys."state.strar"' not in values


def test_doctor_names_every_fault_of_the_settings_with_its_line(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config.toml").write_text(BAD)
    monkeypatch.setattr("reader.cli.doctor._model", list)
    assert main(["doctor"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("WRONG  settings:")]
    assert [line.split("config.toml, ")[1].split(".")[0] for line in told] == [
        "line 1: measure must be between 20 and 200",
        "line 2: there is no setting “mesure”",
        "line 3: there is no theme “crimson”",
        "line 7: there is no action “state",
        "line 8: “contrl+n” of “go",
        "line 6: “k” of “state",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("measure = 70\ntheme = 'ansi\n", "line 2: It is no valid TOML"),
        ("theme = '''\nmeasure = 5\n'''\nworkers = 99\n", "line 4: workers must be between 1 and 16"),
        ('[keys]\nstate.star = "x"\n', "line 2: keys.state must be a string"),
        ('keys.quit = 5\n', "line 1: keys.quit must be a string"),
        ("a = 1\n[b]\nmeasure = 5\n", "line 1: there is no setting “a”"),
        ("workers = 2\n[colours]\nink = 5\n", "line 2: there is no setting “colours”"),
    ],
)  # fmt: skip
def test_the_program_names_the_line_of_the_first_fault(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (home / "config.toml").write_text(text)
    (home / "a.txt").write_text("A word.")
    assert main(["index", str(home / "a.txt")]) == 1
    assert words in capsys.readouterr().err


def test_hostile_settings_files_are_a_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for raw in (b"\xff\xfe\x00", b"x = " + b"[" * 5000, b"\x1b]0;x\x07 = 1", b"a" * 1_000_001, b'"\\u001b[2J" = 1'):
        (home / "config.toml").write_bytes(raw)
        assert main(["config"]) == 1
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
        assert "config.toml" in said.err


def test_paths_names_every_place_with_its_size(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "reader.log").write_text("four")
    assert main(["paths"]) == 0
    assert capsys.readouterr().out.count(str(home)) == 4
    assert main(["paths", "--format", "json"]) == 0
    places = json.loads(capsys.readouterr().out)
    assert places["log"] == {"path": str(home / "reader.log"), "bytes": 4}
    assert places["marks"] == {"path": str(home / "marks.db"), "bytes": None}
