"""Bylines: which lines name the writers, and who they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader.cleaning.wordlists import word_list
from reader.text.normalise import words

_BY: Final = re.compile(
    r"\W{0,3}(?i:by|byline|(?:written|story|report|text|words|reported|hosted) by|authors?|von|par|por|di|door|autor|"
    r"auteur|texte|text|escrito por)\b\s*[:|]?\s+(?=\S)"
)
_NAME_WORD: Final = re.compile(r"(?:[^\W\d_](?:['’][^\W\d_])?[^\W\d_'’.]*(?:[-'’][^\W\d_]+)*\.?)")
_AND: Final = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bwith\b)\s*", re.IGNORECASE)
_STOP: Final = re.compile(
    r"\s+[|•·–—/@-]\s+|\s*[|•·(\[]|\s+(?:on|in|at|from|for|of|pour|für)\s+|\s*(?=\d)"
    r"|[,;]?\s*(?i:updated|published|posted)\b|\S+@"
)
_BAR: Final = re.compile(r"\s[|•·]\s")
_POSTED: Final = re.compile(r"\s[|•·]\s(?:(?i:posted|published|updated)\b\W*)?(?=(?:[A-Z][a-z]{2,8}\.? )?\d)")
_REST: Final = 8
"""More words after the names, with a stop, make a sentence: "Author Ida Moll, from Saltby, said that ..."."""
_BIO: Final = re.compile(
    r"\W*((?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s+){1,3}[^\W\d_a-zß-öø-ÿ][\w'’-]*)\s+"
    r"(?:is|was|covers|writes|reports|joined|has|works|serves|leads)\b"
)
_BIO_ROLE: Final = re.compile(
    r"(?i)\b(?:reporter|writer|editor|journalist|correspondent|columnist|contributor|contributing|author|freelance|"
    r"critic|covers|covering|writes|fellow|professor|blogger|producer|bureau|staff)\b"
)


def names_job(text: str) -> bool:
    """Return whether a text holds a word of a writer's job, such as editor or staff."""
    return not word_list("jobs").isdisjoint(words(text))


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline, and what follows them on the line (often the date)."""

    authors: tuple[str, ...]
    rest: str = ""


def read_byline(text: str) -> Byline | None:
    """Return the authors that a line names as its writers, None when it is no byline.

    "By" must be followed by names, so "By the river" and "Abby Stone" are none; "Ann Lee, Staff Writer" is one.
    """
    line = " ".join(text.split())
    if not line or len(line) > 240:
        return None
    opened = _BY.match(line)
    if opened:
        return _names_after(line[opened.end() :])
    parts = _BAR.split(line)
    if 2 <= len(parts) <= 6 and bare_name(parts[0]) and (names_job(parts[1]) or _POSTED.search(line)):
        return Byline((_spelled(parts[0]),), _POSTED.split(line, maxsplit=1)[-1] if _POSTED.search(line) else "")
    name, mark, role = line.partition(",")
    if mark and len(role.split()) <= 5 and names_job(role) and not line.endswith(".") and _is_name(name):
        return Byline((_spelled(name),))
    return None


def _names_after(text: str) -> Byline | None:
    stop = _STOP.search(text)
    listed, rest = (text[: stop.start()], text[stop.start() :]) if stop else (text, "")
    authors: list[str] = []
    for part in _AND.split(listed):
        if not part:
            continue
        if authors and names_job(part):
            rest = rest or part
        elif _is_name(part):
            authors.append(_spelled(part))
        elif authors and len(part.split()) <= 4:
            rest = rest or part
        else:
            return None
    if not authors or (rest.endswith(".") and len(rest.split()) > _REST):
        return None
    if listed.rstrip().endswith(".") and len(listed.split()) > 6:
        return None
    return Byline(tuple(authors), rest.strip(" |•·–—-,"))


def _is_name(text: str) -> bool:
    """Whether a text is one to five name words with small particles between them."""
    parts = text.strip().rstrip(".").split() if not text.strip().endswith(("Jr.", "Sr.")) else text.split()
    if not 1 <= len(parts) <= 5:
        return False
    for at, part in enumerate(parts):
        if part.lower() in word_list("particles") and 0 < at < len(parts) - 1:
            continue
        match = _NAME_WORD.fullmatch(part)
        if match is None or part[0].islower():
            return False
    return not (len(parts) == 1 and len(parts[0]) < 3) and not (names_job(text) and len(parts) > 3)


def _spelled(name: str) -> str:
    """Return a name with capital first letters where it was all upper case."""
    name = " ".join(name.split()).rstrip(".") if not name.rstrip().endswith(("Jr.", "Sr.")) else " ".join(name.split())
    if name.isupper() and len(name) > 4:
        return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), name)
    return name


def bare_name(text: str) -> bool:
    """Return whether a line is nothing but a person's name of two to four words."""
    parts = text.split()
    return 2 <= len(parts) <= 4 and _is_name(text) and not names_job(text) and not text.isupper()


def author_of_bio(text: str) -> str | None:
    """Return the person that a note about the writer opens with, None when it is about nobody in particular."""
    match = _BIO.match(text[:400])
    if match and _BIO_ROLE.search(text[match.end() - 10 : 400]):
        return " ".join(match[1].split())
    return None
