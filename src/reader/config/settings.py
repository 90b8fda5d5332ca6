"""The user's settings: one frozen dataclass, read from one TOML file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.errors import ConfigError
from reader.text.safe import safe_line, safe_name

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user can set, with its default."""

    measure: int = 72
    """Widest line of the reading pane, in terminal cells (20 to 200)."""

    theme: str = "reader-dark"
    """Name of the colour theme; `ansi` keeps the terminal's own colours."""

    workers: int = 2
    """Worker processes that read and analyse files (1 to 16)."""

    model: str | None = None
    """spaCy pipeline for names, by package name or folder; None picks the best one installed."""

    ascii: bool = False
    """Draw with ASCII signs only."""

    motion: bool = False
    """Animate scrolling."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Key bindings that replace the defaults: action id to keys, separated by commas."""


_LIMITS: dict[str, tuple[int, int]] = {"measure": (20, 200), "workers": (1, 16)}
_KINDS: dict[str, tuple[type, str]] = {
    "measure": (int, "a whole number"),
    "theme": (str, "a string"),
    "workers": (int, "a whole number"),
    "model": (str, "a string"),
    "ascii": (bool, "true or false"),
    "motion": (bool, "true or false"),
    "keys": (dict, "a table"),
}


def load_settings(path: Path) -> Settings:
    """Return the settings in the TOML file `path`, the defaults when there is no file.

    Raises ConfigError, naming the key or the line, when the file is no TOML or holds an unknown or wrong setting.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{safe_name(os.fspath(path))} cannot be read: {safe_line(str(error.strerror))}.") from error
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"{safe_name(os.fspath(path))} is too large for a settings file.")
    try:
        values = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{safe_name(os.fspath(path))} is no valid TOML: {safe_line(str(error))}.") from error
    return settings_from(values, safe_name(os.fspath(path)))


def settings_from(values: Mapping[str, Any], where: str) -> Settings:
    """Return the settings in `values`. Raises ConfigError, naming `where` and the key."""
    known = {item.name for item in fields(Settings)}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(
                f"{where}: there is no setting “{safe_line(key)}”.", hint=f"Settings are: {', '.join(sorted(known))}."
            )
        kind, words = _KINDS[key]
        # a bool is an int in Python, but "measure = true" is a mistake
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ConfigError(f"{where}: {key} must be {words}.")
        if key in _LIMITS and isinstance(value, int):
            low, high = _LIMITS[key]
            if not low <= value <= high:
                raise ConfigError(f"{where}: {key} must be between {low} and {high}.")
    for action, keys in values.get("keys", {}).items():
        if not isinstance(keys, str):
            raise ConfigError(f"{where}: keys.{safe_line(action)} must be a string of keys, separated by commas.")
    return Settings(**values)
