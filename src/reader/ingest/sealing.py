"""The last step of reading: everything that leaves this room passes the gate for untrusted text, once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from reader.article import Draft, Link, RawBlock, Role
from reader.ingest.links import MOST, carried
from reader.ingest.metadata import language, web_address
from reader.ingest.reading import Problem
from reader.text.addresses import link_target
from reader.text.safe import safe, safe_line
from reader.text.sites import without_tracking

if TYPE_CHECKING:
    import regex

_TITLE_CHARS: Final = 1_000
_NAME_CHARS: Final = 200
_NAMES: Final = 50
_FACTOR: Final = 4
"""How much longer a line may be before the gate: entities and composed characters shrink."""


def seal(draft: Draft) -> Draft:
    """Return `draft` in NFC and without a character that a terminal acts on; empty blocks and wild metadata go.

    An address that is not http or https goes too, a missing site is taken from the address. Links keep their words and
    lead to whole addresses; those that are none go.
    """
    stated = web_address(_line(draft.url, 4_000))
    url = without_tracking(stated) if stated else None
    code = language(_line(draft.language, 40))
    return replace(
        draft,
        blocks=_lines(draft) if draft.kind == "text" else tuple(_with_targets(_blocks(draft), url)),
        title=_line(draft.title, _TITLE_CHARS),
        authors=_names(draft.authors),
        published=_line(draft.published, 40),
        site=_line(draft.site, _NAME_CHARS) or _host(url),
        url=url,
        language=code,
        tags=_names(draft.tags),
        warnings=_names(draft.warnings, _TITLE_CHARS),
    )


def sealed_problem(problem: Problem) -> Problem:
    """Return `problem` through the same gate."""
    return Problem(_line(problem.where, _NAME_CHARS) or "", _line(problem.message, _TITLE_CHARS) or "")


def has_text(draft: Draft) -> bool:
    """Return whether any block of `draft` holds a letter or a digit."""
    return any(any(map(str.isalnum, block.text)) for block in draft.blocks)


def _gate(text: str) -> str:
    return safe(_normal(text))


def _normal(text: str) -> str:
    """Return `text` in NFC. A long run of combining marks is cut first: putting it in order takes quadratic time."""
    return text if text.isascii() else unicodedata.normalize("NFC", _long_runs().sub(r"\1", text))


@cache
def _long_runs() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"(\p{M}{16})\p{M}+")


def _lines(draft: Draft) -> tuple[RawBlock, ...]:
    # the gate keeps the number of line ends, and once over all lines is many times faster than over each
    lines = _gate("\n".join(block.text for block in draft.blocks)).split("\n")
    if len(lines) != len(draft.blocks):
        lines = [_gate(block.text).replace("\n", " ") for block in draft.blocks]
    return tuple(_with_text(block, line) for block, line in zip(draft.blocks, lines, strict=True))


def _blocks(draft: Draft) -> Iterator[RawBlock]:
    found = (_with_text(block, _trimmed(block)) for block in draft.blocks)
    return (block for block in found if block.text)


def _with_text(block: RawBlock, text: str) -> RawBlock:
    if text == block.text:
        return block
    return replace(block, text=text, links=carried(block, text, _gate) if block.links else ())


def _with_targets(blocks: Iterable[RawBlock], base: str | None) -> Iterator[RawBlock]:
    """Yield `blocks` with whole addresses as the targets of their links, without links that lead to none."""
    room = MOST
    target = cache(partial(link_target, base=base))
    for block in blocks:
        if block.links:
            whole = (Link(link.start, link.end, known) for link in block.links[:room] if (known := target(link.target)))
            links = tuple(whole)
            room -= len(links)
            yield replace(block, links=links)
        else:
            yield block


def _trimmed(block: RawBlock) -> str:
    text = _gate(block.text)
    # the first line of code keeps its indentation
    return text.strip("\n").rstrip() if block.hint is Role.CODE else text.strip()


def _line(text: str | None, limit: int) -> str | None:
    if not text:
        return None
    line: str = safe_line(_normal(text[: limit * _FACTOR]))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _names(names: tuple[str, ...], limit: int = _NAME_CHARS) -> tuple[str, ...]:
    lines = (_line(name, limit) for name in names[:_NAMES])
    return tuple(dict.fromkeys(line for line in lines if line))


def _host(url: str | None) -> str | None:
    if not url:
        return None
    from urllib.parse import urlsplit

    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.")[:_NAME_CHARS] if host else None
