"""Articles as plain values and back: what commands print, what workers send, what the index stores.

The keys are those of the published JSON format; `level`, `links`, `tags`, `evidence`, `continues` and `model` come on
top.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.article import Article, Block, Entity, Fingerprint, Link, Quote, Role

Record = dict[str, Any]


def article_record(article: Article, *, file: str | None = None, index: int | None = None) -> Record:
    """Return the article as JSON-ready values, in the order of the published format."""
    place: Record = {} if file is None else {"file": file, "index": index or 0}
    return place | {
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "tags": list(article.tags),
        "text": article.text,
        "blocks": [block_record(block) for block in article.blocks],
        "entities": [entity_record(entity) for entity in article.entities],
        "quotes": [quote_record(quote, article.text) for quote in article.quotes],
        "confidence": round(article.confidence, 3),
        "warnings": list(article.warnings),
        "model": article.model,
    }


def block_record(block: Block) -> Record:
    """Return a block as JSON-ready values."""
    return {
        "text": block.text,
        "role": block.role.value,
        "shown": block.shown,
        "reason": block.reason,
        "confidence": round(block.confidence, 3),
        "level": block.level,
        "links": [link_record(link) for link in block.links],
    }


def link_record(link: Link) -> Record:
    """Return a link as JSON-ready values; `start` and `end` index the text of its block."""
    return {"start": link.start, "end": link.end, "target": link.target}


def entity_record(entity: Entity) -> Record:
    """Return an entity as JSON-ready values; `mentions` are [start, end] pairs."""
    return {
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "count": entity.count,
        "mentions": [list(span) for span in entity.mentions],
        "note": entity.note,
        "salience": round(entity.salience, 4),
        "evidence": round(entity.evidence, 3),
    }


def quote_record(quote: Quote, text: str) -> Record:
    """Return a quote as JSON-ready values; its `text` is the slice of `text` that it names."""
    return {
        "start": quote.start,
        "end": quote.end,
        "text": text[quote.start : quote.end],
        "type": quote.type,
        "speaker": quote.speaker,
        "speaker_mention": quote.speaker_mention,
        "cue": quote.cue,
        "rule": quote.rule,
        "confidence": round(quote.confidence, 3),
        "continues": quote.continues,
    }


def article_from(record: Mapping[str, Any]) -> Article:
    """Return the article that `article_record` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    return Article(
        blocks=tuple(block_from(item) for item in record["blocks"]),
        title=record.get("title"),
        byline=record.get("byline"),
        site=record.get("site"),
        url=record.get("url"),
        published=record.get("published"),
        language=record.get("language"),
        tags=tuple(record.get("tags", ())),
        entities=tuple(entity_from(item) for item in record.get("entities", ())),
        quotes=tuple(quote_from(item) for item in record.get("quotes", ())),
        confidence=float(record.get("confidence", 1.0)),
        warnings=tuple(record.get("warnings", ())),
        model=record.get("model"),
    )


def block_from(record: Mapping[str, Any]) -> Block:
    """Return the block that `block_record` wrote."""
    return Block(
        text=record["text"],
        role=Role(record["role"]),
        reason=record.get("reason"),
        confidence=float(record.get("confidence", 1.0)),
        level=int(record.get("level", 0)),
        links=tuple(link_from(item) for item in record.get("links", ())),
    )


def link_from(record: Mapping[str, Any]) -> Link:
    """Return the link that `link_record` wrote."""
    return Link(int(record["start"]), int(record["end"]), str(record["target"]))


def entity_from(record: Mapping[str, Any]) -> Entity:
    """Return the entity that `entity_record` wrote."""
    return Entity(
        name=record["name"],
        type=record["type"],
        mentions=tuple((int(start), int(end)) for start, end in record["mentions"]),
        aliases=tuple(record.get("aliases", ())),
        note=record.get("note"),
        salience=float(record.get("salience", 0.0)),
        evidence=float(record.get("evidence", 1.0)),
    )


def quote_from(record: Mapping[str, Any]) -> Quote:
    """Return the quote that `quote_record` wrote."""
    return Quote(
        start=int(record["start"]),
        end=int(record["end"]),
        type=record["type"],
        speaker=record.get("speaker"),
        speaker_mention=record.get("speaker_mention"),
        cue=record.get("cue"),
        rule=record.get("rule", ""),
        confidence=float(record.get("confidence", 1.0)),
        continues=bool(record.get("continues", False)),
    )


def fingerprint_record(fingerprint: Fingerprint) -> Record:
    """Return a fingerprint as JSON-ready values; the first lines, as many as `shown` says, are the shown ones."""
    return {
        "site": fingerprint.site,
        "title": fingerprint.title,
        "body": fingerprint.body,
        "lines": [*sorted(fingerprint.shown), *sorted(fingerprint.lines - fingerprint.shown)],
        "shown": len(fingerprint.shown),
    }


def fingerprint_from(record: Mapping[str, Any]) -> Fingerprint:
    """Return the fingerprint that `fingerprint_record` wrote."""
    lines = list(map(int, record["lines"]))
    shown = frozenset(lines[: int(record["shown"])])
    return Fingerprint(str(record["site"]), int(record["title"]), int(record["body"]), frozenset(lines), shown)
