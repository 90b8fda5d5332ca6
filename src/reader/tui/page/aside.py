"""What the sidebar lists of an article: its people, organisations, places, and its quotes by speaker."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from reader.article import DOUBTFUL, Article, Entity, Quote
from reader.text.wrap import cells, fit, wrap
from reader.tui.page.wording import Signs

RULES: Final = "rules"
"""The name under which an article says that no model found its names."""

FAINT: Final = 0.35
"""An entity with less evidence than this is shown dim."""

LONG: Final = 16
"""Names of which a list that is longer folds away those that are named once."""

_QUOTE_LINES: Final = 2
_OPENING: Final = 400


class Tab(StrEnum):
    """The lists of the sidebar."""

    PEOPLE = "People"
    ORGANISATIONS = "Organisations"
    PLACES = "Places"
    QUOTES = "Quotes"


TYPES: Final = {Tab.PEOPLE: "PERSON", Tab.ORGANISATIONS: "ORG", Tab.PLACES: "PLACE"}


class AsideLine(NamedTuple):
    """One line of a list: `item` is the entity or quote it belongs to (-1: a heading), `right` stands at the right
    edge, `look` names how it is drawn."""

    item: int
    left: str
    right: str = ""
    look: str = "name"


class Folded(NamedTuple):
    """Stands in the list for items that are folded away."""

    number: int


Items = tuple[Entity | Quote | Folded, ...]


class Aside(NamedTuple):
    """One list, laid out: its lines, and what each item number stands for."""

    lines: tuple[AsideLine, ...]
    items: Items
    firsts: tuple[int, ...]
    """The first line of each item."""


def entities_of(article: Article, tab: Tab) -> list[Entity]:
    """Return the entities of a tab in their order of importance."""
    return [entity for entity in article.entities if entity.type == TYPES.get(tab)]


def count(article: Article, tab: Tab) -> int:
    """Return how many items a tab has."""
    return len(article.quotes) if tab is Tab.QUOTES else len(entities_of(article, tab))


def doubtful(quote: Quote) -> bool:
    """Return whether a quote is shown dim."""
    return quote.confidence < DOUBTFUL


def foldable(article: Article, tab: Tab) -> list[Entity] | list[Quote]:
    """Return what of a tab can be folded away: doubtful quotes; in a long list of names, those that are named once."""
    if tab is Tab.QUOTES:
        return [quote for quote in article.quotes if doubtful(quote)]
    entities = entities_of(article, tab)
    once = [entity for entity in entities if entity.count == 1]
    # a list that would be nothing but its fold is no shorter way to anything
    return once if len(entities) > LONG and len(once) < len(entities) else []


def spoken(article: Article) -> str:
    """Return what found the names of an article, in a few words; "" before anything did."""
    if article.model != RULES:
        return f"found by {_line(article.model)}" if article.model else ""
    language = (article.language or "en").partition("-")[0]
    return "found by rules" + (f", no model for “{_line(language)}”" if language != "en" else ", without a model")


def aside(article: Article, tab: Tab, width: int, signs: Signs, *, folded: bool = False) -> Aside:
    """Return the list of a tab for lines of `width` cells; with `folded`, one line stands for what can be folded.

    Below names stands what found them.
    """
    found = _list(article, tab, width, signs, folded=folded)
    words = spoken(article)
    if tab is Tab.QUOTES or not words or not found.lines:
        return found
    below = (AsideLine(-1, "", look="gap"), *(AsideLine(-1, words[a:b], look="note") for a, b in wrap(words, width)))
    return found._replace(lines=(*found.lines, *below))


def _list(article: Article, tab: Tab, width: int, signs: Signs, *, folded: bool) -> Aside:
    hidden = foldable(article, tab) if folded else []
    gone = set(map(id, hidden))
    if tab is Tab.QUOTES:
        found = _quotes(article, [quote for quote in article.quotes if id(quote) not in gone], width, signs)
        words = "doubtful one" if len(hidden) == 1 else "doubtful ones"
    else:
        found = _entities([entity for entity in entities_of(article, tab) if id(entity) not in gone], width, signs)
        words = "named once"
    if not hidden:
        return found
    gap = (AsideLine(-1, "", look="gap"),) if found.lines else ()
    line = AsideLine(len(found.items), fit(f"+ {len(hidden)} {words}", width, signs.ellipsis), look="fold")
    return Aside(
        (*found.lines, *gap, line), (*found.items, Folded(len(hidden))), (*found.firsts, len(found.lines) + len(gap))
    )


def _entities(entities: Sequence[Entity], width: int, signs: Signs) -> Aside:
    lines: list[AsideLine] = []
    firsts: list[int] = []
    for number, entity in enumerate(entities):
        firsts.append(len(lines))
        right = str(entity.count)
        room = width - cells(right) - 2
        look = "name" if entity.evidence >= FAINT else "name-faint"
        lines.append(AsideLine(number, fit(_line(entity.name), room, signs.ellipsis), right, look))
        note = entity.note or ""
        if not note and len(entity.aliases) > 1:
            others = [alias for alias in entity.aliases if alias != entity.name]
            note = f"also {', '.join(others)}" if others else ""
        if note:
            lines.append(AsideLine(number, fit(_line(note), width, signs.ellipsis), look="note"))
    return Aside(tuple(lines), tuple(entities), tuple(firsts))


def _quotes(article: Article, quotes: Sequence[Quote], width: int, signs: Signs) -> Aside:
    text = article.text
    groups: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.speaker, []).append(quote)
    # those whom nobody is named for come last
    speakers = sorted(groups, key=lambda speaker: speaker is None)
    lines: list[AsideLine] = []
    items: list[Quote] = []
    firsts: list[int] = []
    for speaker in speakers:
        group = groups[speaker]
        if lines:
            lines.append(AsideLine(-1, "", look="gap"))
        name = _line(speaker) if speaker else "No speaker named"
        right = str(len(group))
        look = "speaker" if speaker else "speaker-none"
        lines.append(AsideLine(-1, fit(name, width - cells(right) - 2, signs.ellipsis), right, look))
        for quote in group:
            firsts.append(len(lines))
            number = len(items)
            items.append(quote)
            look = "quote-faint" if doubtful(quote) else "quote"
            lines.extend(AsideLine(number, line, look=look) for line in _opening(quote, text, width, signs))
            facts = [quote.cue or "", quote.type, "goes on" if quote.continues else ""]
            facts.append("doubtful" if doubtful(quote) else "")
            line = f" {signs.dot} ".join(_line(fact) for fact in facts if fact)
            lines.append(AsideLine(number, fit(line, width, signs.ellipsis), look="note"))
    return Aside(tuple(lines), tuple(items), tuple(firsts))


def _opening(quote: Quote, text: str, width: int, signs: Signs) -> list[str]:
    words = _line(text[quote.start : min(quote.end, quote.start + _OPENING)])
    if quote.type != "indirect":
        words = f"{signs.left}{words}{signs.right}"
    lines = [words[start:end] for start, end in wrap(words, width)]
    if len(lines) <= _QUOTE_LINES:
        return lines
    return [*lines[: _QUOTE_LINES - 1], fit(" ".join(lines[_QUOTE_LINES - 1 :]), width, signs.ellipsis)]


def _line(text: str) -> str:
    return " ".join(text.split())
