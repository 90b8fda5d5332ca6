"""The nouns: what flows through the house.

Frozen dataclasses without I/O. Every offset counts characters (code points) of a string named beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal


class Role(StrEnum):
    """What a block is in its article."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    LIST = "list"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    REMOVED = "removed"


BODY_ROLES: Final = frozenset(
    {Role.STANDFIRST, Role.PARAGRAPH, Role.SUBHEAD, Role.LIST, Role.QUOTATION, Role.TABLE, Role.CODE}
)
"""The roles whose texts, joined by a blank line, are `Article.text`."""

HEAD_ROLES: Final = frozenset({Role.TITLE, Role.BYLINE, Role.DATE})
"""The roles that the reading pane shows in its header, not in the body."""

DOUBTFUL: Final = 0.5
"""A quote less sure than this, of its words or its speaker, is said to be doubtful wherever it is shown to be read."""

_SLICE: Final = 100_000


def slices(text: str) -> Iterator[str]:
    """Yield `text` in slices of some 100,000 characters that end at a space, so that words stay whole.

    All words of a book at once take ten times its memory, and a tenth of a second in which nothing else runs.
    """
    start = 0
    while start < len(text):
        end = text.find(" ", start + _SLICE)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file that discovery found. `path` is absolute, bytes that are no UTF-8 as lone surrogates
    (`os.fsdecode`); `size` is in bytes, `mtime_ns` in nanoseconds."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not read, with a short reason code ("symlink", "hidden", "type", "too-large") and a sentence."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a block that lead elsewhere: `start` and `end` index the block's text.

    `target` is a whole address in printable ASCII, http, https or mailto, once its draft went through the gate; before,
    it is what the file says.
    """

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as a format reader found it, with what the file itself says about it.

    `hint` is a role that the markup states (a heading, a list item, a figcaption), None where the file is silent.
    `dropped` is a short reason when the format's own extractor left the block out of the article.
    `link_density` is the share of characters (0 to 1) that stand inside links.
    `region` names the page's part as its markup has it: "", "nav", "aside", "header", "footer", "figure", "form".
    `main` is True when the format's own extractor holds the block for article text, None when it has no opinion.
    `level` is a heading's level (1 to 6) or a list item's depth (1 is the outermost), else 0.
    `links` are in the order of the text and do not overlap.
    """

    text: str
    hint: Role | None = None
    dropped: str | None = None
    link_density: float = 0.0
    region: str = ""
    main: bool | None = None
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as it stands in a file: metadata as found and raw blocks in order, nothing judged yet.

    `kind` is the format family: "text", "html", "markdown" or "json". In a "text" draft a block is one line of
    the file as it was (an empty string is an empty line), so that the cleaner can undo hard wraps.
    `authors` are names without "By". `published` is ISO 8601 or None.
    """

    kind: str
    blocks: tuple[RawBlock, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, subhead, list item, caption, table and so on. Nothing is ever deleted.

    A block that is not shown has the role `removed`, a short `reason` code ("newsletter", "related",
    "duplicate") and the `confidence` (0 to 1) of that verdict; for a shown block, that of its role.
    `level` is a heading's level or a list item's depth, else 0. `links` are in the order of the text.
    """

    text: str
    role: Role
    reason: str | None = None
    confidence: float = 1.0
    level: int = 0
    links: tuple[Link, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the reading pane shows the block by default."""
        return self.role is not Role.REMOVED


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place or other thing of an article, under its best name.

    `mentions` are (start, end) in `Article.text`, in order; their number is the count that is shown.
    `note` is a title or role ("Prime Minister"). `salience` is 0 to 1, most important first.
    `evidence` is 0 to 1; a low one is shown dim.
    """

    name: str
    type: Literal["PERSON", "ORG", "PLACE", "OTHER"]
    mentions: tuple[tuple[int, int], ...]
    aliases: tuple[str, ...] = ()
    note: str | None = None
    salience: float = 0.0
    evidence: float = 1.0

    @property
    def count(self) -> int:
        """How many mentions there are."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Quote:
    """One contiguous run of somebody's words inside one paragraph.

    `start` and `end` index `Article.text` and leave the outer marks out. `type` is direct (a clause in marks),
    mixed (a fragment in marks inside the reporter's sentence) or indirect (no marks).
    `speaker` is the canonical name, `speaker_mention` the words in the text that name the speaker, both None
    when nobody does. `cue` is the reporting verb, `rule` the name of the attribution rule that fired.
    `continues` is True when the run goes on from the quote before it (paragraphs of one quote, split quotes).
    """

    start: int
    end: int
    type: Literal["direct", "mixed", "indirect"]
    speaker: str | None = None
    speaker_mention: str | None = None
    cue: str | None = None
    rule: str = ""
    confidence: float = 1.0
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What finding the lines that a site repeats needs of one article.

    `site` is the name under which it is counted; `title` and `body` are hashes of the headline and of one paragraph, by
    which copies of a story are told; `lines` are hashes of its lines, `shown` of those among them that the cleaner left
    in the body. All hashes are signed, 64 bits, and stable.
    """

    site: str
    title: int
    body: int
    lines: frozenset[int]
    shown: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an article that survives a new width, a rescan and a better cleaner.

    `block` indexes `Article.blocks`, `offset` counts characters in that block's text. `context` holds the
    words that stand there (at most 60 characters), by which the place is found again when blocks have moved.
    """

    block: int
    offset: int
    context: str = ""


@dataclass(frozen=True)
class Article:
    """A clean article with its people and its quotes.

    `published` is ISO 8601 as the article states it. `confidence` (0 to 1) says how sure the extraction is. `model`
    names what found its entities: a model, "rules" where none speaks its language, None before they were sought.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    confidence: float = 1.0
    warnings: tuple[str, ...] = field(default=())
    model: str | None = None

    @cached_property
    def text(self) -> str:
        """The shown body: blocks of `BODY_ROLES`, joined by one blank line."""
        return "\n\n".join(block.text for block in self.blocks if block.role in BODY_ROLES)

    @cached_property
    def spans(self) -> tuple[tuple[int, int] | None, ...]:
        """For each block its (start, end) in `text`, None for a block that is no body."""
        found: list[tuple[int, int] | None] = []
        position = 0
        for block in self.blocks:
            if block.role in BODY_ROLES:
                found.append((position, position + len(block.text)))
                position += len(block.text) + 2
            else:
                found.append(None)
        return tuple(found)

    @cached_property
    def words(self) -> int:
        """How many words the shown body has, split at white space."""
        return sum(len(part.split()) for part in slices(self.text))
