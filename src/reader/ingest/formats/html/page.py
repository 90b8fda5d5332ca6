"""What the walk over a page finds: containers and text blocks, in page order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from reader.article import Role
from reader.ingest.formats.html.anchors import Anchored
from reader.text.normalise import words

PROSE_WORDS: Final = 10
"""From how many words on a block with an end mark counts as prose."""

_END_MARKS: Final = tuple(".!?…:;。！？」』”\"'’»)›“")
SENTENCE_MARKS: Final = (". ", "! ", "? ", "。", "！", "？", ".”", '."', ".«", ".»", "।", "؟")


@dataclass(slots=True)
class Container:
    """One block-level element. `parent` indexes the page's containers (-1 for the root).

    `kind` is the group of `containers.txt` that its class or id names, or what its tag or ARIA role says
    ("navigation", "aside", "footer", "form", "header", "figure", "body"), "" when nothing is said.
    `signature` is its tag with its first class, the same for elements that a template made alike.
    """

    parent: int
    tag: str
    kind: str = ""
    signature: str = ""
    hidden: bool = False
    words: int = 0
    prose: int = 0
    kept: int = 0


@dataclass(slots=True)
class PageBlock:
    """One block of text of the page. `container` indexes the page's containers.

    `kind` is what the inline element that opens the block says ("byline", "date", ...). `link_density`, `controls`
    and `emphasis` are the shares of its characters in links and in buttons, and whether it is all bold. `anchored` is
    the text it was made of, where that has links.
    """

    text: str
    container: int
    tag: str
    hint: Role | None = None
    level: int = 0
    link_density: float = 0.0
    controls: float = 0.0
    emphasis: bool = False
    kind: str = ""
    anchored: Anchored | None = None
    words: list[str] = field(default_factory=list)
    ends: bool = False
    prose: bool = False

    def read(self) -> None:
        """Fill `words`, `ends` (the text ends like a sentence) and `prose` (it reads as running sentences)."""
        self.words = words(self.text)
        self.ends = self.text.rstrip().endswith(_END_MARKS)
        count = len(self.words)
        self.prose = (
            count >= PROSE_WORDS
            and self.link_density <= 0.5
            and (self.ends or (count >= 2 * PROSE_WORDS and any(mark in self.text for mark in SENTENCE_MARKS)))
        )


@dataclass(slots=True)
class Page:
    """A page as read: containers and blocks in page order, and how many elements it has and how deep they nest.

    `foreign` is kept by `cards.foreign`.
    """

    containers: list[Container] = field(default_factory=list)
    blocks: list[PageBlock] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    foreign: dict[int, str] | None = None

    def lineage(self, index: int) -> Iterator[tuple[int, Container]]:
        """Yield the container at `index` and its ancestors, innermost first."""
        while index >= 0:
            container = self.containers[index]
            yield index, container
            index = container.parent

    def under(self, roots: Collection[int]) -> list[bool]:
        """Return for each container whether it is one of `roots` or stands in one of them."""
        inside: list[bool] = []
        for index, container in enumerate(self.containers):
            inside.append(index in roots or (container.parent >= 0 and inside[container.parent]))
        return inside

    def hides_article(self) -> bool:
        """Return whether the page hides most of its own prose: until a script shows it, or behind a wall."""
        hidden = sum(len(b.words) for b in self.blocks if b.prose and self.containers[b.container].hidden)
        return hidden > 0.5 * self.containers[0].prose if self.containers else False

    def table_depth(self) -> int:
        """Return how deep tables stand in tables."""
        depths: list[int] = []
        for container in self.containers:
            above = depths[container.parent] if container.parent >= 0 else 0
            depths.append(above + (container.tag == "table"))
        return max(depths, default=0)

    def count(self) -> None:
        """Read each block, and fill each container's `words` and `prose` with the sums of its subtree."""
        for block in self.blocks:
            block.read()
            container = self.containers[block.container]
            container.words += len(block.words)
            container.prose += len(block.words) if block.prose else 0
        # a parent always stands before its children
        for container in reversed(self.containers):
            if container.parent >= 0:
                parent = self.containers[container.parent]
                parent.words += container.words
                parent.prose += container.prose
