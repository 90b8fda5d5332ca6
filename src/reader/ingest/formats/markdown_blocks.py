"""The blocks of a Markdown text, from the tokens of markdown-it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reader.article import Link, RawBlock, Role
from reader.ingest.formats.anchors import linked
from reader.ingest.formats.markdown_losses import without_losses
from reader.ingest.formats.markup import plain_blocks
from reader.ingest.links import Linked, Signs, joined, moved, spread

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAX_LEVEL: Final = 100
_MAX_INLINE_LEVEL: Final = 12
# a line that opens so many containers means none of them
_DEEP: Final = re.compile(
    r"^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){12})(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+", re.MULTILINE
)
_WIKI_LINK: Final = re.compile(r"(!?)\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_HIGHLIGHT: Final = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_NOTE_MARK: Final = re.compile(r"\[\^[^\]\s]{1,30}\](?!:)")
_COMMENT: Final = re.compile(r"(?<!\S)%%[^%\n]{0,2000}%%(?!\S)|^%%[ \t]*\n[^%]{0,2000}\n%%[ \t]*$", re.MULTILINE)
_CALLOUT: Final = re.compile(r"\A\[!([\w-]{1,30})\][+-]?[ \t]*")
_CALLOUT_TITLE: Final = re.compile(r"^([ \t]{0,3}>[ \t]?\[![\w-]{1,30}\][^\n]*\n)(?=[ \t]{0,3}>)", re.MULTILINE)
_QUOTING: Final = frozenset({"quote", "cite"})
"""The callouts of Obsidian that hold somebody's words; the others hold the writer's own."""
_NOTE: Final = re.compile(r"^\[\^(\d{1,4})\]:[ \t]*(?=\S)", re.MULTILINE)
_NO_CAPTION: Final = re.compile(
    r"(?:image|img|photo|picture|untitled|\S+\.(?:jpe?g|png|gif|webp|avif|svg)|https?://\S+)?", re.IGNORECASE
)
_SOFT: Final = "\r"
_BETWEEN_IDEOGRAPHS: Final = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])\r(?=[\u3000-\u9fff\uff00-\uffef])")
_HIDING_TAG: Final = re.compile(r"<(script|style)\b", re.IGNORECASE)
_BREAK_TAG: Final = re.compile(r"<br\b", re.IGNORECASE)


@dataclass
class _Inline:
    """The text of one inline token, how much of it stands in links, these, and the words beside its images."""

    text: str = ""
    linked: int = 0
    links: tuple[Link, ...] = ()
    captions: list[str] = field(default_factory=list)

    @property
    def link_density(self) -> float:
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass
class _Place:
    """Where the walk is: how deep in quotations, which lists are open, which item waits for its first paragraph."""

    quotes: int = 0
    lists: int = 0
    marker: str = ""
    heading: int = 0
    row: list[Linked] = field(default_factory=list)
    rows: list[Linked] = field(default_factory=list)
    in_table: bool = False
    own_words: bool = False


def blocks(text: str) -> list[RawBlock] | None:
    """Return the blocks of Markdown `text` in order, None when it is nested too deeply to be read without loss.

    Headings are subheads with their level, list items start with "- " or their number and carry their depth, tables
    have one row a line with " | " between cells, fenced code is verbatim, the words beside an image are a caption.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_LEVEL}).enable(["table", "strikethrough"])
    # a flood of open brackets costs as many steps each as inline markup may be deep
    parser.core.ruler.after("block", "shallow", lambda _: parser.options.update(maxNesting=_MAX_INLINE_LEVEL))
    text = _NOTE.sub(r"\n\1. ", _CALLOUT_TITLE.sub(r"\1>\n", _COMMENT.sub("", text)))
    tokens = parser.parse(_DEEP.sub(r"\1", without_losses(text)))
    # the parser leaves out what is deeper, without a word
    if max((token.level for token in tokens), default=0) >= _MAX_LEVEL - 2:
        return None
    place = _Place()
    return [block for token in tokens for block in _step(token, place)]


def _step(token: Token, place: _Place) -> Sequence[RawBlock]:
    """Return the blocks that `token` completes, and move `place` on."""
    kind = token.type
    if kind == "inline":
        return _inline_blocks(token, place)
    if kind in ("fence", "code_block"):
        return _code(token.content, fenced=kind == "fence")
    if kind == "html_block":
        return [RawBlock(block, links=links) for block, links in linked(token.content, plain_blocks)]
    if kind == "table_close":
        place.in_table = False
        text, links = joined(place.rows, "\n")
        return [RawBlock(text, Role.TABLE, links=links)]
    if kind == "heading_open":
        place.heading = int(token.tag[1:])
    elif kind == "blockquote_open":
        place.quotes += 1
    elif kind == "blockquote_close":
        place.quotes -= 1
        place.own_words = place.own_words and place.quotes > 0
    elif kind in ("bullet_list_open", "ordered_list_open"):
        place.lists += 1
    elif kind in ("bullet_list_close", "ordered_list_close"):
        place.lists -= 1
    elif kind == "list_item_open":
        place.marker = f"{token.info}{token.markup} " if token.info else "- "
    elif kind == "table_open":
        place.in_table, place.rows = True, []
    elif kind == "tr_open":
        place.row = []
    elif kind == "tr_close":
        place.rows.append(joined(place.row, " | "))
    return ()


def _inline_blocks(token: Token, place: _Place) -> Sequence[RawBlock]:
    inline = _inline(token.children or ())
    if place.in_table:
        cell = " ".join(inline.text.split())
        marks = [(link.start, link.end, link.target) for link in inline.links]
        place.row.append((cell, spread(inline.text, marks, [cell])[0]))
        return ()
    found = [RawBlock(words, Role.CAPTION, region="figure") for words in inline.captions]
    heading, place.heading = place.heading, 0
    text = inline.text
    if not text:
        return found
    density = inline.link_density
    if heading:
        found.append(RawBlock(text, Role.SUBHEAD, link_density=density, level=heading, links=inline.links))
    elif place.lists:
        links = moved(inline.links, len(place.marker))
        found.append(RawBlock(place.marker + text, Role.LIST, link_density=density, level=place.lists, links=links))
        place.marker = ""
    elif place.quotes:
        if callout := _CALLOUT.match(text):
            place.own_words = callout[1].lower() not in _QUOTING
            text = text[callout.end() :]
        links = moved(inline.links, len(text) - len(inline.text))
        hint = None if place.own_words else Role.QUOTATION
        found.append(RawBlock(text, hint, link_density=density, links=links))
    else:
        found.append(RawBlock(text, link_density=density, links=inline.links))
    return found


def _inline(tokens: Sequence[Token]) -> _Inline:
    pieces: list[str] = []
    signed: list[str] = []
    signs = Signs()
    found = _Inline()
    links = 0
    hiding = ""
    hidden: list[str] = []
    for token in tokens:
        if token.type == "html_inline":
            opened = _HIDING_TAG.match(token.content)
            if opened:
                hiding = opened[1].lower()
            elif hiding and token.content.lower().startswith(f"</{hiding}"):
                hiding = ""
                hidden.clear()
            elif _BREAK_TAG.match(token.content):
                pieces.append("\n")
                signed.append("\n")
        elif hiding:
            hidden.append(token.content)
        elif token.type == "link_open":
            links += 1
            signed.append(signs.opening(str(token.attrs.get("href", ""))))
        elif token.type == "link_close":
            links -= 1
            signed.append(signs.closing)
        elif token.type == "image":
            found.captions.extend(_captions(token))
        else:
            piece = {"softbreak": _SOFT, "hardbreak": "\n"}.get(token.type, token.content)
            pieces.append(piece)
            signed.append(piece)
            found.linked += len(piece) if links else 0
    # what follows a script that is never closed is text after all
    found.text = _plain("".join(pieces + hidden))
    if signs.targets:
        found.links = signs.links([found.text], [_plain("".join(signed + hidden))])[0]
    return found


def _plain(text: str) -> str:
    """Return `text` without the marks that Obsidian adds to Markdown, and with single spaces between its words."""
    if "[" in text:
        text = _WIKI_LINK.sub(lambda link: "" if link[1] else link[3] or link[2], text)
        text = _NOTE_MARK.sub("", text)
    if "==" in text:
        text = _HIGHLIGHT.sub(r"\1", text)
    text = _BETWEEN_IDEOGRAPHS.sub("", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _captions(image: Token) -> list[str]:
    words = (_inline(image.children or ()).text, str(image.attrs.get("title", "")))
    stripped = dict.fromkeys(" ".join(item.split()) for item in words)
    return [item for item in stripped if not _NO_CAPTION.fullmatch(item)]


def _code(content: str, *, fenced: bool) -> list[RawBlock]:
    if not content.strip():
        return []
    if not fenced:
        paragraphs = [part for part in re.split(r"\n[ \t]*\n", content) if part.strip()]
        if any(map(_is_prose, paragraphs)):
            return [RawBlock(" ".join(part.split())) for part in paragraphs]
    return [RawBlock(content.rstrip("\n"), Role.CODE)]


def _is_prose(text: str) -> bool:
    """Return whether an indented paragraph is an article's, set in by somebody who did not mean code."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    letters = sum(char.isalpha() or char.isspace() for char in text)
    return len(text.split()) >= 8 * lines and letters > 0.9 * len(text)
