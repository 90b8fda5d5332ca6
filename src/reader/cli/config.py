"""Print the settings in force and where each comes from; --init writes the settings file to begin with."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from reader.cli.common import emit, emit_json, warn
from reader.config.paths import state_paths
from reader.config.places import line_of
from reader.config.settings import Fault, Settings, SettingsFile, read_settings
from reader.config.sheet import literal, sheet
from reader.errors import ConfigError
from reader.text.safe import safe_line, safe_name


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("--init", action="store_true", help="write the file with every setting, commented out")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the settings and return 0, or 1 when something is wrong with them; --init: 1 when there is a file."""
    path = state_paths().config
    if arguments.init:
        return _write(path)
    found = read_settings(path)
    rows = list(in_force(found))
    if arguments.format == "json":
        emit_json({name: {"value": value, "line": line} for name, value, line in rows}, indent=1)
    else:
        emit(f"# {safe_name(os.fspath(path))}{'' if path.exists() else ' (not there; reader config --init writes it)'}")
        said = [(f"{name} = {'(unset)' if value is None else literal(value)}", line) for name, value, line in rows]
        width = max(len(text) for text, _ in said)
        for text, line in said:
            emit(f"{text:{width}}  {f'line {line}' if line else 'default'}")
    faults = (*found.faults, *faults_of_names(found))
    for fault in faults:
        warn(words_of(fault, path))
    return 1 if faults else 0


def in_force(found: SettingsFile) -> Iterator[tuple[str, Any, int | None]]:
    """Yield (name, value, line in the file or None for a default) of each setting, those of keys one by one."""
    from reader.tui.actions import BY_ID, keymap
    from reader.tui.page.colours import NAMES

    values = Settings(**found.values)
    if values.theme not in NAMES:
        values = replace(values, theme=Settings().theme)
        found = found._replace(lines={name: line for name, line in found.lines.items() if name != "theme"})
    refused = {wrong.action for wrong in keymap(values.keys).wrong}
    for item in fields(Settings):
        if item.name == "keys":
            for action, keys in values.keys.items():
                if action not in refused:
                    yield f"keys.{literal(action)}", keys, _line_of_key(found, action)
                elif action in BY_ID:
                    yield f"keys.{literal(action)}", ", ".join(BY_ID[action].keys), None
        else:
            yield item.name, getattr(values, item.name), found.lines.get(item.name)


def faults_of_names(found: SettingsFile) -> Iterator[Fault]:
    """Yield what is wrong with names that only the interface knows: themes, actions and keys."""
    from reader.tui.actions import keymap
    from reader.tui.page.colours import NAMES

    values = Settings(**found.values)
    if values.theme not in NAMES:
        names = ", ".join(NAMES)
        yield Fault(
            found.lines.get("theme"), f"there is no theme “{safe_line(values.theme)[:60]}”.", f"Themes are: {names}."
        )
    for wrong in keymap(values.keys).wrong:
        yield Fault(_line_of_key(found, wrong.action), wrong.sentence)


def words_of(fault: Fault, path: Path) -> str:
    """Return a fault as one line: where, what, and what to do."""
    where = safe_name(os.fspath(path)) + (f", line {fault.line}" if fault.line else "")
    return f"{where}: {fault.message} {fault.hint}".strip()


def _line_of_key(found: SettingsFile, action: str) -> int | None:
    return line_of(found.text, action, table="keys") or found.lines.get("keys")


def _write(path: Path) -> int:
    from reader.tui.actions import ACTIONS

    actions = ((action.id, ", ".join(map(_key, action.keys)), action.title) for action in ACTIONS if action.where)
    folder = safe_name(os.fspath(path.parent))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError as error:
        raise ConfigError(f"The folder {folder} cannot be used: it is a file.", hint=_elsewhere()) from error
    except OSError as error:
        raise ConfigError(f"The folder {folder} cannot be used: {error.strerror}.", hint=_elsewhere()) from error
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(sheet(actions))
    except FileExistsError:
        warn(f"{safe_name(os.fspath(path))} is there already; nothing was changed.")
        return 1
    except OSError as error:
        raise ConfigError(f"{safe_name(os.fspath(path))} cannot be written: {error.strerror}.") from error
    emit(f"Written: {safe_name(os.fspath(path))}")
    return 0


def _elsewhere() -> str:
    return "Let READER_HOME name another folder." if os.environ.get("READER_HOME") else ""


def _key(key: str) -> str:
    # the comma stands between keys
    return "comma" if key == "," else key
