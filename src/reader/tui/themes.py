"""The colour themes as Textual has them; the colours themselves stand in `page/colours.py`."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

from reader.tui.page.colours import COLOURS, NAMES, PLAIN, words_of


@lru_cache(maxsize=512)
def look(name: str, theme: str) -> Style:
    """Return how `name` looks in a theme, without a ground unless it has its own. Raises KeyError for no name."""
    words = words_of(name, theme)
    return Style.parse(words) if words else Style()


def themes() -> tuple[Theme, ...]:
    """Return the themes of this program."""
    return tuple(_theme(name) for name in (*NAMES, PLAIN))


def _theme(name: str) -> Theme:
    names = COLOURS[name]
    ansi = name in ("ansi", PLAIN)
    white, black, blue = ("ansi_white", "ansi_black", "ansi_bright_blue")
    if name == PLAIN:
        white = black = blue = "ansi_default"
    return Theme(
        name=name,
        ansi=ansi,
        dark=name != "reader-light",
        primary=names["gold"],
        secondary=names["name"],
        accent=names["gold"],
        success=names["speech"],
        warning=names["gold"],
        error=names["alarm"],
        foreground=names["ink"],
        background=names["paper"],
        surface=names["shade"],
        panel=names["lift-soft"],
        boost=names["lift-soft"] if ansi else None,
        variables={
            **names,
            "scrollbar": names["rule"],
            "scrollbar-hover": names["faint"],
            "scrollbar-active": names["soft"],
            "scrollbar-background": names["paper"],
            "scrollbar-background-hover": names["paper"],
            "scrollbar-background-active": names["paper"],
            "scrollbar-corner-color": names["paper"],
            "input-cursor-background": white if ansi else names["bright"],
            "input-cursor-foreground": black if ansi else names["paper"],
            "input-selection-background": blue if ansi else names["match-lift"],
            "block-cursor-background": white if ansi else names["lift"],
            "block-cursor-foreground": black if ansi else names["bright"],
            "block-cursor-text-style": "bold reverse" if name == PLAIN else "bold",
            "input-cursor-text-style": "reverse" if name == PLAIN else "none",
            "ansi-background": black,
            "ansi-foreground": white,
        },
    )
