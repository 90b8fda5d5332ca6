from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY

from reader.article import Article, Role
from reader.cleaning.captions import is_caption
from reader.cleaning.features import shape

Story = Callable[..., Article]


@pytest.mark.parametrize(
    "line",
    [
        "Hanne Brook at the bridge on Monday. Ida Moll/Getty Images",
        "Hanne Brook waits at the quay after the vote... IDA MOLL//Getty Images",
        "The swing bridge at low tide (Photo by Ida Moll)",
        "The swing bridge at low tide. (AP Photo/Ida Moll)",
        "The swing bridge at low tide Credit: Ida Moll",
        "Photo: Ida Moll",
        "Photograph by Ida Moll for the Courier",
        "The quay in 1931 [Courtesy of the harbour museum]",
        "Foto: Ida Moll/dpa",
        "Getty Images",
        "The bridge in May, Reuters/Ida Moll",
    ],
)
def test_a_credit_makes_a_caption(line: str) -> None:
    assert is_caption(shape(line))


@pytest.mark.parametrize(
    "line",
    [
        "The vote was delayed by a day, the clerk told Reuters.",
        "Nobody was hurt, according to AP.",
        "She took a picture of the bridge and sent it to the board.",
        "The photo shows a bridge that nobody remembers building.",
        "He gave all the credit to the crew.",
        "The board sold its shares in Getty Images last year.",
    ],
)
def test_a_sentence_about_agencies_and_pictures_is_text(line: str) -> None:
    assert not is_caption(shape(line))


def test_a_caption_is_no_body_and_not_lost(story: Story) -> None:
    lines = ("Hanne Brook", "Hanne Brook waits at the quay after the vote on Tuesday. IDA MOLL/Getty Images")
    article = story(*lines, at=3)
    assert article.text == "\n\n".join(BODY)
    assert [block.text for block in article.blocks if block.role is Role.CAPTION] == list(lines)


def test_a_second_print_of_a_paragraph_is_hidden_at_any_distance(story: Story) -> None:
    article = story(BODY[0])
    assert article.text == "\n\n".join(BODY)
    assert article.blocks[-1].reason == "duplicate"


def test_a_near_copy_is_hidden(story: Story) -> None:
    copy = BODY[3].replace("last week", "this week")
    assert story(copy).blocks[-1].reason == "duplicate"


@pytest.mark.parametrize("place", [1, 5])
def test_a_pull_quote_equal_to_a_sentence_is_hidden_and_the_sentence_stays(story: Story, place: int) -> None:
    article = story("“We would rather mend it than mourn it.”", at=place)
    assert article.text == "\n\n".join(BODY)
    assert article.blocks[place + 1].reason == "pull-quote"


def test_a_heading_that_the_text_repeats_stays(story: Story) -> None:
    for heading in ("The old swing bridge open to foot traffic", "“We would rather mend it than mourn it”"):
        assert heading in story(heading, at=2).text.split("\n\n")


def test_short_lines_may_repeat(story: Story) -> None:
    assert story("Yes.", "No.", "Yes.", at=3).text.count("Yes.") == 2


def test_rows_of_a_table_may_repeat(story: Story) -> None:
    rows = "Boat | Crew | Year | Harbour | Owner | Berth\nMinnow | 3 | 1999 | Saltby | Moll | 4"
    article = story(rows, rows, at=3)
    assert len(article.blocks) == len(BODY) + 3


def test_short_sentences_that_differ_in_one_word_are_no_copies(story: Story) -> None:
    lines = ("The ferry to North Averley leaves from pier nine.", "The ferry to North Averley leaves from pier four.")
    assert all(line in story(*lines, at=3).text for line in lines)


def test_a_sentence_with_another_end_is_no_pull_quote(story: Story) -> None:
    line = '"We would rather mend it than mourn the old bridge," said Ida Moll, who sells ice cream on the quay.'
    short = "“We would rather mend it than mourn the heron.”"
    assert short in story(line, short, at=3).text


def test_an_answer_that_differs_from_another_in_a_few_words_stays(story: Story) -> None:
    first = "A: I will not say what the board should do about the bridge, as my own work is this survey alone."
    second = first.replace("the bridge", "the quay")
    article = story(first, "Q: And the quay?", second, at=4)
    assert {first, second} <= {block.text for block in article.blocks if block.shown}
