"""The library's side of what the user decides about lines and names: see `reader.decisions`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from reader.decisions import LINES, Decision, Kind, Reach, sentence
from reader.errors import UsageError
from reader.library.session import Session

if TYPE_CHECKING:
    import sqlite3

    from reader.article import Article, Block, Quote
    from reader.decisions.lines import Moves
    from reader.library.model import ArticleRow, Hit, QuoteHit
    from reader.library.shelf import Beginning

_LONGEST: Final = 4000
"""Characters of a line, or of a name, that a decision is about."""


class Deciding(Session):
    """What the user decided. What changes something returns the sentence to be said, and can be undone."""

    def stored_article(self, article_id: int) -> Article | None:
        """Return the article as the program made it, without any decision of the user; see `article`."""
        from reader.library import shelf

        with self._guard("opening the article"):
            return shelf.load(self._freshest, article_id)

    def article(self, article_id: int) -> Article | None:
        """Return the article with all it has, None when it is gone or its file was not (or cannot be) read."""
        from reader.decisions import apply, in_turn

        found = self.stored_article(article_id)
        if found is None:
            return None
        decisions = self.decisions(article_id)
        return apply(found, in_turn(decisions)) if decisions else found

    def beginning(self, article_id: int, block: int = 0) -> Beginning | None:
        """Return the article for a look at it, of a long one's text no more than some screens behind a block.

        One that the user decided something about is read whole. None comes back as from `article`.
        """
        from reader.library import shelf

        with self._guard("opening the article"):
            if self.decisions(article_id):
                article = self.article(article_id)
                return None if article is None else shelf.Beginning(article)
            return shelf.beginning(self._freshest, article_id, block)

    def decisions(self, article_id: int | None = None) -> list[Decision]:
        """Return the decisions in force, the oldest first: all of them, or those that concern an article."""
        from reader.library import rulings

        with self._guard("reading the decisions"):
            if article_id is None:
                return list(rulings.all_decisions(self._freshest_marks))
            mark, path, sites = self._place(article_id)
            return rulings.decisions_for(self._freshest_marks, mark, sites, path) if path else []

    def rules(self) -> list[tuple[Decision, ArticleRow | None]]:
        """Return the decisions in force that concern articles in scope, the oldest first: see `ruled.rules`."""
        from reader.library import ruled

        with self._guard("reading the decisions"):
            return ruled.rules(self._reader, self._scope)

    def sentence(self, decision: Decision, *, where: str | None = None) -> str:
        """Return a decision in words, its site's name as its articles write it: see `reader.decisions.sentence`."""
        from reader.library import ruled

        with self._guard("reading the index"):
            return sentence(decision, where=where, site=ruled.written(self._freshest, decision))

    def moves(self, article_id: int) -> Moves | None:
        """Return where places of the stored text are in the article as it is shown, None where they are the same."""
        versions = self._versions(article_id)
        return None if versions is None else _moves(*versions)

    def _versions(self, article_id: int) -> tuple[Article, Article] | None:
        """Return an article as it is stored and as it is shown, None when nothing was decided about it."""
        from reader.decisions import apply, in_turn

        decisions = self.decisions(article_id)
        stored = self.stored_article(article_id) if decisions else None
        return None if stored is None else (stored, apply(stored, in_turn(decisions)))

    def _shown_hits(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return search hits whose places are those of the articles as they are shown."""
        if not self._any_decision():
            return list(hits)
        from reader.library.placed import shown_hits

        with self._guard("reading the index"):
            return shown_hits(hits, self._freshest, self._freshest_marks)

    def _shown_quotes(self, hits: Sequence[QuoteHit]) -> list[QuoteHit]:
        """Return quotes as their articles are shown: places and speakers as decided, none of a line that is hidden."""
        if not self._any_decision():
            return list(hits)
        seen: dict[int, tuple[Moves | None, dict[tuple[int, int], Quote]] | None] = {}
        out = []
        for hit in hits:
            if hit.row.id not in seen:
                versions = self._versions(hit.row.id)
                seen[hit.row.id] = versions and (
                    _moves(*versions),
                    {(quote.start, quote.end): quote for quote in versions[1].quotes},
                )
            known = seen[hit.row.id]
            if known is None:
                out.append(hit)
                continue
            moves, quotes = known
            place = (hit.quote.start, hit.quote.end) if moves is None else moves(hit.quote.start, hit.quote.end)
            if place is not None:
                out.append(hit._replace(quote=quotes.get(place, hit.quote)))
        return out

    def _any_decision(self) -> bool:
        with self._guard("reading the decisions"):
            sql = "SELECT EXISTS (SELECT 1 FROM decision WHERE active)"
            return bool(self._freshest_marks.execute(sql).fetchone()[0])

    # lines

    def keep_line(self, article_id: int, block: int, *, reach: Reach = Reach.ARTICLE) -> str:
        """Show a hidden block from now on: in this article, or all lines like it in its site or folder."""
        return self._rule_line(article_id, block, Kind.KEEP_LINE, reach)

    def hide_line(self, article_id: int, block: int, *, reach: Reach = Reach.ARTICLE) -> str:
        """Hide a block from now on: in this article, or all lines like it in its site or folder."""
        return self._rule_line(article_id, block, Kind.HIDE_LINE, reach)

    def _rule_line(self, article_id: int, block: int, kind: Kind, reach: Reach) -> str:
        from reader.article import Role

        line = self._block(article_id, block)
        keep = kind is Kind.KEEP_LINE
        if line.role is Role.TITLE:
            raise UsageError("A headline cannot be hidden.")
        if line.shown is keep and reach is Reach.ARTICLE:
            raise UsageError("That line is shown already." if keep else "That line is hidden already.")
        if len(line.text) > _LONGEST:
            raise UsageError("That is no line but a whole page: too long for a rule.")
        decision = Decision(kind, reach, self._reached(article_id, reach), line.text)
        against = self._against(article_id, decision)
        rest = [old for old in self.decisions(article_id) if old.kind in LINES and old not in against]
        same_place = any((old.reach, old.place) == (reach, decision.place) for old in against)
        if same_place and self._is_shown(article_id, block, rest) is keep:
            # it was the other way by a rule of the same reach alone: without that all is as it was
            return self._drop(against)
        if self._is_shown(article_id, block, [*rest, decision]) is not keep:
            raise UsageError("Another rule for this line goes before that one here.", hint="Take that rule back first.")
        return self._decide(article_id, decision, instead_of=against)

    def _is_shown(self, article_id: int, block: int, decisions: Sequence[Decision]) -> bool:
        """Tell whether a block would be shown if these decisions were all."""
        from reader.decisions import in_turn
        from reader.decisions.lines import apply_lines

        article = self.stored_article(article_id)
        return article is not None and apply_lines(article, in_turn(decisions)).blocks[block].shown

    def _against(self, article_id: int, decision: Decision) -> list[Decision]:
        """Return what says the opposite of the same line: for the same place, or for this article alone."""
        from reader.text.lines import same_line

        key = same_line(decision.subject)
        return [
            old
            for old in self.decisions(article_id)
            if old.kind in LINES
            and old.kind is not decision.kind
            and (old.reach is Reach.ARTICLE or (old.reach, old.place) == (decision.reach, decision.place))
            and same_line(old.subject) == key
        ]

    # names

    def rename_name(
        self,
        article_id: int,
        name: str,
        type: str,  # noqa: A002 - as `Entity` has it
        new: str,
        *,
        reach: Reach = Reach.ARTICLE,
    ) -> str:
        """Call an entity otherwise; one that is called so already takes it in."""
        new = " ".join(new.split())
        if not new or len(new) > _LONGEST:
            raise UsageError("A name needs some letters.")
        if new == name:
            return f"Nothing changed: it is called “{name}”."
        return self._rule_name(article_id, Kind.RENAME, name, type, new, reach)

    def retype_name(
        self,
        article_id: int,
        name: str,
        type: str,  # noqa: A002 - as `Entity` has it
        new_type: str,
        *,
        reach: Reach = Reach.ARTICLE,
    ) -> str:
        """Make an entity a "PERSON", an "ORG", a "PLACE" or "OTHER"."""
        from reader.decisions.names import TYPES

        if new_type not in TYPES:
            raise UsageError(f"A name is one of {', '.join(TYPES)}.")
        if new_type == type:
            return "Nothing changed: it is that already."
        return self._rule_name(article_id, Kind.RETYPE, name, type, new_type, reach)

    def merge_names(
        self,
        article_id: int,
        name: str,
        type: str,  # noqa: A002 - as `Entity` has it
        into: str,
        *,
        reach: Reach = Reach.ARTICLE,
    ) -> str:
        """Take an entity into another one of the same type, whose name stays."""
        from reader.decisions.names import position

        article = self._shown(article_id)
        source, target = (position(article.entities, which, type) for which in (name, into))
        if target is None:
            raise UsageError(f"No other name of that kind is “{into}”.")
        if source == target:
            raise UsageError("These are one name already.")
        return self._rule_name(article_id, Kind.MERGE, name, type, article.entities[target].name, reach)

    def split_name(
        self,
        article_id: int,
        name: str,
        type: str,  # noqa: A002 - as `Entity` has it
        alias: str,
        *,
        reach: Reach = Reach.ARTICLE,
    ) -> str:
        """Make the mentions that are written as `alias` an entity of their own."""
        from reader.decisions.names import position, same

        article = self._shown(article_id)
        at = position(article.entities, name, type)
        written = [] if at is None else [article.text[start:end] for start, end in article.entities[at].mentions]
        own = sum(same(writing, alias) for writing in written)
        if own in (0, len(written)):
            raise UsageError(f"No mention is written “{alias}”." if not own else f"Every mention is written “{alias}”.")
        return self._rule_name(article_id, Kind.SPLIT, name, type, " ".join(alias.split()), reach)

    def hide_name(
        self,
        article_id: int,
        name: str,
        type: str,  # noqa: A002 - as `Entity` has it
        *,
        reach: Reach = Reach.ARTICLE,
    ) -> str:
        """Let a name be no name: it goes from the lists and its mentions are plain text."""
        return self._rule_name(article_id, Kind.HIDE_NAME, name, type, None, reach)

    def _rule_name(self, article_id: int, kind: Kind, name: str, type_: str, value: str | None, reach: Reach) -> str:
        from reader.decisions.names import position

        if position(self._shown(article_id).entities, name, type_) is None:
            raise UsageError(f"The article has no name “{name}” of that kind.")
        return self._decide(article_id, Decision(kind, reach, self._reached(article_id, reach), name, type_, value))

    # rules without an article at hand

    def add_decision(self, decision: Decision) -> str:
        """Decide for a site or a folder. Raises UsageError for a decision that is for one article, or has no place."""
        if decision.reach is Reach.ARTICLE or not decision.place or not decision.subject.strip():
            raise UsageError("A rule needs a line or a name, and a site or a folder.")
        return self._decide(None, decision)

    def drop_decision(self, number: int) -> str:
        """Let a decision hold no longer. Raises UsageError when there is none of that number."""
        found = [decision for decision in self.decisions() if decision.number == number]
        if not found:
            raise UsageError(f"There is no rule with the number {number}.")
        return self._drop(found)

    # parts

    def _decide(self, article_id: int | None, decision: Decision, *, instead_of: Sequence[Decision] = ()) -> str:
        from reader.library import rulings
        from reader.library.marks import now

        words = self.sentence(decision)
        said = _capital(words)
        with self._ruling([] if article_id is None else [article_id], said) as connection:
            number = None if article_id is None else self._keys([article_id])[0].id
            for old in instead_of:
                rulings.drop(connection, "decision", old.number)
            if not rulings.add_decision(connection, number, decision, now()) and not instead_of:
                return f"Nothing changed: {words} is a rule already"
        return said

    def _drop(self, decisions: Sequence[Decision]) -> str:
        from reader.library import rulings

        said = f"Taken back: {self.sentence(decisions[-1])}"
        with self._ruling([], said) as connection:
            for decision in decisions:
                rulings.drop(connection, "decision", decision.number)
        return said

    @contextmanager
    def _ruling(self, articles: Sequence[int], said: str) -> Iterator[sqlite3.Connection]:
        """One action in marks.db, in which these articles are known; it is in the undo log afterwards."""
        with self._marking():
            keys = self._keys(articles)
            if len(keys) < len(articles):
                raise UsageError("The article is gone.")
            with self._marks.ruling(keys, said) as connection:
                yield connection

    def _shown(self, article_id: int) -> Article:
        article = self.article(article_id)
        if article is None:
            raise UsageError("The article is not there to be read.")
        return article

    def _block(self, article_id: int, block: int) -> Block:
        blocks = self._shown(article_id).blocks
        if not 0 <= block < len(blocks):
            raise UsageError("The article has no such line.")
        return blocks[block]

    def _place(self, article_id: int) -> tuple[int, bytes, tuple[str, ...]]:
        """Return an article's number of marks, its file's path and its site's places; no path when it is gone."""
        from reader.text.sites import site_places

        row = self._freshest.execute(
            "SELECT a.mark, f.path, a.url, s.name FROM article a JOIN file f ON f.id = a.file"
            " LEFT JOIN site s ON s.id = a.site WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        if row is None:
            return 0, b"", ()
        return row[0], row[1], site_places(row[2], row[3])

    def _reached(self, article_id: int, reach: Reach) -> str:
        if reach is Reach.ARTICLE:
            return ""
        with self._guard("reading the index"):
            _, path, sites = self._place(article_id)
        if reach is Reach.FOLDER:
            return os.path.dirname(os.fsdecode(path)) or "/"
        if not sites:
            raise UsageError("The article does not say which site it is from.", hint="Make the rule for its folder.")
        return sites[0]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _moves(stored: Article, shown: Article) -> Moves | None:
    from reader.decisions.lines import Moves

    return None if shown.blocks is stored.blocks else Moves(stored, shown)
