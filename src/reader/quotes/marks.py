"""Quotation marks: which style an article uses, and where its quoted runs are.

Marks are paired paragraph by paragraph, so one odd mark costs at most its own paragraph. Which mark opens and which
closes is decided by its neighbours, not by counting. Runs are outermost: a quotation inside one stays inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.text.sentences import Span

_OPEN_SINGLE: Final = "‘'‚"
_CLOSE_SINGLE: Final = "’'‘"
# mark that opens -> marks that close what it opened
_PAIRS: Final = {
    "“": '”"“',
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "”": "”",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "``": "''",
    "''": "''",
}
# single literals only: the search then skips to their first characters
_DOUBLE: Final = re.compile("“|”|„|\"|«|»|「|」|『|』|``|''|’’")
_SINGLE: Final = re.compile(r"''|’’|[‘’'‚‹›]")
TYPEWRITER: Final = "''"
"""Two apostrophes for a quotation mark, as press archives have them."""
_AHEAD: Final = 24
"""How many marks ahead a doubtful one looks."""
_STOPS: Final = ",.?!…"
_BEFORE_SPEECH: Final = frozenset({"", ".", ",", ":", "?", "!", "”", '"'})
_SINGLE_OPENER: Final = re.compile(r"(?:^|[\s(\[—–-])[‘'‚](?!')(?=[\w“\"\[…@£$€])", re.MULTILINE)
_SINGLE_CLOSER: Final = re.compile(r"[,.?!…][’'‘](?=[\s—–)\]]|$)|[\w][’'‘], ", re.MULTILINE)
_DOUBLE_OPENER: Final = re.compile(r"(?:^|[\s(\[—–-])[“\"«„»”](?=[\w‘'\[…@£$€])", re.MULTILINE)
_DOUBLE_QUOTED: Final = re.compile(r"“[^”\n]{0,2000}”|(?<!\w)\"[^\"\n]{0,2000}\"")
_LONG_DOUBLE: Final = re.compile(r"(?:^|\s)[“\"«„][\w‘'][^“”\"\n‘]{12,400}?[,.?!…][”\"»“]", re.MULTILINE)
# words that begin with an apostrophe; some writers set it as an opening mark
_ELIDED: Final = re.compile(r"(?:til|tis|twas|em|cause|n|bout|round|tween|cos|cuz|\d\ds?)\b", re.IGNORECASE)
_SUBHEAD: Final = 120
_SPOKEN_SUBHEAD: Final = re.compile(r"[^“”\"\n.]{0,80}: ‘[^‘’“”\"\n ]{1,30} [a-z][^‘“”\"\n]{1,60}’")
"""A headline or subhead that quotes in single marks, whatever the article does: "Minister: ‘We will rebuild’"."""
_CUT: Final = re.compile(
    r"[,?!.](?= (?:[\w’'.-]+ ){1,4}(?:said|says|told|added|asked|wrote)\b)"
    r"|[,?!](?= (?:said|says|added|asked) [^\W\d_a-z])"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A quoted run: `start` and `end` leave its marks out. `closed` is False where the closing mark is missing;
    such a run ends with its paragraph, or before the words that attribute it. `mark` is what opened it."""

    start: int
    end: int
    closed: bool = True
    mark: str = '"'

    @property
    def typewritten(self) -> bool:
        """Whether two apostrophes open it: speech for certain, but what its marks were is lost."""
        return self.mark == TYPEWRITER

    @property
    def outer(self) -> Span:
        """The span with the marks."""
        return self.start - len(self.mark), self.end + (len(self.mark) if self.closed else 0)


def single_is_primary(text: str) -> bool:
    """Whether the article sets speech in single marks, as British papers do; apostrophes are not counted."""
    if not _SINGLE_OPENER.search(text):
        return False
    outside = _DOUBLE_QUOTED.sub(" ", text)  # what stands in single marks inside double ones is nested
    closers = len(_SINGLE_CLOSER.findall(outside))
    if not closers or not _SINGLE_OPENER.search(outside):
        return False
    doubles = len(_DOUBLE_OPENER.findall(text)) + text.count(" ''")
    return doubles <= 2 * closers and _LONG_DOUBLE.search(text) is None


def find_runs(text: str, spans: Sequence[Span], *, single: bool | None = None) -> list[tuple[Run, ...]]:
    """Return for each paragraph of `spans` its outermost quoted runs, in order.

    `single` says that single marks are the main ones; None decides by the text.
    """
    main_single = single_is_primary(text) if single is None else single
    return [tuple(_runs(text, start, end, main_single)) for start, end in spans]


def _runs(text: str, start: int, end: int, single: bool) -> list[Run]:
    if single:
        return _single_runs(text, start, end)
    if end - start <= _SUBHEAD and _SPOKEN_SUBHEAD.fullmatch(text, start, end):
        return [run for run in _single_runs(text, start, end) if run.closed]
    return _double_runs(text, start, end)


def _double_runs(text: str, start: int, end: int) -> list[Run]:
    found: list[Run] = []
    marks = list(_DOUBLE.finditer(text, start, end))
    opened: tuple[int, str] | None = None  # where the inside begins, the mark
    depth = 0
    for index, match in enumerate(marks):
        mark, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        if opened is None:
            if index + 1 == len(marks) and _is_stray(text, start, at, mark, before, behind):
                continue
            if _can_open(mark, before, behind):
                opened, depth = (after, mark), 0
            elif not found and index == 0 and _closes_lost(text, start, at, mark, before, behind):
                found.append(Run(start, at, closed=True, mark=""))
            continue
        inside, opener = opened
        closers = "''’’" if opener in ("``", "''") else _PAIRS[opener]
        if mark in ("''", "’’") and not (before.isspace() and behind.isalnum()):
            if opener in ("``", "“", '"', "''"):
                found.append(Run(inside, at, mark=opener))
                opened = None
            continue
        opening = _looks_opening(mark, before, behind)
        if depth and not opening and mark not in closers:
            depth -= 1
            continue
        if mark in closers and not opening:
            if mark == '"' and before.isdigit() and _is_inch(behind, marks[index + 1 : index + 1 + _AHEAD]):
                continue
            if depth:
                depth -= 1
                continue
            found.append(Run(inside, at, mark=opener))
            opened = None
        elif opening and mark in _PAIRS:
            if _nested(text, marks[index + 1 : index + 3], start, end):
                depth += 1
                continue
            cut = _attributed_cut(text, inside, at)
            if cut is not None or mark == opener or opener in '"“':
                found.append(
                    Run(inside, cut if cut is not None else _rstrip(text, inside, at), closed=False, mark=opener)
                )
                opened, depth = (after, mark), 0
    if opened is not None:
        inside, opener = opened
        cut = _attributed_cut(text, inside, end)
        found.append(Run(inside, end if cut is None else cut, closed=False, mark=opener))
    return [run for run in found if any(map(str.isalnum, text[run.start : run.end]))]


def _can_open(mark: str, before: str, behind: str) -> bool:
    if before == "=":  # an attribute of left-over markup
        return False
    if mark in "“„«「『``":
        return not (mark == "“" and before in _STOPS and behind.isspace())
    if mark == TYPEWRITER:
        return (before.isspace() or before in "([—–-") and not behind.isspace()
    if mark in '"”»':
        if before.isdigit() and not behind.isalnum():  # 6" by 4"
            return False
        if mark == '"':
            return not behind.isspace() or before.isspace()
        return (before.isspace() or before in "([—–-:") and not behind.isspace()
    return False


def _is_stray(text: str, start: int, at: int, mark: str, before: str, behind: str) -> bool:
    """Whether a paragraph's last mark stands alone between two words where no speech can begin."""
    loose = mark == '"' and before.isspace() and behind.isspace()
    return loose and text[start:at].rstrip()[-1:] not in _BEFORE_SPEECH


def _looks_opening(mark: str, before: str, behind: str) -> bool:
    """Whether a mark met inside a run begins another one rather than ends this one."""
    if mark in "„「『":
        return True
    if mark in '“"”«':
        return (before.isspace() or before in "([") and not (behind.isspace() or behind in ",.?!;:)")
    return False


def _closes_lost(text: str, start: int, at: int, mark: str, before: str, behind: str) -> bool:
    """Whether a paragraph's first mark closes a run whose opening mark is missing."""
    if mark not in '"”' or before not in _STOPS or not behind.isspace():
        return False
    return text[start : start + 1].isupper() and at - start > 12 and "\n" not in text[start:at]


def _nested(text: str, rest: Sequence[re.Match[str]], start: int, end: int) -> bool:
    """Whether the next two marks both close, so that the one just met opens an inner quotation."""
    closing = 0
    for match in rest:
        before = text[match.start() - 1] if match.start() > start else " "
        behind = text[match.end()] if match.end() < end else " "
        if _looks_opening(match.group(), before, behind):
            return False
        closing += 1
    return closing == 2


def _is_inch(behind: str, rest: Sequence[re.Match[str]]) -> bool:
    if not (behind.isspace() or behind in ",.x×"):
        return False
    return sum(match.group() in '"”' for match in rest) % 2 == 1


def _attributed_cut(text: str, start: int, end: int) -> int | None:
    """Return where an unclosed run ends before ", NAME said"; None when nothing attributes it."""
    match = _CUT.search(text, start, end)
    return match.start() + 1 if match else None


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _single_runs(text: str, start: int, end: int) -> list[Run]:
    found: list[Run] = []
    marks = [match for match in _SINGLE.finditer(text, start, end) if len(match.group()) == 1]
    opened: tuple[int, str] | None = None
    for index, match in enumerate(marks):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if mark in _OPEN_SINGLE and not before.isalnum() and not behind.isspace() and behind not in ",.?!;:)":
                if _ELIDED.match(text, at + 1) and (mark != "‘" or not _closer_ahead(text, marks, index, start, end)):
                    continue
                opened = (at + 1, mark)
            continue
        if mark in _CLOSE_SINGLE and _closes_single(text, marks, index, start, end):
            found.append(Run(opened[0], at, mark=opened[1]))
            opened = None
    if opened is not None:
        found.append(Run(opened[0], end, closed=False, mark=opened[1]))
    known = [run for run in found if any(map(str.isalnum, text[run.start : run.end]))]
    covered = [run for run in _double_runs(text, start, end) if not any(r.start <= run.start < r.end for r in known)]
    inside = [run for run in covered if not any(run.start <= r.start and r.end <= run.end for r in known)]
    return sorted([*known, *inside], key=lambda run: run.start)


def _closes_single(text: str, marks: Sequence[re.Match[str]], index: int, start: int, end: int) -> bool:
    at = marks[index].start()
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    if behind.isalnum() or before.isspace():
        return False
    if before in _STOPS or before in '”")]':
        return True
    if before in "sz" and behind == "," and text[at + 2 : at + 3] in tuple(_CLOSE_SINGLE):
        return False  # "not the fans',' he said"
    if not (behind.isspace() or behind in ',.;:?!)]—–-”"'):
        return False
    # a plural possessive: "the tenants’ right", when a better closing mark still comes
    return not (before in "sz" and behind == " " and _closer_ahead(text, marks, index, start, end))


def _closer_ahead(text: str, marks: Sequence[re.Match[str]], index: int, start: int, end: int) -> bool:
    """Whether a mark that certainly closes comes before the next one that opens."""
    for match in marks[index + 1 : index + 1 + _AHEAD]:
        at = match.start()
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        if match.group() in _CLOSE_SINGLE and before in _STOPS and not behind.isalnum():
            return True
        if match.group() in _OPEN_SINGLE and before.isspace() and behind.isalnum() and not _ELIDED.match(text, at + 1):
            return False
    return False
