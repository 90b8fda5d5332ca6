"""Articles as JSON: one object, a list of them, or an object that holds the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reader.article import Draft
from reader.errors import UnreadableError
from reader.ingest.decoding import decode
from reader.ingest.formats.json_bodies import draft_of
from reader.ingest.formats.json_values import Value, document
from reader.ingest.metadata import fields, folded
from reader.ingest.reading import Problem, Reading

_MAX_PROBLEMS: Final = 1_000
_MAX_DEPTH: Final = 3
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
        for result in (value,) if isinstance(value, Problem) else _articles(value, where, 0):
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
