"""Print the completion of commands, options and paths for a shell.

bash   reader completion bash > ~/.local/share/bash-completion/completions/reader
zsh    reader completion zsh > FOLDER/_reader      (a folder of your $fpath)
fish   reader completion fish > ~/.config/fish/completions/reader.fish
"""

from __future__ import annotations

import argparse
import sys

SHELLS = {"bash": "reader.bash", "zsh": "_reader", "fish": "reader.fish"}
"""The shells, and the name under which each looks for its file."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("shell", choices=tuple(SHELLS), help="the shell that is to complete")


def run(arguments: argparse.Namespace) -> int:
    """Print the file and return 0."""
    from importlib.resources import files

    # made by scripts/shells.py from the table of commands
    sys.stdout.write((files("reader.cli") / "completions" / SHELLS[arguments.shell]).read_text("utf-8"))
    return 0
