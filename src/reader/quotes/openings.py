"""Which verbs open which construction of reported speech: by hand-made lists, and by how often readers called it one.

The lists are `data/indirect_en.txt`. `data/indirect_seen_en.txt` holds counted pairs of verb and construction that the
lists lack, each with the share of its sentences that annotators marked as reports (docs/decisions/0019).
"""

from __future__ import annotations

from functools import cache

from reader.names.wordlists import load_from


@cache
def verbs(construction: str) -> frozenset[str]:
    """Return the verbs that are listed for a construction ("that", "to", "object"...)."""
    lines = load_from("reader.quotes", "indirect_en").get(construction, ())
    return frozenset(word for line in lines for word in line.split())


@cache
def phrases() -> frozenset[str]:
    """Return the pairs of verb and preposition that open a noun phrase: "called for"."""
    return frozenset(load_from("reader.quotes", "indirect_en").get("with", ()))


def share(word: str, construction: str) -> float:
    """Return how often (0 to 1) a verb in a construction was a report, 0 for what was not counted or hardly ever."""
    return _shares().get(construction, {}).get(word, 0.0)


@cache
def _shares() -> dict[str, dict[str, float]]:
    lists = load_from("reader.quotes", "indirect_seen_en")
    return {
        name: {word: int(percent) / 100 for word, percent in (line.rsplit(" ", 1) for line in lines)}
        for name, lines in lists.items()
    }
