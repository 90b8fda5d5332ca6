"""The metadata block at the head of a Markdown file: YAML between lines of "---", TOML between lines of "+++"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_OPEN: Final = re.compile(r"\ufeff?\s{0,100}?^(---|\+\+\+)[ \t]*\n", re.MULTILINE)
_CLOSE: Final = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_MAX_CHARS: Final = 65_536
_MAX_KEYS: Final = 200
_MAX_BRACKETS: Final = 300
_PAIRS: Final = {'"': '"', "'": "'", "[": "]"}
_KEY: Final = re.compile(r"([A-Za-z][\w .-]{0,60}?)\s{0,9}[:=](?=\s|$)")


def split(text: str) -> tuple[Mapping[str, object], str]:
    """Return the metadata at the head of `text` and the text after it; no metadata and all of `text` if there is none.

    A block that is no valid YAML or TOML is read key by key, since a title with a colon in it is common. Values are
    strings, lists and mappings; tags of YAML have no effect, and aliases are not written out.
    """
    opened = _OPEN.match(text)
    if opened is None:
        return {}, text
    fence = opened[1]
    closed = _CLOSE[fence].search(text, opened.end(), opened.end() + _MAX_CHARS)
    if closed is None:
        return {}, text
    source = text[opened.end() : closed.start()]
    found = _yaml(source) if fence == "---" else _toml(source)
    if found is None:
        found = _by_key(source)
    # a rule, a paragraph, a rule: no metadata
    return (found, text[closed.end() :]) if found else ({}, text if source.strip() else text[closed.end() :])


def _yaml(source: str) -> Mapping[str, object] | None:
    # the parser takes quadratic time for brackets in brackets
    if source.count("[") + source.count("{") > _MAX_BRACKETS:
        return None
    import yaml

    try:
        # every scalar stays a string: dates are ours to read, and "No" is a title
        found = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and mappings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return {key: value for key, value in found.items() if isinstance(key, str)} if isinstance(found, dict) else None


def _toml(source: str) -> Mapping[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _by_key(source: str) -> Mapping[str, object]:
    """Return what a broken block has under each key; a value that is no YAML either is taken as it stands."""
    found: dict[str, object] = {}
    chunks: list[list[str]] = []
    for line in source.split("\n"):
        if _KEY.match(line):
            chunks.append([line])
        elif chunks:
            chunks[-1].append(line)
    for chunk in chunks[:_MAX_KEYS]:
        match = _KEY.match(chunk[0])
        if match:
            key = match[1].strip()
            read = _yaml("\n".join(chunk)) or {}
            found.setdefault(key, read.get(key) or _unquoted(chunk[0][match.end() :]))
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    # a mark or a bracket that is not closed broke the block
    return value[1:] if value[:1] in ('"', "'", "[") and _PAIRS[value[0]] not in value[1:] else value
