from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from reader.article import Entity
from reader.entities import find_entities
from reader.entities.tagger import TaggedSpan

Find = Callable[..., dict[str, Entity]]


class ScriptedTagger:
    """Marks every occurrence of the given strings with the given labels: what a model might say."""

    name, language = "script", "xx"

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def tag(self, paragraphs: Sequence[str]) -> list[list[TaggedSpan]]:
        return [self._spans(paragraph) for paragraph in paragraphs]

    def _spans(self, paragraph: str) -> list[TaggedSpan]:
        names = sorted(self._labels, key=len, reverse=True)
        if not names:
            return []
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
        return [TaggedSpan(m.start(), m.end(), self._labels[m.group()]) for m in re.finditer(pattern, paragraph)]


@pytest.fixture
def find() -> Find:
    """Return a function from a text and a script of labels to its entities by name; it checks what always holds."""

    def run(text: str, labels: Mapping[str, str], **options: str) -> dict[str, Entity]:
        entities = find_entities(text, tagger=ScriptedTagger(labels), **options)
        for entity in entities:
            shown = [" ".join(text[start:end].split()) for start, end in entity.mentions]
            assert set(shown) <= {entity.name, *entity.aliases}
            assert not any("\n" in name for name in (entity.name, *entity.aliases))
            assert entity.count == len(shown) > 0
        return {entity.name: entity for entity in entities}

    return run
