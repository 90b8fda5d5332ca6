"""An article as plain text, top to bottom: the path of screen readers and of pipes."""

from __future__ import annotations

from collections.abc import Iterable

from reader.article import BODY_ROLES, Article, Block, Entity, Role
from reader.export.citations import cited_quotes
from reader.text.wrap import wrap

GROUPS = (("PERSON", "People"), ("ORG", "Organisations"), ("PLACE", "Places"), ("OTHER", "Other"))


def article_text(article: Article, *, width: int = 0, removed: bool = False) -> str:
    """Return title, byline line, body, captions in place, then people and quotes.

    Lines are wrapped at `width` terminal cells, not at all when it is 0. With `removed`, removed blocks stand in place,
    each behind its reason and how sure that is, in brackets; without it their number stands below the text.
    """
    parts = [_wrap(heading(article), width)]
    parts.extend(_block(block, width) for block in article.blocks if _is_printed(block, removed=removed))
    hidden = sum(block.role is Role.REMOVED for block in article.blocks)
    if hidden and not removed:
        parts.append(f"[{hidden:,} {'block' if hidden == 1 else 'blocks'} removed]")
    parts.extend(_notes(article, width))
    return "\n\n".join(part for part in parts if part)


def heading(article: Article) -> str:
    """Return the title, and below it byline, site and date, as far as they are known."""
    line = " · ".join(part for part in (article.byline, article.site, (article.published or "")[:10]) if part)
    return "\n".join(part for part in (article.title, line) if part)


def _is_printed(block: Block, *, removed: bool) -> bool:
    return block.role in BODY_ROLES or block.role is Role.CAPTION or (removed and block.role is Role.REMOVED)


def _block(block: Block, width: int) -> str:
    if block.role is Role.REMOVED:
        return _wrap(f"[removed: {block.reason}, {round(100 * block.confidence)} % sure] {block.text}", width)
    if block.role is Role.CAPTION:
        return _wrap(f"[caption] {block.text}", width)
    if block.role in (Role.TABLE, Role.CODE):
        return block.text
    return _wrap(block.text, width)


def _wrap(text: str, width: int) -> str:
    if width < 1:
        return text
    return "\n".join(text[start:end] for start, end in wrap(text, width))


def _notes(article: Article, width: int) -> Iterable[str]:
    for kind, name in GROUPS:
        entities = [entity for entity in article.entities if entity.type == kind]
        if entities:
            yield _wrap(f"{name}: {', '.join(_entity(entity) for entity in entities)}", width)
    if article.quotes:
        lines = [f"{quote.credit}: {quote.marked}" for quote in cited_quotes(article, "", 0)]
        yield "\n".join(["Quotes:", *(_wrap(line, width) for line in lines)])


def _entity(entity: Entity) -> str:
    return f"{entity.name} ({entity.count})"
