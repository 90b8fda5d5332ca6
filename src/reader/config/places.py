"""On which line of a TOML file a key stands: tomllib gives values without their places."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]#]*?)\s*\]")
_KEY = re.compile(r"""\s*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)\s*([.=])""")


def line_of(text: str, key: str, *, table: str = "") -> int | None:
    """Return the first line (1 first) where `key` is given in `table`, or where the table of that name begins.

    `text` is valid TOML. None when the key is written in a way that this does not see, as inside an inline table.
    """
    current = ""
    inside = ""  # the quotes of a string over several lines
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        header = _HEADER.match(line)
        if header is not None:
            current = plain(header.group(1))
            if not table and current.partition(".")[0] == key:
                return number
            continue
        found = _KEY.match(line)
        if found is not None:
            name = plain(found.group(1))
            if current == table and name == key:
                return number
            if table and not current and name == table and found.group(2) == ".":
                inner = _KEY.match(line[found.end() :])
                if inner is not None and plain(inner.group(1)) == key:
                    return number
        inside = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")
    return None


def plain(name: str) -> str:
    """Return a key without its quotes."""
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name
