"""The colours of the themes, and how each thing that is drawn line by line looks in them, without Textual.

A style sheet could say the same, but Textual would parse and apply eighty rules before the first frame; this table
costs nothing until something is drawn. A word with a dollar sign in `LOOKS` is the theme's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMES: Final = ("reader-dark", "reader-light", "high-contrast", "ansi")
"""The themes in the order in which they are walked."""

PLAIN: Final = "plain"
"""The theme of NO_COLOR: bold, underlined, reversed and dim, and no colour at all. It is not walked to."""

COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    "reader-dark": {
        "paper": "#151412",  # the ground of the article
        "shade": "#1b1a18",  # the ground of the panes beside it
        "lift": "#2f2c26",
        "lift-soft": "#262420",
        "rule": "#34322e",
        "ink": "#d9d4c7",
        "bright": "#f4efe2",
        "soft": "#a09a8c",
        "faint": "#7d786f",
        "gold": "#e0b15e",
        "name": "#8cc4d6",
        "speech": "#b5bd7a",
        "speech-lift": "#2b2d20",
        "match-lift": "#4a3d1e",
        "on-gold": "#16140f",
        "pen": "#d7a0c4",
        "pen-lift": "#3a2735",
        "alarm": "#e2806b",
    },
    "reader-light": {
        "paper": "#faf6ec",
        "shade": "#f3ede0",
        "lift": "#e3d9c4",
        "lift-soft": "#ebe4d4",
        "rule": "#d8cfbd",
        "ink": "#35312a",
        "bright": "#171410",
        "soft": "#5f584c",
        "faint": "#7a7264",
        "gold": "#8a5a00",
        "name": "#0f6580",
        "speech": "#5d6a14",
        "speech-lift": "#e9ebcf",
        "match-lift": "#f3dda2",
        "on-gold": "#fffaf0",
        "pen": "#8a2f6b",
        "pen-lift": "#f4dcea",
        "alarm": "#b03a24",
    },
    "high-contrast": {
        "paper": "#000000",
        "shade": "#000000",
        "lift": "#00407f",
        "lift-soft": "#1f1f1f",
        "rule": "#8a8a8a",
        "ink": "#ffffff",
        "bright": "#ffffff",
        "soft": "#e6e6e6",
        "faint": "#c8c8c8",
        "gold": "#ffe14d",
        "name": "#5ce1ff",
        "speech": "#9dff6e",
        "speech-lift": "#10300a",
        "match-lift": "#5a4a00",
        "on-gold": "#000000",
        "pen": "#ff9df0",
        "pen-lift": "#4a0040",
        "alarm": "#ff8f7a",
    },
    # the terminal's own sixteen colours and its own ground: nothing is sent as RGB
    "ansi": {
        **dict.fromkeys(("paper", "shade", "lift", "lift-soft", "ink", "bright", "soft"), "ansi_default"),
        "rule": "ansi_bright_black",
        "faint": "ansi_default",
        "gold": "ansi_yellow",
        "name": "ansi_cyan",
        "speech": "ansi_green",
        "speech-lift": "ansi_default",
        "match-lift": "ansi_default",
        "pen": "ansi_magenta",
        "pen-lift": "ansi_default",
        "on-gold": "ansi_black",
        "alarm": "ansi_red",
    },
    PLAIN: dict.fromkeys(
        (
            "paper", "shade", "lift", "lift-soft", "rule", "ink", "bright", "soft", "faint", "gold", "name", "speech",
            "speech-lift", "match-lift", "on-gold", "alarm",
        ),
        "ansi_default",
    ),
}  # fmt: skip

_GROUNDS: Final = {
    "cursor": "on {lift}",
    "cursor-blurred": "on {lift-soft}",
    "speech-here": "{bright} on {speech-lift}",
    "match": "{bright} on {match-lift}",
    "match-here": "{on-gold} on {gold}",
    "marked": "on {pen-lift}",
    "selection": "on {lift}",
}
"""What is told from its surroundings by its ground."""

_WITHOUT_GROUNDS: Final = {
    "cursor": "reverse",
    "cursor-blurred": "bold",
    "speech-here": "bold",
    "match": "bold",
    "match-here": "reverse",
    "marked": "underline",
    "selection": "reverse",
    "faint": "dim",
}
"""The same in the terminal's own colours, where no second ground can be counted on."""


def colours(theme: str) -> dict[str, str]:
    """Return what the words of `looks.py` mean in a theme, for rich; a theme from elsewhere has the first one's."""
    names = COLOURS.get(theme, COLOURS[NAMES[0]])
    if theme in ("ansi", PLAIN):
        plain = {name: value.removeprefix("ansi_") for name, value in names.items()}
        return plain | _WITHOUT_GROUNDS
    return dict(names) | {name: words.format_map(names) for name, words in _GROUNDS.items()}


def variables(theme: str = NAMES[0]) -> dict[str, str]:
    """Return a theme's colours as variables of the style sheet."""
    return dict(COLOURS[theme])


LOOKS: Final[Mapping[str, str]] = {
    # the lines at the edges
    "head--left": "$faint",
    "head--here": "bold $gold",
    "head--right": "$faint",
    "status--fact": "$soft",
    "status--said": "bold $bright",
    "status--alarm": "bold $alarm",
    "status--work": "$gold",
    "keys--key": "bold $gold",
    "keys--word": "$faint",
    # the list
    "row--title": "$soft",
    "row--unread": "$bright",
    "row--meta": "$faint",
    "row--sign": "$gold",
    "row--star": "$gold",
    "row--problem": "$alarm",
    "row--cursor": "bold $cursor",
    "row--cursor-blurred": "$cursor-blurred",
    "row--cursor-bar": "$gold",
    "row--empty": "$soft",
    # the sidebar
    "tab--idle": "$soft",
    "tab--active": "bold underline $gold",
    "tab--count": "$faint",
    "tab--empty": "$faint",
    "aside--name": "$ink",
    "aside--name-faint": "$faint",
    "aside--note": "$faint",
    "aside--speaker": "bold $name",
    "aside--speaker-none": "italic $faint",
    "aside--quote": "$ink",
    "aside--quote-faint": "$faint",
    "aside--fold": "italic $soft",
    "aside--gap": "",
    "aside--count": "$faint",
    "aside--cursor": "$cursor",
    "aside--cursor-blurred": "$cursor-blurred",
    "aside--bar": "$gold",
    "aside--picked": "underline $name",
    "aside--empty": "$soft",
    # the page
    "page--title": "bold $bright",
    "page--byline": "$soft",
    "page--facts": "$faint",
    "page--notice": "italic $gold",
    "page--standfirst": "italic $soft",
    "page--paragraph": "$ink",
    "page--list": "$ink",
    "page--quotation": "$ink",
    "page--table": "$ink",
    "page--subhead": "bold $gold",
    "page--code": "$soft",
    "page--caption": "italic $faint",
    "page--label": "italic $gold",
    "page--hidden": "$faint",
    "page--fold": "italic $faint",
    "page--note": "italic $pen",
    "page--lead": "$faint",
    "page--bar": "$speech",
    "page--bar-here": "$gold",
    "page--bar-indirect": "$faint",
    "page--quote": "",
    "page--quote-here": "$speech-here",
    "page--link": "underline",
    "page--link-here": "underline bold $match-here",
    "page--mention": "bold underline $name",
    "page--mention-here": "underline bold reverse $name",
    "page--match": "underline $match",
    "page--match-here": "bold $match-here",
    "page--empty": "$faint",
    "page--marked": "$marked",
    "page--marked-here": "bold $marked",
    "page--pen": "$pen",
    "page--selection": "$selection",
    # help and search
    "help--group": "bold $gold",
    "help--key": "$bright",
    "help--title": "$ink",
    "help--elsewhere": "$faint",
    "help--id": "$faint",
    "help--cursor": "$cursor",
    "hit--title": "bold $bright",
    "hit--meta": "$faint",
    "hit--snippet": "$soft",
    "hit--match": "bold underline $gold",
    "hit--cursor": "$cursor",
    "hit--bar": "$gold",
    "hit--empty": "$soft",
    # the overview
    "chart--head": "bold $gold",
    "chart--label": "$ink",
    "chart--none": "$faint",
    "chart--number": "$soft",
    "chart--bar": "$name",
    "chart--bar-here": "bold $gold",
    "chart--here": "bold underline $bright",
    "chart--cursor": "bold $gold",
}


def words_of(name: str, theme: str) -> str:
    """Return a look in rich's words, such as "bold #e0b15e"; empty for one that adds nothing. Raises KeyError."""
    words = colours(theme)
    return " ".join(words[word[1:]] if word.startswith("$") else word for word in LOOKS[name].split())
