"""Markdown with or without front matter: what Obsidian Web Clipper, MarkDownload and people write."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reader.article import Draft, RawBlock, Role
from reader.ingest.decoding import decode
from reader.ingest.formats.front_matter import split
from reader.ingest.formats.markdown_blocks import blocks
from reader.ingest.formats.markdown_losses import commented
from reader.ingest.formats.plain_lines import damage, text_draft
from reader.ingest.formats.properties import split_properties
from reader.ingest.metadata import Metadata, folded, metadata
from reader.ingest.reading import Reading

_MAX_CHARS: Final = 500_000
"""Longer text may take more seconds than a file is given; it is read as plain text."""
_TOO_LONG: Final = "The file is too long or too deeply nested for Markdown; it is shown as plain text."
_HIDDEN: Final = "About {} words stand in comments of the file: they are among the removed lines."
_DATA_URL: Final = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]*")
_TITLE_WITHIN: Final = 5
_QUOTES: Final = (Role.SUBHEAD, 2, "Quotes")
_CREDIT: Final = "\u2014 "
_LINE_END: Final = re.compile("\r\n?|[\x85\u2028\u2029]")


def read(data: bytes) -> Reading:
    """Return the one draft of a Markdown file."""
    decoded = decode(data)
    draft = markdown_draft(decoded.text)
    return Reading((replace(draft, warnings=draft.warnings + damage(decoded)),))


def markdown_draft(text: str) -> Draft:
    """Return `text` as a draft; its title is that of the front matter, else the first heading of the first level."""
    front, body = split(_LINE_END.sub("\n", text))
    body = _DATA_URL.sub("", body)
    noted, body = split_properties(body)
    stated = metadata({**noted, **folded(front)})
    found = blocks(body) if len(body) <= _MAX_CHARS else None
    if found is None:
        return _with(text_draft(body, warnings=(_TOO_LONG,)), stated)
    at = next(
        (i for i, block in enumerate(found[:_TITLE_WITHIN]) if (block.hint, block.level) == (Role.SUBHEAD, 1)), None
    )
    if at is not None:
        heading = found[at].text
        if stated.title is None or " ".join(heading.split()).casefold() == " ".join(stated.title.split()).casefold():
            found[at] = RawBlock(heading, Role.TITLE, links=found[at].links)
            stated = replace(stated, title=stated.title or heading)
    draft = Draft("markdown", tuple(_without_our_quotes(found)))
    return _with(_with_comments(draft, commented(body)), stated)


def _with_comments(draft: Draft, texts: list[str]) -> Draft:
    if not texts:
        return draft
    from reader.ingest.formats.html.unread import with_unsaid

    return with_unsaid(draft, texts, _HIDDEN)


def _without_our_quotes(found: list[RawBlock]) -> list[RawBlock]:
    """Return the blocks of a note with the list of quotes that our own export puts under an article left out of it."""
    heads = [i for i, block in enumerate(found) if (block.hint, block.level, block.text) == _QUOTES]
    listed = found[heads[-1] + 1 :] if heads else []
    credited = all(block.text.startswith(_CREDIT) for block in listed[1::2])
    if not listed or len(listed) % 2 or not credited or any(block.hint is not Role.QUOTATION for block in listed):
        return found
    return [*found[: heads[-1]], *(replace(block, dropped="quotes") for block in found[heads[-1] :])]


def _with(draft: Draft, stated: Metadata) -> Draft:
    return replace(
        draft,
        title=stated.title,
        authors=stated.authors,
        published=stated.published,
        site=stated.site,
        url=stated.url,
        language=stated.language,
        tags=stated.tags,
    )
