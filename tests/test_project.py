from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.config.settings import load_settings
from reader.tui.actions import ACTIONS
from reader.tui.page.colours import NAMES as THEMES

ROOT = Path(__file__).parent.parent
SOURCE = Path(reader.__file__).parent


def test_no_module_is_longer_than_400_lines() -> None:
    long = {path.name: count for path in SOURCE.rglob("*.py") if (count := len(path.read_text().splitlines())) > 400}
    assert long == {}


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^python3 -m venv .+$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text()


def test_the_version_is_the_same_everywhere() -> None:
    assert f'version = "{reader.__version__}"' in (ROOT / "pyproject.toml").read_text()
    assert f"## {reader.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_settings_that_the_readme_shows_are_valid(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert example is not None
    path = tmp_path / "config.toml"
    path.write_text(example.group(1))
    settings = load_settings(path)
    assert settings.theme in THEMES
    assert settings.keys.keys() <= {action.id for action in ACTIONS}


@pytest.mark.parametrize(
    "module",
    ["reader", "reader.cli", "reader.article", "reader.pipeline", "reader.indexing", "reader.library.library",
     "reader.ingest", "reader.cleaning", "reader.quotes", "reader.entities",
     "reader.export.text", "reader.workers.pool"],
)  # fmt: skip
def test_importing_a_room_loads_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}\n"
        "heavy = {'textual', 'rich', 'spacy', 'numpy', 'lxml', 'trafilatura', 'chardet', 'yaml', 'markdown_it'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
