"""The one reading of a page: every visible text of it as blocks, in page order, by an iterative walk of the tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from reader.article import Role
from reader.ingest.formats.html import naming, tables
from reader.ingest.formats.html.anchors import Anchors
from reader.ingest.formats.html.attributes import attributes_of, is_hidden, names_in
from reader.ingest.formats.html.fallbacks import holds_prose, inner_text
from reader.ingest.formats.html.frames import (
    BOLD,
    CONTROL,
    LINK,
    SETTING,
    Block,
    Frame,
    Setting,
    reconsider_item,
    set_hint,
    set_up,
)
from reader.ingest.formats.html.page import Container, Page, PageBlock
from reader.ingest.formats.html.paragraphs import BREAK, looks_like_code, paragraphs, pre_text
from reader.ingest.formats.html.wordlists import members

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS: Final = frozenset({"button", "label"})
_NAMED_INLINE: Final = frozenset({"span", "a", "time", "small", "em", "strong", "cite", "b", "i", "font"})
_BOLD_TAGS: Final = frozenset({"b", "strong"})
_WHOLE: Final = frozenset({"hr", "pre", "table"})


_AS_BLOCK: Final = 1
_AS_SKIPPED: Final = 2
_AS_WHOLE: Final = 3
_AS_BREAK: Final = 4
_AS_IMAGE: Final = 5


@cache
def _ways() -> dict[str, int]:
    """Return how elements are entered, by their tag; all others stand in the line."""
    ways = dict.fromkeys(members("tags", "block"), _AS_BLOCK)
    ways.update(dict.fromkeys(_WHOLE, _AS_WHOLE))
    ways.update(dict.fromkeys(members("tags", "skipped"), _AS_SKIPPED))
    ways.update(br=_AS_BREAK, img=_AS_IMAGE)
    return ways


class _Walk:
    def __init__(self) -> None:
        self.page = Page()
        self.ways = _ways()
        self.fallback_tags = members("tags", "fallback")
        self.frames: list[Frame] = []
        self.owners: list[Block] = []
        self.parts: list[str] = []
        self.anchors = Anchors()
        self.links = self.controls = self.bolds = self.total = 0
        self.kind = ""
        self.spaced = False

    def run(self, root: _Element) -> Page:
        frames, enter, add = self.frames, self._enter, self._add
        self._enter_block(root, str(root.tag))
        elements = 1
        while frames:
            frame = frames[-1]
            flags = frame.flags
            for child in frame.children:
                elements += 1
                if enter(child, flags):
                    break
                if tail := child.tail:
                    add(tail, flags)
            else:
                self._leave(frame)
        self.page.elements = elements
        self.page.count()
        return self.page

    def _leave(self, frame: Frame) -> None:
        if isinstance(frame, Block):
            if self.parts:
                self._flush()
            elif self.spaced:
                self._forget()
            self.owners.pop()
            if frame.marks is not None:
                reconsider_item(frame.marks)
        elif frame.element.tag == "a":
            self.anchors.close(frame.element, len(self.parts))
        elif frame.element.tag == "q":
            self._add("\u201d", frame.flags)
        frames = self.frames
        frames.pop()
        if frames and (tail := frame.element.tail):
            self._add(tail, frames[-1].flags)

    # ---- entering elements

    def _enter(self, element: _Element, flags: int) -> bool:
        """Open `element`; False when its content is not walked, so that only its tail is left."""
        tag = element.tag
        way = self.ways.get(tag)
        if way is None:
            return self._enter_inline(element, tag, flags)
        if way == _AS_BLOCK:
            self._enter_block(element, tag)
            return True
        if way == _AS_BREAK:
            self.parts.append(BREAK)
            return False
        if way == _AS_IMAGE:
            # an emoji or an initial letter that is drawn belongs to the words; any other image has no text
            alt = element.get("alt")
            if alt and len(alt := alt.strip()) <= 2:
                self._add(alt, flags)
            return False
        if way == _AS_WHOLE:
            return self._enter_whole(element, tag)
        if tag == "template" and element.get("shadowrootmode"):
            return self._enter_inline(element, tag, flags)
        return tag in self.fallback_tags and self._keeps(element) and self._enter_hidden(element, tag)

    def _enter_whole(self, element: _Element, tag: str) -> bool:
        if self.parts:
            self._flush()
        if tag == "hr":
            return False
        if tag == "pre":
            self._verbatim(element)
            return False
        if tables.is_data_table(element):
            self._table(element)
            return False
        self._enter_block(element, tag)
        return True

    def _enter_block(self, element: _Element, tag: str) -> None:
        if self.parts:
            self._flush()
        elif self.spaced:
            self._forget()
        attributes = attributes_of(element)
        container = self._container(tag, attributes)
        if self.owners:
            parent = self.owners[-1]
            setting = parent.setting
            frame = Block(element, iter(element), self.frames[-1].flags, container, setting)
        else:
            parent = None
            setting = Setting()
            frame = Block(element, iter(element), 0, container, setting)
        if tag in SETTING or (attributes and attributes.get("role") == "heading"):
            set_up(frame, parent, attributes)
        self.frames.append(frame)
        self.owners.append(frame)
        if len(self.frames) > self.page.depth:
            self.page.depth = len(self.frames)
        if text := inner_text(element, 2 * BREAK) if tag in self.fallback_tags else element.text:
            self._add(text, frame.flags)

    def _enter_hidden(self, element: _Element, tag: str) -> bool:
        """Open an element that browsers show at other times, or in a frame of its own."""
        self._enter_block(element, tag)
        owner = self.owners[-1]
        self.page.containers[-1].hidden = True
        owner.setting = owner.setting.copy()
        owner.setting.kept = True
        return True

    def _keeps(self, element: _Element) -> bool:
        """Whether an element that is not shown holds text; what stands in such a one is not asked again."""
        return self.owners[-1].setting.kept or holds_prose(element)

    def _enter_inline(self, element: _Element, tag: str, flags: int) -> bool:
        kind = ""
        attributes = attributes_of(element)
        if attributes:
            if tag in _NAMED_INLINE:
                kind = naming.name_kind(names_in(attributes))
            if kind == "hidden" or is_hidden(attributes):
                return self._keeps(element) and self._enter_hidden(element, tag)
        if tag == "time":
            kind = kind or "date"
        elif tag in _BOLD_TAGS:
            flags |= BOLD
        elif tag in _CONTROLS:
            flags |= CONTROL
        is_link = False
        if tag == "a":
            if "author" in attributes.get("rel", "").split():
                kind = "byline"
            if is_link := "href" in attributes:
                flags |= LINK
                self.anchors.open(element, attributes["href"], len(self.parts))
        if kind and not self.total:
            self.kind = kind
        if len(element) or tag == "q":
            self.frames.append(Frame(element, iter(element), flags))
            if len(self.frames) > self.page.depth:
                self.page.depth = len(self.frames)
            if tag == "q":
                self._add("\u201c", flags)
            if text := element.text:
                self._add(text, flags)
            return True
        if text := element.text:
            self._add(text, flags)
        if is_link:
            self.anchors.close(element, len(self.parts))
        return False

    def _container(self, tag: str, attributes: dict[str, str]) -> int:
        containers = self.page.containers
        parent = self.owners[-1].container if self.owners else -1
        hidden = parent >= 0 and containers[parent].hidden
        if attributes:
            names = "" if tag in ("html", "body") else names_in(attributes)[: naming.MAX_NAME]
            kind, signature, hides = naming.part(tag, names, attributes.get("role"), attributes.get("itemprop"))
            hidden = hidden or hides or is_hidden(attributes)
        else:
            kind, signature = naming.TAG_KINDS.get(tag, ""), tag
        if tag == "dialog" and "open" not in attributes:
            hidden = True
        containers.append(Container(parent, tag, kind, signature, hidden))
        return len(containers) - 1

    # ---- text

    def _add(self, text: str, flags: int) -> None:
        if text.isspace():
            # no block begins with it
            if self.parts:
                self.parts.append(text)
            else:
                self.spaced = True
            return
        self.parts.append(text)
        size = len(text.strip())
        self.total += size
        if flags:
            if flags & LINK:
                self.links += size
            if flags & CONTROL:
                self.controls += size
            if flags & BOLD:
                self.bolds += size

    def _flush(self) -> None:
        """Make blocks of the text gathered so far, which stands in the innermost block-level element."""
        parts, self.parts = self.parts, []
        links, controls, bolds, total, kind = self.links, self.controls, self.bolds, self.total, self.kind
        self.links = self.controls = self.bolds = self.total = 0
        self.kind = ""
        self.spaced = False
        owner = self.owners[-1]
        setting = owner.setting
        pieces = paragraphs("".join(parts), heading=setting.level > 0) if total else []
        anchored = self.anchors.take(parts, pieces) if self.anchors.any else None
        for piece in pieces:
            block = PageBlock(
                text=piece,
                container=owner.container,
                tag=self.page.containers[owner.container].tag,
                level=setting.level,
                link_density=min(1.0, links / total),
                controls=controls / total,
                emphasis=bolds > 0.9 * total,
                kind=kind,
                anchored=anchored,
            )
            set_hint(block, setting)
            self.page.blocks.append(block)

    def _forget(self) -> None:
        """Let go of what an element in the line said of itself: there was nothing but space in it."""
        self.spaced = False
        self.kind = ""

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
                link_density=1.0 if self.frames[-1].flags & LINK else min(1.0, links / chars),
                anchored=anchored,
            )
        )


def walk(root: _Element) -> Page:
    """Return the containers and text blocks of the tree under `root`, in page order.

    Scripts, styles, form fields, players and text for screen readers only are left out; text in elements that the
    page hides is there, in containers marked as hidden. Iterative and linear in the size of the tree.
    """
    return _Walk().run(root)
