"""The elements that a walk has open, and what they make of the text in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.article import Role
from reader.ingest.formats.html.attributes import number_in
from reader.ingest.formats.html.page import PageBlock
from reader.ingest.formats.html.paragraphs import LONG_LINE

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ITEM_ENDS: Final = frozenset({"article", "section", "table", "figure"})
SETTING: Final = frozenset({*_HEADINGS, *_ITEM_ENDS, "ul", "ol", "menu", "dir", "li", "blockquote", "figcaption"})
"""Tags that say what the text in their element is."""
LINK: Final = 1
CONTROL: Final = 2
BOLD: Final = 4
"""What the text in an element counts as."""


# None of these is frozen: a page has thousands, and freezing costs more than all the rest of them
@dataclass(slots=True)
class Frame:
    """An open element. `flags` says what text in it counts as."""

    element: _Element
    children: Iterator[_Element]
    flags: int


@dataclass(slots=True)
class Setting:
    """What the text of block-level elements is: heading, quotation, caption, list item; those that change nothing of
    it share their parent's.

    `depth` counts lists, `item` is the list item that the text is in. `kept` is text that browsers do not show.
    """

    quote: bool = False
    caption: bool = False
    level: int = 0
    depth: int = 0
    item: Block | None = None
    kept: bool = False

    def copy(self) -> Setting:
        """Return one like it, to be changed."""
        return Setting(self.quote, self.caption, self.level, self.depth, self.item, self.kept)


@dataclass(slots=True)
class Block(Frame):
    """An open block-level element.

    `counter` is the next number of an ordered list; a list item has a `marker` until its first block takes it, and in
    `marks` the blocks that are its own.
    """

    container: int
    setting: Setting
    counter: int | None = None
    marker: str | None = None
    marks: list[PageBlock] | None = None


def set_up(block: Block, parent: Block | None, attributes: dict[str, str]) -> None:
    """Take note of what an element that was just opened makes of its text; `parent` is the block around it."""
    element = block.element
    tag = element.tag
    setting = block.setting = block.setting.copy()
    if tag in _HEADINGS:
        setting.level = _HEADINGS[tag]
    elif attributes.get("role") == "heading":
        setting.level = min(6, max(1, number_in(attributes.get("aria-level"), 2)))
    elif tag in ("ul", "ol", "menu", "dir"):
        setting.depth += 1
        block.counter = number_in(attributes.get("start"), 1) if tag == "ol" else None
    elif tag == "li":
        block.marker = _marker(element, parent)
        block.marks = []
        setting.item = block
    elif tag in _ITEM_ENDS:
        setting.item = None
    elif tag == "blockquote":
        setting.quote = True
    elif tag == "figcaption":
        setting.caption = True


def set_hint(block: PageBlock, setting: Setting) -> None:
    """Give the block the role that its place in the markup states, and a list item its marker."""
    item = setting.item
    if setting.caption:
        block.hint = Role.CAPTION
    elif setting.level:
        block.hint = Role.SUBHEAD
        if item is not None:
            item.marker = None
    elif item is not None:
        if item.marks is not None:
            item.marks.append(block)
        if item.marker:
            block.hint, block.level = Role.LIST, item.setting.depth
            block.text = f"{item.marker} {block.text}"
            item.marker = None
    elif setting.quote:
        block.hint = Role.QUOTATION


def reconsider_item(blocks: list[PageBlock]) -> None:
    """Take the marker off an item that holds several paragraphs: a post or a card, laid out as a list."""
    if sum(len(block.text) > LONG_LINE for block in blocks) > 1 and blocks[0].hint is Role.LIST:
        blocks[0].text = blocks[0].text.partition(" ")[2]
        blocks[0].hint, blocks[0].level = None, 0


def _marker(element: _Element, parent: Block | None) -> str:
    if parent is None or parent.counter is None:
        return "-"
    parent.counter = number_in(element.get("value"), parent.counter)
    marker = f"{parent.counter}."
    parent.counter += 1
    return marker
