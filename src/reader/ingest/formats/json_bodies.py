"""The body of one article that came as a JSON object: plain text, HTML, or a structure of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Final

from reader.article import Draft, RawBlock
from reader.errors import UnreadableError
from reader.ingest.formats.anchors import linked
from reader.ingest.formats.json_structures import TEXT_KEYS, is_markup, structure
from reader.ingest.formats.markup import plain_blocks
from reader.ingest.formats.plain_lines import text_draft
from reader.ingest.formats.prose import running_text
from reader.ingest.metadata import Metadata, arranged, by_language, fields, folded, metadata_of, web_address
from reader.text.normalise import words
from reader.text.references import unescape

_LONG: Final = 60
_MORE: Final = "About {} words of the article's data are not part of its text: they are among the removed lines."
_TAKEN_DOWN: Final = "[Removed]"
"""What NewsAPI puts into every field of an article that its site withdrew."""
_CUT: Final = re.compile(r"(?<=\S)\s{0,3}\[\+(\d{1,7}) chars\]\s{0,3}\Z")
_CUT_OFF: Final = "The text breaks off: {} more characters stand on its site."
"""NewsAPI gives out the first 200 characters."""
_TEASER: Final = 400
"""Characters up to which a text may be the start of a longer one that stands under another name."""
_SENTENCE: Final = 40
_REFERENCE: Final = re.compile(
    r"&(?:quot|apos|amp|lt|gt|nbsp|[lr]dquo|[lr]squo|[mn]dash|hellip|#\d{2,6}|#x[\da-fA-F]{2,5});"
)
"""What stands in plain text only where markup was taken off by halves."""
_ARTICLE_WORDS: Final = 40
"""A text of fewer words under a name that nobody knows is a description or a setting."""
_UNNAMED: Final = "None of the names in the data is known to hold an article: its longest text is shown."
_WHOLE_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
_WRAP_WIDTH: Final = 90
_SENTENCE_END: Final = re.compile(r"[.!?…:;\"”’»。！？」)]\s*\Z")


def draft_of(record: Mapping[str, object]) -> Draft | None:
    """Return the article of a folded record (see `metadata.folded`), None when no field of it holds article text."""
    values = arranged(_with_page_head(record))
    if "text" not in values and "page" not in values:
        return None
    stated = metadata_of(values)
    for field in ("text", "page"):
        bodies = _bodies(values.get(field, []))
        for body in bodies:
            if body == _TAKEN_DOWN:
                continue
            draft = _from_string(body, stated) if isinstance(body, str) else structure(body)
            if draft and any(any(map(str.isalnum, block.text)) for block in draft.blocks):
                # a whole page says more than its article
                others = [*bodies, *_lists(record)] if field == "text" else _lists(record)
                return _with(_with_the_rest(draft, body, others), stated)
    return None


def unnamed(record: Mapping[str, object]) -> Draft | None:
    """Return the article of a folded record of which no field is known by name: its longest running text, None when
    that is too short for one. Lists of strings are paragraphs, and so are the blocks of an editor's document."""
    stated = metadata_of(arranged(record))
    best: Draft | None = None
    most = _ARTICLE_WORDS - 1
    for value in record.values():
        text = _joined(value)
        draft = _from_string(text, stated) if text and running_text(text) else None
        if draft is None and isinstance(value, list | Mapping):
            draft = structure(value) or _of_sentences(value)
        size = sum(len(words(block.text)) for block in draft.blocks if running_text(block.text)) if draft else 0
        if draft and size > most:
            best, most = draft, size
    if best is None:
        return None
    best = replace(best, warnings=(*best.warnings, _UNNAMED))
    return _with(_with_the_rest(best, None, list(record.values())), stated)


def _of_sentences(value: object) -> Draft | None:
    """Return the strings inside `value` that are running text as paragraphs, None when it has none."""
    blocks = tuple(
        RawBlock(text, main=True) for text in strings(value) if len(text) >= _SENTENCE and running_text(text)
    )
    return Draft("json", blocks) if blocks else None


def unwrapped(value: str | list[object]) -> Draft | None:
    """Return the article that a string is without any object around it, or a list of strings, None when it is none."""
    text = _joined(value)
    return _from_string(text, Metadata()) if text and running_text(text) else None


def _joined(value: object) -> str | None:
    if isinstance(value, list):
        return "\n\n".join(value) if value and all(isinstance(item, str) for item in value) else None
    return value if isinstance(value, str) else None


def _with_page_head(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record of WordPress with the site and the author that its page names; its own author is a number."""
    head = record.get("yoastheadjson")
    if not isinstance(head, Mapping):
        return record
    stated = folded(head)
    return {"ogsitename": stated.get("ogsitename"), "authors": stated.get("author"), **record}


def _lists(record: Mapping[str, object]) -> list[object]:
    """Return the lists of an object that hold articles where it has no text of its own."""
    return [value for key in fields()["list"] if isinstance(value := record.get(key), list)]


def _with_the_rest(draft: Draft, chosen: object, bodies: list[object]) -> Draft:
    """Return `draft` with a warning when other texts of the object, or parts of a structure under names that nobody
    knows, say what it does not."""
    others = [body for body in bodies if body is not chosen or not isinstance(body, str)]
    texts = [run for text in strings(others) if len(text) >= _LONG for run in _running(text)]
    if not texts:
        return draft
    from reader.ingest.formats.html.unread import with_unsaid

    return with_unsaid(draft, texts, _MORE)


def _running(text: str) -> list[str]:
    return [
        run for block in (plain_blocks(text) if is_markup(text) else text.split("\n")) for run in running_text(block)
    ]


def strings(value: object) -> Iterator[str]:
    """Yield every string inside `value`, keys aside, at any depth."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, Mapping):
            stack.extend(reversed(list(item.values())))


def _bodies(values: list[object]) -> list[object]:
    """Return the values that may be the body, best first: in their order, but no teaser before the whole text."""
    found: list[object] = [_string(body) or body for value in values for body in _versions(value)]
    # a link under the name of a text is none
    found = [body for body in found if not (isinstance(body, str) and web_address(body))]
    longest = max((len(body) for body in found if isinstance(body, str)), default=0)
    if found and isinstance(found[0], str) and len(found[0]) <= _TEASER and longest > 3 * len(found[0]):
        found.sort(key=lambda body: -len(body) if isinstance(body, str) else 0)
    return found


def _versions(value: object) -> list[object]:
    return [*by_language(value)] or [value]


def _string(value: object) -> str | None:
    """Return the text of an object that wraps a string, as WordPress and others write it."""
    if not isinstance(value, Mapping):
        return None
    return next((value[key] for key in TEXT_KEYS if isinstance(value.get(key), str)), None)


def _from_string(body: str, stated: Metadata) -> Draft | None:
    if cut := _CUT.search(body):
        draft = _from_string(body[: cut.start()], stated)
        return draft and replace(draft, warnings=(*draft.warnings, _CUT_OFF.format(cut[1])))
    if not is_markup(body) and _REFERENCE.search(body):
        body = unescape(body)
    if not is_markup(body):
        return text_draft(with_paragraphs(body), title=stated.title)
    from reader.ingest.formats.page import page_draft

    try:
        return page_draft(body if _WHOLE_PAGE.match(body) else _page(body, stated), stated.url)
    except UnreadableError:
        return Draft("json", tuple(RawBlock(text, links=links) for text, links in linked(body, plain_blocks)))


def _page(body: str, stated: Metadata) -> str:
    """Return a page around a fragment, so that the page reader has a title and an article to hold on to."""
    title = escape(stated.title or "")
    heading = f"<h1>{title}</h1>" if title else ""
    head = f"<head><title>{title}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><article>{heading}{body}</article></body></html>"


def with_paragraphs(text: str) -> str:
    """Return `text` with an empty line between its paragraphs, where its author put one line end only.

    Lines that look hard-wrapped (none is long, most end in the middle of a sentence) are left as they are.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) < 2 or "" in lines:
        return text
    ended = sum(1 for line in lines[:-1] if _SENTENCE_END.search(line[-3:]))
    if max(map(len, lines)) <= _WRAP_WIDTH and ended < len(lines[:-1]) / 2:
        return text
    return "\n\n".join(lines)


def _with(draft: Draft, stated: Metadata) -> Draft:
    """Return `draft` with what the object states; what it leaves open stays as the page had it."""
    return replace(
        draft,
        title=stated.title or draft.title,
        authors=stated.authors or draft.authors,
        published=stated.published or draft.published,
        site=stated.site or draft.site,
        url=stated.url or draft.url,
        language=stated.language or draft.language,
        tags=stated.tags or draft.tags,
    )
