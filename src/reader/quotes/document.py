"""One article as the rules see it: softened text, paragraphs, quoted runs, tagged sentences, people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reader.article import Role
from reader.names.chains import find_chains
from reader.names.people import People
from reader.names.roster import gather_people
from reader.quotes.callings import plain_chain, surnames_in_full, taken_apart, without_first_words
from reader.quotes.dashes import LANGUAGES, dashed_runs
from reader.quotes.lexicon import Lexicon, guess_language, lexicon
from reader.quotes.marks import Run, find_runs
from reader.quotes.shapes import Sentence, is_headline, sentences
from reader.quotes.spans import term_indexes
from reader.text.sentences import Span, paragraphs, soften

MAX_RUN: Final = 20_000
"""A quoted run longer than this, in characters, is a lost mark and no quotation."""
SENTENCES_BACK: Final = 12
"""How many sentences of one paragraph are looked at before an offset."""
_NO_SPEECH: Final = frozenset({Role.TABLE, Role.CODE})


@dataclass(frozen=True)
class Passage:
    """One paragraph of the softened `text`: its span and its quoted runs. `terms` are the indexes of runs that are
    names or titles; `headline` marks a line in title case; `block` a paragraph that the article's markup itself sets as
    a quotation, its run has no marks."""

    text: str
    lexicon: Lexicon
    start: int
    end: int
    runs: tuple[Run, ...]
    terms: frozenset[int] = frozenset()
    headline: bool = False
    block: bool = False

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, taken apart when first looked at: most paragraphs without a quotation never are, unless
        reported speech is sought."""
        found = sentences(self.text, self.start, self.end, self.runs, self.lexicon, self.terms, headline=self.headline)
        return tuple(found)


@dataclass(frozen=True)
class Document:
    """The whole article. `text` is softened (equal in length to the original)."""

    text: str
    passages: tuple[Passage, ...]
    people: People
    lexicon: Lexicon
    surnames: frozenset[str] = frozenset()
    """Those that the article gives with a given name; in English nobody asks."""

    def passage_at(self, offset: int) -> int:
        """Return the index of the paragraph that holds the offset."""
        return max(0, bisect_right(self.passages, offset, key=lambda passage: passage.start) - 1)


def read_document(
    original: str, *, language: str | None = None, roles: Sequence[tuple[int, int, Role]] = ()
) -> Document:
    """Return the article's text taken apart. Tables and code hold no speech."""
    text = soften(original)
    lex = lexicon((language or guess_language(text))[:2].lower())
    spans = paragraphs(text)
    kinds = _kinds(spans, roles)
    spoken = [span for span, kind in zip(spans, kinds, strict=True) if kind not in _NO_SPEECH]
    blocks = [kind is Role.QUOTATION for kind in kinds if kind not in _NO_SPEECH]
    found = find_runs(text, spoken)
    passages = []
    headlines: list[Span] = []
    runs_before: list[Span] = []
    shown: list[tuple[Run, ...]] = []
    for (start, end), runs, block in zip(spoken, found, blocks, strict=True):
        kept = tuple(run for run in runs if run.end - run.start <= MAX_RUN)
        if not runs and lex.language in LANGUAGES:
            kept = dashed_runs(text, start, end, lex)
        if block and not kept:
            kept = (Run(start, end, closed=True, mark=""),)
        shown.append(kept)
    named = [term_indexes(text, *span, kept, lex) for span, kept in zip(spoken, shown, strict=True)]
    titles = {_title(text, kept[index]) for kept, terms in zip(shown, named, strict=True) for index in terms}
    for (start, end), kept, terms, block in zip(spoken, shown, named, blocks, strict=True):
        if titles and kept:  # a title is one wherever it comes again
            terms |= {index for index, run in enumerate(kept) if _title(text, run) in titles}
        headline = is_headline(text, start, end)
        if headline:
            headlines.append((start, end))
        runs_before.extend(run.outer for index, run in enumerate(kept) if index not in terms)
        passages.append(Passage(text, lex, start, end, kept, terms, headline, block))
    quoted, titled = within(runs_before), within(headlines)
    chains = list(find_chains(text))
    if lex.language != "en":
        chains = taken_apart(chains, lex)
    known = surnames_in_full(chains) if lex.language != "en" else frozenset[str]()
    chains = [plain_chain(text, chain, lex.language, known) if " " in chain.name else chain for chain in chains]
    if lex.language == "en":
        chains = without_first_words(text, chains, lex)
    people = gather_people(text, chains, weak=lambda offset: quoted(offset) or titled(offset), hidden=quoted)
    return Document(text, tuple(passages), people, lex, known)


def sentences_before(passage: Passage, at: int) -> Sequence[Sentence]:
    """Return the sentences of a paragraph that begin before an offset, nearest first, at most `SENTENCES_BACK`."""
    count = bisect_left(passage.sentences, at, key=lambda sentence: sentence.start)
    return passage.sentences[max(0, count - SENTENCES_BACK) : count][::-1]


def _title(text: str, run: Run) -> str:
    return text[run.start : run.end].rstrip(" ,.")


def _kinds(spans: Sequence[Span], roles: Iterable[tuple[int, int, Role]]) -> list[Role]:
    kinds: list[Role] = []
    waiting = sorted(roles, key=lambda item: item[0])
    index = 0
    for start, _ in spans:
        while index < len(waiting) and waiting[index][1] <= start:
            index += 1
        inside = index < len(waiting) and waiting[index][0] <= start < waiting[index][1]
        kinds.append(waiting[index][2] if inside else Role.PARAGRAPH)
    return kinds


def within(spans: Sequence[Span]) -> Callable[[int], bool]:
    """Return a test whether an offset lies in one of the spans, which are in order and do not overlap."""
    starts = [start for start, _ in spans]

    def holds(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < spans[index][1]

    return holds
