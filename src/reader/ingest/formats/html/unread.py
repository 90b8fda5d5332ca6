"""Running text that a page's source holds and the reading of the page does not: no loss without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from reader.article import Draft, RawBlock
from reader.ingest.formats.html.opinion import Run, coverage, runs_of_three
from reader.ingest.formats.html.page import Page
from reader.ingest.formats.html.plain import long_texts
from reader.ingest.formats.html.prefilter import Filtered
from reader.ingest.formats.markup import plain_blocks
from reader.ingest.formats.prose import running_text
from reader.text.normalise import words
from reader.text.references import unescape

LEAST_WORDS: Final = 25
"""Fewer words are a label, a description or a line of a program."""
_SHARE: Final = 0.33
"""From this share of the page's prose on, text where browsers show none is more than notes and descriptions."""
_GAP: Final = 150
"""So many characters more or fewer than the estimate are spaces, markers and names of fields."""
_COVERED: Final = 0.5
_VALUE: Final = re.compile(r"""=(?:"([^"]{120,}+)"|'([^']{120,}+)')""")
_FIELD: Final = re.compile(r"""<(?:input|INPUT)\b[^<>]{0,400}?=(?:"([^"<>]{40,119})"|'([^'<>]{40,119})')""")
"""Sentences that somebody filled into a form; longer ones are among the values of all elements."""
_META: Final = re.compile(r"<meta\b(?![^<>]{0,300}\barticlebody)", re.IGNORECASE)
_LOOK_BACK: Final = 4_000


@dataclass(frozen=True, slots=True)
class Unread:
    """Paragraphs that no block of the page holds: `hidden` where browsers show none (attributes, comments, templates,
    style sheets), `lost` where the parser lost its way."""

    hidden: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def find_unread(filtered: Filtered, page: Page, missing: int) -> Unread:
    """Return the running text in the page's source that none of its blocks holds, as far as it is worth a word.

    `missing` is how many characters fewer than the estimate of its source the page has. Linear. Data in attributes is
    left out; descriptions of pictures count when they say more than the whole page.
    """
    values, pictures = _values(filtered.source)
    hidden = _paragraphs([*filtered.cut, *values])
    pictured = _paragraphs(pictures)
    lost = []
    if missing > _GAP:
        lost = [run for text in long_texts(filtered.source) for run in running_text(unescape(text))]
    if not (hidden or pictured or lost):
        return Unread()
    prose = page.containers[0].prose if page.containers else 0
    runs = {run for block in page.blocks for run in runs_of_three(block.words)}
    return Unread(
        hidden=(
            *_unsaid(hidden, runs, max(LEAST_WORDS, _SHARE * prose)),
            *_unsaid(pictured, runs, max(LEAST_WORDS, prose)),
        ),
        lost=_unsaid(lost, runs, LEAST_WORDS),
    )


def with_unsaid(draft: Draft, texts: Sequence[str], warning: str) -> Draft:
    """Return `draft` with those of `texts` that it does not say as lines that are left out, and `warning` with their
    number of words in it; `draft` itself when they are fewer than `LEAST_WORDS` words."""
    runs = {run for block in draft.blocks for run in runs_of_three(words(block.text))} if texts else set()
    return told(draft, _unsaid(texts, runs, LEAST_WORDS), warning)


def told(draft: Draft, texts: Sequence[str], warning: str) -> Draft:
    """Return `draft` with `texts` as lines that are left out, and `warning` with their number of words in it."""
    if not texts:
        return draft
    blocks = (RawBlock(text, dropped="hidden", main=False) for text in texts)
    size = sum(len(words(text)) for text in texts)
    return replace(draft, blocks=(*draft.blocks, *blocks), warnings=(*draft.warnings, warning.format(size)))


def _unsaid(texts: Iterable[str], runs: AbstractSet[Run], least: float) -> tuple[str, ...]:
    """Return those of `texts` whose words stand in no `runs`, when they have `least` words together."""
    size = 0
    unread = []
    for text in dict.fromkeys(texts):
        said = words(text)
        if coverage(said, runs) < _COVERED:
            unread.append(text)
            size += len(said)
    return tuple(unread) if size >= least else ()


def _paragraphs(parts: Iterable[str]) -> list[str]:
    """Return the running text in pieces of source: markup, which may be escaped once more, or code."""
    found: list[str] = []
    for part in parts:
        markup = unescape(part)
        if running_text(markup):
            for block in plain_blocks(markup):
                found.extend(running_text(block))
    return found


def _values(source: str) -> tuple[list[str], list[str]]:
    """Return the long values of attributes that are no data, and apart from them the descriptions of pictures.

    Those of meta elements describe the article and are read elsewhere, unless they hold its body.
    """
    values: list[str] = []
    pictures: list[str] = []
    for match in _VALUE.finditer(source):
        value = match[1] or match[2]
        if unescape(value[:20]).lstrip().startswith(("{", "[")):
            continue
        start = source.rfind("<", max(0, match.start() - _LOOK_BACK), match.start())
        if start < 0 or not _META.match(source, start):
            (pictures if source[match.start() - 3 : match.start()].lower() == "alt" else values).append(value)
    if "<input" in source or "<INPUT" in source:
        values.extend(match[1] or match[2] for match in _FIELD.finditer(source))
    return values, pictures
