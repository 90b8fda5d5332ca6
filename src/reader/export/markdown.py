"""Articles and quotes as Markdown, with a front matter that note programs understand."""

from __future__ import annotations

import json
import re

from reader.article import BODY_ROLES, Article, Block, Role
from reader.export.citations import CitedQuote, cited_quotes

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)]|={3,}|-{3,})(\s|$)")


def article_markdown(article: Article) -> str:
    """Return the article as Markdown: front matter, title, body, captions in italics, quotes with their speakers."""
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
    return "\n".join(_LEADING.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", line)) for line in text.split("\n"))


def _block(block: Block) -> str:
    if block.role is Role.SUBHEAD:
        return f"{'#' * max(2, min(block.level or 2, 6))} {escape(' '.join(block.text.split()))}"
    if block.role is Role.QUOTATION:
        return "\n".join(f"> {escape(line)}" for line in block.text.split("\n"))
    if block.role is Role.CODE:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"
    if block.role is Role.TABLE:
        return _table(block.text)
    if block.role is Role.CAPTION:
        return f"*{escape(' '.join(block.text.split()))}*"
    if block.role is Role.LIST:
        return _list_item(block)
    return escape(block.text).replace("\n", "  \n")


def _list_item(block: Block) -> str:
    match = re.match(r"\s*(?:[-*•–·]|(\d{1,9})[.)])\s+", block.text)
    mark = f"{match.group(1)}." if match and match.group(1) else "-"
    text = block.text[match.end() :] if match else block.text
    return f"{'  ' * max(0, block.level - 1)}{mark} {escape(' '.join(text.split()))}"


def _table(text: str) -> str:
    rows = [[escape(cell.strip()) for cell in line.split(" | ")] for line in text.split("\n")]
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
