"""The links of HTML that is read without a parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from reader.ingest.links import Linked, Signs
from reader.text.references import unescape

_TAG: Final = re.compile(r"<(?:a\s([^<>]{1,4000})|/a\s{0,20})>", re.IGNORECASE)
_HREF: Final = re.compile(r"(?:^|[\s\"'/])href\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", re.IGNORECASE)


def linked(markup: str, read: Callable[[str], Sequence[str]]) -> list[Linked]:
    """Return what `read` makes of `markup`, each block with its links. `read` must leave plain words as they are."""
    blocks = read(markup)
    if "href" not in markup and "HREF" not in markup:
        return [(block, ()) for block in blocks]
    signs = Signs()

    def sign(tag: re.Match[str]) -> str:
        if tag[1] is None:
            return signs.closing + tag.group()
        found = _HREF.search(tag[1])
        if found is None:
            return tag.group()
        return tag.group() + signs.opening(unescape(found[1] or found[2] or found[3] or ""))

    signed = read(_TAG.sub(sign, markup))
    return list(zip(blocks, signs.links(blocks, signed), strict=True))
