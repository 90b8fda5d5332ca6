"""The command palette: the table of actions, found by their sentences or by the ids that the settings use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.tui.actions import ACTIONS, Action, keys_of

if TYPE_CHECKING:
    from reader.tui.application import ReaderApp


class ActionProvider(Provider):
    """Offers what keys do on the main screen; none of it works on top of a dialog."""

    async def discover(self) -> Hits:
        """Yield all actions by their sentences in order of the alphabet."""
        for action in sorted(self._offered(), key=lambda action: action.title):
            yield DiscoveryHit(action.title, self._run(action), help=self._facts(action))

    async def search(self, query: str) -> Hits:
        """Yield the actions whose sentence has the letters of the query in order, or whose id holds the query."""
        matcher = self.matcher(query)
        wanted = query.strip().casefold()
        for action in self._offered():
            by_sentence = matcher.match(action.title)
            # letters that are strewn over an id are chance
            by_id = matcher.match(action.id) if wanted in action.id else 0.0
            if by_sentence or by_id:
                title = matcher.highlight(action.title) if by_sentence else Content(action.title)
                facts = self._facts(action)
                yield Hit(max(by_sentence, by_id), title, self._run(action), help=f"{facts}   {action.id}")

    def _offered(self) -> Iterator[Action]:
        if self.screen is self._reader.desk:
            yield from (action for action in ACTIONS if action.where and action.id != "palette")

    @property
    def _reader(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    def _facts(self, action: Action) -> str:
        return f"{action.group}   {keys_of(action, self._reader.keymap)}"

    def _run(self, action: Action) -> Callable[[], None]:
        return lambda: self._reader.desk.perform(action)
