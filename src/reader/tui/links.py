"""Addresses from articles: which may be opened, and how, without a shell and without trust."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import Final
from urllib.parse import urlsplit

from reader.errors import ReaderError

_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_LONGEST: Final = 4_000
_ALLOWED: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%")
_HANDLERS: Final = ("xdg-open", "gio", "open", "wslview", "x-www-browser", "firefox", "chromium")


class LinkError(ReaderError):
    """An address that will not be opened, or nothing to open it with."""

    title = "Cannot open this address"


def check(url: str) -> str:
    """Return `url` when it is a web or mail address and nothing else. Raises LinkError with a sentence.

    Only printable ASCII that RFC 3986 allows passes, so neither a space, a control character nor a quotation mark
    reaches another program; letters of other scripts must come percent-encoded or as punycode.
    """
    url = url.strip()
    if len(url) > _LONGEST:
        raise LinkError("The address is too long to be opened.")
    if not url or not _ALLOWED.issuperset(url):
        raise LinkError("The address holds characters that no address may hold:")
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise LinkError("The address is not well formed:") from error
    if parts.scheme.lower() not in _SCHEMES:
        raise LinkError("Only http, https and mailto addresses are opened:")
    if parts.scheme.lower() == "mailto":
        if "@" not in parts.path or parts.path.startswith("-"):
            raise LinkError("The mail address is not well formed:")
        return url
    if not host or host.startswith("-") or parts.username is not None or parts.password is not None:
        # a name before the host makes one site look like another
        raise LinkError("The address does not name a site plainly:")
    return url


def browser() -> list[str] | None:
    """Return the command that opens addresses, as a list of words; None when there is none."""
    for wish in (os.environ.get("BROWSER") or "").split(os.pathsep):
        try:
            words = [word for word in shlex.split(wish) if word != "%s"]
        except ValueError:
            continue
        if words and "%" not in " ".join(words):
            program = shutil.which(words[0])
            if program:
                return [program, *words[1:]]
    for name in _HANDLERS:
        if name == "open" and sys.platform != "darwin":
            continue
        program = shutil.which(name)
        if program:
            return [program, "open"] if name == "gio" else [program]
    return None


def open_address(url: str) -> str:
    """Hand a checked address to the browser and return that program's name. Raises LinkError.

    The program gets a list of words, no shell, and neither our terminal nor our keys.
    """
    url = check(url)
    command = browser()
    if command is None:
        raise LinkError("No browser was found. Set BROWSER to the name of one.")
    try:
        subprocess.Popen(
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise LinkError(f"The browser did not start: {error.strerror}.") from error
    return os.path.basename(command[0])
