"""Find an article's quotations and who says them: the entry of the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reader.article import Entity, Quote, Role
from reader.quotes.document import Document, read_document
from reader.quotes.indirect import Reported
from reader.quotes.linking import EntityNames
from reader.quotes.passages import Candidate, find_candidates
from reader.quotes.resolution import Resolver
from reader.quotes.scene import Scene, Speaker
from reader.quotes.unmarked import find_unmarked
from reader.text.sentences import Span


def find_quotes(
    text: str,
    *,
    entities: Sequence[Entity] = (),
    title: str | None = None,  # noqa: ARG001  # part of the interface; a headline's quotations are in the text or nowhere
    language: str | None = None,
    roles: Sequence[tuple[int, int, Role]] = (),
) -> tuple[Quote, ...]:
    """Return the quotations of `text` in order, with their speakers.

    `text` is `Article.text` or any raw text; line ends part paragraphs and all offsets index it. A speaker who is
    one of the `entities` gets that entity's name, otherwise the fullest name in the text. `language` is a code such
    as "en", guessed when None. `roles` are spans of the text with their block's role. Speakers that the text does not
    name are None; the quotation is returned all the same.
    """
    document = read_document(text, language=language, roles=roles)
    names = EntityNames(entities)
    resolver = Resolver(Scene(document, names))
    return tuple(_resolved(text, document, resolver))


def _resolved(text: str, document: Document, resolver: Resolver) -> list[Quote]:
    """Resolve marked and unmarked speech together, in text order, so that each pronoun knows who spoke before."""
    marked = find_candidates(document)
    found: list[Candidate | Reported] = [*marked, *find_unmarked(document, marked)]
    found.sort(key=_place)
    speakers: dict[int, Speaker] = {}
    quotes: list[Quote] = []
    for item in found:
        speaker = _speaker(item, speakers, resolver)
        quotes.append(_quote(text, item, speaker))
    return quotes


def _place(item: Candidate | Reported) -> Span:
    if isinstance(item, Candidate):
        return item.run.start, -item.run.end
    return item.span[0], -item.span[1]


def _speaker(item: Candidate | Reported, speakers: dict[int, Speaker], resolver: Resolver) -> Speaker | None:
    attribution = item.attribution
    if attribution is None or attribution.mention is None:
        return None
    known = speakers.get(attribution.mention[0])
    if known is None:
        known = speakers[attribution.mention[0]] = resolver.speaker(attribution.mention)
    elif isinstance(item, Candidate):
        resolver.again(known, item.run.start)
    return known


def _quote(text: str, item: Candidate | Reported, speaker: Speaker | None) -> Quote:
    kind: Literal["direct", "mixed", "indirect"] = "indirect"
    span = item.span if isinstance(item, Reported) else (item.run.start, item.run.end)
    if isinstance(item, Candidate) and not item.run.typewritten:
        kind = item.type or "direct"
    start, end = trimmed(text, span)
    attribution = item.attribution
    if attribution is None:
        return Quote(start, end, kind, rule="none", confidence=0.5)
    mention = attribution.mention
    sure = speaker.sure if speaker is not None else 1.0
    return Quote(
        start=start,
        end=end,
        type=kind,
        speaker=speaker.name if speaker is not None else None,
        speaker_mention=text[mention[0] : mention[1]] if mention is not None else None,
        cue=text[attribution.cue_at : attribution.cue_at + len(attribution.cue)] if attribution.cue else None,
        rule=attribution.rule,
        confidence=round(attribution.confidence * sure, 2),
        continues=item.continues,
    )


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
