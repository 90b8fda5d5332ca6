"""Messages that pass between threads and screens."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from reader.indexing import Event, Progress, RowsChanged


@dataclass
class Indexed(Message):
    """The indexer told of something, from its own thread."""

    event: Event

    def can_replace(self, message: Message) -> bool:
        """Of a burst of the same news only the last one counts."""
        kinds = (Progress, RowsChanged)
        return (
            isinstance(message, Indexed) and isinstance(self.event, kinds) and type(message.event) is type(self.event)
        )
