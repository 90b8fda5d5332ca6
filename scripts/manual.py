"""Write the manual page from the tables of commands, keys and settings: `python scripts/manual.py`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from pathlib import Path

from reader import __version__
from reader.cli.commands import COMMANDS, parser_of
from reader.cli.paths import places
from reader.config.settings import Settings
from reader.tui.actions import ACTIONS, key_name

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reader.1"

INTRO = (
    "reader opens folders of saved news articles in the terminal: the list of articles, one article without adverts and"
    " other ballast, and beside it who is in it and who said what. With no PATH the library opens: everything that was"
    " opened before. A lone - reads standard input. When standard output is no terminal, the clean article is printed."
)
STATUS = (
    ("0", "Done."),
    ("1", "Nothing was found, or some inputs failed; they are named on standard error."),
    ("2", "Wrong use."),
    ("128 + n", "Ended by signal n; 130 after Ctrl+C."),
)
ENVIRONMENT = (
    ("READER_HOME", "A folder that holds the library, the settings and the log instead of the usual places."),
    ("READER_LOG_DETAILS", "When set, the log quotes errors in their own words, which may hold words of an article."),
    ("NO_COLOR", "When set, nothing is coloured."),
    ("EDITOR, VISUAL, BROWSER", "The programs that open a file and a link."),
)
STATE = {
    "index": "~/.cache/reader/index.db",
    "marks": "~/.local/share/reader/marks.db",
    "config": "~/.config/reader/config.toml",
    "log": "~/.local/state/reader/reader.log",
}
"""Where a Linux system has them; `reader paths` prints where they are."""


def roff(text: str) -> str:
    """Return text as roff shows it letter for letter: no escapes, no requests, no typographic signs for ASCII ones."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in lines)


def entry(term: str, text: str) -> str:
    """Return one entry of a list."""
    return f".TP\n\\fB{roff(term)}\\fR\n{roff(text or ' ')}\n"


def arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield an entry for each argument of a command, but --help."""
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or isinstance(action, argparse._HelpAction):
            continue
        value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
        words = (action.help or "").replace("%%", "%")
        if not action.option_strings:
            yield entry(str(value), words)
        else:
            names = ", ".join(action.option_strings)
            yield entry(names if action.nargs == 0 else f"{names} {value}", words)


def page() -> str:
    """Return the page in roff's man macros."""
    parts = [
        f'.\\" Made by scripts/manual.py\n.TH READER 1 "" "reader {__version__}" "User Commands"\n',
        ".SH NAME\nreader \\- a terminal reader for folders of saved news articles\n",
        ".SH SYNOPSIS\n.B reader\n[\\fIPATH\\fR...]\n.br\n.B reader\n\\fICOMMAND\\fR [...]\n",
        f".SH DESCRIPTION\n{roff(INTRO)}\n",
        ".SH COMMANDS\n",
    ]
    for command in COMMANDS:
        _, parser = parser_of(command.name)
        parts.append(f".SS reader {roff(command.name)}\n{roff(command.summary[:1].upper() + command.summary[1:])}.\n")
        _, _, more = (parser.description or "").partition("\n\n")
        if more:
            parts.append(f".PP\n.nf\n{roff(more.strip(chr(10)))}\n.fi\n")
        parts += arguments(parser)
    parts.append(".SH KEYS\nA number before a key repeats it.\n")
    real = [action for action in ACTIONS if action.where]
    for group, actions in groupby(real, key=lambda action: action.group):
        parts.append(f".SS {roff(group)}\n")
        for action in actions:
            parts.append(entry("  ".join(key_name(key) for key in action.keys), f"{action.title} ({action.id})"))
    parts.append(
        ".SH SETTINGS\n" + roff("reader config --init writes the file with all of them, commented out.") + "\n"
    )
    parts += [entry(item.name, item.metadata["about"]) for item in fields(Settings)]
    parts.append(".SH FILES\n")
    parts += [entry(STATE[place.name], f"{place.about[:1].upper()}{place.about[1:]}.") for place in places()]
    parts.append(".SH ENVIRONMENT\n" + "".join(entry(*item) for item in ENVIRONMENT))
    parts.append(".SH EXIT STATUS\n" + "".join(entry(*item) for item in STATUS))
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    print(TARGET)
