"""Decisions in words."""

from __future__ import annotations

from typing import Final

from reader.decisions.model import LINES, Decision, Kind, Reach
from reader.text.safe import safe_name

_OPENING: Final = 60
_TYPES: Final = {"PERSON": "a person", "ORG": "an organisation", "PLACE": "a place", "OTHER": "something else"}


def sentence(decision: Decision, *, where: str | None = None, site: str | None = None) -> str:
    """Return a decision as people say it: "hide lines like “Follow us on …” from harbour.example".

    It holds words of articles, and of the user: it is as safe to show as those are. `where` says instead what is known
    of the place: "in “Bridge shut”"; `site` is the site's name as it is written, which its place is not.
    """
    return f"{_deed(decision)} {where or _where(decision, site)}"


def type_word(type_: str | None) -> str:
    """Return an entity's type in words: "a person"."""
    return _TYPES.get(type_ or "", "something else")


def _deed(decision: Decision) -> str:
    what = f"“{shortened(decision.subject)}”"
    value = f"“{shortened(decision.value or '')}”"
    lines = "the line" if decision.reach is Reach.ARTICLE else "lines like"
    match decision.kind:
        case Kind.KEEP_LINE:
            return f"keep {lines} {what}"
        case Kind.HIDE_LINE:
            return f"hide {lines} {what}"
        case Kind.RENAME:
            return f"call {what} {value}"
        case Kind.RETYPE:
            return f"take {what} for {type_word(decision.value)}"
        case Kind.MERGE:
            return f"take {what} and {value} together"
        case Kind.SPLIT:
            return f"part {value} from {what}"
        case Kind.HIDE_NAME:
            return f"hide the name {what}"


def _where(decision: Decision, site: str | None) -> str:
    if decision.reach is Reach.ARTICLE:
        return "in one article"
    if decision.reach is Reach.FOLDER:
        return f"in the folder {safe_name(decision.place)}"
    place = shortened(site) if site else decision.place
    return f"from {place}" if decision.kind in LINES else f"in articles of {place}"


def shortened(text: str) -> str:
    """Return the first words of a text on one line, with an ellipsis where it is cut."""
    line = " ".join(text[: _OPENING * 4].split())
    if len(line) <= _OPENING:
        return line
    return line[:_OPENING].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
