"""The user's own keys laid over the default ones, with everything that is wrong with them said in sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reader.text.safe import safe_line


class Keymap(NamedTuple):
    """Which keys each action answers to, by action id, and a sentence for each entry that could not be used."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


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
    problems: list[str] = []
    for action, text in wanted.items():
        if action not in defaults:
            import difflib  # only mistakes need it

            near = difflib.get_close_matches(action, defaults, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else ""
            problems.append(f"keys: there is no action “{safe_line(action)[:60]}”.{meant}")
            continue
        chosen = tuple(dict.fromkeys(_spelled(key) for key in text.split(",") if key.strip()))
        if not chosen:
            problems.append(f"keys: “{action}” names no key.")
            continue
        keys[action] = chosen
    for action in [name for name in wanted if name in defaults]:
        clash = _clash(action, keys, places)
        if clash is not None:
            key, other = clash
            problems.append(f"keys: “{safe_line(key)[:30]}” of “{action}” already belongs to “{other}”.")
            keys[action] = tuple(defaults[action])
    return Keymap(keys, tuple(problems))


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
