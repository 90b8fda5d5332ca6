"""What the reading pane holds: an article or what stands in for one, laid out, with the runs that are lifted out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from reader.article import Anchor, Article, Entity, Quote
from reader.library.model import ArticleRow, Note, Stage
from reader.tui.page.annotations import note_spots, spots_in, words_below
from reader.tui.page.layout import Page
from reader.tui.page.linked import Linked
from reader.tui.page.naming import successor
from reader.tui.page.parts import Hints, Kind, Part, parts_of
from reader.tui.page.passages import Passage
from reader.tui.page.spots import Spots, matches_of, spots_of
from reader.tui.page.wording import Signs

Layer = Literal["matches", "mentions", "quotes", "notes", "passage"]
LAYERS: Final[tuple[Layer, ...]] = ("matches", "mentions", "quotes", "notes", "passage")


class Look(NamedTuple):
    """What decides how a page is laid out besides the article; `working` says that an indexer is at it."""

    width: int
    signs: Signs
    hints: Hints
    revealed: bool = False
    working: bool = False


class Reading:
    """One article in the reading pane. `layout` must be called before anything is asked of `page`.

    `missing` are the characters and the blocks of the body that were not read yet, behind those that were.
    """

    def __init__(
        self,
        row: ArticleRow,
        article: Article | None,
        path: str,
        notes: Sequence[Note] = (),
        *,
        missing: tuple[int, int] = (0, 0),
    ) -> None:
        self.row = row
        self.missing = missing
        self.notes = tuple(notes)
        # what is chosen with the keys
        self.passage: Passage | None = None
        # the link that was jumped to
        self.link: Linked | None = None
        self.article = article or Article(blocks=(), title=row.title)
        self.readable = article is not None
        self.path = path
        self.look: Look | None = None
        self.entity: Entity | None = None
        self.words = ""
        self.page = Page(self.article, [], 1)
        self.layers: dict[Layer, Spots] = {layer: Spots() for layer in LAYERS}

    def layout(self, look: Look) -> None:
        """Lay the article out; what was lifted out stays so, and so does what was jumped to."""
        self.look = look
        self.page = Page(self.article, self._parts(look), look.width, self.missing)
        before = self.layers
        self.layers = {
            "matches": matches_of(self.page, self.words),
            "mentions": spots_of(self.page, self.entity.mentions if self.entity else ()),
            "quotes": spots_of(self.page, ((quote.start, quote.end) for quote in self.article.quotes)),
            "notes": note_spots(self.page, self.notes),
            "passage": self._chosen(),
        }
        for layer, spots in self.layers.items():
            spots.here = before[layer].here if before[layer].here < len(spots) else -1

    @property
    def partial(self) -> bool:
        """Whether only the beginning of the article was read."""
        return self.missing[1] > 0

    def take_rest(self, article: Article) -> None:
        """Take the whole of an article of which the beginning was read; `layout` comes next."""
        self.article, self.missing = article, (0, 0)

    @property
    def length(self) -> int:
        """How many words the article has; the library has counted them, if it has the text."""
        return self.row.words or self.article.words

    def renew(self, row: ArticleRow, article: Article, notes: Sequence[Note] = ()) -> bool:
        """Take a newer version of the article; True when its look may differ. Whom it picked out stays picked."""
        if article == self.article and row == self.row and self.readable and self.notes == tuple(notes):
            return False
        self.missing = (0, 0)
        if article.blocks != self.article.blocks:
            self.passage = self.link = None
        self.row, self.article, self.readable, self.notes = row, article, True, tuple(notes)
        if self.entity is not None:
            self.entity = successor(self.entity, article)
        if self.look is not None:
            self.layout(self.look)
        return True

    def reveal(self, *, revealed: bool) -> None:
        """Show or fold the hidden blocks."""
        if self.look is not None:
            self.layout(self.look._replace(revealed=revealed))

    def choose(self, passage: Passage | None) -> Spots:
        """Lift out the passage that is chosen, or none."""
        self.passage = passage
        self.layers["passage"] = self._chosen()
        return self.layers["passage"]

    def _chosen(self) -> Spots:
        return Spots([spots_in(self.page, self.passage)] if self.passage else ())

    def find(self, words: str) -> Spots:
        """Lift out every place where `words` stand, none when they are empty."""
        self.words = words
        self.layers["matches"] = matches_of(self.page, words)
        return self.layers["matches"]

    def pick(self, entity: Entity | None) -> Spots:
        """Lift out the mentions of an entity."""
        self.entity = entity
        self.layers["mentions"] = spots_of(self.page, entity.mentions if entity else ())
        return self.layers["mentions"]

    def quote_at(self, part: int, offset: int) -> Quote | None:
        """Return the quote that was jumped to, else the one that stands at a place, else None."""
        quotes = self.layers["quotes"]
        if quotes.here >= 0:
            return self.article.quotes[quotes.here]
        at = self.page.offset(part, offset)
        return next((quote for quote in self.article.quotes if quote.start <= at < quote.end), None)

    def entity_at(self, part: int, offset: int) -> Entity | None:
        """Return the entity that is named at a place, else None."""
        if self.page.parts[part].body < 0:
            return None
        at = self.page.offset(part, offset)
        for entity in self.article.entities:
            if any(start <= at < end for start, end in entity.mentions):
                return entity
        return None

    def bar(self, part: int, start: int, end: int, signs: Signs) -> tuple[str, str]:
        """Return the sign in the gutter and its look: a note's where it begins, else that of somebody's own words, of
        words that are reported only, or of those that were jumped to; a space where there is nothing."""
        notes = self.layers["notes"]
        noted = {number for _, _, number in notes.within(part, start, end)}
        begun = [number for number in noted if notes.groups[number][0].start >= start]
        if begun:
            written = any(self.notes[number].words for number in begun)
            return signs.note if written else signs.highlight, "page--pen"
        quotes = self.layers["quotes"]
        inside = {number for _, _, number in quotes.within(part, start, end)}
        if not inside:
            return (signs.highlighted, "page--pen") if noted else (" ", "")
        if quotes.here in inside:
            return signs.bar_here, "page--bar-here"
        if all(self.article.quotes[number].type == "indirect" for number in inside):
            return signs.bar_indirect, "page--bar-indirect"
        return signs.bar, "page--bar"

    def anchor(self, row: int) -> Anchor:
        """Return the place on line `row`."""
        return self.page.anchor(row)

    def _note(self, look: Look) -> str:
        if self.row.stage is Stage.ANALYSED:
            return ""
        if look.working:
            return f"looking for names and quotes{look.signs.ellipsis}"
        return "names and quotes not found yet"

    def _parts(self, look: Look) -> Sequence[Part]:
        if self.readable and self.row.stage is not Stage.FAILED:
            return parts_of(
                self.article,
                width=look.width,
                signs=look.signs,
                title=self.row.title,
                revealed=look.revealed,
                note=self._note(look),
                hints=look.hints,
                noted=words_below(self.notes),
                words=self.length,
            )
        title = Part(Kind.TITLE, " ".join(self.row.title.split()) or "Untitled", gap=0)
        if self.row.stage is Stage.FAILED:
            problem = " ".join((self.row.problem or "").split()) or "This file could not be read."
            hint = f"e opens the file in your editor {look.signs.dot} F5 tries again"
            return [title, Part(Kind.NOTICE, problem), Part(Kind.FACTS, self.path), Part(Kind.FOLD, hint)]
        return [title, Part(Kind.FACTS, f"Reading this file{look.signs.ellipsis}"), Part(Kind.FACTS, self.path)]
