"""Captions and picture credits: text about a picture that the reader cannot see."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reader.cleaning.features import Page, Shape
from reader.cleaning.wordlists import word_set
from reader.text.normalise import words

_MOST_WORDS: Final = 90
_NAMED_FROM: Final = 4
_LABEL: Final = 4
_CREDIT_WORD: Final = (
    r"(?:(?:file )?photo(?:graph|grapher|graphy)?s?|(?:photo|image|picture) (?:credit|source)|image|picture|credits?|"
    r"fotos?|bild|bilder|cr[eé]dits?(?: photo)?|fotograf[ií]a|imagen|imagem|immagine|file|illustration|illustrator|"
    r"(?:banner|header|featured?|cover|lead) (?:image|photo|picture)|"
    r"artwork|graphic|courtesy|supplied|screenshot|screen ?grab|foto de archivo|archivfoto|symbolbild|symbolfoto|video)"
)
_OPENS: Final = re.compile(
    r"\W{0,3}(?:image|media|video) (?:source|caption|copyright)\b"
    rf"|\W{{0,3}}{_CREDIT_WORD}(?:\s+(?:by|courtesy of|courtesy|via|from|de|von|di|par|of)\s|\s?[:|/©]|\s?\(c\))",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(rf"[(\[]\s*{_CREDIT_WORD}\b[^()\[\]]{{0,90}}[)\]]?[.\s]*\Z", re.IGNORECASE)
_INNER: Final = re.compile(
    r"(?:photo|image|picture|photograph|foto|crédit|crédits|credit|bild|copyright)s?\s?[:|]\s?[^.!?:]{2,70}\Z"
    r"|(?:photo|photograph|picture|image|illustration|foto|video) (?:by|courtesy of|via|von|de|di|par) "
    r"(?-i:[A-ZÀ-Þ])[^.!?:]{2,70}\Z",
    re.IGNORECASE,
)
_PROPER: Final = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_NAMED: Final = re.compile(
    # a name and its outlet after the last stop or in brackets: Ida Moll / Valley Post, Ida Moll for The Valley Post
    rf"(?:[.!?…][\"'”’)]*\s?|\A|[(\[])(?:{_PROPER} ){{1,3}}(?:{_PROPER} ?)?"
    rf"[/|]\s?(?:{_PROPER} ?){{1,4}}[)\]]?\Z"
    rf"|[.!?…][\"'”’)]*\s(?:{_PROPER} ){{2,4}}for (?:the )?(?:{_PROPER} ?){{1,4}}\Z"
    # a credit behind a bar: ... on Tuesday. | COAST POST
    rf"|[.!?…][\"'”’)]*\s?\|\s?(?:{_PROPER} ?){{1,4}}\Z"
    # the credit that a page sets apart from its caption with dots
    rf"|[.!?…]['\"”’]?\s?(?i:credits?)\s?(?:\.{{2,3}}|…)\s?{_PROPER}[^.!?:]{{2,60}}\Z"
    # a caption that was cut
    rf"|(?:\.{{3}}|…)\s?(?:[A-ZÀ-ÖØ-Þ][\w.'’-]* ?){{2,4}}/\s?(?:{_PROPER} ?){{1,4}}\Z"
)
_LAST_PART: Final = re.compile(
    r"(?:^|[/(|©:;,]|\bvia\b|[.!?…]['\"”’)]?\s|\.{3}\s?| [-–—] )\s?([^/(\[|©:;]{2,40}?)[)\].\s]*\Z"
)
_CREDITED_BY: Final = frozenset({"by", "courtesy", "via", "von", "de", "di", "par"})
_MARKS: Final = frozenset("/([|©:…@")
_AGENCY_ENDINGS: Final = (" getty images", " ap photo", " reuters")
_HANDLE: Final = re.compile(r"[(\[]@[\w.]{2,40}[)\]]\s*\Z")


def is_caption(item: Shape) -> bool:
    """Return whether a block ends or opens as captions do: with a credit word or a picture agency."""
    if not 1 <= item.count <= _MOST_WORDS:
        return False
    text = item.text[-160:]
    if item.sentence and item.count > 40 and _MARKS.isdisjoint(text):
        return False
    if _OPENS.match(item.text) and item.count <= 40:
        return True
    if _BRACKETED.search(text) or ("@" in text and _HANDLE.search(text)):
        return True
    if not item.sentence and (_has_named_credit(item, text) or _has_inner_credit(item, text)):
        return True
    return _ends_with_agency(item)


# what a pattern cannot do without is looked for first: the patterns begin with nothing plain and try every character


def _has_named_credit(item: Shape, text: str) -> bool:
    possible = "/" in text or "|" in text or "for " in text or "credit" in item.words or "credits" in item.words
    return possible and item.count >= _NAMED_FROM and _NAMED.search(text) is not None


def _has_inner_credit(item: Shape, text: str) -> bool:
    possible = ":" in text or "|" in text or not _CREDITED_BY.isdisjoint(item.words)
    return possible and _INNER.search(text) is not None


def _ends_with_agency(item: Shape) -> bool:
    """Whether a block ends with an agency's name that stands apart: "told Reuters." ends a sentence of the story."""
    text = item.text[-80:]
    if _is_split_credit(text):
        return True
    if item.words[-1] not in _agency_endings():
        return False
    last = _LAST_PART.search(text)
    if not last or (item.sentence and text[: last.start(1)].rstrip()[-1:] in (",", ";", ":")):
        return False
    name = " ".join(words(last[1]))
    known = name in word_set("agencies.txt") or name.endswith(_AGENCY_ENDINGS)
    return known and (last.start(1) > 0 or item.count <= 4)


@cache
def _agency_endings() -> frozenset[str]:
    """Return the words with which a picture agency's name ends."""
    return frozenset(name.rpartition(" ")[2] for name in (*word_set("agencies.txt"), *_AGENCY_ENDINGS))


def _is_split_credit(text: str) -> bool:
    """Whether a text ends like "AP Photo/Ida Moll" or "Ida Moll/Reuters": names parted by a slash, one an agency."""
    before, slash, after = text.rstrip(" ).]").rpartition("/")
    if not slash or len(after.split()) > 4 or not after[:1].strip() or after[:1].islower():
        return False
    ending = words(before)[-3:]
    agencies = word_set("agencies.txt")
    return " ".join(words(after)) in agencies or any(" ".join(ending[at:]) in agencies for at in range(len(ending)))


def find_captions(page: Page, skip: list[bool]) -> set[int]:
    """Return the blocks that are captions, with a name of one to four words above a caption that repeats it."""
    found = {index for index, item in enumerate(page.shapes) if not skip[index] and is_caption(item)}
    for index in sorted(found):
        above = index - 1
        if above < 0 or above in found or skip[above]:
            continue
        label = page.shapes[above]
        opening = page.shapes[index].words[:40]
        if 1 <= label.count <= _LABEL and not label.sentence and _contains(opening, label.words):
            found.add(above)
    return found


def heads_caption(page: Page, index: int) -> bool:
    """Return whether a block is a caption, or a name of one to four words above a caption that repeats it."""
    if is_caption(page.shapes[index]):
        return True
    if index + 1 >= len(page) or not is_caption(page.shapes[index + 1]):
        return False
    label = page.shapes[index]
    return 1 <= label.count <= _LABEL and not label.sentence and _contains(page.shapes[index + 1].words, label.words)


def _contains(words_: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words_[at : at + len(part)] == part for at in range(len(words_) - len(part) + 1))
