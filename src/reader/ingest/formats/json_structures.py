"""Bodies of articles that are structures: lists of paragraphs, sections with headlines, the documents of editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from reader.article import Draft, RawBlock, Role
from reader.ingest.formats.anchors import linked
from reader.ingest.formats.markup import plain_blocks

TEXT_KEYS: Final = ("rendered", "html", "text", "plain", "plain_text", "content", "value", "paragraph", "raw")
"""Names under which an object has the string that it wraps."""

_MAX_DEPTH: Final = 6
_TAG: Final = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|blockquote|article|section|span|figure|a|em|strong|b|i)>|<(?:br|p)\s{0,3}/?>",
    re.IGNORECASE,
)
_KIND_KEYS: Final = ("type", "_type", "nodeType")
_CHILD_KEYS: Final = ("content", "children", "rich_text")
_LEAF_KEYS: Final = ("text", "value", "plain_text")
_SPANS: Final = frozenset({"", "text", "span"})
_INLINE: Final = frozenset({"link", "hyperlink", "a", "mention", "emphasis", "strong", "em", "bold", "italic"})
_BREAKS: Final = frozenset({"hardbreak", "hard_break", "br", "linebreak"})
_HEADING: Final = re.compile(r"h(?:eading|eader)?[-_]?[1-6]?\Z|heading", re.IGNORECASE)
_HOLDERS: Final = re.compile(r"list|doc|root|section|article|body|table|row", re.IGNORECASE)
"""Nodes of which each child is a block of its own."""
_PARTS: Final[tuple[tuple[tuple[str, ...], Role | None], ...]] = (
    (("summary", "standfirst"), Role.STANDFIRST),
    (("headline", "heading", "title", "subtitle"), Role.SUBHEAD),
    (("sections", "paragraphs", *TEXT_KEYS, "children", "blocks", "root", "data"), None),
)


def structure(body: object) -> Draft | None:
    """Return the paragraphs of a structure as a draft, None when it has none: headlines alone are no article.

    Known are the nests of Fundus and of scrapers, and the documents of ProseMirror, Slate, Draft.js, Editor.js,
    Portable Text and Contentful, in which a paragraph is a list of spans.
    """
    blocks = tuple(_blocks(body, None, 0))
    return Draft("json", blocks) if any(block.hint is not Role.SUBHEAD for block in blocks) else None


def is_markup(text: str) -> bool:
    """Return whether `text` is HTML: it starts with a tag, or has more than one."""
    return "<" in text and len(_TAG.findall(text[:20_000])) >= (1 if text.lstrip().startswith("<") else 2)


def _blocks(value: object, hint: Role | None, depth: int) -> Iterator[RawBlock]:
    if isinstance(value, str):
        level = 2 if hint is Role.SUBHEAD else 0
        if is_markup(value):
            for text, links in linked(value, plain_blocks):
                yield RawBlock(text, hint, main=True, level=level, links=links)
            return
        parts = re.split(r"\n\s*\n", value)
        yield from (RawBlock(part.strip(), hint, main=True, level=level) for part in parts if part.strip())
    elif depth < _MAX_DEPTH and isinstance(value, list):
        for item in value:
            yield from _blocks(item, hint, depth + 1)
    elif depth < _MAX_DEPTH and isinstance(value, Mapping) and value and all(map(str.isdigit, value)):
        for key in sorted(value, key=lambda number: (len(number), number)):
            yield from _blocks(value[key], hint, depth + 1)
    elif depth < _MAX_DEPTH and isinstance(value, Mapping):
        yield from _of_object(value, hint, depth)


def _of_object(value: Mapping[str, object], hint: Role | None, depth: int) -> Iterator[RawBlock]:
    kind = _kind(value)
    if kind and not _HOLDERS.search(kind) and (text := _inline(value, 0)) is not None:
        style = value.get("style")
        is_heading = _HEADING.match(kind) or (isinstance(style, str) and _HEADING.match(style))
        yield from _blocks(text, Role.SUBHEAD if is_heading else hint, depth + 1)
        return
    if (text := _inserted(value)) or ("rich_text" in value and (text := _inline(value, 0))):
        yield from _blocks(text, hint, depth + 1)
        return
    for keys, role in _PARTS:
        for key in keys:
            if key in value and not (key == "data" and isinstance(value[key], str)):
                yield from _blocks(value[key], role or hint, depth + 1)
                break


def _inserted(value: Mapping[str, object]) -> str:
    """Return the text of a document of Quill, which is a list of insertions."""
    steps = value.get("ops")
    if not isinstance(steps, list):
        return ""
    texts = (step.get("insert") for step in steps if isinstance(step, Mapping))
    return "".join(text for text in texts if isinstance(text, str))


def _kind(value: Mapping[str, object]) -> str:
    return next((kind for key in _KIND_KEYS if isinstance(kind := value.get(key), str)), "")


def _inline(node: Mapping[str, object], depth: int) -> str | None:
    """Return the text of a node whose children are spans of one paragraph, None when they are anything else."""
    children = next((found for key in _CHILD_KEYS if isinstance(found := node.get(key), list)), None)
    if not children or depth > _MAX_DEPTH:
        return None
    texts: list[str] = []
    for child in children:
        if isinstance(child, str):
            text: str | None = child
        elif not isinstance(child, Mapping):
            return None
        elif (kind := _kind(child).lower()) in _SPANS:
            text = next((found for key in _LEAF_KEYS if isinstance(found := child.get(key), str)), None)
        elif kind in _BREAKS:
            text = "\n"
        else:
            text = _inline(child, depth + 1) if kind in _INLINE else None
        if text is None:
            return None
        texts.append(text)
    return "".join(texts)
