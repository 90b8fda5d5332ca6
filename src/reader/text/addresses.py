"""Targets of links: from what a file says to a whole address that can be shown and opened, or to nothing."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

LONGEST: Final = 2_000
"""A longer address is data or a trap."""

_SIGNS: Final = "-._~:/?#[]@!$&'()*+,;=%"
"""What RFC 3986 lets stand in an address beside letters and digits."""
_WHOLE: Final = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]{1,252}(?::[0-9]{1,5})?(?:[/?#][a-zA-Z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?"
)
"""An address as it should be: nearly all of them."""
_PATH: Final = re.compile(r"/(?!/)(?:(?!/\.)[a-zA-Z0-9\-._~:/?#\[\]@!$&'()*+,;=%])*")
"""A path from the site's root that goes nowhere up: nearly all relative ones."""
_ROOT: Final = re.compile(r"https?://[a-z0-9][a-z0-9.-]{1,252}(?::[0-9]{1,5})?(?=[/?#]|\Z)")
_IGNORED: Final = re.compile(r"[\t\n\r]")
_EDGES: Final = "".join(map(chr, range(0x21)))
_HOST_CHARS: Final = 253
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def link_target(written: str, base: str | None) -> str | None:
    """Return the whole address that a link leads to when it is http, https or mailto, else None.

    `base` is the address of the page, against which a relative one is resolved. What comes back is printable ASCII:
    other letters are percent-encoded and those of a host become punycode, so that no host looks like another and no
    program is handed anything but an address. Names and passwords before the host and places on the same page
    ("#notes") give None, and so does what is longer than `LONGEST`.
    """
    if len(written) > LONGEST:
        return None
    if _WHOLE.fullmatch(written):
        return written
    if base and _PATH.fullmatch(written) and not written.startswith("/.") and (root := _ROOT.match(base)):
        return _short(root.group() + written)
    # as browsers do
    written = _IGNORED.sub("", written.strip(_EDGES))
    if not written or written.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base or "", written))
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme == "mailto":
        return _mail(parts.path, parts.query)
    if scheme not in ("http", "https") or not host or parts.username is not None or parts.password is not None:
        return None
    name = _host(host)
    if name is None:
        return None
    place = f"{name}:{port}" if port else name
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return _short(f"{scheme}://{place}{_quoted(parts.path)}{query}{fragment}")


def _mail(path: str, query: str) -> str | None:
    if "@" not in path or path.startswith("-"):
        return None
    return _short(f"mailto:{_quoted(path)}" + (f"?{_quoted(query)}" if query else ""))


def _host(host: str) -> str | None:
    if len(host) > _HOST_CHARS:
        return None
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host if _HOST.fullmatch(host) else None


def _quoted(text: str) -> str:
    return quote(text, safe=_SIGNS, errors="replace")


def _short(address: str) -> str | None:
    return address if len(address) <= LONGEST else None
