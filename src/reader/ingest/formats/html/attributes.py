"""What the attributes of an element say: its names, its numbers, and whether it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?\d{1,6}", re.ASCII)


def attributes_of(element: _Element) -> dict[str, str]:
    """Return the attributes of an element as plain strings."""
    # lxml's types know of bytes too, which come from Python 2 only
    return dict(cast("list[tuple[str, str]]", element.items()))


def names_in(attributes: Mapping[str, str]) -> str:
    """Return the classes and the id among `attributes`, as one line."""
    names = attributes.get("class", "")
    identity = attributes.get("id")
    return f"{names} {identity}".strip() if identity else names.strip()


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether `attributes` keep their element out of sight."""
    if attributes.get("hidden", "until-found") != "until-found" or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and _HIDING.search(style[:2000]) is not None


def number_in(value: str | None, default: int) -> int:
    """Return the whole number that `value` is, else `default`."""
    value = (value or "").strip()
    return int(value) if _NUMBER.fullmatch(value) else default
