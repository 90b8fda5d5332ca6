"""The query language: what a user types, as a value. No SQL here.

    budget "city council" strik* -football      words, a phrase, the beginning of a word, not this word
    flood OR storm                              either
    title: by: person: org: place: said: site: tag: path:
    person:="Ada Brun"                          just that name, not every name that holds its words
    is:unread is:progress is:read is:starred is:archived is:failed is:copy is:all
    after:2024-03 before:2024-06-15             from that day on; up to the day before
    sort:newest sort:oldest sort:title sort:site sort:rank

Everything must hold; OR binds more tightly than that. A `-` before a field turns it round. `after:` is inclusive,
`before:` is not. `is:all` has archived articles and copies of others in as well, which are left out otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from reader.errors import UsageError
from reader.library.model import Sort

_MOST_CHARACTERS: Final = 2000
_MOST_TERMS: Final = 100
_SHOWN: Final = 60
_OPENING: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}
_CLOSING: Final = {'"': '"', "“": '”"', "„": '“”"', "«": '»"'}
_FIELD: Final = re.compile(r"([A-Za-z]{2,20}):")
# compiled where they are used: most queries can do without
_DATE: Final = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_UNPRINTABLE: Final = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"


class Field(StrEnum):
    """Where a term is looked for. TEXT is title, byline and text."""

    TEXT = "text"
    TITLE = "title"
    BY = "by"
    PERSON = "person"
    ORG = "org"
    PLACE = "place"
    SAID = "said"
    SITE = "site"
    TAG = "tag"
    PATH = "path"
    IS = "is"
    BEFORE = "before"
    AFTER = "after"


class Status(StrEnum):
    """The values of `is:`."""

    UNREAD = "unread"
    PROGRESS = "progress"
    READ = "read"
    STARRED = "starred"
    ARCHIVED = "archived"
    FAILED = "failed"
    COPY = "copy"
    ALL = "all"


NAMES: Final = frozenset({Field.PERSON, Field.ORG, Field.PLACE, Field.SAID})
"""The fields in which names are looked for: by their words, or with `=` by the whole name."""

FULL_TEXT: Final = frozenset({Field.TEXT, Field.TITLE, Field.BY})
"""The fields that the full-text index answers."""


class Term(NamedTuple):
    """One condition. `value` is a word or phrase, a `Status` value, or a day as YYYY-MM-DD.

    `phrase` is True for one in quotation marks, `prefix` for one that ends in `*`, `exact` for a whole name.
    """

    field: Field
    value: str
    phrase: bool = False
    prefix: bool = False
    negated: bool = False
    exact: bool = False


class Query(NamedTuple):
    """What an article must fulfil: one term of every group. `text` is what the user typed."""

    groups: tuple[tuple[Term, ...], ...] = ()
    sort: Sort | None = None
    text: str = ""

    @property
    def words(self) -> tuple[Term, ...]:
        """The terms whose matches are marked in an article: full text, not negated."""
        return tuple(term for group in self.groups for term in group if term.field in FULL_TEXT and not term.negated)

    @property
    def empty(self) -> bool:
        """Whether every article fulfils it."""
        return not self.groups


EVERYTHING: Final = Query(((Term(Field.IS, Status.ALL.value),),))
"""The query of all articles, archived ones too."""


class QueryError(UsageError):
    """A query that cannot be understood.

    `sentence` says why, `position` and `length` (characters of the query) where; `message` has all of it on
    three lines: the sentence, the query, a mark under the fault.
    """

    title = "This query is not understood"
    lines = True

    def __init__(self, sentence: str, text: str, position: int, length: int = 1, hint: str = "") -> None:
        self.sentence = sentence
        self.position = position
        self.length = max(1, length)
        super().__init__(f"{sentence}\n{_pointed(text, position, self.length)}", hint)


def parse(text: str) -> Query:
    """Return the query that `text` states. Raises QueryError."""
    return _Parser(text).parse()


def quoted(field: Field, value: str, *, exact: bool = False) -> str:
    """Return the query text for a value of a field, as `parse` reads it back: `person:"Ada Brun"`.

    It finds what holds these words, with `exact` a whole name: `person:="Ada Brun"`. A name with a quotation mark in it
    is asked for by its words, since nothing stands for the mark.
    """
    words = " ".join(re.sub(r'["“”„«»]', " ", value).split())
    whole = exact and words == " ".join(value.split())
    return f'"{words}"' if field is Field.TEXT else f'{field.value}:{"=" if whole else ""}"{words}"'


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._groups: list[list[Term]] = []
        self._sort: Sort | None = None
        self._or: int | None = None
        self._not = False

    def parse(self) -> Query:
        if len(self._text) > _MOST_CHARACTERS:
            self._fail(f"A query may have {_MOST_CHARACTERS} characters.", _MOST_CHARACTERS)
        terms = 0
        while self._skip_blanks():
            self._item()
            terms += 1
            if terms > _MOST_TERMS:
                self._fail(f"A query may have {_MOST_TERMS} parts.", self._at - 1)
        if self._or is not None:
            self._fail("There is nothing behind this OR.", self._or, 2)
        return Query(tuple(tuple(group) for group in self._groups), self._sort, self._text)

    def _fail(self, sentence: str, position: int, length: int = 1, hint: str = "") -> None:
        raise QueryError(sentence, self._text, position, length, hint)

    def _skip_blanks(self) -> bool:
        while self._at < len(self._text) and _is_blank(self._text[self._at]):
            self._at += 1
        return self._at < len(self._text)

    def _item(self) -> None:
        start = self._at
        bare = self._peek_word()
        if bare in ("OR", "|"):
            self._at += len(bare)
            if not self._groups or self._or is not None:
                self._fail("There is nothing before this OR.", start, len(bare))
            self._or = start
            return
        if bare in ("AND", "NOT", "&"):
            self._at += len(bare)
            self._not = self._not or bare == "NOT"
            return
        negated = self._not
        self._not = False
        if bare[0] in "-−" and len(bare) > 1:
            self._at += 1
            negated = not negated
        self._term(start, negated)

    def _peek_word(self) -> str:
        end = self._at
        while end < len(self._text) and not _is_blank(self._text[end]):
            end += 1
        return self._text[self._at : end]

    def _term(self, start: int, negated: bool) -> None:
        name, behind = self._field()
        exact = name in NAMES and self._text[self._at : self._at + 1] == "="
        self._at += exact
        value, phrase, prefix = self._value()
        whole = self._at - start
        if name == "sort":
            if negated or self._or is not None:
                self._fail("An order can be neither turned round nor one of two.", start, whole)
            self._sort = self._order(value, behind)
            return
        field = Field.TEXT if name is None else Field(name)
        if not value and field is not Field.TEXT:
            self._fail(f"“{name}:” needs a value behind it.", start, whole)
        if field is Field.IS:
            value = self._status(value, behind)
        elif field in (Field.BEFORE, Field.AFTER):
            value = self._day(value, behind)
        elif field is not Field.PATH and not has_words(value):
            # a lone dash or smiley is in no index; it must not make the rest find nothing
            return
        self._add(Term(field, value, phrase, prefix, negated, exact))

    def _add(self, term: Term) -> None:
        if self._or is None:
            self._groups.append([term])
        else:
            self._groups[-1].append(term)
            self._or = None

    def _field(self) -> tuple[str | None, int]:
        """Return the field's name, if one stands here, and where its value begins."""
        found = _FIELD.match(self._text, self._at)
        if found is None:
            return None, self._at
        name = found.group(1).lower()
        rest = self._text[found.end() : found.end() + 1]
        if name not in _FIELDS:
            if not rest or _is_blank(rest) or rest in "/:":
                return None, self._at  # "Note: this", "https://a.example"
            import difflib  # for this sentence only

            close = difflib.get_close_matches(name, _FIELDS, 1)
            hint = f"Did you mean “{close[0]}:”? " if close else ""
            fields = ", ".join(f"{field}:" for field in _FIELDS)
            hint += f"Fields are {fields}. To search for the words, put them in quotation marks."
            self._fail(f"There is no field “{name}:”.", self._at, len(name) + 1, hint)
        self._at = found.end()
        return name, self._at

    def _value(self) -> tuple[str, bool, bool]:
        """Return the word or phrase that stands here, whether it is a phrase, and whether it ends in a star."""
        opening = self._text[self._at : self._at + 1]
        if opening and opening in _OPENING:
            start = self._at
            ends = [end for mark in _CLOSING[opening] if (end := self._text.find(mark, start + 1)) >= 0]
            if not ends:
                self._fail("This phrase has no closing quotation mark.", start, len(self._text) - start)
            self._at = min(ends) + 1
            value, phrase = self._text[start + 1 : min(ends)], True
            prefix = self._text[self._at : self._at + 1] == "*"
            self._at += prefix
        else:
            word = self._peek_word()
            # a quotation mark inside begins the next phrase, as in `a"b c"`
            cut = min((at for mark in _OPENING if (at := word.find(mark)) > 0), default=len(word))
            word = word[:cut]
            self._at += len(word)
            prefix = word.endswith("*")
            value, phrase = word.rstrip("*"), False
        return " ".join((value if value.isprintable() else re.sub(_UNPRINTABLE, " ", value)).split()), phrase, prefix

    def _status(self, value: str, position: int) -> str:
        known = [status.value for status in Status]
        if value.lower() not in known:
            self._fail(f"“is:” knows {', '.join(known)}.", position, self._at - position)
        return value.lower()

    def _order(self, value: str, position: int) -> Sort:
        known = [sort.value for sort in Sort]
        if value.lower() not in known:
            self._fail(f"“sort:” knows {', '.join(known)}.", position, self._at - position)
        return Sort(value.lower())

    def _day(self, value: str, position: int) -> str:
        found = re.fullmatch(_DATE, value, re.ASCII)
        try:
            if found is not None:
                year, month, day = found.groups()
                return date(int(year), int(month or 1), int(day or 1)).isoformat()
        except ValueError:
            pass  # 2024-13 and the like: the sentence below is meant for it
        sentence = f"“{_printable(value)}” is no date: write 2024, 2024-05 or 2024-05-31."
        raise QueryError(sentence, self._text, position, self._at - position)


_FIELDS: Final = (*(field.value for field in Field if field is not Field.TEXT), "sort")


def has_words(value: str) -> bool:
    """Return whether the full-text index can know anything of it: a letter or a digit."""
    return any(char.isalnum() or unicodedata.category(char) == "Co" for char in value)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _is_blank(char: str) -> bool:
    return char.isspace() or char == "\x00"


def _pointed(text: str, position: int, length: int) -> str:
    """Return the query, or the part around the fault, and under it a line of marks; no control character."""
    start = max(0, position - _SHOWN // 2)
    shown = _printable(text[start : start + _SHOWN])
    before = shown[: position - start]
    marked = shown[position - start : position - start + length]
    return f"  {shown}\n  {' ' * _cells(before)}{'^' * max(1, _cells(marked))}"


def _cells(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
