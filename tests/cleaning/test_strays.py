"""Small lines between paragraphs that no cue names, and the ordinary lines that look like them."""

from __future__ import annotations

from collections.abc import Callable

from cleaning_samples import BODY, TITLE

from reader.article import Article, Role

Story = Callable[..., Article]
KICKED = (
    "SEALED FATE",
    "Why the otters of Norwell refuse to come home",
    "GOT YOUR GOAT",
    "Farmer pays a fine in cheese",
)


def hidden(article: Article) -> set[str]:
    return {block.text for block in article.blocks if block.role is Role.REMOVED}


def test_a_list_of_headlines_under_kickers_is_hidden(story: Story) -> None:
    assert hidden(story(*KICKED, at=3)) == set(KICKED)


def test_one_heading_in_capitals_with_its_subheading_stays(story: Story) -> None:
    assert not hidden(story(*KICKED[:2], at=3))


def test_headlines_under_kickers_that_are_about_the_story_stay(story: Story) -> None:
    own = (
        "BRIDGE REPAIR",
        "What the harbour board of Saltby voted on Tuesday",
        "THE QUAY",
        "Why shopkeepers feared summer",
    )
    assert not hidden(story(*own, at=3))


def test_a_counter_alone_between_paragraphs_is_hidden(story: Story) -> None:
    assert hidden(story("17", at=2)) == {"17"}


def test_numbers_of_the_parts_of_a_text_stay(cleaned: Callable[..., Article]) -> None:
    lines = [TITLE, BODY[0], "1", BODY[1], "2", BODY[2], "3", BODY[3], BODY[4]]
    assert not hidden(cleaned(*lines))
    countdown = [TITLE, BODY[0], "12", BODY[1], "11", BODY[2], "10", BODY[3], BODY[4]]
    assert not hidden(cleaned(*countdown))


def test_rows_of_numbers_stay(story: Story) -> None:
    assert not hidden(story("Saltby", "14", "Norwell", "9", at=3))


def test_the_writers_name_is_not_read_again_in_the_text(cleaned: Callable[..., Article]) -> None:
    article = cleaned(TITLE, "By Ida Moll", *BODY[:3], "Ida Moll", *BODY[3:])
    assert hidden(article) == {"Ida Moll"}


def test_the_name_of_anybody_else_stays(cleaned: Callable[..., Article]) -> None:
    assert not hidden(cleaned(TITLE, "By Ida Moll", *BODY[:3], "Hanne Brook", *BODY[3:]))


def test_the_note_under_about_the_author_is_hidden_at_the_end_only(story: Story) -> None:
    note = "She grew up on an island, keeps bees and has twice been bitten by the same swan."
    assert hidden(story("About the author", note)) == {"About the author", note}
    assert note not in hidden(story("About the author", note, at=2))


def test_the_first_lines_after_a_label_above_the_title_are_the_head(cleaned: Callable[..., Article]) -> None:
    caption = "The swing bridge on Monday. Photo: Ada Quist/Saltby Record"
    article = cleaned("Read this story in Spanish", TITLE, "By Ida Moll", caption, *BODY)
    roles = {block.text: block.role for block in article.blocks}
    assert (roles[TITLE], roles[caption]) == (Role.TITLE, Role.CAPTION)


def test_a_sign_up_is_hidden_in_a_story_about_newsletters_and_its_sentences_stay(
    cleaned: Callable[..., Article],
) -> None:
    about = (
        "Delphine Marsh writes a newsletter about what the river did overnight, at her kitchen table and before dawn.",
        "The newsletter has four thousand subscribers, which is more people than live in the town that it is about.",
        "Her inbox holds letters from nine countries, most of them asking how to sign up for the newsletter at once.",
        "Sign up for a newsletter with a second address, she advises, so that the shops lose track of you.",
        "She was offered money for the newsletter twice and has refused it both times without answering at length.",
    )
    offer = "Sign up for our Weekend Reads newsletter and get our best stories in your inbox every Saturday."
    assert hidden(cleaned("She writes at dawn", *about[:3], offer, *about[3:])) == {offer}


def test_a_dateline_above_the_text_is_no_label(cleaned: Callable[..., Article]) -> None:
    lines = ("Saltby (Harbour Press)", "— " + BODY[0][0].lower() + BODY[0][1:], *BODY[1:])
    assert "Saltby (Harbour Press)" not in hidden(cleaned(*lines, title=TITLE))


def test_where_a_story_was_reprinted_is_said_and_who_owns_a_picture_is_not(story: Story) -> None:
    assert not hidden(story("This article was reprinted in the Norwell Review."))
    assert hidden(story("© Ada Quist", at=2)) == {"© Ada Quist"}
    assert not hidden(
        story("© Quist The board met on Tuesday in the old customs house and did not agree on anything.", at=2)
    )


def test_a_question_about_sharing_and_a_quoted_headline_of_the_paper_stay(story: Story) -> None:
    assert not hidden(story("Share this information, please?", at=3))
    assert not hidden(story("Published in the paper of March 11, 2024, with the headline “Mended.”"))
    assert hidden(story("Share this story", "Published March 11, 2024")) == {
        "Share this story",
        "Published March 11, 2024",
    }


def test_a_line_above_the_text_in_a_script_without_capitals_stays(cleaned: Callable[..., Article]) -> None:
    line = "다리는 두 겨울 더 열린다"
    body = ("솔트비 항만 위원회는 화요일에 낡은 다리를 두 겨울 동안 보행자에게 열어 두기로 했다.",) * 1
    assert line not in hidden(cleaned(line, *body, *BODY, title="솔트비의 다리"))


def test_links_of_markdown_are_read_by_their_words(story: Story) -> None:
    line = "[Sign up for our daily newsletter](https://saltby.example/letters)"
    assert hidden(story(line, "### [Related articles](/more)", at=3)) == {line, "### [Related articles](/more)"}
