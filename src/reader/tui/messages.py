"""Messages that pass between threads and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.indexing import Event


class Indexed(Message):
    """The indexer told of something, from its own thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event

    def can_replace(self, message: Message) -> bool:
        """Of a burst of the same news only the last one counts."""
        from reader.indexing import NamesChanged, Progress, RowsChanged

        kinds = (Progress, RowsChanged, NamesChanged)
        return (
            isinstance(message, Indexed) and isinstance(self.event, kinds) and type(message.event) is type(self.event)
        )
