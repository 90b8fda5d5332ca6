"""Lines of a text file to blocks: hard wraps are undone; lists, poems, code and tables keep their lines.

A file without hard wraps gives one block a line, as many saved articles have one paragraph a line and no blank
lines. Lines are joined only on evidence, because a wrong join hides residue inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reader.article import Link, RawBlock, Role
from reader.cleaning.wordlists import word_list

_BULLET: Final = re.compile(r"(\s*)((?:[-–—*•·▪◦‣►●○■□✓]|\d{1,3}[.)]|\(?[a-z]\))\s+)(?=\S)")
_END: Final = re.compile(r"[.!?…:;][\"'“”‘’»«)\]]*\Z")
_VERSE_END: Final = re.compile(r"[.!?…:;,—–-][\"'“”‘’»«)\]]*\Z")
_INNER_STOP: Final = re.compile(r"[a-zß-öø-ÿ][.!?][\"'“”‘’»)]* +[\"'“‘«(]*[^\W\d_a-zß-öø-ÿ]")
_CODE: Final = re.compile(r"[{};=<>]|\w\(|^\s*(?:#|//|\$ |>>> |def |class |import |return\b|if .*:$|for .*:$)")
_CELLS: Final = re.compile(r"\t|\S {3,}\S| \| |^\s*\|.*\|\s*$")
_LOWER_START: Final = re.compile(r"[^\W\d_]+")
_RULE: Final = re.compile(r"\s*[-=_*~#·•]{3,}\s*\Z")

_NARROW: Final = 45
_COLUMN: Final = 18
"""The narrowest column of a newspaper; columns below `_NARROW` are told by the words that they break."""
_WIDE: Final = 110
"""Hard-wrapped text is so many characters wide at least and at most."""
_MOST: Final = 0.7
"""The share of joints that must look wrapped before a file counts as hard-wrapped."""
_RAGGED: Final = 4
_VERSE_WIDTH: Final = 60
_VERSE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it is judged: its text, the role that its form states, and the depth of a heading or list item.

    `dropped` is the reason for which the format's own extractor left it out, None when it did not. `links` stand in
    `text`.
    """

    text: str
    role: Role | None = None
    level: int = 0
    dropped: str | None = None
    links: tuple[Link, ...] = ()


def pieces(lines: Sequence[RawBlock]) -> list[Piece]:
    """Return the blocks of a text file, in order. Each character that is no space appears in one of them, except
    hyphens at the line ends of hard-wrapped text."""
    texts = [
        line.text.rstrip().expandtabs(4) if "\t" not in line.text.strip() else line.text.rstrip() for line in lines
    ]
    groups = _groups(texts)
    width = _wrap_width(groups)
    spaced = len(groups) > 1
    # where a paragraph is one long line nobody broke lines to a width: short lines beside each other are verse
    unwrapped = width is None and any(len(line) > 1.5 * _WIDE for group in groups for line in group)
    vocabulary = _Vocabulary(texts)
    return [piece for group in groups for piece in _split(group, width, spaced, unwrapped, vocabulary)]


def _groups(texts: Sequence[str]) -> list[list[str]]:
    """Return runs of lines between blank lines; a ruler counts as a blank line but is kept by itself."""
    groups: list[list[str]] = []
    current: list[str] = []
    for text in texts:
        if not text.strip():
            if current:
                groups.append(current)
            current = []
        elif _RULE.match(text):
            if current:
                groups.append(current)
            groups.append([text])
            current = []
        else:
            current.append(text)
    if current:
        groups.append(current)
    return groups


def _wrap_width(groups: Sequence[Sequence[str]]) -> int | None:
    """Return the width in characters at which the file is hard-wrapped, None when it is not.

    A joint between two lines looks wrapped when the next line's first word did not fit on the line before. In
    text with one paragraph a line most joints do not, as paragraphs end anywhere.
    """
    inner = sorted(len(line) for group in groups for line in group[:-1])
    if not inner:
        return None
    # a few long lines (addresses, code) must not set the width
    width = inner[min(len(inner) - 1, int(len(inner) * 0.95))]
    if not _COLUMN <= width <= _WIDE or (width < _NARROW and not _breaks_words(groups)):
        return None
    if max(len(line) for group in groups for line in group) > 3 * _WIDE:
        return None
    wrapped = joints = broken_off = 0
    for group in groups:
        for line, following in pairwise(group):
            if _BULLET.match(following) or _has_cells(line):
                continue
            joints += 1
            wrapped += _is_full(line, following, width)
            broken_off += not _ends(_END, line)
    # paragraphs of equal length, one a line, look full too, but they end with their sentences
    return width if joints and min(wrapped, broken_off) / joints >= _MOST else None


def _breaks_words(groups: Sequence[Sequence[str]]) -> bool:
    """Whether words go on after a hyphen at line ends, as in a column of a newspaper and never in verse or menus."""
    joints = ((line, following) for group in groups for line, following in pairwise(group))
    return sum(1 for line, following in joints if _breaks_word(line, following)) >= 2


def _breaks_word(line: str, following: str) -> bool:
    return following.lstrip()[:1].islower() and bool(_broken_word(line))


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have made the line too long, give or take a few characters, or was
    broken for want of room."""
    if width < _NARROW and _breaks_word(line, following):
        return True
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - _RAGGED and len(line) > 0.6 * width


def _split(group: list[str], width: int | None, spaced: bool, unwrapped: bool, vocabulary: _Vocabulary) -> list[Piece]:
    """Return the blocks of one run of lines between blank lines."""
    if len(group) == 1:
        return [_single(group[0])]
    whole = _as_they_are(group, width, spaced)
    if whole is not None:
        return [whole]
    spaced = spaced and not (unwrapped and all(len(line) <= _VERSE_WIDTH for line in group))
    out: list[Piece] = []
    lines: list[str] = []
    marker: re.Match[str] | None = None

    def close() -> None:
        if lines:
            text = vocabulary.join(lines)
            out.append(Piece(text, Role.LIST, _depth(lines[0])) if marker else Piece(text))
            lines.clear()

    for line in group:
        bullet = _BULLET.match(line)
        if bullet and not (lines and _flows(lines[-1], line, width, spaced=False)):
            close()
            marker = bullet
        elif lines and not _continues(lines, line, marker, width, spaced):
            close()
            marker = None
        lines.append(line)
    close()
    return out


def _single(line: str) -> Piece:
    bullet = _BULLET.match(line)
    return Piece(line.strip(), Role.LIST, _depth(line)) if bullet else Piece(line.strip())


def _depth(line: str) -> int:
    """A list item's depth by its indent, two to four spaces a step."""
    return 1 + (len(line) - len(line.lstrip())) // 4


def _continues(lines: Sequence[str], line: str, marker: re.Match[str] | None, width: int | None, spaced: bool) -> bool:
    if marker is not None:
        indent = len(line) - len(line.lstrip())
        hangs = indent > len(marker[1])
        return hangs or _flows(lines[-1], line, width, spaced)
    return _flows(lines[-1], line, width, spaced)


def _flows(line: str, following: str, width: int | None, spaced: bool) -> bool:
    """Whether `following` goes on with the sentence or paragraph that `line` began."""
    if width is not None:
        return _is_full(line, following, width) or (spaced and _lower(following) and not _ends(_END, line))
    # without a wrap width only a sentence that visibly breaks off is joined, and only where blank lines part
    # paragraphs: in texts with a paragraph a line, menus would run together
    return spaced and _lower(following) and not _ends(_VERSE_END, line) and len(line.split()) >= 3


def _lower(line: str) -> bool:
    return line.lstrip(" \"'“‘«(")[:1].islower()


def _broken_word(line: str) -> str:
    """Return the letters before a hyphen at the line's end, "" when there are fewer than two."""
    if not line.endswith("-"):
        return ""
    start = len(line) - 1
    while start and line[start - 1].isalpha() and start > len(line) - 40:
        start -= 1
    letters = line[start:-1]
    return letters if len(letters) > 1 else ""


def _ends(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a line ends as `pattern` says; only its last characters are looked at."""
    return bool(pattern.search(line, max(0, len(line) - 8)))


def _as_they_are(group: Sequence[str], width: int | None, spaced: bool) -> Piece | None:
    """Return a table, code or a stanza as one block that keeps its line ends, None for anything else."""
    if sum(1 for line in group if _has_cells(line.strip())) >= max(2, 0.7 * len(group)):
        return Piece("\n".join(line.strip() for line in group), Role.TABLE)
    indented = all(line.startswith("    ") for line in group)
    if indented and sum(1 for line in group if _CODE.search(line)) >= 0.5 * len(group):
        return Piece("\n".join(group), Role.CODE)
    if width is None and spaced and _is_verse(group):
        return Piece("\n".join(line.rstrip() for line in group))
    return None


def _has_cells(line: str) -> bool:
    # plain characters are looked for first: the pattern tries every character of a line
    return ("\t" in line or "   " in line or "|" in line) and _CELLS.search(line) is not None


def _is_verse(group: Sequence[str]) -> bool:
    if len(group) < _VERSE_LINES or any(_BULLET.match(line) for line in group):
        return False
    if any(len(line) > _VERSE_WIDTH or len(line.split()) < 2 for line in group):
        return False
    if any(_INNER_STOP.search(line) for line in group):
        return False
    ends = [line.rstrip()[-1] for line in group]
    paused = sum(1 for line in group if _ends(_VERSE_END, line.rstrip()))
    return paused >= 0.4 * len(group) and any(end in ",;—–" for end in ends)


class _Vocabulary:
    """Joins wrapped lines, and knows the file's words so that a hyphen at a line end goes only where it should."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: frozenset[str] | None = None

    def join(self, lines: Sequence[str]) -> str:
        """Return lines as one, each run of spaces around a joint as one space."""
        out = [lines[0].strip()]
        for line in lines[1:]:
            rest = line.strip()
            first = _broken_word(out[-1])
            if first and rest[:1].islower():
                second = _LOWER_START.match(rest)
                if not self._keeps_hyphen(first, second.group() if second else ""):
                    out[-1] = out[-1][:-1]
            else:
                out.append(" ")
            out.append(rest)
        return "".join(out)

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        if self._known is None:
            self._known = frozenset(
                word.lower() for text in self._texts for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
            )
        if f"{first}{second}".lower() in self._known:
            return False
        return f"{first}-{second}".lower() in self._known or first.lower() in word_list("compounds")
