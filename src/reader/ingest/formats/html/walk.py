"""The one reading of a page: every visible text of it as blocks, in page order, by an iterative walk of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.article import Role
from reader.ingest.formats.html import naming, tables
from reader.ingest.formats.html.anchors import Anchors
from reader.ingest.formats.html.attributes import attributes_of, is_hidden, names_in, number_in
from reader.ingest.formats.html.fallbacks import holds_prose, inner_text
from reader.ingest.formats.html.page import Container, Page, PageBlock
from reader.ingest.formats.html.paragraphs import BREAK, LONG_LINE, looks_like_code, paragraphs, pre_text
from reader.ingest.formats.html.wordlists import members

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS: Final = frozenset({"button", "label"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NAMED_INLINE: Final = frozenset({"span", "a", "time", "small", "em", "strong", "cite", "b", "i", "font"})
_ITEM_ENDS: Final = frozenset({"article", "section", "table", "figure"})
_BOLD: Final = frozenset({"b", "strong"})
_WHOLE: Final = frozenset({"hr", "pre", "table"})
_VAGUE: Final = frozenset({"header", "figure", "article", "main"})
"""What a tag says of these kinds gives way to what its names say."""


@dataclass(slots=True)
class _Frame:
    """An open element. `link`, `control` and `bold` say that text in it counts as such."""

    element: _Element
    children: Iterator[_Element]
    link: bool
    control: bool
    bold: bool


@dataclass(slots=True)
class _Block(_Frame):
    """An open block-level element, with what its text is: heading, quotation, caption, list item.

    `depth` counts lists, `counter` is the next number of an ordered one, `item` the list item that its text is in;
    an item has a `marker` until its first block takes it, and in `marks` the blocks that are its own. `kept` is text
    that browsers do not show.
    """

    container: int = 0
    quote: bool = False
    caption: bool = False
    level: int = 0
    depth: int = 0
    counter: int | None = None
    marker: str | None = None
    item: _Block | None = None
    kept: bool = False
    marks: list[PageBlock] | None = None


class _Walk:
    def __init__(self) -> None:
        self.page = Page()
        self.block_tags = members("tags", "block") - {"table"}
        self.skipped_tags = members("tags", "skipped")
        self.fallback_tags = members("tags", "fallback")
        self.frames: list[_Frame] = []
        self.owners: list[_Block] = []
        self.parts: list[str] = []
        self.anchors = Anchors()
        self.links = self.controls = self.bolds = self.total = 0
        self.kind = ""

    def run(self, root: _Element) -> Page:
        frames = self.frames
        self._enter(root)
        while frames:
            frame = frames[-1]
            for child in frame.children:
                if self._enter(child):
                    break
                if tail := child.tail:
                    self._add(tail)
            else:
                self._leave(frame)
        self.page.count()
        return self.page

    def _leave(self, frame: _Frame) -> None:
        if isinstance(frame, _Block):
            if self.parts:
                self._flush()
            self.owners.pop()
            if frame.marks is not None:
                _reconsider_item(frame.marks)
        elif frame.element.tag == "a":
            self.anchors.close(frame.element, len(self.parts))
        elif frame.element.tag == "q":
            self._add("\u201d")
        self.frames.pop()
        tail = frame.element.tail
        if tail and self.frames:
            self._add(tail)

    # ---- entering elements

    def _enter(self, element: _Element) -> bool:
        """Open `element`; False when its content is not walked, so that only its tail is left."""
        tag = element.tag
        if not isinstance(tag, str):
            return False
        self.page.elements += 1
        if tag == "br":
            self.parts.append(BREAK)
            return False
        if tag in self.skipped_tags and not (tag == "template" and element.get("shadowrootmode")):
            if tag not in self.fallback_tags or not self._keeps(element):
                return False
            return self._enter_hidden(element, tag)
        if tag in self.block_tags or not self.owners:
            self._enter_block(element, tag)
            return True
        if tag in _WHOLE:
            self._flush()
            if tag == "hr":
                return False
            if tag == "pre":
                self._verbatim(element)
                return False
            if tables.is_data_table(element):
                self._table(element)
                return False
        if tag == "img":
            self._image(element)
            return False
        if tag == "table":
            self._enter_block(element, tag)
            return True
        return self._enter_inline(element, tag)

    def _enter_block(self, element: _Element, tag: str) -> None:
        if self.parts:
            self._flush()
        attributes = attributes_of(element)
        container = self._container(tag, attributes)
        if self.owners:
            around, parent = self.frames[-1], self.owners[-1]
            frame = _Block(
                element, iter(element), around.link, around.control, around.bold,
                container, parent.quote, parent.caption, parent.level, parent.depth,
                None, None, parent.item, parent.kept,
            )  # fmt: skip
        else:
            parent = None
            frame = _Block(element, iter(element), link=False, control=False, bold=False, container=container)
        if tag in _HEADINGS:
            frame.level = _HEADINGS[tag]
        elif attributes.get("role") == "heading":
            frame.level = min(6, max(1, number_in(attributes.get("aria-level"), 2)))
        elif tag in ("ul", "ol", "menu", "dir"):
            frame.depth += 1
            frame.counter = number_in(attributes.get("start"), 1) if tag == "ol" else None
        elif tag == "li":
            frame.marker = _marker(element, parent)
            frame.marks = []
            frame.item = frame
        elif tag in _ITEM_ENDS:
            frame.item = None
        elif tag == "blockquote":
            frame.quote = True
        elif tag == "figcaption":
            frame.caption = True
        self.frames.append(frame)
        self.owners.append(frame)
        if len(self.frames) > self.page.depth:
            self.page.depth = len(self.frames)
        if text := inner_text(element, 2 * BREAK) if tag in self.fallback_tags else element.text:
            self._add(text)

    def _enter_hidden(self, element: _Element, tag: str) -> bool:
        """Open an element that browsers show at other times, or in a frame of its own."""
        self._enter_block(element, tag)
        self.page.containers[-1].hidden = self.owners[-1].kept = True
        return True

    def _keeps(self, element: _Element) -> bool:
        """Whether an element that is not shown holds text; what stands in such a one is not asked again."""
        return bool(self.owners) and (self.owners[-1].kept or holds_prose(element))

    def _enter_inline(self, element: _Element, tag: str) -> bool:
        kind = ""
        attributes = attributes_of(element)
        if attributes:
            if tag in _NAMED_INLINE:
                kind = naming.name_kind(names_in(attributes))
            if kind == "hidden" or is_hidden(attributes):
                return self._keeps(element) and self._enter_hidden(element, tag)
        if tag == "time":
            kind = kind or "date"
        elif tag == "a" and "author" in attributes.get("rel", "").split():
            kind = "byline"
        if kind and not self.total:
            self.kind = kind
        is_link = tag == "a" and "href" in attributes
        if is_link:
            self.anchors.open(element, attributes["href"], len(self.parts))
        around = self.frames[-1]
        frame = _Frame(
            element,
            iter(element),
            link=around.link or is_link,
            control=around.control or tag in _CONTROLS,
            bold=around.bold or tag in _BOLD,
        )
        self.frames.append(frame)
        if tag == "q":
            self._add("\u201c")
        if text := element.text:
            self._add(text)
        if len(element) or tag == "q":
            if len(self.frames) > self.page.depth:
                self.page.depth = len(self.frames)
            return True
        self.frames.pop()
        if is_link:
            self.anchors.close(element, len(self.parts))
        return False

    def _container(self, tag: str, attributes: dict[str, str]) -> int:
        containers = self.page.containers
        parent = self.owners[-1].container if self.owners else -1
        hidden = parent >= 0 and containers[parent].hidden
        signature = tag
        kind = naming.tag_kind(tag, attributes.get("role"), attributes.get("itemprop"))
        if attributes:
            names = "" if tag in ("html", "body") else names_in(attributes)
            if names:
                signature = f"{tag}.{names.split(None, 1)[0][:60]}"
                named = naming.name_kind(names)
                if named == "hidden":
                    hidden, kind = True, ""
                elif not kind or (named not in ("", "body") and kind in _VAGUE):
                    kind = named
            hidden = hidden or is_hidden(attributes)
        if tag == "dialog" and "open" not in attributes:
            hidden = True
        containers.append(Container(parent, tag, kind, signature, hidden))
        return len(containers) - 1

    # ---- text

    def _add(self, text: str) -> None:
        self.parts.append(text)
        size = len(text.strip())
        if size:
            frame = self.frames[-1]
            self.total += size
            if frame.link:
                self.links += size
            if frame.control:
                self.controls += size
            if frame.bold:
                self.bolds += size

    def _image(self, element: _Element) -> None:
        """An emoji or an initial letter that is drawn belongs to the words; any other image has no text."""
        alt = (element.get("alt") or "").strip()
        if 0 < len(alt) <= 2:
            self._add(alt)

    def _flush(self) -> None:
        """Make blocks of the text gathered so far, which stands in the innermost block-level element."""
        if not self.parts:
            return
        text = "".join(self.parts)
        parts, self.parts = self.parts, []
        links, controls, bolds, total, kind = self.links, self.controls, self.bolds, self.total, self.kind
        self.links = self.controls = self.bolds = self.total = 0
        self.kind = ""
        owner = self.owners[-1]
        pieces = paragraphs(text, heading=owner.level > 0) if total else []
        anchored = self.anchors.take(parts, pieces) if self.anchors.any else None
        for piece in pieces:
            block = PageBlock(
                text=piece,
                container=owner.container,
                tag=self.page.containers[owner.container].tag,
                level=owner.level,
                link_density=min(1.0, links / total),
                controls=controls / total,
                emphasis=bolds > 0.9 * total,
                kind=kind,
                anchored=anchored,
            )
            _set_hint(block, owner)
            self.page.blocks.append(block)

    # ---- whole elements

    def _verbatim(self, element: _Element) -> None:
        index = self._container("pre", attributes_of(element))
        if self.page.containers[index].hidden:
            return
        parts = list(pre_text(element, self.anchors))
        text = "".join(parts).expandtabs(4)
        text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        if not text.strip():
            # links in it are over with it
            self.anchors.take(parts, ())
            return
        is_code = element.find(".//code") is not None or looks_like_code(text)
        pieces = [text] if is_code else [piece for piece in re.split(r"\n\s*\n", text) if piece.strip()]
        hint = Role.CODE if is_code else None
        anchored = self.anchors.take(parts, pieces) if self.anchors.any else None
        self.page.blocks.extend(PageBlock(piece, index, "pre", hint, anchored=anchored) for piece in pieces)

    def _table(self, element: _Element) -> None:
        index = self._container("table", attributes_of(element))
        text, anchored = tables.read_table(element)
        if not text:
            return
        chars = len(text)
        links = sum(sum(len(text) for text in link.itertext()) for link in element.iter("a"))
        self.page.blocks.append(
            PageBlock(
                text=text,
                container=index,
                tag="table",
                hint=Role.TABLE,
                link_density=1.0 if self.frames[-1].link else min(1.0, links / chars),
                anchored=anchored,
            )
        )


def walk(root: _Element) -> Page:
    """Return the containers and text blocks of the tree under `root`, in page order.

    Scripts, styles, form fields, players and text for screen readers only are left out; text in elements that the
    page hides is there, in containers marked as hidden. Iterative and linear in the size of the tree.
    """
    return _Walk().run(root)


def _set_hint(block: PageBlock, owner: _Block) -> None:
    """Give the block the role that its place in the markup states, and a list item its marker."""
    item = owner.item
    if owner.caption:
        block.hint = Role.CAPTION
    elif owner.level:
        block.hint = Role.SUBHEAD
        if item is not None:
            item.marker = None
    elif item is not None:
        if item.marks is not None:
            item.marks.append(block)
        if item.marker:
            block.hint, block.level = Role.LIST, item.depth
            block.text = f"{item.marker} {block.text}"
            item.marker = None
    elif owner.quote:
        block.hint = Role.QUOTATION


def _reconsider_item(blocks: list[PageBlock]) -> None:
    """Take the marker off an item that holds several paragraphs: a post or a card, laid out as a list."""
    if sum(len(block.text) > LONG_LINE for block in blocks) > 1 and blocks[0].hint is Role.LIST:
        blocks[0].text = blocks[0].text.partition(" ")[2]
        blocks[0].hint, blocks[0].level = None, 0


def _marker(element: _Element, parent: _Block | None) -> str:
    if parent is None or parent.counter is None:
        return "-"
    parent.counter = number_in(element.get("value"), parent.counter)
    marker = f"{parent.counter}."
    parent.counter += 1
    return marker
