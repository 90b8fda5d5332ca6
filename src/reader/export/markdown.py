"""Articles and quotes as Markdown, with a front matter that note programs understand."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from reader.article import BODY_ROLES, Article, Block, Role
from reader.export.citations import CitedQuote, cited_quotes

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_LEADING = re.compile(r"^(\s*)(?:([-+]|={3,}|-{3,})|(\d+)([.)]))(?=\s|$)", re.MULTILINE)
_CELLS = re.compile(re.escape(" | "))
_REFERENCE = re.compile(r"&(?=#?\w{1,40};)")
_ENCODED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "()<>|`\\ \n"})
"""Signs that would end a target early; they mean the same when they are encoded."""


def article_markdown(article: Article) -> str:
    """Return the article as Markdown: front matter, title, body with its links, captions in italics, quotes with their
    speakers."""
    parts = [_front_matter(article)]
    if article.title:
        parts.append(f"# {escape(article.title)}")
    parts.extend(_block(block) for block in article.blocks if block.role in BODY_ROLES or block.role is Role.CAPTION)
    if article.quotes:
        parts.append("## Quotes")
        parts.extend(quote_markdown(quote) for quote in cited_quotes(article, "", 0))
    return "\n\n".join(parts)


def quote_markdown(quote: CitedQuote) -> str:
    """Return one quote as a block quotation with its speaker and its source."""
    return f"> {escape(quote.marked)}\n>\n> — {escape(quote.credit)}, {escape(quote.source)}"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it letter for letter."""
    return _with_plain_starts(_SPECIAL.sub(r"\\\1", text))


def _with_plain_starts(text: str) -> str:
    """Return Markdown whose lines begin no list, heading or rule; of a number the sign behind it is escaped."""
    return _LEADING.sub(
        lambda start: f"{start[1]}\\{start[2]}" if start[2] else f"{start[1]}{start[3]}\\{start[4]}", text
    )


def _linked(block: Block, start: int = 0, end: int | None = None) -> str:
    """Return the characters `start` to `end` of a block with their links, all else letter for letter but for how its
    lines begin."""
    text = block.text
    end = len(text) if end is None else end
    parts: list[str] = []
    at = start
    for link in block.links:
        first, last = max(link.start, at), min(link.end, end)
        if first < last:
            target = _REFERENCE.sub("&amp;", link.target.translate(_ENCODED))
            words = _SPECIAL.sub(r"\\\1", text[first:last])
            parts += [_SPECIAL.sub(r"\\\1", text[at:first]), f"[{words}]({target})"]
            at = last
    parts.append(_SPECIAL.sub(r"\\\1", text[at:end]))
    return "".join(parts)


def _line(block: Block, start: int = 0) -> str:
    return _with_plain_starts(" ".join(_linked(block, start).split()))


def _block(block: Block) -> str:
    if block.role is Role.SUBHEAD:
        return f"{'#' * max(2, min(block.level or 2, 6))} {_line(block)}"
    if block.role is Role.QUOTATION:
        return "\n".join(f"> {line}" for line in _with_plain_starts(_linked(block)).split("\n"))
    if block.role is Role.CODE:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    if block.role is Role.TABLE:
        return _table(block)
    if block.role is Role.CAPTION:
        return f"*{_line(block)}*"
    if block.role is Role.LIST:
        return _list_item(block)
    return _with_plain_starts(_linked(block)).replace("\n", "  \n")


def _list_item(block: Block) -> str:
    match = re.match(r"\s*(?:[-*•–·]|(\d{1,9})[.)])\s+", block.text)
    mark = f"{match.group(1)}." if match and match.group(1) else "-"
    return f"{'  ' * max(0, block.level - 1)}{mark} {_line(block, match.end() if match else 0)}"


def _table(block: Block) -> str:
    rows: list[list[str]] = []
    at = 0
    for line in block.text.split("\n"):
        edges = [-3, *(match.start() for match in _CELLS.finditer(line)), len(line)]
        rows.append(
            [_with_plain_starts(_linked(block, at + left + 3, at + right).strip()) for left, right in pairwise(edges)]
        )
        at += len(line) + 1
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _front_matter(article: Article) -> str:
    values = {
        "title": article.title,
        "author": article.byline,
        "site": article.site,
        "source": article.url,
        "published": article.published,
    }
    # a JSON string is a YAML string, so nothing in a title can break out of it
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    if article.tags:
        lines.append(f"tags: {json.dumps(list(article.tags), ensure_ascii=False)}")
    return "\n".join(["---", *lines, "---"])
