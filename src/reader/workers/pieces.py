"""Long messages in pieces: each line of one is read in a few milliseconds, and others get the interpreter in between.

One line for all of a long article would be written and parsed in one go, a quarter of a second each, in which no key
is answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from reader.records import Record

_WEIGHT: Final = 100_000
"""About so many characters go into one piece; a longer item goes whole."""
_ITEM: Final = 200
"""What an item weighs beside its text."""

Path = list[str | int]


def lines(message: Record) -> Iterator[bytes]:
    """Yield the lines of a message: if it is long, pieces with the items of its lists, then the rest of it."""
    lists = list(_lists(message))
    if sum(_weight(item) for _, items in lists for item in items) > 2 * _WEIGHT:
        yield from map(_line, _pieces(lists))
        message = _emptied(message)
    yield _line(message)


def _lists(message: Record) -> Iterator[tuple[Path, list[Record]]]:
    for key in ("entities", "quotes"):
        if key in message:
            yield [key], message[key]
    if "article" in message:
        yield ["article", "blocks"], message["article"]["blocks"]
    for number, article in enumerate(message.get("articles", ())):
        yield ["articles", number, "blocks"], article["blocks"]


def _emptied(message: Record) -> Record:
    rest = {key: [] if key in ("entities", "quotes") else value for key, value in message.items()}
    if "article" in rest:
        rest["article"] = {**rest["article"], "blocks": []}
    if "articles" in rest:
        rest["articles"] = [{**article, "blocks": []} for article in rest["articles"]]
    return rest


def _weight(item: Record) -> int:
    return _ITEM + len(item.get("text") or "") + 10 * len(item.get("mentions", ()))


def _pieces(lists: list[tuple[Path, list[Record]]]) -> Iterator[Record]:
    piece: list[tuple[Path, list[Record]]] = []
    weight = 0
    for path, items in lists:
        piece.append((path, []))
        for item in items:
            piece[-1][1].append(item)
            weight += _weight(item)
            if weight > _WEIGHT:
                yield {"piece": piece}
                piece, weight = [(path, [])], 0
    yield {"piece": piece}


def _line(value: Record) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


class Pieces:
    """The pieces of a message that have come, until the rest of it comes."""

    def __init__(self) -> None:
        self._come: list[Record] = []

    def take(self, line: bytes | bytearray) -> Record | None:
        """Return the whole message when `line` is the last one of it, None when more follows.

        Raises LookupError, TypeError or ValueError when it is no message, or does not fit what came before.
        """
        message = json.loads(line)
        if not isinstance(message, dict):
            raise TypeError("a message is an object")
        if "piece" in message:
            self._come.append(message)
            return None
        come, self._come = self._come, []
        for piece in come:
            for path, items in piece["piece"]:
                place: Any = message
                for step in path:
                    place = place[step]
                place += items
        return message
