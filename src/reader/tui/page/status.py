"""The status line's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.reading import Reading
from reader.tui.page.wording import WORDS_A_MINUTE, Signs, many

if TYPE_CHECKING:
    from reader.indexing import Progress


def reading_status(reading: Reading, seen: float, signs: Signs) -> list[str]:
    """Return how far the reader is and what was lifted out: "38 %", "4 min left", "quote 2/5"."""
    facts: list[str] = []
    if reading.length:
        facts.append(f"{round(seen * 100)} %")
        left = (1 - seen) * reading.length / WORDS_A_MINUTE
        facts.append("the end" if seen >= 1 else f"{max(1, round(left))} min left")
    matches = reading.layers["matches"]
    if reading.words:
        found = f"{matches.here + 1}/{len(matches)}" if matches else "no match"
        facts.append(f"{signs.left}{reading.words}{signs.right} {found}")
    mentions = reading.layers["mentions"]
    if reading.entity is not None:
        at = f"{mentions.here + 1}/" if mentions.here >= 0 else ""
        facts.append(f"{reading.entity.name} {at}{len(mentions)}")
    quotes = reading.layers["quotes"]
    if quotes:
        facts.append(f"quote {quotes.here + 1}/{len(quotes)}" if quotes.here >= 0 else many(len(quotes), "quote"))
    if reading.notes:
        facts.append(many(len(reading.notes), "note"))
    return facts


def work_status(progress: Progress | None, signs: Signs) -> str:
    """Return what the indexer is doing, in few words; nothing when all is done."""
    if progress is None:
        return ""
    to_read = progress.found - progress.skipped - progress.unchanged
    if progress.done < to_read:
        return f"reading files {progress.done:,}/{to_read:,}"
    if progress.analysed < progress.to_analyse:
        return f"names and quotes {progress.analysed:,}/{progress.to_analyse:,}{signs.ellipsis}"
    return ""
