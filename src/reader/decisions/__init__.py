"""What the reader of the articles decided about their lines and names, and how an article looks under it.

A decision is applied whenever an article is shown, on top of what the program found. Nothing has to be read or analysed
again, a better cleaner or tagger works on beneath it, and taking it back leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.decisions.model import LINES, Decision, Kind, Reach
from reader.decisions.wording import sentence

if TYPE_CHECKING:
    from reader.article import Article

__all__ = ["LINES", "Decision", "Kind", "Reach", "apply", "in_turn", "sentence"]

_FAR_FIRST = (Reach.FOLDER, Reach.SITE, Reach.ARTICLE)


def apply(article: Article, decisions: Sequence[Decision]) -> Article:
    """Return the article under these decisions, all of which are taken to concern it; later ones go last.

    Offsets of mentions and quotes keep pointing to the same words.
    """
    # most starts of the program never come here
    from reader.decisions.lines import apply_lines
    from reader.decisions.names import apply_names

    lines = [decision for decision in decisions if decision.kind in LINES]
    names = [decision for decision in decisions if decision.kind not in LINES]
    return apply_names(apply_lines(article, lines), names)


def in_turn(decisions: Sequence[Decision]) -> list[Decision]:
    """Return decisions in the order in which an article takes them, given the oldest first.

    What was decided about a line of one article goes before what was for its site, and that before what was for its
    folder: the last word counts. Decisions on names build on each other and stay in the order of time.
    """
    lines = [decision for decision in decisions if decision.kind in LINES]
    names = [decision for decision in decisions if decision.kind not in LINES]
    return [*sorted(lines, key=_nearness), *names]


def _nearness(decision: Decision) -> tuple[int, int]:
    # of the folders that hold one article the longer path is the nearer one
    return _FAR_FIRST.index(decision.reach), len(decision.place) if decision.reach is Reach.FOLDER else 0
