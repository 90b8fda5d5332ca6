from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.paths import state_paths
from reader.config.settings import Settings, load_settings
from reader.errors import ConfigError


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('measure = 66\ntheme = "ansi"\n[keys]\nquit = "Q"\n')
    assert load_settings(path) == Settings(measure=66, theme="ansi", keys={"quit": "Q"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("measure = ", "no valid TOML"),
        ("measure = 'wide'", "measure must be a whole number"),
        ("measure = true", "measure must be a whole number"),
        ("measure = 5", "between 20 and 200"),
        ("mesure = 70", "no setting “mesure”"),
        ("[keys]\nquit = 1", "keys.quit must be a string"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=words):
        load_settings(path)


def test_one_folder_can_hold_all_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    assert {path.parent for path in (state_paths().index, state_paths().marks, state_paths().config)} == {tmp_path}
