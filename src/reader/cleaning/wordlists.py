"""The cleaner's word lists, read from data files when they are first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import islice
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl")
"""The languages that have cues."""

_SAMPLE: Final = 500
_TELLING: Final = 8
"""So many stop words of a language must stand in a text before it is taken for that language."""


def data_lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file of this room, without comments, blank lines and outer spaces."""
    text = resources.files("reader.cleaning").joinpath("cues", name).read_text("utf-8")
    for line in text.splitlines():
        entry = line.strip()
        if entry and not entry.startswith("# ") and entry != "#":
            yield entry


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list with one entry a line as a set."""
    return frozenset(data_lines(name))


@cache
def named_lists(name: str) -> dict[str, frozenset[str]]:
    """Return the lists of a file whose lines are "name: words"; lines of one name are one list."""
    found: dict[str, frozenset[str]] = {}
    for line in data_lines(name):
        key, _, words = line.partition(":")
        found[key] = found.get(key, frozenset()) | frozenset(words.split())
    return found


def word_list(name: str) -> frozenset[str]:
    """Return one of the rules' small word lists. Raises KeyError for a name that the file lacks."""
    return named_lists("lists.txt")[name]


def stop_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language, those of English where the language has no list."""
    lists = named_lists("stopwords.txt")
    return lists.get(language, lists["en"])


def guess_language(words: Iterable[str]) -> str | None:
    """Return the language among `LANGUAGES` whose stop words stand most often in the first `_SAMPLE` of `words`, None
    when there are too few to tell."""
    lists = named_lists("stopwords.txt")
    sample = Counter(islice(words, _SAMPLE))
    counts = {language: sum(map(sample.__getitem__, lists[language] & sample.keys())) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: counts[language])
    return best if counts[best] >= _TELLING else None
