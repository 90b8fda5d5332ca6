"""Text of what Nexis Uni and Lexis+ deliver since 2019: several articles in one file, each closed by "End of Document".

Before an article's text stand, a paragraph each, the headline, the source, the date and the copyright; then fields such
as "Length: 512 words"; then a line "Body". After it may stand "Graphic" and "Classification" with what they head, and
the load date. The first article follows a cover with the search and the list of titles. The date is the surest of
these: source and headline are told by their places before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reader.article import Draft, RawBlock, Role
from reader.ingest.formats.plain_lines import text_draft
from reader.ingest.metadata import authors, language
from reader.ingest.reading import Problem, Reading
from reader.text.dates import parse_date

_END: Final = re.compile(r"^[ \t\xa0]*End of Document[ \t\xa0]*$", re.MULTILINE)
_MARK: Final = re.compile(r"^[ \t\xa0]*(?:Body[ \t\xa0]*$|(?:Load-Date|Length):)", re.MULTILINE)
_FIELD: Final = re.compile(r"(Section|Length|Byline|Dateline|Highlight|Language|Load-Date):\s*(.*)", re.DOTALL)
_RIGHTS: Final = re.compile(r"(?:Copyright|©)\s", re.IGNORECASE)
_PAGE: Final = re.compile(r"Page \d{1,6} of \d{1,6}")
_BODY: Final = "Body"
_AFTER: Final = re.compile(r"(?:Graphic|Classification)\Z|Load-Date:")
_DATE_CHARS: Final = 60
_CODES: Final = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "dutch": "nl", "italian": "it"}
_NO_TEXT: Final = "There is no article text in it."


def is_export(text: str) -> bool:
    """Return whether `text` holds articles that end with Nexis's closing line."""
    return _END.search(text) is not None and _MARK.search(text) is not None


def articles(text: str) -> Reading:
    """Return a draft for each article of an export, and a problem for each without text. The cover is none."""
    found: list[Draft] = []
    problems: list[Problem] = []
    *documents, rest = _END.split(text.replace("\r\n", "\n"))
    if _MARK.search(rest):  # the end of the file was cut off
        documents.append(rest)
    for number, document in enumerate(documents, 1):
        draft = _draft([line for line in document.split("\n") if not _PAGE.fullmatch(line.strip())])
        if any(block.text for block in draft.blocks):
            found.append(draft)
        else:
            problems.append(Problem(f"article {number}", _NO_TEXT))
    return Reading(tuple(found), tuple(problems))


def _draft(lines: Sequence[str]) -> Draft:
    body_from = next((i + 1 for i, line in enumerate(lines) if line.strip() == _BODY), None)
    if body_from is None:  # fields alone stand before the text
        body_from = 1 + max((i for i, line in enumerate(lines) if _is_early_field(line)), default=-1)
    body_to = next((i for i in range(body_from, len(lines)) if _AFTER.match(lines[i].strip())), len(lines))
    head = _paragraphs(lines[:body_from])
    title, site, day = _headline(head)
    fields = _fields([*head, *_paragraphs(lines[body_to:])])
    draft = text_draft("\n".join(lines[body_from:body_to]).strip("\n"), title)
    highlight = fields.get("Highlight")
    if highlight and any(block.text for block in draft.blocks):
        draft = replace(draft, blocks=(RawBlock(highlight, Role.STANDFIRST), RawBlock(""), *draft.blocks))
    named = fields.get("Language", "").split(";")[0].strip().lower()
    return replace(
        draft,
        authors=authors(fields.get("Byline")),
        published=day or parse_date(fields.get("Load-Date")),
        site=site,
        language=_CODES.get(named) or (language(named) if len(named) == 2 else None),
    )


def _is_early_field(line: str) -> bool:
    match = _FIELD.match(line.strip())
    return match is not None and match[1] not in ("Language", "Load-Date")


def _headline(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Return headline, source and date of an article from the paragraphs before its text."""
    end = next((i for i, part in enumerate(head) if _RIGHTS.match(part)), None)
    if end is None:
        end = next((i for i, part in enumerate(head) if _is_early_field(part)), len(head))
    for place in range(end - 1, -1, -1):
        day = parse_date(head[place]) if len(head[place]) <= _DATE_CHARS else None
        if day:
            site = head[place - 1] if place >= 1 else None
            return (head[place - 2] if place >= 2 else None), site, day
    return (head[0] if end else None), (head[1] if end > 1 else None), None


def _fields(parts: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        if match := _FIELD.match(part):
            found.setdefault(match[1], match[2].strip())
    return found


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of `lines` as one line each: what empty lines set apart, else every line; each field."""
    spaced = "" in "\n".join(line.strip() for line in lines).strip("\n").split("\n")
    found: list[str] = []
    joins = False
    for line in (" ".join(line.split()) for line in lines):
        if line and joins and spaced and not _FIELD.match(line):
            found[-1] += f" {line}"
        elif line:
            found.append(line)
        joins = bool(line)
    return found
