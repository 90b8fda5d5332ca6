"""Text exports of Nexis (LexisNexis): several articles in one file, each under a line like "2 of 57 DOCUMENTS".

After that line stand the source, the date and the edition, set to the middle; the headline; fields in capitals, of
which the length is the last before the text; and after the text more fields and the copyright. The words for the
fields in other languages are those that LexisNexisTools (R) looks for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reader.article import Draft
from reader.ingest.formats.plain_lines import text_draft
from reader.ingest.formats.prose import running_text
from reader.ingest.metadata import authors
from reader.ingest.reading import Problem, Reading
from reader.text.dates import parse_date

_START: Final = re.compile(
    r"^[ \t]*(?:\d{1,6} of \d{1,6} DOCUMENTS?|Dokument \d{1,6} von \d{1,6}|Document \d{1,6} (?:de|sur) \d{1,6})[ \t]*$",
    re.MULTILINE,
)
_FIELD: Final = re.compile(r"([A-ZÄÖÜÉ][A-ZÄÖÜÉ -]{2,30}):(?:[ \t]+(.*)|[ \t]*)\Z")
_LENGTH: Final = frozenset({"LENGTH", "LÄNGE", "LONGUEUR", "LENGTE"})
_BYLINE: Final = frozenset({"BYLINE", "AUTHOR", "AUTOR", "AUTEUR"})
_HEADLINE: Final = frozenset({"HEADLINE", "TITLE", "TITEL", "TITRE"})
_LANGUAGE: Final = frozenset({"LANGUAGE", "SPRACHE", "LANGUE", "TAAL"})
_LOADED: Final = frozenset({"LOAD-DATE", "UPDATE", "DATE-CHARGEMENT"})
_AFTER: Final = (
    _LANGUAGE | _LOADED | {"GRAPHIC", "PUBLICATION-TYPE", "DOCUMENT-TYPE", "JOURNAL-CODE", "SUBJECT", "PUB-TYPE"}
)
_RIGHTS: Final = re.compile(r"\s*(?:copyright|©|all rights reserved|alle rechte)\b", re.IGNORECASE)
_CODES: Final = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "dutch": "nl",
    "italian": "it", "portuguese": "pt",
}  # fmt: skip
_MUCH: Final = 25
_CENTRED: Final = 8
_NO_TEXT: Final = "There is no article text in it."


def is_export(text: str) -> bool:
    """Return whether `text` holds articles under Nexis's lines between documents."""
    return _START.search(text) is not None


def articles(text: str) -> Reading:
    """Return a draft for each document of an export, and a problem for each without text. The cover page is none."""
    cover, *documents = _START.split(text)
    # what is no list of search terms is an article that somebody put before the others
    found = [text_draft(cover)] if _says_much(cover) else []
    problems: list[Problem] = []
    for number, document in enumerate(documents, 1):
        draft = _draft(document.replace("\r\n", "\n").split("\n"))
        if any(block.text for block in draft.blocks):
            found.append(draft)
        else:
            problems.append(Problem(f"article {number}", _NO_TEXT))
    return Reading(tuple(found), tuple(problems))


def _draft(lines: list[str]) -> Draft:
    fields, body_from, body_to = _fields(lines)
    if _says_much(_aside(lines[:body_from])):
        body_from = min(body_from, _after_headline(lines))
    if _says_much(_aside(lines[body_to:])):
        body_to = len(lines)
    head = _paragraphs(lines[:body_from])
    centred = [part for part in head if part.startswith(" " * _CENTRED) and not _RIGHTS.match(part)]
    plain = [part for part in head if not part[:1].isspace() and not _FIELD.match(part.split("\n")[0])]
    dates = [day for part in centred if (day := parse_date(" ".join(part.split())))]
    sources = [part for part in centred if not parse_date(" ".join(part.split()))]
    headline = _first(fields, _HEADLINE) or (plain[0] if plain else "")
    return replace(
        text_draft("\n".join(lines[body_from:body_to]).strip("\n"), " ".join(headline.split()) or None),
        authors=authors(_first(fields, _BYLINE)),
        published=dates[0] if dates else parse_date(_first(fields, _LOADED)),
        site=" ".join(sources[0].split()) if sources else None,
        language=_CODES.get((_first(fields, _LANGUAGE) or "").split(";")[0].strip().lower()),
    )


def _aside(lines: list[str]) -> str:
    """Return the paragraphs among `lines` that no field and no notice of rights begins."""
    return "\n\n".join(
        part for part in _paragraphs(lines) if not _FIELD.match(part.split("\n")[0]) and not _RIGHTS.match(part)
    )


def _says_much(text: str) -> bool:
    """Return whether `text` holds running text that an article would miss."""
    return sum(len(run.split()) for part in text.split("\n\n") for run in running_text(part)) >= _MUCH


def _fields(lines: list[str]) -> tuple[dict[str, str], int, int]:
    """Return the fields of a document, and the numbers of the first line of its text and of the first after it."""
    fields: dict[str, str] = {}
    body_from = body_to = 0
    last_before = 0
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if match is None:
            continue
        name = match[1].strip()
        if name in _AFTER:
            body_to = body_to or number
        elif not body_from and not body_to:
            last_before = number + 1
            body_from = number + 1 if name in _LENGTH else 0
        if body_to or not body_from or name in _LENGTH:
            fields.setdefault(name, (match[2] or "").strip())
    body_from = body_from or last_before or _after_headline(lines)
    return fields, body_from, max(body_from, body_to or _rights(lines, body_from))


def _after_headline(lines: list[str]) -> int:
    """Return the line after the first paragraph that is not set to the middle."""
    start = next((i for i, line in enumerate(lines) if line.strip() and not line[:1].isspace()), 0)
    return next((i for i in range(start, len(lines)) if not lines[i].strip()), start)


def _rights(lines: list[str], start: int) -> int:
    return next((i for i in range(start, len(lines)) if _RIGHTS.match(lines[i])), len(lines))


def _paragraphs(lines: list[str]) -> list[str]:
    parts = "\n".join(line.rstrip() for line in lines).split("\n\n")
    return [part.strip("\n") for part in parts if part.strip()]


def _first(fields: dict[str, str], names: frozenset[str]) -> str | None:
    return next((value for name, value in fields.items() if name in names and value), None)
