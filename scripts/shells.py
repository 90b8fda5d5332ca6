"""Write the completion of each shell from the table of commands: `python scripts/shells.py` (needs shtab)."""

from __future__ import annotations

import argparse
from pathlib import Path

import shtab

from reader.cli.commands import COMMANDS, Parser, parser_of
from reader.cli.completion import SHELLS

TARGET = Path(__file__).resolve().parents[1] / "src" / "reader" / "cli" / "completions"

FOLDERS = ("FOLDER",)
FILES = ("PATH", "FILE", "NAME|FOLDER")
"""What an argument is called says what completes it."""

# Behind "reader" stands a command or a path, which argparse has no word for; and names may hold blanks.
BASH = """
_shtab_compgen_files() { compgen -f -- "$1"; }
_shtab_compgen_dirs() { compgen -d -- "$1"; }
_shtab_reader_pos_0_COMPGEN=_shtab_compgen_files
"""
ZSH = """
functions[_shtab_reader_only_commands]=$functions[_shtab_reader_commands]
_shtab_reader_commands() { _alternative 'commands:command:_shtab_reader_only_commands' 'files:path:_files' }
"""
FISH = """
complete -c reader -n '_shtab_reader_using' -F
"""


def whole_parser() -> argparse.ArgumentParser:
    """Return one parser of all commands, in which every argument knows what completes it."""
    parser = Parser(prog="reader", description="A terminal reader for folders of saved news articles.")
    parser.add_argument("--version", action="version", version="", help="show the version")
    below = parser.add_subparsers()
    for command in COMMANDS:
        module, _ = parser_of(command.name)
        # shtab shows the description, and few words are enough
        own = below.add_parser(command.name, help=command.summary, description=command.summary)
        module.configure(own)
        for action in own._actions:
            if action.metavar in FOLDERS:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # shtab's way to say it
            elif action.metavar in FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # as above
    return parser


def completions() -> dict[str, str]:
    """Return the text of each file by its name."""
    parser = whole_parser()
    made = {
        "bash": shtab.complete(parser, "bash") + BASH,
        "zsh": shtab.complete(parser, "zsh", preamble=ZSH),
        "fish": shtab.complete(parser, "fish") + FISH,
    }
    return {SHELLS[shell]: text for shell, text in made.items()}


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for name, text in completions().items():
        (TARGET / name).write_text(text, "utf-8")
        print(TARGET / name)
