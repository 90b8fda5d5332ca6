"""Lines that only say when, only share, or only point somewhere: recognised by all their words, not by one cue."""

from __future__ import annotations

import re
from typing import Final

from reader.cleaning.features import Shape
from reader.cleaning.wordlists import word_list

_STAMP_WORDS: Final = 16
_SHARE_WORDS: Final = 16
_NAMES: Final = 3
_BETWEEN: Final = (" * ", " | ", " • ", " · ")
_ENTRIES: Final = 6
_ENTRY: Final = 6
_LOOKED_AT: Final = 4000
_NUMBER: Final = re.compile(r"(?:20\d\d)?\d{1,4}(?:st|nd|rd|th|am|pm|h|m|d|er|º|°)?|\d{1,2}h\d{2}")
_DIGIT: Final = re.compile(r"\d")
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\b|\s?uhr\b)?(?![\d.])", re.IGNORECASE)
_NUMERIC_DATE: Final = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_COUNTER: Final = re.compile(r"\d{1,3}\s{0,3}/\s{0,3}\d{1,3}")
_DEGREES: Final = re.compile(r"[-−+]?\d{1,3}\s?°\s?[CF]?")
_LINK: Final = re.compile(r"\W*(?:https?://|www\.)\S+\W*")


def line_kind(item: Shape) -> str | None:
    """Return `time`, `share`, `link`, `widget`, `menu` or `player` for a line that is only that, else None."""
    if _is_menu(item):
        return "menu"
    if not item.words or item.count > _STAMP_WORDS + 10:
        return None
    if _LINK.fullmatch(item.text):
        return "link"
    if _COUNTER.fullmatch(item.text):
        return "player"
    if _DEGREES.fullmatch(item.text):
        return "widget"
    if item.count <= _SHARE_WORDS and _only_shares(item):
        return "share"
    return "time" if is_stamp(item) or _is_signed(item) else None


def _is_menu(item: Shape) -> bool:
    """Whether a block is a page's menu in one line: many short names with the same mark between them."""
    for mark in _BETWEEN:
        if item.text.count(mark, 0, _LOOKED_AT) >= _ENTRIES:
            entries = [entry.split() for entry in item.text[:_LOOKED_AT].split(mark) if entry.strip()]
            short = sum(1 for entry in entries if len(entry) <= _ENTRY and not entry[-1].endswith((".", ":", ";")))
            named = sum(1 for entry in entries if entry[0][:1].isupper())
            return short == len(entries) and 2 * named > len(entries)
    return False


def is_stamp(item: Shape, names: int = 0) -> bool:
    """Return whether a block says a date or a time and nothing else but `names` capitalised words at most."""
    if item.count > _STAMP_WORDS or not _DIGIT.search(item.text) or not any(map(str.isdigit, item.text[:160])):
        return False
    units, months = word_list("when_unit"), word_list("when_name")
    filler = word_list("when_filler") | word_list("when_stamp")
    telling = bool(_CLOCK.search(item.text) or _NUMERIC_DATE.search(item.text))
    others = numbers = 0
    for word in item.words:
        if _NUMBER.fullmatch(word):
            numbers += 1
            telling = telling or word.endswith(("am", "pm", "th", "nd", "rd"))
        elif word in units or word in months:
            telling = True
        elif word not in filler:
            others += 1
    return telling and numbers > 0 and others <= names


def _is_signed(item: Shape) -> bool:
    """Whether a block is a writer's name with a date, as in "Ida Moll - 12:36 pm"."""
    if not is_stamp(item, _NAMES) or any(mark in item.text for mark in "@(—–~"):
        return False
    known = word_list("when_name") | word_list("when_unit") | word_list("when_filler") | word_list("when_stamp")
    others = [word for word in item.text.split() if word[0].isalpha() and word.lower().strip(".,") not in known]
    return len(others) > 1 and all(word[0].isupper() and not word.isupper() for word in others)


def _only_shares(item: Shape) -> bool:
    share = word_list("share_word")
    return all(word in share or word.isdigit() for word in item.words) and any(
        len(word) > 4 and word in share for word in item.words
    )


def is_doubled(item: Shape) -> bool:
    """Return whether a block says the same words twice: a picture's alternative text and the headline beside it."""
    half, odd = divmod(item.count, 2)
    return not odd and half >= 4 and item.words[:half] == item.words[half:]
