"""How an article and a quote are cited: who, what, where, when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.article import DOUBTFUL, Article


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quote with all that is needed to cite it and to find its place again.

    `words` is the verbatim text without its marks; `start` and `end` are its place in the text of article `index` (0
    first) of `file`.
    """

    words: str
    type: str
    speaker: str | None
    speaker_mention: str | None
    cue: str | None
    rule: str
    confidence: float
    start: int
    end: int
    title: str | None
    byline: str | None
    site: str | None
    published: str | None
    url: str | None
    file: str
    index: int

    @property
    def marked(self) -> str:
        """The words as one line, in quotation marks unless they are indirect speech."""
        words = " ".join(self.words.split())
        return words if self.type == "indirect" else f"“{words}”"

    @property
    def credit(self) -> str:
        """The speaker, with a word of warning where the words or the speaker are less than likely."""
        speaker = self.speaker or "nobody named"
        return f"{speaker} (doubtful)" if self.confidence < DOUBTFUL else speaker

    @property
    def source(self) -> str:
        """Author, title, site, date and address, as far as they are known."""
        return citation(self.byline, self.title, self.site, self.published, self.url)


def citation(
    byline: str | None, title: str | None, site: str | None, published: str | None, url: str | None = None
) -> str:
    """Return author, title in marks, site, day and address as one line, leaving out what is not known."""
    day = (published or "")[:10]
    return ", ".join(part for part in (byline, f"“{title}”" if title else None, site, day, url) if part)


def cited_quotes(article: Article, file: str, index: int) -> Iterator[CitedQuote]:
    """Yield the article's quotes in order, ready to cite."""
    for quote in article.quotes:
        yield CitedQuote(
            words=article.text[quote.start : quote.end],
            type=quote.type,
            speaker=quote.speaker,
            speaker_mention=quote.speaker_mention,
            cue=quote.cue,
            rule=quote.rule,
            confidence=quote.confidence,
            start=quote.start,
            end=quote.end,
            title=article.title,
            byline=article.byline,
            site=article.site,
            published=article.published,
            url=article.url,
            file=file,
            index=index,
        )
