"""Which quoted runs are somebody's words, and of which type: direct, mixed, or none (scare quotes, names, titles)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from reader.quotes.lexicon import Lexicon
from reader.quotes.marks import Run

_WORD: Final = re.compile(r"[^\W_][\w’'\u2024-]*")
_IDEOGRAPH: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LAST_WORDS: Final = re.compile(r"(?:([\w’'-]{1,40})[^\w’'-]{1,9})?\b([\w’'-]{1,40})[\s,]*[(]?$")
_SMALL: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "for",
        "to",
        "with",
        "from",
        "by",
        "as",
        "is",
        "de",
        "la",
        "vs",
        "but",
    }
)
_KIND: Final = re.compile(r",? (?:a|an|the|his|her|their) (?:[\w-]+ ){0,2}?(\w+)\b")
_SAID_BEHIND: Final = re.compile(r",? (?:\w+ ){0,3}(?:said|says|asked|added|told|wrote|shouted|chanted|tweeted)\b")
_TOLD_PAPER: Final = re.compile(
    r"\b(?:sagte|sagten|erklärte|gegenüber|so)\b(?: [^\s.,„“\"»«]{1,30}){0,4} (?:der|dem) $"
)
_PAPER_WORDS: Final = 3
_PAPER_REACH: Final = 90
"""Longest name of a newspaper that was told, in words, and how far before it, in characters, the telling stands."""
_BETWEEN: Final = frozenset({"as", "the", "its", "his", "her", "like"})
_MAX_TERM: Final = 8
"""Longest name or title, in words, that nothing announces as one."""
_MAX_TITLE: Final = 20
"""Longest title behind a word such as "headlined"."""
_LONE_CLAUSE: Final = 6
"""A run without any attribution is speech only from this many words on."""
_SENTENCE_START: Final = re.compile(r"[\W\d_]*[^\W\d_a-zß-öø-ÿ]|[^\w]*[@#\d]|\W*$")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|am|be|have|has|had|do|does|did|will|would|can|could|should|must|may|might|’s|'s|’re|'re|’m|'m|’ve|'ve"
    r"|don’t|don't|can’t|can't|won’t|isn’t|i|we|you|they|he|she|it|let|ist|sind|hat|haben|wir|ich|est|sont|nous|je|es|son)\b",
    re.IGNORECASE,
)

QuoteType = Literal["direct", "mixed"]


def word_count(text: str) -> int:
    """Return how many words a run holds; two ideographs or kana count as one."""
    return len(_WORD.findall(text)) + len(_IDEOGRAPH.findall(text)) // 2


def starts_sentence(text: str) -> bool:
    """Whether a run begins as a sentence does: with a capital, a number, a handle."""
    return _SENTENCE_START.match(text) is not None


def is_clause(text: str) -> bool:
    """Whether a run holds a finite verb or a pronoun, as far as common words tell."""
    return _FINITE.search(text) is not None


def is_title_case(text: str) -> bool:
    """Whether every word but the small ones begins with a capital, as in a work's title."""
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def term_indexes(text: str, start: int, end: int, runs: Sequence[Run], lex: Lexicon) -> frozenset[int]:
    """Return the indexes of the paragraph's runs that are names, nicknames or titles and no words of anybody."""
    return frozenset(index for index, run in enumerate(runs) if run.closed and _is_term(text, start, end, run, lex))


def _is_term(text: str, start: int, end: int, run: Run, lex: Lexicon) -> bool:
    inner = text[run.start : run.end]
    words = word_count(inner)
    paper = lex.language == "de" and words <= _PAPER_WORDS and inner[-1:].isalnum()
    if paper and _TOLD_PAPER.search(text, max(start, run.outer[0] - _PAPER_REACH), run.outer[0]):
        return True  # "sagte er der „Seezeitung“"
    cased = is_title_case(inner) and (words > 1 or lex.language != "de")  # German nouns are all capitalised
    # other languages than English write titles like sentences
    plain = lex.language != "en" and words <= _MAX_TERM and inner[:1].isupper() and inner[-1:].isalnum()
    if not 0 < words <= _MAX_TITLE or not (cased or plain):
        return False
    left, right = run.outer
    lead, tail = text[max(start, left - 60) : left], text[right : min(end, right + 40)]
    stop = inner.rstrip()[-1:]
    match = _LAST_WORDS.search(lead)
    before, last = (match.group(1) or "", match.group(2)) if match else ("", "")
    if cased and 2 <= words <= _MAX_TERM and stop in ",." and lead.endswith(", ") and _is_work(last, lex):
        return True  # "her memoir, “Clear to Depart,” sold well"
    if stop in ",.!?" and lead.rstrip()[-1:] in (":", ","):
        return False
    kind = _KIND.match(tail)
    if kind is not None and lex.is_in(kind.group(1), "name-cue"):  # "“The Salt Year”, a novel"
        return True
    if _announced(before.lower(), last.lower(), lex) and stop not in "!?":
        return lex.tag(last) not in ("V", "G") or last.lower() == "named"
    return cased and words <= _MAX_TERM and stop not in ("!", "?") and _in_noun_phrase(inner, last.lower(), tail, lex)


def _is_work(word: str, lex: Lexicon) -> bool:
    """Whether the noun names something that bears a title and is no verb: "film", "memoir"."""
    return lex.is_in(word, "name-cue") and lex.tag(word) not in ("V", "W", "G", "H")


def _announced(before: str, last: str, lex: Lexicon) -> bool:
    """Whether the words before a run say that a name or a title comes: "her novel", "known as", "titled"."""
    return lex.is_in(last, "name-cue") or (last in _BETWEEN and lex.is_in(before, "name-cue"))


def _in_noun_phrase(inner: str, last: str, tail: str, lex: Lexicon) -> bool:
    """Whether a run in title case is a part of a noun phrase: "NBC’s “Meet the Press”", "James “Jim” Roe"."""
    tag = lex.tag(last)
    if not last or tag in "VWGH":
        return False
    closed = tail.startswith(",") or inner.rstrip()[-1:] in ",.!?"
    if closed and _SAID_BEHIND.match(tail):
        return False
    words = word_count(inner)
    if words >= 2 and tag in "PD":
        return True
    return (words <= 2 or not is_clause(inner)) and last not in ("that", "to")


def quote_type(inner: str, *, attributed: bool, whole: bool, leads: bool, strong: bool) -> QuoteType | None:
    """Return the type of a run, None when it is nobody's words.

    `attributed`: it has a verb and a subject of its own. `whole`: the run is all that is reported. `leads`: it stands
    where speech begins (a sentence's start, behind a colon, a comma or a reporting verb). `strong`: the verb
    reports speech by itself.
    """
    words = word_count(inner)
    if attributed and whole:
        if words <= 3 and not strong and not starts_sentence(inner):
            return "mixed"
        return "direct"
    if attributed:
        return "mixed"
    return "direct" if leads and words >= _LONE_CLAUSE and starts_sentence(inner) else None
