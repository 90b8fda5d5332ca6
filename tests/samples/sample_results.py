"""The right result of each sample, and how a result is held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from reader.article import BODY_ROLES, Article, Role
from reader.cleaning import clean
from reader.ingest import Reading, read_file

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE.parent.parent / "sample_articles"
EXPECTED: Final = HERE / "expected"
RESIDUE: Final = HERE / "residue"
GAPS: Final = HERE / "known_gaps.json"
"""What the program does not get right yet, by the test's subject and the sample: nothing else may go wrong."""

_SHORT: Final = 25
"""Characters below which a line of residue may well be part of a sentence, so that only a whole line counts."""
_BULLET: Final = re.compile(r"^(?:[-*•] +)")


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of one sample file, and what is right for it."""

    file: str
    number: int
    right: dict[str, Any]

    def __str__(self) -> str:
        return self.file if self.number == 0 else f"{self.file}#{self.number}"


def results() -> dict[str, dict[str, Any]]:
    """What is right for each sample file, by file name."""
    return {
        path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(EXPECTED.glob("*.json"))
    }


def samples() -> list[Sample]:
    """Every article of every sample file that can be read."""
    return [
        Sample(file, number, right)
        for file, result in results().items()
        if not result.get("unreadable")
        for number, right in enumerate(result.get("articles", [result]))
    ]


@cache
def reading(file: str) -> Reading:
    """What the format's reader finds in a sample file."""
    return read_file(str(FOLDER / file))


@cache
def cleaned(file: str, number: int) -> Article:
    """An article of a sample file, cleaned by itself."""
    return clean(reading(file).drafts[number])


@cache
def known_gaps() -> dict[str, dict[str, list[str]]]:
    """The faults that are known, by subject ("residue", "body") and sample."""
    gaps: dict[str, dict[str, list[str]]] = json.loads(GAPS.read_text(encoding="utf-8"))
    return gaps


def unknown(subject: str, sample: str, faults: Iterable[str]) -> list[str]:
    """Those of `faults` that are no known gap."""
    known = known_gaps().get(subject, {}).get(sample, [])
    return [fault for fault in faults if fault not in known]


def plain(text: str) -> str:
    """`text` with every run of white space as one space and straight marks for typographic ones."""
    text = text.translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(text.split())


def bare(text: str) -> str:
    """`text` as `plain` has it, without a bullet before it."""
    return plain(_BULLET.sub("", text.strip()))


def body_lines(article: Article) -> set[str]:
    """The lines of the shown body."""
    return {bare(line) for line in article.text.splitlines() if line.strip()}


def shown_residue(article: Article, lines: Iterable[str]) -> list[str]:
    """Those of `lines` that the body shows: a short one as a line by itself, a longer one anywhere."""
    text, own = plain(article.text), body_lines(article)
    return [line for line in lines if bare(line) in own or (len(line) >= _SHORT and plain(line) in text)]


def missing_openings(article: Article, openings: Iterable[str]) -> list[str]:
    """Those paragraphs, by their first words, that the body lacks or has out of order."""
    text, position, missing = plain(article.text), 0, []
    for opening in openings:
        found = text.find(plain(opening), position)
        if found < 0:
            missing.append(opening)
        else:
            position = found + 1
    return missing


def caption_text(article: Article) -> str:
    """All captions of the article as one text."""
    return plain(" ".join(block.text for block in article.blocks if block.role is Role.CAPTION))


def head_faults(article: Article, right: dict[str, Any]) -> list[str]:
    """What of title, byline, site and date is not as it should be; what `right` leaves open is not asked for."""
    found = {"title": article.title, "byline": article.byline, "site": article.site, "published": article.published}
    return [
        f"{key}: {value}"
        for key, value in found.items()
        if right.get(key)
        and plain(value or "")[: len(plain(right[key])) if key == "published" else None] != plain(right[key])
    ]


def body_faults(article: Article, right: dict[str, Any]) -> list[str]:
    """The paragraphs and table cells that the body lacks or has out of order."""
    text = plain(article.text)
    return missing_openings(article, right["body_contains"]) + [
        cell for cell in right["body_has"] if plain(cell) not in text
    ]


def repeated(article: Article, right: dict[str, Any]) -> list[str]:
    """The pull quotes that are read twice, or not at all."""
    text = plain(article.text)
    return [quote for quote in right["body_once"] if text.count(plain(quote)) != 1]


def caption_faults(article: Article, right: dict[str, Any]) -> list[str]:
    """The captions that are not captions, or that stand in the body."""
    captions = caption_text(article)
    return [caption for caption in right["captions"] if plain(caption) not in captions] + shown_residue(
        article, right["captions"]
    )


def text_faults(article: Article, right: dict[str, Any]) -> list[str]:
    """The lines of the body that are lost, and those shown that are no body."""
    shown = [line for text in body_lines_in_order(article) if (line := bare(text))]
    wanted = [bare(line) for text in right["body"] for line in text.split("\n")]
    faults = [f"lost: {line}" for line in wanted if line not in shown]
    faults += [f"shown: {line}" for line in shown if line not in wanted]
    if [line for line in shown if line in wanted] != [line for line in wanted if line in shown]:
        faults.append("lines out of order or twice")
    return faults


def body_lines_in_order(article: Article) -> list[str]:
    """The lines of the shown body's blocks."""
    return [line for block in article.blocks if block.role in BODY_ROLES for line in block.text.split("\n")]
