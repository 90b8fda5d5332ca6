"""What follows a box at the end of a text: the article's own sentences stay, the page's go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cleaning_samples import BODY, TITLE

from reader.article import Article, Draft, RawBlock, Role
from reader.cleaning import clean

Story = Callable[..., Article]
CALL = "Sign up for The Quayside, our weekly letter about boats."
PRICE = "Subscribe now for $1 a week."
SHORT = (
    "The town of Averley planted 500 trees, Mayor Ines Dahl said on Friday.",
    '"A tree is the cheapest roof there is," Dahl said. "And it lasts."',
    "The Hedge League praised the plan. Its head, Dr. Rosa Venn, said six more towns would follow.",
)


def hidden(article: Article) -> dict[str, str | None]:
    return {block.text: block.reason for block in article.blocks if not block.shown}


@pytest.mark.parametrize(
    "line",
    [
        "Venn said the league had 3,000 members.",
        "Members number 3,000, Rosa Venn added.",
        "“It all begins with one spade.”",
        "Venn's league plants in six more towns.",
    ],
)
@pytest.mark.parametrize("box", [(CALL, PRICE), ("Sign up", PRICE), ("Related stories",)])
def test_the_last_sentence_below_a_box_stays(cleaned: Story, line: str, box: tuple[str, ...]) -> None:
    article = cleaned("Averley plants 500 trees", "By Nora Quist", *SHORT, *box, line)
    assert article.text == "\n\n".join((*SHORT, line))
    assert set(hidden(article)) == set(box)


@pytest.mark.parametrize("label", ["Related stories", "Sign up"])
@pytest.mark.parametrize(
    "line",
    [
        "Nora Quist is a reporter at the Courier.",
        "Nora Quist lives in Averley.",
        "Mayor Otto Lindgren said ferries would return.",
        "Ferries return on Friday, Otto Lindgren said.",
        "Published by Quayside Media Ltd.",
        "All rights reserved by the publisher.",
        "Read what Venn planted last year.",
    ],
)
def test_the_pages_own_sentence_below_a_box_goes(cleaned: Story, label: str, line: str) -> None:
    article = cleaned("Averley plants 500 trees", "By Nora Quist", *SHORT, label, line)
    assert article.text == "\n\n".join(SHORT)


def test_two_other_stories_do_not_vouch_for_each_other(cleaned: Story) -> None:
    lines = ("Ferries return, Otto Lindgren said.", "Nobody asked me, Otto Lindgren said.")
    assert set(lines) <= set(hidden(cleaned("Averley plants 500 trees", *SHORT, "Related stories", *lines)))


@pytest.mark.parametrize(
    "line",
    [
        CALL,
        "Sign up to our morning dispatch.",
        "Get the tides and the talk in our free weekly letter.",
        "Sign up for Low Water, our look at the coast.",
    ],
)
@pytest.mark.parametrize("at", [1, 3])
def test_a_call_to_take_a_letter_goes_by_its_own_wording(story: Story, line: str, at: int) -> None:
    assert hidden(story(line, at=at)) == {line: "newsletter"}


def test_a_letter_that_the_story_tells_of_stays(story: Story) -> None:
    lines = (
        "The board sends our weekly letter to nine hundred homes.",
        "Brook signs up for every meeting and writes our evening bulletin herself, a neighbour said.",
    )
    assert all(line in story(*lines, at=3).text for line in lines)


def test_a_speaker_of_the_story_may_ask_people_to_subscribe(story: Story) -> None:
    line = "“Subscribe now,” Brook told them."
    assert line in story(line, at=3).text
    assert hidden(story("Subscribe now and save.", at=3)) == {"Subscribe now and save.": "newsletter"}


def test_such_a_speaker_is_heard_in_a_page_whose_text_was_found(cleaned: Story) -> None:
    line, call = "“Subscribe now,” Brook told them.", "Subscribe now and save."
    lines = (*BODY[:3], line, call, *BODY[3:])
    article = clean(Draft("html", tuple(RawBlock(text, Role.PARAGRAPH, main=True) for text in lines), title=TITLE))
    assert hidden(article) == {call: "newsletter"}
