"""Lines that a site's articles share: what no single file can show.

A line that stands in several different stories of one site is the site's and not the story's. Lines are compared by
hashes of their words, with numbers masked where they are no sentence, so that "12 comments" and "7 comments" are one
line. Counts do not depend on the order in which articles come or go, and copies of one story count once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import blake2b
from math import ceil
from typing import Final

from reader.article import BODY_ROLES, Article, Block, Fingerprint, Role
from reader.cleaning.cues import cue_book
from reader.cleaning.features import consecutive, shape
from reader.cleaning.scorer import SURE
from reader.cleaning.wordlists import word_list
from reader.text.lines import COMPARED, ENDS, repeated_line, repeated_words
from reader.text.normalise import words
from reader.text.sites import host_of

_FEW: Final = 5
"""Up to so many stories of a site, two that share a line are enough; above, three or `_SHARE` of them."""
_SHARE: Final = 0.02
_UNKNOWN: Final = 500
"""Stories without a site are many sites' stories: their number counts only up to this."""
_PROSE: Final = 14
_NOTE: Final = 12
_HIDDEN_WORDS: Final = 400
"""Longer blocks are stories or whole pages, never a site's line."""
_MOST_PROSE: Final = 0.35
"""Largest share of an article's prose that its site's notes can be."""
_FRAME: Final = 10
"""So many lines that a site's stories share are its frame."""
_LISTED: Final = 3
"""Fewer short lines are no list but scraps of the frame that happen to differ."""
_LONG: Final = 20
_COPIES: Final = frozenset({"duplicate", "pull-quote"})
_GUESSES: Final = frozenset({"unlike-article", "teaser"})
_QUOTES: Final = frozenset('"“”„«»「『')


class _Tally:
    """How many different stories were counted; one headline or one text is one story."""

    __slots__ = ("_bodies", "_titles")

    def __init__(self) -> None:
        self._titles: dict[int, int] = {}
        self._bodies: dict[int, int] = {}

    def count(self, story: Fingerprint, step: int) -> None:
        _step(self._titles, story.title, step)
        _step(self._bodies, story.body, step)

    def __contains__(self, story: Fingerprint) -> bool:
        return story.title in self._titles and story.body in self._bodies

    def __len__(self) -> int:
        return min(len(self._titles), len(self._bodies))


def line_hashes(article: Article) -> frozenset[int]:
    """Return the hashes (signed, 64 bits, stable between runs) of an article's lines, hidden ones included, except
    its title and lines that are mostly numbers."""
    found = (_line_hash(block.text) for block in article.blocks if block.role is not Role.TITLE)
    return frozenset(value for value in found if value is not None)


def site_key(article: Article) -> str:
    """Return by what name an article's site is counted: its address's host, else the site's name, else ""."""
    return host_of(article.url) or " ".join(words(article.site or ""))


def fingerprint(article: Article) -> Fingerprint:
    """Return what `FolderLines` counts of an article as `clean` gave it."""
    title = _hash(" ".join(words(article.title or "")))
    prose: list[int] = []
    lines: set[int] = set()
    shown: set[int] = set()
    for block in article.blocks:
        found = words(block.text[:COMPARED])
        if len(found) >= _PROSE:
            prose.append(_hash(" ".join(found)))
        if block.role is not Role.TITLE and (key := repeated_words(found, block.text)) is not None:
            value = _hash(key)
            lines.add(value)
            if block.role in BODY_ROLES:
                shown.add(value)
    return Fingerprint(site_key(article), title, min(prose, default=title), frozenset(lines), frozenset(shown))


class FolderLines:
    """How many stories of each site have a line. Order does not matter, and copies of a story count once."""

    def __init__(self) -> None:
        # most lines stand in one story only: a tally is made when the second one comes
        self._lines: dict[str, dict[int, Fingerprint | _Tally]] = {}
        self._stories: dict[str, _Tally] = {}

    def add(self, article: Article | Fingerprint) -> None:
        """Count an article's lines."""
        self._count(_fingerprint(article), 1)

    def remove(self, article: Article | Fingerprint) -> None:
        """Take back what `add` counted for an equal article; an article never added changes nothing."""
        found = _fingerprint(article)
        if found in self._stories.get(found.site, ()):
            self._count(found, -1)

    def shared(self, article: Article | Fingerprint) -> frozenset[int]:
        """Return the hashes among an article's lines that its site's other stories have too."""
        found = _fingerprint(article)
        lines = self._lines.get(found.site, {})
        stories = len(self._stories.get(found.site, ()))
        needed = _needed(stories if found.site else min(stories, _UNKNOWN))
        tallies = ((value, lines.get(value)) for value in found.lines)
        return frozenset(value for value, tally in tallies if isinstance(tally, _Tally) and len(tally) >= needed)

    def _count(self, story: Fingerprint, step: int) -> None:
        self._stories.setdefault(story.site, _Tally()).count(story, step)
        lines = self._lines.setdefault(story.site, {})
        for value in story.lines:
            present = lines.get(value)
            if present is None:
                lines[value] = story
            elif isinstance(present, _Tally):
                present.count(story, step)
                if not present:
                    del lines[value]
            elif step < 0:
                del lines[value]
            else:
                lines[value] = tally = _Tally()
                tally.count(present, 1)
                tally.count(story, 1)


def _fingerprint(article: Article | Fingerprint) -> Fingerprint:
    return article if isinstance(article, Fingerprint) else fingerprint(article)


def hide_folder_lines(article: Article, lines: FolderLines | Collection[int]) -> Article:
    """Return the article with the lines hidden that its site's other stories have, and with those lines shown again
    that only the learned scorer held for the page's frame though no other story has them.

    `lines` is a folder's count or the hashes to hide. The title is never hidden, nor a quotation in the middle of the
    body. Where more of the prose would go than a site's notes can be, the stories are versions of one another and their
    prose stays. A sentence that does not speak to the reader gets the reason `standing-note`, any other `folder-line`.
    """
    hidden = lines.shared(article) if isinstance(lines, FolderLines) else frozenset(lines)
    if not hidden:
        return article
    body = [at for at, block in enumerate(article.blocks) if block.role in BODY_ROLES]
    quarter = len(body) // 4
    middle = frozenset(body[quarter : len(body) - quarter])
    shared = [at for at in body if _line_hash(article.blocks[at].text) in hidden]
    lost = sum(_prose_words(article.blocks[at]) for at in shared)
    if lost > _MOST_PROSE * sum(_prose_words(article.blocks[at]) for at in body):
        shared = [at for at in shared if not _prose_words(article.blocks[at])]
    blocks = _given_back(article.blocks, hidden)
    language = (article.language or "en")[:2].lower()
    for at in shared:
        blocks[at] = _judged(blocks[at], at in middle, language)
    return article if tuple(blocks) == article.blocks else replace(article, blocks=tuple(blocks))


def _given_back(blocks: Sequence[Block], hidden: Collection[int]) -> list[Block]:
    """Return the blocks with the scorer's doubtful verdicts undone, where the site's frame is known by its lines.

    The short lines of a frame come again on the next page: several that do not are the story's list, table or names.
    Headlines and short sentences of other stories differ from page to page: they are only given back beside those.
    """
    frame = [_line_hash(block.text) in hidden for block in blocks]
    out = list(blocks)
    if sum(frame) < _FRAME:
        return out
    guessed = [at for at, block in enumerate(blocks) if not frame[at] and _is_guess(block)]
    short = [at for at in guessed if blocks[at].reason == "unlike-article" and not _ends(blocks[at])]
    own = set(short) if len(short) >= _LISTED else set()
    for run in consecutive(guessed):
        if len(run) > _LISTED and not own.isdisjoint(run):
            own.update(run)
    own.update(at for at in guessed if _ends(blocks[at]) and len(blocks[at].text.split()) >= _LONG)
    own.update(_within_text(blocks, frame, guessed))
    for at in own:
        out[at] = replace(blocks[at], role=Role.PARAGRAPH, reason=None, confidence=1.0)
    return out


def _within_text(blocks: Sequence[Block], frame: Sequence[bool], guessed: Sequence[int]) -> list[int]:
    """Return those headlines among the `guessed` lines that stand alone in the shown text, copies aside: the story's
    subheads."""
    seen = [at for at, block in enumerate(blocks) if block.reason not in _COPIES]
    place = {at: index for index, at in enumerate(seen)}
    shown = [not frame[at] and blocks[at].role in BODY_ROLES for at in seen]
    inner = (at for at in guessed if blocks[at].reason == "teaser" and 0 < place[at] < len(seen) - 1)
    return [at for at in inner if shown[place[at] - 1] and shown[place[at] + 1]]


def _is_guess(block: Block) -> bool:
    guess = block.role is Role.REMOVED and block.reason in _GUESSES and block.confidence >= SURE
    return guess and any(char.isalpha() for char in block.text)


def _ends(block: Block) -> bool:
    return block.text.rstrip()[-1:] in ENDS


def _prose_words(block: Block) -> int:
    """Return how many words a block of prose has, 0 for any other block."""
    count = len(block.text.split())
    return count if count >= _PROSE and block.text.rstrip()[-1:] in ENDS else 0


def _judged(block: Block, middle: bool, language: str) -> Block:
    count = len(block.text.split())
    if count > _HIDDEN_WORDS or (middle and _quotes(block, count, language)):
        return block
    reason = "standing-note" if count >= _NOTE and block.text.rstrip()[-1:] in ".!?" else "folder-line"
    return replace(block, role=Role.REMOVED, reason=reason, confidence=0.9)


def _quotes(block: Block, count: int, language: str) -> bool:
    """Whether a block quotes: a long one by its marks; one that is set as a quotation by being a sentence without a
    call to the reader, as sites set such calls in boxes of the same kind."""
    if count >= _NOTE and not _QUOTES.isdisjoint(block.text):
        return True
    if block.role is not Role.QUOTATION:
        return False
    item = shape(block.text)
    return item.sentence and item.words[0] not in word_list("imperatives") and not cue_book(language).cues(item)


def _line_hash(text: str) -> int | None:
    key = repeated_line(text)
    return None if key is None else _hash(key)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _step(counts: dict[int, int], key: int, step: int) -> None:
    left = counts.get(key, 0) + step
    if left > 0:
        counts[key] = left
    else:
        counts.pop(key, None)


def _needed(stories: int) -> int:
    return 2 if stories <= _FEW else max(3, ceil(_SHARE * stories))
