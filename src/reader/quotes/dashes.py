"""Speech behind a dash, as Spanish and French set dialogue: "—No —respondió Roe—. Nunca." """

from __future__ import annotations

import re
from typing import Final

from reader.quotes.lexicon import Lexicon
from reader.quotes.marks import Run

LANGUAGES: Final = frozenset({"es", "fr"})
_OPENING: Final = re.compile(r"[—–―-] ?(?=[^\W_]|[¿¡«“…])")
_DASH: Final = re.compile(r"\s[—–―-](?=\w)|(?<=\w)[—–―-](?=[\s.,;:])")
_STOP: Final = re.compile(r"[,?!…] (?=([^\W\d_]+(?:['’-][^\W\d_]+)*))")
_AUXILIARY: Final = re.compile(r"(?:s['’])?(?:a|ai|ont|est)(?:-t)?-(?:il|elle|on|ils|elles)")


def dashed_runs(text: str, start: int, end: int, lex: Lexicon) -> tuple[Run, ...]:
    """Return the speech of a paragraph that opens with a dash; empty for any other paragraph.

    A dash inside parts the reporter's words from the speaker's and back; where French prints none, a reporting verb
    in lower case behind a stop does.
    """
    opening = _OPENING.match(text, start, end)
    if opening is None:
        return ()
    runs: list[Run] = []
    begin, spoken = opening.end(), True
    for dash in _DASH.finditer(text, begin, end):
        if spoken and text[dash.end()].islower():
            runs.append(Run(begin, dash.start(), closed=False, mark="—"))
            spoken = False
        elif not spoken:
            begin, spoken = _behind(text, dash.end(), end), True
    if spoken and begin < end:
        stop = next((m.end() - 1 for m in _STOP.finditer(text, begin, end) if _reports(m.group(1), lex)), end)
        runs.append(Run(begin, stop, closed=False, mark="—"))
    return tuple(run for run in runs if any(map(str.isalnum, text[run.start : run.end])))


def _reports(word: str, lex: Lexicon) -> bool:
    low = re.split(r"['’]", word)[-1] if word[:1] in "sS" else word
    verb = low.split("-", 1)[0]
    return word[0].islower() and (lex.tag(verb) in ("V", "G") or _AUXILIARY.fullmatch(word) is not None)


def _behind(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    return start
