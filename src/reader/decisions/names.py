"""Names that the user writes otherwise, takes together, parts or does not want to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, get_args

from reader.article import Article, Entity, Quote
from reader.decisions.model import Decision, Kind, Reach

TypeName = Literal["PERSON", "ORG", "PLACE", "OTHER"]

TYPES: Final[tuple[TypeName, ...]] = get_args(TypeName)
"""The types that an entity can be given."""


def same(one: str, other: str) -> bool:
    """Tell whether two writings are one name: case and white space do not count."""
    return folded(one) == folded(other)


def folded(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.casefold().split())


def apply_names(article: Article, decisions: Sequence[Decision]) -> Article:
    """Return the article with its entities, and the speakers of its quotes, as decided, in the order of the decisions.

    A decision on a name that the article does not have changes nothing.
    """
    # a folder may have many rules, and few of them concern one article: those cost no walk through its names
    known = {folded(writing) for entity in article.entities for writing in (entity.name, *entity.aliases)}
    for decision in decisions:
        if folded(decision.subject) not in known:
            continue
        at = position(article.entities, decision.subject, decision.type, by_alias=decision.reach is Reach.ARTICLE)
        if at is not None:
            article = _STEPS[decision.kind](article, at, decision)
            known.add(folded(decision.value or ""))
    return article


def position(entities: Sequence[Entity], name: str, type_: str | None, *, by_alias: bool = True) -> int | None:
    """Return the place of the entity of that name and type, None when there is none.

    In the article that was decided about, the name that an analysis holds for the best can change; its writings stay:
    so with `by_alias` the only entity that has the name as an alias is meant too. In other articles an alias says
    nothing: a rule on "Brun" is not one on every "Ada Brun" who is called so.
    """
    alike = [at for at, entity in enumerate(entities) if type_ is None or entity.type == type_]
    for at in alike:
        if same(entities[at].name, name):
            return at
    written = [at for at in alike if any(same(alias, name) for alias in entities[at].aliases)] if by_alias else []
    return written[0] if len(written) == 1 else None


def _rename(article: Article, at: int, decision: Decision) -> Article:
    entity = article.entities[at]
    new = decision.value or entity.name
    aliases = tuple(dict.fromkeys(alias for alias in (*entity.aliases, entity.name) if alias != new))
    changed = _with(article, at, replace(entity, name=new, aliases=aliases))
    return _joined(_spoken(changed, entity, new), at)


def _retype(article: Article, at: int, decision: Decision) -> Article:
    entity = article.entities[at]
    for type_ in TYPES:
        if type_ == decision.value:
            return _joined(_with(article, at, replace(entity, type=type_)), at)
    return article


def _merge(article: Article, at: int, decision: Decision) -> Article:
    entity = article.entities[at]
    into = position(article.entities, decision.value or "", decision.type, by_alias=False)
    if into is None:
        # the other one is not in this article: it is the same thing all the same, under that name
        return _rename(article, at, decision)
    if into == at:
        return article
    target = article.entities[into]
    whole = _sum(target, entity)
    rest = _with(article, into, whole)
    rest = replace(rest, entities=rest.entities[:at] + rest.entities[at + 1 :])
    return _spoken(rest, entity, target.name)


def _split(article: Article, at: int, decision: Decision) -> Article:
    entity = article.entities[at]
    alias = decision.value or ""
    text = article.text
    own = tuple(span for span in entity.mentions if same(text[span[0] : span[1]], alias))
    rest = tuple(span for span in entity.mentions if span not in set(own))
    if not own or not rest:
        return article
    name = " ".join(text[own[0][0] : own[0][1]].split())
    left = replace(
        entity, mentions=rest, aliases=tuple(writing for writing in entity.aliases if not same(writing, alias))
    )
    part = Entity(name, entity.type, own, salience=entity.salience * len(own) / entity.count, evidence=entity.evidence)
    entities = (*article.entities[:at], left, part, *article.entities[at + 1 :])
    quotes = tuple(
        replace(quote, speaker=name)
        if _is_by(quote, entity.name) and same(quote.speaker_mention or "", alias)
        else quote
        for quote in article.quotes
    )
    return _joined(replace(article, entities=entities, quotes=quotes), at + 1)


def _hide(article: Article, at: int, _: Decision) -> Article:
    entity = article.entities[at]
    left = replace(article, entities=article.entities[:at] + article.entities[at + 1 :])
    return _spoken(left, entity, None)


_STEPS: Final[Mapping[Kind, Callable[[Article, int, Decision], Article]]] = {
    Kind.RENAME: _rename,
    Kind.RETYPE: _retype,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.HIDE_NAME: _hide,
}


def _with(article: Article, at: int, entity: Entity) -> Article:
    return replace(article, entities=(*article.entities[:at], entity, *article.entities[at + 1 :]))


def _joined(article: Article, at: int) -> Article:
    """Take the entity together with another one that has the same name and type now."""
    entity = article.entities[at]
    for other, twin in enumerate(article.entities):
        if other != at and twin.type == entity.type and same(twin.name, entity.name):
            whole = replace(_sum(entity, twin), name=entity.name)
            first, last = sorted((at, other))
            entities = [*article.entities]
            entities[first] = whole
            del entities[last]
            return _spoken(replace(article, entities=tuple(entities)), twin, entity.name)
    return article


def _sum(entity: Entity, other: Entity) -> Entity:
    aliases = dict.fromkeys((*entity.aliases, other.name, *other.aliases))
    return replace(
        entity,
        mentions=tuple(sorted({*entity.mentions, *other.mentions})),
        aliases=tuple(alias for alias in aliases if alias != entity.name),
        note=entity.note or other.note,
        salience=max(entity.salience, other.salience),
        evidence=max(entity.evidence, other.evidence),
    )


def _spoken(article: Article, entity: Entity, new: str | None) -> Article:
    """Return the article with the quotes of what was `entity` as those of `new`, of nobody when that is None.

    A quote names its speaker without a type: where a person and a place have one name, it is the person who speaks.
    """
    old = entity.name
    sooner = TYPES[: TYPES.index(entity.type)]
    if new == old or any(other.type in sooner and same(other.name, old) for other in article.entities):
        return article
    if not any(_is_by(quote, old) for quote in article.quotes):
        return article
    quotes = tuple(replace(quote, speaker=new) if _is_by(quote, old) else quote for quote in article.quotes)
    return replace(article, quotes=quotes)


def _is_by(quote: Quote, name: str) -> bool:
    return quote.speaker is not None and same(quote.speaker, name)
