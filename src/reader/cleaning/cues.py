"""Cues: the wording by which residue tells what it is.

The entries stand in data files by language (their syntax is explained at the head of `cues/en.txt`). An entry is
compiled when a block first holds its rarest word; a block without such a word costs one set intersection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from reader.cleaning.features import Shape
from reader.cleaning.wordlists import LANGUAGES, data_lines, word_list

Strength = Literal["self", "call", "weak", "tail"]
_STRENGTHS: Final[tuple[Strength, ...]] = ("self", "call", "weak", "tail")

_SECTION: Final = re.compile(r"\[(\w+) (self|call|weak|tail) (\d+)\]")
_PART: Final = re.compile(r"\.\.\.|\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\S+")
_SUFFIX: Final = re.compile(r"([^\s()]+)\((\w+)\)")
_GAP: Final = r"(?: \S+){0,8}?"
_WIDE_GAP: Final = r"(?: \S+)*"


@dataclass(frozen=True, slots=True)
class Cue:
    """What an entry says about a block: the class of residue and how far the wording alone decides."""

    kind: str
    strength: Strength


class Entry:
    """One line of a cue file. Its pattern is compiled when it is first tried."""

    __slots__ = ("_pattern", "anchors", "cue", "source", "words")

    def __init__(self, source: str, cue: Cue, words: int) -> None:
        self.source = source
        self.cue = cue
        self.words = words
        self.anchors = _anchors(source)
        self._pattern: re.Pattern[str] | None = None

    def fits(self, item: Shape) -> bool:
        """Return whether the wording of a block is that of this entry, whatever its length."""
        if self._pattern is None:
            self._pattern = re.compile(_pattern(self.source))
        return self._pattern.match(item.key) is not None


def _pattern(source: str) -> str:
    parts = _PART.findall(source)
    if parts and parts[0] not in ("^", "..."):
        parts.insert(0, "...")
    if parts and parts[-1] not in ("$", "..."):
        parts.append("...")
    out: list[str] = []
    last = len(parts) - 1
    for at, part in enumerate(parts):
        if part == "^":
            continue
        if part == "$":
            out.append(r"[ :|»›→>?]*\Z")
        elif part == "...":
            # the outermost gaps may be any length: the section's limit of words bounds them
            out.append("" if at == last else _WIDE_GAP + "?" if at == 0 else _GAP)
        elif part.startswith("["):
            out.append(f"(?:{_choice(part[1:-1])})?")
        else:
            out.append(_choice(part))
    return "".join(out) + ("" if parts and parts[-1] == "$" else r"(?= |\Z)")


def _choice(part: str) -> str:
    """Return the pattern of one word or of a choice; each alternative may hold several words."""
    if part.startswith("(") and part.endswith(")"):
        part = part[1:-1]
    return "(?:" + "|".join(_phrase(phrase) for phrase in part.split("|") if phrase.strip()) + ")"


def _phrase(phrase: str) -> str:
    return "".join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    if word == "*":
        return r" [^\s:|»›→>@©#$€£?]+"
    if word == "#":
        return r" \d\w*"
    if word == "¦":
        return r" \|"
    marked = _SUFFIX.fullmatch(word)
    if marked:
        return f" {re.escape(marked[1])}(?:{re.escape(marked[2])})?"
    if word.startswith("#"):
        return rf" \d+{re.escape(word[1:])}"
    return " " + re.escape(word)


def _anchors(source: str) -> tuple[str, ...]:
    """Return words one of which every fitting block holds: the rarest literal, or the heads of a choice."""
    literals: list[str] = []
    choices: list[tuple[str, ...]] = []
    for part in _PART.findall(source):
        if part in ("^", "$", "...") or part.startswith("["):
            continue
        alternatives = [part]
        if part.startswith("(") and part.endswith(")"):
            alternatives = part[1:-1].split("|")
        heads = [_literal(alternative) for alternative in alternatives]
        if not heads or any(head is None for head in heads):
            continue
        flat = tuple({word for head in heads if head for word in head})
        if len(heads) == 1 and flat:
            literals.extend(flat[:1]) if len(flat) == 1 else choices.append(flat)
        else:
            choices.append(flat)
    common = word_list("common")
    rare = [word for word in literals if word not in common]
    if rare:
        return (max(rare, key=len),)
    rare_choices = [choice for choice in choices if not common.intersection(choice)]
    if rare_choices:
        return min(rare_choices, key=len)
    if literals:
        return (max(literals, key=len),)
    return min(choices, key=len) if choices else ()


def _literal(phrase: str) -> tuple[str, ...] | None:
    """Return the forms of the rarest literal word of a phrase, None when it has none."""
    best: tuple[str, ...] | None = None
    for word in phrase.split():
        marked = _SUFFIX.fullmatch(word)
        if marked:
            forms: tuple[str, ...] = (marked[1], marked[1] + marked[2])
        elif word.isalnum() or ("'" in word and word.replace("'", "").isalnum()) or word == "©":
            forms = (word,)
        else:
            continue
        if best is None or _commonness(best[0]) > _commonness(forms[0]):
            best = forms
    return best


def _commonness(word: str) -> tuple[bool, int]:
    return word in word_list("common"), -len(word)


def _entries(language: str) -> Iterator[Entry]:
    cue, words = Cue("", "self"), 0
    for line in data_lines(f"{language}.txt"):
        section = _SECTION.fullmatch(line)
        if section:
            strength = next(one for one in _STRENGTHS if one == section[2])
            cue, words = Cue(section[1], strength), int(section[3])
        else:
            yield Entry(line, cue, words)


class CueBook:
    """The entries of one or more languages, found by their rarest word."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._by_word: dict[str, list[Entry]] = {}
        self._always: list[Entry] = []
        for language in languages:
            for entry in _entries(language):
                if not entry.anchors:
                    self._always.append(entry)
                for word in entry.anchors:
                    self._by_word.setdefault(word, []).append(entry)
        for entries in (self._always, *self._by_word.values()):
            entries.sort(key=lambda entry: -entry.words)
        self._words = frozenset(self._by_word)

    def cues(self, item: Shape) -> tuple[Cue, ...]:
        """Return the cues that a block's wording gives, the strongest first, each once."""
        if not item.key:
            return ()
        hits = self._words.intersection(item.words)
        if "©" in item.key:
            hits |= {"©"} & self._words
        found: dict[Cue, None] = {}
        count = len(item.words)
        for entries in (self._always, *(self._by_word[word] for word in sorted(hits))):
            for entry in entries:
                if entry.words < count:
                    break
                if entry.cue not in found and entry.fits(item):
                    found[entry.cue] = None
        if not found:
            return ()
        return tuple(sorted(found, key=lambda cue: (_STRENGTHS.index(cue.strength), cue.kind)))


@cache
def cue_book(language: str) -> CueBook:
    """Return the entries for a text of `language`: English ones always, as residue often is English."""
    return CueBook(("en", language) if language in LANGUAGES and language != "en" else ("en",))
