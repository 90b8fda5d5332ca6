"""The colour themes, and the names of colours that the style sheet uses beyond Textual's own."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

_DARK: Final = {
    "ink": "#d9d4c7",
    "bright": "#f4efe2",
    "soft": "#a09a8c",
    "faint": "#77726a",
    "rule": "#34322e",
    "shade": "#1b1a18",
    "lift": "#2f2c26",
    "lift-soft": "#262420",
    "gold": "#e0b15e",
    "name": "#8cc4d6",
    "speech": "#b5bd7a",
    "speech-lift": "#2b2d20",
    "match": "#4a3d1e",
    "match-here": "#e0b15e",
    "on-match": "#16140f",
    "alarm": "#e2806b",
    "text-style-faint": "none",
}

_LIGHT: Final = {
    "ink": "#35312a",
    "bright": "#171410",
    "soft": "#696255",
    "faint": "#857d6e",
    "rule": "#dcd4c4",
    "shade": "#f3ede0",
    "lift": "#e3d9c4",
    "lift-soft": "#ebe4d4",
    "gold": "#8a5a00",
    "name": "#0f6580",
    "speech": "#5d6a14",
    "speech-lift": "#eeefd9",
    "match": "#f3dda2",
    "match-here": "#8a5a00",
    "on-match": "#fffaf0",
    "alarm": "#b03a24",
    "text-style-faint": "none",
}

_CONTRAST: Final = {
    "ink": "#ffffff",
    "bright": "#ffffff",
    "soft": "#e6e6e6",
    "faint": "#c8c8c8",
    "rule": "#8a8a8a",
    "shade": "#000000",
    "lift": "#003a75",
    "lift-soft": "#1f1f1f",
    "gold": "#ffe14d",
    "name": "#5ce1ff",
    "speech": "#9dff6e",
    "speech-lift": "#102a08",
    "match": "#5a4a00",
    "match-here": "#ffe14d",
    "on-match": "#000000",
    "alarm": "#ff8f7a",
    "text-style-faint": "none",
}

# The terminal's own sixteen colours and default background: nothing here is sent as RGB.
_ANSI: Final = {
    "ink": "ansi_default",
    "bright": "ansi_default",
    "soft": "ansi_default",
    "faint": "ansi_default",
    "rule": "ansi_bright_black",
    "shade": "ansi_default",
    "lift": "ansi_default",
    "lift-soft": "ansi_default",
    "gold": "ansi_yellow",
    "name": "ansi_cyan",
    "speech": "ansi_green",
    "speech-lift": "ansi_default",
    "match": "ansi_default",
    "match-here": "ansi_yellow",
    "on-match": "ansi_black",
    "alarm": "ansi_red",
    "text-style-faint": "dim",
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_black",
    "input-cursor-foreground": "ansi_bright_white",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
    "scrollbar": "ansi_bright_black",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
}

DEFAULTS: Final = _DARK
"""The colours that any other theme is completed with."""

NAMES: Final = ("reader-dark", "reader-light", "high-contrast", "ansi")
"""The themes in the order in which they are walked."""


def _theme(name: str, colours: dict[str, str], paper: str, *, dark: bool = True) -> Theme:
    return Theme(
        name=name,
        primary=colours["gold"],
        secondary=colours["name"],
        accent=colours["gold"],
        success=colours["speech"],
        warning=colours["gold"],
        error=colours["alarm"],
        foreground=colours["ink"],
        background=paper,
        surface=colours["shade"],
        panel=colours["lift-soft"],
        dark=dark,
        variables={
            **colours,
            "scrollbar": colours["rule"],
            "scrollbar-hover": colours["faint"],
            "scrollbar-active": colours["soft"],
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "input-selection-background": colours["match"],
            "block-cursor-background": colours["lift"],
            "block-cursor-foreground": colours["bright"],
            "block-cursor-text-style": "bold",
            "screen-selection-background": colours["lift"],
        },
    )


def themes() -> tuple[Theme, ...]:
    """Return the themes of this program."""
    ansi = Theme(
        name="ansi",
        ansi=True,
        primary="ansi_yellow",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_yellow",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=_ANSI,
    )
    return (
        _theme("reader-dark", _DARK, "#151412"),
        _theme("reader-light", _LIGHT, "#faf6ec", dark=False),
        _theme("high-contrast", _CONTRAST, "#000000"),
        ansi,
    )
