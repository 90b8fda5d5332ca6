"""The user's settings: one frozen dataclass, read from one TOML file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from reader.config.places import line_of
from reader.errors import ConfigError
from reader.text.safe import safe_line, safe_name

MAX_BYTES = 1_000_000


def _setting(default: Any, about: str, words: str, *, kind: type, low: int = 0, high: int = 0) -> Any:
    """Return a field: its default, what it is, and of which type (`words` for people) and size a value must be."""
    return field(default=default, metadata={"about": about, "words": words, "kind": kind, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user can set, with its default."""

    measure: int = _setting(72, "Widest line of the reading pane, in cells of the terminal: 20 to 200.",
                            "a whole number", kind=int, low=20, high=200)  # fmt: skip
    theme: str = _setting("reader-dark", "Colours: reader-dark, reader-light, high-contrast, or the terminal's: ansi.",
                          "a string", kind=str)  # fmt: skip
    workers: int = _setting(2, "Processes that read and analyse files: 1 to 16.",
                            "a whole number", kind=int, low=1, high=16)  # fmt: skip
    model: str | None = _setting(None, "spaCy pipeline that finds names, by name or folder. Unset: the best installed.",
                                 "a string", kind=str)  # fmt: skip
    ascii: bool = _setting(False, "Draw with ASCII signs only.", "true or false", kind=bool)
    motion: bool = _setting(False, "Animate scrolling.", "true or false", kind=bool)
    models: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "about": "spaCy pipelines for articles in other languages, by the language's code.",
            "words": "a table",
            "kind": dict,
        },
    )
    keys: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "about": "Keys that replace an action's own, separated by commas. The other keys stay as they are.",
            "words": "a table",
            "kind": dict,
        },
    )

    def speaking(self, model: str | None) -> Settings:
        """Return these settings with one model for articles of every language; with None as they are."""
        return replace(self, model=model, models={}) if model else self


class Fault(NamedTuple):
    """What is wrong with a settings file: a sentence, the line (1 first; None when it is not known), a hint."""

    line: int | None
    message: str
    hint: str = ""


class SettingsFile(NamedTuple):
    """A settings file as it was found: the values that can be used, the lines they stand on, and what is wrong."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]
    text: str = ""


def load_settings(path: Path) -> Settings:
    """Return the settings in the TOML file `path`, the defaults when there is no file.

    Raises ConfigError, naming file and line, when the file is no TOML or holds an unknown or wrong setting.
    """
    found = read_settings(path)
    if found.faults:
        first = found.faults[0]
        where = safe_name(os.fspath(path)) + (f", line {first.line}" if first.line else "")
        raise ConfigError(f"{where}: {first.message}", first.hint)
    return Settings(**found.values)


def read_settings(path: Path) -> SettingsFile:
    """Return what stands in the file, with everything that is wrong with it; nothing when there is no file."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return SettingsFile({}, {}, ())
    except OSError as error:
        return _unusable(f"It cannot be read: {safe_line(str(error.strerror))}.")
    if len(raw) > MAX_BYTES:
        return _unusable("It is too large for a settings file.")
    try:
        text = raw.decode("utf-8")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return _unusable("It is not written in UTF-8.", raw.count(b"\n", 0, error.start) + 1)
    except tomllib.TOMLDecodeError as error:
        return _unusable(f"It is no valid TOML: {safe_line(str(error))}.", line_of_error(str(error), text))
    except RecursionError:
        return _unusable("It is no valid TOML: it is nested too deeply.")
    faults = sorted(_faults(values, text), key=lambda fault: fault.line or 0)
    wrong = {fault.name for fault in faults}
    good = {key: value for key, value in values.items() if key not in wrong}
    for table in ("keys", "models"):
        if isinstance(values.get(table), dict):
            # one wrong entry does not spoil the others
            good[table] = {name: wish for name, wish in values[table].items() if isinstance(wish, str)}
    lines = {key: line for key in good if (line := line_of(text, key))}
    return SettingsFile(good, lines, tuple(Fault(fault.line, fault.message, fault.hint) for fault in faults), text)


def line_of_error(message: str, text: str) -> int | None:
    """Return the line that tomllib's message names, None when it names none: its own words are all there is."""
    _, _, place = message.partition("(at line ")
    number = place.partition(",")[0]
    if number.isdecimal():
        return int(number)
    return text.rstrip().count("\n") + 1 if "(at end of document)" in message else None


def _unusable(message: str, line: int | None = None) -> SettingsFile:
    return SettingsFile({}, {}, (Fault(line, message),))


class _Wrong(NamedTuple):
    name: str
    line: int | None
    message: str
    hint: str = ""


def _faults(values: Mapping[str, Any], text: str) -> Iterator[_Wrong]:
    known = {item.name: item.metadata for item in fields(Settings)}
    for key, value in values.items():
        line = line_of(text, key)
        if key not in known:
            yield _Wrong(key, line, f"there is no setting “{safe_line(key)[:60]}”.", _meant(key, list(known)))
            continue
        about = known[key]
        # a bool is an int in Python, but "measure = true" is a mistake
        if not isinstance(value, about["kind"]) or (about["kind"] is int and isinstance(value, bool)):
            yield _Wrong(key, line, f"{key} must be {about['words']}.")
        elif about.get("high") and not about["low"] <= value <= about["high"]:
            yield _Wrong(key, line, f"{key} must be between {about['low']} and {about['high']}.")
        elif key == "models":
            for code, name in value.items():
                if not isinstance(name, str):
                    place = line_of(text, code, table="models") or line
                    words = f"models.{safe_line(code)[:60]} must be a pipeline's name or folder, as a string."
                    yield _Wrong(key, place, words, 'For German it is: de = "de_core_news_sm".')
        elif key == "keys":
            for action, wish in value.items():
                if not isinstance(wish, str):
                    place = line_of(text, action, table="keys") or line
                    words = f"keys.{safe_line(action)[:60]} must be a string of keys, separated by commas."
                    yield _Wrong(
                        key, place, words, f'An action\'s name has a dot, so it stands in quotes: "{_EXAMPLE}".'
                    )


_EXAMPLE = "state.star"


def _meant(key: str, known: list[str]) -> str:
    import difflib  # only mistakes need it

    near = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Settings are: {', '.join(sorted(known))}."
