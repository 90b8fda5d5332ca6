"""Articles in the form that the index keeps them, and back: every text is stored once."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from reader.article import BODY_ROLES, Article, Block, Entity, Link, Quote, Role
from reader.library.connection import UNPACKABLE
from reader.library.storable import folded, packed, spans, storable, storable_or_none, unpacked, unpacked_start

SPEAKER = "SPEAKER"
"""The type of name under which speakers of quotes are kept."""


_ROLES: Final = {role.value: role for role in Role}

_EMPTY: Final = {role.value: Block("", role) for role in Role}

_AT_ONCE: Final = 500
"""So many blocks are written as JSON in one go."""
_MODEL: Final = ',"model":'
_LEAST: Final = 100_000
"""Characters of text from which it pays to read only how an article begins."""

_REACH: Final = 30_000
"""Characters that are read behind the place where the article is opened, some screens of them."""


class Beginning(NamedTuple):
    """An article of whose text only the beginning was read, and how many characters and blocks are missing.

    It has all its blocks; those of the body behind the last one that was read are empty.
    """

    article: Article
    characters: int = 0
    blocks: int = 0


def layout(article: Article) -> str:
    """Return what `Article.text` does not tell, as JSON: the blocks (those of the body by length), tags, warnings."""
    blocks = [
        [
            block.role.value,
            len(block.text) if block.role in BODY_ROLES else storable(block.text),
            storable_or_none(block.reason),
            block.confidence,
            block.level,
            # most blocks have none, and those of an older version say nothing of them
            *((_flat(block.links),) if block.links else ()),
        ]
        for block in article.blocks
    ]
    rest = {
        "blocks": blocks,
        "tags": [storable(tag) for tag in article.tags],
        "warnings": [storable(warning) for warning in article.warnings],
        "model": storable_or_none(article.model),
    }
    return _written(rest)


def _written(kept: dict[str, Any]) -> str:
    """Return `kept` as JSON, `blocks` first, `model` last. By and by: a book in one go would let no key be answered."""
    blocks = kept["blocks"]
    parts = [_json(blocks[start : start + _AT_ONCE])[1:-1] for start in range(0, len(blocks), _AT_ONCE)]
    rest = {key: value for key, value in kept.items() if key not in ("blocks", "model")} | {"model": kept["model"]}
    return f'{{"blocks":[{",".join(parts)}],{_json(rest)[1:]}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def keep_model(connection: sqlite3.Connection, article_id: int, model: str | None) -> None:
    """Keep the name of what found an article's entities. Part of the caller's transaction."""
    row = connection.execute("SELECT plain(layout) FROM body WHERE article = ?", (article_id,)).fetchone()
    # quotation marks in a text have a backslash before them: only the key itself is written so
    head, key, value = row[0].rpartition(_MODEL)
    if not key:
        # an older version says nothing of it
        head, key, value = row[0].removesuffix("}"), _MODEL, "null}"
    new = f"{_json(storable_or_none(model))}}}"
    if value != new:
        connection.execute("UPDATE body SET layout = ? WHERE article = ?", (packed(head + key + new), article_id))


def model_of(connection: sqlite3.Connection, article_id: int) -> str | None:
    """Return the name of what found an article's entities."""
    row = connection.execute("SELECT plain(layout) FROM body WHERE article = ?", (article_id,)).fetchone()
    return None if row is None else json.loads(row[0]).get("model")


def _flat(links: Iterable[Link]) -> list[int | str]:
    return [value for link in links for value in (link.start, link.end, storable(link.target))]


def _links(flat: Sequence[Any]) -> tuple[Link, ...]:
    return tuple(map(Link, flat[::3], flat[1::3], flat[2::3]))


def _blocks(rows: Sequence[Sequence[Any]], text: str) -> tuple[Block, ...]:
    blocks = []
    at = 0
    for role, words, reason, confidence, level, *rest in rows:
        if isinstance(words, int):
            at, words = at + words + 2, text[at : at + words]
        blocks.append(Block(words, _ROLES[role], reason, confidence, level, _links(rest[0]) if rest else ()))
    return tuple(blocks)


def blocks(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Yield the blocks of those articles that were read, each with its article's id."""
    sql = "SELECT article, text, layout FROM body WHERE article IN (SELECT value FROM json_each(?))"
    for number, text, rest in connection.execute(sql, (json.dumps(ids),)):
        try:
            yield number, _blocks(json.loads(unpacked(rest))["blocks"], unpacked(text))
        except (zlib.error, ValueError) as error:
            raise sqlite3.DatabaseError(UNPACKABLE) from error


def load(connection: sqlite3.Connection, article_id: int) -> Article | None:
    """Return the article, None when there is none or its file was not read yet (or could not be)."""
    found = beginning(connection, article_id, None)
    return None if found is None else found.article


def beginning(connection: sqlite3.Connection, article_id: int, block: int | None) -> Beginning | None:
    """Return the article, of a long one's text no more than what stands up to some screens behind a block.

    With `block` None it is read whole. None comes back as from `load`.
    """
    row = connection.execute(
        # unpacked here: SQLite would take the text in and hand it out again, which takes as long as unpacking it
        "SELECT a.title, a.byline, s.name, a.url, a.published, a.language, a.confidence, b.text, b.layout"
        " FROM article a JOIN body b ON b.article = a.id LEFT JOIN site s ON s.id = a.site WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    title, byline, site, url, published, language, confidence, text, rest = row
    try:
        kept = json.loads(unpacked(rest))
        rows = kept["blocks"]
        stop, start = len(rows), 0
        if block is not None and sum(row[1] for row in rows if isinstance(row[1], int)) >= _LEAST:
            stop, start = _reach(rows, block)
        blocks = _blocks(rows[:stop], unpacked(text) if stop == len(rows) else unpacked_start(text, start))
    except (zlib.error, ValueError) as error:
        raise sqlite3.DatabaseError(UNPACKABLE) from error
    missing = [row[1] for row in rows[stop:] if isinstance(row[1], int)]
    blocks += tuple(_EMPTY[row[0]] if isinstance(row[1], int) else _blocks([row], "")[0] for row in rows[stop:])
    article = Article(
        blocks=blocks,
        title=title,
        byline=byline,
        site=site,
        url=url,
        published=published,
        language=language,
        tags=tuple(kept["tags"]),
        entities=entities(connection, article_id),
        quotes=quotes(connection, article_id),
        confidence=confidence,
        warnings=tuple(kept["warnings"]),
        model=kept.get("model"),
    )
    return Beginning(article, sum(missing), len(missing))


def _reach(rows: Sequence[Sequence[Any]], block: int) -> tuple[int, int]:
    """Return how many blocks of a long article are read when it is opened at `block`, and their characters."""
    at, end = 0, -1
    for number, row in enumerate(rows):
        if 0 <= end <= at:
            return number, at
        if isinstance(row[1], int):
            at += row[1] + 2
        if number >= block and end < 0:
            end = at + _REACH
    return len(rows), at


def entities(connection: sqlite3.Connection, article_id: int) -> tuple[Entity, ...]:
    """Return the entities of an article, the most important first."""
    rows = connection.execute(
        "SELECT e.written, n.type, e.mentions, e.aliases, e.note, e.salience, e.evidence"
        " FROM entity e JOIN name n ON n.id = e.name WHERE e.article = ? ORDER BY e.rank",
        (article_id,),
    )
    return tuple(
        Entity(name, type_, spans(mentions), tuple(json.loads(aliases)), note, salience, evidence)
        for name, type_, mentions, aliases, note, salience, evidence in rows
    )


QUOTE_COLUMNS = (
    "q.start, q.end, q.type, q.written, q.mention, q.cue, q.rule, q.confidence, q.continues"  # in the order of Quote
)


def quote_of(row: Sequence[Any]) -> Quote:
    """Return the quote of a row of `QUOTE_COLUMNS`."""
    start, end, type_, speaker, mention, cue, rule, confidence, continues = row
    return Quote(start, end, type_, speaker, mention, cue, rule, confidence, bool(continues))


def quotes(connection: sqlite3.Connection, article_id: int) -> tuple[Quote, ...]:
    """Return the quotes of an article in the order of its text."""
    rows = connection.execute(f"SELECT {QUOTE_COLUMNS} FROM quote q WHERE q.article = ? ORDER BY q.rank", (article_id,))
    return tuple(quote_of(row) for row in rows)


def store_names(
    connection: sqlite3.Connection,
    article_id: int,
    entities: Iterable[Entity],
    quotes: Iterable[Quote],
    *,
    new: bool = False,
) -> None:
    """Replace the entities and quotes of an article, `new` when it has none. Part of the caller's transaction."""
    if not new:
        drop_names(connection, article_id)
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                rank,
                _name_id(connection, entity.type, entity.name, entity.aliases),
                storable(entity.name),
                entity.count,
                json.dumps([place for span in entity.mentions for place in span], separators=(",", ":")),
                json.dumps([storable(alias) for alias in entity.aliases], ensure_ascii=False),
                storable_or_none(entity.note),
                entity.salience,
                entity.evidence,
            )
            for rank, entity in enumerate(entities)
        ],
    )
    connection.executemany(
        "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                rank,
                quote.start,
                quote.end,
                quote.type,
                None if quote.speaker is None else _name_id(connection, SPEAKER, quote.speaker, ()),
                storable_or_none(quote.speaker),
                storable_or_none(quote.speaker_mention),
                storable_or_none(quote.cue),
                storable(quote.rule),
                quote.confidence,
                int(quote.continues),
            )
            for rank, quote in enumerate(quotes)
        ],
    )


def drop_names(connection: sqlite3.Connection, article_id: int) -> None:
    """Drop the entities and quotes of an article. Part of the caller's transaction."""
    connection.execute("DELETE FROM entity WHERE article = ?", (article_id,))
    connection.execute("DELETE FROM quote WHERE article = ?", (article_id,))


def _name_id(connection: sqlite3.Connection, type_: str, name: str, aliases: Sequence[str]) -> int:
    key = folded(name)
    row = connection.execute("SELECT id, name FROM name WHERE type = ? AND folded = ?", (type_, key)).fetchone()
    if row is None:
        insert = "INSERT INTO name (type, folded, name) VALUES (?, ?, ?) RETURNING id"
        number = int(connection.execute(insert, (type_, key, storable(name))).fetchone()[0])
    else:
        number = int(row[0])
        if str(row[1]).isupper() and not name.isupper():
            connection.execute("UPDATE name SET name = ? WHERE id = ?", (storable(name), number))
    for surface in {key, *map(folded, aliases)}:
        connection.execute("INSERT OR IGNORE INTO surface (name, folded) VALUES (?, ?)", (number, surface))
    return number
