"""The language of the cue files (explained at the head of `cues/en.txt`): an entry read, its pattern, its anchors.

Choices may hold choices. What cannot be read is refused with the entry and the fault, never taken for something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

_TOKEN: Final = re.compile(r"\.\.\.|[()\[\]|]|[^\s()\[\]|]+")
_CLOSING: Final = {"(": ")", "[": "]"}
_GAP: Final = r"(?: \S+){0,8}?"
_WIDE_GAP: Final = r"(?: \S+)*"
_LEADING: Final = ("^", "...")
_ENDING: Final = ("$", "...")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, mark, `*`, `#`, `^`, `$` or `...`, with the endings that it may have (that `#` must have)."""

    text: str
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases; `optional` when none of them has to stand there."""

    phrases: tuple[Phrase, ...]
    optional: bool


Phrase = tuple[Word | Choice, ...]


def parse(source: str) -> Phrase:
    """Return an entry as its parts. Raises ValueError, naming entry and fault, when it cannot be read."""
    tokens = list(_TOKEN.finditer(source))
    phrase, at = _phrase(source, tokens, 0)
    if at < len(tokens):
        mark = tokens[at].group()
        raise _fault(source, f"“{mark}” outside a choice" if mark == "|" else f"“{mark}” closes nothing")
    if not phrase:
        raise _fault(source, "nothing to look for")
    return phrase


def _phrase(source: str, tokens: list[re.Match[str]], at: int) -> tuple[Phrase, int]:
    """Return the parts up to a bar or closing bracket, and the place of that token."""
    parts: list[Word | Choice] = []
    while at < len(tokens):
        token = tokens[at]
        text = token.group()
        if text in "|)]":
            break
        part: Word | Choice
        if text in _CLOSING:
            part, at = _choice(source, tokens, at)
        else:
            at += 1
            joined = at < len(tokens) and tokens[at].group() == "(" and tokens[at].start() == token.end()
            endings: tuple[str, ...] = ()
            if joined:
                choice, at = _choice(source, tokens, at)
                endings = tuple(_ending(source, phrase) for phrase in choice.phrases)
            part = Word(text, endings)
        parts.append(part)
    return tuple(parts), at


def _choice(source: str, tokens: list[re.Match[str]], at: int) -> tuple[Choice, int]:
    opening = tokens[at].group()
    phrases: list[Phrase] = []
    while True:
        phrase, at = _phrase(source, tokens, at + 1)
        if not phrase:
            raise _fault(source, "an empty choice")
        if any(isinstance(part, Word) and part.text == "..." for part in phrase):
            raise _fault(source, "a gap inside a choice")
        phrases.append(phrase)
        if at == len(tokens):
            raise _fault(source, f"“{opening}” is not closed")
        if tokens[at].group() != "|":
            break
    if tokens[at].group() != _CLOSING[opening]:
        raise _fault(source, f"“{opening}” closed by “{tokens[at].group()}”")
    return Choice(tuple(phrases), opening == "["), at + 1


def _ending(source: str, phrase: Phrase) -> str:
    if len(phrase) != 1 or not isinstance(phrase[0], Word) or phrase[0].endings or not phrase[0].text.isalpha():
        raise _fault(source, "an ending that is no run of letters")
    return phrase[0].text


def _fault(source: str, fault: str) -> ValueError:
    return ValueError(f"Cue “{source}”: {fault}.")


def pattern(phrase: Phrase) -> str:
    """Return the regular expression by which `Shape.key` is matched from its start."""
    parts = list(phrase)
    if not _is_word(parts[0], _LEADING):
        parts.insert(0, Word("..."))
    if not _is_word(parts[-1], _ENDING):
        parts.append(Word("..."))
    out: list[str] = []
    last = len(parts) - 1
    for at, part in enumerate(parts):
        if _is_word(part, ("...",)):
            # the outermost gaps may be any length: the section's limit of words bounds them
            out.append("" if at == last else _WIDE_GAP + "?" if at == 0 else _GAP)
        elif at == last and _is_word(part, ("$",)):
            out.append(r"[ :|»›→>?]*\Z")
        elif at or not _is_word(part, ("^",)):
            out.append(_part(part))
    return "".join(out) + ("" if _is_word(parts[-1], ("$",)) else r"(?= |\Z)")


def _is_word(part: Word | Choice, texts: Collection[str]) -> bool:
    return isinstance(part, Word) and part.text in texts


def _part(part: Word | Choice) -> str:
    if isinstance(part, Word):
        return _word(part)
    inner = "|".join("".join(_part(one) for one in phrase) for phrase in part.phrases)
    return f"(?:{inner})" + ("?" if part.optional else "")


def _word(word: Word) -> str:
    endings = "|".join(map(re.escape, word.endings))
    if word.text == "*":
        return r" [^\s:|»›→>@©#$€£?]+"
    if word.text == "#":
        return rf" \d+(?:{endings})" if endings else r" \d\w*"
    if word.text == "¦":
        return r" \|"
    if word.text.startswith("#"):
        return rf" \d+{re.escape(word.text[1:])}"
    return f" {re.escape(word.text)}" + (f"(?:{endings})?" if endings else "")


def anchors(phrase: Phrase, common: Collection[str]) -> list[tuple[str, ...]]:
    """Return lists of words of each of which every fitting block holds one, those that are likely to be rare first:
    `common` ones only for want of others."""
    return sorted(_needed(phrase, common), key=partial(_rarity, common))


def _needed(phrase: Phrase, common: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield for each part of a phrase that must be there the words of which a fitting block holds one."""
    for part in phrase:
        if isinstance(part, Word):
            if _is_literal(part.text):
                yield tuple(dict.fromkeys([part.text, *(part.text + ending for ending in part.endings)]))
        elif not part.optional:
            heads = [min(_needed(one, common), key=partial(_rarity, common), default=()) for one in part.phrases]
            if all(heads):
                yield tuple(dict.fromkeys(chain.from_iterable(heads)))


def _rarity(common: Collection[str], forms: tuple[str, ...]) -> tuple[bool, int, int]:
    """Return by what forms are sorted: those of which none is common, then the fewest, then the longest."""
    return any(map(common.__contains__, forms)), len(forms), -min(map(len, forms))


def _is_literal(text: str) -> bool:
    return text == "©" or text.replace("'", "").isalnum()
