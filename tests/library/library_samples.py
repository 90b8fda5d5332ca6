"""Articles of an invented town, and shorthands to fill a library with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.article import Article, Block, Entity, FoundFile, Quote, Role
from reader.library.library import Library

VERSION = 3


def found(path: str, size: int = 100, mtime_ns: int = 1_700_000_000_123_456_789) -> FoundFile:
    return FoundFile(path, size, mtime_ns)


def article(
    text: str = "The bridge over the Ven is shut.",
    *,
    title: str | None = "Bridge shut",
    published: str | None = None,
    url: str | None = None,
    site: str | None = "Ven Post",
    byline: str | None = None,
    tags: tuple[str, ...] = (),
) -> Article:
    return Article(
        blocks=(
            Block(title or "", Role.TITLE),
            *(Block(part, Role.PARAGRAPH) for part in text.split("\n\n")),
            Block("Sign up for our letter", Role.REMOVED, "newsletter", 0.9),
        ),
        title=title,
        published=published,
        url=url,
        site=site,
        byline=byline,
        tags=tags,
    )


def quoted_article(speaker: str = "Ada Brun", *, published: str | None = None, title: str = "Leak") -> Article:
    """Return an article in which the speaker says that it leaks, and whose entities and quotes are known."""
    text = f"The bridge over the Ven is shut.\n\n“It leaks,” said {speaker} of the Ven Works."
    at = text.index(speaker)
    works = text.index("Ven Works")
    plain = article(text, title=title, published=published)
    return Article(
        blocks=plain.blocks,
        title=title,
        site=plain.site,
        published=published,
        entities=(
            Entity(speaker, "PERSON", ((at, at + len(speaker)),), (speaker.split()[-1],), "engineer", 0.7, 0.9),
            Entity("Ven Works", "ORG", ((works, works + 9),), ("VW",)),
        ),
        quotes=(Quote(text.index("It leaks"), text.index("”"), "direct", speaker, speaker, "said", "after", 0.95),),
    )


def fill(library: Library, articles: Mapping[str, Article | Sequence[Article]], *, analysed: int = 0) -> list[int]:
    """Store the articles under their paths, one file each, and return all ids."""
    ids: list[int] = []
    for path, content in articles.items():
        many = [content] if isinstance(content, Article) else content
        ids += library.store(found(path), many, version=VERSION, analysed=analysed)
    return ids


def titles(library: Library, text: str = "") -> list[str]:
    """Return the titles of the list under a query."""
    from reader.library.query import parse

    return [row.title for row in library.first_rows(100, parse(text))]
