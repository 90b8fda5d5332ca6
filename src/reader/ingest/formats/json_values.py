"""JSON that may be broken, torn or hostile: the values that can be read, and where the others stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from reader.errors import UnreadableError
from reader.ingest.reading import Problem

Value = tuple[str, object]
"""Where a value stands ("line 3", "" for the whole file), and the value, or a Problem in its place."""

_MAX_DIGITS: Final = 400
_TEXT: Final = 200
_GAP: Final = re.compile(r"[\s,\x1e\ufeff]*")
_TORN: Final = "If a program is still writing the file, try again when it is done."


def _number(digits: str) -> int | None:
    # Python refuses longer ones, and no field of an article is one
    return int(digits) if len(digits) <= _MAX_DIGITS else None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object of `pairs`. Of a key that stands twice the last value counts, but an empty one replaces none,
    and two different texts become a list: nothing of an article goes in silence."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        before = found.get(key)
        if before in (None, "", [], {}):
            found[key] = value
        elif value not in (None, "", [], {}, before):
            is_text = isinstance(before, str) and isinstance(value, str) and len(before) >= _TEXT
            found[key] = [before, value] if is_text else value
    return found


_DECODER: Final = json.JSONDecoder(
    parse_int=_number, parse_constant=lambda _: None, object_pairs_hook=_object, strict=False
)


def document(text: str) -> Iterator[Value]:
    """Yield the value of a JSON file, or the values that stand in it one after the other, or its lines.

    A list that breaks off gives the items before the break and a problem. Raises UnreadableError (code "bad-json") when
    the file has no whole value.
    """
    try:
        yield "", _DECODER.decode(text.strip().removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        first = text.lstrip().partition("\n")[0].strip()
        yield from lines(text) if first.startswith("{") and _is_whole(first) else _pieces(text, error)
    except RecursionError:
        raise _unreadable("it is nested too deeply") from None


def lines(text: str) -> Iterator[Value]:
    """Yield the value of each line, and a problem that names the line for one that is no JSON.

    A file whose first line is no value is read as one document if that goes. Raises UnreadableError (code "bad-json")
    when no line is good.
    """
    good = 0
    problems: list[Value] = []
    # JSON strings may hold U+2028 and its like, so only LF ends a line
    for number, line in enumerate(text.split("\n" if "\n" in text else "\r"), 1):
        line = line.strip(" \t\r\x1e\ufeff").rstrip(",")
        if not line:
            continue
        where = f"line {number}"
        try:
            value = _DECODER.decode(line)
        except (json.JSONDecodeError, RecursionError) as error:
            if not good and not problems and _begins_whole(text):
                yield from document(text)
                return
            if line in ("[", "]"):
                continue
            problem = where, Problem(where, f"This line is not valid JSON: {_fault(error, alone=True)}.")
            if good:
                yield problem
            else:
                problems.append(problem)
            continue
        if not good:
            yield from problems
        good += 1
        yield where, value
    if problems and not good:
        raise _unreadable("no line of it is an object")


def _is_whole(text: str) -> bool:
    try:
        _DECODER.decode(text.strip())
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def _begins_whole(text: str) -> bool:
    """Return whether a file begins with an object or a list that goes over several lines."""
    try:
        value, _ = _DECODER.raw_decode(text, _after_gap(text, 0))
    except (json.JSONDecodeError, RecursionError):
        return False
    return isinstance(value, dict | list)


def _pieces(text: str, error: json.JSONDecodeError) -> Iterator[Value]:
    """Yield the values that follow each other in `text`, or the items of a list that is not closed."""
    at = _after_gap(text, 0)
    in_list = text.startswith("[", at)
    at += in_list
    count = 0
    while (at := _after_gap(text, at)) < len(text):
        where = f"article {count + 1}"
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as fault:
            if not count:
                raise _unreadable(_fault(error)) from None
            yield where, Problem(where, f"The file breaks off or is damaged here: {_fault(fault)}.")
            return
        count += 1
        yield where, value
    if not count:
        raise _unreadable(_fault(error))
    if in_list:
        where = f"article {count + 1}"
        yield where, Problem(where, "The file breaks off here: its list is not closed.")


def _after_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _fault(error: json.JSONDecodeError | RecursionError, *, alone: bool = False) -> str:
    """Return what is wrong and where; a line that was read alone has its number said elsewhere."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    line = "" if alone else f"line {error.lineno}, "
    place, what = f"{line}column {error.colno}", f"{error.msg[:1].lower()}{error.msg[1:]}"
    return f"{what} {place}" if what.endswith(" at") else f"{what} ({place})"


def _unreadable(what: str) -> UnreadableError:
    return UnreadableError(f"The file is not valid JSON: {what}.", _TORN, code="bad-json")
