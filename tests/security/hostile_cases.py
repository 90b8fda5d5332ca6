"""What a hostile file is, for tests: its bytes, and what must become of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ESC = "\x1b"

OPENS = "opens"
REASON = "reason"
"""Not shown, and a sentence tells why: skipped or failed."""
EITHER = "either"


@dataclass(frozen=True, slots=True)
class Case:
    """One file. `words` must all be shown when it opens, `never` must not be in anything that leaves the reader."""

    kind: str
    id: str
    path: bytes
    data: bytes
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    want: str = OPENS


def case(
    kind: str,
    name: str,
    path: str | bytes,
    data: str | bytes,
    words: Iterable[str] = (),
    *,
    never: Iterable[str] = (),
    want: str = OPENS,
) -> Case:
    """Return a case whose path and data may be given as text."""
    raw = path if isinstance(path, bytes) else path.encode("utf-8", "surrogateescape")
    body = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return Case(kind, f"{kind}-{name}", raw, body, tuple(words), tuple(never), want)


def last_words(mark: str) -> str:
    """Return the sentence that tells that a text was read to its end."""
    return f"The {mark} ledger was shut at dusk and the key hung by the door."


def paragraphs(mark: str, count: int = 3) -> list[str]:
    """Return the paragraphs of a small article, the last one with `mark`."""
    body = [
        "The weir at Ottermouth will be rebuilt before the spring floods, the river board decided on Monday evening.",
        "“We patched it with clay for eleven years,” said Bram Okoro, who keeps the gate, “and clay does not last.”",
        "Stone for the new sill comes by barge from the quarries at High Tarn, two loads a week until the water rises.",
    ]
    return [*body[:count], last_words(mark)]


def plain(mark: str, title: str = "Ottermouth rebuilds its weir") -> str:
    """Return an article as plain text."""
    return "\n\n".join([title, *paragraphs(mark)]) + "\n"


def page(
    mark: str,
    *,
    title: str = "Ottermouth rebuilds its weir",
    head: str = '<meta charset="utf-8">',
    before: str = "",
    inside: str = "",
    after: str = "",
    body: str = "",
) -> str:
    """Return an article as a page, with markup put in at five places."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(mark))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<title>{title}</title></head><body{body}>{before}'
        f"<article><h1>{title}</h1>\n{text}\n{inside}</article>{after}</body></html>\n"
    )


def record(mark: str, **fields: object) -> dict[str, object]:
    """Return an article as an object."""
    return {"title": "Ottermouth rebuilds its weir", "text": "\n\n".join(paragraphs(mark)), **fields}


def json_line(mark: str, **fields: object) -> str:
    """Return an article as one line of JSON."""
    return json.dumps(record(mark, **fields))


def shown(values: object) -> Sequence[str]:
    """Return every string in an answer, keys aside."""
    if isinstance(values, str):
        return [values]
    if isinstance(values, dict):
        return [text for value in values.values() for text in shown(value)]
    if isinstance(values, list):
        return [text for value in values for text in shown(value)]
    return []


def squeezed(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    return " ".join(text.split())
