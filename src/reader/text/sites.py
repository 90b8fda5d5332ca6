"""Under what name a site is known: its host, or what it calls itself."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from reader.text.normalise import words

# what newsletters, advertisers and social networks add, and readers copy along
_TRACKING: Final = re.compile(
    r"(?:^|(?<=&))(?:utm_\w{1,30}|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|xtor|wt_z?mc"
    r"|at_(?:medium|campaign)|cmpid|ocid|_ga)(?==|&|$)",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"[^\s/?#@:]+\.[^\s/?#@:.]{2,}")


def host_of(url: str | None) -> str:
    """Return the host of an address in lower case without "www.", "" for an address without one."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.")


def without_tracking(url: str) -> str:
    """Return an address without the parameters that tell a site who sent a visitor; the page is the same without."""
    start, mark, rest = url.partition("?")
    query, hash_mark, place = rest.partition("#")
    if not mark or "#" in start or not _TRACKING.search(query):
        return url
    kept = "&".join(part for part in query.split("&") if not _TRACKING.match(part))
    return f"{start}?{kept}{hash_mark}{place}" if kept else f"{start}{hash_mark}{place}"


def site_place(name: str) -> str:
    """Return the place that an address, a host or a site's name stands for, "" for none of them."""
    name = name.strip()
    if "//" in name:
        return host_of(name)
    plain = name.rstrip("/").lower()
    return plain.removeprefix("www.") if _HOST.fullmatch(plain) else " ".join(words(name))


def is_host(place: str) -> bool:
    """Return whether a place is a host, not the words of a site's name."""
    return _HOST.fullmatch(place) is not None


def site_places(url: str | None, site: str | None) -> tuple[str, ...]:
    """Return by what places an article's site is known, the surest first: its address's host, then its name."""
    return tuple(dict.fromkeys(place for place in (host_of(url), site_place(site or "")) if place))
