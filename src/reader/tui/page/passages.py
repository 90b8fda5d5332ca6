"""The passage that is chosen with the keys: a sentence, somebody's words, a paragraph, or words of one's own choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from reader.article import Article

_REACH: Final = 20_000
"""Characters of a block in which a sentence is looked for at a time: a key never waits for a page without a break."""

_WORD: Final = re.compile(r"\S+")


class Unit(StrEnum):
    """By what a passage was chosen, which is also by what it moves on."""

    SENTENCE = "sentence"
    QUOTE = "quote"
    PARAGRAPH = "paragraph"
    WORDS = "words"


class Passage(NamedTuple):
    """Characters `start` to `end` of the text of one block."""

    block: int
    start: int
    end: int
    unit: Unit = Unit.SENTENCE


def paragraph_at(article: Article, block: int) -> Passage:
    """Return a whole block as a passage."""
    return Passage(block, 0, len(article.blocks[block].text), Unit.PARAGRAPH)


def sentence_at(article: Article, block: int, offset: int) -> Passage:
    """Return the sentence in which the character `offset` of a block stands, else the one before it."""
    return Passage(block, *_sentence(article.blocks[block].text, offset))


def quotes_in(article: Article, block: int | None = None) -> list[Passage]:
    """Return the words of the article's quotes as passages, in order; with `block`, only those that stand there."""
    found: list[Passage] = []
    spans = [(span, number) for number, span in enumerate(article.spans) if span is not None]
    at = 0
    for quote in sorted(article.quotes, key=lambda quote: quote.start):
        while at < len(spans) and spans[at][0][1] <= quote.start:
            at += 1
        if at == len(spans):
            break
        (start, end), number = spans[at]
        if quote.start >= start and block in (None, number):
            found.append(Passage(number, quote.start - start, min(quote.end, end) - start, Unit.QUOTE))
    return [passage for passage in found if passage.start < passage.end]


def turned(article: Article, passage: Passage) -> Passage:
    """Return the next larger passage: the quote around a sentence, then the paragraph, then a sentence again."""
    if passage.unit is Unit.PARAGRAPH:
        return sentence_at(article, passage.block, passage.start)
    if passage.unit is not Unit.QUOTE:
        for quote in quotes_in(article, passage.block):
            if quote.start < passage.end and passage.start < quote.end and quote[:3] != passage[:3]:
                return quote
    return paragraph_at(article, passage.block)


def stepped(article: Article, blocks: Sequence[int], passage: Passage, steps: int) -> Passage:
    """Return the passage of the same unit that is `steps` on, back when negative, as far as there are any.

    `blocks` are the numbers of the blocks that can be gone to, in order.
    """
    if passage.unit is Unit.QUOTE:
        there = set(blocks)
        others = [quote for quote in quotes_in(article) if quote.block in there]
        if steps > 0:
            ahead = [quote for quote in others if quote[:2] > passage[:2]]
        else:
            ahead = [quote for quote in reversed(others) if quote[:2] < passage[:2]]
        return ahead[min(abs(steps), len(ahead)) - 1] if ahead else passage
    for _ in range(abs(steps)):
        following = _next(article, blocks, passage, 1 if steps > 0 else -1)
        if following is None:
            break
        passage = following
    return passage


def lengthened(article: Article, passage: Passage, words: int) -> Passage:
    """Return the passage with its end `words` on, or back when negative; one word always stays."""
    text = article.blocks[passage.block].text
    stops = [match.end() for match in _WORD.finditer(text, passage.start)]
    at = sum(stop < passage.end for stop in stops)
    if not stops:
        return passage
    return passage._replace(end=stops[min(max(0, at + words), len(stops) - 1)], unit=Unit.WORDS)


def begun(article: Article, passage: Passage, words: int) -> Passage:
    """Return the passage with its beginning `words` on, or back when negative; one word always stays."""
    text = article.blocks[passage.block].text
    starts = [match.start() for match in _WORD.finditer(text, 0, passage.end)]
    at = sum(start <= passage.start for start in starts) - 1
    if not starts:
        return passage
    return passage._replace(start=starts[min(max(0, at + words), len(starts) - 1)], unit=Unit.WORDS)


def _next(article: Article, blocks: Sequence[int], passage: Passage, step: int) -> Passage | None:
    if passage.unit is not Unit.PARAGRAPH:
        text = article.blocks[passage.block].text
        if step > 0:
            rest = _WORD.search(text, passage.end)
            if rest is not None:
                return Passage(passage.block, *_sentence(text, rest.start()))
        else:
            at = passage.start - 1
            while at >= 0 and text[at].isspace():
                at -= 1
            if at >= 0:
                return Passage(passage.block, *_sentence(text, at))
    others = [block for block in blocks if (block > passage.block if step > 0 else block < passage.block)]
    if not others:
        return None
    block = others[0] if step > 0 else others[-1]
    if passage.unit is Unit.PARAGRAPH:
        return paragraph_at(article, block)
    return sentence_at(article, block, 0 if step > 0 else len(article.blocks[block].text))


def _sentence(text: str, offset: int) -> tuple[int, int]:
    """Return the (start, end) of the sentence at a character, the nearest one before it where that is white space."""
    # the first frame needs none
    from reader.text.sentences import paragraphs, soften, split_sentences

    offset = min(max(0, offset), max(0, len(text) - 1))
    low = offset // _REACH * _REACH
    piece = text[low : low + _REACH]
    soft = soften(piece)
    found = [span for start, end in paragraphs(piece) for span in split_sentences(soft, start, end)]
    if not found:
        return 0, len(text)
    begun = [span for span in found if span[0] <= offset - low]
    start, end = begun[-1] if begun else found[0]
    return low + start, low + end
