"""The shape of a sentence: its words as a string of tags in which each quotation is one token.

Rules then are patterns over that string (see `reader.quotes.lexicon` for the tags), and a position in it leads back
to the words and their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final, NamedTuple

from reader.names.gender import is_given_name
from reader.quotes.lexicon import Lexicon
from reader.quotes.marks import Run
from reader.quotes.retagging import retagged
from reader.text.sentences import SOFT_DOT, Span

_DOT: Final = re.escape(SOFT_DOT)
_TOKEN: Final = re.compile(
    rf"[^\W\d_][\w{_DOT}]*(?:[-‐‑&/.][\w{_DOT}]+)*(?:[’'](?!s\b)[\w{_DOT}]+(?:-[\w{_DOT}]+)*)*"
    r"|[^\w\s@#’'.-]"
    r"|\d[\d,.:/]*(?<![,.:/])(?:(?:[-‐‑][a-z]+)+|[a-z%]{1,2}\b)?"
    r"|[@#]\w+|[’']s\b|-{2,3}|\.{2,}|[^\w\s]|_+|\d+"
)
_MARKS: Final = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    "’": "'",
    "'": "'",
    "-": "-",
    "--": "-",
    "---": "-",
    "—": "-",
    "–": "-",
    "―": "-",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "..": ".",
    "...": ".",
    "。": ".",
    "！": ".",
    "？": ".",
}
_CONTRACTED: Final = re.compile(r"[’'](?:ve|re|ll|d|m)$")
_NAMELIKE: Final = frozenset({"will", "may", "mark", "grant", "art", "chase", "pat"})
# "Ann Roe asked." behind a question or an exclamation; more reserved behind a full stop
_NAME: Final = r"(?:[DA]?[nNK#'-]{1,6}(?:,[^,.QVWX]{1,16},)?|R)"
_TAG_LOOSE: Final = re.compile(rf"{_NAME}[XA]*V(?![S:])|VA?(?:R[,.]|[DNn#])")
_TAG_STRICT: Final = re.compile(
    rf"{_NAME}A*V(?:[ONn]+)?(?:[PT][^.,:QVWXSRB]{{1,25}})?(?:U[^.:Q]{{1,40}})?(?:[.,]|$)|VA?[DNn#][nN']*[.,]"
)
_INVERTED: Final = re.compile(r"((?:[smtSMT][’'])?\w+)(?:-t)?-(ils?|elles?|on)")
_TWO_VERBS: Final = re.compile(r"[XV](?=V)")
_FRONTED: Final = re.compile(r"(?:^|(?<=[.Q]))N(?=[PTDOR#n])")
_AMPERSAND: Final = re.compile(r"N~(?=N)")
_CALENDAR: Final = re.compile(r"(?:(?<=[.Q,C:-])|^)[ZX](?=[VW])|(?<=QV)Z(?=[.,]|$)|(?:(?<=[.QC:-])|^)Z(?=N)")
_PAST: Final = re.compile(r"(?:.{2,}ed|said|told|wrote|spoke|began|sang|swore)$")
_PARTY: Final = re.compile(r"[RDIL]-[A-Z]")
_MAY_END: Final = re.compile(r"[.Q]")
_LONGER_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_CONTENT: Final = re.compile(r"\b(?!(?:and|the|for|with|from|but|nor|over|into|via|per)\b)[a-zß-öø-ÿ]{3,}\b")
_HEADLINE_SHARE: Final = 0.7
_HEADLINE_SAMPLE: Final = 300
"""How many characters of a line tell whether it is one."""
_POSSESSIVES: Final = frozenset({"’s", "'s"})
_MOST_SETTLED: Final = 50_000
"""So many tokens are remembered with their tag; then the table begins anew."""
_MAX_SENTENCE: Final = 250
"""A sentence is cut after so many tokens: text without full stops must not cost more than its length."""


class Token(NamedTuple):
    """The offsets of a word, a punctuation mark or a whole quotation."""

    start: int
    end: int


_new_token: Final = partial(tuple.__new__, Token)
"""Makes a token without the call through `Token.__new__`: there is one for each word of the article."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph of `text`: `tags` has one character for each of its `tokens`.

    `runs` are the indexes of the paragraph's quoted runs by the offset where their token starts.
    """

    tags: str
    tokens: tuple[Token, ...]
    text: str
    lexicon: Lexicon
    runs: Mapping[int, int]

    @property
    def start(self) -> int:
        """The offset of its first token."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The offset behind its last token."""
        return self.tokens[-1].end

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of the tokens `first` to `last` (exclusive)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def run(self, index: int) -> int:
        """Return which of its paragraph's quoted runs a token is, -1 for any other token."""
        return self.runs.get(self.tokens[index].start, -1)

    def word(self, index: int) -> str:
        """Return the words of one token in lower case; "" outside the sentence."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return self.text[token.start : token.end].lower()


def is_headline(text: str, start: int, end: int) -> bool:
    """Whether most longer words of a line begin with a capital, as in a title."""
    line = text[start : min(end, start + _HEADLINE_SAMPLE)]
    if line.rstrip().endswith(".") and _CONTENT.search(line):
        return False  # "President Ann Roe and Premier Bob Lee met on Friday."
    longer = [word[0].islower() for word in line.split() if len(word) > 3]
    if sum(longer) > 2 * (1 - _HEADLINE_SHARE) * len(longer):
        return False  # prose, as nearly always; what follows is exact and slower
    words: list[str] = _LONGER_WORD.findall(line)
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words)


def sentences(
    text: str,
    start: int,
    end: int,
    runs: Sequence[Run],
    lex: Lexicon,
    terms: frozenset[int] = frozenset(),
    *,
    headline: bool = False,
) -> list[Sentence]:
    """Return the sentences of one paragraph of the softened text, its runs as single tokens.

    `terms` are the indexes of runs that are names or titles: they count as capitalised words. In a
    `headline` a capital makes no name.
    """
    tokens: list[Token] = []
    tags: list[str] = []
    numbers: dict[int, int] = {}
    position = start
    for index, run in enumerate(runs):
        left, right = run.outer
        _tag(text, position, left, lex, headline, tokens, tags)
        numbers[max(left, start)] = index
        tokens.append(Token(max(left, start), min(right, end)))
        tags.append("N" if index in terms else "Q")
        if index in terms and text[run.end - 1] in ",.":  # the comma inside a title's marks is the sentence's
            tokens.append(Token(run.end - 1, run.end))
            tags.append(text[run.end - 1])
        position = right
    _tag(text, position, end, lex, headline, tokens, tags)
    shape = "".join(tags)
    for match in () if headline else _TWO_VERBS.finditer(shape):
        if text[tokens[match.start()].start].isupper():
            tags[match.start()] = "N"  # "Will wrote", "Read said": the verb before the verb is somebody's name
    if "~" in shape and not headline:
        for match in _AMPERSAND.finditer(shape):
            if text[tokens[match.end() - 1].start] == "&":
                tags[match.end() - 1] = "N"  # "Roe & Sons" is one name
    for match in _CALENDAR.finditer(shape) if "Z" in shape or "X" in shape else ():
        token = tokens[match.start()]
        if text[token.start].isupper() and is_given_name(text[token.start : token.end]):
            tags[match.start()] = "N"  # "June said", "said April."
    shape = "".join(tags)
    if lex.language != "en":
        shape = retagged(shape, lex.language, lambda index: text[slice(*tokens[index])])
    else:
        shape = _without_openings(text, tokens, shape)
    return _split(text, tokens, shape, runs, numbers, lex)


def _without_openings(text: str, tokens: Sequence[Token], shape: str) -> str:
    """Return English tags in which a sentence's first word in -ing or -ed is no name: "Sputtering with rage, she"."""
    tags: list[str] | None = None
    for match in _FRONTED.finditer(shape):
        token = tokens[match.start()]
        ending = text[token.end - 3 : token.end]
        if ending == "ing" or ending.endswith("ed"):
            tags = tags or list(shape)
            tags[match.start()] = "g" if ending == "ing" else "v"
    return "".join(tags) if tags else shape


def _tag(text: str, start: int, end: int, lex: Lexicon, headline: bool, tokens: list[Token], tags: list[str]) -> None:
    before = tags[-1] if tags else "."
    opening = _settled(lex, False)
    inside = opening if headline else _settled(lex, True)
    spans: list[Span] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        settled = opening if before in ".Q:" else inside
        tag = settled.get(word)
        if tag is None:
            if lex.language == "fr" and (inverted := _INVERTED.fullmatch(word)):  # "explique-t-il"
                middle = match.start() + inverted.end(1)
                spans += ((match.start(), middle), (match.start() + inverted.start(2), match.end()))
                tags.append(_word_tag(inverted.group(1), lex, False))
                tags.append("R")
                before = "R"
                continue
            tag = _tag_alone(word, lex, settled is inside and not headline)
            if word in _POSSESSIVES:
                tag = "X" if before in "RLS" else "'"
            elif lex.language != "en" or tag not in "VWB" or not word[0].isalpha():
                if len(settled) >= _MOST_SETTLED:
                    settled.clear()
                settled[word] = tag
            elif tag in "VW" and before in "VWGHv.Q:" and _is_bare_noun(word, before, lex):
                tag = "n"
            elif before in "DP'#nAZ":
                tag = _noun_or_verb(word, tag, tags, text[slice(*(spans or tokens)[-1])], lex)
        spans.append(match.span())
        tags.append(tag)
        before = tag
    tokens += map(_new_token, spans)


@cache
def _settled(lex: Lexicon, capital_counts: bool) -> dict[str, str]:  # noqa: ARG001  # one table for each of the two
    """Return the table of tokens whose tag is the same whatever stands around them; it fills as texts are read."""
    return {}


def _tag_alone(word: str, lex: Lexicon, capital_counts: bool) -> str:
    return _word_tag(word, lex, capital_counts) if word[0].isalpha() else _mark_tag(word)


def _is_bare_noun(word: str, before: str, lex: Lexicon) -> bool:
    """Whether a reporting verb's plain form is a noun in its place: "told state television", "Point guard Roe"."""
    if _PAST.match(word.lower()) or word.endswith("s"):
        return False
    if before in "VWGHv":
        return word.islower()
    return word[0].isupper() and (word in ("Point", "State") or lex.is_in(word, "document"))


def _mark_tag(token: str) -> str:
    """Return the tag of a token that does not begin with a letter."""
    known = _MARKS.get(token)
    if known is not None:
        return known
    first = token[0]
    if first.isdigit():
        return "#"
    if first in "@#" and len(token) > 1:
        return "N"
    return "." if first == "." else "~"


def _noun_or_verb(word: str, tag: str, tags: list[str], before: str, lex: Lexicon) -> str:
    """Return the tag of a word that may be a noun in its place: "his claims", "the new report", "a stated goal".
    `before` is the word before it: "the experts claim" is no noun."""
    if _PAST.match(word):
        return tag
    if tags[-1] == "D" and not word.endswith("s") and lex.is_in(before, "many"):
        return tag  # "others say"
    after_article = tags[-1] in "D'" or (tags[-1] in "#nAZ" and "D" in tags[-3:-1])
    if after_article:
        if tags[-1] in "nZ" and not word.endswith("s") and (before.endswith("s") or lex.is_in(before, "plural")):
            return tag
        if lex.is_in(word, "document"):
            return "K"
        return "n" if tags[-1] in "D'" or not word.endswith("s") else tag
    return "n" if tags[-1] == "P" else tag


@lru_cache(maxsize=50_000)
def _word_tag(word: str, lex: Lexicon, capital_counts: bool) -> str:
    if word[0].isupper():
        if _PARTY.match(word):
            return "#"  # "Ann Roe, R-Ohio, said"
        if len(word) > 1 and word.isupper() and lex.language == "en":
            return "N" if lex.tag(word.lower()) not in "RDPCSLTX" else lex.tag(word.lower())
        tag = lex.tag(word)
        if capital_counts and (tag in "VWBGHKvAn" or word.lower() in _NAMELIKE):
            return "N"
        if (
            tag == "N"
            and not capital_counts
            and lex.language == "en"
            and word.endswith("ly")
            and not is_given_name(word)
        ):
            return "A"
        return tag
    plain = _CONTRACTED.sub("", word)
    return lex.tag(plain)


def _split(
    text: str, tokens: list[Token], tags: str, runs: Sequence[Run], numbers: Mapping[int, int], lex: Lexicon
) -> list[Sentence]:
    found: list[Sentence] = []
    begin = 0
    count = len(tokens)

    def close(end: int) -> None:
        nonlocal begin
        while begin < end:
            cut = min(end, begin + _MAX_SENTENCE)
            found.append(Sentence(tags[begin:cut], tuple(tokens[begin:cut]), text, lex, numbers))
            begin = cut

    for match in _MAY_END.finditer(tags):
        index = match.start()
        if tags[index] == ".":
            closes = index + 1 >= count or _starts(text, tokens[index + 1], tags[index + 1])
        else:
            closes = index + 1 < count and _quote_ends(text, tokens, tags, index, runs[numbers[tokens[index].start]])
        if closes:
            close(index + 1)
    close(count)
    return found


def _starts(text: str, token: Token, tag: str) -> bool:
    char = text[token.start]
    return tag in "Q(#-" or not (char.islower() or tag in ",.;:)")


def _quote_ends(text: str, tokens: list[Token], tags: str, index: int, run: Run) -> bool:
    """Whether the sentence ends with a quotation: it closes with a stop and no tag such as "he said" follows."""
    inner = text[run.start : run.end].rstrip(" ’'”\"")
    last = inner[-1:]
    follower = tags[index + 1]
    if last not in ".?!…。！？" or not last:
        return follower == "Q" and last != ","
    if not _starts(text, tokens[index + 1], follower) or follower in "-(":
        return False
    if index and tags[index - 1] == ":" and text[tokens[index + 1].start].isupper():
        return True  # "Roe said: “No.” Lee left"
    rest = tags[index + 1 : index + 40]
    rest = rest[: rest.find(".") + 1] if "." in rest else rest
    pattern = _TAG_STRICT if last == "." else _TAG_LOOSE
    return pattern.match(rest) is None
