"""Articles as JSON: one object, a list of them, or an object that holds the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reader.article import Draft
from reader.errors import UnreadableError
from reader.ingest.decoding import decode
from reader.ingest.formats.json_bodies import draft_of, strings, unnamed, unwrapped
from reader.ingest.formats.json_tables import rows
from reader.ingest.formats.json_values import Value, document
from reader.ingest.formats.prose import running_text
from reader.ingest.metadata import fields, folded
from reader.ingest.reading import Problem, Reading
from reader.text.normalise import words

_MAX_PROBLEMS: Final = 1_000
_MAX_DEPTH: Final = 3
_MAX_BELOW: Final = 6
_LONG: Final = 40
"""Strings of fewer characters hold no sentences."""
_MUCH: Final = 25
"""Objects at places that nobody knows hold labels and messages as well; an article has so many words of sentences."""
_NO_TEXT: Final = "There is no article text in it."
_NO_OBJECT: Final = "It is no object with an article."
_HINT: Final = "An article is an object with a text under a name like text, maintext, content or body."


def read(data: bytes) -> Reading:
    """Return a draft for each article in a JSON file, and a problem for each object without text.

    Raises UnreadableError: no JSON (code "bad-json"), no article text in any object ("no-text").
    """
    return reading_of(document(decode(data).text))


def reading_of(found: Iterable[Value]) -> Reading:
    """Return the drafts and problems of values in a row. Raises UnreadableError (code "no-text") without a draft."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for where, value in found:
        for result in (value,) if isinstance(value, Problem) else _of_any_shape(value, where):
            if isinstance(result, Draft):
                drafts.append(result)
            elif isinstance(result, Problem):
                problems.append(result)
    if not drafts:
        raise UnreadableError("The file holds no article text.", _HINT, code="no-text")
    hidden = len(problems) - _MAX_PROBLEMS
    if hidden > 0:
        problems[_MAX_PROBLEMS:] = [Problem("elsewhere", f"{hidden} more parts of the file could not be read.")]
    return Reading(tuple(drafts), tuple(problems))


def _articles(value: object, where: str, depth: int) -> Iterator[Draft | Problem]:
    if isinstance(value, list) and depth < _MAX_DEPTH:
        for number, item in enumerate(value, 1):
            yield from _articles(item, f"{where}, article {number}" if where else f"article {number}", depth + 1)
    elif isinstance(value, Mapping):
        yield from _from_object(folded(value), where, depth)
    else:
        yield Problem(where or "article 1", _NO_OBJECT)


def _of_any_shape(value: object, where: str) -> Iterator[Draft | Problem]:
    """Yield the articles of a value that is a whole file or a line of one: tables, texts without an object around them,
    and objects whose names nobody knows, too."""
    if isinstance(value, str | list) and (draft := unwrapped(value)):
        yield draft
    elif table := rows(value):
        yield from _of_any_shape(table, where)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            place = f"{where}, article {number}" if where else f"article {number}"
            yield from _of_object(item, place) if isinstance(item, Mapping) else _articles(item, place, 1)
    elif isinstance(value, Mapping):
        yield from _of_object(value, where)
    else:
        yield from _articles(value, where, 0)


def _of_object(value: Mapping[str, object], where: str) -> Iterator[Draft | Problem]:
    record = folded(value)
    found = list(_from_object(record, where, 0))
    if any(isinstance(result, Draft) for result in found) or not any(len(text) >= _LONG for text in strings(value)):
        yield from found
    elif below := list(_below(value, 0)):
        yield from below
    elif draft := unnamed(record):
        yield draft
    else:
        yield from found


def _below(record: Mapping[str, object], depth: int) -> Iterator[Draft]:
    """Yield the articles in the objects below `record`, whatever they stand under, when they say as much as one."""
    if depth >= _MAX_BELOW:
        return
    for value in record.values():
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, Mapping):
                drafts = [found for found in _from_object(folded(item), "", depth + 1) if isinstance(found, Draft)]
                good = [draft for draft in drafts if _says_much(draft)]
                yield from good or _below(item, depth + 1)


def _says_much(draft: Draft) -> bool:
    texts = [block.text for block in draft.blocks]
    return sum(len(words(text)) for text in texts if running_text(text)) >= _MUCH


def _of_feed(feed: Mapping[str, object], items: list[object]) -> list[object]:
    """Return the items of a JSON Feed with the feed's title as their site's name; other items as they are."""
    if "jsonfeed.org/version" not in str(feed.get("version"))[:60] or not isinstance(feed.get("title"), str):
        return items
    return [{"site_name": feed["title"], **item} if isinstance(item, Mapping) else item for item in items]


def _from_object(record: Mapping[str, object], where: str, depth: int) -> Iterator[Draft | Problem]:
    if draft := draft_of(record):
        yield draft
        return
    if depth < _MAX_DEPTH:
        for key in fields()["list"]:
            inner = record.get(key)
            if isinstance(inner, list) and any(isinstance(item, Mapping) for item in inner):
                yield from _articles(_of_feed(record, inner), where, depth + 1)
                return
            if isinstance(inner, Mapping) and any(isinstance(inner.get(name), list) for name in inner):
                yield from _from_object(folded(inner), where, depth + 1)
                return
    for key in fields()["record"]:
        inner = record.get(key)
        outer = {name: value for name, value in record.items() if name != key}
        if isinstance(inner, Mapping) and (draft := draft_of({**outer, **folded(inner)})):
            yield draft
            return
    yield Problem(where or "article 1", _NO_TEXT)
