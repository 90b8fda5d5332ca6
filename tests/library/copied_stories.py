"""Stories of invented words, and copies of them as papers print them: cut, prefixed, retouched. All is seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator

SYLLABLES = [a + b for a in "bdfghklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "os")]


class Press:
    """Prints stories and copies of them."""

    def __init__(self, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        self.vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(8000)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.vocabulary))]

    def sentence(self) -> str:
        words = self.rng.choices(self.vocabulary, self.weights, k=self.rng.randint(8, 26))
        return " ".join(words).capitalize() + "."

    def story(self) -> list[str]:
        """Return the paragraphs of a new story of 150 to 900 words."""
        return [
            " ".join(self.sentence() for _ in range(self.rng.randint(1, 4))) for _ in range(self.rng.randint(6, 18))
        ]

    def copy(self, story: list[str]) -> list[str]:
        """Return the story as another paper has it: with one to three of the edits that desks make."""
        made = list(story)
        for edit in self.rng.sample(EDITS, self.rng.randint(1, 3)):
            made = edit(self, made)
        return made

    def ends_early(self, story: list[str]) -> list[str]:
        return story[: max(4, len(story) - self.rng.randint(1, max(1, len(story) // 4)))]

    def has_a_dateline(self, story: list[str]) -> list[str]:
        return [f"SALTBY (Wire) - {story[0]}", *story[1:]]

    def has_a_sentence_more(self, story: list[str]) -> list[str]:
        at = self.rng.randrange(len(story))
        return [*story[:at], f"{story[at]} {self.sentence()}", *story[at + 1 :]]

    def has_other_words(self, story: list[str]) -> list[str]:
        words = [paragraph.split(" ") for paragraph in story]
        for paragraph in words:
            if self.rng.random() < 0.5:
                paragraph[self.rng.randrange(len(paragraph))] = self.rng.choice(self.vocabulary)
        return [" ".join(paragraph) for paragraph in words]

    def is_set_anew(self, story: list[str]) -> list[str]:
        """Paragraphs joined in pairs, other quotation marks, capitals in the first words."""
        joined = [" ".join(story[at : at + 2]) for at in range(0, len(story), 2)]
        return [joined[0][:20].upper() + joined[0][20:], *joined[1:]]

    def corpus(self, count: int, share: float) -> Iterator[tuple[int, list[str]]]:
        """Yield (number of the story, paragraphs); `share` of them are copies of an earlier one."""
        stories: list[list[str]] = []
        for _ in range(count):
            if stories and self.rng.random() < share:
                number = self.rng.randrange(len(stories))
                yield number, self.copy(stories[number])
            else:
                stories.append(self.story())
                yield len(stories) - 1, stories[-1]


EDITS = (
    Press.ends_early,
    Press.has_a_dateline,
    Press.has_a_sentence_more,
    Press.has_other_words,
    Press.is_set_anew,
)
