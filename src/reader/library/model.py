"""What the library answers with: plain rows, independent of the tables behind them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.article import Anchor, Quote


class Stage(StrEnum):
    """How far an article has come: each stage shows what the ones before it found."""

    LISTED = "listed"
    CLEAN = "clean"
    ANALYSED = "analysed"
    FAILED = "failed"


class ReadState(StrEnum):
    """Whether an article was read. In progress is a state of its own: opened, not yet at its end."""

    UNREAD = "unread"
    PROGRESS = "progress"
    READ = "read"


STAGES: Final = (Stage.LISTED, Stage.CLEAN, Stage.ANALYSED, Stage.FAILED)
"""The stages in the order of their numbers in index.db."""

STATES: Final = (ReadState.UNREAD, ReadState.PROGRESS, ReadState.READ)
"""The states in the order of their numbers in marks.db."""


class Sort(StrEnum):
    """The orders of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    SITE = "site"
    RANK = "rank"


class ArticleRow(NamedTuple):
    """One row of the article list.

    A file that failed is a row too, with `stage` FAILED and a sentence in `problem`; `position` is its article's
    number in the file. `words` counts the shown body. `published` is ISO 8601 or None. `copies` counts the other
    articles that tell the same story.
    """

    id: int
    path: str
    position: int
    title: str
    site: str | None
    byline: str | None
    published: str | None
    words: int
    stage: Stage
    problem: str | None = None
    state: ReadState = ReadState.UNREAD
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()
    confidence: float = 1.0
    url: str | None = None
    copies: int = 0


class Hit(NamedTuple):
    """One article that a search found: a snippet of its text and where the matches stand.

    `matches` are (start, end) in `snippet`; `anchors` (start, end) of the first matches in `Article.text`.
    """

    row: ArticleRow
    snippet: str
    matches: tuple[tuple[int, int], ...]
    anchors: tuple[tuple[int, int], ...]


class EntityCount(NamedTuple):
    """A person, organisation, place or other thing over many articles: in how many, and how often it is named."""

    name: str
    type: Literal["PERSON", "ORG", "PLACE", "OTHER"]
    articles: int
    mentions: int


class QuoteHit(NamedTuple):
    """A quote with the article it stands in; `text` is the slice of `Article.text` that the quote names."""

    row: ArticleRow
    quote: Quote
    text: str


class Note(NamedTuple):
    """A highlighted passage of an article, with what the user wrote about it (`words`, empty for a highlight alone).

    `anchor` is where the passage begins in the article as it is shown now, and `length` its characters there; the block
    is -1, and the length 0, when the words are gone. `passage` has them as they were when they were noted. `number`
    names the note until it is changed.
    """

    number: int
    anchor: Anchor
    length: int
    passage: str
    words: str
    at: str

    @property
    def placed(self) -> bool:
        """Whether the passage is still in the article."""
        return self.anchor.block >= 0
