"""The user's own keys laid over the default ones, with everything that is wrong with them said in sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from reader.text.safe import safe_line

_MODIFIERS: Final = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED: Final = frozenset(
    ("enter", "escape", "tab", "backtab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
     "up", "down", "left", "right")
)  # fmt: skip


class WrongKeys(NamedTuple):
    """A wish that could not be granted: the action that it names, and why, as a sentence."""

    action: str
    sentence: str


class Keymap(NamedTuple):
    """Which keys each action answers to, by action id, and each entry that could not be used."""

    keys: Mapping[str, tuple[str, ...]]
    wrong: tuple[WrongKeys, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, as sentences that say where they belong."""
        return tuple(f"keys: {wrong.sentence}" for wrong in self.wrong)


def resolve(
    defaults: Mapping[str, Sequence[str]],
    places: Mapping[str, Collection[str]],
    wanted: Mapping[str, str],
) -> Keymap:
    """Return the keys in force: those of `wanted` (keys separated by commas) replace an action's defaults.

    `places` names for each action the panes where it works; two actions clash when they share a key and a pane.
    A wish that names no action or that takes another action's key is left out and reported, so that every action
    keeps a key. Every action of `defaults` has an entry in the result.
    """
    keys = {action: tuple(default) for action, default in defaults.items()}
    wrong: list[WrongKeys] = []
    for action, text in wanted.items():
        if action not in defaults:
            import difflib  # only mistakes need it

            near = difflib.get_close_matches(action, defaults, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else ""
            wrong.append(WrongKeys(action, f"there is no action “{safe_line(action)[:60]}”.{meant}"))
            continue
        chosen = tuple(dict.fromkeys(_spelled(key) for key in text.split(",") if key.strip()))
        if not chosen:
            wrong.append(WrongKeys(action, f"“{action}” names no key."))
            continue
        if unknown := next((key for key in chosen if not is_key(key)), None):
            wrong.append(WrongKeys(action, f"“{safe_line(unknown)[:30]}” of “{action}” is no key."))
            continue
        keys[action] = chosen
    for action in [name for name in wanted if name in defaults]:
        clash = _clash(action, keys, places)
        if clash is not None:
            key, other = clash
            wrong.append(WrongKeys(action, f"“{safe_line(key)[:30]}” of “{action}” already belongs to “{other}”."))
            keys[action] = tuple(defaults[action])
    return Keymap(keys, tuple(wrong))


def is_key(key: str) -> bool:
    """Return whether `key` can be a key's name: a character or its name, f5, pageup, or ctrl+ before one of these."""
    *modifiers, last = key.split("+") if len(key) > 1 and not key.endswith("+") else [key]
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    return len(last) == 1 or last in _NAMED or bool(re.fullmatch(r"f([1-9]|1\d|2[0-4])", last)) or _is_sign(last)


def _is_sign(name: str) -> bool:
    """Return whether Unicode has a character of that name: Textual calls "?" question_mark."""
    import unicodedata  # wishes of this kind are rare

    try:
        unicodedata.lookup(_TEXTUAL.get(name, name.replace("_", " ")))
    except KeyError:
        return False
    return True


_TEXTUAL: Final = {
    "slash": "solidus",
    "backslash": "reverse solidus",
    "at": "commercial at",
    "minus": "hyphen-minus",
    "plus": "plus sign",
    "underscore": "low line",
}
"""Names of keys that Unicode has in other words."""


def _spelled(key: str) -> str:
    key = safe_line(key)
    # one character is itself, upper case included; names of keys are lower case
    return key if len(key) == 1 else key.lower().replace("control+", "ctrl+")


def _clash(
    action: str, keys: Mapping[str, tuple[str, ...]], places: Mapping[str, Collection[str]]
) -> tuple[str, str] | None:
    mine = set(places[action])
    for other, theirs in keys.items():
        if other != action and mine.intersection(places[other]):
            for key in keys[action]:
                if key in theirs:
                    return key, other
    return None
