"""The table of commands, and the way from the arguments to one of them."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from reader import __version__
from reader.errors import ReaderError, UsageError
from reader.text.safe import safe, safe_line


class Command(NamedTuple):
    """A command's name and what it does, in a few words. Its module is `reader.cli.NAME`.

    The module has `configure(parser)`, which adds arguments, and `run(arguments) -> int`.
    """

    name: str
    summary: str


COMMANDS = (
    Command("show", "print articles clean, with who is in them and who said what"),
    Command("batch", "run the engine over JSON lines"),
    Command("index", "bring the library up to date with folders"),
    Command("ls", "list articles"),
    Command("search", "search the text of all articles"),
    Command("entities", "count people, organisations and places"),
    Command("quotes", "list who said what"),
    Command("overview", "show articles over time, by site, who is named and quoted most"),
    Command("notes", "list what you highlighted and noted"),
    Command("rules", "list what you decided about lines and names, take it back, add a rule"),
    Command("export", "write articles or quotes as Markdown, JSON or CSV"),
    Command("marks", "write what you marked as JSON lines, or add such lines"),
    Command("config", "print the settings in force, or write the file to begin with"),
    Command("paths", "print where the library, the settings and the log are"),
    Command("completion", "print the completion for bash, zsh or fish"),
    Command("doctor", "check the installation, the library and the terminal"),
)

_USAGE = """usage: reader [PATH...]            open files and folders in the terminal
       reader COMMAND [...]       (reader COMMAND --help tells more)

With no PATH the library opens. `-` reads standard input. When standard output is no terminal,
`reader PATH` prints the clean article.

commands:
{commands}

options:
  -h, --help                 show this help
  --version                  show the version

A file or folder with a command's name is opened as ./NAME."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are UsageError, shown like every other error."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=f"See `{self.prog} --help`.")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps descriptions as they are written. argparse makes one for each argument, and would import shutil for it."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=columns - 2)


def command_of(arguments: Sequence[str]) -> str:
    """Return the name of the command that `arguments` ask for; "read" opens files and folders."""
    first = arguments[0] if arguments else ""
    return first if any(first == command.name for command in COMMANDS) else "read"


def overview() -> str:
    """Return the text of `reader --help`."""
    return _USAGE.format(commands="\n".join(f"  {command.name:<10} {command.summary}" for command in COMMANDS))


def parser_of(name: str) -> tuple[Any, Parser]:
    """Return a command's module and its parser, ready to use."""
    module = importlib.import_module(f"reader.cli.{name}")
    prog = "reader" if name == "read" else f"reader {name}"
    parser = Parser(prog=prog, description=module.__doc__, formatter_class=_Help)
    module.configure(parser)
    return module, parser


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; errors are told in one place, here."""
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        sys.stdout.write(f"{overview()}\n")
        return 0
    if first == "--version":
        sys.stdout.write(f"reader {__version__}\n")
        return 0
    name = command_of(arguments)
    rest = arguments if name == "read" else arguments[1:]
    try:
        module, parser = parser_of(name)
        status: int = module.run(parser.parse_args(rest))
    except UsageError as error:
        tell(error)
        return 2
    except ReaderError as error:
        tell(error)
        return 1
    return status


def tell(error: ReaderError) -> None:
    """Print an error on standard error: title, sentence, hint. It may quote what the user or a file said."""
    first, *rest = error.message.split("\n") if error.lines else [error.message]
    sys.stderr.write(f"reader: {safe_line(error.title)}: {safe_line(first)}\n")
    for line in rest:
        sys.stderr.write(f"      {safe(line)}\n")
    if error.hint:
        sys.stderr.write(f"        {safe_line(error.hint)}\n")
