"""Find an article's quotations and who says them: the entry of the room."""

from __future__ import annotations

from collections.abc import Sequence

from reader.article import Entity, Quote, Role
from reader.quotes.document import Document, read_document
from reader.quotes.linking import EntityNames
from reader.quotes.passages import Candidate, find_candidates
from reader.quotes.resolution import Resolver, Speaker
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
    resolver = Resolver(document, names)
    return tuple(_resolved(text, document, resolver))


def _resolved(text: str, document: Document, resolver: Resolver) -> list[Quote]:
    candidates = find_candidates(document)
    speakers: dict[int, Speaker] = {}
    quotes: list[Quote] = []
    for candidate in candidates:
        speaker = _speaker(candidate, speakers, resolver)
        quotes.append(_quote(text, candidate, speaker))
    return quotes


def _speaker(candidate: Candidate, speakers: dict[int, Speaker], resolver: Resolver) -> Speaker | None:
    attribution = candidate.attribution
    if attribution is None or attribution.mention is None:
        return None
    known = speakers.get(attribution.mention[0])
    if known is None:
        known = speakers[attribution.mention[0]] = resolver.speaker(attribution.mention)
    else:
        resolver.again(known, candidate.run.start)
    return known


def _quote(text: str, candidate: Candidate, speaker: Speaker | None) -> Quote:
    start, end = trimmed(text, (candidate.run.start, candidate.run.end))
    attribution = candidate.attribution
    assert candidate.type is not None  # noqa: S101  # find_candidates leaves the others out
    if attribution is None:
        return Quote(start, end, candidate.type, rule="none", confidence=0.5)
    mention = attribution.mention
    return Quote(
        start=start,
        end=end,
        type=candidate.type,
        speaker=speaker.name if speaker is not None else None,
        speaker_mention=text[mention[0] : mention[1]] if mention is not None else None,
        cue=attribution.cue,
        rule=attribution.rule,
        confidence=attribution.confidence,
        continues=candidate.continues,
    )


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
