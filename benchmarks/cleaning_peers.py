"""Other tools that clean texts and pages, for the tables of cleaning.py. What is not installed is left out, and said.

pip install winnow-md readability-lxml
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from cleaning_gold import page_lines

TextPeer = Callable[[Sequence[str]], list[bool]]
"""From the lines of a text to whether each is shown."""
PagePeer = Callable[[str], list[str]]
"""From a page's HTML to the lines of its article."""


def text_peers() -> dict[str, TextPeer]:
    """Return what cleans texts: winnow-md with its word lists, one text at a time, and doing nothing."""
    found: dict[str, TextPeer] = {"showing all": lambda lines: [True] * len(lines)}
    try:
        import winnow
    except ImportError:
        missing("winnow-md")
        return found

    def by_winnow(lines: Sequence[str]) -> list[bool]:
        kept: dict[str, int] = {}
        for line in winnow.clean("\n\n".join(lines)).markdown.split("\n"):
            kept[_key(line)] = kept.get(_key(line), 0) + 1
        shown = []
        for line in lines:
            # a block may hold several lines, and markdown may change marks
            keys = [_key(part) for part in line.split("\n")]
            there = all(kept.get(key, 0) > 0 for key in keys)
            shown.append(there)
            for key in keys if there else ():
                kept[key] -= 1
        return shown

    found["winnow-md"] = by_winnow
    return found


def _key(line: str) -> str:
    return "".join(char for char in line if char.isalnum())


def page_peers() -> dict[str, PagePeer]:
    """Return what takes the article out of a page: trafilatura (fast and with its fall-backs) and readability-lxml."""
    import trafilatura

    found: dict[str, PagePeer] = {
        "trafilatura": lambda page: _lines(trafilatura.extract(page, include_comments=False)),
        "trafilatura fast": lambda page: _lines(trafilatura.extract(page, include_comments=False, fast=True)),
    }
    try:
        from readability import Document
    except ImportError:
        missing("readability-lxml")
        return found
    found["readability-lxml"] = lambda page: page_lines(Document(page).summary())
    return found


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def missing(name: str) -> None:
    print(f"{name} is not installed: its rows are left out.", file=sys.stderr)
