"""What the tests of the interface share: articles of an invented valley, and the screen as text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from time import monotonic

from textual.pilot import Pilot

from reader.article import Article, Block, Entity, Quote, Role
from reader.tui.app import ReaderApp

Desk = tuple[ReaderApp, Pilot[int]]
RunDesk = Callable[..., AbstractAsyncContextManager[Desk]]

FILLER = (
    "The lock keepers of Brindlemere say that the water has never stood so low in a spring that was so wet. "
    "They measure it twice a day, at six and at six, and write the figure on a board by the gate. "
)


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return tuple(found)


def bridge() -> Article:
    """The article that most tests read: names, quotes, a list, a table, hidden lines, and some length."""
    blocks = (
        Block("Brindlemere opens its bridge again", Role.TITLE),
        Block("Eleven years after it was closed, the crossing carries carts once more.", Role.STANDFIRST),
        Block("Share this story", Role.REMOVED, reason="share", confidence=0.95),
        Block(
            "Mayor Odile Farrant cut the ribbon on Monday. “The bridge was never unsafe,” said Farrant.",
            Role.PARAGRAPH,
        ),
        Block("What it cost", Role.SUBHEAD, level=2),
        *(Block(FILLER * 3, Role.PARAGRAPH) for _ in range(8)),
        Block("The stone", Role.LIST, level=1),
        Block("The timber", Role.LIST, level=1),
        Block("Item | Crowns\nStone | 410\nTimber | 96", Role.TABLE),
        Block("How it was done", Role.SUBHEAD, level=2),
        Block(
            "“We carried every stone by hand,” said Tamas Weill of the Tarn Masonry Guild. Farrant thanked him.",
            Role.PARAGRAPH,
        ),
        *(Block(FILLER * 2, Role.PARAGRAPH) for _ in range(4)),
        Block("“I shall walk across it every day,” somebody called from the crowd in Brindlemere.", Role.PARAGRAPH),
        Block("Sign up for our letter", Role.REMOVED, reason="newsletter", confidence=0.9),
        Block("Read next: a goat in the library", Role.REMOVED, reason="related", confidence=0.4),
    )
    article = Article(
        blocks=blocks,
        title="Brindlemere opens its bridge again",
        byline="Petra Lindqvist",
        site="The Tarn Courier",
        url="https://tarn-courier.example/bridge",
        published="2025-05-03",
        language="en",
    )
    text = article.text

    def quote(words: str, speaker: str | None, cue: str | None) -> Quote:
        start = text.index(words)
        return Quote(start, start + len(words), "direct", speaker=speaker, cue=cue)

    return Article(
        **{
            **{name: getattr(article, name) for name in ("blocks", "title", "byline", "site", "url", "published")},
            "language": "en",
            "entities": (
                Entity("Odile Farrant", "PERSON", tuple(sorted(spans(text, "Farrant"))), note="Mayor", salience=1.0),
                Entity("Tamas Weill", "PERSON", spans(text, "Tamas Weill"), salience=0.5),
                Entity("Tarn Masonry Guild", "ORG", spans(text, "Tarn Masonry Guild"), salience=0.4),
                Entity("Brindlemere", "PLACE", spans(text, "Brindlemere"), salience=0.6),
            ),
            "quotes": (
                quote("The bridge was never unsafe,", "Odile Farrant", "said"),
                quote("We carried every stone by hand,", "Tamas Weill", "said"),
                quote("I shall walk across it every day,", None, "called"),
            ),
        }
    )


def short(number: int) -> Article:
    text = f"Paragraph of article {number}. It is short, and nobody is quoted in it."
    return Article(
        blocks=(Block(text, Role.PARAGRAPH),),
        title=f"Short piece number {number} about the weather",
        site="Harbour Gazette",
        published=f"2025-04-{30 - number:02d}",
    )


def screen_text(app: ReaderApp) -> str:
    """Return what stands on the screen, one string a line."""
    width, height = app.size
    lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()[:height]]
    assert all(len(line) <= width * 2 for line in lines)
    return "\n".join(lines)


async def shows(app: ReaderApp, pilot: Pilot[int], words: str, seconds: float = 30.0) -> bool:
    """Wait until these words stand on the screen; False when they do not come."""
    end = monotonic() + seconds
    while words not in screen_text(app):
        if monotonic() > end:
            return False
        await pilot.pause(0.02)
    return True
