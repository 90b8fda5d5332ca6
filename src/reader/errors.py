"""One family of errors: each has a title, a sentence for the user, and a hint what to do next."""

from __future__ import annotations

from typing import ClassVar


class ReaderError(Exception):
    """A failure that a user is told about. `title` is a few words, `message` a sentence, `hint` a next step.

    `lines` says that the line breaks of the message are ours and are to be kept.
    """

    title: ClassVar[str] = "Something went wrong"
    lines: ClassVar[bool] = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ReaderError):
    """The command line or a query is off. Exit status 2."""

    title = "Wrong use"


class UnreadableError(ReaderError):
    """A file cannot be read as an article. `code` is a short reason: empty, binary, too-large, not-a-file..."""

    title = "Cannot read this file"

    def __init__(self, message: str, hint: str = "", code: str = "unreadable") -> None:
        super().__init__(message, hint)
        self.code = code


class LibraryError(ReaderError):
    """The library's databases cannot be used as asked."""

    title = "Library trouble"


class ConfigError(ReaderError):
    """A setting is wrong; the message names the file and the line."""

    title = "Wrong setting"


class AnalysisError(ReaderError):
    """A worker or a model failed; the article stays readable without its result."""

    title = "Analysis failed"
