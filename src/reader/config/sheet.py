"""The settings file as a form: every setting with its default and what it is for, all of it commented out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from reader.config.settings import Settings

_HEAD = """\
# Settings of reader. Every line that begins with "#" is out of force: take the "#" away and change the value.
# `reader config` prints what is in force, `reader doctor` names the lines that are wrong.
"""


def sheet(actions: Iterable[tuple[str, str, str]], *, model: str = "en_core_web_sm") -> str:
    """Return the text of a settings file in which nothing is set and everything is explained.

    `actions` are (id, keys separated by commas, what it does); `model` is an example of a model's name.
    """
    parts = [_HEAD]
    for item in fields(Settings):
        about = item.metadata["about"]
        if item.name == "keys":
            parts.append(f"\n# {about}\n[keys]\n")
            parts += [f"# {literal(name)} = {literal(keys)}  # {title}\n" for name, keys, title in actions]
        elif item.name == "models":
            parts.append(f"\n# {about}\n[models]\n# de = {literal('de_core_news_sm')}\n")
        else:
            value = model if item.default is None else item.default
            parts.append(f"\n# {about}\n# {item.name} = {literal(value)}\n")
    return "".join(parts)


def literal(value: Any) -> str:
    """Return a value as TOML writes it."""
    # JSON's strings, numbers and words for true and false are TOML's too
    return json.dumps(value, ensure_ascii=False)
